"""What messaging announces."""

from dataclasses import dataclass
from uuid import UUID

from tributary.kernel import BrandId
from tributary.platform import Event


@dataclass(frozen=True, slots=True)
class LetterWritten(Event):
    """A letter waits to be sent."""

    brand_id: BrandId
    letter_id: UUID


@dataclass(frozen=True, slots=True)
class LetterSettled(Event):
    """What became of a letter that somebody asks after."""

    brand_id: BrandId
    letter_id: UUID
    state: str
    """sent, refused or lapsed."""
    reason: str | None
    """Why the other side refused it."""
