"""Let pages of payouts walk an index in the order of the page, and find what ended lately."""

from migrations.tables import index, lock_timeout

revision = "0036"
down_revision: str | None = "0035"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    index("payout_items", "created_at", "id")
    index("payout_items", "resolved_at")
