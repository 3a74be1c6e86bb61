"""Write down what came of attempts, and what that means for the endpoint."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from tributary.integrations.events import EndpointDue
from tributary.integrations.operations.notifying import write_to_owners
from tributary.integrations.ports import Reply
from tributary.integrations.rules import (
    GONE,
    SUCCESSES,
    DeliveryState,
    DisabledBy,
    EndpointState,
    is_given_up,
    next_attempt,
)
from tributary.platform import Cause, Work

SOON: Final = timedelta(minutes=2)
"""What is tried again before then is announced; for the rest somebody looks every minute."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One attempt that was made."""

    delivery_id: UUID
    number: int
    failures: int
    """How many attempts of this round have failed, if this one has."""
    began_at: datetime
    ended_at: datetime
    milliseconds: int
    reply: Reply

    @property
    def is_success(self) -> bool:
        """Only an answer of 200 to 299 is one."""
        return self.reply.status in SUCCESSES


async def note(work: Work, endpoint_id: UUID, outcomes: Sequence[Outcome]) -> None:
    """Write outcomes down; what somebody else has taken over meanwhile is left to that one."""
    endpoint = await _locked(work, endpoint_id)
    is_enabled = endpoint.state == EndpointState.ENABLED
    following: list[datetime] = []
    succeeded_at = endpoint.succeeded_at
    if any(one.is_success for one in outcomes):
        succeeded_at = work.opened_at
    gone = any(one.reply.status == GONE for one in outcomes)
    is_over = False
    for one in outcomes:
        await _note_attempt(work, one)
        again = next_attempt(
            one.delivery_id, one.failures, began_at=one.began_at, now=work.opened_at
        )
        if one.is_success:
            await _settle(work, one, DeliveryState.DELIVERED)
        elif again is None or gone or not is_enabled:
            await _settle(work, one, DeliveryState.FAILED)
            is_over = is_over or is_given_up(began_at=one.began_at, succeeded_at=succeeded_at)
        else:
            await _wait(work, one, again)
            following.append(again)
    await _note_health(work, endpoint_id, outcomes, succeeded_at)
    if is_enabled and (gone or is_over):
        by = DisabledBy.GONE if gone else DisabledBy.FAILING
        await disable(work, endpoint_id, by=by)
        await write_to_owners(work, endpoint_id, by=by)
    elif following and min(following) <= work.opened_at + SOON:
        work.announce(EndpointDue(work.brand_id, endpoint_id, min(following)))


async def disable(work: Work, endpoint_id: UUID, *, by: DisabledBy) -> None:
    """Stop sending to an enabled endpoint; what waits for it has failed."""
    await work.run(
        """
        UPDATE webhook_endpoints SET state = 'disabled', disabled_by = :by, changed_at = :now
        WHERE brand_id = :brand AND id = :endpoint
        """,
        brand=work.brand_id,
        endpoint=endpoint_id,
        by=by.value,
        now=work.opened_at,
    )
    causes = {DisabledBy.GONE: Cause.WEBHOOK_GONE, DisabledBy.FAILING: Cause.WEBHOOK_FAILING}
    await give_up(work, endpoint_id)
    await work.audit(
        "integrations.disable_webhook_endpoint",
        subject="webhook_endpoint",
        subject_id=endpoint_id,
        before={"state": EndpointState.ENABLED.value},
        after={"state": EndpointState.DISABLED.value},
        reason=causes.get(by),
    )


async def give_up(work: Work, endpoint_id: UUID) -> int:
    """Fail what waits for an endpoint that nothing is sent to; what is on its way comes back."""
    return await work.run(
        """
        UPDATE webhook_deliveries SET state = 'failed', settled_at = :now
        WHERE brand_id = :brand AND endpoint_id = :endpoint AND settled_at IS NULL
          AND (state = 'waiting' OR next_attempt_at <= :now)
        """,
        brand=work.brand_id,
        endpoint=endpoint_id,
        now=work.opened_at,
    )


async def _locked(work: Work, endpoint_id: UUID) -> Row[Any]:
    (endpoint,) = await work.rows(
        "SELECT state, succeeded_at FROM webhook_endpoints "
        "WHERE brand_id = :brand AND id = :endpoint FOR UPDATE",
        brand=work.brand_id,
        endpoint=endpoint_id,
    )
    return endpoint


async def _note_attempt(work: Work, one: Outcome) -> None:
    await work.run(
        """
        UPDATE webhook_attempts
        SET ended_at = :ended, milliseconds = :took, status = :status, fault = :fault,
            response = :response
        WHERE brand_id = :brand AND delivery_id = :delivery AND number = :number
        """,
        brand=work.brand_id,
        delivery=one.delivery_id,
        number=one.number,
        ended=one.ended_at,
        took=one.milliseconds,
        status=one.reply.status,
        fault=one.reply.fault,
        response=one.reply.body,
    )


async def _settle(work: Work, one: Outcome, state: DeliveryState) -> None:
    await work.run(
        """
        UPDATE webhook_deliveries SET state = :state, settled_at = :now, last_status = :status
        WHERE brand_id = :brand AND id = :delivery AND attempts = :number AND state = 'sending'
        """,
        brand=work.brand_id,
        delivery=one.delivery_id,
        number=one.number,
        state=state.value,
        now=work.opened_at,
        status=one.reply.status,
    )


async def _wait(work: Work, one: Outcome, again: datetime) -> None:
    await work.run(
        """
        UPDATE webhook_deliveries
        SET state = 'waiting', next_attempt_at = :again, last_status = :status
        WHERE brand_id = :brand AND id = :delivery AND attempts = :number AND state = 'sending'
        """,
        brand=work.brand_id,
        delivery=one.delivery_id,
        number=one.number,
        again=again,
        status=one.reply.status,
    )


async def _note_health(
    work: Work, endpoint_id: UUID, outcomes: Sequence[Outcome], succeeded_at: datetime | None
) -> None:
    await work.run(
        """
        UPDATE webhook_endpoints
        SET succeeded_at = :succeeded,
            failing_since = CASE WHEN :has_failed AND NOT :has_succeeded
                                 THEN coalesce(failing_since, CAST(:now AS timestamptz)) END
        WHERE brand_id = :brand AND id = :endpoint
        """,
        brand=work.brand_id,
        endpoint=endpoint_id,
        succeeded=succeeded_at,
        has_failed=any(not one.is_success for one in outcomes),
        has_succeeded=any(one.is_success for one in outcomes),
        now=work.opened_at,
    )
