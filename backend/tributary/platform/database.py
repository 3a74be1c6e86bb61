"""Database: the engine of one role, and the only place that begins and commits."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import URL, insert, make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from tributary.kernel import Actor, BrandId, WorkId, new_id
from tributary.platform.model import EventRow
from tributary.platform.subscriptions import Subscriptions
from tributary.platform.work import Work


class Database:
    """The connections of one database role.

    Every transaction begins by naming its brand, as a literal statement: row-level security
    shows that brand's rows and no others, and a sharded database routes by it.
    """

    def __init__(
        self, url: str, *, subscriptions: Subscriptions | None = None, connections_max: int = 10
    ) -> None:
        self.url = url
        self.subscriptions = subscriptions or Subscriptions()
        self.engine: AsyncEngine = create_async_engine(
            driver_url(url),
            pool_size=connections_max,
            max_overflow=0,
            pool_pre_ping=True,
            connect_args={"options": "-c search_path=public -c timezone=UTC -c jit=off"},
        )

    @asynccontextmanager
    async def work(
        self, actor: Actor, *, now: datetime, idempotency_key: str | None = None
    ) -> AsyncIterator[Work]:
        """Open one transaction of one actor; commit when the block ends well.

        Args:
            actor: who acts, inside which brand.
            now: the present instant, aware.
            idempotency_key: the caller's name for this request, if it may come twice.
        """
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            work = Work(
                id=WorkId(new_id()),
                session=session,
                actor=actor,
                opened_at=now,
                idempotency_key=idempotency_key,
            )
            async with session.begin():
                await name_brand(session, actor.brand_id)
                yield work
                await self._hand_over(work)

    @asynccontextmanager
    async def reading(self, brand_id: BrandId) -> AsyncIterator[AsyncSession]:
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
        announced = [event for event in work.outbox if self.subscriptions.concern(type(event))]
        if not announced:
            return
        rows: list[dict[str, Any]] = [
            {
                "brand_id": work.brand_id,
                "id": new_id(),
                "name": event.event_name(),
                "payload": event.payload(),
                "occurred_at": work.opened_at,
                "work_id": work.id,
            }
            for event in announced
        ]
        await work.session.execute(insert(EventRow), rows)
        await self.subscriptions.enqueue(work, [row["id"] for row in rows])


async def name_brand(session: AsyncSession, brand_id: BrandId) -> None:
    """Show the transaction one brand's rows; a literal, as a sharded database demands."""
    await session.execute(text(f"SET LOCAL app.brand_id = '{brand_id}'"))


def driver_url(url: str) -> URL:
    """Return a PostgreSQL URL with the driver that writes use."""
    return make_url(url).set(drivername="postgresql+psycopg")
