"""What a request says of itself: its headers by name, gathered once for all who look."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from starlette.types import Scope

SAID: Final = "tributary.said"

AGAIN: Final = "tributary.again"
"""Where a server that remembers requests by their bytes has what was made of this one before."""


def said(scope: Scope) -> Mapping[bytes, bytes]:
    """Return the headers of a request by their names, in small letters."""
    found: Mapping[bytes, bytes] | None = scope.get(SAID)
    if found is None:
        found = scope[SAID] = by_name(scope["headers"])
    return found


def made_of(scope: Scope) -> dict[str, Any] | None:
    """Return where to keep what follows from the bytes of a request alone; None if nowhere."""
    kept: dict[str, Any] | None = scope.get(AGAIN)
    return kept


def by_name(headers: Sequence[tuple[bytes, bytes]]) -> Mapping[bytes, bytes]:
    """Return headers by their names; one that comes several times is read as RFC 9110, 5.3 has it.

    What may come only once then is a text that nobody knows, and opens nothing.

    >>> by_name([(b"accept", b"a/b"), (b"host", b"x"), (b"accept", b"c/d")])
    {b'accept': b'a/b, c/d', b'host': b'x'}
    """
    found = dict(headers)
    if len(found) == len(headers):
        return found
    gathered: dict[bytes, bytes] = {}
    for name, value in headers:
        gathered[name] = gathered[name] + b", " + value if name in gathered else value
    return gathered
