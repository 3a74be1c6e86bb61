"""What Stripe says, in our words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from tributary.kernel import Money


class CheckoutStatus(StrEnum):
    """Where a hosted page stands."""

    OPEN = "open"
    PENDING = "pending"
    """Submitted; an asynchronous payment is under way."""
    PAID = "paid"
    FAILED = "failed"
    """Submitted, and the asynchronous payment failed: the page cannot be used again."""
    EXPIRED = "expired"


class PaymentStatus(StrEnum):
    """Where a payment stands."""

    OPEN = "open"
    PENDING = "pending"
    SUCCEEDED = "succeeded"
    CANCELLED = "cancelled"


class RefundStatus(StrEnum):
    """Where a refund stands; a succeeded one can still fail days later."""

    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class TransferStatus(StrEnum):
    """Where a transfer stands; it is executed the moment it exists."""

    PAID = "paid"
    PARTLY_REVERSED = "partly_reversed"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class CheckoutSession:
    """A hosted page that was just opened."""

    session_id: str
    url: str
    expires_at: datetime
    payment_intent_id: str | None
    """None until the payer submits."""


@dataclass(frozen=True, slots=True)
class CheckoutState:
    """A hosted page as it is now."""

    session_id: str
    status: CheckoutStatus
    reference: str
    amount: Money
    expires_at: datetime
    url: str | None
    payment_intent_id: str | None


@dataclass(frozen=True, slots=True)
class PaymentState:
    """A payment as it is now."""

    payment_intent_id: str
    status: PaymentStatus
    reference: str
    amount: Money
    refunded: Money
    charge_id: str | None
    fee: Money | None
    """Known once the money is in; in the currency the provider settles in."""
    method: str | None
    """Such as "card" or "alipay"."""
    succeeded_at: datetime | None


@dataclass(frozen=True, slots=True)
class RefundState:
    """A refund as it is now."""

    refund_id: str
    status: RefundStatus
    reference: str
    amount: Money
    payment_intent_id: str | None
    charge_id: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class TransferState:
    """A transfer that was executed."""

    provider_id: str
    state: TransferStatus
    reference: str
    amount: Money
    reversed_amount: Money
    destination: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class StripeEvent:
    """A verified event; what happened is to be asked for, not believed from its copy."""

    event_id: str
    type: str
    created_at: datetime
    account_id: str | None
    """The connected account it happened in; None is our own."""
    object_id: str | None
    object_type: str | None
    object: Mapping[str, Any]
