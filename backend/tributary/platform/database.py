"""Database: the engine of one role, and the only place that begins and commits."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Final

from opentelemetry import trace
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import URL, Connection, insert, text
from sqlalchemy.event import listen
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from tributary.kernel import Actor, BrandId, WorkId, new_id
from tributary.platform import figures
from tributary.platform.changes import CHANNEL, messages_of
from tributary.platform.model import EventRow
from tributary.platform.subscriptions import Subscriptions
from tributary.platform.work import Work

_SESSION: Final = {"search_path": "public", "timezone": "UTC", "jit": "off"}

SESSION_OPTIONS: Final = " ".join(f"-c {name}={value}" for name, value in _SESSION.items())
"""What every connection is set to, of works and of jobs alike."""

_IN_TRANSACTION: Final = "; ".join(
    f"SET LOCAL {name} = {value}" for name, value in _SESSION.items()
)
"""The same for one transaction: a pooler hands the next one another session."""

CONNECT_SECONDS: Final = 10
POOL_SECONDS: Final = 30

tracer = trace.get_tracer("tributary")


class Database:
    """The connections of one database role.

    Every transaction begins by naming its brand, as a literal statement: row-level security
    shows that brand's rows and no others, and a sharded database routes by it.
    """

    def __init__(
        self,
        url: str,
        *,
        subscriptions: Subscriptions | None = None,
        connections_max: int = 10,
        pooled: bool = False,
    ) -> None:
        """Open no connection yet.

        Args:
            url: where the database is, and under which role.
            subscriptions: who wants to know of what works announce.
            connections_max: how many there are at most.
            pooled: whether the URL leads to a pooler that gives each transaction any session.
        """
        self.url = url
        self.subscriptions = subscriptions or Subscriptions()
        self.engine: AsyncEngine = create_async_engine(
            driver_url(url),
            pool_size=connections_max,
            max_overflow=0,
            pool_timeout=POOL_SECONDS,
            # The newest idle connection first: its statements are prepared, its pages warm.
            pool_use_lifo=True,
            pool_pre_ping=True,
            # A failing statement must not carry names, amounts and tokens into the log.
            hide_parameters=True,
            connect_args={"connect_timeout": CONNECT_SECONDS}
            | ({"prepare_threshold": None} if pooled else {"options": SESSION_OPTIONS}),
        )
        if pooled:
            listen(self.engine.sync_engine, "begin", _set_transaction)

    @asynccontextmanager
    async def work(
        self, actor: Actor, *, now: datetime, idempotency_key: str | None = None
    ) -> AsyncGenerator[Work]:
        """Open one transaction of one actor; commit when the block ends well.

        Args:
            actor: who acts, inside which brand.
            now: the present instant, aware.
            idempotency_key: the caller's name for this request, if it may come twice.
        """
        work = Work(
            id=WorkId(new_id()),
            session=AsyncSession(self.engine, expire_on_commit=False),
            actor=actor,
            opened_at=now,
            idempotency_key=idempotency_key,
        )
        outcome = "rolled_back"
        with tracer.start_span("work", attributes={"origin": actor.origin}):
            try:
                async with work.session, work.session.begin():
                    await name_brand(work.session, actor.brand_id)
                    yield work
                    await self._hand_over(work)
                    await self._tell(work)
                outcome = "committed"
            finally:
                figures.WORKS.labels(outcome).inc()

    @asynccontextmanager
    async def reading(self, brand_id: BrandId) -> AsyncGenerator[AsyncSession]:
        """Open a read-only look at one consistent state of a brand."""
        async with (
            AsyncSession(self.engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            await session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            await name_brand(session, brand_id)
            yield session

    async def brand_ids(self) -> list[BrandId]:
        """Return every brand there is, from the reference table of tenants."""
        async with AsyncSession(self.engine) as session:
            rows = await session.execute(text("SELECT id FROM brands ORDER BY id"))
            return [BrandId(row.id) for row in rows]

    async def close(self) -> None:
        """Close all connections."""
        await self.engine.dispose()

    async def _hand_over(self, work: Work) -> None:
        """Write the announced events and enqueue their delivery, in the same transaction."""
        announced = [
            (new_id(), event) for event in work.outbox if self.subscriptions.concern(type(event))
        ]
        if not announced:
            return
        rows: list[dict[str, Any]] = [
            {
                "brand_id": work.brand_id,
                "id": event_id,
                "name": event.event_name(),
                "payload": event.payload(),
                # One for later has not occurred before: whoever sweeps leaves it alone until then.
                "occurred_at": event.due_at() or work.opened_at,
                "work_id": work.id,
            }
            for event_id, event in announced
        ]
        await work.session.execute(insert(EventRow), rows)
        await self.subscriptions.enqueue(work, announced)

    async def _tell(self, work: Work) -> None:
        """Send what those who follow are woken by; the server does so when it commits."""
        messages = messages_of(work.brand_id, work.told, self.subscriptions.followed)
        if messages:
            sql = "SELECT pg_notify(:channel, said) FROM unnest(CAST(:said AS text[])) AS said"
            await work.rows(sql, channel=CHANNEL, said=messages)


async def name_brand(session: AsyncSession, brand_id: BrandId) -> None:
    """Show the transaction one brand's rows; a literal, as a sharded database demands."""
    connection = await session.connection()
    await connection.exec_driver_sql(f"SET LOCAL app.brand_id = '{brand_id}'")


def _set_transaction(connection: Connection) -> None:
    connection.exec_driver_sql(_IN_TRANSACTION)


def driver_url(url: str) -> URL:
    """Return a PostgreSQL URL with the driver that writes use.

    Everything libpq understands is kept, also several hosts with `target_session_attrs`.
    """
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    return URL.create(
        "postgresql+psycopg",
        username=parts.pop("user", None),
        password=parts.pop("password", None),
        database=parts.pop("dbname", None),
        # Hosts and ports stay lists with commas, as libpq writes them.
        query=parts,
    )
