from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commissions.test_operations import House, accrue, cny
from tests.factories.commissions import level, make_plan, pay_order
from tributary import commissions, receivables
from tributary.commissions import EarnedOn, Held
from tributary.kernel import Actor, BrandId, Currency, Money, Period, new_id
from tributary.platform import Database, Work

CNY = Currency("CNY")
HOLD = 30
DAYS = range(1, 29)
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
async def house(work: Work) -> House:
    return await House.open(work)


async def held(work: Work, house: House, today: date) -> Held | None:
    found = await commissions.held_of(work.session, work.brand_id, CNY, today=today)
    return found.get(house.chain[0])


async def test_what_is_earned_is_held_for_so_many_days(work: Work, house: House) -> None:
    await make_plan(work, level(3, "10"), hold_days=HOLD)
    await house.sell(work, ordered_on=date(2026, 3, 10))
    await house.sell(work, ordered_on=date(2026, 3, 20))
    await accrue(work)

    assert await held(work, house, date(2026, 4, 8)) == Held(cny("14.00"), date(2026, 4, 9))
    assert await held(work, house, date(2026, 4, 9)) == Held(cny("7.00"), date(2026, 4, 19))
    assert await held(work, house, date(2026, 4, 19)) is None


async def test_what_no_plan_holds_is_not_held(work: Work, house: House) -> None:
    await make_plan(work, level(3, "10"))
    await house.sell(work)
    await accrue(work)

    assert await held(work, house, date(2026, 3, 11)) is None


async def test_what_was_taken_back_is_not_held(work: Work, house: House) -> None:
    await make_plan(work, level(3, "10"), hold_days=HOLD, earned_on=EarnedOn.CASH)
    order_id, _ = await house.sell(work)
    first = await pay_order(work, order_id, cny("79.10"), on=date(2026, 3, 10))
    await receivables.reverse_applications(work, first, reversed_on=date(2026, 3, 20))
    await accrue(work)

    assert await held(work, house, date(2026, 3, 25)) is None

    # What was taken back had matured; what is paid anew is held anew.
    await pay_order(work, order_id, cny("79.10"), on=date(2026, 4, 15))
    await accrue(work, Period.month(2026, 4))

    assert await held(work, house, date(2026, 4, 16)) == Held(cny("7.00"), date(2026, 5, 15))


def slowly(moves: list[tuple[int, int]], today: int) -> int:
    """What is held, in the plain words of it: the youngest goes first when something goes."""
    stack: list[tuple[int, int]] = []
    for day, amount in moves:
        if amount > 0:
            stack.append((day, amount))
        left = amount
        while left < 0 and stack:
            earned_on, there = stack.pop()
            left += there
            if left > 0:
                stack.append((earned_on, left))
    return sum(amount for day, amount in stack if day + HOLD > today)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    days=st.lists(st.sampled_from(DAYS), min_size=1, max_size=8, unique=True),
    shares=st.lists(st.integers(1, 999), min_size=8, max_size=8),
    undone=st.lists(st.booleans(), min_size=8, max_size=8),
    today=st.integers(1, 60),
)
async def test_what_is_held_is_what_is_young_and_still_there(
    database: Database, days: list[int], shares: list[int], undone: list[bool], today: int
) -> None:
    brand_id = BrandId(new_id())
    async with database.work(Actor.system(brand_id, "test"), now=NOW) as work:
        house = await House.open(work)
        await make_plan(work, level(3, "10"), hold_days=HOLD, earned_on=EarnedOn.CASH)
        order_id, _ = await house.sell(work, "70000.00", ordered_on=date(2026, 3, 1))
        uses: list[UUID] = []
        for day, share, undoes in zip(sorted(days), shares, undone, strict=False):
            on = date(2026, 3, day)
            if undoes and uses:
                await receivables.reverse_applications(work, [uses.pop()], reversed_on=on)
            else:
                uses += await pay_order(work, order_id, cny(f"{share}.00"), on=on)
        await accrue(work)
        moves = [
            (row.earned_on.day, row.amount_minor)
            for row in await work.rows(
                "SELECT earned_on, amount_minor FROM commission_lines WHERE brand_id = :brand "
                "ORDER BY earned_on",
                brand=brand_id,
            )
        ]
        on = date.fromordinal(date(2026, 3, 1).toordinal() + today - 1)
        found = await commissions.held_of(work.session, brand_id, CNY, today=on)
    expected = slowly(moves, today)
    assert {party: each.amount for party, each in found.items()} == (
        {house.chain[0]: Money(expected, CNY)} if expected else {}
    )
