"""Let statements be disputed line by line, answered by a day, and confirmed for good."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import (
    check,
    day,
    foreign_key,
    index,
    instant,
    lock_timeout,
    one_of,
    primary_key,
    tenant_table,
    text,
    unique,
    uuid,
    whole,
)

revision = "0040"
down_revision: str | None = "0039"
branch_labels: str | None = None
depends_on: str | None = None

CONFIRMED_BEFORE = """
    INSERT INTO statement_confirmations (brand_id, statement_id, state, confirmed_by, confirmed_at)
    SELECT s.brand_id, s.id, 'confirmed', 'counterparty', coalesce(s.answered_at, s.created_at)
    FROM statements s WHERE s.brand_id = :brand AND s.state = 'confirmed'
"""


def upgrade() -> None:
    lock_timeout()
    # Nobody confirms between reading who has and the first confirmation that is kept.
    op.execute("LOCK TABLE statements IN SHARE ROW EXCLUSIVE MODE")
    deadline()
    confirmation_table()
    dispute_table()


def deadline() -> None:
    """Say by when statements are to be answered, and what silence means."""
    tenant_table(
        "settlement_terms",
        whole("answer_days"),
        sa.Column("silence_confirms", sa.Boolean(), nullable=False),
        instant("changed_at"),
        # What held before stays readable: the last row holds.
        primary_key("settlement_terms", "changed_at"),
        sa.ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_settlement_terms_brand"),
        check("settlement_terms", "days", "answer_days BETWEEN 1 AND 365"),
        update=["answer_days", "silence_confirms"],
    )
    op.add_column("statements", day("answer_by", nullable=True))
    op.add_column(
        "statements",
        sa.Column(
            "silence_confirms", sa.Boolean(), nullable=False, server_default=sa.text("false")
        ),
    )
    op.create_check_constraint(
        "ck_statements_silence", "statements", "NOT silence_confirms OR answer_by IS NOT NULL"
    )
    index(
        "statements",
        "answer_by",
        name="ix_statements_silent",
        where="state = 'issued' AND silence_confirms",
    )


def confirmation_table() -> None:
    """Keep confirmations in rows that nobody may change, which hold their statement in place."""
    op.create_unique_constraint("uq_statements_state", "statements", ["brand_id", "id", "state"])
    tenant_table(
        "statement_confirmations",
        uuid("statement_id"),
        text("state"),
        text("confirmed_by"),
        instant("confirmed_at"),
        primary_key("statement_confirmations", "statement_id", "state"),
        # The state is part of the key: while this row is there, no statement can leave it.
        sa.ForeignKeyConstraint(
            ["brand_id", "statement_id", "state"],
            ["statements.brand_id", "statements.id", "statements.state"],
            name="fk_statement_confirmations_statement",
        ),
        one_of("statement_confirmations", "state", "confirmed"),
        one_of("statement_confirmations", "confirmed_by", "counterparty", "deadline"),
    )
    bind = op.get_bind()
    for (brand,) in bind.execute(sa.text("SELECT id FROM brands ORDER BY id")).fetchall():
        bind.execute(
            sa.text("SELECT set_config('app.brand_id', :brand, true)"), {"brand": str(brand)}
        )
        bind.execute(sa.text(CONFIRMED_BEFORE), {"brand": brand})
    bind.execute(sa.text("SELECT set_config('app.brand_id', '', true)"))


def dispute_table() -> None:
    """Create what counterparties say is wrong with a line, and what is said to that."""
    tenant_table(
        "statement_disputes",
        uuid("id"),
        uuid("statement_id"),
        whole("position"),
        text("state"),
        text("reason"),
        instant("raised_at"),
        text("answer", nullable=True),
        instant("answered_at", nullable=True),
        primary_key("statement_disputes", "id"),
        unique("statement_disputes", "statement_id", "position"),
        foreign_key("statement_disputes", "statements", "statement_id"),
        sa.ForeignKeyConstraint(
            ["brand_id", "statement_id", "position"],
            [
                "statement_lines.brand_id",
                "statement_lines.statement_id",
                "statement_lines.position",
            ],
            name="fk_statement_disputes_line",
        ),
        one_of("statement_disputes", "state", "open", "accepted", "declined", "withdrawn"),
        check(
            "statement_disputes",
            "answered",
            "(state IN ('accepted', 'declined')) = (answer IS NOT NULL)",
        ),
        update=["state", "reason", "raised_at", "answer", "answered_at"],
    )
