"""Let a term have a special rule, which a line has to fulfil beside its conditions."""

from alembic import op

from migrations.tables import lock_timeout, text

revision = "0055"
down_revision: str | None = "0054"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    op.add_column("plan_terms", text("where_cel", nullable=True))
