"""What payouts announce; each names its brand, for errands open their own works."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tributary.platform import Event


@dataclass(frozen=True, slots=True)
class PayoutBatchReleased(Event):
    """A second person released a batch: its items are reserved and may be sent."""

    brand_id: UUID
    batch_id: UUID


@dataclass(frozen=True, slots=True)
class PayoutsResolved(Event):
    """Items of a batch became final at one instant: those whose `resolved_at` is this one."""

    brand_id: UUID
    batch_id: UUID
    resolved_at: datetime


@dataclass(frozen=True, slots=True)
class PayoutBatchCompleted(Event):
    """Every item of a batch is final: paid, failed or cancelled."""

    brand_id: UUID
    batch_id: UUID
