"""Items on their way: claimed with a fence, settled together with the books, completed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row

from tributary.kernel import (
    Currency,
    DistributorId,
    Money,
    PayoutBatchId,
    PayoutItemId,
)
from tributary.payouts.events import PayoutBatchCompleted, PayoutsResolved
from tributary.payouts.operations.batches import lock_batch
from tributary.payouts.operations.reservations import post_from, void_from
from tributary.payouts.rules import (
    ITEM_TRANSITIONS,
    LOOK_UP_AFTER,
    STALE_AFTER,
    Claim,
    ItemState,
    Outcome,
    require_way,
)
from tributary.platform import Work

_READY: Final = """
    SELECT i.id, i.batch_id, i.distributor_id, i.destination, i.currency, i.amount_minor,
           i.generation, i.fence, i.state, true AS may_send
    FROM payout_items i
    JOIN payout_batches b ON b.brand_id = :brand AND b.id = i.batch_id AND b.state = 'released'
    JOIN payee_accounts y ON y.brand_id = :brand AND y.id = i.payee_account_id
      AND y.state = 'active'
    WHERE i.brand_id = :brand AND i.batch_id = :batch AND i.state = 'ready'
      AND i.resolved_at IS NULL AND i.amount_minor <= :budget
    ORDER BY i.id LIMIT :limit FOR UPDATE OF i SKIP LOCKED
"""

_UNSETTLED: Final = """
    SELECT i.id, i.batch_id, i.distributor_id, i.destination, i.currency, i.amount_minor,
           i.generation, i.fence, i.state, y.state = 'active' AS may_send
    FROM payout_items i
    JOIN payee_accounts y ON y.brand_id = :brand AND y.id = i.payee_account_id
    WHERE i.brand_id = :brand AND i.resolved_at IS NULL
      AND ((i.state = 'sending' AND i.attempted_at < :stale)
        OR (i.state = 'unknown' AND i.attempted_at < :looked_up))
    ORDER BY i.attempted_at, i.id LIMIT :limit FOR UPDATE OF i SKIP LOCKED
"""

_CLAIM: Final = """
    UPDATE payout_items SET state = :state, fence = fence + 1, attempted_at = :now
    WHERE brand_id = :brand AND id = ANY (:items)
"""

_SETTLE: Final = """
    UPDATE payout_items i
    SET state = u.state, generation = u.generation, provider_transfer_id = u.provider_transfer_id,
        waiting_reason = u.waiting_reason, failure = u.failure,
        resolved_at = CASE WHEN u.is_final THEN CAST(:now AS timestamptz) END
    FROM unnest(CAST(:ids AS uuid[]), CAST(:states AS text[]), CAST(:generations AS bigint[]),
                CAST(:transfers AS text[]), CAST(:waitings AS text[]), CAST(:failures AS text[]),
                CAST(:finals AS boolean[]))
      AS u (id, state, generation, provider_transfer_id, waiting_reason, failure, is_final)
    WHERE i.brand_id = :brand AND i.id = u.id
"""

_NOTE_WAITING: Final = """
    UPDATE payout_items i
    SET waiting_reason = CASE WHEN y.state = 'active' THEN :reason
                              ELSE 'The payee account is on hold: ' || y.hold_reason END
    FROM payee_accounts y
    WHERE i.brand_id = :brand AND i.batch_id = :batch AND i.state = 'ready'
      AND y.brand_id = :brand AND y.id = i.payee_account_id
"""


async def claim_ready(
    work: Work, *, batch_id: PayoutBatchId, budget: Money, limit: int
) -> list[Claim]:
    """Take items of a released batch into one worker's hands, as far as a budget goes.

    The caller commits before it calls the rail: whatever happens then, the item says so.
    """
    rows = await work.rows(
        _READY, brand=work.brand_id, batch=batch_id, budget=budget.minor, limit=limit
    )
    within: list[Row[Any]] = []
    spent = 0
    for row in rows:
        if spent + row.amount_minor <= budget.minor:
            within.append(row)
            spent += row.amount_minor
    return await _claim(work, within, ItemState.SENDING)


async def claim_unsettled(work: Work, *, now: datetime, limit: int) -> list[Claim]:
    """Take items whose outcome nobody knows into one worker's hands, to look them up.

    Those are unknown ones, and those a worker has claimed and never settled: it is dead, or so
    slow that its fence now keeps it from writing.
    """
    rows = await work.rows(
        _UNSETTLED,
        brand=work.brand_id,
        stale=now - STALE_AFTER,
        looked_up=now - LOOK_UP_AFTER,
        limit=limit,
    )
    return await _claim(work, rows, ItemState.UNKNOWN)


async def settle(work: Work, outcomes: Sequence[Outcome]) -> int:
    """Write what became of claims, items and books in one transaction; return how many.

    An outcome whose fence is not its item's last one is dropped: somebody else has taken the item
    over, and looks up what this one did.
    """
    current = await work.rows(
        """
        SELECT i.id, i.state, i.fence FROM payout_items i
        WHERE i.brand_id = :brand AND i.id = ANY (:items) ORDER BY i.id FOR UPDATE
        """,
        brand=work.brand_id,
        items=[outcome.claim.item_id for outcome in outcomes],
    )
    held = {
        (row.id, row.fence): ItemState(row.state)
        for row in current
        if not ItemState(row.state).is_final
    }
    mine = [one for one in outcomes if _key(one) in held]
    for one in mine:
        before = held[_key(one)]
        if before is not one.state:
            require_way(ITEM_TRANSITIONS, before, one.state, what=f"Payout {one.claim.item_id}")
    if not mine:
        return 0
    await _write(work, mine)
    await post_from(work, _ids(mine, ItemState.PAID))
    await void_from(work, _ids(mine, ItemState.FAILED))
    await _audit(work, mine, held)
    for batch_id in sorted({one.claim.batch_id for one in mine if one.state.is_final}):
        work.announce(PayoutsResolved(work.brand_id, batch_id, work.opened_at))
    return len(mine)


async def note_waiting(work: Work, *, batch_id: PayoutBatchId, reason: str) -> None:
    """Say on every item that was not sent why it waits; one whose payee is on hold says so."""
    await lock_batch(work, batch_id)
    await work.run(_NOTE_WAITING, brand=work.brand_id, batch=batch_id, reason=reason)
    work.tell("payout_batch", batch_id)


async def complete_batch(work: Work, *, batch_id: PayoutBatchId) -> bool:
    """Complete a released batch when each of its items is final; tell whether this did it."""
    completed = await work.run(
        """
        UPDATE payout_batches b SET state = 'completed', completed_at = :now
        WHERE b.brand_id = :brand AND b.id = :batch AND b.state = 'released'
          AND NOT EXISTS (SELECT 1 FROM payout_items i WHERE i.brand_id = :brand
                          AND i.batch_id = b.id AND i.resolved_at IS NULL)
        """,
        brand=work.brand_id,
        batch=batch_id,
        now=work.opened_at,
    )
    if not completed:
        return False
    await work.audit(
        "payouts.complete_batch",
        subject="payout_batch",
        subject_id=batch_id,
        before={"state": "released"},
        after={"state": "completed"},
    )
    work.announce(PayoutBatchCompleted(work.brand_id, batch_id))
    return True


async def _claim(work: Work, rows: Sequence[Row[Any]], state: ItemState) -> list[Claim]:
    if not rows:
        return []
    await work.run(
        _CLAIM,
        brand=work.brand_id,
        items=[row.id for row in rows],
        state=state.value,
        now=work.opened_at,
    )
    claims = [
        Claim(
            item_id=PayoutItemId(row.id),
            batch_id=PayoutBatchId(row.batch_id),
            distributor_id=DistributorId(row.distributor_id),
            destination=row.destination,
            amount=Money(row.amount_minor, Currency(row.currency)),
            generation=row.generation,
            fence=row.fence + 1,
            may_send=row.may_send,
        )
        for row in rows
    ]
    before = {str(row.id): row.state for row in rows}
    for batch_id in sorted({one.batch_id for one in claims}):
        fences = {str(one.item_id): one.fence for one in claims if one.batch_id == batch_id}
        await work.audit(
            "payouts.claim_items",
            subject="payout_batch",
            subject_id=batch_id,
            before={item: before[item] for item in fences},
            after={item: {"state": state, "fence": fence} for item, fence in fences.items()},
        )
    return claims


async def _write(work: Work, outcomes: Sequence[Outcome]) -> None:
    await work.run(
        _SETTLE,
        brand=work.brand_id,
        now=work.opened_at,
        ids=[one.claim.item_id for one in outcomes],
        states=[one.state.value for one in outcomes],
        generations=[one.generation for one in outcomes],
        transfers=[one.provider_transfer_id for one in outcomes],
        waitings=[None if one.state.is_final else one.reason for one in outcomes],
        failures=[one.reason if one.state is ItemState.FAILED else None for one in outcomes],
        finals=[one.state.is_final for one in outcomes],
    )


async def _audit(
    work: Work, outcomes: Sequence[Outcome], held: dict[tuple[PayoutItemId, int], ItemState]
) -> None:
    for batch_id in sorted({one.claim.batch_id for one in outcomes}):
        of_batch = [one for one in outcomes if one.claim.batch_id == batch_id]
        await work.audit(
            "payouts.settle_items",
            subject="payout_batch",
            subject_id=batch_id,
            before={str(one.claim.item_id): held[_key(one)] for one in of_batch},
            after={str(one.claim.item_id): _told(one) for one in of_batch},
        )


def _told(outcome: Outcome) -> dict[str, object]:
    return {
        "state": outcome.state,
        "generation": outcome.generation,
        "provider_transfer_id": outcome.provider_transfer_id,
        "reason": outcome.reason,
    }


def _key(outcome: Outcome) -> tuple[PayoutItemId, int]:
    return outcome.claim.item_id, outcome.claim.fence


def _ids(outcomes: Sequence[Outcome], state: ItemState) -> list[PayoutItemId]:
    return [one.claim.item_id for one in outcomes if one.state is state]
