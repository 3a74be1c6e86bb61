"""Whatever is bought, paid, released, used and brought back: nothing is used twice or kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.commissions import return_lines
from tests.factories.rebates import CNY
from tests.factories.released import balance_of_kind, require_sound
from tests.rebates.test_sql_and_rules import NOW, World, fill, worlds
from tributary import ledger, rebates
from tributary.kernel import Actor, BrandId, DistributorId, Money, ReceivableId, new_id
from tributary.platform import Database, Work
from tributary.rebates import RebateTooLittle, SettledBy

ENDS = tuple(date(2026, *day) for day in ((1, 31), (3, 31), (6, 30), (12, 31)))
LAST = date(2027, 2, 1)


async def use_some(work: Work, parts: Sequence[int], today: date) -> None:
    """Use a part of what is open of some items, as far as the rebates go."""
    items = await work.rows(
        "SELECT id, debtor_id, total_minor - applied_minor AS minor FROM receivables "
        "WHERE brand_id = :brand AND creditor_id = :brand AND applied_minor < total_minor "
        "ORDER BY id",
        brand=work.brand_id,
    )
    for item, part in zip(items, parts, strict=False):
        held = await rebates.credits_of(work.session, work.brand_id, DistributorId(item.debtor_id))
        left = sum(each.left.minor for each in held if not each.use_until)
        wanted = min(item.minor, left * part // 10)
        if wanted:
            await rebates.use_on_goods(
                work,
                distributor_id=DistributorId(item.debtor_id),
                items=[(ReceivableId(item.id), Money(wanted, CNY))],
                today=today,
            )
        try:
            async with work.session.begin_nested():
                await rebates.give_in_cash(
                    work,
                    distributor_id=DistributorId(item.debtor_id),
                    amount=Money(left - wanted + 1, CNY),
                    today=today,
                )
        except RebateTooLittle:
            continue
        raise AssertionError("more was given than was left")


async def bring_everything_back(work: Work) -> None:
    rows = await work.rows(
        "SELECT l.order_id, l.id, l.quantity - coalesce(sum(x.quantity), 0) AS quantity, "
        "l.net_minor - coalesce(sum(x.net_minor), 0) AS net FROM order_lines l "
        "LEFT JOIN return_lines x ON x.brand_id = :brand AND x.order_line_id = l.id "
        "WHERE l.brand_id = :brand GROUP BY l.order_id, l.id, l.quantity, l.net_minor "
        "HAVING l.net_minor > coalesce(sum(x.net_minor), 0)",
        brand=work.brand_id,
    )
    for order_id in sorted({row.order_id for row in rows}):
        parts = {
            row.id: (int(row.quantity), Money(int(row.net), CNY), Money.zero(CNY))
            for row in rows
            if row.order_id == order_id
        }
        await return_lines(work, order_id, parts, on=LAST)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    world=worlds,
    parts=st.lists(st.integers(0, 10), min_size=8, max_size=8),
    settled_by=st.lists(st.sampled_from((SettledBy.GOODS, SettledBy.CASH)), min_size=3, max_size=3),
)
async def test_when_everything_came_back_nothing_was_given(
    database: Database, world: World, parts: Sequence[int], settled_by: Sequence[SettledBy]
) -> None:
    brand_id = BrandId(new_id())
    terms = [
        replace(term, settled_by=by) for term, by in zip(world.plan.terms, settled_by, strict=False)
    ]
    world = replace(world, plan=replace(world.plan, terms=terms))
    async with database.work(Actor.system(brand_id, "test"), now=NOW) as work:
        await fill(work, world)
        for end in ENDS:
            await rebates.accrue(work, through=end)
            await ledger.close_through(work, end)
            await rebates.release(work)
            await require_sound(work)
            await use_some(work, parts, end)
            await require_sound(work)

        await bring_everything_back(work)
        await rebates.accrue(work, through=LAST)
        await rebates.release(work)

        await require_sound(work)
        assert await balance_of_kind(work, "rebate_expense") == 0
        rows = await work.rows(
            "SELECT sum(amount_minor) AS kept, sum(used_minor - owed_back_minor) AS given "
            "FROM rebate_credits WHERE brand_id = :brand",
            brand=work.brand_id,
        )
        # What was used of it stays owed back, by the same, and nobody else bears it.
        assert (rows[0].kept or 0, rows[0].given or 0) == (0, 0)
