"""Servers inside this process: on sockets bound beforehand, stopped by whoever started them."""

import asyncio
import errno
import signal
import socket
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import ClassVar, Final, NamedTuple, Protocol, cast

import uvicorn
from starlette.types import ASGIApp, Scope
from uvicorn._types import ASGI3Application, HTTPScope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from tributary.api.graphql.engine.documents import Recent
from tributary.api.http.headers import AS_THEY_ARE
from tributary.api.said import AGAIN, said
from tributary.kernel import Refusal

STOP_SECONDS = 3
PING_SECONDS = 15
MESSAGE_BYTES_MAX = 256 * 1024
"""Of one message of a WebSocket: as much as a request may have."""


TurnedAway = Callable[[bytes], bytes | None]
"""What is answered at once to what a connection received; None to let it through."""


BodyOf = Callable[[bytes], bytes | None]
"""The body of received bytes that are one whole request and nothing more; None otherwise."""

REMEMBERED_MAX: Final = 1_000
SEEN_MAX: Final = 10_000
REMEMBERED_BYTES_MAX: Final = 4_000


class PortTaken(Refusal):
    """Another program listens on the port already.

    Stop it, or choose another port with TRIBUTARY_PORT.
    """


class _Server(uvicorn.Server):
    """A server that leaves signals to the process it runs in."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Take none: one process may run several servers, and stops them in its own order."""
        yield


class Writing(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> None:
        """Send bytes."""
        ...

    def is_closing(self) -> bool:
        """Tell whether it was hung up."""
        ...

    def close(self) -> None:
        """Hang up once all is sent."""
        ...


_GO_ON: Final = b"HTTP/1.1 100 "
"""The head of no answer: it asks for the body that the answer is for."""

_END: Final = b"\r\n"
"""The empty line that ends a head."""


class Together:
    """Where an answer is written: its head goes out with the beginning of its body.

    The server writes them one after the other, and each sending costs both sides about as much as
    all else that is done for a short answer.
    """

    __slots__ = ("_head", "_is_begun", "_lines", "_loop", "_transport")

    def __init__(self, transport: Writing, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._head = b""
        self._lines = b""
        self._is_begun = False

    def add(self, lines: bytes) -> None:
        """Have lines sent at the end of the head, which is what is written next."""
        self._lines = lines

    def write(self, data: bytes) -> None:
        """Send what is not the head, and the head before it."""
        if self._lines and not data.startswith(_GO_ON):
            data = b"".join((data[: -len(_END)], self._lines, _END))
            self._lines = b""
        if not self._is_begun:
            self._is_begun = True
            self._head = data
            # Nobody knows when the body comes: the beginning of a stream does not wait for it.
            self._loop.call_soon(self.flush)
        elif self._head:
            head, self._head = self._head, b""
            self._transport.write(head + data)
        else:
            self._transport.write(data)

    def flush(self) -> None:
        """Send the head if it is still here."""
        if self._head:
            head, self._head = self._head, b""
            self._transport.write(head)

    def is_closing(self) -> bool:
        """Tell whether it was hung up."""
        return self._transport.is_closing()

    def close(self) -> None:
        """Hang up once all is sent."""
        self.flush()
        self._transport.close()


class _Read(NamedTuple):
    """What a request says."""

    scope: HTTPScope
    body: bytes


class _Remembered:
    """Requests that came before, by their very bytes: the same bytes say the same.

    Reading a request header by header takes a sixth of the time of a short answer. Of what came
    once nothing but a number is kept: what changes something comes once, and may say what is
    nobody's business.
    """

    def __init__(self, body_of: BodyOf) -> None:
        self._body_of = body_of
        self._seen: Recent[int, int] = Recent(SEEN_MAX)
        self._read: Recent[bytes, _Read] = Recent(REMEMBERED_MAX)

    def of(self, received: bytes) -> _Read | None:
        """Return what was read from these bytes before."""
        return self._read.get(received) if len(received) <= REMEMBERED_BYTES_MAX else None

    def note(self, received: bytes, scope: HTTPScope) -> None:
        """Keep what was read from these bytes if they came before, and are one whole request."""
        if len(received) > REMEMBERED_BYTES_MAX:
            return
        number = hash(received)
        if self._seen.get(number) is None:
            self._seen.put(number, 1)
            return
        body = self._body_of(received)
        if body is not None:
            said(cast("Scope", scope))
            # What is made of the scope while this one is answered is no part of what was read.
            kept = {**scope, "headers": [*scope["headers"]], AGAIN: dict[str, object]()}
            self._read.put(received, _Read(cast("HTTPScope", kept), body))


class _Porter(NamedTuple):
    """What stands before the reading of requests."""

    turned_away: TurnedAway
    remembered: _Remembered


class _Connection(HttpToolsProtocol):
    """One connection of a browser, a program or a proxy."""

    porter: ClassVar[_Porter]

    _is_between = True
    """Whether a request would begin with what comes next."""
    _under_way = 0
    """How many were let through and are not answered yet."""

    def data_received(self, data: bytes) -> None:
        """Answer at once, or have it read."""
        # Whoever does not take answers waits, as everybody does on the usual way.
        if not self._is_between or self._under_way or self.flow.write_paused:
            super().data_received(data)
        elif (answer := self.porter.turned_away(data)) is not None:
            self._unset_keepalive_if_required()
            self.transport.write(answer)
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )
        elif (before := self.porter.remembered.of(data)) is not None:
            self._unset_keepalive_if_required()
            self._ask_again(before)
        else:
            super().data_received(data)
            self._note(data)

    def _note(self, data: bytes) -> None:
        """Remember what was read of these bytes, if they began one request and ended it."""
        # Whoever asks for a WebSocket first has no answer under way.
        cycle = cast("RequestResponseCycle | None", self.cycle)
        if self._is_between and self._under_way == 1 and cycle is not None and cycle.keep_alive:
            self.porter.remembered.note(data, self.scope)

    def _ask_again(self, before: _Read) -> None:
        """Have a request answered that was read before."""
        self.scope = cast(
            "HTTPScope",
            {
                **before.scope,
                "server": self.server,
                "client": self.client,
                "scheme": self.scheme,
                "headers": [*before.scope["headers"]],
                "state": self.app_state.copy(),
            },
        )
        self.cycle = RequestResponseCycle(
            scope=self.scope,
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=self.access_log,
            default_headers=self.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=False,
            keep_alive=True,
            on_response=self.on_response_complete,
        )
        self.cycle.body += before.body
        self.cycle.more_body = False
        self.cycle.message_event.set()
        self._under_way += 1
        app = cast("ASGI3Application", self.app)  # pyright: ignore[reportUnknownMemberType]
        self._start_asgi_task(self.cycle, app)

    def on_message_begin(self) -> None:
        """Note that a request has begun."""
        self._is_between = False
        self._under_way += 1
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """Note that it is all there."""
        self._is_between = True
        super().on_message_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._writing = Together(self.transport, self.loop)
        cycle.transport = cast("asyncio.Transport", self._writing)
        cast("Scope", cycle.scope)[AS_THEY_ARE] = self._writing.add
        super()._start_asgi_task(cycle, app)

    def on_response_complete(self) -> None:
        """Note that it is answered; an answer without a body is all head."""
        self._writing.flush()
        self._under_way -= 1
        super().on_response_complete()


def _connections(turned_away: TurnedAway, body_of: BodyOf) -> type[HttpToolsProtocol]:
    """Return connections that ask whether to let a request through before they read it."""

    class Connection(_Connection):
        porter = _Porter(turned_away, _Remembered(body_of))

    return Connection


def listen(host: str, port: int, *, advice: str) -> socket.socket:
    """Bind a port before anything else is done.

    Refuses:
        PortTaken: somebody listens there already.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        why = "is in use" if error.errno == errno.EADDRINUSE else "may not be used"
        raise PortTaken(f"Port {port} on {host} {why}: {advice}") from None
    listener.setblocking(False)
    return listener


@asynccontextmanager
async def running(
    app: ASGIApp,
    listener: socket.socket,
    *,
    proxied: bool = False,
    turned_away: TurnedAway = lambda _: None,
    body_of: BodyOf = lambda _: None,
) -> AsyncGenerator[None]:
    """Answer requests on a bound socket until the block ends; then finish those under way.

    Args:
        app: what answers.
        listener: where.
        proxied: whether to believe a proxy who the caller is.
        turned_away: answers before anything is read, when more is asked than can be answered.
        body_of: tells what may be remembered, and is not read once more when it comes again.
    """
    config = uvicorn.Config(
        app,
        http=_connections(turned_away, body_of),
        log_config=None,
        access_log=False,
        proxy_headers=proxied,
        ws_max_size=MESSAGE_BYTES_MAX,
        # Whoever does not answer is gone; a compressor for each socket costs more than it saves.
        ws_ping_interval=PING_SECONDS,
        ws_ping_timeout=PING_SECONDS,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    server = _Server(config)
    serving = asyncio.ensure_future(server.serve(sockets=[listener]))
    while not server.started:
        if serving.done():
            await serving
        await asyncio.sleep(0.005)
    try:
        yield
    finally:
        server.should_exit = True
        await serving


@asynccontextmanager
async def told_to_stop() -> AsyncGenerator[asyncio.Event]:
    """Hand out an event that SIGINT and SIGTERM set while the block runs."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
