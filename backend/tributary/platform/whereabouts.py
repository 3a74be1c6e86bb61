"""Which request is being answered, and where it comes from: the audit and the log write it."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

DEVICE_MAX: Final = 300
"""How many characters are kept of what a browser or a program calls itself."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
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


@contextmanager
def coming_from(
    address: str | None, device: str | None, *, request_id: str | None = None
) -> Generator[None]:
    """Say for a while where everything that is done comes from."""
    where = Whereabouts(address or None, (device or "")[:DEVICE_MAX] or None, request_id)
    token = _CURRENT.set(where)
    try:
        yield
    finally:
        _CURRENT.reset(token)
