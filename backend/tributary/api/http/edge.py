"""The outermost layer of every response: headers, request id, timing, masked errors."""

import random
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import structlog
from prometheus_client import CollectorRegistry
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tributary.api.graphql import Room
from tributary.api.http.headers import AS_THEY_ARE, left_out, lines_left_out
from tributary.api.http.traffic import Traffic
from tributary.api.http.turnstile import Turnstile
from tributary.api.http.visitors import OUT_OF_REACH
from tributary.api.http.webhooks import unavailable
from tributary.api.said import said
from tributary.platform import Whereabouts, forget_whereabouts, note_whereabouts

log = structlog.get_logger()

SERVER_ERROR: Final = 500

STREAMED: Final = "tributary.streamed"
"""Marks the scope of what lasts as long as its reader wants: no time to the end of an answer."""

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

_REQUEST_ID = re.compile(rb"[A-Za-z0-9-]{8,64}")
_NAMES: Final = random.Random()  # noqa: S311  They name requests and open nothing.
_LONG_SEGMENT = re.compile(r"[^/]{33,}")
"""Longer than an id: a credential, `<brand>.<secret>`."""


class Edge:
    """Wraps the whole application: what every answer has, and what no answer shows."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry, room: Room | None = None) -> None:
        self.app = app
        self._traffic = Traffic(registry)
        self._turnstile = None if room is None else Turnstile(room, self._traffic)

    def turned_away(self, received: bytes) -> bytes | None:
        """Return what a server answers at once to what a connection received.

        Returns:
            None to let it through, as nearly always.
        """
        return None if self._turnstile is None else self._turnstile.answer(received)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Answer(scope, send)
        started = time.perf_counter()
        noted = note_whereabouts(_place_of(scope, answer.request_id))
        try:
            await self.app(scope, receive, answer.send)
            if answer.held:
                await answer.release()
        except ClientDisconnect:
            log.info("client_left", path=shown_path(scope["path"]))
        except Exception as failure:
            excuse = _excuse(failure, answer.request_id, shown_path(scope["path"]))
            if answer.begun:
                # Half an answer is out: only breaking off tells the reader that it is half.
                raise
            answer.held.clear()
            await excuse(scope, receive, answer.pass_on)
        finally:
            forget_whereabouts(noted)
            # Whoever invents methods must not fill the memory with counters.
            method = scope["method"] if scope["method"] in METHODS else "OTHER"
            lasted = None if STREAMED in scope else time.perf_counter() - started
            self._traffic.answered(method, answer.status, lasted)


class _Answer:
    """One answer on its way out: gets its headers; a 500 waits until it is known what it hides."""

    __slots__ = ("_as_they_are", "_send", "begun", "held", "request_id", "status")

    def __init__(self, scope: Scope, send: Send) -> None:
        self.request_id = _name_of(said(scope).get(b"x-request-id"))
        self.status = 0
        self.begun = False
        self.held: list[Message] = []
        self._as_they_are: Callable[[bytes], None] | None = scope.get(AS_THEY_ARE)
        self._send = send

    def send(self, message: Message) -> Awaitable[None]:
        """Pass a message on, or hold it back when it belongs to a 500."""
        begins = message["type"] == "http.response.start"
        if self.held or (begins and message["status"] == SERVER_ERROR):
            # The framework answers a bug in its own words and raises it afterwards.
            return self._hold(message)
        return self._send(self._begun(message) if begins else message)

    async def _hold(self, message: Message) -> None:
        self.held.append(message)

    async def release(self) -> None:
        """Let a 500 go that nobody raised."""
        for message in self.held:
            await self.pass_on(message)

    async def pass_on(self, message: Message) -> None:
        """Send a message, whatever it belongs to."""
        begins = message["type"] == "http.response.start"
        await self._send(self._begun(message) if begins else message)

    def _begun(self, message: Message) -> Message:
        """Return the first message with the headers every answer has."""
        self.begun = True
        self.status = message["status"]
        given: Sequence[tuple[bytes, bytes]] = message.get("headers", ())
        names = tuple([name for name, _ in given])
        request_id = self.request_id.encode("ascii")
        if self._as_they_are is None:
            message["headers"] = [*given, *left_out(names), (b"x-request-id", request_id)]
        else:
            self._as_they_are(b"%sx-request-id: %s\r\n" % (lines_left_out(names), request_id))
        return message


def shown_path(path: str) -> str:
    """Return a path fit for the log: the token of a pay page or a download opens it.

    >>> shown_path("/pay/0123456789abcdef0123456789abcdef.secret/state")
    '/pay/[hidden]/state'
    """
    return _LONG_SEGMENT.sub("[hidden]", path)


def _name_of(given: bytes | None) -> str:
    """Return what a request is known by: what its caller calls it, if that is harmless."""
    if given is not None and _REQUEST_ID.fullmatch(given):
        return given.decode("ascii")
    return _NAMES.randbytes(16).hex()


def address_of(scope: Scope) -> str:
    """Return the network address that a request comes from; empty when the server knows none."""
    client: tuple[str, int] | None = scope.get("client")
    return "" if client is None else client[0]


def _place_of(scope: Scope, request_id: str) -> Callable[[], Whereabouts]:
    """Return what tells where a request comes from.

    It holds no more than that: whatever is begun meanwhile and lasts longer keeps it.
    """
    address, device = address_of(scope), said(scope).get(b"user-agent", b"")

    def told() -> Whereabouts:
        return Whereabouts.of(address, device.decode("latin-1"), request_id)

    return told


def _excuse(failure: Exception, request_id: str, path: str) -> Response:
    """Return what is said instead of an answer; the log has the rest under the request id."""
    if isinstance(failure, OUT_OF_REACH):
        log.warning("unavailable", path=path, exc_info=failure)
        return unavailable()
    log.error("unexpected_error", path=path, exc_info=failure)
    body = {"code": "UNEXPECTED", "message": "Unexpected error.", "requestId": request_id}
    return JSONResponse({"error": body}, status_code=SERVER_ERROR)
