"""Book what a provider says about a payment: receipt, fee, applications, surplus."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert

from tributary import identity, ledger, parties, receivables
from tributary.kernel import (
    BrandId,
    Currency,
    JournalId,
    Money,
    PartyId,
    ReceiptId,
    Refusal,
    TransferId,
    business_date,
    derived_id,
)
from tributary.payments.events import PaymentReceived
from tributary.payments.model import Receipt, table_of
from tributary.payments.operations.sessions import (
    locked_session,
    move_session,
    supersede_sessions_of,
    supersede_touching,
)
from tributary.payments.ports import CheckoutStatus, PaymentStatus, ProviderPayment, ProviderSession
from tributary.payments.queries import asked_items
from tributary.payments.rules import (
    LINK_TRANSITIONS,
    RECEIPT_TRANSITIONS,
    LinkState,
    ReceiptState,
    SessionState,
    applied_parts,
    due_of,
    may_become,
)
from tributary.platform import Work


class PaymentOfOtherCurrency(Refusal):
    """The provider reports a payment in another currency than its link asks for.

    Look at the payment at the provider and book it by hand.
    """


async def settle_session(work: Work, told: ProviderSession) -> None:
    """Note that a checkout page ended without a payment."""
    if told.session_id is None or told.status is not CheckoutStatus.EXPIRED:
        return
    session = await locked_session(work, told.session_id)
    if session is not None and session.closed_at is None:
        await move_session(work, session, SessionState.EXPIRED, closed=True)


async def settle_payment(
    work: Work, *, provider: str, payment: ProviderPayment, told: ProviderSession | None
) -> ReceiptId | None:
    """Book a payment as the provider tells it now; return its receipt, None when there is none.

    The payment is the business key: any number of events about it, in any order, and any number
    of look-ups leave one receipt in the state the provider last told, and never move it back. A
    declined card leaves nothing behind, so that the link stays payable.

    Refuses:
        PaymentOfOtherCurrency: the currency is not the link's.
    """
    link = await _link_of(work, provider, payment)
    if link is None:
        return None
    session = await locked_session(work, link.session_id)
    if session is None:
        return None
    receipt = await _receipt(work, provider, payment.payment_id)
    wanted = ReceiptState(payment.status.value)
    if receipt is None and payment.status is not PaymentStatus.FAILED:
        receipt = await _new_receipt(work, provider, payment, link)
    if receipt is not None and may_become(RECEIPT_TRANSITIONS, ReceiptState(receipt.state), wanted):
        if wanted is ReceiptState.RECEIVED:
            await _book(work, receipt, payment, link)
        elif told is None or told.status is not CheckoutStatus.OPEN:
            # While the page is open a failure is a declined try, and older than what is pending.
            await _fail(work, receipt)
    elif receipt is not None and receipt.state == ReceiptState.RECEIVED:
        await _book_late_fee(work, receipt, payment)
    if not _is_outdated(receipt, payment.status):
        await _move_session_on(work, session, payment.status, told)
    return None if receipt is None else ReceiptId(receipt.id)


def _is_outdated(receipt: Row[Any] | None, status: PaymentStatus) -> bool:
    """Tell whether an answer is older than the end of its payment, which we have heard already.

    Whoever asked before the end and settles after it must not make the link wait for ever.
    """
    ended = receipt is not None and receipt.state != ReceiptState.PENDING
    return ended and status is PaymentStatus.PENDING


async def _link_of(work: Work, provider: str, payment: ProviderPayment) -> Row[Any] | None:
    """Lock the link that a payment came through: all that happens to it waits in line here."""
    rows = await work.rows(
        """
        SELECT l.id, l.creditor_id, l.debtor_id, l.currency, l.state, s.id AS session_id
        FROM payment_sessions s
        JOIN payment_links l ON l.brand_id = :brand AND l.id = s.link_id
        WHERE s.brand_id = :brand AND s.id = :session AND s.provider = :provider
        FOR UPDATE OF l
        """,
        brand=work.brand_id,
        session=payment.session_id,
        provider=provider,
    )
    if not rows:
        return None
    if rows[0].currency != payment.amount.currency:
        raise PaymentOfOtherCurrency(
            f"Payment {payment.payment_id} is {payment.amount}; its link is in {rows[0].currency}."
        )
    return rows[0]


async def _receipt(work: Work, provider: str, payment_id: str) -> Row[Any] | None:
    rows = await work.rows(
        "SELECT id, provider, state, creditor_id, debtor_id, currency, amount_minor, "
        "fee_minor, fee_known, booked_on FROM receipts "
        "WHERE brand_id = :brand AND provider = :provider AND provider_payment_id = :payment "
        "FOR UPDATE",
        brand=work.brand_id,
        provider=provider,
        payment=payment_id,
    )
    return rows[0] if rows else None


async def _new_receipt(
    work: Work, provider: str, payment: ProviderPayment, link: Row[Any]
) -> Row[Any] | None:
    await work.session.execute(
        insert(table_of(Receipt)).values(
            brand_id=work.brand_id,
            id=derived_id("receipt", work.brand_id, provider, payment.payment_id),
            provider=provider,
            provider_payment_id=payment.payment_id,
            link_id=link.id,
            session_id=link.session_id,
            creditor_id=link.creditor_id,
            debtor_id=link.debtor_id,
            currency=payment.amount.currency,
            amount_minor=payment.amount.minor,
            fee_known=False,
            state=ReceiptState.PENDING.value,
            created_at=work.opened_at,
        )
    )
    return await _receipt(work, provider, payment.payment_id)


async def _book(work: Work, receipt: Row[Any], payment: ProviderPayment, link: Row[Any]) -> None:
    """Post receipt and fee, close the link's items, leave the rest as credit: one transaction."""
    if payment.amount.minor != receipt.amount_minor:
        message = f"payment {payment.payment_id} was announced with another amount"
        raise RuntimeError(message)
    brand = await identity.brand_of(work.session, work.brand_id)
    received_on = business_date(payment.received_at or work.opened_at, brand.time_zone)
    booked_on = await ledger.first_open_day(work.session, work.brand_id, received_on)
    clearing, credit = await locked_accounts(work, receipt)
    await ledger.post(
        work,
        [
            ledger.Transfer(
                id=TransferId(derived_id("receipt_transfer", receipt.id)),
                journal_id=JournalId(receipt.id),
                debit=clearing.id_in(work.brand_id),
                credit=credit.id_in(work.brand_id),
                amount=payment.amount,
                reason=ledger.Reason.RECEIPT,
                booked_on=booked_on,
                subject_id=receipt.id,
            )
        ],
    )
    await _set_received(work, receipt.id, received_on, booked_on)
    await _book_fee(work, receipt, payment, booked_on)
    items = await asked_items(work.session, work.brand_id, link.id)
    await apply_receipt(work, receipt, applied_parts(payment.amount, items), applied_on=booked_on)
    await _close_link_if_paid(work, link)
    await work.audit(
        "payments.receive",
        subject="receipt",
        subject_id=receipt.id,
        before={"state": receipt.state},
        after={"state": "received", "amount": payment.amount, "booked_on": booked_on},
    )
    work.announce(PaymentReceived(brand_id=work.brand_id, receipt_id=receipt.id))


async def apply_receipt(
    work: Work,
    receipt: Row[Any],
    parts: Sequence[tuple[Any, Money]],
    *,
    applied_on: date,
) -> None:
    """Apply parts of a locked receipt to open items, and end the pages that ask for them."""
    if not parts:
        return
    applied = await receivables.apply(
        work,
        source=receivables.ApplicationSource.RECEIPT,
        source_id=receipt.id,
        creditor_id=receipt.creditor_id,
        debtor_id=receipt.debtor_id,
        currency=receipt.currency,
        amounts=parts,
        applied_on=applied_on,
    )
    await work.run(
        "UPDATE receipts SET applied_minor = applied_minor + :minor "
        "WHERE brand_id = :brand AND id = :receipt",
        brand=work.brand_id,
        receipt=receipt.id,
        minor=applied.total.minor,
    )
    await supersede_touching(work, applied.receivable_ids)


async def _set_received(work: Work, receipt_id: UUID, received_on: date, booked_on: date) -> None:
    await work.run(
        "UPDATE receipts SET state = 'received', received_on = :received, booked_on = :booked "
        "WHERE brand_id = :brand AND id = :receipt",
        brand=work.brand_id,
        receipt=receipt_id,
        received=received_on,
        booked=booked_on,
    )


async def _book_late_fee(work: Work, receipt: Row[Any], payment: ProviderPayment) -> None:
    """Post the fee of a receipt whose provider had not said it when the money came."""
    if receipt.fee_known or payment.fee is None:
        return
    today = await ledger.first_open_day(work.session, work.brand_id, receipt.booked_on)
    await _book_fee(work, receipt, payment, today)


async def _book_fee(
    work: Work, receipt: Row[Any], payment: ProviderPayment, booked_on: date
) -> None:
    if payment.fee is None:
        return
    if payment.fee.minor > 0:
        clearing = await clearing_account(work, receipt)
        fees = fees_account(receipt)
        await ledger.open_accounts(work, [clearing, fees])
        await ledger.post(
            work,
            [
                ledger.Transfer(
                    id=TransferId(derived_id("fee_transfer", receipt.id)),
                    journal_id=JournalId(receipt.id),
                    debit=fees.id_in(work.brand_id),
                    credit=clearing.id_in(work.brand_id),
                    amount=payment.fee,
                    reason=ledger.Reason.PAYMENT_FEE,
                    booked_on=booked_on,
                    subject_id=receipt.id,
                )
            ],
        )
        await work.audit(
            "payments.book_fee",
            subject="receipt",
            subject_id=receipt.id,
            after={"fee": payment.fee, "booked_on": booked_on},
        )
    await work.run(
        "UPDATE receipts SET fee_minor = :fee, fee_known = true "
        "WHERE brand_id = :brand AND id = :receipt",
        brand=work.brand_id,
        receipt=receipt.id,
        fee=payment.fee.minor,
    )


async def _fail(work: Work, receipt: Row[Any]) -> None:
    """Note that the money of a pending receipt will not come; nothing was posted."""
    await work.run(
        "UPDATE receipts SET state = 'failed' WHERE brand_id = :brand AND id = :receipt",
        brand=work.brand_id,
        receipt=receipt.id,
    )
    await work.audit(
        "payments.fail",
        subject="receipt",
        subject_id=receipt.id,
        before={"state": receipt.state},
        after={"state": "failed"},
    )


async def _close_link_if_paid(work: Work, link: Row[Any]) -> None:
    """Call a link paid when nothing of it is due any more; else end a page of another amount."""
    due = due_of(await asked_items(work.session, work.brand_id, link.id))
    if not due and may_become(LINK_TRANSITIONS, LinkState(link.state), LinkState.PAID):
        await work.run(
            "UPDATE payment_links SET state = 'paid' WHERE brand_id = :brand AND id = :link",
            brand=work.brand_id,
            link=link.id,
        )
        was, now = {"state": link.state}, {"state": LinkState.PAID.value}
        await work.audit(
            "payments.pay_link", subject="payment_link", subject_id=link.id, before=was, after=now
        )


async def _move_session_on(
    work: Work, session: Row[Any], status: PaymentStatus, told: ProviderSession | None
) -> None:
    current = await locked_session(work, session.id)
    if current is None:
        return
    if status is PaymentStatus.RECEIVED:
        await move_session(work, current, SessionState.COMPLETED, closed=True)
        # A payment by an old page leaves the new one asking for what was just paid.
        await supersede_sessions_of(work, session.link_id)
    elif status is PaymentStatus.PENDING:
        await move_session(work, current, SessionState.PENDING, closed=False)
    elif told is not None and told.status is not CheckoutStatus.OPEN:
        await move_session(work, current, SessionState.EXPIRED, closed=True)


def account_of(receipt: Row[Any], kind: ledger.AccountKind) -> ledger.Account:
    """Return an account of the pair that a receipt belongs to."""
    return ledger.Account(receipt.creditor_id, kind, receipt.debtor_id, Currency(receipt.currency))


def provider_party(brand_id: BrandId, provider: str) -> PartyId:
    """Return the party that stands for a provider in the books of a brand."""
    return parties.party_id_of(brand_id, provider.upper())


def fees_account(receipt: Row[Any]) -> ledger.Account:
    """Return the account of what providers keep, in the creditor's book."""
    kind = ledger.AccountKind.PAYMENT_FEES
    return ledger.Account(receipt.creditor_id, kind, None, Currency(receipt.currency))


async def locked_accounts(work: Work, receipt: Row[Any]) -> tuple[ledger.Account, ledger.Account]:
    """Lock every balance that a payment or refund may touch; return clearing and credit."""
    clearing = await clearing_account(work, receipt)
    credit = account_of(receipt, ledger.AccountKind.CUSTOMER_CREDIT)
    receivable = account_of(receipt, ledger.AccountKind.RECEIVABLE)
    accounts = [clearing, credit, receivable, fees_account(receipt)]
    await ledger.open_accounts(work, accounts)
    await receivables.lock_accounts(work, accounts)
    return clearing, credit


async def clearing_account(work: Work, receipt: Row[Any]) -> ledger.Account:
    """Return the account of money at the receipt's provider, in the creditor's book."""
    party_id = provider_party(work.brand_id, receipt.provider)
    if not await _is_known(work, party_id):
        await _register_provider(work, receipt.provider, party_id)
    return ledger.Account(
        receipt.creditor_id, ledger.AccountKind.CLEARING, party_id, Currency(receipt.currency)
    )


async def _is_known(work: Work, party_id: PartyId) -> bool:
    rows = await work.rows(
        "SELECT 1 FROM parties WHERE brand_id = :brand AND id = :party",
        brand=work.brand_id,
        party=party_id,
    )
    return bool(rows)


async def _register_provider(work: Work, provider: str, party_id: PartyId) -> None:
    """Register a provider with the brand's first payment; of two at once, one does it."""
    await work.rows(
        "SELECT pg_advisory_xact_lock(hashtextextended('provider:' || :party, 0))",
        party=str(party_id),
    )
    if await _is_known(work, party_id):
        return
    await parties.register_party(
        work,
        kind=parties.PartyKind.PROVIDER,
        code=provider.upper(),
        name=provider.capitalize(),
        language="en",
    )
