"""Endpoints as the owner of a brand makes, changes and deletes them."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from tributary import identity
from tributary.identity import Role
from tributary.integrations.operations.outcomes import disable, give_up
from tributary.integrations.operations.secrets import end_secrets, forget_secrets, make_secret
from tributary.integrations.rules import (
    DisabledBy,
    EndpointDraft,
    EndpointState,
    require_endpoint,
)
from tributary.kernel import Refusal, new_id
from tributary.platform import Seals, Work

ENDPOINTS_MAX: Final = 20


class WebhookEndpointUnknown(Refusal):
    """The brand has no such endpoint, or it is deleted.

    Load the list anew.
    """


class WebhookEndpointsFull(Refusal):
    """The brand has as many endpoints as it can have.

    Delete one that nobody listens at, or let one address hear of more.
    """


@dataclass(frozen=True, slots=True)
class MadeEndpoint:
    """An endpoint, and what signs for it; that is told this once."""

    endpoint_id: UUID
    secret: str


async def create_endpoint(work: Work, seals: Seals, draft: EndpointDraft) -> MadeEndpoint:
    """Tell another program what happens from now on.

    Refuses:
        RoleMissing: whoever acts does not own the brand.
        WebhookEndpointInvalid: the address cannot be used, or nothing is to be sent there.
        WebhookEndpointsFull: there are too many.
    """
    await identity.require_role(work, Role.OWNER)
    require_endpoint(draft)
    await _require_room(work)
    endpoint_id = new_id()
    await work.run(
        """
        INSERT INTO webhook_endpoints (brand_id, id, address, description, kinds, state,
                                       created_by, created_at, changed_at)
        VALUES (:brand, :id, :address, :description, :kinds, 'enabled', :creator, :now, :now)
        """,
        brand=work.brand_id,
        id=endpoint_id,
        **_columns(draft),
        creator=work.actor.user_id,
        now=work.opened_at,
    )
    secret = await make_secret(work, seals, endpoint_id)
    await work.audit(
        "integrations.create_webhook_endpoint",
        subject="webhook_endpoint",
        subject_id=endpoint_id,
        after=_columns(draft),
    )
    return MadeEndpoint(endpoint_id, secret)


async def update_endpoint(
    work: Work, endpoint_id: UUID, draft: EndpointDraft, *, is_enabled: bool
) -> None:
    """Send elsewhere, tell of something else, stop telling, or begin again.

    Refuses:
        RoleMissing: whoever acts does not own the brand.
        WebhookEndpointUnknown: there is none.
        WebhookEndpointInvalid: the address cannot be used, or nothing is to be sent there.
    """
    await identity.require_role(work, Role.OWNER)
    before = await _held(work, endpoint_id)
    require_endpoint(draft)
    after = _columns(draft)
    held = {name: getattr(before, name) for name in after}
    if after != held:
        await work.run(
            """
            UPDATE webhook_endpoints
            SET address = :address, description = :description, kinds = :kinds, changed_at = :now
            WHERE brand_id = :brand AND id = :endpoint
            """,
            brand=work.brand_id,
            endpoint=endpoint_id,
            **after,
            now=work.opened_at,
        )
        await work.audit(
            "integrations.update_webhook_endpoint",
            subject="webhook_endpoint",
            subject_id=endpoint_id,
            before=held,
            after=after,
        )
    if is_enabled and before.state == EndpointState.DISABLED:
        await _enable(work, endpoint_id)
    elif not is_enabled and before.state == EndpointState.ENABLED:
        await disable(work, endpoint_id, by=DisabledBy.PERSON)


async def rotate_endpoint_secret(work: Work, seals: Seals, endpoint_id: UUID) -> str:
    """Sign with another secret; for a day the one before signs, too.

    Refuses:
        RoleMissing: whoever acts does not own the brand.
        WebhookEndpointUnknown: there is none.
    """
    await identity.require_role(work, Role.OWNER)
    await _held(work, endpoint_id)
    await end_secrets(work, endpoint_id)
    secret = await make_secret(work, seals, endpoint_id)
    await work.audit(
        "integrations.rotate_webhook_secret", subject="webhook_endpoint", subject_id=endpoint_id
    )
    return secret


async def delete_endpoint(work: Work, endpoint_id: UUID) -> None:
    """Send nothing to an endpoint any more, for good; its log stays for a while.

    Refuses:
        RoleMissing: whoever acts does not own the brand.
        WebhookEndpointUnknown: there is none.
    """
    await identity.require_role(work, Role.OWNER)
    before = await _held(work, endpoint_id)
    await work.run(
        """
        UPDATE webhook_endpoints SET state = 'deleted', disabled_by = NULL, changed_at = :now
        WHERE brand_id = :brand AND id = :endpoint
        """,
        brand=work.brand_id,
        endpoint=endpoint_id,
        now=work.opened_at,
    )
    await give_up(work, endpoint_id)
    await forget_secrets(work, endpoint_id)
    await work.audit(
        "integrations.delete_webhook_endpoint",
        subject="webhook_endpoint",
        subject_id=endpoint_id,
        before={"state": before.state},
        after={"state": EndpointState.DELETED.value},
    )


async def _enable(work: Work, endpoint_id: UUID) -> None:
    await work.run(
        """
        UPDATE webhook_endpoints
        SET state = 'enabled', disabled_by = NULL, failing_since = NULL, changed_at = :now
        WHERE brand_id = :brand AND id = :endpoint
        """,
        brand=work.brand_id,
        endpoint=endpoint_id,
        now=work.opened_at,
    )
    await work.audit(
        "integrations.enable_webhook_endpoint",
        subject="webhook_endpoint",
        subject_id=endpoint_id,
        before={"state": EndpointState.DISABLED.value},
        after={"state": EndpointState.ENABLED.value},
    )


def _columns(draft: EndpointDraft) -> dict[str, str]:
    return {
        "address": draft.address,
        "description": draft.description.strip(),
        "kinds": " ".join(sorted(draft.kinds)),
    }


async def _require_room(work: Work) -> None:
    (row,) = await work.rows(
        "SELECT count(*) AS held FROM webhook_endpoints "
        "WHERE brand_id = :brand AND state <> 'deleted'",
        brand=work.brand_id,
    )
    if row.held >= ENDPOINTS_MAX:
        raise WebhookEndpointsFull(f"A brand has at most {ENDPOINTS_MAX} endpoints.")


async def _held(work: Work, endpoint_id: UUID) -> Row[Any]:
    rows = await work.rows(
        """
        SELECT address, description, kinds, state FROM webhook_endpoints
        WHERE brand_id = :brand AND id = :endpoint AND state <> 'deleted' FOR UPDATE
        """,
        brand=work.brand_id,
        endpoint=endpoint_id,
    )
    if not rows:
        raise WebhookEndpointUnknown("There is no such endpoint in this brand.")
    return rows[0]
