"""Find what no webhook told: ask the provider about everything that has waited too long."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, Final

import structlog
from sqlalchemy import Row, text

from tributary.kernel import BrandId, Outage, Refusal
from tributary.payments import operations
from tributary.payments.events import SessionSuperseded, WebhookReceived
from tributary.payments.reactions.refunding import send
from tributary.payments.reactions.settling import (
    expire_session,
    settle_payment,
    settle_session,
    settle_webhook,
)
from tributary.payments.rules import ATTEMPTS_MAX, SessionState
from tributary.platform import Desk

SESSION_AGE: Final = timedelta(minutes=10)
EVENT_AGE: Final = timedelta(minutes=2)
REFUND_AGE: Final = timedelta(minutes=5)
BATCH_MAX: Final = 200

WAITING_SESSIONS: Final = """
    SELECT id, state, provider_session_id, expires_at FROM payment_sessions
    WHERE brand_id = :brand AND closed_at IS NULL AND attempted_at <= :before
    ORDER BY attempted_at LIMIT :most
"""

WAITING_EVENTS: Final = """
    SELECT provider, event_id FROM webhook_events
    WHERE brand_id = :brand AND state IN ('received', 'failed') AND received_at <= :before
      AND attempts < :attempts
    ORDER BY received_at LIMIT :most
"""

WAITING_REFUNDS: Final = """
    SELECT id FROM refunds
    WHERE brand_id = :brand AND resolved_at IS NULL
      AND coalesce(attempted_at, created_at) <= :before
    ORDER BY created_at LIMIT :most
"""

UNKNOWN_FEES: Final = """
    SELECT provider_payment_id FROM receipts
    WHERE brand_id = :brand AND state = 'received' AND NOT fee_known
      AND created_at BETWEEN CAST(:before AS timestamptz) - interval '7 days' AND :before
    ORDER BY created_at LIMIT :most
"""

log = structlog.get_logger()


async def sweep_payments(desk: Desk, brand_id: BrandId) -> None:
    """Look up sessions, events, refunds and fees that wait, and end links whose time is over."""
    now = desk.clock()
    async with desk.work(brand_id, "sweeper") as work:
        await operations.expire_links(work, now=now)
    for session in await _waiting(desk, brand_id, WAITING_SESSIONS, SESSION_AGE):
        await _each(brand_id, session.id, _look_at(desk, brand_id, session))
    for event in await _waiting(
        desk, brand_id, WAITING_EVENTS, EVENT_AGE, attempts=ATTEMPTS_MAX * 10
    ):
        received = WebhookReceived(brand_id, event.provider, event.event_id)
        await _each(brand_id, event.event_id, partial(settle_webhook, desk, received))
    for refund in await _waiting(desk, brand_id, WAITING_REFUNDS, REFUND_AGE):
        await _each(brand_id, refund.id, partial(send, desk, brand_id, refund.id))
    for receipt in await _waiting(desk, brand_id, UNKNOWN_FEES, REFUND_AGE):
        payment_id: str = receipt.provider_payment_id
        await _each(brand_id, payment_id, partial(settle_payment, desk, brand_id, payment_id))


async def _waiting(
    desk: Desk, brand_id: BrandId, sql: str, age: timedelta, **parameters: object
) -> Sequence[Row[Any]]:
    scope = {"brand": brand_id, "before": desk.clock() - age, "most": BATCH_MAX, **parameters}
    async with desk.database.reading(brand_id) as session:
        return (await session.execute(text(sql), scope)).all()


async def _each(brand_id: BrandId, subject: object, step: Callable[[], Awaitable[None]]) -> None:
    """Do one step; a provider that is out must not keep the rest from being looked at."""
    try:
        await step()
    except (Outage, Refusal) as failure:
        log.warning(
            "payment_sweep_waits", brand_id=str(brand_id), subject=str(subject), why=str(failure)
        )


def _look_at(desk: Desk, brand_id: BrandId, row: Row[Any]) -> Callable[[], Awaitable[None]]:
    async def look() -> None:
        refused: Refusal | None = None
        try:
            await ask()
        except Refusal as refusal:
            refused = refusal
        # What the provider will never tell makes room for the sessions behind it.
        async with desk.work(brand_id, "sweeper") as work:
            await operations.note_looked_up(work, session_id=row.id, now=desk.clock())
        if refused is not None:
            raise refused

    async def ask() -> None:
        if row.provider_session_id is not None and row.state == SessionState.SUPERSEDED:
            await expire_session(desk, SessionSuperseded(brand_id, row.id))
        elif row.provider_session_id is not None:
            await settle_session(desk, brand_id, row.id)

    return look
