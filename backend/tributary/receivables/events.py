"""What receivables announce: batches raised, batches of items changed."""

from dataclasses import dataclass
from uuid import UUID

from tributary.platform import Event


@dataclass(frozen=True, slots=True)
class ReceivablesRaised(Event):
    """Every billable order of a batch has its receivables and its postings."""

    batch_id: UUID


@dataclass(frozen=True, slots=True)
class CreditNotesRaised(Event):
    """Every return of a batch has its credit note and its postings."""

    batch_id: UUID


@dataclass(frozen=True, slots=True)
class OpenItemsChanged(Event):
    """Applications or reversals changed what is open; their rows carry the same batch id."""

    batch_id: UUID
