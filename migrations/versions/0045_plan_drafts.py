"""Keep drafts of commission plans, and who wrote and who approved what is in force."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column
from sqlalchemy.dialects.postgresql import JSONB

from migrations.tables import (
    check,
    day,
    instant,
    lock_timeout,
    primary_key,
    tenant_table,
    text,
    unique,
    uuid,
)

revision = "0045"
down_revision: str | None = "0044"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    draft_table()
    approvals()


def draft_table() -> None:
    """Create drafts, one of each code; whatever is saved has to be handed over anew."""
    columns = (
        "name",
        "valid_from",
        "valid_until",
        "document",
        "changed_by",
        "changed_at",
        "submitted_at",
        "submitted_sha256",
        "returned_because",
    )
    tenant_table(
        "plan_drafts",
        uuid("id"),
        text("code"),
        text("name"),
        day("valid_from"),
        day("valid_until", nullable=True),
        Column("document", JSONB(), nullable=False),
        uuid("changed_by"),
        instant("changed_at"),
        instant("submitted_at", nullable=True),
        text("submitted_sha256", nullable=True),
        text("returned_because", nullable=True),
        primary_key("plan_drafts", "id"),
        unique("plan_drafts", "code"),
        sa.ForeignKeyConstraint(["changed_by"], ["users.id"], name="fk_plan_drafts_changed_by"),
        check(
            "plan_drafts",
            "submitted",
            "(submitted_at IS NULL) = (submitted_sha256 IS NULL) AND submitted_at >= changed_at",
        ),
        update=columns,
        delete=True,
    )
    op.create_index("ix_plan_drafts_changed_by", "plan_drafts", ["changed_by"])


def approvals() -> None:
    """Let a version say whose it is: of two persons, or of an operator and of neither."""
    for column in ("maker_id", "checker_id"):
        op.add_column("plans", uuid(column, nullable=True))
        name = column.removesuffix("_id")
        op.create_foreign_key(f"fk_plans_{name}", "plans", "users", [column], ["id"])
        op.create_index(
            f"ix_plans_{name}",
            "plans",
            [column],
            postgresql_where=sa.text(f"{column} IS NOT NULL"),
        )
    op.add_column("plans", text("approved_sha256", nullable=True))
    op.create_check_constraint("ck_plans_checker", "plans", "checker_id <> maker_id")
    op.create_check_constraint(
        "ck_plans_approved", "plans", "num_nulls(maker_id, checker_id, approved_sha256) IN (0, 3)"
    )
