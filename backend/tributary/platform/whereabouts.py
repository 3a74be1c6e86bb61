"""Which request is being answered, and where it comes from: the audit and the log write it."""

from collections.abc import Callable
from contextvars import ContextVar, Token
from typing import Final, NamedTuple, Self

DEVICE_MAX: Final = 300
"""How many characters are kept of what a browser or a program calls itself."""


class Whereabouts(NamedTuple):
    """Where a deed comes from; personal data."""

    address: str | None = None
    """The network address, if it came over HTTP."""
    device: str | None = None
    """What the browser or the program calls itself."""
    request_id: str | None = None
    """What the caller and the log know the request by."""

    @classmethod
    def of(cls, address: str, device: str, request_id: str) -> Self:
        """Return them as they are kept: what is not known is None, and a long name is cut."""
        return cls(address or None, device[:DEVICE_MAX] or None, request_id)


Tell = Callable[[], Whereabouts]
"""Tells them when they are asked for: most requests change nothing, and nobody asks."""

_CURRENT: ContextVar[Tell] = ContextVar("whereabouts", default=Whereabouts)


def whereabouts() -> Whereabouts:
    """Return where what is being answered comes from; nothing is known of jobs and commands."""
    return _CURRENT.get()()


def note_whereabouts(tell: Tell) -> Token[Tell]:
    """Say where everything comes from that is done until the returned token is given back."""
    return _CURRENT.set(tell)


def forget_whereabouts(token: Token[Tell]) -> None:
    """Let hold again what held before."""
    _CURRENT.reset(token)
