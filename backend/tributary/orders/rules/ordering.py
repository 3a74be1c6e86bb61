"""What an order is: its kinds, its states, what it is worth, and what may still change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from tributary.kernel import BrandId, ChannelId, Money, OrderId, PartyId, Refusal, derived_id

AMOUNT_MAX: Final = 10**15
"""Minor units of one line or one order; far below what a BIGINT column holds, so sums fit."""


class OrderKind(StrEnum):
    """Who buys, and so who owes."""

    WHOLESALE = "wholesale"
    DROPSHIP = "dropship"
    CONSUMER = "consumer"


class OrderMode(StrEnum):
    """Who owes whom along the chain of distributors."""

    DIRECT = "direct"
    """The buyer owes the brand its own price; those above earn the difference from the brand."""
    CASCADE = "cascade"
    """Each level owes the one above it its own price, the topmost the brand."""
    AGENCY = "agency"
    """The consumer paid the brand; who sold owes nothing and earns commission."""


class OrderState(StrEnum):
    """Where an order stands."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class BillingTrigger(StrEnum):
    """What makes an order billable."""

    CONFIRMATION = "confirmation"
    SHIPMENT = "shipment"


# The source of an order may take its word back until the order is billed, and an older message
# may arrive after a newer one: so every state leads to both others.
TRANSITIONS: Final[Mapping[OrderState, frozenset[OrderState]]] = MappingProxyType(
    {state: frozenset(OrderState) - {state} for state in OrderState}
)


MODES_OF: Final[Mapping[OrderKind, frozenset[OrderMode]]] = MappingProxyType(
    {
        OrderKind.WHOLESALE: frozenset({OrderMode.DIRECT, OrderMode.CASCADE}),
        OrderKind.DROPSHIP: frozenset({OrderMode.DIRECT, OrderMode.CASCADE}),
        OrderKind.CONSUMER: frozenset({OrderMode.DIRECT, OrderMode.AGENCY}),
    }
)
"""Nobody is above a consumer to owe; whoever buys goods is no agent."""


class OrderBilled(Refusal):
    """The order is billed already and can no longer be changed or cancelled.

    Book a return of what comes back; it credits what was billed.
    """


class OrderCancelled(Refusal):
    """The order is cancelled; nobody confirms it by hand.

    Place a new order. Where its channel says that it stands again, an import brings it back.
    """


class OrderNotConfirmed(Refusal):
    """Only a confirmed order can be shipped, billed or returned.

    Confirm the order first.
    """


class OrderUnknown(Refusal):
    """There is no such order.

    Look at the number and the channel of the order.
    """


class NothingToReplay(Refusal):
    """No offer of its day was for the order, so its price was not computed by any.

    Look at the order's lines: their prices are those of the ladder.
    """


class OrderFaulty(Refusal):
    """The order has a fault; the message says which line, which field and why.

    Correct what the message names and place the order again.
    """


class ReturnFaulty(Refusal):
    """The return does not fit its order; the message says which line and why.

    Correct what the message names and book the return again.
    """


@dataclass(frozen=True, slots=True)
class Source:
    """Where orders come from, as far as it decides who owes and when."""

    channel_id: ChannelId
    kind: OrderKind
    billing_trigger: BillingTrigger
    acquirer_id: PartyId | None = None
    """Who owes for consumer orders."""
    mode: OrderMode = OrderMode.DIRECT
    store: str = ""
    """The code of the channel, by which offers know it."""

    @property
    def has_chain(self) -> bool:
        """Whether a distributor buys or sells there: then its chain is frozen on each line."""
        return self.kind is not OrderKind.CONSUMER or self.mode is OrderMode.AGENCY


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One line about to be ordered."""

    sku: str
    quantity: int
    unit_price: Money | None = None
    """What the buyer says; the ladder decides for wholesale and drop-shipping."""
    discount: Money | None = None
    tax: Money | None = None


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """An order about to be placed."""

    external_id: str
    currency: str
    ordered_at: datetime
    ordered_on: date
    lines: Sequence[LineDraft]
    distributor_id: PartyId | None = None
    freight: Money | None = None
    state: OrderState = OrderState.CONFIRMED
    shipped_on: date | None = None
    coupons: Sequence[str] = ()
    """Codes that the buyer gave."""


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """How many units of which line come back."""

    position: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Why one row cannot be loaded."""

    row_number: int
    field: str
    reason: str
    value: str | None

    def __str__(self) -> str:
        """Return a sentence for the person who has to mend it."""
        return message_of(self.reason, self.field, self.value)


MESSAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "distributor_outside_tree": (
            "The distributor has no place in the tree on {value}. "
            "Check the date, or register the distributor from that day on."
        ),
        "grade_missing": (
            "The distributor or one above has no grade on {value}. Set the grade from that day on."
        ),
        "price_missing": (
            "There is no price of {value} for every grade above the distributor on that day. "
            "Set the missing price in this currency."
        ),
        "price_differs": (
            "The price is not the distributor's price of that day, which is {value}. "
            "Correct the price, or leave it empty."
        ),
        "tax_differs": "The tax is not that of the product, which gives {value}. Correct the tax.",
        "discount_above_price": (
            "The discount is larger than the goods, which are worth {value}. Correct it."
        ),
        "amount_too_large": "An amount is larger than the system can hold: {value}.",
        "totals_differ": (
            "The parts of the order add up to {value}, not to the stated total. "
            "Correct the total or the lines."
        ),
        "changed_after_billing": (
            "The order was billed or part of it sent already, and its lines, amounts, debtor, day "
            "or state differ now. Book a return, or correct the source."
        ),
        "order_unknown": "There is no order {value} in this channel. Import the order first.",
        "order_not_billed": (
            "Order {value} is not billed, so nothing can come back. Cancel the order instead."
        ),
        "line_unknown": "The order has no line {value}. Correct the SKU or the line number.",
        "line_ambiguous": (
            "The order has several lines of {value}. Say which one by its line number."
        ),
        "return_exceeds_line": (
            "More comes back than is left of the line: {value}. Correct the quantity or amount."
        ),
        "return_amount_missing": "The return says no amount and no quantity.",
    }
)
"""What each reason of this package means, for people."""


def message_of(reason: str, field: str, value: str | None) -> str:
    """Return the sentence that explains a reason code.

    >>> message_of("line_unknown", "sku", "TEA-1")
    'The order has no line TEA-1. Correct the SKU or the line number.'
    """
    return MESSAGES[reason].format(value=value if value is not None else field)


def order_id_of(brand_id: BrandId, channel_id: ChannelId, external_id: str) -> OrderId:
    """Return the id of the order that a channel calls by a name, whether or not it exists."""
    return OrderId(derived_id("order", brand_id, channel_id, external_id))


def require_change(number: str, state: OrderState, to: OrderState, *, billed: bool) -> None:
    """Make sure that an order may go to another state.

    Refuses:
        OrderBilled: what is billed is changed by returns only.
    """
    if to in TRANSITIONS[state] and billed:
        raise OrderBilled(f"Order {number} is billed: book a return instead of changing it.")
