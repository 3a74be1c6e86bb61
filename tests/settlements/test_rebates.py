"""A rebate stands on the statement of the month in which it became money."""

from datetime import UTC, date, datetime
from uuid import UUID

from tests.factories.rebates import band, rebate_plan, stepped
from tests.factories.released import Shop, cny, item_of, open_shop
from tributary import ledger, payments, rebates, receivables, settlements
from tributary.kernel import Actor, BrandId, Period, RebateEntryId
from tributary.platform import Database, Work, prove
from tributary.rebates import SettledBy

JANUARY, FEBRUARY, MARCH = (Period.month(2026, month) for month in (1, 2, 3))


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


async def lines_of(work: Work, period: Period = FEBRUARY) -> list[str]:
    rows = await work.rows(
        "SELECT l.side, l.section, l.reference, l.detail, l.amount_minor FROM statement_lines l "
        "JOIN statements s ON s.brand_id = :brand AND s.id = l.statement_id "
        "WHERE l.brand_id = :brand AND s.period_start = :start ORDER BY l.position",
        brand=work.brand_id,
        start=period.start,
    )
    return [
        f"{row.side} {row.section} {row.reference} {row.detail}: {row.amount_minor}" for row in rows
    ]


async def bought_in_january(work: Work) -> tuple[Shop, UUID]:
    shop = await open_shop(work)
    goods = stepped(band("3"), code="goods")
    cash = stepped(band("1"), code="cash", settled_by=SettledBy.CASH)
    await rebates.activate_plan(work, rebate_plan(goods, code="G"))
    await rebates.activate_plan(work, rebate_plan(cash, code="C"))
    order_id, _ = await shop.buys(work, "1000.00", on=date(2026, 1, 7))
    return shop, order_id


async def test_a_rebate_is_a_section_of_its_own(database: Database, actor: Actor) -> None:
    async with database.work(actor, now=at(date(2026, 1, 6))) as work:
        shop, order_id = await bought_in_january(work)
    async with database.work(actor, now=at(FEBRUARY.start)) as work:
        await settlements.close_month(work, period=JANUARY)
        await rebates.accrue(work, through=JANUARY.last)
        await rebates.release(work)
    async with database.work(actor, now=at(date(2026, 2, 9))) as work:
        await rebates.use_on_goods(
            work,
            distributor_id=shop.id,
            items=[(await item_of(work, order_id), cny("20.00"))],
            today=date(2026, 2, 9),
        )
    async with database.work(actor, now=at(FEBRUARY.end)) as work:
        await settlements.close_month(work, period=FEBRUARY)

        assert await lines_of(work) == [
            "earned rebate C 返利方案 cash: 1000",
            "owed rebate RB-2026-000001 None: -2000",
        ]
    every = (
        *rebates.INVARIANTS,
        *settlements.INVARIANTS,
        *payments.INVARIANTS,
        *receivables.INVARIANTS,
        *ledger.INVARIANTS,
    )
    proofs = await prove(database, BrandId(actor.brand_id), every)
    assert [(each.invariant.name, each.faults) for each in proofs if each.faults] == []


async def test_what_a_statement_shows_stays_and_the_next_one_takes_it_back(
    database: Database, actor: Actor
) -> None:
    async with database.work(actor, now=at(date(2026, 1, 6))) as work:
        shop, order_id = await bought_in_january(work)
    async with database.work(actor, now=at(FEBRUARY.start)) as work:
        await settlements.close_month(work, period=JANUARY)
        await rebates.accrue(work, through=JANUARY.last)
        await rebates.release(work)
        item = await item_of(work, order_id)
        await rebates.use_on_goods(
            work, distributor_id=shop.id, items=[(item, cny("20.00"))], today=FEBRUARY.start
        )
    async with database.work(actor, now=at(FEBRUARY.end)) as work:
        await settlements.close_month(work, period=FEBRUARY)
        shown = await lines_of(work)
        rows = await work.rows(
            "SELECT id FROM rebate_entries WHERE brand_id = :brand AND kind = 'used'",
            brand=work.brand_id,
        )
        await rebates.undo_use(
            work,
            entry_id=RebateEntryId(rows[0].id),
            because="the wrong order",
            today=FEBRUARY.last,
        )

    async with database.work(actor, now=at(MARCH.end)) as work:
        await settlements.close_month(work, period=MARCH)

        assert await lines_of(work) == shown
        assert await lines_of(work, MARCH) == ["owed rebate RB-2026-000001 None: 2000"]
