"""Create the indexes in whose order pages of a whole brand are read."""

from migrations.tables import index, lock_timeout

revision = "0013"
down_revision: str | None = "0012"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    index("orders", "ordered_on", "id")
    index("receivables", "due_on", "id")
    index("receipts", "created_at", "id")
    index("commission_lines", "earned_on", "id")
