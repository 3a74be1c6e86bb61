"""Ask the provider what its webhooks should have told about refunds, and did not."""

from datetime import timedelta
from typing import Final

from sqlalchemy import text

from tributary.kernel import BrandId
from tributary.payments import operations
from tributary.payments.ports import WebhookMessage
from tributary.payments.reactions.opening import provider_of
from tributary.platform import Desk

LOOK_BACK: Final = timedelta(days=3)
"""For so long a provider repeats a webhook itself; what is older was lost for good."""

ASKED: Final = '{"asked": true}'
"""Stands where the words of a webhook stand: we asked, and were told only what it was about."""

OURS: Final = """
    SELECT r.provider_payment_id FROM receipts r
    WHERE r.brand_id = :brand AND r.provider = :provider AND r.provider_payment_id = ANY (:payments)
"""

KNOWN: Final = """
    SELECT e.event_id FROM webhook_events e
    WHERE e.brand_id = :brand AND e.provider = :provider AND e.event_id = ANY (:events)
"""


async def ask_for_missed(desk: Desk, brand_id: BrandId) -> None:
    """Put what no webhook brought into the inbox, from where it goes its usual way.

    Pages and payments have a sweeper that knows what it waits for. Of a refund that somebody made
    at the provider we know nothing, so only the provider's own list can tell.
    """
    told = await provider_of(desk).refund_events_since(desk.clock() - LOOK_BACK)
    missed = await _missed(desk, brand_id, [each for each in told if each.payment_id])
    for message in missed:
        async with desk.work(brand_id, "payments:ask") as work:
            await operations.receive_webhook(work, message=message, payload=ASKED)


async def _missed(
    desk: Desk, brand_id: BrandId, told: list[WebhookMessage]
) -> list[WebhookMessage]:
    """Return the events about payments of this brand that never came; an account has many."""
    scope = {
        "brand": brand_id,
        "provider": provider_of(desk).name,
        "payments": [each.payment_id for each in told],
        "events": [each.event_id for each in told],
    }
    async with desk.database.reading(brand_id) as session:
        ours = set(await session.scalars(text(OURS), scope))
        known = set(await session.scalars(text(KNOWN), scope))
    return [each for each in told if each.payment_id in ours and each.event_id not in known]
