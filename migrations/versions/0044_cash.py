"""Let plans earn on cash received and hold what is earned; lines say how far an order was paid."""

from alembic import op
from sqlalchemy import Column, SmallInteger
from sqlalchemy import text as sql

from migrations.tables import index, lock_timeout, minor, uuid

revision = "0044"
down_revision: str | None = "0043"
branch_labels: str | None = None
depends_on: str | None = None

# Lines of a term and of what is earned on cash are differences: what is due less what was booked.
LINE_CHECKS = {
    "return": "CASE WHEN owed_minor IS NOT NULL THEN reverses_id IS NULL "
    "ELSE (return_line_id IS NULL) = (reverses_id IS NULL) END",
    "sign": "CASE WHEN due_minor IS NOT NULL THEN amount_minor <> 0 "
    "WHEN reverses_id IS NULL THEN amount_minor > 0 ELSE amount_minor < 0 END",
    "due": "CASE WHEN term_id IS NULL THEN num_nonnulls(band, rated_from, volume_minor, "
    "volume_before_minor) = 0 AND num_nonnulls(due_minor, booked_minor, reason) = "
    "CASE WHEN owed_minor IS NULL THEN 0 ELSE 3 END "
    "ELSE num_nulls(rated_from, volume_minor, volume_before_minor, reason, due_minor, "
    "booked_minor) = 0 END AND due_minor >= 0 AND amount_minor = due_minor - booked_minor",
    "reason": "reason IN ('sale', 'return', 'true_up', 'payment')",
    "cash": "num_nulls(collected_minor, owed_minor) IN (0, 2) "
    "AND collected_minor BETWEEN 0 AND owed_minor "
    "AND (application_id IS NULL OR owed_minor IS NOT NULL AND term_id IS NULL)",
}


def upgrade() -> None:
    lock_timeout()
    op.drop_constraint("ck_plans_earning_event", "plans")
    op.create_check_constraint(
        "ck_plans_earning_event", "plans", "earning_event IN ('invoice', 'cash')"
    )
    op.add_column(
        "plans", Column("hold_days", SmallInteger(), nullable=False, server_default=sql("0"))
    )
    op.create_check_constraint("ck_plans_hold_days", "plans", "hold_days BETWEEN 0 AND 366")
    table = "commission_lines"
    for column in (
        uuid("application_id", nullable=True),
        minor("collected_minor", nullable=True),
        minor("owed_minor", nullable=True),
    ):
        op.add_column(table, column)
    for name, condition in LINE_CHECKS.items():
        if name != "cash":
            op.drop_constraint(f"ck_{table}_{name}", table)
        op.create_check_constraint(f"ck_{table}_{name}", table, condition)
    op.create_foreign_key(
        f"fk_{table}_application",
        table,
        "applications",
        ["brand_id", "application_id"],
        ["brand_id", "id"],
    )
    index(table, "application_id", where="application_id IS NOT NULL")
    # What was paid in a period is looked for by the day it counts.
    index("applications", "applied_on")
