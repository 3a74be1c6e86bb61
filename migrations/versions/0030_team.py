"""Tell who came in and who was seen, keep from where deeds come, and let owners look as others."""

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

revision = "0030"
down_revision: str | None = "0028"
branch_labels: str | None = None
depends_on: str | None = None

# What the team may know of how somebody signs in; the graph itself reads none of these tables.
FUNCTIONS = (
    """
    CREATE FUNCTION has_come_in(brand uuid, person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
      SELECT EXISTS (SELECT 1 FROM users u WHERE u.id = person AND u.email_verified_at IS NOT NULL)
        OR EXISTS (SELECT 1 FROM passwords p WHERE p.user_id = person)
        OR EXISTS (SELECT 1 FROM sessions s WHERE s.brand_id = brand AND s.user_id = person)
    $$
    """,
    """
    CREATE FUNCTION has_second_factor(person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
      SELECT EXISTS (SELECT 1 FROM totp_factors f
                     WHERE f.user_id = person AND f.confirmed_at IS NOT NULL)
        OR EXISTS (SELECT 1 FROM passkeys k WHERE k.user_id = person)
    $$
    """,
    """
    CREATE FUNCTION last_seen_at(brand uuid, person uuid, party uuid) RETURNS timestamptz
    LANGUAGE sql STABLE AS $$
      SELECT max(s.seen_at) FROM sessions s WHERE s.brand_id = brand AND s.user_id = person
        AND s.party_id IS NOT DISTINCT FROM party
    $$
    """,
    """
    CREATE FUNCTION invited_until(brand uuid, person uuid) RETURNS timestamptz
    LANGUAGE sql STABLE AS $$
      SELECT max(t.expires_at) FROM tickets t WHERE t.brand_id = brand AND t.user_id = person
        AND t.kind = 'invitation' AND t.used_at IS NULL
    $$
    """,
)


def upgrade() -> None:
    lock_timeout()
    for function in FUNCTIONS:
        op.execute(function)
    # Of deeds that came over HTTP: from where, and with which program or browser.
    op.add_column("audit_entries", text("address", nullable=True))
    op.add_column("audit_entries", text("device", nullable=True))
    impersonation_table()


def impersonation_table() -> None:
    """Create the times in which an owner looks as somebody else; of the token only its hash."""
    tenant_table(
        "impersonations",
        uuid("id"),
        text("token_sha256"),
        uuid("owner_id"),
        uuid("session_id"),
        uuid("user_id"),
        uuid("party_id", nullable=True),
        text("reason"),
        instant("created_at"),
        instant("expires_at"),
        instant("ended_at", nullable=True),
        primary_key("impersonations", "id"),
        unique("impersonations", "token_sha256"),
        sa.ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_impersonations_brand"),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_impersonations_owner"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_impersonations_user"),
        foreign_key("impersonations", "sessions", "session_id"),
        foreign_key("impersonations", "parties", "party_id"),
        check("impersonations", "somebody_else", "owner_id <> user_id"),
        check("impersonations", "span", "expires_at <= created_at + interval '30 minutes'"),
        check("impersonations", "reason", "length(reason) BETWEEN 10 AND 500"),
        worker="select",
    )
    # It is begun and ended in a browser, and only read by the job that writes to the person.
    grant("UPDATE (ended_at)", "impersonations", "app")
    op.create_index("ix_impersonations_owner", "impersonations", ["owner_id"])
    op.create_index("ix_impersonations_user", "impersonations", ["user_id"])
    index("impersonations", "session_id")
    index("impersonations", "party_id")
