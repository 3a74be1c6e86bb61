"""Create settlement runs, the statements they issue and the lines of these."""

import sqlalchemy as sa

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
    whole,
)

revision = "0011"
down_revision: str | None = "0010"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    tenant_table(
        "settlement_runs",
        uuid("id"),
        day("period_start"),
        day("period_end"),
        text("state"),
        instant("started_at"),
        instant("closed_at", nullable=True),
        whole("statements_count"),
        primary_key("settlement_runs", "id"),
        unique("settlement_runs", "period_start"),
        one_of("settlement_runs", "state", "open", "closed"),
        check("settlement_runs", "period", "period_end > period_start"),
        check("settlement_runs", "closed", "(state = 'closed') = (closed_at IS NOT NULL)"),
        update=["state", "closed_at", "statements_count"],
    )
    statement_tables()


def statement_tables() -> None:
    """Create statements with the names they were issued in, and their lines."""
    tenant_table(
        "statements",
        uuid("id"),
        uuid("run_id"),
        text("number"),
        uuid("creditor_id"),
        uuid("counterparty_id"),
        currency(),
        day("period_start"),
        day("period_end"),
        minor("owed_opening_minor"),
        minor("owed_movement_minor"),
        minor("owed_closing_minor"),
        minor("earned_opening_minor"),
        minor("earned_movement_minor"),
        minor("earned_closing_minor"),
        text("netting"),
        text("language"),
        text("creditor_name"),
        text("creditor_address"),
        text("counterparty_name"),
        text("counterparty_code"),
        text("pay_url", nullable=True),
        uuid("blob_id", nullable=True),
        text("pdf_sha256", nullable=True),
        text("state"),
        day("issued_on"),
        instant("created_at"),
        primary_key("statements", "id"),
        unique("statements", "number"),
        sa.UniqueConstraint(
            *("brand_id", "run_id", "counterparty_id", "creditor_id", "currency"),
            name="uq_statements_pair",
        ),
        foreign_key("statements", "settlement_runs", "run_id"),
        foreign_key("statements", "parties", "creditor_id"),
        foreign_key("statements", "parties", "counterparty_id"),
        foreign_key("statements", "blobs", "blob_id"),
        one_of("statements", "netting", "separate"),
        one_of("statements", "language", "zh", "en"),
        one_of("statements", "state", "issued", "confirmed", "disputed"),
        check(
            "statements", "owed", "owed_closing_minor = owed_opening_minor + owed_movement_minor"
        ),
        check(
            "statements",
            "earned",
            "earned_closing_minor = earned_opening_minor + earned_movement_minor",
        ),
        check("statements", "printed", "(blob_id IS NULL) = (pdf_sha256 IS NULL)"),
        update=["state", "pay_url", "blob_id", "pdf_sha256"],
    )
    index("statements", "creditor_id")
    index("statements", "counterparty_id", "period_start")
    index("statements", "blob_id", where="blob_id IS NOT NULL")
    index("statements", "run_id", where="blob_id IS NULL", name="ix_statements_unprinted")
    tenant_table(
        "statement_lines",
        uuid("statement_id"),
        whole("position"),
        text("side"),
        text("section"),
        uuid("journal_id"),
        uuid("subject_id", nullable=True),
        day("booked_on"),
        text("reference"),
        text("description"),
        minor("amount_minor"),
        currency(),
        primary_key("statement_lines", "statement_id", "position"),
        foreign_key("statement_lines", "statements", "statement_id"),
        one_of("statement_lines", "side", "owed", "earned"),
        one_of(
            "statement_lines",
            "section",
            "receivable",
            "credit_note",
            "receipt",
            "refund",
            "commission",
            "clawback",
            "payout",
            "adjustment",
        ),
    )
    index("statement_lines", "subject_id")
