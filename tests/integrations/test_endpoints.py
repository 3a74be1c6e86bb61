"""Endpoints: made and changed by the owner, told apart by nobody else."""

from collections.abc import Awaitable, Callable

import pytest

from tests.integrations.conftest import SEALS, House
from tributary import integrations
from tributary.identity import RoleMissing
from tributary.integrations import EndpointDraft, FactKind, WebhookEndpointInvalid
from tributary.integrations.operations.endpoints import ENDPOINTS_MAX
from tributary.integrations.rules import require_endpoint
from tributary.kernel import Actor
from tributary.platform import Work

TESTS = frozenset({FactKind.WEBHOOK_TEST})
PAYMENTS = frozenset({FactKind.PAYMENT_RECEIVED})


async def test_only_the_owner_has_to_do_with_endpoints(house: House) -> None:
    draft = EndpointDraft(house.listener.url, "", PAYMENTS)
    deeds: list[Callable[[Work], Awaitable[object]]] = [
        lambda work: integrations.create_endpoint(work, SEALS, draft),
        lambda work: integrations.update_endpoint(work, house.endpoint_id, draft, is_enabled=False),
        lambda work: integrations.rotate_endpoint_secret(work, SEALS, house.endpoint_id),
        lambda work: integrations.delete_endpoint(work, house.endpoint_id),
        lambda work: integrations.send_test(work, house.endpoint_id),
        lambda work: integrations.replay_delivery(work, house.endpoint_id),
        lambda work: integrations.replay_failed(work, house.endpoint_id, since=house.clock()),
    ]
    # The accountant, a salesperson, a distributor's owner.
    for n in (2, 3, 10):
        actor = Actor(house.brand_id, house.trade.user(n), "console")
        for deed in deeds:
            with pytest.raises(RoleMissing):
                async with house.desk.database.work(actor, now=house.clock()) as work:
                    await deed(work)

    actor = Actor(house.brand_id, house.trade.user(1), "console")
    async with house.desk.database.work(actor, now=house.clock()) as work:
        await integrations.send_test(work, house.endpoint_id)


async def test_the_secret_is_kept_sealed(house: House) -> None:
    ((sealed,),) = await house.rows("SELECT sealed FROM webhook_secrets")
    assert house.secret.startswith("whsec_")
    assert house.secret.removeprefix("whsec_") not in str(sealed)
    assert SEALS.unseal("webhook", str(sealed)) == house.secret

    found = await house.rows("SELECT after::text FROM audit_entries")
    assert house.secret not in str(found)


@pytest.mark.parametrize(
    "draft",
    [
        EndpointDraft("http://erp.example.com/", "", PAYMENTS),
        EndpointDraft("https://10.0.0.1/", "", PAYMENTS),
        EndpointDraft("https://u:p@erp.example.com/", "", PAYMENTS),
        EndpointDraft("https://erp.example.com/", "", frozenset()),
        EndpointDraft("https://erp.example.com/", "", PAYMENTS | TESTS),
        EndpointDraft("https://erp.example.com/", "x" * 201, PAYMENTS),
    ],
    ids=["plain", "inside", "user", "nothing", "test", "long"],
)
def test_an_endpoint_that_cannot_be_is_refused(draft: EndpointDraft) -> None:
    with pytest.raises(WebhookEndpointInvalid):
        require_endpoint(draft)


async def test_a_brand_has_so_many_endpoints_and_no_more(house: House) -> None:
    for n in range(ENDPOINTS_MAX - 1):
        await house.open(f"https://erp{n}.example.com/", FactKind.PAYMENT_RECEIVED)

    with pytest.raises(integrations.WebhookEndpointsFull):
        await house.open("https://one.too.many.example/", FactKind.PAYMENT_RECEIVED)


async def test_what_was_changed_is_written_down(house: House) -> None:
    draft = EndpointDraft("https://erp.example.com/new", "New", PAYMENTS)
    async with house.desk.work(house.brand_id, "test") as work:
        for is_enabled in (False, False, True, True):
            await integrations.update_endpoint(
                work, house.endpoint_id, draft, is_enabled=is_enabled
            )

    deeds = await house.rows(
        "SELECT action FROM audit_entries WHERE subject = 'webhook_endpoint' ORDER BY id"
    )
    assert [str(each[0]).partition(".")[2] for each in deeds] == [
        "create_webhook_endpoint",
        "update_webhook_endpoint",
        "disable_webhook_endpoint",
        "enable_webhook_endpoint",
    ]
