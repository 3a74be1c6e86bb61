from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.conftest import MovingClock
from tests.factories.payouts import earn, release, submit
from tests.gateways.stripe.running import RunningFake, running_fake
from tests.payouts.test_sending import make_payday
from tributary import payouts
from tributary.gateways.stripe.transfers import StripePayoutRail
from tributary.kernel import BrandId, Money, PayoutItemId
from tributary.payouts import BatchState, ItemState, PayoutRail
from tributary.payouts.reactions import send_waiting
from tributary.platform import Desk


@pytest.fixture
def fake() -> Iterator[RunningFake]:
    """A fake whose balance is empty."""
    with running_fake() as fake:
        yield fake


def top_up(fake: RunningFake, minor: int) -> None:
    fake.control("/balance", currency="usd", amount=minor)


async def test_items_wait_for_the_rails_balance_and_say_so(
    desk: Desk, brand_id: BrandId, fake: RunningFake, clock: MovingClock
) -> None:
    payday = await make_payday(desk, brand_id, fake, clock)
    top_up(fake, 1400)

    await payday.send()
    assert await payday.states() == {ItemState.READY: 1, ItemState.PAID: 2}
    assert (await payday.progress()).waiting == {"The balance at stripe is too low.": 1}
    assert (await payday.batch()).state is BatchState.RELEASED
    top_up(fake, 5000)
    clock.move(minutes=2)
    await send_waiting(desk, brand_id)

    assert await payday.states() == {ItemState.PAID: 3}
    assert await payday.moved() == {"D1": 1, "D2": 1, "D3": 1}
    await payday.require_invariants()


class Optimist(StripePayoutRail):
    """A rail whose balance is spent by others between asking and sending."""

    async def available(self, currency: str) -> Money:
        return Money.of("1000.00", currency)


async def test_a_shortage_found_on_sending_waits_under_a_fresh_key(
    desk: Desk, brand_id: BrandId, fake: RunningFake, clock: MovingClock
) -> None:
    async with fake.gateway() as gateway:
        payday = await make_payday(desk, brand_id, fake, clock)
        payday.desk = replace(desk, ports={PayoutRail: Optimist(gateway, in_flight_max=1)})

        await payday.send()
        assert await payday.states() == {ItemState.READY: 3}
        (reason,) = (await payday.progress()).waiting
        assert "insufficient available funds" in reason
        top_up(fake, 10_000)
        await payday.send()

    assert await payday.states() == {ItemState.PAID: 3}
    assert await payday.moved() == {"D1": 1, "D2": 1, "D3": 1}
    await payday.require_invariants()


async def test_the_remittance_names_the_commissions_since_the_payout_before(
    desk: Desk, brand_id: BrandId, fake: RunningFake, clock: MovingClock
) -> None:
    top_up(fake, 100_000)
    payday = await make_payday(desk, brand_id, fake, clock)
    await payday.send()
    clock.move(days=1)
    async with desk.work(brand_id, "test") as work:
        await earn(work, {payday.house.payees["D1"]: Money.of("4.00", "USD")})
        await earn(work, {payday.house.payees["D1"]: Money.of("-1.50", "USD")})
    clock.move(days=1)
    payday.batch_id = await submit(desk, payday.house)
    await release(desk, payday.house, payday.batch_id)

    item = (await payday.items())["D1"]
    async with desk.database.reading(brand_id) as session:
        made_of = await payouts.remittance_of(session, brand_id, PayoutItemId(item.item_id))

    assert made_of.amount == Money.of("2.50", "USD")
    assert made_of.brought_forward == Money.of("0", "USD")
    assert [str(line.amount) for line in made_of.lines] == ["4.00 USD", "-1.50 USD"]
