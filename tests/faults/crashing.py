"""Dying at a chosen point: every SQL statement, every commit and every HTTP call has some."""

import asyncio
import gc
import json
import os
import sys
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
from sqlalchemy import event

from tributary.platform import Database

DIED: Final = 86
"""How a child says that it died where it was told to."""

FAILED: Final = 87
"""How a child says that something went wrong that should not have."""


@dataclass(slots=True)
class Points:
    """Counts the points that a process passes, and ends the process at a chosen one."""

    last: int | None = None
    """Die at this point; None passes all of them."""
    report: int | None = None
    """The pipe on which the label of the last point is told."""
    labels: list[str] = field(default_factory=list[str])

    def reach(self, label: str) -> None:
        """Pass a point, or die there: no clean-up, no good-bye to anybody."""
        self.labels.append(label)
        if self.last is not None and len(self.labels) == self.last:
            self.tell()
            os._exit(DIED)

    def tell(self) -> None:
        """Tell the parent which points were passed."""
        if self.report is not None:
            os.write(self.report, json.dumps(self.labels).encode())


def enumerate_statements(database: Database, points: Points) -> None:
    """Make a point before and after each statement and each commit of a database."""
    engine = database.engine.sync_engine

    @event.listens_for(engine, "before_cursor_execute")
    def before(*call: Any) -> None:  # noqa: ANN401  SQLAlchemy's own six.
        points.reach(f"before {_short(call[2])}")

    @event.listens_for(engine, "after_cursor_execute")
    def after(*call: Any) -> None:  # noqa: ANN401  SQLAlchemy's own six.
        points.reach(f"after {_short(call[2])}")

    do_commit = engine.dialect.do_commit

    def commit(connection: Any) -> None:  # noqa: ANN401  The driver's connection.
        points.reach("before COMMIT")
        do_commit(connection)
        points.reach("after COMMIT")

    engine.dialect.do_commit = commit  # type: ignore[assignment, method-assign]
    del before, after


@dataclass(slots=True)
class Patience:
    """How long calls may take, and which one call is given up early because it hangs.

    Only the call that was told to hang is hurried: any other may be slow on a busy machine, and
    giving that one up would move every point behind it.
    """

    method: str = ""
    path: str = ""
    skip: int = 0
    """How many calls of this method, below this path, are not hurried."""
    hurried_seconds: float = 0
    seconds: float = 20

    def for_call(self, method: str, path: str) -> float:
        """Return how long the next call may take."""
        if method != self.method or not path.startswith(self.path):
            return self.seconds
        self.skip -= 1
        return self.hurried_seconds if self.skip == -1 else self.seconds


class CrashingTransport(httpx.AsyncBaseTransport):
    """HTTP with a point before the call, one when the provider has answered, and one after.

    A call that takes longer than our patience is given up on our side; the provider goes on.
    """

    def __init__(self, points: Points, patience: Patience) -> None:
        # There is no TLS on loopback, and loading the world's certificates costs more than a fork.
        self._inner = httpx.AsyncHTTPTransport(verify=False)
        self._points = points
        self._patience = patience

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request and return its whole answer."""
        label = f"{request.method} {request.url.path}"
        self._points.reach(f"before {label}")
        try:
            async with asyncio.timeout(self._patience.for_call(request.method, request.url.path)):
                answer = await self._inner.handle_async_request(request)
                self._points.reach(f"answered {label}")
                await answer.aread()
        except TimeoutError as error:
            self._points.reach(f"gave up {label}")
            message = "the provider did not answer in time"
            raise httpx.ReadTimeout(message, request=request) from error
        self._points.reach(f"after {label}")
        return answer

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._inner.aclose()


@dataclass(frozen=True, slots=True)
class Death:
    """How a child ended, and the points it passed until then."""

    code: int
    labels: list[str]

    @property
    def place(self) -> str:
        """The last point."""
        return self.labels[-1] if self.labels else "before the first point"


def in_child(deed: Callable[[Points], Awaitable[None]], *, last: int | None) -> Death:
    """Run a deed in a fork of this process that dies at a point; return how it ended.

    The parent keeps everything preloaded: a fork costs milliseconds, a new process seconds.
    """
    reading, writing = os.pipe()
    # What the child inherits must not be collected there: closing it would say good-bye to the
    # database on connections that still are the parent's.
    gc.freeze()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live(deed, Points(last=last, report=writing))
    os.close(writing)
    told = b""
    while block := os.read(reading, 65_536):
        told += block
    os.close(reading)
    _, status = os.waitpid(child, 0)
    gc.unfreeze()
    return Death(os.waitstatus_to_exitcode(status), json.loads(told) if told else [])


def _live(deed: Callable[[Points], Awaitable[None]], points: Points) -> None:
    code = 0
    try:
        asyncio.run(_awaited(deed, points))
        points.tell()
    except BaseException:  # noqa: BLE001  Nothing may run on in the child.
        code = FAILED
        traceback.print_exc(file=sys.stderr)
        points.tell()
    sys.stderr.flush()
    os._exit(code)


async def _awaited(deed: Callable[[Points], Awaitable[None]], points: Points) -> None:
    await deed(points)


def _short(statement: str) -> str:
    return " ".join(statement.split())[:60]
