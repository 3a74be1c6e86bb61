"""Write down what endpoints are to be told."""

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tributary.integrations.events import EndpointDue
from tributary.integrations.queries import facts_in_crowds
from tributary.integrations.rules import FactKind, body_of, fact_of
from tributary.kernel import derived_id
from tributary.platform import Work


async def announce(
    work: Work, kind: FactKind, subject_id: UUID, *, at: datetime | None = None, mark: str = ""
) -> int:
    """Tell every endpoint that hears of it what has happened; return how many messages it takes.

    The id of a message follows from what it tells, so that nothing is told twice.

    Args:
        work: the reaction's.
        kind: what has happened.
        subject_id: a batch, a run, or the one thing it happened to.
        at: where the event names an instant, that instant.
        mark: what tells this from the same kind of thing that happens to the subject again.
    """
    endpoint_ids = await _hearing(work, kind)
    if not endpoint_ids:
        return 0
    told = 0
    async for crowd in facts_in_crowds(work.session, work.brand_id, kind, subject_id, at=at):
        message_id = derived_id("webhook", work.brand_id, kind.value, crowd[0]["id"], at or mark)
        facts = [fact_of(kind, row) for row in crowd]
        body = body_of(kind, facts, at=work.opened_at)
        told += await tell(work, message_id, kind, body, endpoint_ids)
    if told:
        for endpoint_id in endpoint_ids:
            work.announce(EndpointDue(work.brand_id, endpoint_id, work.opened_at))
    return told


async def tell(
    work: Work, message_id: UUID, kind: FactKind, body: str, endpoint_ids: Sequence[UUID]
) -> int:
    """Write a message and its deliveries; 0 when it was written before."""
    written = await work.run(
        """
        INSERT INTO webhook_messages (brand_id, id, kind, body, created_at)
        VALUES (:brand, :id, :kind, :body, :now) ON CONFLICT DO NOTHING
        """,
        brand=work.brand_id,
        id=message_id,
        kind=kind.value,
        body=body,
        now=work.opened_at,
    )
    if not written:
        return 0
    deliveries = [
        {"id": str(derived_id("webhook", message_id, each)), "endpoint": str(each)}
        for each in endpoint_ids
    ]
    await work.run(
        """
        INSERT INTO webhook_deliveries (brand_id, id, message_id, endpoint_id, kind, state,
                                        attempts, attempts_before, began_at, next_attempt_at,
                                        created_at)
        SELECT :brand, d.id, :message, d.endpoint, :kind, 'waiting', 0, 0, :now, :now, :now
        FROM jsonb_to_recordset(CAST(:deliveries AS jsonb)) AS d (id uuid, endpoint uuid)
        """,
        brand=work.brand_id,
        message=message_id,
        kind=kind.value,
        deliveries=json.dumps(deliveries),
        now=work.opened_at,
    )
    return written


async def _hearing(work: Work, kind: FactKind) -> list[UUID]:
    rows = await work.rows(
        """
        SELECT id FROM webhook_endpoints
        WHERE brand_id = :brand AND state = 'enabled'
          AND :kind = ANY (string_to_array(kinds, ' '))
        ORDER BY id
        """,
        brand=work.brand_id,
        kind=kind.value,
    )
    return [row.id for row in rows]
