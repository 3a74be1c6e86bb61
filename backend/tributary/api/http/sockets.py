"""GraphQL over WebSocket, many operations a connection: the protocol graphql-transport-ws.

Queries and subscriptions are answered. Mutations are refused in words: a second step and the limits
of a request are matters of HTTP. A page of another site is turned away before the socket opens; the
cookie counts only beside an origin of ours, and a program shows its token in `connection_init`.
"""

import asyncio
from collections.abc import Collection
from contextlib import ExitStack, aclosing
from dataclasses import dataclass, field
from typing import Any, Final, cast

import orjson
import structlog
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from tributary.api.graphql import Engine, Viewer
from tributary.api.graphql.endpoint import Undocumented, Unreadable, request_of
from tributary.api.graphql.engine import Answer, GraphQLRequest
from tributary.api.graphql.engine.execution import refusal
from tributary.api.http.guarding import is_own
from tributary.api.http.streams import Asker, Streams, Way
from tributary.api.http.visitors import OUT_OF_REACH
from tributary.api.said import said

PROTOCOL: Final = "graphql-transport-ws"

GOING_AWAY: Final = (1001, "Going away")
BAD_MESSAGE: Final = (4400, "Invalid message")
NOT_GREETED: Final = (4401, "Unauthorized")
FORBIDDEN: Final = (4403, "Forbidden")
OTHER_PROTOCOL: Final = (4406, "Subprotocol not acceptable")
NO_GREETING: Final = (4408, "Connection initialisation timeout")
GREETED_TWICE: Final = (4429, "Too many initialisation requests")
UNEXPECTED: Final = (4500, "Internal server error")
TRY_AGAIN: Final = (1013, "Try again later")

_NOT_HERE: Final = refusal(
    "Only queries and subscriptions are answered here; send mutations by POST.",
    "METHOD_NOT_ALLOWED",
    405,
)

Ending = tuple[int, str]
"""The code and the reason a socket is closed with."""

log = structlog.get_logger()


class Closed(Exception):
    """The socket is to be closed, or its other end has gone."""

    def __init__(self, ending: Ending | None = None) -> None:
        super().__init__(ending)
        self.ending = ending


class Sockets:
    """Answers at one path."""

    def __init__(
        self,
        streams: Streams,
        engine: Engine,
        *,
        by_cookie: Way,
        by_token: Way,
        origins: Collection[str],
    ) -> None:
        self.streams = streams
        self._engine = engine
        self._by_cookie = by_cookie
        self._by_token = by_token
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one socket until it is closed."""
        await receive()
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        told = said(scope)
        has_origin = b"origin" in told
        # Browsers always say the origin of a socket: it stands for the mark of our own pages.
        is_ours = is_own({**told, b"x-tributary": b"1"} if has_origin else told, self._origins)
        if has_origin and not is_ours:
            await send({"type": "websocket.close", "code": FORBIDDEN[0]})
            return
        if PROTOCOL not in scope["subprotocols"]:
            await send({"type": "websocket.accept"})
            await _close(send, OTHER_PROTOCOL)
            return
        await send({"type": "websocket.accept", "subprotocol": PROTOCOL})
        await _Socket(self, headers if is_ours else [], receive, send).run()

    def asker(self, headers: list[tuple[bytes, bytes]], token: object) -> Asker:
        """Return who asks: the holder of a token that is shown, else of the cookie."""
        way, shown = self._by_cookie, headers
        if isinstance(token, str):
            way, shown = self._by_token, [(b"authorization", token.encode("latin-1", "replace"))]
        asking = Request({"type": "http", "method": "GET", "path": "/graphql", "headers": shown})
        return Asker(self._engine, way, asking, queries_only=True)


@dataclass
class _Socket:
    """One open socket."""

    sockets: Sockets
    headers: list[tuple[bytes, bytes]]
    receive: Receive
    send: Send
    operations: dict[str, "asyncio.Task[None]"] = field(default_factory=dict[str, Any])
    asker: Asker | None = None
    viewer: Viewer | None = None
    ending: "asyncio.Future[Ending | None]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )

    async def run(self) -> None:
        streams = self.sockets.streams
        hearing = asyncio.create_task(self._hear())
        over = asyncio.create_task(streams.listening.over.wait())
        awaited: set[asyncio.Future[Any]] = {hearing, over, self.ending}
        try:
            await asyncio.wait(
                awaited,
                timeout=streams.paces.life,
                return_when=asyncio.FIRST_COMPLETED,
            )
            ending = self._ending_of(hearing)
        finally:
            tasks: set[asyncio.Task[Any]] = {hearing, over, *self.operations.values()}
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
        if ending is not None:
            await _close(self.send, ending)

    def _ending_of(self, hearing: "asyncio.Task[None]") -> Ending | None:
        if self.ending.done():
            return self.ending.result()
        if not hearing.done():
            return GOING_AWAY
        failure = hearing.exception()
        if isinstance(failure, Closed):
            return failure.ending
        log.error("unexpected_error", exc_info=failure)
        return UNEXPECTED

    async def _hear(self) -> None:
        """Take messages until one of them, or the other end, closes the socket."""
        with ExitStack() as stack:
            await self._greet(stack)
            while True:
                await self._take(await self._message())

    async def _greet(self, stack: ExitStack) -> None:
        streams = self.sockets.streams
        try:
            async with asyncio.timeout(streams.paces.greeting):
                message = await self._message()
                while message["type"] in {"ping", "pong"}:
                    await self._pong(message)
                    message = await self._message()
        except TimeoutError:
            raise Closed(NO_GREETING) from None
        if message["type"] != "connection_init":
            raise Closed(NOT_GREETED if message["type"] == "subscribe" else BAD_MESSAGE)
        payload = message.get("payload")
        shown = cast("dict[str, Any]", payload) if isinstance(payload, dict) else {}
        asker = self.sockets.asker(self.headers, shown.get("authorization"))
        try:
            viewer = await asker.viewer()
            stack.enter_context(streams.place(f"socket {asker.session}"))
        except (*OUT_OF_REACH, Unreadable):
            raise Closed(TRY_AGAIN) from None
        if viewer is None:
            raise Closed(FORBIDDEN)
        self.asker, self.viewer = asker, viewer
        await self._say({"type": "connection_ack"})

    async def _take(self, message: dict[str, Any]) -> None:
        match message:
            case {"type": "ping" | "pong"}:
                await self._pong(message)
            case {"type": "connection_init"}:
                raise Closed(GREETED_TWICE)
            case {"type": "complete", "id": str(name)}:
                if name in self.operations:
                    self.operations.pop(name).cancel()
            case {"type": "subscribe", "id": str(name)} if name:
                await self._begin(name, message.get("payload"))
            case _:
                raise Closed(BAD_MESSAGE)

    async def _begin(self, name: str, asked: object) -> None:
        if self.asker is None or not isinstance(asked, dict):
            raise Closed(BAD_MESSAGE)
        if name in self.operations:
            raise Closed((4409, f"Subscriber for {name} already exists"[:120]))
        try:
            request = request_of(cast("dict[str, Any]", asked), self.asker.way.documents)
        except Undocumented as refused:
            await self._next(name, refused.answer)
            return
        except Unreadable:
            raise Closed(BAD_MESSAGE) from None
        self.operations[name] = asyncio.ensure_future(self._answer(name, request))

    async def _answer(self, name: str, request: GraphQLRequest) -> None:
        """Carry one operation out; whatever goes wrong closes the socket."""
        try:
            is_over = await self._answered(name, request)
            # When it is only this process that ends, the client is to come again.
            if is_over and not self.sockets.streams.listening.over.is_set():
                await self._say({"id": name, "type": "complete"})
        except Closed as closed:
            self._end(closed.ending)
        except Exception:
            log.exception("unexpected_error")
            self._end(UNEXPECTED)
        finally:
            if self.operations.get(name) is asyncio.current_task():
                del self.operations[name]

    async def _answered(self, name: str, request: GraphQLRequest) -> bool:
        """Send the answers of an operation; tell whether the last of them was executed."""
        asker, viewer, streams = self.asker, self.viewer, self.sockets.streams
        if asker is None or viewer is None:
            raise Closed(NOT_GREETED)
        try:
            with streams.place(asker.session):
                async with aclosing(streams.answers(asker, request, viewer)) as answers:
                    async for answer in answers:
                        if answer is not None and not await self._next(name, answer):
                            return False
        except Unreadable as unreadable:
            await self._next(name, unreadable.answer)
            return False
        return True

    async def _next(self, name: str, answer: Answer) -> bool:
        """Send one answer; one that was not executed ends the operation."""
        if answer.is_executed:
            head = orjson.dumps({"id": name, "type": "next"})[:-1]
            await self._send(head + b',"payload":' + answer.body + b"}")
            return True
        if answer.status == 401:  # noqa: PLR2004  Whoever asked is nobody any more.
            raise Closed(FORBIDDEN)
        told = _NOT_HERE if answer.status == _NOT_HERE.status else answer
        errors = orjson.loads(told.body)["errors"]
        await self._say({"id": name, "type": "error", "payload": errors})
        return False

    def _end(self, ending: Ending | None) -> None:
        if not self.ending.done():
            self.ending.set_result(ending)

    async def _pong(self, message: dict[str, Any]) -> None:
        if message["type"] == "ping":
            await self._say({"type": "pong"})

    async def _message(self) -> dict[str, Any]:
        received = await self.receive()
        if received["type"] == "websocket.disconnect":
            raise Closed
        try:
            message: Any = orjson.loads(received.get("text") or b"")
        except orjson.JSONDecodeError:
            raise Closed(BAD_MESSAGE) from None
        known = cast("dict[str, Any]", message) if isinstance(message, dict) else {}
        if not isinstance(known.get("type"), str):
            raise Closed(BAD_MESSAGE)
        return known

    async def _say(self, message: dict[str, object]) -> None:
        await self._send(orjson.dumps(message))

    async def _send(self, said: bytes) -> None:
        try:
            async with asyncio.timeout(self.sockets.streams.paces.send):
                await self.send({"type": "websocket.send", "text": said.decode()})
        except (TimeoutError, OSError):
            raise Closed from None


async def _close(send: Send, ending: Ending) -> None:
    code, reason = ending
    try:
        await send({"type": "websocket.close", "code": code, "reason": reason})
    except OSError:
        # Its other end was faster.
        log.debug("socket_gone")
