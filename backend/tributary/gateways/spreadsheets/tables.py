"""A statement as tables: which rows and columns its files have."""

from collections.abc import Sequence
from dataclasses import dataclass

from tributary.gateways.pdf.wording import WORDINGS, Wording
from tributary.gateways.spreadsheets.cells import Cell
from tributary.gateways.spreadsheets.wording import PARTS, Parts
from tributary.kernel import Money
from tributary.settlements.ports import StatementDocument


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns, each named by its key in the wording; money brings its currency."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def tables_of(document: StatementDocument) -> list[Table]:
    """Return what the files of a statement hold; the first says what it is, the others count."""
    words, parts = WORDINGS[document.language], PARTS[document.language]
    return [
        _facts(document, words, parts),
        _balances(document, words, parts),
        _lines(document, words, parts),
        _calculation(document, words),
        _ageing(document, words),
        _open_items(document, words),
    ]


def _facts(document: StatementDocument, words: Wording, parts: Parts) -> Table:
    facts: list[tuple[str, Cell]] = [
        (words.number, document.number),
        (parts.period_start, document.period.start),
        (parts.period_last, document.period.last),
        (words.issued_on, document.issued_on),
        (parts.issuer, document.brand_name),
        (words.counterparty, document.counterparty_name),
        (parts.code, document.counterparty_number),
        (words.currency, document.currency),
        (parts.note, document.netting_note or words.netting[document.netting]),
        (parts.answer, document.answer_note),
        (parts.supersedes, document.supersedes),
        (parts.correction, document.correction_note),
        (parts.pay_url, document.pay_url),
    ]
    rows = [fact for fact in facts if fact[1] is not None]
    return Table(words.statement, ("description", "fact"), rows)


def _balances(document: StatementDocument, words: Wording, parts: Parts) -> Table:
    rows: list[Sequence[Cell]] = []
    for account, block in ((words.owed, document.owed), (words.earned, document.earned)):
        movement = block.closing - block.opening
        rows += (
            (account, words.opening, *_money(block.opening)),
            (account, parts.movement, *_money(movement)),
            (account, words.closing, *_money(block.closing)),
        )
    rows += (
        (words.owed, words.to_pay, *_money(document.to_pay)),
        (words.earned, words.to_receive, *_money(document.to_receive)),
    )
    if document.owed_before is not None:
        change = document.owed.closing - document.owed_before
        rows += (
            (
                words.owed,
                f"{parts.supersedes} {document.supersedes}",
                *_money(document.owed_before),
            ),
            (words.owed, parts.difference, *_money(change)),
        )
    return Table(parts.balances, ("account", "description", "amount", "currency"), rows)


def _lines(document: StatementDocument, words: Wording, parts: Parts) -> Table:
    columns = (
        *("account", "section", "position", "day", "reference", "description", "trace"),
        *("amount", "currency", "journal"),
    )
    rows = [
        (
            words.earned if line.is_earned else words.owed,
            section.title or words.entries[section.kind],
            line.position,
            line.booked_on,
            line.reference,
            line.description,
            line.trace,
            *_money(line.amount),
            line.journal,
        )
        for section in document.sections
        for line in section.lines
    ]
    return Table(parts.lines, columns, rows)


def _calculation(document: StatementDocument, words: Wording) -> Table:
    columns = (
        *("reference", "sku", "seller", "description", "trace", "base", "rate", "quantity"),
        *("amount", "currency"),
    )
    rows = [
        (
            line.order_number,
            line.sku,
            line.sold_by,
            words.commissions[line.kind],
            line.rule,
            line.base,
            line.rate if isinstance(line.rate, Money) else str(line.rate).replace(" ", ""),
            line.quantity,
            *_money(line.amount),
        )
        for line in document.commission_lines
    ]
    return Table(words.calculation, columns, rows)


def _ageing(document: StatementDocument, words: Wording) -> Table:
    ageing = document.ageing
    buckets = (
        ageing.not_due,
        ageing.days_1_30,
        ageing.days_31_60,
        ageing.days_61_90,
        ageing.days_over_90,
        ageing.unapplied,
    )
    rows = [
        (name, *_money(amount)) for name, amount in zip(words.ageing_columns, buckets, strict=True)
    ]
    return Table(words.ageing, ("description", "amount", "currency"), rows)


def _open_items(document: StatementDocument, words: Wording) -> Table:
    columns = ("day", "due", "reference", "total", "amount", "currency")
    rows = [
        (item.issued_on, item.due_on, item.number, item.total, *_money(item.open))
        for item in document.open_items
    ]
    return Table(words.open_items, columns, rows)


def _money(amount: Money) -> tuple[Money, str]:
    return amount, amount.currency
