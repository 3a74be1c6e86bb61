"""Remember what people allowed programs, and how fast callers ask."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import (
    foreign_key,
    grant,
    index,
    instant,
    lock_timeout,
    primary_key,
    tenant_table,
    text,
    uuid,
)

revision = "0024"
down_revision: str | None = "0027"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    tenant_table(
        "program_consents",
        uuid("id"),
        uuid("program_id"),
        uuid("user_id"),
        uuid("party_id", nullable=True),
        text("scope"),
        instant("given_at"),
        primary_key("program_consents", "id"),
        foreign_key("program_consents", "programs", "program_id"),
        foreign_key("program_consents", "parties", "party_id"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_program_consents_user"),
        worker="",
        delete=True,
    )
    index("program_consents", "program_id")
    index("program_consents", "party_id")
    op.create_index("ix_program_consents_user", "program_consents", ["user_id"])
    # A crash may empty it; each request would otherwise wait for the disk.
    op.create_table(
        "request_paces",
        text("key"),
        instant("paid_until"),
        sa.PrimaryKeyConstraint("key", name="pk_request_paces"),
        prefixes=["UNLOGGED"],
    )
    op.create_index("ix_request_paces_paid_until", "request_paces", ["paid_until"])
    grant("SELECT, INSERT, UPDATE (paid_until)", "request_paces", "app")
    grant("SELECT, DELETE", "request_paces", "app", "worker")
