from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date

import pytest

from tests.commissions.test_operations import APRIL, MARCH, House, accrue, cny, earned, run_of
from tests.commissions.test_rating import term
from tests.factories.commissions import make_plan, return_lines
from tributary import commissions, ledger
from tributary.commissions import Base, ClawBack, Conditions, Earner, Every, Reason, Term, Tiers
from tributary.platform import Database, Work, prove

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

LADDER = ("70.00", "60.00", "50.00")


@pytest.fixture
async def house(work: Work) -> House:
    return await House.open(work)


async def come_back(work: Work, sold: tuple[object, object], net: str, on: date) -> None:
    order_id, line_id = sold
    await return_lines(work, order_id, {line_id: (0, cny(net), cny("0.00"))}, on=on)  # type: ignore[arg-type,dict-item]


async def lines_in_april(work: Work, house: House) -> list[commissions.CommissionLine]:
    return await commissions.lines_of(
        work.session, work.brand_id, run_id=run_of(work, APRIL), beneficiary_id=house.chain[0]
    )


@pytest.mark.parametrize(
    ("claw_back", "taken"), [(ClawBack.ORIGINAL, "6400.00"), (ClawBack.RERATE, "4000.00")]
)
async def test_golden_a_return_after_the_month_claws_back_as_the_plan_says(
    work: Work, house: House, claw_back: ClawBack, taken: str
) -> None:
    await make_plan(work, terms=[replace(term(), claw_back=claw_back)])
    sold = await house.sell(work, net="100000.00")
    await accrue(work)
    assert await earned(work, house.chain[0]) == "8000.00"

    await come_back(work, sold, "20000.00", date(2026, 4, 9))
    await accrue(work, APRIL)

    assert await earned(work, house.chain[0]) == taken
    (line,) = await lines_in_april(work, house)
    assert line.rated is not None
    assert line.difference is not None
    assert (line.difference.reason, line.difference.booked, line.difference.due) == (
        Reason.RETURN,
        cny("8000.00"),
        cny(taken),
    )
    assert (line.base, line.rated.rated_from) == (cny("80000.00"), date(2026, 3, 1))
    assert line.rule == f"CORE v1 volume #{line.rated.band}: {taken} - 8000.00"


async def test_a_threshold_crossed_in_april_trues_up_what_march_earned(
    work: Work, house: House
) -> None:
    await make_plan(work, terms=[replace(term(), every=Every.QUARTER)])
    await house.sell(work, net="60000.00", billed_on=date(2026, 4, 2))
    await house.sell(work, net="50000.00", billed_on=date(2026, 5, 2))
    await accrue(work, APRIL)
    may = replace(APRIL, start=APRIL.end, end=date(2026, 6, 1))

    await accrue(work, may)

    lines = await commissions.lines_of(
        work.session, work.brand_id, run_id=run_of(work, may), beneficiary_id=house.chain[0]
    )
    assert [(line.difference and line.difference.reason.value, line.amount) for line in lines] == [
        ("sale", cny("4000.00")),
        ("true_up", cny("1800.00")),
    ]
    assert await earned(work, house.chain[0]) == "8800.00"


async def test_a_late_item_counts_in_the_month_that_is_open(work: Work, house: House) -> None:
    await make_plan(work, terms=[term()])
    await house.sell(work, net="90000.00")
    await accrue(work)
    await ledger.close_through(work, MARCH.last)

    await house.sell(work, net="90000.00")
    await accrue(work, APRIL)

    (late,) = await lines_in_april(work, house)
    assert late.rated is not None
    assert (late.amount, late.rated.volume) == (cny("4500.00"), cny("90000.00"))
    assert await commissions.missing_from(work.session, work.brand_id, MARCH) == []


async def test_the_margin_is_what_is_sold_for_less_ones_own_price(work: Work, house: House) -> None:
    above = replace(term(Tiers.FLAT, (0, "10")), earner=Earner.ABOVE)
    await make_plan(work, terms=[above], base=Base.MARGIN)
    await house.sell(work, net="140.00", quantity=2, ladder=LADDER)

    await accrue(work)

    assert [await earned(work, party) for party in house.chain] == ["0.00", "2.00", "4.00"]


@pytest.mark.parametrize("base", Base)
@pytest.mark.parametrize("claw_back", ClawBack)
@pytest.mark.parametrize("tiers", [Tiers.MARGINAL, Tiers.WHOLE])
async def test_a_full_refund_nets_every_level_to_zero(
    work: Work, house: House, base: Base, claw_back: ClawBack, tiers: Tiers
) -> None:
    own = replace(term(tiers, (0, "5"), (100, "8")), claw_back=claw_back, every=Every.YEAR)
    above = replace(own, code="above", earner=Earner.ABOVE, floor=100)
    await make_plan(work, terms=[own, above], base=base)
    order_id, line_id = await house.sell(work, net="233.33", quantity=3)
    await house.sell(work, net="0.01")
    await accrue(work)
    for net, tax in (("77.78", "3.03"), ("77.78", "3.03"), ("77.77", "3.04")):
        part = (1, cny(net), cny(tax))
        await return_lines(work, order_id, {line_id: part}, on=date(2026, 4, 9))

    await accrue(work, APRIL)

    lines = await commissions.lines_of_order(work.session, work.brand_id, [line_id])  # type: ignore[list-item]
    by_party: dict[object, int] = {}
    for line in lines:
        by_party[line.beneficiary_id] = by_party.get(line.beneficiary_id, 0) + line.amount.minor
    assert set(by_party.values()) <= {0}
    assert len(lines) > 1


async def test_an_override_by_a_term_gives_way_to_the_price_gap(work: Work, house: House) -> None:
    above: Term = replace(
        term(Tiers.FLAT, (0, "2")),
        earner=Earner.ABOVE,
        conditions=Conditions(depths=frozenset({1})),
    )
    await make_plan(work, terms=[above], pays_price_gap=True)
    await house.sell(work)
    await house.sell(work, ladder=("70.00", "70.00", "70.00"))

    await accrue(work)

    assert [await earned(work, party) for party in house.chain] == ["0.00", "11.40", "10.00"]


async def test_the_differences_of_a_term_add_up_to_what_is_due(
    database: Database, open_work: OpenWork
) -> None:
    async with open_work() as work:
        house = await House.open(work)
        await make_plan(work, terms=[replace(term(), claw_back=ClawBack.RERATE)])
        sold = await house.sell(work, net="100000.00")
        await accrue(work)
        await come_back(work, sold, "20000.00", date(2026, 4, 9))
        await accrue(work, APRIL)
        brand_id = work.brand_id

    proof = (await prove(database, brand_id, commissions.INVARIANTS))[-1]

    assert (proof.rows, proof.faults) == (2, [])
