"""A discount that somebody asks for at an order, and why it is not to be had."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tributary.kernel import Money, Refusal

REASON_MAX: Final = 500


class DiscountState(StrEnum):
    """Where a discount stands that somebody asked for."""

    WAITING = "waiting"
    """It is more than whoever asks may give, and somebody else has to approve it."""
    APPROVED = "approved"
    """The order is priced with it."""
    REFUSED = "refused"


class DiscountUnknown(Refusal):
    """There is no such request for a discount.

    Look at the order, or at the list of requests.
    """


class DiscountUnavailable(Refusal):
    """The discount is not to be had; the message says why.

    Ask for another amount, line or order, or have an offer of the kind "by hand" put in force.
    """


class DiscountAskedAlready(Refusal):
    """Somebody asked for a discount on this order already.

    Have that one refused first, and then ask for all of it at once.
    """


class DiscountDecided(Refusal):
    """The request was decided already.

    Look at the order: its price says what became of it.
    """


class DiscountAboveLimit(Refusal):
    """The discount is more than the roles of whoever approves it may give.

    Ask somebody who may give more, or refuse it.
    """


@dataclass(frozen=True, slots=True)
class DiscountDraft:
    """A discount about to be asked for."""

    amount: Money
    reason: str
    position: int | None = None
    """The line it is for; the whole order where it is unsaid."""

    def require_sound(self) -> None:
        """Make sure that it takes something off and says why.

        Refuses:
            DiscountUnavailable: it takes nothing off, or says too little or too much.
        """
        if self.amount.minor <= 0:
            raise DiscountUnavailable("A discount takes something off: write an amount above 0.")
        if not self.reason.strip() or len(self.reason) > REASON_MAX:
            raise DiscountUnavailable(f"A discount has a reason of 1 to {REASON_MAX} characters.")
