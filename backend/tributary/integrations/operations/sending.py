"""Send what waits for an endpoint: take it, send it outside of any transaction, write it down.

Taking a delivery writes the attempt down and commits. Whoever dies afterwards has sent it or has
not; when its time is over somebody else takes the delivery and sends it again, under the same
`webhook-id`.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from tributary.integrations.events import EndpointDue
from tributary.integrations.operations.outcomes import Outcome, give_up, note
from tributary.integrations.operations.secrets import signing_secrets
from tributary.integrations.ports import Courier, Reply
from tributary.integrations.rules import AttemptFault, headers_of
from tributary.kernel import BrandId
from tributary.platform import Desk, Seals, Work

JOB: Final = "job:webhooks"

AT_ONCE: Final = 4
"""How many messages are on their way to one endpoint at a time."""

TAKEN_FOR: Final = timedelta(minutes=1)
"""After that, whoever took a delivery is taken for dead; no attempt takes so long."""

TURN_SECONDS: Final = 60
"""How long an endpoint is sent to before others have their turn."""

ANSWER_MAX: Final = 1024
"""How many characters of an answer are kept."""

_TAKE: Final = """
    WITH mine AS (
      SELECT d.id FROM webhook_deliveries d
      WHERE d.brand_id = :brand AND d.endpoint_id = :endpoint AND d.settled_at IS NULL
        AND d.next_attempt_at <= :now
      ORDER BY d.next_attempt_at, d.id LIMIT :free FOR UPDATE
    ), taken AS (
      UPDATE webhook_deliveries d
      SET state = 'sending', attempts = attempts + 1, next_attempt_at = :until
      FROM mine WHERE d.brand_id = :brand AND d.id = mine.id
      RETURNING d.id, d.message_id, d.attempts, d.attempts_before, d.began_at
    ), begun AS (
      INSERT INTO webhook_attempts (brand_id, delivery_id, number, begun_at)
      SELECT :brand, t.id, t.attempts, :now FROM taken t
    )
    SELECT t.*, m.body FROM taken t
    JOIN webhook_messages m ON m.brand_id = :brand AND m.id = t.message_id
    ORDER BY t.began_at, t.id
"""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one worker has taken to send to one endpoint."""

    address: str
    secrets: Sequence[str]
    taken: Sequence[Row[Any]]


async def send_waiting(desk: Desk, brand_id: BrandId, endpoint_id: UUID) -> int:
    """Send what is due at an endpoint, and have the rest sent later; return how many attempts.

    Killed anywhere, what was taken is due again a minute later.
    """
    over = time.monotonic() + TURN_SECONDS
    attempts = 0
    while time.monotonic() < over:
        async with desk.work(brand_id, JOB) as work:
            batch = await _take(work, desk.port(Seals), endpoint_id)
        if batch is None or not batch.taken:
            return attempts
        outcomes = await asyncio.gather(*(_send(desk, batch, each) for each in batch.taken))
        async with desk.work(brand_id, JOB) as work:
            await note(work, endpoint_id, outcomes)
        attempts += len(outcomes)
    async with desk.work(brand_id, JOB) as work:
        work.announce(EndpointDue(brand_id, endpoint_id, work.opened_at))
    return attempts


async def wake_endpoints(work: Work) -> int:
    """Have everything sent that is due; return at how many endpoints.

    What is due soon after a failure was announced with it. This finds the rest: what waits for
    long, and what a dead worker had in its hands.
    """
    rows = await work.rows(
        """
        SELECT DISTINCT d.endpoint_id FROM webhook_deliveries d
        WHERE d.brand_id = :brand AND d.settled_at IS NULL AND d.next_attempt_at <= :now
        """,
        brand=work.brand_id,
        now=work.opened_at,
    )
    for row in rows:
        work.announce(EndpointDue(work.brand_id, row.endpoint_id, work.opened_at))
    return len(rows)


async def _take(work: Work, seals: Seals, endpoint_id: UUID) -> Batch | None:
    """Take what is due, as far as there are hands free; None when nothing may be sent."""
    rows = await work.rows(
        """
        SELECT e.address, e.state, (
            SELECT count(*) FROM webhook_deliveries d
            WHERE d.brand_id = :brand AND d.endpoint_id = e.id AND d.state = 'sending'
              AND d.next_attempt_at > :now) AS busy
        FROM webhook_endpoints e WHERE e.brand_id = :brand AND e.id = :endpoint FOR UPDATE
        """,
        brand=work.brand_id,
        endpoint=endpoint_id,
        now=work.opened_at,
    )
    if not rows:
        return None
    endpoint = rows[0]
    if endpoint.state != "enabled":
        await give_up(work, endpoint_id)
        return None
    taken = await work.rows(
        _TAKE,
        brand=work.brand_id,
        endpoint=endpoint_id,
        now=work.opened_at,
        until=work.opened_at + TAKEN_FOR,
        free=max(0, AT_ONCE - endpoint.busy),
    )
    return Batch(endpoint.address, await signing_secrets(work, seals, endpoint_id), taken)


async def _send(desk: Desk, batch: Batch, taken: Row[Any]) -> Outcome:
    begun = time.monotonic()
    reply = await _reply(desk, batch, taken)
    return Outcome(
        delivery_id=taken.id,
        number=taken.attempts,
        failures=taken.attempts - taken.attempts_before,
        began_at=taken.began_at,
        ended_at=desk.clock(),
        milliseconds=int((time.monotonic() - begun) * 1000),
        reply=reply,
    )


async def _reply(desk: Desk, batch: Batch, taken: Row[Any]) -> Reply:
    if not batch.secrets:
        return Reply(None, "", AttemptFault.SECRET_UNREADABLE)
    # The time of this attempt: whoever verifies it takes nothing that is five minutes old.
    headers = headers_of(taken.message_id, taken.body, secrets=batch.secrets, at=desk.clock())
    courier = desk.port(Courier)  # type: ignore[type-abstract]
    reply = await courier.carry(batch.address, headers, taken.body)
    return Reply(reply.status, reply.body.replace("\x00", "")[:ANSWER_MAX], reply.fault)
