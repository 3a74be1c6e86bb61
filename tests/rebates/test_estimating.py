"""What a distributor is told it would earn back is what is accrued once it has bought that."""

from datetime import date

import pytest

from tests.factories.rebates import band, rebate_plan, stepped
from tests.rebates.test_operations import STEPS, buy, cny, open_shop
from tributary import rebates
from tributary.commissions import Tiers
from tributary.kernel import Money, PartyId
from tributary.platform import Work
from tributary.rebates import Coverage, Estimate, Measure, RebateTerm, Supposed

SECOND, THIRD = date(2026, 4, 2), date(2026, 4, 3)

BY_VOLUME = stepped(*STEPS)
BY_PART = stepped(*STEPS, tiers=Tiers.MARGINAL)
BY_TARGET = stepped(
    band("1", 0, 1_000_000), band("3", 1_000_000), measure=Measure.TARGET, target=1_000_00
)
BY_UNITS = stepped(band("1", 0, 2), band("3", 2), measure=Measure.UNITS)


async def estimated(work: Work, shop: PartyId, more: str | None, units: int = 0) -> list[Estimate]:
    supposed = None if more is None else Supposed(cny(more), units)
    return await rebates.estimate(
        work.session,
        work.brand_id,
        shop,
        today=THIRD,
        supposed=supposed,
    )


@pytest.mark.parametrize("more", ["399.99", "400.00", "400.01"])
@pytest.mark.parametrize("term", [BY_VOLUME, BY_PART, BY_TARGET, BY_UNITS])
async def test_what_is_estimated_is_what_is_accrued(
    work: Work, term: RebateTerm, more: str
) -> None:
    shop = await open_shop(work)
    await rebates.activate_plan(work, rebate_plan(term))
    await buy(work, shop, "600.00", on=SECOND)
    await rebates.accrue(work, through=SECOND)
    (one,) = await estimated(work, shop, more, units=1)
    assert one.supposed is not None

    await buy(work, shop, more, on=THIRD)
    await rebates.accrue(work, through=THIRD)

    (kept,) = await rebates.accruals_of(work.session, work.brand_id, on=THIRD)
    assert kept.amount == one.money(one.supposed.amount)
    (again,) = await estimated(work, shop, None)
    assert again.money(again.so_far.amount) == kept.amount


async def test_the_next_step_says_what_it_brings(work: Work) -> None:
    shop = await open_shop(work)
    await rebates.activate_plan(work, rebate_plan(BY_VOLUME))
    await buy(work, shop, "600.00", on=SECOND)
    await rebates.accrue(work, through=SECOND)

    (one,) = await estimated(work, shop, None)

    assert (one.so_far.band, one.money(one.so_far.amount)) == (1, cny("6.00"))
    assert one.at_next is not None
    assert (one.at_next.band, one.money(one.at_next.amount)) == (2, cny("30.00"))
    assert one.supposed is None


async def test_a_target_is_there_before_the_first_purchase(work: Work) -> None:
    shop = await open_shop(work)
    others = Coverage(distributors=frozenset({"D2"}))
    await rebates.activate_plan(
        work,
        rebate_plan(
            stepped(*STEPS, code="mine"),
            stepped(*STEPS, code="others", coverage=others),
            stepped(*STEPS, code="gold", coverage=Coverage(grades=frozenset({"no-such"}))),
        ),
    )

    (one,) = await estimated(work, shop, "1000.00")

    assert (one.term.code, one.accrual_id, one.so_far.amount) == ("mine", None, 0)
    assert one.supposed is not None
    assert one.money(one.supposed.amount) == cny("30.00")


async def test_when_it_would_be_paid_nobody_knows(work: Work) -> None:
    shop = await open_shop(work)
    days = stepped(band("2", 0, 11), band("0", 11), measure=Measure.DAYS_TO_PAY)
    await rebates.activate_plan(work, rebate_plan(days))
    await buy(work, shop, "600.00", on=SECOND)
    await rebates.accrue(work, through=SECOND)

    (one,) = await estimated(work, shop, "100.00")
    other = await rebates.estimate(
        work.session,
        work.brand_id,
        shop,
        today=THIRD,
        supposed=Supposed(Money.of("1.00", "USD")),
    )

    assert (one.so_far.band, one.at_next, one.supposed) == (None, None, None)
    assert other[0].supposed is None
