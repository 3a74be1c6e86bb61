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


class coming_from:  # noqa: N801  It is used as a function is; a generator costs every request more.
    """Say for a while where everything that is done comes from."""

    __slots__ = ("_token", "_where")
    _token: Token[Whereabouts]

    def __init__(
        self, address: str | None, device: str | None, *, request_id: str | None = None
    ) -> None:
        self._where = Whereabouts(address or None, (device or "")[:DEVICE_MAX] or None, request_id)

    def __enter__(self) -> None:
        self._token = _CURRENT.set(self._where)

    def __exit__(self, *_: object) -> None:
        _CURRENT.reset(self._token)
