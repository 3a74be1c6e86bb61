"""What payments announce; each names its brand, for errands open their own works."""

from dataclasses import dataclass
from uuid import UUID

from tributary.platform import Event


@dataclass(frozen=True, slots=True)
class WebhookReceived(Event):
    """A verified webhook lies in the inbox."""

    brand_id: UUID
    provider: str
    event_id: str


@dataclass(frozen=True, slots=True)
class SessionSuperseded(Event):
    """A session asks for something else than is owed now; it is to end at the provider."""

    brand_id: UUID
    session_id: UUID


@dataclass(frozen=True, slots=True)
class PaymentReceived(Event):
    """Money came in: booked, applied, the surplus a visible credit."""

    brand_id: UUID
    receipt_id: UUID


@dataclass(frozen=True, slots=True)
class RefundSettled(Event):
    """The provider told what became of a refund, and the books say the same."""

    brand_id: UUID
    refund_id: UUID
    state: str
    """refunded or failed; a refund may first be the one and then the other."""


@dataclass(frozen=True, slots=True)
class RefundRequested(Event):
    """A refund is reserved in the books; it is to be sent."""

    brand_id: UUID
    refund_id: UUID
