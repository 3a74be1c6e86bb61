"""Which states follow which, who can be paid, and what a batch of payouts hashes to."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeVar

from tributary.kernel import (
    DistributorId,
    Money,
    PayeeAccountId,
    PayoutBatchId,
    PayoutItemId,
    Refusal,
    TransferId,
    derived_id,
)

STALE_AFTER: Final = timedelta(minutes=5)
"""A worker that has not written an outcome by then is dead; no call is allowed to take as long."""

LOOK_UP_AFTER: Final = timedelta(seconds=30)
"""How long an unknown outcome is left alone before it is looked up, and looked up again."""


MASK: Final = "••••"
TAIL_LETTERS: Final = 4
"""How much of an account is read by whoever may know of it: enough to tell two apart."""

TAIL_FROM: Final = 8
"""Of an account with fewer letters the end would be most of it: nothing is shown."""

REVEALS_PER_HOUR: Final = 20


class PayoutStateForbids(Refusal):
    """The batch or item is in a state from which the wanted one does not follow.

    Look at where it stands now: somebody else may have been faster.
    """


class AccountState(StrEnum):
    """Whether a payee account may be paid to."""

    ACTIVE = "active"
    ON_HOLD = "on_hold"


class BatchState(StrEnum):
    """How far a batch has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RELEASED = "released"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


class ItemState(StrEnum):
    """How far one payment has come."""

    READY = "ready"
    """Proven not executed; may be sent when its batch is released."""
    SENDING = "sending"
    """A worker claimed it and may be calling the rail."""
    UNKNOWN = "unknown"
    """May have been executed; only a look-up tells."""
    PAID = "paid"
    FAILED = "failed"
    CANCELLED = "cancelled"
    RETURNED = "returned"
    """Paid, and the money came back."""

    @property
    def is_final(self) -> bool:
        """Nothing is reserved for it any more."""
        return self not in {ItemState.READY, ItemState.SENDING, ItemState.UNKNOWN}


ACCOUNT_TRANSITIONS: Final[Mapping[AccountState, frozenset[AccountState]]] = {
    AccountState.ACTIVE: frozenset({AccountState.ON_HOLD}),
    AccountState.ON_HOLD: frozenset({AccountState.ACTIVE}),
}

BATCH_TRANSITIONS: Final[Mapping[BatchState, frozenset[BatchState]]] = {
    BatchState.DRAFT: frozenset({BatchState.SUBMITTED, BatchState.CANCELLED}),
    BatchState.SUBMITTED: frozenset({BatchState.RELEASED, BatchState.CANCELLED}),
    BatchState.RELEASED: frozenset({BatchState.COMPLETED}),
    BatchState.COMPLETED: frozenset(),
    BatchState.CANCELLED: frozenset(),
}

ITEM_TRANSITIONS: Final[Mapping[ItemState, frozenset[ItemState]]] = {
    ItemState.READY: frozenset({ItemState.SENDING, ItemState.CANCELLED}),
    ItemState.SENDING: frozenset(
        {ItemState.PAID, ItemState.FAILED, ItemState.UNKNOWN, ItemState.READY}
    ),
    ItemState.UNKNOWN: frozenset({ItemState.PAID, ItemState.FAILED, ItemState.READY}),
    ItemState.PAID: frozenset({ItemState.RETURNED}),
    ItemState.FAILED: frozenset(),
    ItemState.CANCELLED: frozenset(),
    ItemState.RETURNED: frozenset(),
}

State = TypeVar("State", AccountState, BatchState, ItemState)


def require_way(
    transitions: Mapping[State, frozenset[State]], current: State, following: State, *, what: str
) -> None:
    """Make sure that one state follows another.

    Refuses:
        PayoutStateForbids: it does not.
    """
    if following not in transitions[current]:
        raise PayoutStateForbids(f"{what} is {current.value} and cannot become {following.value}.")


class Obstacle(StrEnum):
    """Why a distributor is not paid."""

    NOTHING_DUE = "nothing_due"
    HELD = "held"
    """All it has earned is younger than its plan pays out."""
    NEGATIVE_BALANCE = "negative_balance"
    NO_PAYEE_ACCOUNT = "no_payee_account"
    CURRENCY_MISMATCH = "currency_mismatch"
    ON_HOLD = "on_hold"
    BELOW_MINIMUM = "below_minimum"


@dataclass(frozen=True, slots=True)
class Payee:
    """A distributor, what is available to it, and where it could be paid."""

    distributor_id: DistributorId
    code: str
    name: str
    available: Money
    """Earned and neither paid, reserved nor held; negative after a clawback."""
    account_id: PayeeAccountId | None
    destination: str | None
    account_state: AccountState | None
    has_other_currency: bool
    """There is an account on this rail, but in another currency."""
    held_until: date | None = None
    """The day on which more becomes payable; None when nothing is held."""


def payable_of(earned: Money, held: Money | None) -> Money:
    """Return what can be paid of what was earned, when a part of it is held.

    >>> fifty = Money(50, "CNY")
    >>> [str(payable_of(fifty, held)) for held in (None, Money(20, "CNY"), Money(80, "CNY"))]
    ['0.50 CNY', '0.30 CNY', '0.00 CNY']
    """
    if held is None or earned.minor <= 0:
        return earned
    return max(earned - held, Money.zero(earned.currency))


def obstacle_of(payee: Payee, minimum: Money) -> Obstacle | None:
    """Return why a payee is not paid; None when it is."""
    if not payee.available:
        return Obstacle.NOTHING_DUE if payee.held_until is None else Obstacle.HELD
    if payee.available.minor < 0:
        return Obstacle.NEGATIVE_BALANCE
    if payee.account_id is None:
        return Obstacle.CURRENCY_MISMATCH if payee.has_other_currency else Obstacle.NO_PAYEE_ACCOUNT
    if payee.account_state is AccountState.ON_HOLD:
        return Obstacle.ON_HOLD
    return Obstacle.BELOW_MINIMUM if payee.available < minimum else None


@dataclass(frozen=True, slots=True)
class FrozenItem:
    """What is submitted and approved of one item."""

    item_id: PayoutItemId
    distributor_id: DistributorId
    destination: str
    amount: Money


def items_sha256(items: Iterable[FrozenItem]) -> str:
    """Return the hash of who gets how much where; the database computes the same one."""
    lines = sorted(
        f"{item.item_id}|{item.distributor_id}|{item.destination}|{item.amount.currency}"
        f"|{item.amount.minor}"
        for item in items
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Claim:
    """One item in the hands of one worker, as long as the fence is the item's last."""

    item_id: PayoutItemId
    batch_id: PayoutBatchId
    distributor_id: DistributorId
    destination: str
    amount: Money
    generation: int
    fence: int
    may_send: bool
    """Its payee is not on hold."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claim."""

    claim: Claim
    state: ItemState
    generation: int
    provider_transfer_id: str | None = None
    reason: str | None = None
    """Why it waits, failed or is unknown."""

    def on_next_generation(self) -> "Outcome":
        """Return the outcome with a fresh key; only after a look-up found nothing."""
        return replace(self, generation=self.generation + 1)


def paid(claim: Claim, provider_transfer_id: str) -> Outcome:
    """Return the outcome that the rail has made the payment."""
    return Outcome(claim, ItemState.PAID, claim.generation, provider_transfer_id)


def left(claim: Claim, state: ItemState, reason: str) -> Outcome:
    """Return an outcome that moved nothing, as far as we know."""
    return Outcome(claim, state, claim.generation, reason=told_of(claim, reason))


def told_of(claim: Claim, reason: str) -> str:
    """Return what a rail said of a payment as more people may read it than know the account.

    Rails name the account in what they say: "No such destination: 'acct_...'".
    """
    return reason.replace(claim.destination, masked(claim.destination))


def masked(account: str) -> str:
    """Return an account as it is shown: its end; reading does the same in SQL.

    >>> masked("acct_1NqXabcd4242"), masked("acct_ga")
    ('•••• 4242', '••••')
    """
    return f"{MASK} {account[-TAIL_LETTERS:]}" if len(account) >= TAIL_FROM else MASK


def reservation_id(item_id: PayoutItemId) -> TransferId:
    """Return the id of the pending transfer that reserves an item; SQL builds the same."""
    return TransferId(derived_id("payout_reservation", item_id))


def settlement_id(item_id: PayoutItemId) -> TransferId:
    """Return the id of the transfer that posts or voids the reservation of an item."""
    return TransferId(derived_id("payout_settlement", item_id))
