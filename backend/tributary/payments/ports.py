"""What payments need from a provider of checkout pages, in our own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from tributary.kernel import BrandId, Money, Outage, PaymentSessionId, RefundId, Refusal


class ProviderDeclined(Refusal):
    """The provider understood and declined: nothing was executed.

    Read what the provider says; correct the amount or the account and ask again.
    """


class KeySpent(Outage):
    """The provider repeats a stored failure for this key: only a look-up tells what happened."""

    def __init__(self, message: str) -> None:
        super().__init__(message, retryable=True)


class CheckoutStatus(StrEnum):
    """What a checkout session is at the provider."""

    OPEN = "open"
    COMPLETE = "complete"
    EXPIRED = "expired"


class PaymentStatus(StrEnum):
    """What a payment is at the provider: money on its way, arrived, or none."""

    PENDING = "pending"
    RECEIVED = "received"
    FAILED = "failed"


class RefundStatus(StrEnum):
    """What a refund is at the provider."""

    PENDING = "pending"
    REFUNDED = "refunded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class CheckoutRequest:
    """A checkout page to be made; the same request for the same key, always."""

    brand_id: BrandId
    session_id: PaymentSessionId
    amount: Money
    description: str
    return_url: str
    cancel_url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ProviderSession:
    """A checkout session as the provider tells it."""

    provider_session_id: str
    session_id: PaymentSessionId | None
    """Our own id, which the provider keeps for us."""
    url: str | None
    status: CheckoutStatus
    payment_id: str | None
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ProviderPayment:
    """A payment as the provider tells it."""

    payment_id: str
    session_id: PaymentSessionId | None
    status: PaymentStatus
    amount: Money
    fee: Money | None
    """None while the provider has not said."""
    received_at: datetime | None
    refunded: Money


@dataclass(frozen=True, slots=True)
class ProviderRefund:
    """A refund as the provider tells it."""

    provider_refund_id: str
    refund_id: RefundId | None
    """Our own id; None when somebody refunded at the provider's dashboard."""
    status: RefundStatus
    amount: Money
    failure: str | None


@dataclass(frozen=True, slots=True)
class WebhookMessage:
    """A verified event: a hint that something happened to a session or a payment."""

    provider: str
    event_id: str
    kind: str
    provider_session_id: str | None
    payment_id: str | None


class CheckoutProvider(Protocol):
    """A provider of hosted checkout.

    A call returns (executed), raises ProviderDeclined (not executed), or raises Outage: the
    outcome is unknown until the same key or a look-up tells.
    """

    @property
    def name(self) -> str:
        """The provider in lower case, as it stands in webhook URLs and rows."""
        ...

    async def create(self, request: CheckoutRequest, *, key: str) -> ProviderSession:
        """Make a checkout page; the same key makes the same one."""
        ...

    async def retrieve(self, provider_session_id: str) -> ProviderSession:
        """Return what a session is now."""
        ...

    async def expire(self, provider_session_id: str) -> ProviderSession:
        """End an open session, and return what it is now: it may have been paid meanwhile."""
        ...

    async def payment(self, payment_id: str) -> ProviderPayment:
        """Return what a payment is now."""
        ...

    async def refund(
        self, payment_id: str, amount: Money, *, refund_id: RefundId, key: str
    ) -> ProviderRefund:
        """Send money back to where it came from."""
        ...

    async def refunds_of(self, payment_id: str) -> Sequence[ProviderRefund]:
        """Return every refund of a payment, ours and others."""
        ...

    async def refund_events_since(self, since: datetime) -> Sequence[WebhookMessage]:
        """Return what webhooks told, or should have told, about refunds."""
        ...


class WebhookVerifier(Protocol):
    """Tells whether the raw bytes of a webhook come from the provider, and what they are about."""

    @property
    def provider(self) -> str:
        """The provider whose webhooks these are."""
        ...

    def verify(self, body: bytes, headers: Mapping[str, str], *, now: datetime) -> WebhookMessage:
        """Return what a webhook is about.

        Refuses by a Refusal of the gateway when the signature is missing, wrong or stale, or the
        body is not an event.
        """
        ...
