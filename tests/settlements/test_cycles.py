"""Books close by weeks, months, quarters or a calendar of one's own, without gap or overlap."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime, timedelta

import hypothesis
import pytest
from hypothesis import strategies as st

from tests.conftest import MovingClock
from tests.factories.commissions import level, make_plan
from tests.factories.settlements import PORTS, make_goods, open_shop
from tributary import commissions, ledger, settlements
from tributary.kernel import BrandId, Period
from tributary.platform import Database, Desk, Work, prove
from tributary.settlements import (
    Cycle,
    CycleFrom,
    CycleInvalid,
    CycleTooLate,
    PeriodOffCycle,
    PeriodOutOfOrder,
)
from tributary.settlements.rules import (
    Standing,
    first_period,
    held_cycles,
    period_from,
    standings,
)

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]
FIRST = date(2026, 3, 2)
"""A Monday, on which books of every cycle can begin."""
OWN = (date(2026, 3, 10), date(2026, 3, 31), date(2026, 4, 5), date(2026, 7, 1))
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(datetime(2026, 7, 3, 2, tzinfo=UTC))


@hypothesis.given(
    st.lists(
        st.builds(
            CycleFrom,
            st.sampled_from([Cycle.WEEKLY, Cycle.MONTHLY, Cycle.QUARTERLY]),
            DAYS,
        ),
        max_size=4,
    ),
    DAYS,
)
def test_periods_follow_each_other_and_end_where_a_cycle_begins(
    said: list[CycleFrom], first: date
) -> None:
    held = held_cycles(said)
    start = first
    for _ in range(12):
        period = period_from(start, held)
        assert period is not None
        assert period.start == start
        assert (period.end - period.start) <= timedelta(days=92)
        assert not [each for each in held if period.start < each.valid_from < period.end]
        assert Period.named(str(period)) == period
        start = period.end


@pytest.mark.parametrize(
    ("cycle", "last_days", "names"),
    [
        (Cycle.WEEKLY, (), ["2026-W10", "2026-W11", "2026-W12", "2026-W13", "2026-W14"]),
        (Cycle.MONTHLY, (), ["2026-03-02..2026-03-31", "2026-04", "2026-05", "2026-06"]),
        (Cycle.QUARTERLY, (), ["2026-03-02..2026-03-31", "2026-Q2"]),
        (
            Cycle.CUSTOM,
            OWN,
            [
                *("2026-03-02..2026-03-10", "2026-03-11..2026-03-31"),
                *("2026-04-01..2026-04-05", "2026-04-06..2026-07-01"),
            ],
        ),
    ],
)
async def test_every_cycle_ties_out_to_the_cent(
    open_work: OpenWork,
    database: Database,
    brand_id: BrandId,
    clock: MovingClock,
    cycle: Cycle,
    last_days: tuple[date, ...],
    names: list[str],
) -> None:
    async with open_work() as work:
        shop = await open_shop(work)
        await make_goods(work, "TEA", "50.00", "60.00", "70.00")
        await make_plan(work, level(1, "2"), level(3, "5"))
        for n, day in enumerate((2, 8, 9, 15, 31)):
            for seller in shop.chain:
                number = f"SO-{n}-{str(seller)[-4:]}"
                await shop.sell(work, number, seller, ("TEA", 1 + n), on=date(2026, 3, day))
        await settlements.set_cycle(work, cycle=cycle, valid_from=FIRST, last_days=last_days)

    for n, name in enumerate(names):
        async with open_work() as work:
            run = await settlements.close_month(work, period=Period.named(name))
        async with open_work() as work:
            assert await settlements.close_month(work, period=run.period) == run
        if n == 0:
            # Of a day that is closed by now: it rolls forward.
            async with open_work() as work:
                late = await shop.sell(work, "LATE", shop.chain[0], ("TEA", 3), on=FIRST)
            async with open_work() as work:
                await shop.take_back(work, late, "R-1", quantity=1, on=FIRST)

    desk = Desk(database=database, clock=clock, ports=PORTS)
    every = (*ledger.INVARIANTS, *commissions.INVARIANTS, *settlements.INVARIANTS)
    proofs = await prove(desk.database, brand_id, every)
    assert [fault for proof in proofs for fault in proof.faults] == []
    async with open_work() as work:
        rows = await work.rows(
            "SELECT s.period_start, l.reference FROM statement_lines l "
            "JOIN statements s ON s.id = l.statement_id JOIN orders o ON o.number = l.detail "
            "WHERE o.external_id = 'LATE' AND l.section = 'receivable'"
        )
        periods = {row.period_start for row in rows}
        found = await work.rows(
            "SELECT DISTINCT reference FROM statement_lines WHERE section = 'commission'"
        )
    assert periods == {Period.named(names[1]).start}
    assert {row.reference for row in found} <= set(names)


async def test_a_cycle_that_changes_leaves_no_gap_and_no_overlap(open_work: OpenWork) -> None:
    async with open_work() as work:
        await open_shop(work)
        await settlements.close_month(work, period=Period.named("2026-03"))
    async with open_work() as work:
        with pytest.raises(CycleTooLate):
            await settlements.set_cycle(work, cycle=Cycle.WEEKLY, valid_from=date(2026, 3, 30))
        with pytest.raises(CycleInvalid):
            await settlements.set_cycle(work, cycle=Cycle.CUSTOM, valid_from=date(2026, 4, 9))
        await settlements.set_cycle(work, cycle=Cycle.WEEKLY, valid_from=date(2026, 4, 9))

    async with open_work() as work:
        with pytest.raises(PeriodOffCycle, match=r"is 2026-04-01\.\.2026-04-08, not 2026-04\."):
            await settlements.close_month(work, period=Period.named("2026-04"))
        with pytest.raises(PeriodOutOfOrder):
            await settlements.close_month(work, period=Period.named("2026-W16"))
    for name in ("2026-04-01..2026-04-08", "2026-04-09..2026-04-12", "2026-W16"):
        async with open_work() as work:
            assert str(await settlements.next_period(work.session, work.brand_id)) == name
            await settlements.close_month(work, period=Period.named(name))


async def test_a_calendar_of_ones_own_is_given_more_days(open_work: OpenWork) -> None:
    async with open_work() as work:
        await open_shop(work)
        await settlements.set_cycle(
            work, cycle=Cycle.CUSTOM, valid_from=FIRST, last_days=(date(2026, 3, 10),)
        )
        await settlements.close_month(work, period=Period.named("2026-03-02..2026-03-10"))
    async with open_work() as work:
        assert await settlements.next_period(work.session, work.brand_id) is None
        with pytest.raises(PeriodOffCycle, match="add some"):
            await settlements.close_month(work, period=Period.named("2026-03-11..2026-03-20"))
    async with open_work() as work:
        await settlements.set_cycle(
            work, cycle=Cycle.CUSTOM, valid_from=date(2026, 3, 11), last_days=(date(2026, 3, 20),)
        )
        await settlements.close_month(work, period=Period.named("2026-03-11..2026-03-20"))


def test_a_calendar_goes_from_the_first_period_to_the_one_that_is_not_over() -> None:
    held = held_cycles([CycleFrom(Cycle.WEEKLY, date(2026, 3, 2))])
    closed = [Period.month(2026, 2), Period(date(2026, 3, 1), date(2026, 3, 2))]

    found = standings(date(2026, 3, 24), closed, None, held)

    assert [(str(period), standing.value) for period, standing in found] == [
        ("2026-02", "closed"),
        ("2026-03-01..2026-03-01", "closed"),
        ("2026-W10", "due"),
        ("2026-W11", "later"),
        ("2026-W12", "later"),
        ("2026-W13", "running"),
    ]


def test_a_calendar_of_ones_own_ends_with_its_last_day() -> None:
    held = held_cycles([CycleFrom(Cycle.CUSTOM, date(2026, 3, 2), (date(2026, 3, 10),))])

    assert standings(
        date(2026, 5, 1), [Period(date(2026, 3, 2), date(2026, 3, 11))], None, held
    ) == [(Period(date(2026, 3, 2), date(2026, 3, 11)), Standing.CLOSED)]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (CycleFrom(Cycle.MONTHLY, date.min), "2026-03"),
        (CycleFrom(Cycle.WEEKLY, date.min), "2026-W12"),
        (CycleFrom(Cycle.QUARTERLY, date.min), "2026-Q1"),
        (CycleFrom(Cycle.WEEKLY, date(2026, 3, 18)), "2026-03-18..2026-03-22"),
        (CycleFrom(Cycle.CUSTOM, date(2026, 3, 2), OWN), "2026-03-11..2026-03-31"),
    ],
)
def test_the_first_period_is_the_one_a_day_lies_in(said: CycleFrom, name: str) -> None:
    assert str(first_period(date(2026, 3, 20), held_cycles([said]))) == name
