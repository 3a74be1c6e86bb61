"""Count how often a task was begun, so that one that breaks every time comes to an end."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import grant, lock_timeout

revision = "0017"
down_revision: str | None = "0016"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    column = sa.Column("attempts", sa.BigInteger(), nullable=False, server_default=sa.text("0"))
    op.add_column("tasks", column)
    op.create_check_constraint("ck_tasks_attempts", "tasks", "attempts >= 0")
    grant("UPDATE (attempts)", "tasks", "app", "worker")
