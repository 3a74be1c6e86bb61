"""What integrations need of the world: somebody who carries a message to an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from tributary.integrations.rules import AttemptFault


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of an attempt: an answer, or the reason why there is none."""

    status: int | None
    body: str
    """The beginning of the answer."""
    fault: AttemptFault | None = None


class Courier(Protocol):
    """Carries messages to addresses that somebody typed in."""

    async def carry(self, address: str, headers: Mapping[str, str], body: str) -> Reply:
        """Send a message once, to nowhere inside a network, and wait for the answer but not long.

        Whatever goes wrong is told and not raised.
        """
        ...
