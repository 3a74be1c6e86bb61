"""Give money back: reserve it in the books first, send it, settle what the provider says."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert

from tributary import ledger, receivables
from tributary.kernel import (
    JournalId,
    Money,
    ReceiptId,
    RefundId,
    Refusal,
    TransferId,
    derived_id,
    new_id,
)
from tributary.payments.events import RefundRequested, RefundSettled
from tributary.payments.model import Refund, table_of
from tributary.payments.operations.receipts import apply_receipt, locked_accounts
from tributary.payments.operations.sessions import supersede_touching
from tributary.payments.ports import ProviderRefund, RefundStatus
from tributary.payments.rules import (
    REFUND_TRANSITIONS,
    ReceiptState,
    RefundState,
    may_become,
    reversal_for,
)
from tributary.platform import Cause, Work


class ReceiptUnknown(Refusal):
    """There is no such receipt.

    Check the id; it may belong to another brand.
    """


class ReceiptNotReceived(Refusal):
    """The money of this receipt has not arrived, or never will.

    Refund it once it has arrived.
    """


class RefundNotPositive(Refusal):
    """A refund is zero, negative, or in another currency than the receipt.

    Give an amount above zero in the receipt's currency.
    """


class AmountAboveRefundable(Refusal):
    """More would be refunded than is left of the receipt.

    Refund at most what came in less what was refunded before.
    """


async def request_refund(
    work: Work, *, receipt_id: ReceiptId, amount: Money, reason: str, today: date
) -> RefundId:
    """Reserve a refund and order it to be sent to where the money came from.

    Unapplied money goes first; then applications are taken back, the newest first, so that
    what was paid with the refunded money is open again.

    Refuses:
        ReceiptUnknown: there is no such receipt.
        ReceiptNotReceived: its money has not come.
        RefundNotPositive: the amount is not above zero in the receipt's currency.
        AmountAboveRefundable: less is left of the receipt.
    """
    receipt = await _refundable(work, receipt_id, amount)
    refund_id = RefundId(new_id())
    await _reserve(work, receipt, refund_id, amount, reason=reason, today=today, theirs=None)
    work.announce(RefundRequested(brand_id=work.brand_id, refund_id=refund_id))
    return refund_id


async def _refundable(work: Work, receipt_id: UUID, amount: Money) -> Row[Any]:
    receipt = await locked_receipt(work, receipt_id)
    if receipt is None:
        raise ReceiptUnknown("There is no such receipt.")
    if receipt.state != ReceiptState.RECEIVED:
        raise ReceiptNotReceived(f"This receipt is {receipt.state}; there is nothing to refund.")
    if amount.minor <= 0 or amount.currency != receipt.currency:
        raise RefundNotPositive(f"{amount} cannot be refunded: give {receipt.currency} above zero.")
    left = Money(receipt.amount_minor - receipt.refunded_minor, receipt.currency)
    if amount > left:
        raise AmountAboveRefundable(f"{left} of this receipt can be refunded, not {amount}.")
    return receipt


async def locked_receipt(work: Work, receipt_id: UUID) -> Row[Any] | None:
    """Lock a receipt after its link, as settling a payment does, and return it.

    Link, receipt, refund, balances: in this order nobody waits for another in a circle.
    """
    await work.rows(
        "SELECT l.id FROM payment_links l WHERE l.brand_id = :brand AND l.id = "
        "(SELECT r.link_id FROM receipts r WHERE r.brand_id = :brand AND r.id = :receipt) "
        "FOR UPDATE",
        brand=work.brand_id,
        receipt=receipt_id,
    )
    rows = await work.rows(
        "SELECT id, provider, provider_payment_id, state, creditor_id, debtor_id, currency, "
        "amount_minor, applied_minor, refunded_minor, booked_on FROM receipts "
        "WHERE brand_id = :brand AND id = :receipt FOR UPDATE",
        brand=work.brand_id,
        receipt=receipt_id,
    )
    return rows[0] if rows else None


async def _reserve(
    work: Work,
    receipt: Row[Any],
    refund_id: RefundId,
    amount: Money,
    *,
    reason: str,
    today: date,
    theirs: str | None,
) -> None:
    booked_on = await ledger.first_open_day(
        work.session, work.brand_id, max(today, receipt.booked_on)
    )
    clearing, credit = await locked_accounts(work, receipt)
    state = RefundState.REQUESTED if theirs is None else RefundState.PENDING
    await _free(work, receipt, amount, booked_on)
    await _set_aside(work, (credit, clearing), refund_id, amount, booked_on)
    await work.session.execute(
        insert(table_of(Refund)).values(
            brand_id=work.brand_id,
            id=refund_id,
            receipt_id=receipt.id,
            currency=amount.currency,
            amount_minor=amount.minor,
            state=state.value,
            provider_refund_id=theirs,
            generation=1,
            fence=0,
            reason=reason,
            requested_on=today,
            created_at=work.opened_at,
        )
    )
    await _count_refunded(work, receipt.id, amount.minor)
    await work.audit(
        "payments.request_refund",
        subject="refund",
        subject_id=refund_id,
        after={"state": state.value, "amount": amount, "receipt": receipt.id},
        reason=reason,
    )


async def _set_aside(
    work: Work,
    way: tuple[ledger.Account, ledger.Account],
    refund_id: RefundId,
    amount: Money,
    booked_on: date,
) -> None:
    """Reserve the money in the ledger, so that nobody applies it while it is being sent."""
    credit, clearing = way
    await ledger.post(
        work,
        [
            ledger.Transfer(
                id=reservation_id(refund_id),
                journal_id=JournalId(refund_id),
                debit=credit.id_in(work.brand_id),
                credit=clearing.id_in(work.brand_id),
                amount=amount,
                reason=ledger.Reason.REFUND,
                booked_on=booked_on,
                subject_id=refund_id,
                phase=ledger.Phase.PENDING,
            )
        ],
    )


async def _free(work: Work, receipt: Row[Any], amount: Money, booked_on: date) -> None:
    """Take applications back until enough of the receipt is unapplied."""
    unapplied = receipt.amount_minor - receipt.applied_minor - receipt.refunded_minor
    shortage = Money(amount.minor - unapplied, amount.currency)
    if shortage.minor <= 0:
        return
    rows = await work.rows(
        """
        SELECT a.id, a.receivable_id, a.amount_minor FROM applications a
        JOIN receivables r ON r.brand_id = :brand AND r.id = a.receivable_id
        WHERE a.brand_id = :brand AND a.source = 'receipt' AND a.source_id = :receipt
          AND a.reverses_id IS NULL
          AND NOT EXISTS (SELECT 1 FROM applications v
                          WHERE v.brand_id = :brand AND v.reverses_id = a.id)
        ORDER BY a.created_at DESC, r.due_on DESC, r.number COLLATE "C" DESC, a.id
        """,
        brand=work.brand_id,
        receipt=receipt.id,
    )
    newest_first = [
        (row.id, row.receivable_id, Money(row.amount_minor, amount.currency)) for row in rows
    ]
    plan = reversal_for(shortage, newest_first)
    freed = await receivables.reverse_applications(
        work, plan.application_ids, reversed_on=booked_on
    )
    await work.run(
        "UPDATE receipts SET applied_minor = applied_minor - :minor "
        "WHERE brand_id = :brand AND id = :receipt",
        brand=work.brand_id,
        receipt=receipt.id,
        minor=freed.total.minor,
    )
    if plan.again is not None:
        await apply_receipt(work, receipt, [plan.again], applied_on=freed.applied_on)
    await supersede_touching(work, freed.receivable_ids)


async def _count_refunded(work: Work, receipt_id: UUID, minor: int) -> None:
    await work.run(
        "UPDATE receipts SET refunded_minor = refunded_minor + :minor "
        "WHERE brand_id = :brand AND id = :receipt",
        brand=work.brand_id,
        receipt=receipt_id,
        minor=minor,
    )


def reservation_id(refund_id: UUID) -> TransferId:
    """Return the id of the transfer that reserves a refund."""
    return TransferId(derived_id("refund_reservation", refund_id))


async def settle_refunds(
    work: Work, *, receipt_id: UUID, told: Sequence[ProviderRefund], today: date
) -> None:
    """Bring our refunds of a receipt to what the provider tells, adopting those made there.

    Refuses:
        AmountAboveRefundable: the provider paid back more than is left of the receipt.
        ReceiptUnknown: and on the other grounds of `request_refund`.
    """
    for theirs in told:
        refund_id = await _known(work, receipt_id, theirs)
        if refund_id is None:
            if theirs.status is RefundStatus.FAILED:
                continue
            refund_id = RefundId(derived_id("refund", receipt_id, theirs.provider_refund_id))
            receipt = await _refundable(work, receipt_id, theirs.amount)
            await _reserve(
                work,
                receipt,
                refund_id,
                theirs.amount,
                reason=Cause.REFUNDED_AT_PROVIDER,
                today=today,
                theirs=theirs.provider_refund_id,
            )
        await settle_refund(work, refund_id=refund_id, told=theirs, today=today)


async def _known(work: Work, receipt_id: UUID, theirs: ProviderRefund) -> RefundId | None:
    """Return our refund that the provider speaks of; money sent twice under it is another one."""
    rows = await work.rows(
        "SELECT id FROM refunds WHERE brand_id = :brand AND receipt_id = :receipt "
        "AND (provider_refund_id = :theirs "
        "OR (id = :ours AND provider_refund_id IS NULL AND state <> 'failed'))",
        brand=work.brand_id,
        receipt=receipt_id,
        ours=theirs.refund_id,
        theirs=theirs.provider_refund_id,
    )
    return RefundId(rows[0].id) if rows else None


async def settle_refund(work: Work, *, refund_id: UUID, told: ProviderRefund, today: date) -> None:
    """Bring one refund and the books to what the provider tells; twice changes nothing."""
    found = await work.rows(
        "SELECT receipt_id FROM refunds WHERE brand_id = :brand AND id = :refund",
        brand=work.brand_id,
        refund=refund_id,
    )
    await locked_receipt(work, found[0].receipt_id)
    rows = await work.rows(
        "SELECT id, receipt_id, state, currency, amount_minor FROM refunds "
        "WHERE brand_id = :brand AND id = :refund FOR UPDATE",
        brand=work.brand_id,
        refund=refund_id,
    )
    refund = rows[0]
    current, wanted = RefundState(refund.state), RefundState(told.status.value)
    if not may_become(REFUND_TRANSITIONS, current, wanted):
        return
    booked_on = await _post_outcome(work, refund, wanted, today)
    await work.run(
        """
        UPDATE refunds
        SET state = :state, provider_refund_id = :theirs, failure = :failure, booked_on = :booked,
            resolved_at = CASE WHEN :state = 'pending' THEN NULL
                               ELSE CAST(:now AS timestamptz) END
        WHERE brand_id = :brand AND id = :refund
        """,
        brand=work.brand_id,
        refund=refund_id,
        state=wanted.value,
        theirs=told.provider_refund_id or None,
        failure=told.failure,
        booked=booked_on,
        now=work.opened_at,
    )
    await work.audit(
        "payments.settle_refund",
        subject="refund",
        subject_id=refund_id,
        before={"state": current.value},
        after={"state": wanted.value},
        reason=told.failure,
    )
    if wanted is not RefundState.PENDING:
        work.announce(RefundSettled(work.brand_id, refund_id, wanted.value))


async def _post_outcome(
    work: Work, refund: Row[Any], wanted: RefundState, today: date
) -> date | None:
    """Post, void or take back the reservation; a failed refund is the debtor's credit again."""
    if wanted is RefundState.PENDING:
        return None
    reserved = await ledger.transfer_of(work.session, work.brand_id, reservation_id(refund.id))
    if reserved is None:
        message = f"refund {refund.id} was never reserved"
        raise RuntimeError(message)
    booked_on = await ledger.first_open_day(
        work.session, work.brand_id, max(today, reserved.booked_on)
    )
    posted_id = TransferId(derived_id("refund_transfer", refund.id))
    if wanted is RefundState.REFUNDED:
        await ledger.post(
            work, [reserved.settled_by(posted_id, ledger.Phase.POST, booked_on=booked_on)]
        )
        return booked_on
    if refund.state == RefundState.REFUNDED:
        reversal_id = TransferId(derived_id("refund_reversal", refund.id))
        await ledger.reverse(
            work, transfer_id=posted_id, reversal_id=reversal_id, booked_on=booked_on
        )
    else:
        void_id = TransferId(derived_id("refund_void", refund.id))
        await ledger.post(
            work, [reserved.settled_by(void_id, ledger.Phase.VOID, booked_on=booked_on)]
        )
    await _count_refunded(work, refund.receipt_id, -refund.amount_minor)
    return None
