"""Servers inside this process: on sockets bound beforehand, stopped by whoever started them."""

import asyncio
import errno
import signal
import socket
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import Final, Protocol, cast

import uvicorn
from starlette.types import ASGIApp, Scope
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from tributary.api.http.headers import AS_THEY_ARE
from tributary.kernel import Refusal

STOP_SECONDS = 3
PING_SECONDS = 15
MESSAGE_BYTES_MAX = 256 * 1024
"""Of one message of a WebSocket: as much as a request may have."""


TurnedAway = Callable[[bytes], bytes | None]
"""What is answered at once to what a connection received; None to let it through."""


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


def _asking_first(turned_away: TurnedAway) -> type[HttpToolsProtocol]:
    """Return connections that ask whether to let a request through before they read it."""

    class Asking(HttpToolsProtocol):
        _is_between = True
        """Whether a request would begin with what comes next."""
        _under_way = 0
        """How many were let through and are not answered yet."""

        def data_received(self, data: bytes) -> None:
            """Answer at once, or have it read."""
            answer = turned_away(data) if self._is_free() else None
            if answer is None:
                super().data_received(data)
                return
            self._unset_keepalive_if_required()
            self.transport.write(answer)
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

        def _is_free(self) -> bool:
            # Whoever does not take answers waits, as everybody does on the usual way.
            return self._is_between and not self._under_way and not self.flow.write_paused

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

    return Asking


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
) -> AsyncGenerator[None]:
    """Answer requests on a bound socket until the block ends; then finish those under way.

    Args:
        app: what answers.
        listener: where.
        proxied: whether to believe a proxy who the caller is.
        turned_away: answers before anything is read, when more is asked than can be answered.
    """
    config = uvicorn.Config(
        app,
        http=_asking_first(turned_away),
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
