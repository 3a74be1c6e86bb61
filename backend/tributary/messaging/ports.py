"""What messaging needs of the world: somebody who carries letters, and addresses of pages."""

from dataclasses import dataclass
from typing import Protocol

from tributary.kernel import Refusal


class AddressRefused(Refusal):
    """The other side does not take letters to this address.

    Correct the address.
    """


@dataclass(frozen=True, slots=True)
class Envelope:
    """A letter on its way."""

    name: str
    """The same at every attempt, so that a second copy is known as one."""
    address: str
    subject: str
    body: str
    language: str


class Post(Protocol):
    """Carries letters."""

    async def carry(self, envelope: Envelope) -> None:
        """Hand a letter over.

        Refuses:
            AddressRefused: the other side will never take it.

        Raises:
            Outage: it was not taken now; asking again may help.
        """
        ...


class Site(Protocol):
    """Knows where browsers reach our pages."""

    def page(self, path: str) -> str:
        """Return the address of a page."""
        ...
