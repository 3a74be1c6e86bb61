"""Create what is owed: receivables, credit notes and what was applied against them."""

from sqlalchemy import Column, SmallInteger
from sqlalchemy.schema import SchemaItem

from migrations.tables import (
    check,
    currency,
    day,
    foreign_key,
    index,
    instant,
    lock_timeout,
    minor,
    one_of,
    primary_key,
    tenant_table,
    text,
    unique,
    uuid,
)

revision = "0008"
down_revision: str | None = "0007"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    tenant_table(
        "receivables",
        uuid("id"),
        text("number"),
        uuid("order_id", nullable=True),
        Column("instalment", SmallInteger(), nullable=False),
        *document_columns("receivables"),
        day("due_on"),
        uuid("batch_id"),
        unique("receivables", "number"),
        unique("receivables", "order_id", "instalment"),
        foreign_key("receivables", "orders", "order_id"),
        check("receivables", "instalment", "instalment >= 1"),
        update=["applied_minor"],
    )
    index(
        "receivables", "creditor_id", "debtor_id", "currency", "due_on", name="ix_receivables_pair"
    )
    index("receivables", "debtor_id")
    index("receivables", "booked_on")
    index("receivables", "batch_id")
    tenant_table(
        "credit_notes",
        uuid("id"),
        text("number"),
        uuid("return_id"),
        uuid("order_id"),
        *document_columns("credit_notes"),
        uuid("batch_id"),
        unique("credit_notes", "number"),
        unique("credit_notes", "return_id"),
        foreign_key("credit_notes", "returns", "return_id"),
        foreign_key("credit_notes", "orders", "order_id"),
        update=["applied_minor"],
    )
    index("credit_notes", "order_id")
    index("credit_notes", "creditor_id", "debtor_id", "currency", name="ix_credit_notes_pair")
    index("credit_notes", "debtor_id")
    index("credit_notes", "booked_on")
    index("credit_notes", "batch_id")
    applications()


def document_columns(table: str) -> list[SchemaItem]:
    """Return what a receivable and a credit note have in common."""
    return [
        uuid("creditor_id"),
        uuid("debtor_id"),
        currency(),
        minor("total_minor"),
        minor("applied_minor", default=0),
        day("issued_on"),
        day("booked_on"),
        uuid("journal_id"),
        instant("created_at"),
        primary_key(table, "id"),
        foreign_key(table, "parties", "creditor_id"),
        foreign_key(table, "parties", "debtor_id"),
        check(table, "total", "total_minor > 0"),
        check(table, "applied", "applied_minor >= 0 AND applied_minor <= total_minor"),
        check(table, "pair", "creditor_id <> debtor_id"),
    ]


def applications() -> None:
    """Create the rows that close receivables; each one is reversed at most once."""
    tenant_table(
        "applications",
        uuid("id"),
        uuid("receivable_id"),
        text("source"),
        uuid("source_id"),
        currency(),
        minor("amount_minor"),
        day("applied_on"),
        uuid("transfer_id"),
        uuid("reverses_id", nullable=True),
        uuid("batch_id"),
        instant("created_at"),
        primary_key("applications", "id"),
        unique("applications", "reverses_id"),
        foreign_key("applications", "receivables", "receivable_id"),
        foreign_key("applications", "transfers", "transfer_id"),
        foreign_key("applications", "applications", "reverses_id"),
        one_of("applications", "source", "receipt", "credit_note", "credit"),
        check("applications", "amount", "amount_minor > 0"),
    )
    index("applications", "receivable_id", "applied_on")
    index("applications", "source_id")
    index("applications", "transfer_id")
    index("applications", "batch_id")
