"""Close a period: accrue, issue statements, close the books, all in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tributary import commissions, identity, ledger, parties
from tributary.commissions import CommissionLine
from tributary.identity import Role
from tributary.kernel import (
    BrandId,
    PartyId,
    Period,
    Refusal,
    SettlementRunId,
    TaskId,
    business_date,
    derived_id,
)
from tributary.platform import Work, changes, numbers, tasks
from tributary.settlements.events import ClosingOrdered, PeriodClosed, PrintingShared
from tributary.settlements.queries import (
    Run,
    Totals,
    cycles_of,
    run_of,
    runs_of,
    terms_of,
    totals_of,
)
from tributary.settlements.queries.movements import COUNT_DUE, INSERT_LINES, INSERT_STATEMENTS
from tributary.settlements.rules import ADJUSTMENT, SECTION_OF, SECTIONS, answer_by, period_from

TASK_KIND: Final = "close_month"

SHARED_FROM: Final = 500
"""From how many statements on other workers lend a hand in printing."""

SHARES: Final = 7
"""How many, at most; workers that there are none of are waited for by nobody."""

CLOSERS: Final = (Role.OWNER, Role.FINANCE_DIRECTOR, Role.ACCOUNTANT)
"""Who may close a month, when it is ordered and still when it is done."""

_EARLIER_BOOKING: Final = """
    SELECT min(t.booked_on) AS day FROM transfers t
    WHERE t.brand_id = :brand AND t.booked_on < :start
"""

_RECEIVERS: Final = """
    SELECT DISTINCT counterparty_id FROM statements
    WHERE brand_id = :brand AND run_id = :run LIMIT :enough
"""


class PeriodNotOver(Refusal):
    """The period has not ended yet in the brand's time zone.

    Preview it, and close it when its last day is over.
    """


class PeriodOutOfOrder(Refusal):
    """Periods are closed one after the other, without a gap.

    The message names the period to close first.
    """


class PeriodOffCycle(Refusal):
    """The cycle of the brand ends the period on another day, or its calendar names none.

    The message names the period to close; a calendar that is at its end is given more days.
    """


@dataclass(frozen=True, slots=True)
class Preview:
    """What closing a period now would come to; nothing of it is kept."""

    period: Period
    commission_lines: int
    statements: int
    totals: list[Totals]


async def close_month(work: Work, *, period: Period) -> Run:
    """Close a period for good; closed before, return the run that closed it.

    One transaction: killed anywhere, it has done nothing, and is simply run again. Nobody posts
    meanwhile, so statements, commissions and ledger are of one state. PDFs are printed later.

    Refuses:
        PeriodOutOfOrder: another period has to be closed first.
        PeriodOffCycle: the cycle of the brand ends it on another day.
        PeriodNotOver: its last day is not over.
    """
    await ledger.freeze(work)
    closed = await _closed_run(work, period)
    if closed is not None:
        return closed
    today = await _require_over(work, period)
    run_id, _, statements = await _settle(work, period, issued_on=today, is_kept=True)
    await work.run(
        "UPDATE settlement_runs SET state = 'closed', closed_at = :now, "
        "statements_count = :statements WHERE brand_id = :brand AND id = :run",
        brand=work.brand_id,
        run=run_id,
        now=work.opened_at,
        statements=statements,
    )
    await ledger.close_through(work, period.last)
    for row in await work.rows(_RECEIVERS, brand=work.brand_id, run=run_id, enough=changes.ENOUGH):
        work.tell("distributor", row.counterparty_id)
    await work.audit(
        "settlements.close_month",
        subject="settlement_run",
        subject_id=run_id,
        after={"period": str(period), "statements": statements},
    )
    work.announce(PeriodClosed(work.brand_id, run_id, period.start, period.end))
    if statements >= SHARED_FROM:
        for share in range(1, SHARES + 1):
            work.announce(PrintingShared(work.brand_id, run_id, share))
    return Run(run_id, period, statements)


async def start_closing(work: Work, *, period: Period) -> TaskId:
    """Have a period closed and its statements printed; return the task that tells how it goes.

    What can be seen now is refused now; closing looks again when its turn comes.

    Refuses:
        PeriodOutOfOrder: another period has to be closed first.
        PeriodOffCycle: the cycle of the brand ends it on another day.
        PeriodNotOver: its last day is not over.
    """
    if await _closed_run(work, period) is None:
        await _require_over(work, period)
    task_id, is_new = await tasks.start(
        work, kind=TASK_KIND, title=str(period), subject_id=_run_id(work.brand_id, period)
    )
    if is_new:
        work.announce(ClosingOrdered(work.brand_id, task_id, period.start, period.end))
        await work.audit(
            "settlements.start_closing",
            subject="settlement_run",
            subject_id=_run_id(work.brand_id, period),
            after={"period": str(period), "task_id": task_id},
        )
    return task_id


async def _require_over(work: Work, period: Period) -> date:
    """Return today, when it is after the period."""
    brand = await identity.brand_of(work.session, work.brand_id)
    today = business_date(work.opened_at, brand.time_zone)
    if today < period.end:
        raise PeriodNotOver(f"{period} ends on {period.last}; today is {today}.")
    return today


def _run_id(brand_id: BrandId, period: Period) -> SettlementRunId:
    return SettlementRunId(derived_id("settlement_run", brand_id, period.start))


async def preview(work: Work, *, period: Period) -> Preview:
    """Return what closing a period now would come to, and keep nothing of it.

    The same steps as closing, rolled back: also for a period that is not over, or closed.

    Refuses:
        PeriodOutOfOrder: another period has to be closed first.
        PeriodOffCycle: the cycle of the brand ends it on another day.
    """
    closed = await _closed_run(work, period)
    if closed is not None:
        totals = await totals_of(work.session, work.brand_id, closed.run_id)
        return Preview(period, 0, closed.statements, totals)
    savepoint = await work.session.begin_nested()
    try:
        run_id, lines, statements = await _settle(work, period, issued_on=period.end, is_kept=False)
        totals = await totals_of(work.session, work.brand_id, run_id)
    finally:
        await savepoint.rollback()
    return Preview(period, lines, statements, totals)


async def preview_one(
    work: Work, *, period: Period, beneficiary_id: PartyId
) -> Sequence[CommissionLine]:
    """Return the commission that closing a period now would give one party; keep nothing of it.

    The very lines that closing would write for it; of a closed period the lines there are.

    Refuses:
        PeriodOutOfOrder: another period has to be closed first.
        PeriodOffCycle: the cycle of the brand ends it on another day.
    """
    closed = await _closed_run(work, period)
    savepoint = await work.session.begin_nested()
    try:
        run_id = closed.run_id if closed is not None else await _open_run(work, period)
        return await commissions.settle_one(
            work, run_id=run_id, period=period, beneficiary_id=beneficiary_id
        )
    finally:
        await savepoint.rollback()


async def _closed_run(work: Work, period: Period) -> Run | None:
    """Return the run that closed a period; decline a period that is not the next one."""
    closed = await run_of(work.session, work.brand_id, period)
    if closed is not None:
        return closed
    runs = await runs_of(work.session, work.brand_id)
    if runs and runs[-1].period.end != period.start:
        raise PeriodOutOfOrder(
            f"The books are closed through {runs[-1].period.last}: the next period begins on "
            f"{runs[-1].period.end}, not on {period.start}."
        )
    if not runs:
        (row,) = await work.rows(_EARLIER_BOOKING, brand=work.brand_id, start=period.start)
        if row.day is not None:
            raise PeriodOutOfOrder(
                f"{period} is not the first: something was booked on {row.day}. Close that "
                "period first."
            )
    await _require_cycle(work, period)
    return None


async def _require_cycle(work: Work, period: Period) -> None:
    expected = period_from(period.start, await cycles_of(work.session, work.brand_id))
    if expected is None:
        raise PeriodOffCycle(
            f"The brand's own calendar names no last day from {period.start} on: add some."
        )
    if expected != period:
        raise PeriodOffCycle(
            f"By the cycle of the brand the period that begins on {period.start} is {expected}, "
            f"not {period}."
        )


async def _settle(
    work: Work, period: Period, *, issued_on: date, is_kept: bool
) -> tuple[SettlementRunId, int, int]:
    """Accrue and issue; return the run, its commission lines and its statements."""
    runs = await runs_of(work.session, work.brand_id)
    run_id = await _open_run(work, period)
    accrual = await commissions.accrue(work, run_id=run_id, period=period, is_final=is_kept)
    scope = {"brand": work.brand_id, "run": run_id, "start": period.start, "end": period.end}
    carried = {**scope, "previous": runs[-1].run_id if runs else None}
    # What was posted a minute ago has no statistics: it looks like one row.
    async with parties.set_based(work.session):
        (due,) = await work.rows(COUNT_DUE, **carried)
        if due.statements:
            series = f"ST-{period.start.year}"
            terms = await terms_of(work.session, work.brand_id)
            taken = await numbers.take(work, series, due.statements)
            issued = await work.run(
                INSERT_STATEMENTS,
                **carried,
                first=taken.start,
                series=series,
                issued_on=issued_on,
                now=work.opened_at,
                answer_by=answer_by(issued_on, terms.answer_days),
                silence_confirms=terms.silence_confirms,
            )
            # A preview lets others post meanwhile; what it numbers is rolled back.
            if is_kept and issued != due.statements:
                message = f"{due.statements} statements were due in {period}, {issued} were issued"
                raise RuntimeError(message)
        await work.run(INSERT_LINES, **scope, **_placing(), period=str(period))
    return run_id, accrual.lines, due.statements


async def _open_run(work: Work, period: Period) -> SettlementRunId:
    run_id = _run_id(work.brand_id, period)
    await work.run(
        "INSERT INTO settlement_runs (brand_id, id, period_start, period_end, state, started_at, "
        "statements_count) VALUES (:brand, :run, :start, :end, 'open', :now, 0)",
        brand=work.brand_id,
        run=run_id,
        start=period.start,
        end=period.end,
        now=work.opened_at,
    )
    return run_id


def _placing() -> dict[str, object]:
    return {
        "sections": list(SECTIONS),
        "reasons": list(SECTION_OF),
        "reason_sections": list(SECTION_OF.values()),
        "adjustment": ADJUSTMENT,
    }
