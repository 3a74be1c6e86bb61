"""The kinds of facts that are told to other programs, and what is told of each.

One message holds one to a hundred facts of one kind: those that a bulk step made together go
together. What is told is thin and stays what it is: ids that the graph knows, numbers, states and
amounts; whoever needs more asks for it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from tributary.kernel import Currency, Money

FACTS_MAX: Final = 100
"""How many facts there are in one message at most."""


class FactKind(StrEnum):
    """What has happened."""

    ORDER_ACCEPTED = "order.accepted"
    RECEIVABLE_RAISED = "receivable.raised"
    CREDIT_NOTE_RAISED = "credit_note.raised"
    STATEMENT_ISSUED = "statement.issued"
    STATEMENT_CONFIRMED = "statement.confirmed"
    STATEMENT_DISPUTED = "statement.disputed"
    STATEMENT_CORRECTED = "statement.corrected"
    PAYMENT_RECEIVED = "payment.received"
    REFUND_SETTLED = "refund.settled"
    REBATE_CLAIM_SUBMITTED = "rebate_claim.submitted"
    REBATE_CLAIM_RETURNED = "rebate_claim.returned"
    REBATE_CLAIM_APPROVED = "rebate_claim.approved"
    REBATE_CLAIM_OVERDUE = "rebate_claim.overdue"
    PAYOUT_BATCH_RELEASED = "payout_batch.released"
    PAYOUT_BATCH_COMPLETED = "payout_batch.completed"
    PAYOUT_SETTLED = "payout.settled"
    WEBHOOK_TEST = "webhook.test"


class Form(StrEnum):
    """How a value is written."""

    ID = "id"
    TEXT = "text"
    DAY = "day"
    COUNT = "count"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Told:
    """One field of a fact."""

    name: str
    form: Form
    meaning: str
    node: str = ""
    """The type of the graph that an id names."""
    is_optional: bool = False

    @property
    def column(self) -> str:
        """The column that holds it."""
        if self.form is Form.ID and self.name != "id":
            return f"{self.name}_id"
        return f"{self.name}_minor" if self.form is Form.MONEY else self.name


@dataclass(frozen=True, slots=True)
class Shape:
    """What a message of one kind holds."""

    collection: str
    """The one field of `data`: a list of facts."""
    meaning: str
    fields: tuple[Told, ...]


def _id(name: str, node: str, meaning: str, *, is_optional: bool = False) -> Told:
    return Told(name, Form.ID, meaning, node, is_optional=is_optional)


def _text(name: str, meaning: str, *, is_optional: bool = False) -> Told:
    return Told(name, Form.TEXT, meaning, is_optional=is_optional)


def _day(name: str, meaning: str, *, is_optional: bool = False) -> Told:
    return Told(name, Form.DAY, meaning, is_optional=is_optional)


def _money(name: str, meaning: str) -> Told:
    return Told(name, Form.MONEY, meaning)


_NUMBER: Final = _text("number", "The number that people call it by.")
_STATE: Final = _text("state", "Its state when this was written.")
_CREDITOR: Final = _id("creditor", "Party", "To whom it is owed.")
_DEBTOR: Final = _id("debtor", "Party", "Who owes it.")

_STATEMENT: Final = (
    _id("id", "Statement", "The statement."),
    _NUMBER,
    _STATE,
    _CREDITOR,
    _id("counterparty", "Party", "To whom it is written."),
    _day("period_start", "The first day of its period."),
    _day("period_end", "The first day after its period."),
    _money("owed_closing", "What the counterparty owes at the end."),
    _money("earned_closing", "What it has earned and not been paid; negative after a clawback."),
)

_CLAIM: Final = (
    _id("id", "RebateClaim", "The claim."),
    _NUMBER,
    _STATE,
    _id("distributor", "Distributor", "Who claims."),
    _id("credit", "RebateCredit", "The rebate that is claimed."),
    _text("waits_for", "The role that is asked now.", is_optional=True),
    _day("due_on", "The last day by which it is to be decided.", is_optional=True),
    _money("amount", "What is claimed."),
)

_BATCH: Final = (
    _id("id", "PayoutBatch", "The batch."),
    _NUMBER,
    _STATE,
    Told("item_count", Form.COUNT, "How many payouts it holds."),
    _money("total", "What they come to."),
)

FACTS: Final[Mapping[FactKind, Shape]] = {
    FactKind.ORDER_ACCEPTED: Shape(
        "orders",
        "An order is priced and binding, and can be billed; it no longer changes.",
        (
            _id("id", "Order", "The order."),
            _NUMBER,
            _text("external_id", "What its channel calls it."),
            _STATE,
            _id("distributor", "Distributor", "Who sold or bought.", is_optional=True),
            _day("ordered_on", "The business day of the order."),
            _money("total", "Goods less discount, tax and freight included."),
        ),
    ),
    FactKind.RECEIVABLE_RAISED: Shape(
        "receivables",
        "Somebody owes an instalment of an order.",
        (
            _id("id", "Receivable", "The open item."),
            _NUMBER,
            _id("order", "Order", "The order it came from.", is_optional=True),
            _CREDITOR,
            _DEBTOR,
            _day("due_on", "The day by which it is to be paid."),
            _money("total", "What is owed."),
        ),
    ),
    FactKind.CREDIT_NOTE_RAISED: Shape(
        "credit_notes",
        "A return lessens what is owed.",
        (
            _id("id", "CreditNote", "The credit note."),
            _NUMBER,
            _id("order", "Order", "The order that came back."),
            _CREDITOR,
            _DEBTOR,
            _day("issued_on", "The business day it was written."),
            _money("total", "What is owed less."),
        ),
    ),
    FactKind.STATEMENT_ISSUED: Shape("statements", "A period is closed.", _STATEMENT),
    FactKind.STATEMENT_CONFIRMED: Shape(
        "statements", "The counterparty finds a statement right.", _STATEMENT
    ),
    FactKind.STATEMENT_DISPUTED: Shape(
        "statements", "The counterparty finds something wrong with a statement.", _STATEMENT
    ),
    FactKind.STATEMENT_CORRECTED: Shape(
        "statements", "A corrected version takes the place of a statement.", _STATEMENT
    ),
    FactKind.PAYMENT_RECEIVED: Shape(
        "receipts",
        "Money came in and is booked.",
        (
            _id("id", "Receipt", "The receipt."),
            _STATE,
            _CREDITOR,
            _DEBTOR,
            _text("provider", "By which payment provider."),
            _text("provider_payment_id", "What that one calls the payment."),
            _day("received_on", "The business day it came in.", is_optional=True),
            _day("booked_on", "The day it is in the books.", is_optional=True),
            _money("amount", "How much."),
            _money("applied", "How much of it closed open items."),
        ),
    ),
    FactKind.REFUND_SETTLED: Shape(
        "refunds",
        "The provider told what became of a refund: refunded or failed.",
        (
            _id("id", "Refund", "The refund."),
            _id("receipt", "Receipt", "The receipt that it gives back a part of."),
            _STATE,
            _day("booked_on", "The day it is in the books.", is_optional=True),
            _money("amount", "How much."),
        ),
    ),
    FactKind.REBATE_CLAIM_SUBMITTED: Shape(
        "rebate_claims", "A distributor claims a rebate, or hands a claim in again.", _CLAIM
    ),
    FactKind.REBATE_CLAIM_RETURNED: Shape(
        "rebate_claims", "A claim was rejected to the distributor.", _CLAIM
    ),
    FactKind.REBATE_CLAIM_APPROVED: Shape(
        "rebate_claims", "Everybody agreed to a claim: the rebate can be used.", _CLAIM
    ),
    FactKind.REBATE_CLAIM_OVERDUE: Shape(
        "rebate_claims", "Nobody decided about a claim by the last day of a step.", _CLAIM
    ),
    FactKind.PAYOUT_BATCH_RELEASED: Shape(
        "payout_batches", "A second person released a batch of payouts.", _BATCH
    ),
    FactKind.PAYOUT_BATCH_COMPLETED: Shape(
        "payout_batches", "Every payout of a batch is final.", _BATCH
    ),
    FactKind.PAYOUT_SETTLED: Shape(
        "payouts",
        "A payout is final: paid or failed.",
        (
            _id("id", "PayoutItem", "The payout."),
            _id("batch", "PayoutBatch", "The batch it is part of."),
            _STATE,
            _id("distributor", "Distributor", "Who is paid."),
            _text("provider_transfer_id", "What the rail calls it.", is_optional=True),
            _money("amount", "How much."),
        ),
    ),
    FactKind.WEBHOOK_TEST: Shape(
        "endpoints",
        "Somebody wants to see whether messages arrive; sent to one endpoint alone.",
        (_id("id", "WebhookEndpoint", "The endpoint."),),
    ),
}


def fact_of(kind: FactKind, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is told of one fact.

    Args:
        kind: what has happened.
        row: the columns of its shape, and `currency` where there is an amount.
    """
    return {field.name: _written(field, row) for field in FACTS[kind].fields}


def body_of(kind: FactKind, facts: Sequence[Mapping[str, Any]], *, at: datetime) -> str:
    """Return a message as it is signed and sent: the same text at every attempt."""
    said = {
        "type": kind.value,
        "timestamp": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "data": {FACTS[kind].collection: list(facts)},
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _written(field: Told, row: Mapping[str, Any]) -> object:
    value = row[field.column]
    match field.form:
        case _ if value is None:
            return None
        case Form.ID:
            return f"{field.node}:{value}"
        case Form.MONEY:
            amount = Money(value, Currency(row["currency"]))
            return {"amount": amount.decimal, "currency": amount.currency}
        case Form.DAY if isinstance(value, date):
            return value.isoformat()
        case _:
            return value
