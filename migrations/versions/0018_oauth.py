"""Create programs, what they were allowed, their tokens, and the keys that sign."""

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
)

revision = "0018"
down_revision: str | None = "0017"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    program_tables()
    code_table()
    token_tables()
    waiting_tables()
    key_table()


def program_tables() -> None:
    """Create the programs and what they were allowed."""
    tenant_table(
        "programs",
        uuid("id"),
        text("name"),
        text("secret_sha256", nullable=True),
        text("former_sha256", nullable=True),
        instant("former_until", nullable=True),
        text("flows"),
        text("scopes"),
        text("redirect_uris"),
        text("logout_uris"),
        text("roles"),
        uuid("party_id", nullable=True),
        sa.Column("is_first_party", sa.Boolean(), nullable=False),
        instant("created_at"),
        instant("used_at", nullable=True),
        instant("disabled_at", nullable=True),
        primary_key("programs", "id"),
        sa.ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_programs_brand"),
        foreign_key("programs", "parties", "party_id"),
        check("programs", "former", "(former_sha256 IS NULL) = (former_until IS NULL)"),
        worker="",
        update=["secret_sha256", "former_sha256", "former_until", "used_at", "disabled_at"],
    )
    index("programs", "party_id")
    tenant_table(
        "program_grants",
        uuid("id"),
        uuid("program_id"),
        uuid("user_id", nullable=True),
        uuid("party_id", nullable=True),
        uuid("session_id", nullable=True),
        text("scope"),
        instant("signed_in_at"),
        instant("created_at"),
        instant("revoked_at", nullable=True),
        text("revoked_why", nullable=True),
        primary_key("program_grants", "id"),
        foreign_key("program_grants", "programs", "program_id"),
        foreign_key("program_grants", "parties", "party_id"),
        foreign_key("program_grants", "sessions", "session_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_program_grants_user"),
        worker="select",
        update=["revoked_at", "revoked_why"],
        delete=True,
    )
    op.create_index("ix_program_grants_user", "program_grants", ["user_id"])
    for column in ("program_id", "party_id", "session_id"):
        index("program_grants", column)


def code_table() -> None:
    """Create the codes; of each only its hash is kept."""
    tenant_table(
        "authorization_codes",
        text("code_sha256"),
        uuid("grant_id"),
        text("redirect_uri"),
        text("code_challenge"),
        text("nonce", nullable=True),
        instant("expires_at"),
        instant("used_at", nullable=True),
        primary_key("authorization_codes", "code_sha256"),
        foreign_key("authorization_codes", "program_grants", "grant_id"),
        worker="select",
        update=["used_at"],
        delete=True,
    )
    index("authorization_codes", "grant_id")


def token_tables() -> None:
    """Create the tokens; of each only its hash is kept."""
    tenant_table(
        "access_tokens",
        text("token_sha256"),
        uuid("grant_id"),
        text("scope"),
        instant("created_at"),
        instant("expires_at"),
        instant("revoked_at", nullable=True),
        primary_key("access_tokens", "token_sha256"),
        foreign_key("access_tokens", "program_grants", "grant_id"),
        worker="select",
        update=["revoked_at"],
        delete=True,
    )
    index("access_tokens", "grant_id")
    tenant_table(
        "refresh_tokens",
        text("token_sha256"),
        uuid("grant_id"),
        instant("created_at"),
        instant("expires_at"),
        instant("used_at", nullable=True),
        primary_key("refresh_tokens", "token_sha256"),
        foreign_key("refresh_tokens", "program_grants", "grant_id"),
        worker="select",
        update=["used_at"],
        delete=True,
    )
    index("refresh_tokens", "grant_id")


def waiting_tables() -> None:
    """Create what waits for a person: devices, and requests left beforehand."""
    tenant_table(
        "device_codes",
        text("code_sha256"),
        text("user_code_sha256"),
        uuid("program_id"),
        uuid("grant_id", nullable=True),
        text("scope"),
        instant("expires_at"),
        instant("polled_at", nullable=True),
        instant("denied_at", nullable=True),
        instant("used_at", nullable=True),
        primary_key("device_codes", "code_sha256"),
        unique("device_codes", "user_code_sha256"),
        foreign_key("device_codes", "programs", "program_id"),
        foreign_key("device_codes", "program_grants", "grant_id"),
        worker="select",
        update=["grant_id", "polled_at", "denied_at", "used_at"],
        delete=True,
    )
    index("device_codes", "program_id")
    index("device_codes", "grant_id")
    tenant_table(
        "pushed_requests",
        text("request_sha256"),
        uuid("program_id"),
        text("parameters"),
        instant("expires_at"),
        instant("used_at", nullable=True),
        primary_key("pushed_requests", "request_sha256"),
        foreign_key("pushed_requests", "programs", "program_id"),
        worker="select",
        update=["used_at"],
        delete=True,
    )
    index("pushed_requests", "program_id")


def key_table() -> None:
    """Create the signing keys; nobody but the application's role sees them."""
    op.create_table(
        "signing_keys",
        text("kid"),
        text("public_jwk"),
        text("sealed_jwk"),
        instant("created_at"),
        instant("signs_from"),
        instant("shown_until"),
        sa.PrimaryKeyConstraint("kid", name="pk_signing_keys"),
    )
    grant("SELECT, INSERT, DELETE", "signing_keys", "app")
