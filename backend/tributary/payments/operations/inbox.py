"""The webhook inbox: store first, answer, then find out what is true."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from tributary.payments.events import WebhookReceived
from tributary.payments.model import WebhookEvent, table_of
from tributary.payments.ports import WebhookMessage
from tributary.payments.rules import EventState
from tributary.platform import Work


async def receive_webhook(work: Work, *, message: WebhookMessage, payload: str) -> bool:
    """Store a verified event and order its handling, in one transaction; False when it is known.

    An event that was handled before is only acknowledged. One that came before but was not
    handled to the end is ordered again: de-duplication counts successes, not arrivals.
    """
    stored = await work.session.execute(
        insert(table_of(WebhookEvent))
        .values(
            brand_id=work.brand_id,
            provider=message.provider,
            event_id=message.event_id,
            kind=message.kind,
            payload=payload,
            provider_session_id=message.provider_session_id,
            provider_payment_id=message.payment_id,
            received_at=work.opened_at,
            state=EventState.RECEIVED.value,
            attempts=0,
        )
        .on_conflict_do_nothing()
        .returning(WebhookEvent.event_id)
    )
    new = stored.first() is not None
    if new or await _waits(work, message):
        work.announce(
            WebhookReceived(
                brand_id=work.brand_id, provider=message.provider, event_id=message.event_id
            )
        )
    return new


async def _waits(work: Work, message: WebhookMessage) -> bool:
    rows = await work.rows(
        "SELECT 1 FROM webhook_events WHERE brand_id = :brand AND provider = :provider "
        "AND event_id = :event AND state = 'failed'",
        brand=work.brand_id,
        provider=message.provider,
        event=message.event_id,
    )
    return bool(rows)


async def close_event(
    work: Work, *, provider: str, event_id: str, state: EventState, error: str | None = None
) -> None:
    """Note what became of an event."""
    await work.run(
        """
        UPDATE webhook_events
        SET state = :state, handled_at = :now, attempts = attempts + 1, error = :error
        WHERE brand_id = :brand AND provider = :provider AND event_id = :event
          AND state IN ('received', 'failed')
        """,
        brand=work.brand_id,
        provider=provider,
        event=event_id,
        state=state.value,
        now=work.opened_at,
        error=error,
    )


async def note_attempt(work: Work, *, provider: str, event_id: str, error: str) -> None:
    """Note that the provider could not be asked about an event; it waits for another try."""
    await work.run(
        "UPDATE webhook_events SET attempts = attempts + 1, error = :error "
        "WHERE brand_id = :brand AND provider = :provider AND event_id = :event "
        "AND state IN ('received', 'failed')",
        brand=work.brand_id,
        provider=provider,
        event=event_id,
        error=error,
    )


async def replay_event(work: Work, *, provider: str, event_id: str, brand_id: UUID) -> None:
    """Order an event to be handled again, whatever became of it; the outcome is the same."""
    await work.audit(
        "payments.replay_event",
        subject="webhook_event",
        after={"provider": provider, "event_id": event_id},
    )
    work.announce(WebhookReceived(brand_id=brand_id, provider=provider, event_id=event_id))
