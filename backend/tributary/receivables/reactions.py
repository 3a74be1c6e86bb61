"""What receivables do when orders become billable and returns are booked."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from tributary import orders
from tributary.platform import Chore, Desk, Event, Work
from tributary.receivables.operations import raise_credit_notes, raise_for


async def bill_orders(work: Work, event: orders.OrdersBillable) -> None:
    """Raise the receivables of the batch."""
    await raise_for(work, event.batch_id)


async def credit_returns(work: Work, event: orders.ReturnsBooked) -> None:
    """Raise the credit notes of the batch."""
    await raise_credit_notes(work, event.batch_id)


REACTIONS: Final[Mapping[type[Event], Sequence[Callable[[Work, Any], Awaitable[None]]]]] = {
    orders.OrdersBillable: (bill_orders,),
    orders.ReturnsBooked: (credit_returns,),
}

ERRANDS: Final[Mapping[type[Event], Sequence[Callable[[Desk, Any], Awaitable[None]]]]] = {}

CHORES: Final[Sequence[Chore]] = ()
