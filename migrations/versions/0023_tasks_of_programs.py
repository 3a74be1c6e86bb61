"""Keep by which program a task was started, so that it is done with that program's roles."""

from alembic import op

from migrations.tables import grant, index, lock_timeout, uuid

revision = "0023"
down_revision: str | None = "0018"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    op.add_column("tasks", uuid("program_id", nullable=True))
    op.create_foreign_key(
        "fk_tasks_program",
        "tasks",
        "programs",
        ["brand_id", "program_id"],
        ["brand_id", "id"],
    )
    index("tasks", "program_id")
    # What a worker has to know of a program, and nothing of its secrets.
    grant("SELECT (brand_id, id, roles, disabled_at)", "programs", "worker")
