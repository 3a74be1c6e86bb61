"""Create what the watch found when it proved an invariant last."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from migrations.tables import (
    check,
    grant,
    instant,
    lock_timeout,
    primary_key,
    tenant_table,
    text,
    whole,
)

revision = "0026"
down_revision: str | None = "0020"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    tenant_table(
        "proofs",
        text("name"),
        whole("number"),
        instant("tried_at"),
        whole("took_milliseconds"),
        instant("proven_at", nullable=True),
        whole("rows_proven"),
        sa.Column("faults", JSONB(), nullable=False),
        primary_key("proofs", "name"),
        check("proofs", "took_milliseconds", "took_milliseconds >= 0"),
        check("proofs", "rows_proven", "rows_proven >= 0"),
        app="select",
        worker="select, insert",
    )
    changed = "number, tried_at, took_milliseconds, proven_at, rows_proven, faults"
    grant(f"UPDATE ({changed})", "proofs", "worker")
