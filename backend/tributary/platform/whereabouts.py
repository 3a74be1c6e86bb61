"""Which request is being answered, and where it comes from: the audit and the log write it."""

from contextvars import ContextVar, Token
from typing import Final, NamedTuple

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


_CURRENT: ContextVar[Whereabouts] = ContextVar("whereabouts", default=Whereabouts())  # noqa: B039  It is frozen.


def whereabouts() -> Whereabouts:
    """Return where what is being answered comes from; nothing is known of jobs and commands."""
    return _CURRENT.get()


def note_whereabouts(
    address: str | None, device: str | None, request_id: str | None
) -> Token[Whereabouts]:
    """Say where everything comes from that is done until the returned token is given back."""
    return _CURRENT.set(
        Whereabouts(address or None, (device or "")[:DEVICE_MAX] or None, request_id)
    )


def forget_whereabouts(token: Token[Whereabouts]) -> None:
    """Let hold again what held before."""
    _CURRENT.reset(token)
