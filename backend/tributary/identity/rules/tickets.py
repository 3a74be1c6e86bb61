"""What a link in a letter opens, and for how long."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Final


class TicketKind(StrEnum):
    """What a ticket is good for."""

    INVITATION = "invitation"
    """A first password."""
    RESET = "reset"
    """Another password."""
    VERIFICATION = "verification"
    """To show that the address is one's own."""


TICKET_LIFE: Final[Mapping[TicketKind, timedelta]] = {
    TicketKind.INVITATION: timedelta(days=7),
    TicketKind.RESET: timedelta(hours=1),
    TicketKind.VERIFICATION: timedelta(days=1),
}
