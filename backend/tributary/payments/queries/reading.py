"""Links as their page shows them, receipts and refunds."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId, Money, PartyId, PaymentLinkId, ReceiptId, RefundId, Refusal
from tributary.payments.rules import (
    AskedItem,
    LinkState,
    ReceiptState,
    RefundState,
    SessionState,
    due_of,
)


class LinkUnknown(Refusal):
    """There is no such payment link.

    Check that the address is complete, or ask the sender for a new link.
    """


@dataclass(frozen=True, slots=True)
class LinkView:
    """A payment link as its page shows it."""

    link_id: PaymentLinkId
    creditor_id: PartyId
    debtor_id: PartyId
    creditor_name: str
    debtor_name: str
    state: LinkState
    asked: Money
    received: Money
    """What came in through this link, refunds not taken off."""
    refunded: Money
    """What of it went back, or is on its way back."""
    pending: bool
    expires_at: datetime
    items: tuple[AskedItem, ...]

    @property
    def due(self) -> Money:
        """What there is to pay now."""
        return due_of(self.items)

    def expired(self) -> "LinkView":
        """Return the same link after its time: the sweeper writes it down a little later."""
        return replace(self, state=LinkState.EXPIRED)


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """Money in, by what has become of it: amount = applied + unapplied + refunded."""

    receipt_id: ReceiptId
    link_id: PaymentLinkId | None
    provider: str
    provider_payment_id: str
    creditor_id: PartyId
    debtor_id: PartyId
    amount: Money
    fee: Money
    applied: Money
    refunded: Money
    state: ReceiptState
    received_on: date | None
    booked_on: date | None

    @property
    def unapplied(self) -> Money:
        """The part that is the debtor's visible credit."""
        nothing = Money(0, self.amount.currency)
        if self.state is not ReceiptState.RECEIVED:
            return nothing
        return self.amount - self.applied - self.refunded


@dataclass(frozen=True, slots=True)
class RefundRow:
    """Money going or gone back."""

    refund_id: RefundId
    receipt_id: ReceiptId
    amount: Money
    state: RefundState
    provider_refund_id: str | None
    failure: str | None


ASKED_ITEMS: Final = """
    SELECT i.receivable_id, r.number, o.number AS order_number, r.due_on, i.currency,
           i.amount_minor AS asked_minor, r.total_minor - r.applied_minor AS open_minor,
           coalesce((
             SELECT sum(CASE WHEN a.reverses_id IS NULL THEN a.amount_minor
                             ELSE -a.amount_minor END)
             FROM applications a
             JOIN receipts p ON p.brand_id = :brand AND p.id = a.source_id
              AND p.link_id = i.link_id
             WHERE a.brand_id = :brand AND a.receivable_id = i.receivable_id
               AND a.source = 'receipt'), 0)::bigint AS paid_minor
    FROM payment_link_items i
    JOIN receivables r ON r.brand_id = :brand AND r.id = i.receivable_id
    LEFT JOIN orders o ON o.brand_id = :brand AND o.id = r.order_id
    WHERE i.brand_id = :brand AND i.link_id = :link
    ORDER BY r.due_on, r.number COLLATE "C"
"""

RECEIPT_ROWS: Final = """
    SELECT id, link_id, provider, provider_payment_id, creditor_id, debtor_id, currency,
           amount_minor, fee_minor, applied_minor, refunded_minor, state, received_on, booked_on
    FROM receipts WHERE brand_id = :brand
"""


def brand_of_token(token: str) -> BrandId:
    """Return the brand that a pay token names.

    Refuses:
        LinkUnknown: the token names none.
    """
    try:
        return BrandId(UUID(hex=token.partition(".")[0]))
    except ValueError as error:
        raise LinkUnknown("There is no such payment link.") from error


async def link_by_token(session: AsyncSession, brand_id: BrandId, token: str) -> LinkView:
    """Return the link that a token opens.

    Refuses:
        LinkUnknown: there is none.
    """
    digest = hashlib.sha256(token.encode()).hexdigest()
    found = await session.execute(
        text("SELECT id FROM payment_links WHERE brand_id = :brand AND token_sha256 = :digest"),
        {"brand": brand_id, "digest": digest},
    )
    row = found.one_or_none()
    if row is None:
        raise LinkUnknown("There is no such payment link.")
    return await link_view(session, brand_id, row.id)


async def link_view(session: AsyncSession, brand_id: BrandId, link_id: PaymentLinkId) -> LinkView:
    """Return a link with its items as they are now.

    Refuses:
        LinkUnknown: there is none.
    """
    found = await session.execute(
        text(
            """
            SELECT l.creditor_id, l.debtor_id, c.name AS creditor_name, d.name AS debtor_name,
                   l.state, l.currency, l.amount_minor, l.expires_at,
                   coalesce((SELECT sum(p.amount_minor) FROM receipts p
                             WHERE p.brand_id = :brand AND p.link_id = l.id
                               AND p.state = 'received'), 0)::bigint AS received_minor,
                   coalesce((SELECT sum(p.refunded_minor) FROM receipts p
                             WHERE p.brand_id = :brand AND p.link_id = l.id
                               AND p.state = 'received'), 0)::bigint AS refunded_minor,
                   EXISTS (SELECT 1 FROM payment_sessions s
                           WHERE s.brand_id = :brand AND s.link_id = l.id
                             AND s.state = 'pending') AS pending
            FROM payment_links l
            JOIN parties c ON c.brand_id = :brand AND c.id = l.creditor_id
            JOIN parties d ON d.brand_id = :brand AND d.id = l.debtor_id
            WHERE l.brand_id = :brand AND l.id = :link
            """
        ),
        {"brand": brand_id, "link": link_id},
    )
    row = found.one_or_none()
    if row is None:
        raise LinkUnknown("There is no such payment link.")
    return LinkView(
        link_id=link_id,
        creditor_id=row.creditor_id,
        debtor_id=row.debtor_id,
        creditor_name=row.creditor_name,
        debtor_name=row.debtor_name,
        state=LinkState(row.state),
        asked=Money(row.amount_minor, row.currency),
        received=Money(row.received_minor, row.currency),
        refunded=Money(row.refunded_minor, row.currency),
        pending=row.pending,
        expires_at=row.expires_at,
        items=tuple(await asked_items(session, brand_id, link_id)),
    )


async def asked_items(
    session: AsyncSession, brand_id: BrandId, link_id: PaymentLinkId
) -> list[AskedItem]:
    """Return the items of a link, the earliest due first, with what is open of each."""
    rows = await session.execute(text(ASKED_ITEMS), {"brand": brand_id, "link": link_id})
    return [
        AskedItem(
            receivable_id=row.receivable_id,
            number=row.number,
            order_number=row.order_number,
            due_on=row.due_on,
            asked=Money(row.asked_minor, row.currency),
            paid=Money(row.paid_minor, row.currency),
            open=Money(row.open_minor, row.currency),
        )
        for row in rows
    ]


async def receipts_of_link(
    session: AsyncSession, brand_id: BrandId, link_id: PaymentLinkId
) -> list[ReceiptRow]:
    """Return what came in through a link, the earliest first."""
    sql = text(f"{RECEIPT_ROWS} AND link_id = :link ORDER BY created_at, id")
    rows = await session.execute(sql, {"brand": brand_id, "link": link_id})
    return [_receipt(row) for row in rows]


async def receipts_of_pair(
    session: AsyncSession, brand_id: BrandId, *, creditor_id: PartyId, debtor_id: PartyId
) -> list[ReceiptRow]:
    """Return what a debtor paid a creditor, the earliest first."""
    sql = f"{RECEIPT_ROWS} AND creditor_id = :creditor AND debtor_id = :debtor "
    rows = await session.execute(
        text(f"{sql} ORDER BY created_at, id"),
        {"brand": brand_id, "creditor": creditor_id, "debtor": debtor_id},
    )
    return [_receipt(row) for row in rows]


async def refunds_of_receipt(
    session: AsyncSession, brand_id: BrandId, receipt_id: ReceiptId
) -> list[RefundRow]:
    """Return the refunds of a receipt, the earliest first."""
    rows = await session.execute(
        text(
            "SELECT id, receipt_id, currency, amount_minor, state, provider_refund_id, failure "
            "FROM refunds WHERE brand_id = :brand AND receipt_id = :receipt ORDER BY created_at, id"
        ),
        {"brand": brand_id, "receipt": receipt_id},
    )
    return [
        RefundRow(
            refund_id=row.id,
            receipt_id=row.receipt_id,
            amount=Money(row.amount_minor, row.currency),
            state=RefundState(row.state),
            provider_refund_id=row.provider_refund_id,
            failure=row.failure,
        )
        for row in rows
    ]


async def session_states(
    session: AsyncSession, brand_id: BrandId, link_id: PaymentLinkId
) -> Sequence[SessionState]:
    """Return the states of a link's checkout sessions, the earliest first."""
    rows = await session.execute(
        text(
            "SELECT state FROM payment_sessions WHERE brand_id = :brand AND link_id = :link "
            "ORDER BY generation"
        ),
        {"brand": brand_id, "link": link_id},
    )
    return [SessionState(row.state) for row in rows]


def _receipt(row: Row[Any]) -> ReceiptRow:
    return ReceiptRow(
        receipt_id=row.id,
        link_id=row.link_id,
        provider=row.provider,
        provider_payment_id=row.provider_payment_id,
        creditor_id=row.creditor_id,
        debtor_id=row.debtor_id,
        amount=Money(row.amount_minor, row.currency),
        fee=Money(row.fee_minor, row.currency),
        applied=Money(row.applied_minor, row.currency),
        refunded=Money(row.refunded_minor, row.currency),
        state=ReceiptState(row.state),
        received_on=row.received_on,
        booked_on=row.booked_on,
    )
