"""Create brands, users, and who has which role in which brand."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import (
    check,
    currency,
    index,
    instant,
    lock_timeout,
    one_of,
    primary_key,
    reference_table,
    tenant_table,
    text,
    uuid,
)

revision = "0002"
down_revision: str | None = "0001"
branch_labels: str | None = None
depends_on: str | None = None

BRAND_ROLES = (
    "owner",
    "finance_director",
    "accountant",
    "payout_operator",
    "sales_manager",
    "salesperson",
    "auditor",
)
DISTRIBUTOR_ROLES = ("distributor_owner", "distributor_finance", "distributor_buyer")


def upgrade() -> None:
    lock_timeout()
    reference_table(
        "brands",
        uuid("id"),
        text("slug"),
        text("name"),
        text("time_zone"),
        currency(),
        instant("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_brands"),
        sa.UniqueConstraint("slug", name="uq_brands_slug"),
        check("brands", "slug", "slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'"),
        update=["name"],
    )
    reference_table(
        "users",
        uuid("id"),
        text("email"),
        text("name"),
        text("language"),
        instant("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("email", name="uq_users_email"),
        check("users", "email", "email = lower(email)"),
        one_of("users", "language", "zh", "en"),
        update=["name", "language"],
    )
    brand_roles = ", ".join(f"'{role}'" for role in BRAND_ROLES)
    tenant_table(
        "memberships",
        uuid("user_id"),
        text("role"),
        uuid("party_id", nullable=True),
        instant("since_at"),
        primary_key("memberships", "user_id", "role"),
        sa.ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_memberships_brand"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_memberships_user"),
        one_of("memberships", "role", *BRAND_ROLES, *DISTRIBUTOR_ROLES),
        # A role of a distributor is nothing without the distributor, and the other way round.
        check("memberships", "side", f"(role IN ({brand_roles})) = (party_id IS NULL)"),
    )
    op.create_index("ix_memberships_user", "memberships", ["user_id"])
    index("memberships", "party_id")
