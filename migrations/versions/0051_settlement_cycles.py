"""Let a brand close its books by weeks, quarters or a calendar of its own."""

import sqlalchemy as sa

from migrations.tables import day, instant, lock_timeout, one_of, primary_key, tenant_table, text

revision = "0051"
down_revision: str | None = "0050"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    tenant_table(
        "settlement_cycles",
        text("cycle"),
        day("valid_from"),
        text("last_days"),
        instant("changed_at"),
        # What was said before stays readable.
        primary_key("settlement_cycles", "changed_at"),
        sa.ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_settlement_cycles_brand"),
        one_of("settlement_cycles", "cycle", "weekly", "monthly", "quarterly", "custom"),
        update=["cycle", "valid_from", "last_days"],
    )
