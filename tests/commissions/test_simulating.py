"""A plan that is only supposed gives what the engine books once it is in force."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from random import Random
from uuid import UUID

import pytest

from tests.commissions.drawing import a_document, a_term
from tests.commissions.worlds import MONTHS, live, open_world
from tests.factories.commissions import FIRST_DAY, level
from tributary import commissions
from tributary.commissions import Mode, PlanDraft, PlanInvalid, Simulation, draft_of
from tributary.kernel import derived_id
from tributary.platform import Work

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]


def a_plan(random: Random) -> PlanDraft:
    """Draw a plan without faults that counts something by year: every month before matters."""
    while True:
        document = a_document(random)
        document["terms"].append({**a_term(random, "year"), "every": "year"})
        draft = draft_of(document, code="A", name="方案", valid_from=date(2025, 1, 1))
        if not commissions.faults_of(draft):
            return draft


async def booked(work: Work, start: date) -> dict[UUID, int]:
    rows = await work.rows(
        "SELECT beneficiary_id, sum(amount_minor)::bigint AS minor FROM commission_lines "
        "WHERE brand_id = :brand AND run_id = :run GROUP BY beneficiary_id",
        brand=work.brand_id,
        run=derived_id("settlement_run", work.brand_id, start),
    )
    return {row.beneficiary_id: row.minor for row in rows if row.minor}


def nows(found: Simulation) -> dict[UUID, int]:
    return {each.party_id: each.now.minor for each in found.earners if each.now}


def thens(found: Simulation) -> dict[UUID, int]:
    return {each.party_id: each.then.minor for each in found.earners if each.then}


@pytest.mark.parametrize("seed", range(4))
async def test_what_is_supposed_is_what_is_booked_in_every_month(work: Work, seed: int) -> None:
    random = Random(seed)
    drawn = await open_world(work, random)
    held = a_plan(random)
    await commissions.activate_plan(work, held)
    await live(work, drawn)
    other = replace(a_plan(random), code="B", pays_price_gap=False)

    for month in MONTHS:
        same = await commissions.simulate(work.session, work.brand_id, held, month=month)
        more = await commissions.simulate(work.session, work.brand_id, other, month=month)

        assert nows(same) == thens(same) == nows(more) == await booked(work, month.start)
        assert all(not each.difference for each in same.earners)


async def test_nothing_is_written_and_the_plan_of_the_code_gives_way(work: Work) -> None:
    random = Random(5)
    drawn = await open_world(work, random)
    core = PlanDraft(
        "CORE",
        "方案",
        [level(step, "5") for step in (1, 2, 3, 4)],
        FIRST_DAY,
        modes=frozenset(Mode),
    )
    await commissions.activate_plan(work, core)
    await live(work, drawn)
    every = {month: await booked(work, month.start) for month in MONTHS}
    month = max(every, key=lambda each: sum(every[each].values()))
    dearer = replace(core, rates=[level(step, "10") for step in (1, 2, 3, 4)])

    found = await commissions.simulate(work.session, work.brand_id, dearer, month=month)

    assert every[month] == await booked(work, month.start)
    ((now, then),) = found.totals
    assert now.minor > 0
    # Each line is rounded once, and what came back of it once more.
    assert abs(then.minor - 2 * now.minor) <= 2 * found.order_lines
    assert [each.difference for each in found.earners] == sorted(
        (each.difference for each in found.earners), key=lambda each: -each.minor
    )
    assert len(await commissions.plans_of(work.session, work.brand_id)) == 1


async def test_a_month_without_sales_gives_nobody_anything(work: Work) -> None:
    await open_world(work, Random(1))
    plan = PlanDraft("CORE", "方案", [level(1, "5")], FIRST_DAY)

    found = await commissions.simulate(work.session, work.brand_id, plan, month=MONTHS[0])

    assert (found.order_lines, found.earners, found.totals) == (0, [], [])


async def test_a_plan_at_fault_is_not_tried(work: Work) -> None:
    plan = PlanDraft("CORE", "方案", [level(1, "5"), level(1, "6")], FIRST_DAY)

    with pytest.raises(PlanInvalid, match="given twice"):
        await commissions.simulate(work.session, work.brand_id, plan, month=MONTHS[0])
