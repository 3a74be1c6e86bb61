"""Asking for money by a link, and giving it back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import strawberry

from tributary import payments
from tributary.api.graphql.mutations.items import items_of_viewer
from tributary.api.graphql.mutations.words import (
    ID,
    KEY,
    Hands,
    MoneyInput,
    MoneyType,
    Refused,
    input_type,
    instant_of,
    key_of,
    money_of,
    optional,
    payload,
    said,
)
from tributary.api.graphql.refs import PaymentLinkRef, ReceiptRef, RefundRef
from tributary.kernel import ReceiptId, ReceivableId
from tributary.settlements import PayPages


@input_type
class PaymentLinkItemInput:
    """An open item to be paid, or a part of it."""

    receivable_id: ID = said("Which item.")
    amount: MoneyInput | None = optional("How much of it; all that is open if unsaid.")


@input_type
class CreatePaymentLinkInput:
    """A link over open items of one debtor, one creditor and one currency."""

    idempotency_key: ID = said(KEY)
    items: list[PaymentLinkItemInput] = said("What is to be paid.")
    expires_at: datetime | None = optional("Until when it can be paid; 90 days if unsaid.")


@payload
class CreatedPaymentLink:
    """The link can be paid."""

    payment_link: PaymentLinkRef | None = said("The link.")
    amount: MoneyType = said("What it asks for.")
    pay_url: str = said("The address of its page; whoever has it can pay, so it is told only here.")


CreatePaymentLinkResult = Annotated[
    CreatedPaymentLink | Refused,
    strawberry.union("CreatePaymentLinkResult", description="What became of a link to be created."),
]


@input_type
class RefundReceiptInput:
    """Money to be given back."""

    idempotency_key: ID = said(KEY)
    receipt_id: ID = said("The receipt it came in by.")
    amount: MoneyInput = said("How much of it, in its currency.")
    reason: str = said("Why; it is kept.")


@payload
class RequestedRefund:
    """The money is reserved and on its way back."""

    receipt: ReceiptRef | None = said("The receipt as it is now.")
    refund: RefundRef | None = said("The refund.")


RefundReceiptResult = Annotated[
    RequestedRefund | Refused,
    strawberry.union("RefundReceiptResult", description="What became of money to be refunded."),
]


async def create_payment_link(hands: Hands, given: CreatePaymentLinkInput) -> Mapping[str, object]:
    """Make a link over open items."""
    items = [
        payments.LinkItem(
            ReceivableId(key_of("Receivable", item.receivable_id)),
            None if item.amount is None else money_of(item.amount),
        )
        for item in given.items
    ]
    if hands.viewer.is_distributor:
        await items_of_viewer(hands, [item.receivable_id for item in items])
    expires_at = None if given.expires_at is None else instant_of(given.expires_at)
    link = await payments.create_link(
        hands.work, items=items, now=hands.work.opened_at, expires_at=expires_at
    )
    pages = hands.desk.port(PayPages)  # type: ignore[type-abstract]
    return {
        "payment_link": link.link_id,
        "amount": link.amount,
        "pay_url": pages.url_of(link.token),
    }


async def refund_receipt(hands: Hands, given: RefundReceiptInput) -> Mapping[str, object]:
    """Reserve a refund and order it to be sent."""
    receipt_id = ReceiptId(key_of("Receipt", given.receipt_id))
    refund_id = await payments.request_refund(
        hands.work,
        receipt_id=receipt_id,
        amount=money_of(given.amount),
        reason=given.reason,
        today=hands.viewer.today,
    )
    return {"receipt": receipt_id, "refund": refund_id}
