"""Charge a discount that what stays of an order lost, as an open item of its own."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import lock_timeout, minor, uuid

revision = "0052"
down_revision: str | None = "0051"
branch_labels: str | None = None
depends_on: str | None = None

SECTIONS = (
    *("receivable", "discount_lost", "credit_note", "receipt", "refund", "commission", "rebate"),
    *("clawback", "payout", "adjustment"),
)


def upgrade() -> None:
    lock_timeout()
    op.add_column("returns", minor("charged_minor", nullable=True))
    op.add_column("returns", minor("charged_tax_minor", nullable=True))
    op.create_check_constraint(
        "ck_returns_charged",
        "returns",
        "(charged_minor IS NULL) = (charged_tax_minor IS NULL)"
        " AND (charged_minor IS NULL OR trace IS NOT NULL)"
        " AND charged_minor::numeric * charged_tax_minor >= 0"
        " AND (charged_minor <> 0 OR charged_tax_minor = 0)",
    )
    for table in ("receivables", "credit_notes"):
        op.add_column(table, uuid("charge_return_id", nullable=True))
        op.create_foreign_key(
            f"fk_{table}_charge_return",
            table,
            "returns",
            ["brand_id", "charge_return_id"],
            ["brand_id", "id"],
        )
        op.create_index(
            f"uq_{table}_charge_return_id",
            table,
            ["brand_id", "charge_return_id"],
            unique=True,
            postgresql_where=sa.text("charge_return_id IS NOT NULL"),
        )
    op.create_check_constraint(
        "ck_receivables_charge",
        "receivables",
        "charge_return_id IS NULL OR (order_id IS NULL AND depth = 0)",
    )
    for column in ("return_id", "order_id"):
        op.alter_column("credit_notes", column, nullable=True)
    op.create_check_constraint(
        "ck_credit_notes_charge",
        "credit_notes",
        "(charge_return_id IS NULL) = (return_id IS NOT NULL)"
        " AND (return_id IS NULL) = (order_id IS NULL)"
        " AND (charge_return_id IS NULL OR depth = 0)",
    )
    allowed = ", ".join(f"'{value}'" for value in SECTIONS)
    op.drop_constraint("ck_statement_lines_section", "statement_lines")
    op.create_check_constraint(
        "ck_statement_lines_section", "statement_lines", f"section IN ({allowed})"
    )
