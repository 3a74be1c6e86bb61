"""Listening: one connection of a process hears every change and wakes whoever follows the thing.

Whoever follows has a bell. Rung ten times before anybody looks, it has rung once: the latest state
counts, and nothing piles up. When the connection was lost and is there again every bell rings, as
nobody knows what was said meanwhile.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager, suppress
from enum import Enum
from typing import Any, Final
from uuid import UUID

import psycopg
import structlog

from tributary.kernel import BrandId, Outage
from tributary.platform import figures
from tributary.platform.changes import CHANNEL, Change, changes_in

HEARTBEAT_SECONDS: Final = 15.0
"""How long it may be silent before the connection is tried."""

ANSWER_SECONDS: Final = 5.0
LOST_SECONDS: Final = 5.0
"""Back before then, a connection was away; after that, those who follow are sent away."""

RETRY_SECONDS: Final = (0.05, 5.0)
"""How long to wait before the second try, and at most."""

Thing = tuple[str, UUID | None]
"""A kind of thing, and which one; None for any of them."""

log = structlog.get_logger()


class Ring(Enum):
    """Why somebody who waits at a bell goes on."""

    CHANGED = "look again"
    QUIET = "nothing happened for as long as one wanted to wait"
    LOST = "the database cannot be heard any more"
    OVER = "this process is about to end"


class Bell:
    """Rings for one follower."""

    def __init__(self, brand_id: BrandId, things: Iterable[Thing]) -> None:
        self.brand_id = brand_id
        self.things = frozenset(things)
        self._event = asyncio.Event()
        self._last: Ring | None = None

    def ring(self, why: Ring = Ring.CHANGED) -> None:
        """Ring; once it was said that all is over, that stays."""
        if self._last is None:
            self._last = None if why is Ring.CHANGED else why
            self._event.set()

    async def wait(self, seconds: float) -> Ring:
        """Wait until it rings, at most for so long; it may have rung before."""
        if not self._event.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._event.wait()
        if not self._event.is_set():
            return Ring.QUIET
        if self._last is not None:
            return self._last
        self._event.clear()
        return Ring.CHANGED


class Listening:
    """What one process hears; it opens its connection when somebody follows for the first time."""

    def __init__(self, url: str, *, lost_seconds: float = LOST_SECONDS) -> None:
        """Open no connection yet.

        Args:
            url: the database itself, writable and without a pooler before it.
            lost_seconds: how long the database may be away before followers are sent away.
        """
        self._url = url
        self._lost_seconds = lost_seconds
        self._bells: dict[tuple[BrandId, str], dict[UUID | None, set[Bell]]] = {}
        self._hears = asyncio.Event()
        self._was_lost = False
        self.over = asyncio.Event()
        """Set once this process is about to end."""
        self._task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def following(self, brand_id: BrandId, things: Iterable[Thing]) -> AsyncGenerator[Bell]:
        """Hand out a bell that rings for every change that commits while the block runs.

        Raises:
            Outage: the database cannot be heard.
        """
        bell = Bell(brand_id, things)
        for subject, subject_id in bell.things:
            by_id = self._bells.setdefault((brand_id, subject), {})
            by_id.setdefault(subject_id, set()).add(bell)
        figures.FOLLOWERS.inc()
        try:
            await self._heard()
            yield bell
        finally:
            figures.FOLLOWERS.dec()
            self._take_down(bell)

    def end(self) -> None:
        """Send everybody away who follows, and whoever comes."""
        self.over.set()
        self._ring_all(Ring.OVER)

    async def close(self) -> None:
        """Send everybody away and close the connection."""
        self.end()
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _heard(self) -> None:
        if self.over.is_set():
            raise Outage("this process is about to end", retryable=True)
        if self._task is None:
            self._task = asyncio.create_task(self._listen_forever())
        try:
            async with asyncio.timeout(self._lost_seconds):
                await self._hears.wait()
        except TimeoutError as error:
            raise Outage("the database cannot be heard", retryable=True) from error

    async def _listen_forever(self) -> None:
        wait, most = RETRY_SECONDS
        heard_at = time.monotonic()
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError, TimeoutError) as error:
                if self._hears.is_set():
                    log.warning("listening_lost", error=repr(error))
                    figures.LISTENING_LOST.inc()
                    wait, heard_at = RETRY_SECONDS[0], time.monotonic()
                self._hears.clear()
                self._was_lost = True
            if time.monotonic() - heard_at >= self._lost_seconds:
                self._ring_all(Ring.LOST)
            await asyncio.sleep(wait)
            wait = min(2 * wait, most)

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(
            self._url, autocommit=True, connect_timeout=10, application_name="tributary-listens"
        )
        try:
            await connection.execute(f"LISTEN {CHANNEL}")
            self._hears.set()
            if self._was_lost:
                # Nobody knows what was said meanwhile.
                self._ring_all(Ring.CHANGED)
            while True:
                async for said in connection.notifies(timeout=HEARTBEAT_SECONDS):
                    self._pass_on(said.payload)
                await _try(connection)
        finally:
            await connection.close()

    def _pass_on(self, message: str) -> None:
        figures.CHANGES_HEARD.inc()
        for change in changes_in(message):
            for bell in self._concerned(change):
                bell.ring()

    def _concerned(self, change: Change) -> set[Bell]:
        by_id = self._bells.get((change.brand_id, change.subject), {})
        if change.subject_id is None:
            return set[Bell]().union(*by_id.values())
        return by_id.get(change.subject_id, set()) | by_id.get(None, set())

    def _ring_all(self, why: Ring) -> None:
        for by_id in self._bells.values():
            for bells in by_id.values():
                for bell in bells:
                    bell.ring(why)

    def _take_down(self, bell: Bell) -> None:
        for subject, subject_id in bell.things:
            by_id = self._bells[bell.brand_id, subject]
            by_id[subject_id].discard(bell)
            if not by_id[subject_id]:
                del by_id[subject_id]
            if not by_id:
                del self._bells[bell.brand_id, subject]


async def _try(connection: psycopg.AsyncConnection[Any]) -> None:
    """Ask for an answer: a host that vanished never says that it is gone."""
    async with asyncio.timeout(ANSWER_SECONDS):
        await connection.execute("SELECT 1")
