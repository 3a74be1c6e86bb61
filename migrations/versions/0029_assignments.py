"""Create which distributors are given to which salespeople, and the roles that people once had."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import (
    check,
    foreign_key,
    index,
    instant,
    lock_timeout,
    primary_key,
    tenant_table,
    text,
    uuid,
)

revision = "0029"
down_revision: str | None = "0032"
branch_labels: str | None = None
depends_on: str | None = None

ROLES_TO_ROLES = """
    INSERT INTO former_memberships (brand_id, user_id, role, party_id, since_at, until_at)
    SELECT gone.brand_id, gone.subject_id, gone.before ->> 'role',
           CAST(gone.before ->> 'party_id' AS uuid), given.at, gone.at
    FROM audit_entries gone
    CROSS JOIN LATERAL (
      SELECT max(g.at) AS at FROM audit_entries g
      WHERE g.brand_id = gone.brand_id AND g.subject_id = gone.subject_id AND g.at < gone.at
        AND g.action = 'identity.add_user' AND g.after ->> 'role' = gone.before ->> 'role') given
    WHERE gone.brand_id = :brand AND gone.action = 'identity.remove_role' AND given.at IS NOT NULL
"""
"""Roles that were taken before this table was there; the audit knows them."""


def upgrade() -> None:
    lock_timeout()
    tenant_table(
        "sales_assignments",
        uuid("distributor_id"),
        uuid("user_id"),
        instant("since_at"),
        instant("until_at", nullable=True),
        primary_key("sales_assignments", "distributor_id", "user_id", "since_at"),
        foreign_key("sales_assignments", "parties", "distributor_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sales_assignments_user"),
        check("sales_assignments", "period", "until_at >= since_at"),
        update=["until_at"],
    )
    op.create_index("ix_sales_assignments_user", "sales_assignments", ["user_id"])
    op.create_index(
        "uq_sales_assignments_open",
        "sales_assignments",
        ["brand_id", "user_id", "distributor_id"],
        unique=True,
        postgresql_where="until_at IS NULL",
    )
    tenant_table(
        "former_memberships",
        uuid("user_id"),
        text("role"),
        uuid("party_id", nullable=True),
        instant("since_at"),
        instant("until_at"),
        primary_key("former_memberships", "user_id", "role", "since_at"),
        foreign_key("former_memberships", "parties", "party_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_former_memberships_user"),
        check("former_memberships", "period", "until_at >= since_at"),
    )
    op.create_index("ix_former_memberships_user", "former_memberships", ["user_id"])
    index("former_memberships", "party_id")
    copy_former_roles()


def copy_former_roles() -> None:
    """Write down, brand by brand, what the audit says of roles that were taken."""
    bind = op.get_bind()
    for (brand,) in bind.execute(sa.text("SELECT id FROM brands")).all():
        bind.execute(
            sa.text("SELECT set_config('app.brand_id', :brand, true)"), {"brand": str(brand)}
        )
        bind.execute(sa.text(ROLES_TO_ROLES), {"brand": brand})
    bind.execute(sa.text("SELECT set_config('app.brand_id', '', true)"))
