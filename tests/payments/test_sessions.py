import asyncio
from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.factories.payments import Till
from tributary import payments
from tributary.kernel import Outage
from tributary.payments import SessionState


class Killed(Exception):
    """The process died here."""


@dataclass
class Dying:
    """A provider that executes a call and never lets us hear of it."""

    inner: Any
    dies_in: str

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  It stands for any method.
        if name != self.dies_in:
            return getattr(self.inner, name)

        async def executed_but_lost(*given: object, **named: object) -> None:
            await getattr(self.inner, name)(*given, **named)
            raise Killed(name)

        return executed_but_lost


def dying(till: Till, dies_in: str) -> Till:
    ports = {payments.CheckoutProvider: Dying(till.desk.port(StripePort), dies_in)}
    return replace(till, desk=replace(till.desk, ports=ports))


StripePort: Any = payments.CheckoutProvider


async def sessions(till: Till, link: payments.CreatedLink) -> list[SessionState]:
    async with till.desk.database.reading(till.brand_id) as session:
        return list(await payments.session_states(session, till.brand_id, link.link_id))


async def test_sixty_four_at_once_get_the_same_page(till: Till) -> None:
    for _ in range(3):
        link = await till.link(await till.bill())
        made_before = len(till.stripe.objects("checkout.session"))

        pages = await asyncio.gather(*(till.open(link) for _ in range(64)))

        assert len(set(pages)) == 1
        assert len(till.stripe.objects("checkout.session")) == made_before + 1
        assert await sessions(till, link) == [SessionState.OPEN]


async def test_who_dies_after_the_provider_made_the_page_is_followed_by_the_same_page(
    till: Till,
) -> None:
    link = await till.link(await till.bill())
    with pytest.raises(Killed):
        await dying(till, "create").open(link)
    left = await sessions(till, link)

    till.clock.move(seconds=30)
    page = await till.open(link)

    assert left == [SessionState.CREATING]
    assert [each["id"] for each in till.stripe.objects("checkout.session")] == [page]
    assert await sessions(till, link) == [SessionState.OPEN]


async def test_a_payment_is_found_although_its_page_was_never_stored(till: Till) -> None:
    item = await till.bill()
    link = await till.link(item)
    with pytest.raises(Killed):
        await dying(till, "create").open(link)
    (page,) = till.stripe.objects("checkout.session")

    till.stripe.submit(page["id"], "pay")
    await till.hear()

    assert await till.open_of(item) == "0.00"
    assert await sessions(till, link) == [SessionState.COMPLETED]
    assert await till.faults() == []


@pytest.mark.parametrize("dies_in", ["retrieve", "payment", "refunds_of"])
async def test_a_death_while_asking_loses_nothing(till: Till, dies_in: str) -> None:
    item = await till.bill()
    link = await till.link(item)
    await till.paid(link)
    with pytest.raises(Killed):
        await dying(till, dies_in).hear()

    await till.settle()

    assert await till.open_of(item) == "0.00"
    assert len(await till.receipts(link)) == 1
    assert await till.faults() == []


@pytest.mark.parametrize("mode", ["rate_limited", "error_before", "drop_before", "drop_after"])
async def test_an_outage_while_opening_heals_with_the_next_try(till: Till, mode: str) -> None:
    link = await till.link(await till.bill())
    till.stripe.fault(mode, "/v1/checkout/sessions")
    with pytest.raises(Outage):
        await till.open(link)

    page = await till.open(link)

    assert [each["id"] for each in till.stripe.objects("checkout.session")] == [page]


@pytest.mark.parametrize("mode", ["error_stored", "error_after"])
async def test_a_key_spent_on_a_failure_is_followed_by_a_fresh_session(
    till: Till, mode: str
) -> None:
    link = await till.link(await till.bill())
    till.stripe.fault(mode, "/v1/checkout/sessions")
    with pytest.raises(Outage):
        await till.open(link)

    await till.open(link)

    assert await sessions(till, link) == [SessionState.EXPIRED, SessionState.OPEN]


async def test_an_amount_below_the_providers_minimum_is_declined(till: Till) -> None:
    link = await till.link(await till.bill("0.10"))

    with pytest.raises(payments.ProviderDeclined):
        await till.open(link)

    assert await sessions(till, link) == [SessionState.EXPIRED]


async def test_a_provider_that_is_out_delays_the_sweeper_only(till: Till) -> None:
    item = await till.bill()
    link = await till.link(item)
    await till.paid(link)
    till.clock.move(minutes=11)
    till.stripe.fault("error_before", "/v1/checkout/*", method="GET")

    await payments.sweep_payments(till.desk, till.brand_id)
    waiting = await till.receipts(link)
    till.clock.move(minutes=11)
    await payments.sweep_payments(till.desk, till.brand_id)

    assert waiting == []
    assert await till.open_of(item) == "0.00"
