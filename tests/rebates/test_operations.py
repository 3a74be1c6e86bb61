from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.factories.catalog import make_product
from tests.factories.commissions import LineRow, bill_order, open_channel_row, return_lines
from tests.factories.parties import make_distributor, open_house
from tests.factories.rebates import band, rebate_plan, stepped
from tributary import ledger, rebates
from tributary.commissions import Every
from tributary.kernel import Actor, BrandId, Clock, Money, PartyId
from tributary.platform import Database, Desk, Work
from tributary.rebates import (
    Coverage,
    Facts,
    Outcome,
    RebatePlanInvalid,
    RebatePlanOverlaps,
    RebatePlanTooLate,
    RebatesAccruedLater,
)
from tributary.rebates.reactions import accrue_yesterday

APRIL = date(2026, 4, 1)
STEPS = (band("1", 0, 1_000_00), band("3", 1_000_00))


def cny(amount: str) -> Money:
    return Money.of(amount, "CNY")


async def buy(work: Work, shop: PartyId, *nets: str, on: date) -> list[LineRow]:
    product = await make_product(work, sku=f"T{on}")
    rows = [LineRow(product, cny(net), [cny("1.00")]) for net in nets]
    channel_id = await open_channel_row(work)
    order_id = await bill_order(work, channel_id, [shop], rows, ordered_on=on)
    if on.day == 1:
        back = {rows[0].line_id: (1, rows[0].net, cny("0"))}
        await return_lines(work, order_id, back, on=on)
    return rows


async def open_shop(work: Work) -> PartyId:
    await open_house(work)
    return PartyId(await make_distributor(work, "D1"))


async def told(work: Work, on: date) -> list[str]:
    return [
        f"{each.plan_code} v{each.plan_version} {each.term_code} {each.rated_from}: "
        f"{each.volume} earns {each.amount}, {each.more} more"
        for each in await rebates.accruals_of(work.session, work.brand_id, on=on)
    ]


async def test_a_shop_sees_what_it_has_accrued_and_what_is_missing(work: Work) -> None:
    shop = await open_shop(work)
    await rebates.activate_plan(work, rebate_plan(stepped(*STEPS)))
    await buy(work, shop, "600.00", on=date(2026, 4, 2))

    await rebates.accrue(work, through=date(2026, 4, 2))

    assert await told(work, date(2026, 4, 2)) == [
        "YEAR v1 volume 2026-04-01: 600.00 CNY earns 6.00 CNY, 400.00 CNY more"
    ]

    await buy(work, shop, "400.00", on=date(2026, 4, 3))
    counted = await rebates.accrue(work, through=date(2026, 4, 3))

    assert counted.lines == 2
    assert await told(work, date(2026, 4, 30)) == [
        "YEAR v1 volume 2026-04-01: 1000.00 CNY earns 30.00 CNY, None more"
    ]


async def test_what_came_back_earns_nothing(work: Work) -> None:
    shop = await open_shop(work)
    await rebates.activate_plan(work, rebate_plan(stepped(*STEPS)))
    await buy(work, shop, "600.00", on=APRIL)

    await rebates.accrue(work, through=APRIL)

    assert await told(work, APRIL) == [
        "YEAR v1 volume 2026-04-01: 0.00 CNY earns 0.00 CNY, 1000.00 CNY more"
    ]


async def test_a_new_version_counts_its_first_period_anew(work: Work) -> None:
    shop = await open_shop(work)
    await rebates.activate_plan(work, rebate_plan(stepped(*STEPS)))
    await buy(work, shop, "500.00", on=date(2026, 3, 5))
    await buy(work, shop, "700.00", on=date(2026, 4, 5))
    await rebates.accrue(work, through=date(2026, 4, 6))

    better = replace(rebate_plan(stepped(band("2"))), valid_from=APRIL)
    await rebates.activate_plan(work, better)

    assert await told(work, APRIL) == []
    await rebates.accrue(work, through=date(2026, 4, 6))
    assert await told(work, APRIL) == [
        "YEAR v2 volume 2026-04-01: 700.00 CNY earns 14.00 CNY, None more"
    ]
    assert await told(work, date(2026, 3, 1)) == [
        "YEAR v1 volume 2026-03-01: 500.00 CNY earns 5.00 CNY, 500.00 CNY more"
    ]


async def test_it_is_counted_forwards_only(work: Work) -> None:
    shop = await open_shop(work)
    await rebates.activate_plan(work, rebate_plan(stepped(*STEPS)))
    await buy(work, shop, "600.00", on=date(2026, 4, 2))
    await rebates.accrue(work, through=date(2026, 4, 10))

    with pytest.raises(RebatesAccruedLater, match="2026-04-10"):
        await rebates.accrue(work, through=date(2026, 4, 9))


async def test_a_plan_that_contradicts_itself_is_refused(work: Work) -> None:
    await open_house(work)

    with pytest.raises(RebatePlanInvalid, match="a hole from 5; term volume: its last band ends"):
        await rebates.activate_plan(work, rebate_plan(stepped(band("1", 0, 5), band("2", 6, 9))))


async def test_a_version_that_begins_on_the_same_day_is_refused(work: Work) -> None:
    await open_house(work)
    await rebates.activate_plan(work, rebate_plan(stepped(*STEPS)))

    with pytest.raises(RebatePlanOverlaps, match="another version"):
        await rebates.activate_plan(work, rebate_plan(stepped(*STEPS)))


async def test_a_closed_period_gets_no_plan_but_an_open_one_of_it_does(work: Work) -> None:
    await open_house(work)
    await ledger.close_through(work, date(2026, 1, 31))

    with pytest.raises(RebatePlanTooLate, match="closed through 2026-01-31"):
        await rebates.activate_plan(work, rebate_plan(stepped(*STEPS)))
    await rebates.activate_plan(work, rebate_plan(stepped(*STEPS, every=Every.QUARTER)))

    [plan] = await rebates.plans_of(work.session, work.brand_id)
    assert plan.terms.terms[0].every is Every.QUARTER


async def test_the_rate_that_holds_is_shown_with_why_the_others_do_not(work: Work) -> None:
    await open_house(work)
    mall = Coverage(channels=frozenset({"mall"}))
    plan = rebate_plan(stepped(*STEPS, code="mall", coverage=mall), stepped(*STEPS, code="all"))
    await rebates.activate_plan(work, plan)
    facts = Facts("tea", "TEA-1", "shop", "gold", "D1")

    [found] = await rebates.resolve(work.session, work.brand_id, facts, on=APRIL)

    assert [(each.term.code, each.outcome, list(each.misses)) for each in found.terms] == [
        ("mall", Outcome.DOES_NOT_FIT, ["channels"]),
        ("all", Outcome.COVERS, []),
    ]
    early = await rebates.resolve(work.session, work.brand_id, facts, on=date(2025, 12, 31))
    assert early == []


async def test_every_day_it_is_counted_through_yesterday_once(
    database: Database, actor: Actor, clock: Clock
) -> None:
    async with database.work(actor, now=datetime(2026, 1, 5, tzinfo=UTC)) as work:
        shop = await open_shop(work)
        await rebates.activate_plan(work, rebate_plan(stepped(*STEPS)))
        await buy(work, shop, "600.00", on=date(2026, 4, 2))
        await buy(work, shop, "100.00", on=date(2026, 4, 3))
    # In Shanghai the third has just begun.
    desk = Desk(database, lambda: datetime(2026, 4, 2, 16, 5, tzinfo=UTC))

    for _ in range(2):
        await accrue_yesterday(desk, BrandId(actor.brand_id))

    async with database.work(actor, now=clock()) as work:
        assert await told(work, APRIL) == [
            "YEAR v1 volume 2026-04-01: 600.00 CNY earns 6.00 CNY, 400.00 CNY more"
        ]
