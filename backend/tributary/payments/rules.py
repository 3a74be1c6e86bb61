"""Which states follow which, what a link still asks for, what of a receipt can go back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeVar
from uuid import UUID

from tributary.kernel import Money, ReceivableId, total_of

SESSION_LIFE: Final = timedelta(hours=23)
"""Stripe ends a checkout session after 24 hours at most; ours never reaches that edge."""

SESSION_LIFE_MIN: Final = timedelta(minutes=35)
"""Stripe refuses a session that ends within 30 minutes."""

SESSION_MARGIN: Final = timedelta(minutes=2)
"""A session this close to its end is not handed to anybody any more."""

CLAIM_LEASE: Final = timedelta(seconds=20)
"""How long one request may be busy making a session before another takes over."""

ATTEMPTS_MAX: Final = 5
"""A session that could not be made so often is given up, and a fresh one begun."""

KEY_LIFE: Final = timedelta(hours=23)
"""Stripe forgets idempotency keys after 24 hours; older ones are not relied on."""

LINK_LIFE: Final = timedelta(days=90)

LINK_LIFE_MAX: Final = timedelta(days=366)


class LinkState(StrEnum):
    """Whether a link can be paid."""

    OPEN = "open"
    PAID = "paid"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class SessionState(StrEnum):
    """How far one checkout session at the provider has come."""

    CREATING = "creating"
    OPEN = "open"
    PENDING = "pending"
    COMPLETED = "completed"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"


class ReceiptState(StrEnum):
    """Whether the money has come; a pending one is not posted."""

    PENDING = "pending"
    RECEIVED = "received"
    FAILED = "failed"


class RefundState(StrEnum):
    """How far a refund has come; `unknown` is resolved by asking the provider only."""

    REQUESTED = "requested"
    SENDING = "sending"
    UNKNOWN = "unknown"
    PENDING = "pending"
    REFUNDED = "refunded"
    FAILED = "failed"


class EventState(StrEnum):
    """What became of one webhook event."""

    RECEIVED = "received"
    HANDLED = "handled"
    IGNORED = "ignored"
    FAILED = "failed"


LINK_TRANSITIONS: Final[Mapping[LinkState, frozenset[LinkState]]] = {
    LinkState.OPEN: frozenset({LinkState.PAID, LinkState.CANCELLED, LinkState.EXPIRED}),
    # A payment begun before the end may still arrive after it.
    LinkState.EXPIRED: frozenset({LinkState.PAID}),
    LinkState.CANCELLED: frozenset({LinkState.PAID}),
    LinkState.PAID: frozenset(),
}

SESSION_TRANSITIONS: Final[Mapping[SessionState, frozenset[SessionState]]] = {
    SessionState.CREATING: frozenset(set(SessionState) - {SessionState.CREATING}),
    SessionState.OPEN: frozenset(set(SessionState) - {SessionState.CREATING, SessionState.OPEN}),
    SessionState.PENDING: frozenset({SessionState.COMPLETED, SessionState.EXPIRED}),
    # Whoever paid before the provider heard of the end has paid.
    SessionState.SUPERSEDED: frozenset({SessionState.PENDING, SessionState.COMPLETED}),
    SessionState.EXPIRED: frozenset({SessionState.PENDING, SessionState.COMPLETED}),
    SessionState.COMPLETED: frozenset(),
}

RECEIPT_TRANSITIONS: Final[Mapping[ReceiptState, frozenset[ReceiptState]]] = {
    ReceiptState.PENDING: frozenset({ReceiptState.RECEIVED, ReceiptState.FAILED}),
    ReceiptState.FAILED: frozenset({ReceiptState.RECEIVED}),
    ReceiptState.RECEIVED: frozenset(),
}

REFUND_TRANSITIONS: Final[Mapping[RefundState, frozenset[RefundState]]] = {
    RefundState.REQUESTED: frozenset({RefundState.SENDING}),
    RefundState.SENDING: frozenset(
        {RefundState.UNKNOWN, RefundState.PENDING, RefundState.REFUNDED, RefundState.FAILED}
    ),
    RefundState.UNKNOWN: frozenset(
        {RefundState.SENDING, RefundState.PENDING, RefundState.REFUNDED, RefundState.FAILED}
    ),
    RefundState.PENDING: frozenset({RefundState.REFUNDED, RefundState.FAILED}),
    # A refund that went out can still come back from the bank days later.
    RefundState.REFUNDED: frozenset({RefundState.FAILED}),
    RefundState.FAILED: frozenset(),
}

EVENT_TRANSITIONS: Final[Mapping[EventState, frozenset[EventState]]] = {
    EventState.RECEIVED: frozenset({EventState.HANDLED, EventState.IGNORED, EventState.FAILED}),
    EventState.FAILED: frozenset({EventState.HANDLED, EventState.IGNORED}),
    EventState.HANDLED: frozenset(),
    EventState.IGNORED: frozenset(),
}

State = TypeVar("State", bound=StrEnum)


def may_become(
    transitions: Mapping[State, frozenset[State]], current: State, following: State
) -> bool:
    """Tell whether one state follows another."""
    return following in transitions[current]


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One receivable of a link: what the link asks for, what came through it, what is open."""

    receivable_id: ReceivableId
    number: str
    order_number: str | None
    due_on: date
    asked: Money
    paid: Money
    open: Money

    @property
    def due(self) -> Money:
        """What the link still asks for: never more than is open."""
        return max(min(self.asked - self.paid, self.open), Money(0, self.asked.currency))


def due_of(items: Sequence[AskedItem]) -> Money:
    """Return what a link still asks for altogether."""
    return total_of((item.due for item in items), items[0].asked.currency)


def applied_parts(amount: Money, items: Sequence[AskedItem]) -> list[tuple[ReceivableId, Money]]:
    """Spread a payment over the items of its link: first what was asked for, then what is open.

    What is left is the debtor's credit. Paying twice therefore closes what is still open of the
    same items, and nothing else.
    """
    left = amount
    parts: dict[ReceivableId, Money] = {}
    for wanted in [*((item, item.due) for item in items), *((item, item.open) for item in items)]:
        item, limit = wanted
        already = parts.get(item.receivable_id, Money(0, amount.currency))
        part = min(left, limit - already)
        if part.minor > 0:
            parts[item.receivable_id] = already + part
            left -= part
    return list(parts.items())


def expiry_of_session(*, begun_at_to_link_end: timedelta) -> timedelta:
    """Return how long a session lives when its link ends after a while.

    >>> expiry_of_session(begun_at_to_link_end=timedelta(days=3))
    datetime.timedelta(seconds=82800)
    """
    return max(SESSION_LIFE_MIN, min(SESSION_LIFE, begun_at_to_link_end))


@dataclass(frozen=True, slots=True)
class Reversal:
    """Which applications a refund takes back, and what of the last one is applied again."""

    application_ids: tuple[UUID, ...]
    again: tuple[ReceivableId, Money] | None


def reversal_for(
    shortage: Money, newest_first: Sequence[tuple[UUID, ReceivableId, Money]]
) -> Reversal:
    """Choose the newest applications that free an amount, and the part of the last to keep.

    An application reverses whole, so the part that the refund does not need is applied again.
    """
    freed = Money(0, shortage.currency)
    taken: list[UUID] = []
    last: ReceivableId | None = None
    for application_id, receivable_id, amount in newest_first:
        if freed >= shortage:
            break
        taken.append(application_id)
        last = receivable_id
        freed += amount
    over = freed - shortage
    again = None if last is None or over.minor <= 0 else (last, over)
    return Reversal(tuple(taken), again)
