"""The second person releases a batch: approved, reserved and announced in one transaction."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Row

from tributary import commissions, identity
from tributary.identity import Role
from tributary.kernel import Currency, Money, PayoutBatchId, Refusal, UserId, business_date
from tributary.payouts import queries
from tributary.payouts.events import PayoutBatchReleased
from tributary.payouts.operations.batches import lock_batch
from tributary.payouts.operations.reservations import reserve_from
from tributary.payouts.rules import (
    BATCH_TRANSITIONS,
    BatchState,
    items_sha256,
    require_way,
)
from tributary.platform import Work

NAMED_MAX: Final = 5
"""How many payees a refusal names."""

_LEFT: Final = """
    SELECT p.code, p.id AS party_id,
           b.credits_minor - b.debits_minor - b.pending_debits_minor AS left_minor
    FROM payout_items i
    JOIN balances b ON b.brand_id = :brand AND b.account_id = ledger_account_id(
      :brand, :brand, 'commission_payable', i.distributor_id, i.currency)
    JOIN parties p ON p.brand_id = :brand AND p.id = i.distributor_id
    WHERE i.brand_id = :brand AND i.batch_id = :batch
    ORDER BY p.code COLLATE "C"
"""

_HELD: Final = """
    SELECT p.code FROM payout_items i
    JOIN payee_accounts y ON y.brand_id = :brand AND y.id = i.payee_account_id
    JOIN parties p ON p.brand_id = :brand AND p.id = i.distributor_id
    WHERE i.brand_id = :brand AND i.batch_id = :batch AND y.state <> 'active'
    ORDER BY p.code COLLATE "C"
"""


class ApprovalDiffers(Refusal):
    """Total or hash are not those of the batch as it was submitted.

    Look at the batch again before releasing it.
    """


class PayeeOnHold(Refusal):
    """A payee of the batch was put on hold after it was prepared.

    Take the payee off hold, or cancel the batch and prepare another one.
    """


class BalanceTooLow(Refusal):
    """A payee has earned less than the batch would pay: a clawback, or another batch, came first.

    Cancel the batch and prepare another one; it pays what is available then.
    """


async def release_batch(work: Work, *, batch_id: PayoutBatchId, total: Money, digest: str) -> None:
    """Approve a submitted batch as its second person, and reserve and send it.

    The reservation is made here and not when the batch is submitted: what nobody has approved
    does not keep money from others, and a batch that is turned down leaves no trace in the books.
    Posting locks the balances; what is read after it is therefore exact, and of two batches over
    the same earnings the second is refused.

    Args:
        work: the checker's work.
        batch_id: which batch.
        total: what the checker was shown.
        digest: the hash of the items that the checker was shown.

    Refuses:
        RoleMissing: whoever asks is neither finance director nor owner.
        PersonMissing: nobody asks.
        BatchUnknown: there is no such batch.
        PayoutStateForbids: it is not submitted.
        SecondPersonMissing: the maker asks, or somebody on the maker's behalf.
        ApprovalDiffers: total or hash are not those of the batch.
        PayeeOnHold: somebody in it is not to be paid.
        BalanceTooLow: somebody in it has earned less.
        PeriodClosed: the books closed meanwhile.
    """
    await identity.require_role(work, Role.FINANCE_DIRECTOR, Role.OWNER)
    checker_id = identity.acting_person(work)
    batch = await lock_batch(work, batch_id)
    require_way(BATCH_TRANSITIONS, BatchState(batch.state), BatchState.RELEASED, what=batch.number)
    identity.require_second_person(UserId(batch.maker_id), (checker_id, work.actor.on_behalf_of))
    await _require_same(work, batch, total, digest)
    await _require_nobody_held(work, batch)
    await reserve_from(work, batch_id)
    await _require_covered(work, batch)
    await _approve(work, batch_id, checker_id, total, digest)
    await work.audit(
        "payouts.release_batch",
        subject="payout_batch",
        subject_id=batch_id,
        before={"state": batch.state},
        after={"state": "released", "total": total, "items_sha256": digest},
    )
    work.announce(PayoutBatchReleased(work.brand_id, batch_id))


async def _approve(
    work: Work, batch_id: PayoutBatchId, checker_id: UserId, total: Money, digest: str
) -> None:
    await work.run(
        """
        UPDATE payout_batches
        SET state = 'released', checker_id = :checker, approved_total_minor = :total,
            approved_sha256 = :digest, released_at = :now
        WHERE brand_id = :brand AND id = :batch
        """,
        brand=work.brand_id,
        batch=batch_id,
        checker=checker_id,
        total=total.minor,
        digest=digest,
        now=work.opened_at,
    )


async def _require_same(work: Work, batch: Row[Any], total: Money, digest: str) -> None:
    items = await queries.frozen_items(work.session, work.brand_id, PayoutBatchId(batch.id))
    approved = (total.minor, total.currency, digest)
    submitted = (batch.total_minor, batch.currency, batch.items_sha256)
    present = (sum(item.amount.minor for item in items), batch.currency, items_sha256(items))
    if not approved == submitted == present:
        raise ApprovalDiffers(f"{batch.number} is not what was shown: look at it again.")


async def _require_nobody_held(work: Work, batch: Row[Any]) -> None:
    held = await work.rows(_HELD, brand=work.brand_id, batch=batch.id)
    if held:
        raise PayeeOnHold(f"{batch.number} pays {_named(held)} on hold.")


async def _require_covered(work: Work, batch: Row[Any]) -> None:
    # What is held is not there to be paid, whatever was taken back since the batch was prepared.
    brand = await identity.brand_of(work.session, work.brand_id)
    held = await commissions.held_of(
        work.session,
        work.brand_id,
        Currency(batch.currency),
        today=business_date(work.opened_at, brand.time_zone),
    )
    rows = await work.rows(_LEFT, brand=work.brand_id, batch=batch.id)
    kept = {party_id: each.amount.minor for party_id, each in held.items()}
    short = [row for row in rows if row.left_minor < kept.get(row.party_id, 0)]
    if short:
        raise BalanceTooLow(f"{batch.number} pays {_named(short)} more than is available.")


def _named(rows: Sequence[Row[Any]]) -> str:
    codes = [str(row.code) for row in rows]
    more = len(codes) - NAMED_MAX
    return ", ".join(codes[:NAMED_MAX]) + (f" and {more} more" if more > 0 else "")
