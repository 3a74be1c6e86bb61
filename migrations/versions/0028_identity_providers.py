"""Create identity providers, who is known by them, and who is on the way there and back."""

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
)

revision = "0028"
down_revision: str | None = "0029"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    provider_table()
    link_table()
    journey_table()
    sessions()
    pending_sign_ins()


def provider_table() -> None:
    """Create the providers of each brand; a secret is kept sealed."""
    tenant_table(
        "identity_providers",
        uuid("id"),
        text("name"),
        text("kind"),
        text("issuer"),
        text("client_id"),
        text("sealed_secret"),
        text("audience"),
        sa.Column("is_required", sa.Boolean(), nullable=False),
        text("factor_values"),
        text("email_domains"),
        text("scopes"),
        text("authorize_url", nullable=True),
        text("token_url", nullable=True),
        text("userinfo_url", nullable=True),
        text("subject_claim"),
        text("email_claim"),
        instant("created_at"),
        instant("changed_at"),
        instant("disabled_at", nullable=True),
        primary_key("identity_providers", "id"),
        sa.ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_identity_providers_brand"),
        one_of("identity_providers", "kind", "openid", "oauth"),
        one_of("identity_providers", "audience", "brand", "distributors", "everybody"),
        check(
            "identity_providers",
            "addresses",
            "(kind = 'oauth') = (authorize_url IS NOT NULL AND token_url IS NOT NULL "
            "AND userinfo_url IS NOT NULL)",
        ),
        worker="select",
        update=[
            "name",
            "client_id",
            "sealed_secret",
            "audience",
            "is_required",
            "factor_values",
            "email_domains",
            "scopes",
            "email_claim",
            "changed_at",
            "disabled_at",
        ],
    )


def link_table() -> None:
    """Create who is whom at a provider: one subject is one person, one person one subject."""
    tenant_table(
        "identity_links",
        uuid("provider_id"),
        text("subject"),
        uuid("user_id"),
        text("label"),
        instant("linked_at"),
        instant("used_at", nullable=True),
        primary_key("identity_links", "provider_id", "subject"),
        foreign_key("identity_links", "identity_providers", "provider_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_identity_links_user"),
        unique("identity_links", "provider_id", "user_id"),
        worker="select",
        update=["label", "used_at"],
        delete=True,
    )
    op.create_index("ix_identity_links_user", "identity_links", ["user_id"])


def journey_table() -> None:
    """Create who was sent to a provider and has not come back; of what is secret only hashes."""
    tenant_table(
        "provider_journeys",
        text("state_sha256"),
        uuid("provider_id"),
        text("purpose"),
        text("side"),
        text("browser_sha256"),
        text("sealed_secrets"),
        uuid("user_id", nullable=True),
        uuid("session_id", nullable=True),
        uuid("ticket_id", nullable=True),
        text("subject", nullable=True),
        text("label", nullable=True),
        instant("created_at"),
        instant("expires_at"),
        instant("used_at", nullable=True),
        instant("claimed_at", nullable=True),
        primary_key("provider_journeys", "state_sha256"),
        foreign_key("provider_journeys", "identity_providers", "provider_id"),
        foreign_key("provider_journeys", "sessions", "session_id"),
        foreign_key("provider_journeys", "tickets", "ticket_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_provider_journeys_user"),
        one_of("provider_journeys", "purpose", "sign_in", "invitation", "link", "confirm"),
        one_of("provider_journeys", "side", "brand", "distributor"),
        worker="select",
        update=["browser_sha256", "subject", "label", "expires_at", "used_at", "claimed_at"],
        delete=True,
    )
    for column in ("provider_id", "session_id", "ticket_id", "browser_sha256"):
        index("provider_journeys", column)
    op.create_index("ix_provider_journeys_user", "provider_journeys", ["user_id"])


def sessions() -> None:
    """Let a session know which provider opened it, and whether that one gave the last proof."""
    op.add_column("sessions", uuid("provider_id", nullable=True))
    op.add_column(
        "sessions",
        sa.Column(
            "is_confirmed_outside", sa.Boolean(), nullable=False, server_default=sa.text("false")
        ),
    )
    op.create_foreign_key(
        "fk_sessions_provider",
        "sessions",
        "identity_providers",
        ["brand_id", "provider_id"],
        ["brand_id", "id"],
    )
    index("sessions", "provider_id")
    op.drop_constraint("ck_sessions_factor", "sessions")
    op.create_check_constraint(
        "ck_sessions_factor", "sessions", "factor IN ('totp', 'passkey', 'recovery', 'provider')"
    )
    grant("UPDATE (is_confirmed_outside)", "sessions", "app")


def pending_sign_ins() -> None:
    """Let what waits for a second factor know which provider came first."""
    op.add_column("pending_sign_ins", uuid("provider_id", nullable=True))
    op.create_foreign_key(
        "fk_pending_sign_ins_provider",
        "pending_sign_ins",
        "identity_providers",
        ["brand_id", "provider_id"],
        ["brand_id", "id"],
    )
    index("pending_sign_ins", "provider_id")
