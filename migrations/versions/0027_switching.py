"""Let a session go on for another side, under another token."""

from migrations.tables import grant, lock_timeout

revision = "0027"
down_revision: str | None = "0019"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    grant("UPDATE (token_sha256, party_id)", "sessions", "app")
