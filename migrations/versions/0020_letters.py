"""Create letters, the tickets that their links open, and whether an address is verified."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.tables import (
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
)

revision = "0020"
down_revision: str | None = "0023"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    letter_table()
    ticket_table()
    people()


def letter_table() -> None:
    """Create the letters."""
    tenant_table(
        "letters",
        uuid("id"),
        text("kind"),
        text("address"),
        text("language"),
        sa.Column("words", JSONB(), nullable=False),
        uuid("ticket_id", nullable=True),
        text("state"),
        instant("written_at"),
        instant("good_until", nullable=True),
        instant("settled_at", nullable=True),
        text("reason", nullable=True),
        primary_key("letters", "id"),
        sa.ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_letters_brand"),
        one_of("letters", "state", "waiting", "sent", "refused", "lapsed"),
        one_of("letters", "language", "zh", "en"),
        update=["state", "settled_at", "reason"],
        delete=True,
    )
    index("letters", "written_at")


def ticket_table() -> None:
    """Create the tickets; of the token only its hash is kept."""
    tenant_table(
        "tickets",
        uuid("id"),
        text("kind"),
        uuid("user_id"),
        text("email"),
        text("token_sha256"),
        instant("created_at"),
        instant("expires_at"),
        instant("used_at", nullable=True),
        primary_key("tickets", "id"),
        unique("tickets", "token_sha256"),
        sa.ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_tickets_brand"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_tickets_user"),
        one_of("tickets", "kind", "invitation", "verification", "reset"),
    )
    op.create_index("ix_tickets_user", "tickets", ["user_id"])
    # A link is opened by the site and never by a job.
    grant("UPDATE (used_at)", "tickets", "app")


def people() -> None:
    """Let addresses be verified, and roles be taken away."""
    op.add_column("users", instant("email_verified_at", nullable=True))
    grant("UPDATE (email_verified_at)", "users", "app")
    grant("DELETE", "memberships", "app")
