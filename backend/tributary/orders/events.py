"""What orders announce, one event per batch."""

from dataclasses import dataclass
from uuid import UUID

from tributary.platform import Event


@dataclass(frozen=True, slots=True)
class OrdersBillable(Event):
    """The orders whose `billable_batch_id` is this one can be billed."""

    batch_id: UUID


@dataclass(frozen=True, slots=True)
class ReturnsBooked(Event):
    """The returns whose `batch_id` is this one took back part of billed orders."""

    batch_id: UUID
