"""Work: one transaction of one actor."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

import psycopg
from sqlalchemy import CursorResult, Row, insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import Actor, BrandId, Money, WorkId, new_id
from tributary.platform.events import Event
from tributary.platform.model import AuditBacklogEntry, AuditEntry
from tributary.platform.whereabouts import whereabouts


@dataclass(slots=True)
class Work:
    """A session, who acts, when it was opened, its idempotency key, what it announces and tells.

    Opened only by `Database.work`, which commits when the block ends well and rolls back when
    anything is raised. Every transfer posted inside carries `id`, and so does its audit entry.
    """

    id: WorkId
    session: AsyncSession
    actor: Actor
    opened_at: datetime
    idempotency_key: str | None = None
    outbox: list[Event] = field(default_factory=list[Event])
    told: set[tuple[str, UUID | None]] = field(default_factory=set[tuple[str, UUID | None]])

    @property
    def brand_id(self) -> BrandId:
        """The brand whose rows this work sees."""
        return self.actor.brand_id

    def announce(self, event: Event) -> None:
        """Tell those downstream, if and when this work commits."""
        self.outbox.append(event)

    def tell(self, subject: str, subject_id: UUID | None) -> None:
        """Wake those who follow a thing, if and when this work commits; None for all of its kind.

        What is audited is told already.
        """
        self.told.add((subject, subject_id))

    async def audit(
        self,
        action: str,
        *,
        subject: str,
        subject_id: UUID | None = None,
        before: Mapping[str, object] | None = None,
        after: Mapping[str, object] | None = None,
        reason: str | None = None,
    ) -> None:
        """Write down the deed, in the same transaction; it is sealed soon, and followers are told.

        Args:
            action: the verb, such as "payouts.release_batch".
            subject: what kind of thing it was done to.
            subject_id: which one.
            before: the fields that changed, as they were.
            after: the same fields, as they are now.
            reason: why: the text of the person who gave one, or a `Cause`.
        """
        where = whereabouts()
        waiting = {"brand_id": self.brand_id, "entry_id": new_id()}
        row = {
            "brand_id": self.brand_id,
            "id": waiting["entry_id"],
            "work_id": self.id,
            "at": self.opened_at,
            "user_id": self.actor.user_id,
            "on_behalf_of": self.actor.on_behalf_of,
            "origin": self.actor.origin,
            "address": where.address,
            "device": where.device,
            "action": action,
            "subject": subject,
            "subject_id": subject_id,
            "before": jsonable(before),
            "after": jsonable(after),
            "reason": reason,
        }
        if subject_id is not None:
            self.tell(subject, subject_id)
        await self.session.execute(insert(AuditEntry), row)
        await self.session.execute(insert(AuditBacklogEntry), waiting)

    async def rows(self, sql: str, **parameters: object) -> Sequence[Row[Any]]:
        """Run one SQL statement with `:named` parameters and return all its rows."""
        return (await self.session.execute(text(sql), parameters)).all()

    async def run(self, sql: str, **parameters: object) -> int:
        """Run one SQL statement with `:named` parameters and return how many rows it touched."""
        result = await self.session.execute(text(sql), parameters)
        return cast("CursorResult[Any]", result).rowcount

    async def copy(self, sql: str, blocks: Iterable[bytes]) -> int:
        """Stream bytes into `COPY ... FROM STDIN` inside this transaction; return the rows."""
        connection = await self.driver_connection()
        async with connection.cursor() as cursor:
            async with cursor.copy(sql.encode()) as copy:
                for block in blocks:
                    await copy.write(block)
            return cursor.rowcount

    async def driver_connection(self) -> psycopg.AsyncConnection[Any]:
        """Return the driver's own connection, inside the same transaction."""
        connection = await self.session.connection()
        raw = await connection.get_raw_connection()
        return cast("psycopg.AsyncConnection[Any]", raw.driver_connection)


def jsonable(fields: Mapping[str, object] | None) -> dict[str, Any] | None:
    """Turn the fields of an audit entry or a response into what JSON holds."""
    if fields is None:
        return None
    return cast("dict[str, Any]", json.loads(json.dumps(fields, default=_plain)))


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return {"amount": value.decimal, "currency": value.currency}
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value)
