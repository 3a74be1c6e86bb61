"""Servers inside this process: on sockets bound beforehand, stopped by whoever started them."""

import asyncio
import errno
import signal
import socket
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

from tributary.kernel import Refusal

STOP_SECONDS = 3
PING_SECONDS = 15
MESSAGE_BYTES_MAX = 256 * 1024
"""Of one message of a WebSocket: as much as a request may have."""


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
    app: ASGIApp, listener: socket.socket, *, proxied: bool = False
) -> AsyncGenerator[None]:
    """Answer requests on a bound socket until the block ends; then finish those under way."""
    config = uvicorn.Config(
        app,
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
