"""One attempt after another to send a refund, under one key until a look-up allows a new one."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from tributary.kernel import Money, ReceiptId, RefundId
from tributary.payments.rules import KEY_LIFE, RefundState
from tributary.platform import Work


@dataclass(frozen=True, slots=True)
class Sending:
    """A refund on its way to the provider."""

    refund_id: RefundId
    receipt_id: ReceiptId
    provider_payment_id: str
    amount: Money
    state: RefundState
    generation: int
    fence: int
    attempted_at: datetime | None
    provider_refund_id: str | None

    @property
    def key(self) -> str:
        """The idempotency key of this attempt."""
        return f"{self.refund_id}:{self.generation}"


async def refund_to_send(work: Work, refund_id: UUID) -> Sending | None:
    """Lock a refund and return how far it is; None when it is over."""
    rows = await work.rows(
        "SELECT f.id, f.state, f.generation, f.fence, f.currency, f.amount_minor, "
        "f.attempted_at, f.provider_refund_id, f.receipt_id, r.provider_payment_id FROM refunds f "
        "JOIN receipts r ON r.brand_id = :brand AND r.id = f.receipt_id "
        "WHERE f.brand_id = :brand AND f.id = :refund AND f.resolved_at IS NULL FOR UPDATE OF f",
        brand=work.brand_id,
        refund=refund_id,
    )
    if not rows:
        return None
    row = rows[0]
    return Sending(
        refund_id=RefundId(row.id),
        receipt_id=ReceiptId(row.receipt_id),
        provider_payment_id=row.provider_payment_id,
        amount=Money(row.amount_minor, row.currency),
        state=RefundState(row.state),
        generation=row.generation,
        fence=row.fence,
        attempted_at=row.attempted_at,
        provider_refund_id=row.provider_refund_id,
    )


async def begin_sending(
    work: Work, *, seen: Sending, now: datetime, key_spent: bool
) -> Sending | None:
    """Commit to one attempt to send a refund; None when somebody else was faster.

    The key is the refund's id and generation, and a repeated call with it is harmless. The
    generation rises only when the key is spent or forgotten by the provider, and the look-up that
    the caller has just made proved that nothing was executed under it.
    """
    current = await refund_to_send(work, seen.refund_id)
    if current is None or current.fence != seen.fence:
        return None
    forgotten = current.attempted_at is not None and now > current.attempted_at + KEY_LIFE
    attempt = replace(
        current,
        state=RefundState.SENDING,
        generation=current.generation + (1 if key_spent or forgotten else 0),
        fence=current.fence + 1,
    )
    await work.run(
        "UPDATE refunds SET state = 'sending', generation = :generation, fence = :fence, "
        "attempted_at = :now WHERE brand_id = :brand AND id = :refund",
        brand=work.brand_id,
        refund=seen.refund_id,
        generation=attempt.generation,
        fence=attempt.fence,
        now=now,
    )
    await _audit(work, seen.refund_id, current.state, RefundState.SENDING)
    return attempt


async def mark_unknown(work: Work, *, refund_id: UUID, fence: int) -> None:
    """Note that nobody knows whether the provider executed a refund; only a look-up tells."""
    noted = await work.run(
        "UPDATE refunds SET state = 'unknown' WHERE brand_id = :brand AND id = :refund "
        "AND fence = :fence AND state = 'sending'",
        brand=work.brand_id,
        refund=refund_id,
        fence=fence,
    )
    if noted:
        await _audit(work, refund_id, RefundState.SENDING, RefundState.UNKNOWN)


async def _audit(work: Work, refund_id: UUID, before: RefundState, after: RefundState) -> None:
    await work.audit(
        "payments.send_refund",
        subject="refund",
        subject_id=refund_id,
        before={"state": before.value},
        after={"state": after.value},
    )
