"""Deliver announced events to those who react, each effect once."""

from collections.abc import Generator
from contextlib import contextmanager
from uuid import UUID

import structlog
from opentelemetry import trace
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert

from tributary.kernel import BrandId, EventId
from tributary.platform import figures
from tributary.platform.desk import Desk
from tributary.platform.events import Event
from tributary.platform.model import EventDelivery, EventRow
from tributary.platform.subscriptions import Errand, Reaction, subscriber_name
from tributary.platform.work import Work

DELIVERED_TO_ALL = "*"

log = structlog.get_logger()
tracer = trace.get_tracer("tributary")


async def deliver(desk: Desk, brand_id: BrandId, event_id: EventId) -> None:
    """Give one event to every reaction and errand that has not had it yet.

    Safe to call at any time, any number of times and in parallel: a reaction's effect and its
    delivery mark are one transaction, and an errand is repeatable by contract.
    """
    async with desk.database.reading(brand_id) as session:
        row = await session.get(EventRow, (brand_id, event_id))
    if row is None:
        # The job is enqueued with the event, so only a restored backup can lack it.
        log.warning("event_missing", event_id=str(event_id))
        return
    with (
        tracer.start_as_current_span("deliver", attributes={"event": row.name}),
        structlog.contextvars.bound_contextvars(event_name=row.name, event_id=str(event_id)),
    ):
        await _deliver_to_all(desk, brand_id, event_id, row)


async def _deliver_to_all(desk: Desk, brand_id: BrandId, event_id: EventId, row: EventRow) -> None:
    kind = Event.registry[row.name]
    event = kind.from_payload(row.payload)
    subscriptions = desk.database.subscriptions
    for reaction in subscriptions.reactions.get(kind, ()):
        await _react(desk, brand_id, event_id, reaction, event)
    for errand in subscriptions.errands.get(kind, ()):
        await _run_errand(desk, brand_id, event_id, errand, event)
    async with desk.work(brand_id, "job:deliver") as work:
        await _mark(work, event_id, DELIVERED_TO_ALL)


async def undelivered(desk: Desk, brand_id: BrandId, *, older_than_seconds: int) -> list[EventId]:
    """Return events of the last 30 days that some reaction has not had yet, oldest first."""
    sql = text(
        """
        SELECT e.id FROM events e
        WHERE e.brand_id = :brand
          AND e.occurred_at < CAST(:now AS timestamptz) - make_interval(secs => :age)
          AND e.occurred_at > CAST(:now AS timestamptz) - interval '30 days'
          AND NOT EXISTS (SELECT 1 FROM event_deliveries d
                          WHERE d.brand_id = :brand AND d.event_id = e.id AND d.reaction = '*')
        ORDER BY e.occurred_at, e.id
        """
    )
    parameters = {"brand": brand_id, "now": desk.clock(), "age": older_than_seconds}
    async with desk.database.reading(brand_id) as session:
        return [EventId(row.id) for row in await session.execute(sql, parameters)]


async def deliver_all(desk: Desk, brand_id: BrandId) -> int:
    """Deliver until nothing is left, including what reactions announce; return how many."""
    delivered = 0
    while waiting := await undelivered(desk, brand_id, older_than_seconds=-60):
        for event_id in waiting:
            await deliver(desk, brand_id, event_id)
        delivered += len(waiting)
    return delivered


async def _react(
    desk: Desk, brand_id: BrandId, event_id: EventId, reaction: Reaction, event: Event
) -> None:
    name = subscriber_name(reaction)
    with _counted(name):
        async with desk.work(brand_id, f"reaction:{name}") as work:
            if await _mark(work, event_id, name):
                await reaction(work, event)


async def _run_errand(
    desk: Desk, brand_id: BrandId, event_id: EventId, errand: Errand, event: Event
) -> None:
    name = subscriber_name(errand)
    async with desk.database.reading(brand_id) as session:
        if await session.get(EventDelivery, (brand_id, event_id, name)) is not None:
            return
    with _counted(name):
        await errand(desk, event)
        async with desk.work(brand_id, f"errand:{name}") as work:
            await _mark(work, event_id, name)


@contextmanager
def _counted(subscriber: str) -> Generator[None]:
    outcome = "failed"
    try:
        yield
        outcome = "done"
    finally:
        figures.DELIVERIES.labels(subscriber, outcome).inc()


async def _mark(work: Work, event_id: UUID, reaction: str) -> bool:
    """Record a delivery; False when it was recorded before."""
    row = {
        "brand_id": work.brand_id,
        "event_id": event_id,
        "reaction": reaction,
        "delivered_at": work.opened_at,
    }
    inserted = await work.session.execute(
        insert(EventDelivery).values(row).on_conflict_do_nothing().returning(EventDelivery.event_id)
    )
    return inserted.first() is not None
