"""Open items, what was applied to them, and credit notes in the graph."""

from datetime import date
from enum import Enum

import strawberry

from tributary import receivables
from tributary.api.graphql.refs import (
    ApplicationRef,
    CreditNoteRef,
    OrderRef,
    PartyRef,
    ReceiptRef,
    ReceivableRef,
    ReturnRef,
)
from tributary.api.graphql.words import (
    ANYONE,
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
    receivables.ApplicationSource,
    "What an open item was settled with.",
    receipt="Money that came in.",
    credit_note="Credit for a return.",
    credit="Credit that was left over before.",
    rebate="A rebate that was deducted.",
)


@described(
    due_first="What is due first, first.",
    newest="The last one issued first.",
    largest="The largest total first.",
)
class ReceivableSort(Enum):
    """Orders of open items."""

    DUE_FIRST = "date due_on asc"
    NEWEST = "date issued_on desc"
    LARGEST = "bigint total_minor desc"


@described(oldest="As they came.")
class ApplicationSort(Enum):
    """Orders of applications."""

    OLDEST = "date applied_on asc"


@described(newest="The last one first.")
class CreditNoteSort(Enum):
    """Orders of credit notes."""

    NEWEST = "date issued_on desc"


@filter_input
class ReceivableFilter:
    """Which open items."""

    is_open: bool | None = condition(
        "({t}.applied_minor < {t}.total_minor) = {v}", "With something left to pay, or without."
    )
    is_overdue: bool | None = condition(
        "({t}.applied_minor < {t}.total_minor AND {t}.due_on < {today}) = {v}",
        "Open after the day they were due, or not.",
    )
    currency: CurrencyCode | None = condition("{t}.currency = {v}", "In this currency.")
    due_from: date | None = condition("{t}.due_on >= {v}", "Due on or after this day.")
    due_until: date | None = condition("{t}.due_on < {v}", "Due before this day.")
    number: str | None = condition("{t}.number = {v}", "With exactly this number.")
    booked_from: date | None = condition("{t}.booked_on >= {v}", "In the books since this day.")
    creditor: strawberry.ID | None = condition(
        "{t}.creditor_id = {v}", "Owed to this creditor.", node="Party"
    )
    debtors: list[strawberry.ID] | None = condition(
        "{t}.debtor_id = ANY({v})", "Owed by one of these.", node="Party"
    )
    # As most are owed to the brand, its id is nothing to find them by.
    is_to_brand: bool | None = condition(
        "({t}.creditor_id IS DISTINCT FROM {t}.brand_id) <> {v}",
        "Owed to the brand itself, or to a distributor.",
    )


@table("receivables", scope=own("debtor_id", "creditor_id"))
class Receivable(Node):
    """An open item: what one party owes another until a day."""

    number: str = column("number", ANYONE, "How people call it.")
    instalment: int = column("instalment", ANYONE, "Which instalment of its order, from 1.")
    depth: int = column("depth", ANYONE, "Levels from the buyer to its debtor; 0 is the buyer.")
    currency: CurrencyCode = column("currency", ANYONE, "Of all its amounts.")
    total: Money = money("total_minor", ANYONE, "What was owed at first.")
    applied: Money = money("applied_minor", ANYONE, "What was settled since.")
    open: Money = money("{t}.total_minor - {t}.applied_minor", ANYONE, "What is left to pay.")
    issued_on: date = column("issued_on", ANYONE, "The day it was issued.")
    booked_on: date = column("booked_on", MONEY, "The day of the books it counts in.")
    due_on: date = column("due_on", ANYONE, "The day it is due.")
    is_overdue: bool = column(
        "{t}.applied_minor < {t}.total_minor AND {t}.due_on < {today}",
        ANYONE,
        "Whether it is open after the day it was due.",
    )
    creditor_name: str = column(
        "SELECT owner.name FROM parties owner"
        " WHERE owner.brand_id = {brand} AND owner.id = {t}.creditor_id",
        ANYONE,
        "Whom to pay, also where that one stands above you.",
    )
    order: OrderRef | None = one("order_id", ANYONE, "The order it came from.")
    charged_by: ReturnRef | None = one(
        "charge_return_id",
        ANYONE,
        "The return that lost the rest of its order a discount, where that is what it charges.",
    )
    creditor: PartyRef | None = one("creditor_id", ANYONE, "To whom it is owed.")
    debtor: PartyRef | None = one("debtor_id", ANYONE, "Who owes it.")
    applications: Connection[ApplicationRef] = connection(
        "receivable_id", ANYONE, "What settled it.", sort=ApplicationSort
    )


@table("applications", scope=Through("Receivable", "receivable_id"))
class Application(Node):
    """A part of a receipt or credit, put against an open item."""

    source: receivables.ApplicationSource = column("source", ANYONE, "What it came from.")
    amount: Money = money(
        # A row that takes another one back has its amount, and points at it.
        "CASE WHEN {t}.reverses_id IS NULL THEN {t}.amount_minor ELSE -{t}.amount_minor END",
        ANYONE,
        "How much; negative when taken back.",
    )
    applied_on: date = column("applied_on", ANYONE, "The day it counts from.")
    receivable: ReceivableRef = one("receivable_id", ANYONE, "The open item.")
    receipt: ReceiptRef | None = one("source_id", ANYONE, "The receipt, if it came from one.")
    credit_note: CreditNoteRef | None = one(
        "source_id", ANYONE, "The credit note, if it came from one."
    )
    reverses: ApplicationRef | None = one("reverses_id", MONEY, "The application it takes back.")


@filter_input
class CreditNoteFilter:
    """Which credit notes."""

    currency: CurrencyCode | None = condition("{t}.currency = {v}", "In this currency.")
    number: str | None = condition("{t}.number = {v}", "With exactly this number.")
    issued_from: date | None = condition("{t}.issued_on >= {v}", "Issued on or after this day.")
    issued_until: date | None = condition("{t}.issued_on < {v}", "Issued before this day.")
    booked_from: date | None = condition("{t}.booked_on >= {v}", "In the books since this day.")
    creditor: strawberry.ID | None = condition(
        "{t}.creditor_id = {v}", "Of this creditor.", node="Party"
    )
    debtors: list[strawberry.ID] | None = condition(
        "{t}.debtor_id = ANY({v})", "Credited to one of these.", node="Party"
    )


@table("credit_notes", scope=own("debtor_id", "creditor_id"))
class CreditNote(Node):
    """Credit for what came back."""

    number: str = column("number", ANYONE, "How people call it.")
    currency: CurrencyCode = column("currency", ANYONE, "Of all its amounts.")
    total: Money = money("total_minor", ANYONE, "How much was credited.")
    applied: Money = money("applied_minor", ANYONE, "How much of it settled open items.")
    issued_on: date = column("issued_on", ANYONE, "The day it was issued.")
    booked_on: date = column("booked_on", MONEY, "The day of the books it counts in.")
    order: OrderRef | None = one("order_id", ANYONE, "The order that came back.")
    returned: ReturnRef | None = one("return_id", ANYONE, "What came back.")
    uncharged_by: ReturnRef | None = one(
        "charge_return_id",
        ANYONE,
        "The return that took an earlier charge back, where that is what it credits.",
    )
    creditor: PartyRef | None = one("creditor_id", ANYONE, "Who credits.")
    debtor: PartyRef | None = one("debtor_id", ANYONE, "Who is credited.")
    applications: list[ApplicationRef] = many(
        "source_id", ANYONE, "What it settled.", order="{t}.applied_on, {t}.id", size=3
    )


__all__ = [
    "Application",
    "ApplicationSort",
    "CreditNote",
    "CreditNoteFilter",
    "CreditNoteSort",
    "Receivable",
    "ReceivableFilter",
    "ReceivableSort",
]
