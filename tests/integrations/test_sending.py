"""Webhooks: signed as the standard says, sent at least once, tried for 72 hours."""

import itertools
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from tests.integrations.conftest import EVERYTHING, SEALS, House
from tributary import integrations
from tributary.gateways.webhooks import WebhookCourier
from tributary.integrations import DELIVERY_TRANSITIONS, FactKind
from tributary.integrations.operations import forget_messages, send_waiting
from tributary.integrations.ports import Courier
from tributary.integrations.queries import INVARIANTS
from tributary.integrations.rules import DELAYS, GIVEN_UP_AFTER
from tributary.platform import Seals, outbox, prove

HASTE_SECONDS = 0.5
"""How long a sender waits that is to find an endpoint too slow."""


async def proven(house: House) -> None:
    """Prove what is always true of webhooks."""
    for proof in await prove(house.desk.database, house.brand_id, INVARIANTS):
        assert not proof.faults, proof.faults


async def test_a_message_is_signed_as_the_library_of_the_standard_verifies_it(
    house: House,
) -> None:
    await house.happen()
    await house.send()

    (heard,) = house.listener.heard
    told = Webhook(house.secret).verify(heard.body, dict(heard.headers))
    assert told["type"] == "payment.received"
    assert heard.headers["content-type"] == "application/json"
    assert await house.states() == ["delivered"]
    with pytest.raises(WebhookVerificationError):
        Webhook(house.secret).verify(heard.body + b" ", dict(heard.headers))
    await proven(house)


async def test_what_was_announced_is_sent_by_the_errand_and_once(house: House) -> None:
    assert await house.happen() == 1
    assert await house.happen() == 0

    await outbox.deliver_all(house.worker, house.brand_id)

    assert len(house.listener.heard) == 1


async def test_an_endpoint_hears_of_what_it_chose_alone(house: House) -> None:
    elsewhere = house.listener.url + "/elsewhere"
    await house.open(elsewhere, FactKind.REFUND_SETTLED)

    await house.happen(FactKind.PAYMENT_RECEIVED)
    await house.happen(FactKind.REFUND_SETTLED)
    await outbox.deliver_all(house.worker, house.brand_id)

    paths = [(each.path, each.told["type"]) for each in house.listener.heard]
    assert sorted(paths) == [
        ("/hooks", "payment.received"),
        ("/hooks", "refund.settled"),
        ("/hooks/elsewhere", "refund.settled"),
    ]
    ours, theirs = (
        {each.name for each in house.listener.heard if each.path == path}
        for path in ("/hooks", "/hooks/elsewhere")
    )
    assert theirs < ours, "one event has one id for everybody"


async def test_the_former_secret_signs_for_a_day_more(house: House) -> None:
    async with house.desk.work(house.brand_id, "test") as work:
        renewed = await integrations.rotate_endpoint_secret(work, SEALS, house.endpoint_id)

    await house.happen()
    await house.send()

    (heard,) = house.listener.heard
    for secret in (house.secret, renewed):
        Webhook(secret).verify(heard.body, dict(heard.headers))
    house.clock.move(hours=24)
    await house.happen(FactKind.REFUND_SETTLED)
    await house.send()
    assert len(house.listener.heard[0].headers["webhook-signature"].split()) == 2
    assert len(house.listener.heard[1].headers["webhook-signature"].split()) == 1
    await proven(house)


async def test_only_the_present_secret_and_the_one_before_sign(house: House) -> None:
    for _ in range(3):
        async with house.desk.work(house.brand_id, "test") as work:
            await integrations.rotate_endpoint_secret(work, SEALS, house.endpoint_id)

    assert await house.rows("SELECT count(*) FROM webhook_secrets") == [(2,)]


async def test_only_200_to_299_is_a_success(house: House) -> None:
    house.listener.headers["location"] = house.listener.url + "/elsewhere"
    house.listener.answer = b"no \x00 thanks" * 1000
    refusing = [300, 301, 302, 307, 400, 404, 429, 500, 503]
    await house.happen()

    for status in refusing:
        house.listener.status = status
        house.clock.at = await house.due()
        await house.send()
        assert await house.states() == ["waiting"]

    assert {each.path for each in house.listener.heard} == {"/hooks"}, "no redirect is followed"
    attempts = await house.rows("SELECT status, length(response) FROM webhook_attempts ORDER BY 1")
    assert attempts == [(status, 1024) for status in refusing]


async def test_it_is_tried_for_72_hours_and_then_the_endpoint_is_disabled(house: House) -> None:
    house.listener.status = 500
    await house.happen()
    began = house.clock()
    moments = []

    while await house.states() == ["waiting"]:
        house.clock.at = due = await house.due()
        moments.append(due - began)
        assert await house.wake() == 1
        await house.send()

    assert await house.states() == ["failed"]
    waits = [after - before for before, after in itertools.pairwise(moments)]
    for planned, waited in zip(DELAYS, waits, strict=False):
        assert planned <= waited <= planned * 1.2
    assert moments[-1] == GIVEN_UP_AFTER
    assert len({each.name for each in house.listener.heard}) == 1
    assert len({each.body for each in house.listener.heard}) == 1
    assert await house.rows("SELECT state, disabled_by FROM webhook_endpoints") == [
        ("disabled", "failing")
    ]
    assert await house.rows("SELECT DISTINCT kind FROM letters") == [("webhook_failing",)]
    await proven(house)


async def test_an_endpoint_that_takes_anything_meanwhile_is_not_disabled(house: House) -> None:
    house.listener.status = 500
    await house.happen()
    await house.send()
    house.clock.move(hours=30)
    house.listener.status = 200
    await house.happen(FactKind.REFUND_SETTLED)
    async with house.desk.work(house.brand_id, "test") as work:
        await work.run(
            "UPDATE webhook_deliveries SET next_attempt_at = :late WHERE kind = 'payment.received'",
            late=house.clock.at + timedelta(days=9),
        )
    await house.send()
    house.clock.move(days=10)
    house.listener.status = 500
    await house.send()

    assert await house.states() == ["failed", "delivered"]
    assert await house.rows("SELECT state FROM webhook_endpoints") == [("enabled",)]


async def test_one_that_is_gone_is_disabled_at_once(house: House) -> None:
    house.listener.status = 410

    await house.happen()
    await house.send()
    await house.happen(FactKind.REFUND_SETTLED)

    assert await house.states() == ["failed"]
    assert await house.rows("SELECT state, disabled_by FROM webhook_endpoints") == [
        ("disabled", "gone")
    ]
    ((reason,),) = await house.rows(
        "SELECT reason FROM audit_entries WHERE action = 'integrations.disable_webhook_endpoint'"
    )
    assert reason == "webhook_gone"
    await proven(house)


async def test_a_slow_endpoint_does_not_keep_others_waiting(house: House) -> None:
    hurried = WebhookCourier(is_production=False, seconds=HASTE_SECONDS)
    worker = replace(house.worker, ports={**house.worker.ports, Courier: hurried})
    house.listener.seconds = HASTE_SECONDS * 4
    other = await house.open("http://127.0.0.1:1/", FactKind.ORDER_ACCEPTED)
    for kind in (FactKind.PAYMENT_RECEIVED, FactKind.REFUND_SETTLED, FactKind.ORDER_ACCEPTED):
        await house.happen(kind)

    await send_waiting(worker, house.brand_id, house.endpoint_id)
    await house.send(other.endpoint_id)
    await hurried.aclose()

    faults = await house.rows("SELECT fault, count(*) FROM webhook_attempts GROUP BY 1 ORDER BY 1")
    assert faults == [("too_slow", 3), ("unreachable", 1)]


async def test_at_most_four_are_on_their_way_to_one_endpoint(house: House) -> None:
    kinds = sorted(EVERYTHING - {FactKind.PAYOUT_SETTLED})
    for kind in kinds:
        await house.happen(kind)
    async with house.desk.work(house.brand_id, "test") as work:
        await work.run(
            "UPDATE webhook_deliveries SET state = 'sending', next_attempt_at = :until "
            "WHERE id IN (SELECT id FROM webhook_deliveries ORDER BY id LIMIT 4)",
            until=house.clock.at + timedelta(minutes=1),
        )

    assert await house.send() == 0

    house.clock.move(minutes=1)
    assert await house.send() == len(kinds)
    assert set(await house.states()) == {"delivered"}


async def test_what_a_dead_worker_had_in_its_hands_is_sent_again_under_the_same_id(
    house: House,
) -> None:
    """As after a crash between sending and writing it down; `test_killed` kills a real one."""
    await house.happen()
    await house.send()
    async with house.desk.work(house.brand_id, "test") as work:
        await work.run("UPDATE webhook_deliveries SET state = 'sending', settled_at = NULL")

    assert await house.wake() == 0
    house.clock.move(minutes=1)
    assert await house.wake() == 1
    await house.send()

    first, again = house.listener.heard
    assert (first.name, first.body) == (again.name, again.body)
    assert await house.states() == ["delivered"]
    await proven(house)


async def test_a_secret_sealed_by_another_site_signs_nothing(house: House) -> None:
    await house.happen()
    async with house.desk.work(house.brand_id, "test") as work:
        sealed = Seals("another secret, as long as the one").seal("webhook", "whsec_c2VjcmV0")
        await work.run("DELETE FROM webhook_secrets")
        await work.run(
            "INSERT INTO webhook_secrets (brand_id, id, endpoint_id, sealed, created_at) "
            "VALUES (:brand, :endpoint, :endpoint, :sealed, :now)",
            brand=house.brand_id,
            endpoint=house.endpoint_id,
            sealed=sealed,
            now=house.clock(),
        )

    await house.send()

    assert house.listener.heard == []
    assert await house.rows("SELECT fault FROM webhook_attempts") == [("secret_unreadable",)]


async def test_a_delivery_that_is_over_is_sent_again_by_hand(house: House) -> None:
    house.listener.status = 500
    await house.happen()
    for _ in range(2):
        await house.send()
        house.clock.move(days=2)
    await house.send()
    assert await house.states() == ["failed"]
    draft = integrations.EndpointDraft(
        house.listener.url, "", frozenset({FactKind.PAYMENT_RECEIVED})
    )
    house.listener.status = 200

    ((delivery_id,),) = await house.rows("SELECT id FROM webhook_deliveries")
    assert isinstance(delivery_id, UUID)
    async with house.desk.work(house.brand_id, "test") as work:
        with pytest.raises(integrations.WebhookEndpointDisabled):
            await integrations.replay_delivery(work, delivery_id)
        await integrations.update_endpoint(work, house.endpoint_id, draft, is_enabled=True)
        await integrations.replay_delivery(work, delivery_id)
        with pytest.raises(integrations.WebhookDeliveryUnderWay):
            await integrations.replay_delivery(work, delivery_id)
        with pytest.raises(integrations.WebhookDeliveryUnknown):
            await integrations.replay_delivery(work, house.endpoint_id)
    await house.send()

    assert await house.states() == ["delivered"]
    assert len(set(house.listener.names)) == 1
    await proven(house)


async def test_all_that_failed_since_an_instant_is_sent_again(house: House) -> None:
    house.listener.status = 500
    await house.happen(FactKind.REFUND_SETTLED)
    house.clock.move(hours=1)
    since = house.clock()
    await house.happen(FactKind.PAYMENT_RECEIVED)
    async with house.desk.work(house.brand_id, "test") as work:
        await work.run(
            "UPDATE webhook_deliveries SET state = 'failed', settled_at = :now", now=house.clock()
        )
        assert await integrations.replay_failed(work, house.endpoint_id, since=since) == 1
    house.listener.status = 200

    await house.send()

    assert await house.states() == ["failed", "delivered"]


async def test_a_test_goes_to_one_endpoint_alone(house: House) -> None:
    await house.open(house.listener.url + "/elsewhere")
    async with house.desk.work(house.brand_id, "test") as work:
        await integrations.send_test(work, house.endpoint_id)

    await outbox.deliver_all(house.worker, house.brand_id)

    (heard,) = house.listener.heard
    assert heard.path == "/hooks"
    assert heard.told["data"] == {"endpoints": [{"id": f"WebhookEndpoint:{house.endpoint_id}"}]}


async def test_nothing_waits_for_an_endpoint_that_is_deleted(house: House) -> None:
    await house.happen()
    async with house.desk.work(house.brand_id, "test") as work:
        await integrations.delete_endpoint(work, house.endpoint_id)
        with pytest.raises(integrations.WebhookEndpointUnknown):
            await integrations.send_test(work, house.endpoint_id)

    await house.send()

    assert house.listener.heard == []
    assert await house.states() == ["failed"]
    assert await house.rows("SELECT count(*) FROM webhook_secrets") == [(0,)]
    await proven(house)


async def test_what_is_over_is_forgotten_after_ninety_days(house: House) -> None:
    await house.happen()
    await house.send()
    await house.happen(FactKind.REFUND_SETTLED)
    house.clock.move(days=91)

    async with house.worker.work(house.brand_id, "test") as work:
        await forget_messages(work)

    assert await house.rows("SELECT kind FROM webhook_messages") == [("refund.settled",)]
    assert await house.rows("SELECT count(*) FROM webhook_attempts") == [(0,)]


def test_a_delivery_that_is_over_moves_by_hand_alone() -> None:
    over = {integrations.DeliveryState.DELIVERED, integrations.DeliveryState.FAILED}

    assert {way for state in over for way in DELIVERY_TRANSITIONS[state]} == {
        integrations.DeliveryState.WAITING
    }
