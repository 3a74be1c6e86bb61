"""Let statements be written about to those who read them, and say what became of each letter."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import (
    check,
    foreign_key,
    grant,
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

revision = "0050"
down_revision: str | None = "0049"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    op.add_column("parties", text("time_zone", nullable=True))
    grant("UPDATE (time_zone)", "parties", "app", "worker")
    op.add_column("statements", instant("mail_at", nullable=True))
    op.add_column("statements", instant("mailed_at", nullable=True))
    grant("UPDATE (mail_at, mailed_at)", "statements", "app", "worker")
    index(
        "statements",
        "mail_at",
        name="ix_statements_to_mail",
        where="mail_at IS NOT NULL AND mailed_at IS NULL",
    )
    mailing_table()
    letter_table()


def mailing_table() -> None:
    """Say at which hour statements are e-mailed, or that none are."""
    tenant_table(
        "statement_mailings",
        whole("hour", nullable=True),
        instant("changed_at"),
        # What held before stays readable: the last row holds.
        primary_key("statement_mailings", "changed_at"),
        sa.ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_statement_mailings_brand"),
        check("statement_mailings", "hour", "hour BETWEEN 0 AND 23"),
        update=["hour"],
    )


def letter_table() -> None:
    """Create the letters about statements: one for each statement, person and time it is sent."""
    tenant_table(
        "statement_letters",
        uuid("statement_id"),
        uuid("user_id"),
        whole("nth"),
        uuid("letter_id"),
        text("address"),
        text("state"),
        instant("written_at"),
        instant("settled_at", nullable=True),
        text("reason", nullable=True),
        primary_key("statement_letters", "statement_id", "user_id", "nth"),
        unique("statement_letters", "letter_id"),
        foreign_key("statement_letters", "statements", "statement_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_statement_letters_user"),
        one_of("statement_letters", "state", "waiting", "sent", "refused", "lapsed"),
        check("statement_letters", "nth", "nth >= 1"),
        update=["state", "settled_at", "reason"],
    )
    op.create_index("ix_statement_letters_user", "statement_letters", ["user_id"])
