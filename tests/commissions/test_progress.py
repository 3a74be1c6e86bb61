"""What a distributor is told of its running periods is what settling them books."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from tests.commissions.test_operations import House, accrue, cny, earned
from tests.commissions.test_rating import term
from tests.commissions.worlds import MONTHS, NOW, activate_some, open_world, pay, sell, take_back
from tests.factories.commissions import make_plan, return_lines
from tributary import commissions
from tributary.commissions import (
    ClawBack,
    Conditions,
    Earner,
    Every,
    Target,
    TermKind,
    Tiers,
)
from tributary.kernel import Actor, BrandId, Money, PartyId, SettlementRunId, derived_id, new_id
from tributary.platform import Database, Work

LAST_OF_MARCH = date(2026, 3, 31)


@pytest.fixture
async def house(work: Work) -> House:
    return await House.open(work)


async def targets(
    work: Work, party: PartyId, *, more: str | None = None, today: date = LAST_OF_MARCH
) -> list[Target]:
    return await commissions.targets_of(
        work.session,
        work.brand_id,
        party,
        today=today,
        supposed=None if more is None else cny(more),
    )


async def test_a_seller_sees_how_far_it_is_and_what_the_next_step_brings(
    work: Work, house: House
) -> None:
    await make_plan(work, terms=[term()])
    await house.sell(work, net="99000.00")

    (target,) = await targets(work, house.chain[0])

    assert (str(target.period), target.so_far.band) == ("2026-03", 1)
    assert target.money(target.so_far.volume) == cny("99000.00")
    assert target.money(target.so_far.earned) == cny("4950.00")
    assert target.next is not None
    assert target.money(target.next.more) == cny("1000.00")
    assert target.money(target.next.then.earned) == cny("8000.00")
    assert target.supposed is None


@pytest.mark.parametrize("tiers", [Tiers.WHOLE, Tiers.MARGINAL])
@pytest.mark.parametrize("more", ["999.99", "1000.00", "1000.01", "70000.00"])
async def test_what_is_estimated_is_what_is_booked_when_it_is_sold(
    work: Work, house: House, tiers: Tiers, more: str
) -> None:
    await make_plan(work, terms=[term(tiers)])
    await house.sell(work, net="99000.00")
    (target,) = await targets(work, house.chain[0], more=more)
    assert target.supposed is not None

    await house.sell(work, net=more)
    await accrue(work)

    assert await earned(work, house.chain[0]) == target.money(target.supposed.earned).decimal


async def test_a_target_is_there_before_anything_was_sold(work: Work, house: House) -> None:
    above = replace(term(), code="above", earner=Earner.ABOVE)
    far = replace(above, code="far", conditions=Conditions(depths=frozenset({2})))
    top = replace(term(), code="top", conditions=Conditions(levels=frozenset({1})))
    gold = replace(term(), code="gold", conditions=Conditions(grades=frozenset({"no-such"})))
    await make_plan(
        work, terms=[replace(each, kind=TermKind.BONUS) for each in (term(), above, far, top, gold)]
    )

    seen = {
        place: [each.term.code for each in await targets(work, party)]
        for place, party in enumerate(house.chain)
    }

    # The seller at level 3, the first tier with one below it, the general agent with two.
    assert seen == {
        0: ["volume"],
        1: ["volume", "above"],
        2: ["volume", "above", "far", "top"],
    }


async def test_what_came_back_counts_as_the_term_says(work: Work, house: House) -> None:
    rerated = replace(term(), claw_back=ClawBack.RERATE)
    await make_plan(work, terms=[rerated])
    order_id, line_id = await house.sell(work, net="100000.00")
    await return_lines(
        work, order_id, {line_id: (0, cny("20000.00"), cny("0.00"))}, on=date(2026, 3, 20)
    )

    (target,) = await targets(work, house.chain[0])

    assert target.money(target.so_far.volume) == cny("80000.00")
    assert target.next is not None
    assert target.money(target.next.more) == cny("20000.00")


async def test_a_quarter_goes_on_and_a_month_begins_anew(work: Work, house: House) -> None:
    quarter = replace(term(), code="quarter", every=Every.QUARTER, kind=TermKind.BONUS)
    later = replace(quarter, code="later", every=Every.MONTH)
    await make_plan(work, terms=[quarter, later])
    await house.sell(work, net="60000.00", ordered_on=date(2026, 2, 10))

    by_month, by_quarter = sorted(
        await targets(work, house.chain[0]), key=lambda each: each.term.code
    )

    assert (by_month.term.code, by_month.so_far.volume) == ("later", 0)
    assert by_quarter.money(by_quarter.so_far.volume) == cny("60000.00")
    assert by_quarter.money(by_quarter.so_far.earned) == cny("3000.00")


async def test_another_currency_is_not_supposed(work: Work, house: House) -> None:
    await make_plan(work, terms=[term(Tiers.FLAT, (0, "5"))])

    (target,) = await commissions.targets_of(
        work.session,
        work.brand_id,
        house.chain[0],
        today=LAST_OF_MARCH,
        supposed=Money.of("5.00", "USD"),
    )

    assert (target.supposed, target.next) == (None, None)


@pytest.mark.seconds(60)
@pytest.mark.parametrize("seed", range(8))
async def test_in_random_worlds_progress_is_what_settling_makes_due(
    database: Database, seed: int
) -> None:
    random = Random(seed)
    brand_id = BrandId(new_id())
    month = MONTHS[0]
    async with database.work(Actor.system(brand_id, "test"), now=NOW) as work:
        drawn = await open_world(work, random)
        await activate_some(work, random)
        for _ in range(6):
            await sell(work, drawn, month)
        for _ in range(3):
            await take_back(work, drawn, month)
            await pay(work, drawn, month)
        seen = {
            (each.term_id, party): each.so_far.earned
            for party in drawn.members
            for each in await targets(work, party, today=month.last)
            if each.plan.terms.earned_on.value == "invoice" and each.so_far.earned
        }
        run_id = SettlementRunId(derived_id("settlement_run", brand_id, month.start))
        await commissions.accrue(work, run_id=run_id, period=month)
        rows = await work.rows(
            "SELECT c.term_id, c.beneficiary_id, sum(c.due_minor)::bigint AS due "
            "FROM commission_lines c JOIN plans p ON p.brand_id = :brand AND p.id = c.plan_id "
            "WHERE c.brand_id = :brand AND c.term_id IS NOT NULL "
            "AND p.earning_event = 'invoice' "
            "AND c.rated_from = date_trunc((SELECT t.every FROM plan_terms t "
            "WHERE t.brand_id = :brand AND t.id = c.term_id), CAST(:day AS timestamp))::date "
            "GROUP BY c.term_id, c.beneficiary_id HAVING sum(c.due_minor) <> 0",
            brand=brand_id,
            day=month.last,
        )
    assert seen == {(row.term_id, PartyId(row.beneficiary_id)): row.due for row in rows}
