"""What settlements do by themselves: close a period when told to, print what was closed."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from tributary import identity
from tributary.kernel import Actor, BrandId, Period
from tributary.messaging import LetterSettled
from tributary.platform import Chore, Desk, Event, Work, tasks
from tributary.settlements.events import (
    ClosingOrdered,
    PeriodClosed,
    PrintingShared,
    StatementCorrected,
)
from tributary.settlements.operations import (
    CLOSERS,
    TASK_KIND,
    close_month,
    confirm_silent,
    mail_due,
    note_letter,
    print_statements,
)
from tributary.settlements.queries import Progress, Run, run_of


async def print_period(desk: Desk, event: PeriodClosed) -> None:
    """Print what is not printed yet, unless a task of closing is about to."""
    async with desk.database.reading(event.brand_id) as session:
        is_ordered = await tasks.is_open(
            session, event.brand_id, kind=TASK_KIND, subject_id=event.run_id
        )
    if not is_ordered:
        await print_statements(desk, event.brand_id, event.run_id)


async def print_share(desk: Desk, event: PrintingShared) -> None:
    """Lend a hand in printing a long run: each statement is printed by whoever takes it first."""
    await print_statements(desk, event.brand_id, event.run_id, share=event.share)


async def print_correction(desk: Desk, event: StatementCorrected) -> None:
    """Print the version that corrects a statement."""
    await print_statements(desk, event.brand_id, event.run_id)


async def close_period(desk: Desk, event: ClosingOrdered) -> None:
    """Close a period and print its statements; killed anywhere, it goes on from there.

    A task is given up some day and nobody prints in its place: what it left is printed here, and
    tried again as long as any event is.
    """
    period = Period(event.period_start, event.period_end)

    async def deed(actor: Actor, report: tasks.Report) -> None:
        run = await _run_of(desk, event.brand_id, period)
        if run is None:
            async with desk.database.work(actor, now=desk.clock()) as work:
                # Closing is for good: whoever lost the role since it was ordered does not do it.
                await identity.require_role(work, *CLOSERS)
                run = await close_month(work, period=period)

        async def told(progress: Progress) -> None:
            report.tell(progress.printed, progress.statements)

        await print_statements(desk, event.brand_id, run.run_id, on_progress=told)

    await tasks.carry_out(desk, event.brand_id, event.task_id, deed)
    run = await _run_of(desk, event.brand_id, period)
    if run is not None:
        await print_statements(desk, event.brand_id, run.run_id)


async def confirm_silence(desk: Desk, brand_id: BrandId) -> None:
    """Confirm what nobody answered in time; killed anywhere, the next hour goes on from there."""
    while True:
        async with desk.work(brand_id, "job:settlements.confirm_silence") as work:
            if not await confirm_silent(work):
                return


async def _run_of(desk: Desk, brand_id: BrandId, period: Period) -> Run | None:
    async with desk.database.reading(brand_id) as session:
        return await run_of(session, brand_id, period)


async def note_settled(work: Work, event: LetterSettled) -> None:
    """Note at the statement what became of a letter about it."""
    await note_letter(work, event.letter_id, state=event.state, reason=event.reason)


async def mail_statements(desk: Desk, brand_id: BrandId) -> None:
    """Write about what is due; killed anywhere, the next round goes on from there."""
    while True:
        async with desk.work(brand_id, "job:settlements.mail_statements") as work:
            if not await mail_due(work):
                return


REACTIONS: Final[Mapping[type[Event], Sequence[Callable[[Work, Any], Awaitable[None]]]]] = {
    LetterSettled: (note_settled,),
}

ERRANDS: Final[Mapping[type[Event], Sequence[Callable[[Desk, Any], Awaitable[None]]]]] = {
    PeriodClosed: (print_period,),
    PrintingShared: (print_share,),
    StatementCorrected: (print_correction,),
    ClosingOrdered: (close_period,),
}

CHORES: Final[Sequence[Chore]] = (
    Chore("confirm_silence", "41 * * * *", confirm_silence),
    # Hours of all zones begin on quarters of an hour.
    Chore("mail_statements", "*/5 * * * *", mail_statements),
)
