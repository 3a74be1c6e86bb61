"""Let a statement that was wrong be superseded by a corrected version of it."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import foreign_key, index, lock_timeout, text, uuid

revision = "0043"
down_revision: str | None = "0042"
branch_labels: str | None = None
depends_on: str | None = None

PAIR = ("brand_id", "run_id", "counterparty_id", "creditor_id", "currency")
STATES = "'issued', 'confirmed', 'disputed', 'superseded'"


def upgrade() -> None:
    lock_timeout()
    op.add_column(
        "statements",
        sa.Column("version", sa.BigInteger(), nullable=False, server_default=sa.text("1")),
    )
    op.add_column("statements", uuid("supersedes_id", nullable=True))
    op.add_column("statements", text("correction_reason", nullable=True))
    reference = foreign_key("statements", "statements", "supersedes_id")
    op.create_foreign_key(
        str(reference.name),
        "statements",
        "statements",
        ["brand_id", "supersedes_id"],
        ["brand_id", "id"],
    )
    op.drop_constraint("ck_statements_state", "statements")
    op.create_check_constraint("ck_statements_state", "statements", f"state IN ({STATES})")
    op.create_check_constraint(
        "ck_statements_version",
        "statements",
        "version >= 1 AND (version = 1) = (supersedes_id IS NULL)"
        " AND (supersedes_id IS NULL) = (correction_reason IS NULL)",
    )
    one_current()
    op.add_column(
        "statement_lines",
        sa.Column("is_correction", sa.Boolean(), nullable=False, server_default=sa.text("false")),
    )
    index(
        "statement_lines",
        "journal_id",
        name="ix_statement_lines_correction",
        where="is_correction",
    )


def one_current() -> None:
    """Keep one current statement of each pair, and one successor of each that was wrong."""
    op.drop_constraint("uq_statements_pair", "statements")
    op.create_unique_constraint("uq_statements_pair", "statements", [*PAIR, "version"])
    op.create_index(
        "uq_statements_current",
        "statements",
        list(PAIR),
        unique=True,
        postgresql_where=sa.text("state <> 'superseded'"),
    )
    op.create_index(
        "uq_statements_supersedes_id",
        "statements",
        ["brand_id", "supersedes_id"],
        unique=True,
        postgresql_where=sa.text("supersedes_id IS NOT NULL"),
    )
