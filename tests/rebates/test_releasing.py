import asyncio
from datetime import UTC, date, datetime

import pytest

from tests.factories.rebates import band, rebate_plan, stepped
from tests.factories.released import (
    APRIL_END,
    STEPS,
    balance,
    cny,
    entries,
    item_of,
    open_shop,
    released,
    require_sound,
    told,
)
from tests.receivables.test_applying import apply_credit, credited
from tributary import ledger, rebates
from tributary.commissions import Tiers
from tributary.kernel import Actor, BrandId
from tributary.platform import Database, Desk, Work
from tributary.rebates import (
    Measure,
    RebatesReleased,
    RebateTooLittle,
)
from tributary.rebates.reactions import release_closed

MAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("net", "rebate"), [("999.99", "10.00"), ("1000.00", "30.00"), ("1000.01", "30.00")]
)
async def test_a_closed_period_is_released_to_the_cent(work: Work, net: str, rebate: str) -> None:
    shop = await open_shop(work)

    await released(work, shop, net)

    minor = cny(rebate).minor
    assert await told(work, shop) == [
        f"2026-04-01: {rebate} released, 0.00 used, 0.00 expired, {rebate} left, 0.00 owed back"
    ]
    assert await entries(work) == [f"released None {minor} 2026-05-01"]
    assert await balance(work, "rebate_payable", shop) == minor
    assert await balance(work, "rebate_expense", None) == -minor
    await require_sound(work)


async def test_nothing_is_released_before_the_books_are_closed(work: Work) -> None:
    shop = await open_shop(work)
    await rebates.activate_plan(work, rebate_plan(stepped(*STEPS)))
    await shop.buys(work, "1000.00", on=date(2026, 4, 2))
    await rebates.accrue(work, through=APRIL_END)

    assert await rebates.release(work) == RebatesReleased(0, 0)
    await ledger.close_through(work, date(2026, 4, 29))
    assert await rebates.release(work) == RebatesReleased(0, 0)


async def test_nothing_is_released_before_its_last_day_is_counted(work: Work) -> None:
    shop = await open_shop(work)
    await rebates.activate_plan(work, rebate_plan(stepped(*STEPS)))
    await shop.buys(work, "1000.00", on=date(2026, 4, 2))
    await rebates.accrue(work, through=date(2026, 4, 29))
    await ledger.close_through(work, APRIL_END)

    assert await rebates.release(work) == RebatesReleased(0, 0)
    await rebates.accrue(work, through=APRIL_END)
    assert await rebates.release(work) == RebatesReleased(1, 1)
    assert await rebates.release(work) == RebatesReleased(0, 0)


async def test_the_cost_is_split_over_the_order_lines_to_the_cent(work: Work) -> None:
    shop = await open_shop(work)
    await rebates.activate_plan(work, rebate_plan(stepped(band("3.3333"), tiers=Tiers.MARGINAL)))
    await shop.buys(work, "333.33", "0.01", "666.66", on=date(2026, 4, 2))
    await rebates.accrue(work, through=APRIL_END)
    await ledger.close_through(work, APRIL_END)
    await rebates.release(work)

    rows = await work.rows(
        "SELECT k.amount_minor FROM rebate_costs k JOIN order_lines l ON l.brand_id = :brand "
        "AND l.id = k.order_line_id WHERE k.brand_id = :brand ORDER BY l.position",
        brand=work.brand_id,
    )
    assert sum(row.amount_minor for row in rows) == 3333
    await require_sound(work)


async def test_a_return_after_the_release_is_a_difference_with_a_reason(work: Work) -> None:
    shop = await open_shop(work)
    order = await released(work, shop)

    await shop.returns(work, order, date(2026, 5, 10))
    await rebates.accrue(work, through=date(2026, 5, 10))
    await rebates.release(work)

    assert await entries(work) == [
        "released None 3000 2026-05-01",
        "adjusted return -3000 2026-05-10",
    ]
    assert await told(work, shop) == [
        "2026-04-01: 0.00 released, 0.00 used, 0.00 expired, 0.00 left, 0.00 owed back"
    ]
    assert await balance(work, "rebate_expense", None) == 0
    await require_sound(work)


async def test_what_comes_back_years_later_is_counted_still(work: Work) -> None:
    shop = await open_shop(work)
    order = await released(work, shop)
    await rebates.accrue(work, through=date(2026, 8, 1))
    await rebates.release(work)

    await shop.returns(work, order, date(2027, 9, 10))
    await rebates.accrue(work, through=date(2027, 9, 10))
    await rebates.release(work)

    assert (await entries(work))[-1] == "adjusted return -3000 2027-09-10"
    await require_sound(work)


async def test_what_was_used_and_then_taken_back_is_made_up_for_by_the_next(work: Work) -> None:
    shop = await open_shop(work)
    april = await released(work, shop)
    may = await shop.buys(work, "2000.00", on=date(2026, 5, 5))
    item = await item_of(work, may[0])
    await rebates.use_on_goods(
        work, distributor_id=shop.id, items=[(item, cny("30.00"))], today=date(2026, 5, 6)
    )
    await shop.returns(work, april, date(2026, 5, 10))
    await rebates.accrue(work, through=date(2026, 5, 31))
    await rebates.release(work)

    assert await told(work, shop) == [
        "2026-04-01: 0.00 released, 30.00 used, 0.00 expired, 0.00 left, 30.00 owed back"
    ]
    assert await balance(work, "rebate_payable", shop) == -3000
    with pytest.raises(RebateTooLittle):
        await rebates.use_on_goods(
            work, distributor_id=shop.id, items=[(item, cny("0.01"))], today=date(2026, 5, 31)
        )

    await ledger.close_through(work, date(2026, 5, 31))
    await rebates.release(work)

    assert await told(work, shop) == [
        "2026-04-01: 0.00 released, 30.00 used, 0.00 expired, 0.00 left, 0.00 owed back",
        "2026-05-01: 60.00 released, 0.00 used, 0.00 expired, 30.00 left, 0.00 owed back",
    ]
    await require_sound(work)


async def test_what_was_paid_late_is_released_when_it_was(work: Work) -> None:
    shop = await open_shop(work)
    days = stepped(band("2", 0, 30), band("1", 30), measure=Measure.DAYS_TO_PAY)
    await rebates.activate_plan(work, rebate_plan(days))
    order_id, _ = await shop.buys(work, "1000.00", on=date(2026, 4, 2))
    await rebates.accrue(work, through=APRIL_END)
    await ledger.close_through(work, APRIL_END)
    assert await rebates.release(work) == RebatesReleased(0, 0)

    await credited(work, shop.id, "1000.00", on=date(2026, 5, 1))
    item = await item_of(work, order_id)
    await apply_credit(work, shop.id, (item, cny("1000.00")), on=date(2026, 7, 10))
    await rebates.accrue(work, through=date(2026, 7, 10))
    await rebates.release(work)

    assert await entries(work) == ["released None 1000 2026-07-10"]
    await require_sound(work)


async def test_two_at_once_release_once(database: Database, actor: Actor) -> None:
    now = datetime(2026, 1, 5, tzinfo=UTC)
    async with database.work(actor, now=now) as work:
        shop = await open_shop(work)
        await rebates.activate_plan(work, rebate_plan(stepped(*STEPS)))
        await shop.buys(work, "1000.00", on=date(2026, 4, 2))
        await rebates.accrue(work, through=APRIL_END)
        await ledger.close_through(work, APRIL_END)

    async def run() -> RebatesReleased:
        async with database.work(actor, now=now) as work:
            return await rebates.release(work)

    done = await asyncio.gather(*(run() for _ in range(4)))

    assert sorted(each.released for each in done) == [0, 0, 0, 1]
    async with database.work(actor, now=now) as work:
        assert await balance(work, "rebate_payable", shop) == 3000
        await require_sound(work)


async def test_a_worker_releases_and_lapses(database: Database, actor: Actor) -> None:
    async with database.work(actor, now=datetime(2026, 1, 5, tzinfo=UTC)) as work:
        shop = await open_shop(work)
        plan = rebate_plan(stepped(*STEPS, expires_after_months=1))
        await rebates.activate_plan(work, plan)
        await shop.buys(work, "1000.00", on=date(2026, 4, 2))
        await rebates.accrue(work, through=APRIL_END)
        await ledger.close_through(work, APRIL_END)

    for day in (2, 31):
        desk = Desk(database, lambda day=day: datetime(2026, 5, day, 18, tzinfo=UTC))  # type: ignore[misc]
        await release_closed(desk, BrandId(actor.brand_id))

    async with database.work(actor, now=datetime(2026, 6, 1, tzinfo=UTC)) as work:
        assert await entries(work) == [
            "released None 3000 2026-05-01",
            "expired None -3000 2026-06-01",
        ]
