"""The headers that every answer has, and those of a page beside them."""

from functools import lru_cache
from typing import Final

SECURITY_HEADERS: Final = {
    "strict-transport-security": "max-age=63072000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "cache-control": "no-store",
}
"""A route that needs less strict ones sets its own; these fill what it left out."""

PAGE_HEADERS: Final = {
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-frame-options": "DENY",
}
"""What a browser asks of a document alone: data has no windows, devices or frames."""

_SECURITY: Final = [
    (name.encode("ascii"), value.encode("ascii")) for name, value in SECURITY_HEADERS.items()
]


AS_THEY_ARE: Final = "tributary.as_they_are"
"""What a server of ours offers in the scope: a function that takes lines for the end of the head.

A server looks through each header for what is none; what is always the same, or ours, is not.
"""


@lru_cache(maxsize=256)
def left_out(said: tuple[bytes, ...]) -> tuple[tuple[bytes, bytes], ...]:
    """Return the headers of every answer that one with headers of these names lacks."""
    names = {name.lower() for name in said}
    return tuple(pair for pair in _SECURITY if pair[0] not in names)


@lru_cache(maxsize=256)
def lines_left_out(said: tuple[bytes, ...]) -> bytes:
    """Return the lines of these headers."""
    return b"".join(b"%s: %s\r\n" % pair for pair in left_out(said))
