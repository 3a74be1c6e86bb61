"""Keep discounts that somebody asks for at an order, with who asked and who approved them."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import (
    check,
    currency,
    foreign_key,
    index,
    instant,
    lock_timeout,
    minor,
    one_of,
    primary_key,
    tenant_table,
    text,
    uuid,
    whole,
)

revision = "0048"
down_revision: str | None = "0047"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    tenant_table(
        "discount_requests",
        uuid("id"),
        uuid("order_id"),
        whole("position", nullable=True),
        text("offer_code"),
        minor("amount_minor"),
        currency(),
        text("reason"),
        text("state"),
        text("role"),
        uuid("asked_by"),
        instant("asked_at"),
        uuid("decided_by", nullable=True),
        text("decided_role", nullable=True),
        instant("decided_at", nullable=True),
        text("answer", nullable=True),
        primary_key("discount_requests", "id"),
        foreign_key("discount_requests", "orders", "order_id"),
        sa.ForeignKeyConstraint(["asked_by"], ["users.id"], name="fk_discount_requests_asked_by"),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["users.id"], name="fk_discount_requests_decided_by"
        ),
        one_of("discount_requests", "state", "waiting", "approved", "refused"),
        check("discount_requests", "amount", "amount_minor > 0 AND position > 0"),
        check("discount_requests", "reason", "reason <> ''"),
        check(
            "discount_requests",
            "decided",
            "(decided_by IS NULL) = (decided_at IS NULL)"
            " AND (state <> 'waiting' OR decided_by IS NULL)"
            " AND (state <> 'refused' OR decided_by IS NOT NULL)",
        ),
        # Nobody approves what they asked for; who may give it asks and has it.
        check(
            "discount_requests",
            "second_person",
            "state <> 'approved' OR decided_by IS NULL OR decided_by <> asked_by",
        ),
        update=["state", "decided_by", "decided_role", "decided_at", "answer"],
    )
    index("discount_requests", "order_id")
    index("discount_requests", "asked_at", "id", name="ix_discount_requests_asked_at")
    op.create_index("ix_discount_requests_asked_by", "discount_requests", ["asked_by"])
    op.create_index("ix_discount_requests_decided_by", "discount_requests", ["decided_by"])
    op.create_index(
        "uq_discount_requests_open",
        "discount_requests",
        ["brand_id", "order_id"],
        unique=True,
        postgresql_where=sa.text("state <> 'refused'"),
    )
