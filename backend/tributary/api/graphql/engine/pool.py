"""Connections for reads: the last one returned is the first one taken.

asyncpg's own pool resets a connection whenever it comes back, which costs a round trip. Ours need
no reset: nothing but prepared single statements runs on them, and the only state they carry is the
brand, which every statement names itself before it reads (ADR 0024). Behind a pooler of
transactions (`pooled`), and on a sharded database, no state may stay: there each query has a
transaction of its own with SET LOCAL.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# The types of asyncpg leave their own parameters open.

import asyncio
import os
from collections import OrderedDict, deque
from collections.abc import Sequence
from contextlib import AbstractContextManager
from itertools import count
from typing import Any, Final, NamedTuple
from uuid import UUID

import asyncpg  # type: ignore[import-untyped]
from asyncpg.prepared_stmt import PreparedStatement  # type: ignore[import-untyped]

from tributary.kernel import BrandId, Outage

CONNECTIONS_STEADY: Final = (os.cpu_count() or 1) + 1
"""While the embedded PostgreSQL has every core to do, more of them make each statement slower."""

CONNECTIONS_MAX: Final = 8
"""So many while somebody waits for long: statements are slow then, or wait for a lock."""

PATIENCE_SECONDS: Final = 0.15
"""A full room of short statements has whoever is last wait for less."""

STATEMENTS_MAX: Final = 200
"""How many plans one connection keeps."""

_SESSION: Final = {
    "search_path": "public",
    "TimeZone": "UTC",
    "DateStyle": "ISO, YMD",
    "jit": "off",
    "plan_cache_mode": "force_generic_plan",
    "application_name": "tributary-reads",
    "default_transaction_read_only": "on",
}


class Overloaded(Exception):
    """More requests wait for a connection than will be served in time."""


UNREADABLE: Final = (Outage, Overloaded, TimeoutError, asyncpg.PostgresError)
"""What reading may end with; a bug of ours is among them, as a statement that is wrong."""


_BROKEN: Final = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
)
"""What a connection that is dead, or dies, answers with."""


class Connection:
    """One connection with the statements it has prepared."""

    def __init__(self, driver: asyncpg.Connection, opening: str | None) -> None:
        """Take over a connection.

        Args:
            driver: just opened.
            opening: what a transaction sets first, up to the brand; None where the session keeps
                its settings, and statements need no transaction.
        """
        self._driver = driver
        self._opening = opening
        self._statements: OrderedDict[str, PreparedStatement] = OrderedDict()
        self._names = count()

    @property
    def is_closed(self) -> bool:
        """Whether the server, or a failure, has ended it."""
        closed: bool = self._driver.is_closed()
        return closed

    async def value(self, sql: str, arguments: Sequence[object], brand_id: BrandId) -> bytes:
        """Return the single value of a statement, as the viewer's brand."""
        if self._opening is not None:
            async with self._driver.transaction(readonly=True):
                await self._driver.execute(f"{self._opening}'{UUID(str(brand_id))}'")
                found: Any = await self._driver.fetchval(sql, *arguments)
                return bytes(found)
        statement = self._statements.get(sql)
        if statement is None:
            statement = await self._prepared(sql, len(arguments))
        else:
            self._statements.move_to_end(sql)
        value: Any = await statement.fetchval(*arguments, str(brand_id))
        return bytes(value)

    async def close(self) -> None:
        """Close it, waiting a little for the server."""
        try:
            await self._driver.close(timeout=2)
        except (OSError, TimeoutError, asyncpg.PostgresError):
            self._driver.terminate()

    async def _prepared(self, sql: str, taken: int) -> PreparedStatement:
        # Without a name the driver, whose own cache is off, would have it parsed and planned anew
        # each time.
        whole = as_brand(sql, taken)
        statement = await self._driver.prepare(whole, name=f"read_{next(self._names)}")
        self._statements[sql] = statement
        # The driver closes a statement on the server once nobody holds it.
        while len(self._statements) > STATEMENTS_MAX:
            self._statements.popitem(last=False)
        return statement


def as_brand(sql: str, taken: int) -> str:
    """Return a statement that sets the brand and only then reads, in one round trip.

    PostgreSQL decides on a condition before it comes to what depends on it, and looks at a subquery
    that depends on nothing when it is first needed.

    Args:
        sql: reads one value.
        taken: how many arguments it has; the brand is the one after them.

    >>> as_brand("SELECT f($1)", 1)
    "SELECT CASE WHEN set_config('app.brand_id', $2::text, false) <> '' THEN (SELECT f($1)) END"
    """
    named = f"set_config('app.brand_id', ${taken + 1}::text, false) <> ''"
    return f"SELECT CASE WHEN {named} THEN ({sql}) END"


Turn = asyncio.Future[Connection | None]
"""Done when it is the turn of whoever waits; without a connection that one has to open one."""


class Waiting(NamedTuple):
    """Somebody who waits for a connection."""

    turn: Turn
    since: float
    """By the clock of the loop."""


class ReadPool:
    """A few connections of one role, shared by all requests of a process.

    As many as there is work for, and more only while somebody has waited for long: whatever takes
    seconds must not keep what takes a millisecond (ADR 0039).
    """

    def __init__(
        self,
        url: str,
        *,
        connections_max: int = CONNECTIONS_MAX,
        waiting_max: int = 256,
        deadline_seconds: int = 5,
        pooled: bool = False,
    ) -> None:
        self.deadline_seconds = deadline_seconds
        self._url = url
        self._connections_max = connections_max
        self._waiting_max = waiting_max
        self._pooled = pooled
        self._idle: list[Connection] = []
        self._open = 0
        self._steady = min(CONNECTIONS_STEADY, connections_max)
        self._waiting: deque[Waiting] = deque()
        self._growing: asyncio.TimerHandle | None = None
        self._closing: set[asyncio.Future[None]] = set()

    async def value(
        self,
        sql: str,
        arguments: Sequence[object],
        brand_id: BrandId,
        watch: AbstractContextManager[object] | None = None,
    ) -> bytes:
        """Run a statement for a brand; once more when the connection turns out to be dead.

        Args:
            sql: reads one value.
            arguments: of the statement.
            brand_id: whose rows are read.
            watch: is entered while the database works, and not while its turn is waited for.

        Raises:
            Overloaded: too many wait already.
            Outage: the database cannot be reached.
            TimeoutError: waiting for a connection and reading took longer than the deadline.
        """
        async with asyncio.timeout(self.deadline_seconds):
            try:
                return await self._read(sql, arguments, brand_id, watch)
            except _BROKEN:
                pass
            try:
                return await self._read(sql, arguments, brand_id, watch)
            except _BROKEN as error:
                is_stopped = isinstance(error, asyncpg.AdminShutdownError)
                what = "is being restarted" if is_stopped else "cannot be reached"
                raise Outage(f"the database {what}", retryable=True) from error

    async def close(self) -> None:
        """Close what is idle; what is in use is closed when it comes back."""
        self._connections_max = self._steady = 0
        while self._idle:
            self._open -= 1
            await self._idle.pop().close()

    async def _read(
        self,
        sql: str,
        arguments: Sequence[object],
        brand_id: BrandId,
        watch: AbstractContextManager[object] | None,
    ) -> bytes:
        connection = await self._taken(brand_id)
        try:
            if watch is None:
                return await connection.value(sql, arguments, brand_id)
            with watch:
                return await connection.value(sql, arguments, brand_id)
        except BaseException as error:
            # A statement that failed leaves the connection as it was; anything else, cancelling
            # above all, may have left an answer half read.
            if not isinstance(error, asyncpg.PostgresError) and not connection.is_closed:
                await asyncio.shield(connection.close())
            raise
        finally:
            self._returned(connection)

    async def _taken(self, brand_id: BrandId) -> Connection:
        while self._idle:
            connection = self._idle.pop()
            if not connection.is_closed:
                return connection
            self._open -= 1
        if self._open < self._steady:
            return await self._opened(brand_id)
        if len(self._waiting) >= self._waiting_max:
            raise Overloaded
        turn = self._queued()
        try:
            handed = await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._passed_on(turn.result())
            raise
        return await self._opened(brand_id) if handed is None else handed

    def _queued(self) -> Turn:
        loop = asyncio.get_running_loop()
        turn: Turn = loop.create_future()
        now = loop.time()
        self._waiting.append(Waiting(turn, now))
        if self._growing is None:
            self._growing = loop.call_at(now + PATIENCE_SECONDS, self._grow)
        return turn

    def _grow(self) -> None:
        """Let whoever has waited for long open a connection; look again when the next one has."""
        self._growing = None
        while self._waiting and self._waiting[0].turn.done():
            self._waiting.popleft()
        if not self._waiting:
            return
        loop = asyncio.get_running_loop()
        if self._has_waited_long():
            if self._open < self._connections_max:
                self._waiting.popleft().turn.set_result(None)
            # One at a time: it may have been enough.
            again_at = loop.time() + PATIENCE_SECONDS
        else:
            again_at = self._waiting[0].since + PATIENCE_SECONDS
        self._growing = loop.call_at(again_at, self._grow)

    def _has_waited_long(self) -> bool:
        """Tell of whoever has waited for longest."""
        if not self._waiting:
            return False
        now = asyncio.get_running_loop().time()
        return now - self._waiting[0].since >= PATIENCE_SECONDS

    async def _opened(self, brand_id: BrandId) -> Connection:
        self._open += 1
        try:
            driver = await asyncpg.connect(
                self._url,
                timeout=10,
                statement_cache_size=0,
                # The planner looks at the brand before any statement names one.
                server_settings={}
                if self._pooled
                else {**self._settings(), "app.brand_id": str(brand_id)},
            )
            # The text of an answer goes out as the bytes it comes in.
            await driver.set_type_codec(
                "text", schema="pg_catalog", encoder=str.encode, decoder=bytes, format="binary"
            )
        except BaseException:
            self._open -= 1
            # Nobody gives back what was never opened: the next one in turn has to try itself.
            self._passed_on(None)
            raise
        return Connection(driver, self._opening() if self._pooled else None)

    def _opening(self) -> str:
        local = [f"SET LOCAL {name} = '{value}'" for name, value in self._settings().items()]
        return f"{'; '.join(local)}; SET LOCAL app.brand_id = "

    def _settings(self) -> dict[str, str]:
        return {**_SESSION, "statement_timeout": f"{self.deadline_seconds}s"}

    def _passed_on(self, handed: Connection | None) -> None:
        """Give the turn of whoever did not take it to the next one who waits."""
        if handed is not None:
            self._returned(handed)
            return
        turn = self._next_turn()
        if turn is not None:
            turn.set_result(None)

    def _next_turn(self) -> Turn | None:
        """Take out whose turn it is: whoever has waited for longest and is still there."""
        while self._waiting:
            turn = self._waiting.popleft().turn
            if not turn.done():
                return turn
        return None

    def _returned(self, connection: Connection) -> None:
        if not connection.is_closed and self._is_one_too_many():
            self._open -= 1
            closing = asyncio.ensure_future(connection.close())
            self._closing.add(closing)
            closing.add_done_callback(self._closing.discard)
            return
        turn = self._next_turn()
        if connection.is_closed:
            self._open -= 1
            if turn is not None:
                turn.set_result(None)
        elif turn is None:
            self._idle.append(connection)
        else:
            turn.set_result(connection)

    def _is_one_too_many(self) -> bool:
        """Tell whether there is no need of a connection that comes back."""
        kept = max(self._steady, 1) if self._waiting else self._steady
        return self._open > kept and not self._has_waited_long()
