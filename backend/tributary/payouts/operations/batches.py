"""Batches before anything leaves: prepare, submit, cancel."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from tributary import identity
from tributary.identity import Role
from tributary.kernel import (
    Currency,
    Money,
    PayoutBatchId,
    PayoutItemId,
    Refusal,
    UserId,
    business_date,
    derived_id,
    document_number,
    new_id,
)
from tributary.payouts import queries
from tributary.payouts.operations.accounts import provider_of
from tributary.payouts.operations.reservations import void_from
from tributary.payouts.queries import BatchUnknown
from tributary.payouts.rules import (
    BATCH_TRANSITIONS,
    BatchState,
    Payee,
    PayoutStateForbids,
    items_sha256,
    require_way,
)
from tributary.platform import Work, idempotency, numbers

STOPPERS = (Role.PAYOUT_OPERATOR, Role.FINANCE_DIRECTOR, Role.OWNER)
"""Who may stop a batch: preparing and releasing take one role each, stopping takes either."""


class NothingPayable(Refusal):
    """No distributor can be paid now.

    Look at the preview: it says why for each of them.
    """


async def prepare_batch(
    work: Work, *, rail: str, currency: Currency, minimum: Money
) -> PayoutBatchId:
    """Write a batch that pays everybody payable what is available now; the asker is its maker.

    Needs an idempotency key: the same request of the same person answers with the same batch.

    Refuses:
        RoleMissing: whoever asks is no payout operator.
        PersonMissing: nobody asks.
        NothingPayable: no distributor can be paid.
    """
    await identity.require_role(work, Role.PAYOUT_OPERATOR)
    maker_id = identity.acting_person(work)
    request = {
        "deed": "payouts.prepare_batch",
        "user": maker_id,
        "rail": rail,
        "currency": currency,
        "minimum": minimum,
    }

    async def deed() -> Mapping[str, object]:
        return {"batch_id": await _prepare(work, rail, currency, minimum, maker_id)}

    answer = await idempotency.once(work, request, deed)
    return PayoutBatchId(UUID(answer["batch_id"]))


async def submit_batch(work: Work, *, batch_id: PayoutBatchId) -> None:
    """Freeze a draft and hand it to the second person.

    Refuses:
        RoleMissing: whoever asks is no payout operator.
        BatchUnknown: there is no such batch.
        PayoutStateForbids: it is no draft any more.
    """
    await identity.require_role(work, Role.PAYOUT_OPERATOR)
    batch = await lock_batch(work, batch_id)
    require_way(BATCH_TRANSITIONS, BatchState(batch.state), BatchState.SUBMITTED, what=batch.number)
    digest = items_sha256(await queries.frozen_items(work.session, work.brand_id, batch_id))
    await work.run(
        """
        UPDATE payout_batches SET state = 'submitted', items_sha256 = :digest, submitted_at = :now
        WHERE brand_id = :brand AND id = :batch
        """,
        brand=work.brand_id,
        batch=batch_id,
        digest=digest,
        now=work.opened_at,
    )
    await work.audit(
        "payouts.submit_batch",
        subject="payout_batch",
        subject_id=batch_id,
        before={"state": batch.state},
        after={"state": "submitted", "items_sha256": digest, "total_minor": batch.total_minor},
    )


async def cancel_batch(work: Work, *, batch_id: PayoutBatchId, reason: str) -> int:
    """Cancel what has not been sent of a batch; return how many items those are.

    A batch that was not released is cancelled as a whole. Of a released one the items that are
    proven not executed are cancelled and their reservations given back; the others go their way.

    Refuses:
        RoleMissing: whoever asks may not do this.
        BatchUnknown: there is no such batch.
        PayoutStateForbids: nothing is left to cancel.
    """
    await identity.require_role(work, *STOPPERS)
    batch = await lock_batch(work, batch_id)
    state = BatchState(batch.state)
    if state is not BatchState.RELEASED:
        require_way(BATCH_TRANSITIONS, state, BatchState.CANCELLED, what=batch.number)
    cancelled = await work.rows(
        """
        UPDATE payout_items SET state = 'cancelled', resolved_at = :now, waiting_reason = NULL
        WHERE brand_id = :brand AND batch_id = :batch AND state = 'ready' RETURNING id
        """,
        brand=work.brand_id,
        batch=batch_id,
        now=work.opened_at,
    )
    if not cancelled:
        raise PayoutStateForbids(f"Nothing of {batch.number} is left to cancel.")
    following = state if state is BatchState.RELEASED else BatchState.CANCELLED
    if state is BatchState.RELEASED:
        await void_from(work, [PayoutItemId(row.id) for row in cancelled])
    else:
        await work.run(
            """
            UPDATE payout_batches SET state = 'cancelled', cancel_reason = :reason
            WHERE brand_id = :brand AND id = :batch
            """,
            brand=work.brand_id,
            batch=batch_id,
            reason=reason,
        )
    await work.audit(
        "payouts.cancel_batch",
        subject="payout_batch",
        subject_id=batch_id,
        before={"state": state},
        after={"state": following, "cancelled": [row.id for row in cancelled]},
        reason=reason,
    )
    return len(cancelled)


async def lock_batch(work: Work, batch_id: PayoutBatchId) -> Row[Any]:
    """Return a batch that nobody else changes until this work ends.

    Refuses:
        BatchUnknown: there is no such batch.
    """
    rows = await work.rows(
        "SELECT * FROM payout_batches WHERE brand_id = :brand AND id = :batch FOR UPDATE",
        brand=work.brand_id,
        batch=batch_id,
    )
    if not rows:
        raise BatchUnknown(f"There is no payout batch {batch_id}.")
    return rows[0]


async def _prepare(
    work: Work, rail: str, currency: Currency, minimum: Money, maker_id: UserId
) -> PayoutBatchId:
    found = await queries.preview(
        work.session,
        work.brand_id,
        rail=rail,
        currency=currency,
        minimum=minimum,
        now=work.opened_at,
    )
    if not found.payable:
        raise NothingPayable(
            f"Nobody can be paid in {currency} by {rail} from {minimum} on: see the preview."
        )
    brand = await identity.brand_of(work.session, work.brand_id)
    series = f"PO-{business_date(work.opened_at, brand.time_zone).year}"
    (ordinal,) = await numbers.take(work, series)
    batch_id = PayoutBatchId(new_id())
    number = document_number(series, ordinal)
    await work.run(
        """
        INSERT INTO payout_batches (brand_id, id, number, rail, provider_id, currency,
          minimum_minor, state, item_count, total_minor, maker_id, created_at)
        VALUES (:brand, :id, :number, :rail, :provider, :currency, :minimum, 'draft', :count,
                :total, :maker, :now)
        """,
        brand=work.brand_id,
        id=batch_id,
        number=number,
        rail=rail,
        provider=provider_of(work.brand_id, rail),
        currency=currency,
        minimum=minimum.minor,
        count=len(found.payable),
        total=found.total.minor,
        maker=maker_id,
        now=work.opened_at,
    )
    await _add_items(work, batch_id, found.payable)
    await work.audit(
        "payouts.prepare_batch",
        subject="payout_batch",
        subject_id=batch_id,
        after={"number": number, "items": len(found.payable), "total": found.total},
    )
    return batch_id


async def _add_items(work: Work, batch_id: PayoutBatchId, payable: Sequence[Payee]) -> None:
    await work.run(
        """
        INSERT INTO payout_items (brand_id, id, batch_id, distributor_id, payee_account_id,
          destination, currency, amount_minor, state, generation, fence, created_at)
        SELECT :brand, u.id, :batch, u.distributor, u.account, u.destination, u.currency, u.amount,
               'ready', 1, 0, :now
        FROM unnest(CAST(:ids AS uuid[]), CAST(:distributors AS uuid[]), CAST(:accounts AS uuid[]),
                    CAST(:destinations AS text[]), CAST(:currencies AS text[]),
                    CAST(:amounts AS bigint[]))
          AS u (id, distributor, account, destination, currency, amount)
        """,
        brand=work.brand_id,
        batch=batch_id,
        now=work.opened_at,
        ids=[derived_id("payout_item", batch_id, payee.distributor_id) for payee in payable],
        distributors=[payee.distributor_id for payee in payable],
        accounts=[payee.account_id for payee in payable],
        destinations=[payee.destination for payee in payable],
        currencies=[payee.available.currency for payee in payable],
        amounts=[payee.available.minor for payee in payable],
    )
