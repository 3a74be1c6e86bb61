"""Let a return give back less than its units were paid for, where an offer says so."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.tables import lock_timeout, minor

revision = "0046"
down_revision: str | None = "0045"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    op.add_column("returns", minor("share_minor", nullable=True))
    op.add_column("returns", sa.Column("trace", JSONB(), nullable=True))
    op.create_check_constraint(
        "ck_returns_share",
        "returns",
        "(share_minor IS NULL) = (trace IS NULL) AND share_minor >= 0",
    )
    # What came back may give nothing back yet, and the buyer is told so by a document.
    op.drop_constraint("ck_credit_notes_total", "credit_notes")
    op.create_check_constraint("ck_credit_notes_total", "credit_notes", "total_minor >= 0")
