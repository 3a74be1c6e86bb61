"""What settlements need from the world: a printer of statements, addresses of pay pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, Protocol

from tributary.kernel import Currency, Money, Period, Rate, total_of

Language = Literal["zh-CN", "en"]


class EntryKind(StrEnum):
    """What moved a balance; names a section of the statement and a line of its summary."""

    RECEIVABLE = "receivable"
    DISCOUNT_LOST = "discount_lost"
    CREDIT_NOTE = "credit_note"
    RECEIPT = "receipt"
    REFUND = "refund"
    COMMISSION = "commission"
    REBATE = "rebate"
    CLAWBACK = "clawback"
    SET_OFF = "set_off"
    PAYOUT = "payout"
    ADJUSTMENT = "adjustment"


class CommissionKind(StrEnum):
    """Why a commission was earned; taken back by a return, it has the same kind and a minus."""

    LEVEL = "level"
    """Earned on one's own sale, at the rate of one's level."""
    OVERRIDE = "override"
    """Earned on the sale of a distributor further down."""
    PRICE_GAP = "price_gap"
    """The difference between the price of the level below and one's own."""
    BONUS = "bonus"
    """Earned on top, for what a month, a quarter or a year came to."""


class Netting(StrEnum):
    """How what is owed and what is earned meet."""

    SEPARATE = "separate"
    SET_OFF = "set_off"


@dataclass(frozen=True, slots=True)
class Movement:
    """Everything of one kind that moved a balance within the period; negative lowers it."""

    kind: EntryKind
    amount: Money


@dataclass(frozen=True, slots=True)
class BalanceBlock:
    """Opening + movements = closing: anything else is a bug and cannot be built."""

    opening: Money
    movements: Sequence[Movement]
    closing: Money

    def __post_init__(self) -> None:
        moved = total_of((each.amount for each in self.movements), self.opening.currency)
        if self.opening + moved != self.closing:
            message = f"{self.opening} and movements of {moved} do not make {self.closing}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Line:
    """One booking as the counterparty reads it."""

    booked_on: date
    reference: str
    """The number of the document behind it: an invoice, a receipt, an order."""
    description: str
    amount: Money
    trace: str | None = None
    """Where the calculation can be looked up."""
    position: int = 0
    """Its place on the statement, from 1: what it is called when somebody asks about it."""
    is_earned: bool = False
    """Whether it changes what was earned; what is owed otherwise."""
    journal: str | None = None
    """The id of the journal in the ledger that moved the money."""


@dataclass(frozen=True, slots=True)
class Section:
    """The lines of one kind and what they come to."""

    kind: EntryKind
    lines: Sequence[Line]
    total: Money
    title: str | None = None
    """Replaces the usual heading of the kind."""

    def __post_init__(self) -> None:
        summed = total_of((line.amount for line in self.lines), self.total.currency)
        if summed != self.total:
            message = f"the lines of {self.kind} come to {summed}, not {self.total}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class AgeingBlock:
    """What is open at the end of the period, by days past due."""

    not_due: Money
    days_1_30: Money
    days_31_60: Money
    days_61_90: Money
    days_over_90: Money
    unapplied: Money
    """Money received that no item has used yet; it lowers what is open."""


@dataclass(frozen=True, slots=True)
class CommissionLine:
    """How one commission came about: base x rate, or an amount per piece x quantity."""

    order_number: str
    sku: str
    sold_by: str
    kind: CommissionKind
    base: Money
    rate: Rate | Money
    """A percentage of the base, or an amount per piece."""
    quantity: int
    amount: Money
    rule: str
    """The rule of the plan that applied, such as "A-2026 v3 #4"."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A receivable that is not paid in full."""

    number: str
    issued_on: date
    due_on: date
    total: Money
    open: Money


@dataclass(frozen=True, slots=True)
class StatementDocument:
    """A finished statement: every figure and name in it, nothing left to compute.

    Signs are the counterparty's: `owed` is what the counterparty owes, `earned` what it has
    earned and not been paid. Equal documents print to equal bytes.
    """

    number: str
    language: Language
    period: Period
    issued_on: date
    brand_name: str
    brand_address: str
    counterparty_name: str
    counterparty_number: str
    currency: Currency
    owed: BalanceBlock
    earned: BalanceBlock
    to_pay: Money
    to_receive: Money
    netting: Netting
    sections: Sequence[Section]
    commission_lines: Sequence[CommissionLine]
    ageing: AgeingBlock
    open_items: Sequence[OpenItem]
    pay_url: str | None = None
    supersedes: str | None = None
    """The number of the statement that this one corrects."""
    correction_note: str | None = None
    """Why it was wrong, and by how much what is owed differs."""
    owed_before: Money | None = None
    """What was owed in the end by the statement that this one corrects."""
    netting_note: str | None = None
    """The counterparty's own agreement on netting; replaces the usual sentence."""
    answer_note: str | None = None
    """By when it can be disputed, and what it means when nobody does."""

    def __post_init__(self) -> None:
        if self.pay_url is not None and not self.pay_url.startswith(("https://", "http://")):
            message = f"{self.pay_url!r} is not a web address"
            raise ValueError(message)


class StatementPrinter(Protocol):
    """Prints a finished statement."""

    def render(self, document: StatementDocument) -> bytes:
        """Return the printed statement: equal documents give equal bytes."""
        ...


class StatementSheets(Protocol):
    """Writes a finished statement for spreadsheets: the figures of the PDF, equal for equal."""

    def csv(self, document: StatementDocument) -> bytes:
        """Return the statement as CSV."""
        ...

    def xlsx(self, document: StatementDocument) -> bytes:
        """Return the statement as an Excel workbook."""
        ...


class PayPages(Protocol):
    """Knows where the page of a payment link is."""

    def url_of(self, token: str) -> str:
        """Return the address under which a link's token can be paid."""
        ...
