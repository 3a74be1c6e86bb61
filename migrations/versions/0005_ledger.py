"""Create the ledger: accounts, balances, transfers, closings, seals, and what posts to them."""

import sqlalchemy as sa
from alembic import op

from migrations.ledger_functions import DOORS, INNER_FUNCTIONS, PURE_FUNCTIONS, TYPES
from migrations.tables import (
    check,
    currency,
    day,
    foreign_key,
    grant,
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
    whole,
)

revision = "0005"
down_revision: str | None = "0004"
branch_labels: str | None = None
depends_on: str | None = None

KINDS = (
    "receivable",
    "customer_credit",
    "sales",
    "sales_returns",
    "tax_payable",
    "freight_income",
    "clearing",
    "payment_fees",
    "commission_expense",
    "commission_payable",
    "bank",
)


def upgrade() -> None:
    lock_timeout()
    account_tables()
    transfer_table()
    closing_and_seal_tables()
    for statement in (*TYPES, *PURE_FUNCTIONS, *INNER_FUNCTIONS):
        op.execute(statement)
    for signature, definition in DOORS.items():
        op.execute(definition)
        op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
        grant("EXECUTE", f"FUNCTION {signature}", "app", "worker")


def account_tables() -> None:
    """Create accounts and the one place where a balance exists."""
    tenant_table(
        "accounts",
        uuid("id"),
        uuid("book_id"),
        text("kind"),
        uuid("counterparty_id", nullable=True),
        currency(),
        instant("opened_at"),
        primary_key("accounts", "id"),
        sa.UniqueConstraint("brand_id", "id", "currency", name="uq_accounts_currency"),
        foreign_key("accounts", "parties", "book_id"),
        foreign_key("accounts", "parties", "counterparty_id"),
        one_of("accounts", "kind", *KINDS),
        app="select",
    )
    index("accounts", "book_id", "counterparty_id")
    index("accounts", "counterparty_id")
    tenant_table(
        "balances",
        uuid("account_id"),
        currency(),
        minor("debits_minor", default=0),
        minor("credits_minor", default=0),
        minor("pending_debits_minor", default=0),
        minor("pending_credits_minor", default=0),
        minor("debit_max_minor", nullable=True),
        minor("credit_max_minor", nullable=True),
        # The currency is part of the key so that the key serves the reference to the account.
        primary_key("balances", "account_id", "currency"),
        account_reference("balances", "account_id"),
        check("balances", "debits", "debits_minor >= 0 AND pending_debits_minor >= 0"),
        check("balances", "credits", "credits_minor >= 0 AND pending_credits_minor >= 0"),
        check(
            "balances",
            "debit_max",
            "debits_minor + pending_debits_minor - credits_minor <= debit_max_minor",
        ),
        check(
            "balances",
            "credit_max",
            "credits_minor + pending_credits_minor - debits_minor <= credit_max_minor",
        ),
        app="select",
    )
    # Balances change in place all day: room on the page keeps the index out of it.
    op.execute("ALTER TABLE balances SET (fillfactor = 50)")


def transfer_table() -> None:
    """Create the transfers, each balanced by construction; rows only ever come in addition."""
    tenant_table(
        "transfers",
        uuid("id"),
        uuid("journal_id"),
        text("phase"),
        uuid("debit_account_id"),
        uuid("credit_account_id"),
        currency(),
        minor("amount_minor"),
        text("reason"),
        uuid("subject_id", nullable=True),
        day("booked_on"),
        instant("posted_at"),
        uuid("work_id"),
        uuid("pending_id", nullable=True),
        uuid("reverses_id", nullable=True),
        primary_key("transfers", "id"),
        account_reference("transfers", "debit_account_id"),
        account_reference("transfers", "credit_account_id"),
        foreign_key("transfers", "transfers", "pending_id"),
        foreign_key("transfers", "transfers", "reverses_id"),
        unique("transfers", "pending_id"),
        unique("transfers", "reverses_id"),
        one_of("transfers", "phase", "posted", "pending", "post", "void"),
        check("transfers", "amount", "amount_minor > 0"),
        check("transfers", "accounts", "debit_account_id <> credit_account_id"),
        check("transfers", "reason", "reason ~ '^[a-z_]+$'"),
        check("transfers", "pending", "(phase IN ('post', 'void')) = (pending_id IS NOT NULL)"),
        check("transfers", "reverses", "reverses_id IS NULL OR phase = 'posted'"),
        app="select",
    )
    for side in ("debit", "credit"):
        columns = ["brand_id", f"{side}_account_id", "currency", "booked_on"]
        op.create_index(f"ix_transfers_{side}", "transfers", columns)
    index("transfers", "subject_id")
    index("transfers", "work_id")


def closing_and_seal_tables() -> None:
    """Create closings, which are final, and seals, which show what was there."""
    tenant_table(
        "ledger_closings",
        day("closed_through"),
        whole("transfers_count"),
        instant("closed_at"),
        uuid("work_id"),
        primary_key("ledger_closings", "closed_through"),
        app="select",
    )
    tenant_table(
        "seals",
        whole("number"),
        whole("leaves_count"),
        sa.Column("merkle_root", sa.LargeBinary(), nullable=False),
        sa.Column("previous_hash", sa.LargeBinary(), nullable=False),
        sa.Column("seal_hash", sa.LargeBinary(), nullable=False),
        instant("sealed_at"),
        uuid("work_id"),
        primary_key("seals", "number"),
        check("seals", "number", "number > 0 AND leaves_count > 0"),
        app="select",
    )
    tenant_table(
        "seal_entries",
        uuid("transfer_id"),
        whole("seal_number"),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        primary_key("seal_entries", "transfer_id"),
        foreign_key("seal_entries", "transfers", "transfer_id"),
        foreign_key("seal_entries", "seals", "seal_number", key="number"),
        app="select",
    )
    index("seal_entries", "seal_number", "transfer_id")
    tenant_table(
        "seal_backlog",
        uuid("work_id"),
        primary_key("seal_backlog", "work_id"),
        app="select",
    )


def account_reference(table: str, column: str) -> sa.ForeignKeyConstraint:
    """Return a reference to an account of the same brand and the same currency."""
    return sa.ForeignKeyConstraint(
        ["brand_id", column, "currency"],
        ["accounts.brand_id", "accounts.id", "accounts.currency"],
        name=f"fk_{table}_{column.removesuffix('_id')}",
    )
