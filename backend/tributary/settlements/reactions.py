"""What settlements do by themselves: close a period when told to, print what was closed."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from tributary import identity
from tributary.kernel import Actor, Period
from tributary.platform import Chore, Desk, Event, Work, tasks
from tributary.settlements.events import ClosingOrdered, PeriodClosed
from tributary.settlements.operations import CLOSERS, close_month, print_statements
from tributary.settlements.queries import Progress


async def print_period(desk: Desk, event: PeriodClosed) -> None:
    """Print what is not printed yet."""
    await print_statements(desk, event.brand_id, event.run_id)


async def close_period(desk: Desk, event: ClosingOrdered) -> None:
    """Close a period and print its statements; killed anywhere, it goes on from there."""

    async def deed(actor: Actor, report: tasks.Report) -> None:
        period = Period(event.period_start, event.period_end)
        async with desk.database.work(actor, now=desk.clock()) as work:
            # Closing is for good: whoever lost the role since it was ordered does not do it.
            await identity.require_role(work, *CLOSERS)
            run = await close_month(work, period=period)

        async def told(progress: Progress) -> None:
            report.tell(progress.printed, progress.statements)

        await print_statements(desk, event.brand_id, run.run_id, on_progress=told)

    await tasks.carry_out(desk, event.brand_id, event.task_id, deed)


REACTIONS: Final[Mapping[type[Event], Sequence[Callable[[Work, Any], Awaitable[None]]]]] = {}

ERRANDS: Final[Mapping[type[Event], Sequence[Callable[[Desk, Any], Awaitable[None]]]]] = {
    PeriodClosed: (print_period,),
    ClosingOrdered: (close_period,),
}

CHORES: Final[Sequence[Chore]] = ()
