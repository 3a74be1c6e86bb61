"""Requests that another site made a browser send are refused before anything looks at them."""

from collections.abc import Awaitable, Collection, Mapping
from typing import Final
from urllib.parse import urlsplit

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from tributary.api.said import said

MARK: Final = "x-tributary"
"""A page of another site cannot send a header of this name without asking us first."""

SAFE: Final = ("GET", "HEAD")
"""What changes nothing, and answers what another site cannot read."""

OWN_SITES: Final = frozenset({b"same-origin", b"none"})
LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
DEFAULT_PORTS: Final = {"http": 80, "https": 443}


class Guard:
    """Wraps what acts for the holder of a cookie.

    Three things must be right: a header that only our own pages send, the origin, and what the
    browser says about where the request comes from. The last two may be missing, as old browsers
    and programs leave them out; a wrong one is never outweighed by the others.
    """

    def __init__(self, app: ASGIApp, *, origins: Collection[str]) -> None:
        self.app = app
        self.origins = frozenset(origins)

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Answer one request, or refuse it."""
        is_allowed = scope["method"] in SAFE or is_own(said(scope), self.origins)
        return (self.app if is_allowed else cross_site())(scope, receive, send)


def is_own(headers: Mapping[bytes, bytes], origins: Collection[str]) -> bool:
    """Tell whether a request was sent by a page of this site, or by no page at all.

    Args:
        headers: values as they came, by names in small letters.
        origins: the origins of this site.

    >>> here = {"https://pay.example"}
    >>> is_own({b"x-tributary": b"1", b"origin": b"https://pay.example"}, here)
    True
    >>> is_own({b"x-tributary": b"1", b"origin": b"https://pay.example.evil"}, here)
    False
    """
    if headers.get(b"x-tributary") != b"1":
        return False
    origin = headers.get(b"origin")
    if origin is not None and origin.decode("latin-1") not in origins:
        return False
    site = headers.get(b"sec-fetch-site")
    return site is None or site in OWN_SITES


def cross_site() -> JSONResponse:
    """Return the refusal of a request that came from elsewhere."""
    message = f"Send this from our own pages, with the header {MARK}: 1."
    return JSONResponse({"code": "CROSS_SITE", "message": message}, status_code=403)


def own_origins(public_url: str, *, production: bool) -> frozenset[str]:
    """Return the origins of this site, as browsers write them.

    A site on the loopback interface has three names; which one was typed into the browser makes
    no difference there, and is nothing that production has.

    >>> sorted(own_origins("https://Pay.example:443/base", production=True))
    ['https://pay.example']
    >>> sorted(own_origins("http://127.0.0.1:8400", production=False))
    ['http://127.0.0.1:8400', 'http://[::1]:8400', 'http://localhost:8400']
    """
    parts = urlsplit(public_url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    port = "" if parts.port in (None, DEFAULT_PORTS.get(parts.scheme)) else f":{parts.port}"
    hosts = LOOPBACK if not production and host in LOOPBACK else (host,)
    return frozenset(f"{parts.scheme}://{each}{port}" for each in hosts)
