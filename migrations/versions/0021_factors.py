"""Create second factors, what waits for one, and from when on a brand wants one."""

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
    uuid,
    whole,
)

revision = "0021"
down_revision: str | None = "0024"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    factor_tables()
    waiting_tables()
    sessions()
    brands()


def factor_tables() -> None:
    """Create the factors, of a person in all brands; only who signs people in reads them."""
    op.create_table(
        "totp_factors",
        uuid("user_id"),
        text("sealed_secret"),
        instant("created_at"),
        instant("confirmed_at", nullable=True),
        whole("last_step"),
        sa.PrimaryKeyConstraint("user_id", name="pk_totp_factors"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_totp_factors_user"),
    )
    changed = "UPDATE (sealed_secret, created_at, confirmed_at, last_step)"
    grant(f"SELECT, INSERT, DELETE, {changed}", "totp_factors", "app")
    op.create_table(
        "recovery_codes",
        uuid("user_id"),
        text("code_hash"),
        instant("created_at"),
        instant("used_at", nullable=True),
        sa.PrimaryKeyConstraint("user_id", "code_hash", name="pk_recovery_codes"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_recovery_codes_user"),
    )
    grant("SELECT, INSERT, DELETE, UPDATE (used_at)", "recovery_codes", "app")
    op.create_table(
        "passkeys",
        text("id"),
        uuid("user_id"),
        text("public_key"),
        whole("sign_count"),
        text("host"),
        text("name"),
        instant("created_at"),
        instant("used_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_passkeys"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_passkeys_user"),
        check("passkeys", "sign_count", "sign_count >= 0"),
    )
    op.create_index("ix_passkeys_user", "passkeys", ["user_id"])
    grant("SELECT, INSERT, DELETE, UPDATE (sign_count, used_at)", "passkeys", "app")


def waiting_tables() -> None:
    """Create who has said a password and not proven more yet, and what passkeys are to sign."""
    tenant_table(
        "pending_sign_ins",
        text("token_sha256"),
        uuid("user_id"),
        uuid("party_id", nullable=True),
        text("user_agent"),
        whole("attempts"),
        instant("created_at"),
        instant("expires_at"),
        instant("used_at", nullable=True),
        primary_key("pending_sign_ins", "token_sha256"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_pending_sign_ins_user"),
        foreign_key("pending_sign_ins", "parties", "party_id"),
        worker="select",
        update=["attempts", "used_at"],
        delete=True,
    )
    op.create_index("ix_pending_sign_ins_user", "pending_sign_ins", ["user_id"])
    index("pending_sign_ins", "party_id")
    tenant_table(
        "passkey_challenges",
        text("challenge_sha256"),
        uuid("user_id"),
        text("purpose"),
        instant("expires_at"),
        instant("used_at", nullable=True),
        primary_key("passkey_challenges", "challenge_sha256"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_passkey_challenges_user"),
        one_of("passkey_challenges", "purpose", "register", "prove"),
        worker="select",
        update=["used_at"],
        delete=True,
    )
    op.create_index("ix_passkey_challenges_user", "passkey_challenges", ["user_id"])


def sessions() -> None:
    """Let a session know what it was proven with, and when last; its token may change."""
    op.add_column("sessions", instant("confirmed_at", nullable=True))
    op.add_column("sessions", text("factor", nullable=True))
    op.execute("ALTER TABLE sessions NO FORCE ROW LEVEL SECURITY")
    op.execute("UPDATE sessions SET confirmed_at = created_at")
    op.execute("ALTER TABLE sessions FORCE ROW LEVEL SECURITY")
    op.create_check_constraint(
        "ck_sessions_factor", "sessions", "factor IN ('totp', 'passkey', 'recovery')"
    )
    grant("UPDATE (token_sha256, created_at, confirmed_at, factor)", "sessions", "app")


def brands() -> None:
    """Want second factors of brands that are there already after a month of grace."""
    op.add_column("brands", instant("factors_required_from", nullable=True))
    op.execute("UPDATE brands SET factors_required_from = now() + interval '30 days'")
    grant("UPDATE (factors_required_from)", "brands", "app")
