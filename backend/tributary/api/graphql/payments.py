"""Receipts, refunds and payment links in the graph."""

from datetime import date, datetime
from enum import Enum

import strawberry

from tributary import payments
from tributary.api.graphql.refs import (
    ApplicationRef,
    PartyRef,
    PaymentLinkItemRef,
    PaymentLinkRef,
    ReceiptRef,
    ReceivableRef,
    RefundRef,
)
from tributary.api.graphql.words import (
    ANYONE,
    FINANCE,
    MONEY,
    Connection,
    CurrencyCode,
    Money,
    Node,
    Through,
    column,
    condition,
    connection,
    described,
    enum_type,
    filter_input,
    many,
    money,
    one,
    own,
    table,
)

enum_type(
    payments.LinkState,
    "Where a payment link stands.",
    name="PaymentLinkState",
    open="Can be paid.",
    paid="Was paid.",
    cancelled="Was taken back.",
    expired="Its time is over.",
)
enum_type(
    payments.ReceiptState,
    "Where a receipt stands.",
    pending="On its way.",
    received="Here.",
    failed="Did not come.",
)
enum_type(
    payments.RefundState,
    "Where a refund stands.",
    requested="Asked for.",
    sending="Being sent.",
    unknown="Sent, without a clear answer; it is looked up.",
    pending="Under way at the provider.",
    refunded="Back with the payer.",
    failed="Did not go through.",
)


@described(newest="The last one first.", largest="The largest first.")
class ReceiptSort(Enum):
    """Orders of receipts."""

    NEWEST = "timestamptz created_at desc"
    LARGEST = "bigint amount_minor desc"


@described(newest="The last one first.")
class RefundSort(Enum):
    """Orders of refunds."""

    NEWEST = "timestamptz created_at desc"


@described(newest="The last one first.")
class PaymentLinkSort(Enum):
    """Orders of links."""

    NEWEST = "timestamptz created_at desc"


@filter_input
class ReceiptFilter:
    """Which receipts."""

    states: list[payments.ReceiptState] | None = condition(
        "{t}.state = ANY({v})", "In these states."
    )
    currency: CurrencyCode | None = condition("{t}.currency = {v}", "In this currency.")
    booked_from: date | None = condition("{t}.booked_on >= {v}", "Booked on or after this day.")
    booked_until: date | None = condition("{t}.booked_on < {v}", "Booked before this day.")
    refunded_from: date | None = condition(
        "EXISTS (SELECT 1 FROM refunds f WHERE f.brand_id = {brand} AND f.receipt_id = {t}.id "
        "AND f.booked_on >= {v})",
        "Of which a part went back, booked on or after this day.",
    )
    has_unapplied: bool | None = condition(
        "({t}.state = 'received' AND {t}.applied_minor + {t}.refunded_minor < {t}.amount_minor)"
        " = {v}",
        "With a part that settles nothing yet, or without.",
    )
    debtors: list[strawberry.ID] | None = condition(
        "{t}.debtor_id = ANY({v})", "Paid by one of these.", node="Party"
    )
    is_to_brand: bool | None = condition(
        "({t}.creditor_id = {brand}) = {v}", "Paid to the brand itself, or to a distributor."
    )


@filter_input
class PaymentLinkFilter:
    """Which payment links."""

    states: list[payments.LinkState] | None = condition("{t}.state = ANY({v})", "In these states.")


@table("receipts", scope=own("debtor_id", "creditor_id"))
class Receipt(Node):
    """Money that came in."""

    provider: str = column("provider", MONEY, "Through whom.")
    provider_payment_id: str = column("provider_payment_id", FINANCE, "How the provider calls it.")
    state: payments.ReceiptState = column("state", ANYONE, "Where it stands.")
    currency: CurrencyCode = column("currency", ANYONE, "Of all its amounts.")
    amount: Money = money("amount_minor", ANYONE, "How much was paid.")
    fee: Money = money("fee_minor", FINANCE, "What the provider kept.")
    applied: Money = money("applied_minor", ANYONE, "How much of it settled open items.")
    refunded: Money = money("refunded_minor", ANYONE, "How much went back, or is about to.")
    unapplied: Money = money(
        "CASE WHEN {t}.state = 'received' "
        "THEN {t}.amount_minor - {t}.applied_minor - {t}.refunded_minor ELSE 0 END",
        ANYONE,
        "How much is left as credit.",
    )
    received_on: date | None = column("received_on", ANYONE, "The day it came.")
    booked_on: date | None = column("booked_on", MONEY, "The day of the books it counts in.")
    created_at: datetime = column("created_at", ANYONE, "When we heard of it.")
    link: PaymentLinkRef | None = one("link_id", ANYONE, "The link it was paid by.")
    creditor: PartyRef | None = one("creditor_id", ANYONE, "Who was paid.")
    debtor: PartyRef | None = one("debtor_id", ANYONE, "Who paid.")
    applications: list[ApplicationRef] = many(
        "source_id", ANYONE, "What it settled.", order="{t}.applied_on, {t}.id", size=5
    )
    refunds: Connection[RefundRef] = connection(
        "receipt_id", MONEY, "What went back of it.", sort=RefundSort
    )


@table("refunds", scope=Through("Receipt", "receipt_id"))
class Refund(Node):
    """Money back to the payer."""

    state: payments.RefundState = column("state", MONEY, "Where it stands.")
    amount: Money = money("amount_minor", MONEY, "How much.")
    reason: str = column("reason", MONEY, "Why.")
    failure: str | None = column("failure", FINANCE, "What the provider said against it.")
    requested_on: date = column("requested_on", MONEY, "The day it was asked for.")
    booked_on: date | None = column("booked_on", MONEY, "The day of the books it counts in.")
    created_at: datetime = column("created_at", MONEY, "When it was asked for, to the instant.")
    receipt: ReceiptRef = one("receipt_id", MONEY, "The receipt it pays back.")


@table("payment_links", scope=own("debtor_id", "creditor_id"))
class PaymentLink(Node):
    """Something to be paid, as a page anybody with its address can pay on."""

    state: payments.LinkState = column("state", ANYONE, "Where it stands.")
    currency: CurrencyCode = column("currency", ANYONE, "Of its amount.")
    amount: Money = money("amount_minor", ANYONE, "How much.")
    created_at: datetime = column("created_at", ANYONE, "When it was made.")
    expires_at: datetime = column("expires_at", ANYONE, "Until when it can be paid.")
    creditor: PartyRef | None = one("creditor_id", ANYONE, "Who is paid.")
    debtor: PartyRef | None = one("debtor_id", ANYONE, "Who pays.")
    items: list[PaymentLinkItemRef] = many(
        "link_id", ANYONE, "What is paid by it.", order="{t}.receivable_id", size=10
    )
    receipts: Connection[ReceiptRef] = connection(
        "link_id", ANYONE, "What came in by it.", sort=ReceiptSort, filter_by=ReceiptFilter
    )


@table("payment_link_items", scope=Through("PaymentLink", "link_id"), key=("receivable_id",))
class PaymentLinkItem:
    """An open item on a link."""

    amount: Money = money("amount_minor", ANYONE, "How much of it.")
    receivable: ReceivableRef | None = one("receivable_id", ANYONE, "The open item.")
    link: PaymentLinkRef = one("link_id", ANYONE, "The link it is on.")
