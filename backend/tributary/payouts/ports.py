"""What payouts need from a rail that moves money to payees, in our own words."""

from dataclasses import dataclass
from typing import Protocol

from tributary.kernel import Currency, Money, PayoutItemId


@dataclass(frozen=True, slots=True)
class PayoutOrder:
    """One payment to be made; the same item and generation are the same payment, always."""

    item_id: PayoutItemId
    generation: int
    destination: str
    amount: Money

    @property
    def reference(self) -> str:
        """What the rail keeps for us, and by which we find the payment again."""
        return str(self.item_id)

    @property
    def key(self) -> str:
        """The idempotency key."""
        return f"{self.item_id}:{self.generation}"


@dataclass(frozen=True, slots=True)
class Executed:
    """The rail has made the payment."""

    provider_transfer_id: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Declined:
    """The rail understood and declined; this call moved nothing."""

    reason: str
    is_short: bool
    """Our balance at the rail is too low: nothing is wrong with the payee."""


@dataclass(frozen=True, slots=True)
class NotSent:
    """The call was not carried out: too many calls, or nobody answered the door."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """The payment may have been made or not."""

    reason: str
    is_key_spent: bool
    """The key will say the same for ever and its call is over: a look-up now proves the truth."""


Answer = Executed | Declined | NotSent | Unclear


class PayoutRail(Protocol):
    """A way to pay: every end that a call can have is a value, none an exception."""

    @property
    def name(self) -> str:
        """The rail in lower case, as it stands in rows."""
        ...

    @property
    def in_flight_max(self) -> int:
        """How many payments may be under way at once."""
        ...

    async def send(self, order: PayoutOrder) -> Answer:
        """Make a payment; repeating the same order makes none a second time."""
        ...

    async def find(self, order: PayoutOrder) -> Executed | None:
        """Return the payment that carries the order's reference, of whichever generation.

        Raises:
            Outage: the rail cannot be asked now.
        """
        ...

    async def available(self, currency: Currency) -> Money:
        """Return what the rail can pay out now.

        Raises:
            Outage: the rail cannot be asked now.
        """
        ...
