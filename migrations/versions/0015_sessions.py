"""Create passwords, attempts to sign in, and sessions."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import (
    check,
    foreign_key,
    grant,
    index,
    instant,
    lock_timeout,
    primary_key,
    tenant_table,
    text,
    unique,
    uuid,
    whole,
)

revision = "0015"
down_revision: str | None = "0014"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    password_table()
    attempt_table()
    session_table()


def password_table() -> None:
    """Create the passwords, apart from the people: only who signs people in reads them."""
    op.create_table(
        "passwords",
        uuid("user_id"),
        text("hash"),
        instant("set_at"),
        sa.PrimaryKeyConstraint("user_id", name="pk_passwords"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_passwords_user"),
        check("passwords", "hash", "hash LIKE '$argon2id$%'"),
    )
    grant("SELECT, INSERT, UPDATE (hash, set_at)", "passwords", "app")


def attempt_table() -> None:
    """Create the attempts; they are counted before it is known whether there is a brand."""
    op.create_table(
        "sign_in_attempts",
        text("key"),
        whole("attempts"),
        instant("last_at"),
        instant("blocked_until"),
        sa.PrimaryKeyConstraint("key", name="pk_sign_in_attempts"),
        check("sign_in_attempts", "attempts", "attempts >= 0"),
    )
    op.create_index("ix_sign_in_attempts_last_at", "sign_in_attempts", ["last_at"])
    changed = "UPDATE (attempts, last_at, blocked_until)"
    grant(f"SELECT, INSERT, {changed}", "sign_in_attempts", "app")
    grant("SELECT, DELETE", "sign_in_attempts", "worker")


def session_table() -> None:
    """Create the sessions; of the token only its hash is kept."""
    tenant_table(
        "sessions",
        uuid("id"),
        text("token_sha256"),
        uuid("user_id"),
        uuid("party_id", nullable=True),
        text("user_agent"),
        instant("created_at"),
        instant("seen_at"),
        instant("expires_at"),
        instant("ended_at", nullable=True),
        primary_key("sessions", "id"),
        unique("sessions", "token_sha256"),
        sa.ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_sessions_brand"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sessions_user"),
        foreign_key("sessions", "parties", "party_id"),
        worker="",
        update=["seen_at", "ended_at"],
    )
    op.create_index("ix_sessions_user", "sessions", ["user_id"])
    index("sessions", "party_id")
