"""What integrations announce to themselves: that there is something to send."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from tributary.kernel import BrandId
from tributary.platform import OUTSIDE, Event


@dataclass(frozen=True, slots=True)
class EndpointDue(Event):
    """Something waits to be sent to an endpoint."""

    queue: ClassVar[str] = OUTSIDE

    brand_id: BrandId
    endpoint_id: UUID
    at: datetime
    """Not before."""

    def due_at(self) -> datetime | None:
        """Return when it is sent at the earliest."""
        return self.at
