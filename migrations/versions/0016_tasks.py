"""Create tasks, and what a distributor says to a statement."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import (
    check,
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

revision = "0016"
down_revision: str | None = "0015"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    tenant_table(
        "tasks",
        uuid("id"),
        text("kind"),
        text("title"),
        uuid("subject_id"),
        whole("done"),
        whole("total", nullable=True),
        text("state"),
        text("refusal_code", nullable=True),
        text("refusal_message", nullable=True),
        uuid("started_by", nullable=True),
        text("origin"),
        instant("created_at"),
        instant("started_at", nullable=True),
        instant("finished_at", nullable=True),
        primary_key("tasks", "id"),
        sa.ForeignKeyConstraint(["started_by"], ["users.id"], name="fk_tasks_started_by"),
        one_of("tasks", "kind", "import_orders", "close_month"),
        one_of("tasks", "state", "queued", "running", "done", "failed"),
        check("tasks", "ended", "(state IN ('done', 'failed')) = (finished_at IS NOT NULL)"),
        check("tasks", "refusal", "(state = 'failed') = (refusal_code IS NOT NULL)"),
        update=[
            "state",
            "done",
            "total",
            "refusal_code",
            "refusal_message",
            "started_at",
            "finished_at",
        ],
    )
    # While one is open, asking again gives the same one.
    op.create_index(
        "uq_tasks_open",
        "tasks",
        ["brand_id", "kind", "subject_id"],
        unique=True,
        postgresql_where=sa.text("state IN ('queued', 'running')"),
    )
    index("tasks", "created_at", "id", name="ix_tasks_created_at")
    op.create_index("ix_tasks_started_by", "tasks", ["started_by"])
    op.add_column("statements", instant("answered_at", nullable=True))
    op.add_column("statements", text("dispute_reason", nullable=True))
    op.create_check_constraint(
        "ck_statements_disputed",
        "statements",
        "state <> 'disputed' OR dispute_reason IS NOT NULL",
    )
    grant("UPDATE (answered_at, dispute_reason)", "statements", "app", "worker")
