"""What a shipment is: where it stands, what it may become, and what it cannot carry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from tributary.kernel import OrderLineId, Refusal

TEXT_MAX: Final = 100
"""Characters of a carrier's name or a tracking number."""


class ShipmentState(StrEnum):
    """Where a shipment stands."""

    ANNOUNCED = "announced"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    RETURNED = "returned"
    """Back with the sender, undelivered; what it carried may be shipped again."""
    CANCELLED = "cancelled"


SHIPMENT_TRANSITIONS: Final[Mapping[ShipmentState, frozenset[ShipmentState]]] = MappingProxyType(
    {
        ShipmentState.ANNOUNCED: frozenset({ShipmentState.SHIPPED, ShipmentState.CANCELLED}),
        ShipmentState.SHIPPED: frozenset({ShipmentState.DELIVERED, ShipmentState.RETURNED}),
        ShipmentState.DELIVERED: frozenset(),
        ShipmentState.RETURNED: frozenset(),
        ShipmentState.CANCELLED: frozenset(),
    }
)
"""What has left cannot be cancelled: it arrives, or it comes back."""

GIVEN_UP: Final = frozenset({ShipmentState.RETURNED, ShipmentState.CANCELLED})
"""States in which a shipment holds no units of its order any more."""


class ShipmentUnknown(Refusal):
    """There is no such shipment.

    Look at the shipments of the order again.
    """


class ShipmentFaulty(Refusal):
    """The shipment has a fault; the message says which line or which day.

    Correct what the message names and send it again.
    """


class MoreShippedThanOrdered(Refusal):
    """More of a line would be shipped than was ordered and is left.

    Ship at most what the message says is left; what came back undelivered counts as left.
    """


class NothingLeftToShip(Refusal):
    """Everything of the order has been shipped or is announced.

    Look at the shipments of the order; correct the tracking number of the right one.
    """


class TrackingNumberTaken(Refusal):
    """The order has another shipment of this tracking number.

    Look at that shipment, or correct the number.
    """


class ShipmentStateForbids(Refusal):
    """The shipment cannot become this from where it stands; the message says where that is.

    Look at the shipment again: somebody else may have been faster.
    """


class OrderUnderWay(Refusal):
    """Part of the order is announced or has left, so the order cannot be cancelled.

    Cancel what is only announced; what has left must come back first.
    """


@dataclass(frozen=True, slots=True)
class ShippedLine:
    """How many units of which line travel."""

    order_line_id: OrderLineId
    quantity: int


@dataclass(frozen=True, slots=True)
class ParcelDraft:
    """A shipment about to be recorded."""

    carrier: str | None = None
    tracking_number: str | None = None
    shipped_on: date | None = None
    """The day it left; it is only announced without one."""
    lines: Sequence[ShippedLine] | None = None
    """What it carries; whatever is left of the order unless said."""


@dataclass(frozen=True, slots=True)
class LineLeft:
    """How much of one line of an order may still be shipped."""

    order_line_id: OrderLineId
    sku: str
    left: int


def text_of(given: str | None, what: str) -> str | None:
    """Return a carrier or a tracking number as it is kept: trimmed, nothing when it is empty.

    Refuses:
        ShipmentFaulty: it is too long, or cannot be printed.

    >>> text_of("  SF1024 ", "tracking number")
    'SF1024'
    """
    text = (given or "").strip()
    if len(text) > TEXT_MAX or not text.isprintable():
        raise ShipmentFaulty(f"The {what} is longer than {TEXT_MAX} characters, or no text.")
    return text or None


def require_step(state: ShipmentState, to: ShipmentState) -> None:
    """Make sure that a shipment may go from one state to another.

    Refuses:
        ShipmentStateForbids: it may not.
    """
    if to not in SHIPMENT_TRANSITIONS[state]:
        raise ShipmentStateForbids(f"The shipment is {state.value} and cannot become {to.value}.")


def require_day(day: date, *, since: date, today: date, what: str) -> None:
    """Make sure that something happened between two days, both included.

    Refuses:
        ShipmentFaulty: it was earlier, or has not been yet.
    """
    if not since <= day <= today:
        raise ShipmentFaulty(f"{day} cannot be the day {what}: it must be {since} to {today}.")


def load_of(number: str, lines: Sequence[LineLeft], draft: ParcelDraft) -> Sequence[ShippedLine]:
    """Return what a shipment carries.

    Args:
        number: what people call the order.
        lines: its lines, with what is left of each.
        draft: the shipment.

    Refuses:
        NothingLeftToShip: everything is shipped or announced.
        ShipmentFaulty: a line is no line of the order, stands there twice, or has no units.
        MoreShippedThanOrdered: less is left of a line.
    """
    if not any(line.left for line in lines):
        raise NothingLeftToShip(f"Nothing of order {number} is left to be shipped.")
    if draft.lines is None:
        return [ShippedLine(line.order_line_id, line.left) for line in lines if line.left]
    if not draft.lines:
        raise ShipmentFaulty("The shipment carries nothing: add at least one line.")
    known = {line.order_line_id: line for line in lines}
    seen = set[OrderLineId]()
    for wanted in draft.lines:
        line = known.get(wanted.order_line_id)
        if line is None or wanted.order_line_id in seen:
            twice = "stands there twice" if line else "is no line of the order"
            raise ShipmentFaulty(f"Line {line.sku if line else wanted.order_line_id} {twice}.")
        seen.add(wanted.order_line_id)
        if wanted.quantity < 1:
            raise ShipmentFaulty(f"{wanted.quantity} of {line.sku} cannot travel: ship 1 or more.")
        if wanted.quantity > line.left:
            raise MoreShippedThanOrdered(
                f"{wanted.quantity} of {line.sku} would be shipped, but {line.left} are left "
                f"of order {number}."
            )
    return draft.lines
