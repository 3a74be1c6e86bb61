"""Send again, and send to see whether anything arrives."""

from datetime import datetime
from typing import Final
from uuid import UUID

from tributary import identity
from tributary.identity import Role
from tributary.integrations.events import EndpointDue
from tributary.integrations.operations.announcing import tell
from tributary.integrations.operations.endpoints import WebhookEndpointUnknown
from tributary.integrations.rules import EndpointState, FactKind, body_of, fact_of
from tributary.kernel import Refusal, derived_id, new_id
from tributary.platform import Work

REPLAYS_MAX: Final = 1000
"""How many deliveries are sent again at a time."""


class WebhookDeliveryUnknown(Refusal):
    """The brand has no such delivery, or it is forgotten.

    Load the list anew; deliveries are kept for ninety days.
    """


class WebhookDeliveryUnderWay(Refusal):
    """The delivery is not over: it is being sent, or will be tried again.

    Wait for it, or look at its attempts for what does not take it.
    """


class WebhookEndpointDisabled(Refusal):
    """Nothing is sent to this endpoint.

    Enable it first.
    """


async def send_test(work: Work, endpoint_id: UUID) -> UUID:
    """Send an endpoint a message that says nothing; return its delivery.

    Refuses:
        RoleMissing: whoever acts does not own the brand.
        WebhookEndpointUnknown: there is none.
        WebhookEndpointDisabled: nothing is sent to it.
    """
    await identity.require_role(work, Role.OWNER)
    await _require_enabled(work, endpoint_id)
    message_id = new_id()
    kind = FactKind.WEBHOOK_TEST
    body = body_of(kind, [fact_of(kind, {"id": endpoint_id})], at=work.opened_at)
    await tell(work, message_id, kind, body, [endpoint_id])
    work.announce(EndpointDue(work.brand_id, endpoint_id, work.opened_at))
    await work.audit(
        "integrations.send_test_webhook",
        subject="webhook_endpoint",
        subject_id=endpoint_id,
        after={"message_id": message_id},
    )
    return derived_id("webhook", message_id, endpoint_id)


async def replay_delivery(work: Work, delivery_id: UUID) -> None:
    """Send a delivery again that is over, the same message under the same id, for 72 hours.

    Refuses:
        RoleMissing: whoever acts does not own the brand.
        WebhookDeliveryUnknown: there is none.
        WebhookEndpointUnknown: its endpoint is deleted.
        WebhookEndpointDisabled: nothing is sent to its endpoint.
        WebhookDeliveryUnderWay: it is not over.
    """
    await identity.require_role(work, Role.OWNER)
    found = await work.rows(
        "SELECT endpoint_id FROM webhook_deliveries WHERE brand_id = :brand AND id = :delivery",
        brand=work.brand_id,
        delivery=delivery_id,
    )
    if not found:
        raise WebhookDeliveryUnknown("There is no such delivery in this brand.")
    endpoint_id: UUID = found[0].endpoint_id
    await _require_enabled(work, endpoint_id)
    replayed = await _begin_anew(work, endpoint_id, "id = :delivery", delivery=delivery_id)
    if not replayed:
        raise WebhookDeliveryUnderWay("This delivery is not over: look at it again in a while.")
    await work.audit(
        "integrations.replay_webhook_delivery",
        subject="webhook_delivery",
        subject_id=delivery_id,
        after={"endpoint_id": endpoint_id},
    )


async def replay_failed(work: Work, endpoint_id: UUID, *, since: datetime) -> int:
    """Send everything again that an endpoint did not take since an instant; return how many.

    Refuses:
        RoleMissing: whoever acts does not own the brand.
        WebhookEndpointUnknown: there is none.
        WebhookEndpointDisabled: nothing is sent to it.
    """
    await identity.require_role(work, Role.OWNER)
    await _require_enabled(work, endpoint_id)
    failed = "state = 'failed' AND created_at >= :since"
    replayed = await _begin_anew(work, endpoint_id, failed, since=since)
    await work.audit(
        "integrations.replay_failed_webhooks",
        subject="webhook_endpoint",
        subject_id=endpoint_id,
        after={"since": since, "deliveries": replayed},
    )
    return replayed


async def _begin_anew(work: Work, endpoint_id: UUID, which: str, **values: object) -> int:
    replayed = await work.run(
        f"""
        UPDATE webhook_deliveries
        SET state = 'waiting', settled_at = NULL, began_at = :now, next_attempt_at = :now,
            attempts_before = attempts
        WHERE brand_id = :brand AND id IN (
          SELECT id FROM webhook_deliveries
          WHERE brand_id = :brand AND endpoint_id = :endpoint AND settled_at IS NOT NULL
            AND {which}
          ORDER BY created_at, id LIMIT :most)
        """,  # noqa: S608  Conditions of this module.
        brand=work.brand_id,
        endpoint=endpoint_id,
        now=work.opened_at,
        most=REPLAYS_MAX,
        **values,
    )
    if replayed:
        work.announce(EndpointDue(work.brand_id, endpoint_id, work.opened_at))
    return replayed


async def _require_enabled(work: Work, endpoint_id: UUID) -> None:
    rows = await work.rows(
        "SELECT state FROM webhook_endpoints "
        "WHERE brand_id = :brand AND id = :endpoint AND state <> 'deleted' FOR UPDATE",
        brand=work.brand_id,
        endpoint=endpoint_id,
    )
    if not rows:
        raise WebhookEndpointUnknown("There is no such endpoint in this brand.")
    if rows[0].state != EndpointState.ENABLED:
        raise WebhookEndpointDisabled("Nothing is sent to this endpoint: enable it first.")
