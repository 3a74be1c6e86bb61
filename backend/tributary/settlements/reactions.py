"""What settlements do when a period is closed: print its statements."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from tributary.platform import Chore, Desk, Event, Work
from tributary.settlements.events import PeriodClosed
from tributary.settlements.operations import print_statements


async def print_period(desk: Desk, event: PeriodClosed) -> None:
    """Print what is not printed yet."""
    await print_statements(desk, event.brand_id, event.run_id)


REACTIONS: Final[Mapping[type[Event], Sequence[Callable[[Work, Any], Awaitable[None]]]]] = {}

ERRANDS: Final[Mapping[type[Event], Sequence[Callable[[Desk, Any], Awaitable[None]]]]] = {
    PeriodClosed: (print_period,),
}

CHORES: Final[Sequence[Chore]] = ()
