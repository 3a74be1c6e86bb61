"""Create shipments: parcels of orders, with what each carries; orders know when all arrived."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import (
    check,
    day,
    foreign_key,
    grant,
    index,
    instant,
    lock_timeout,
    one_of,
    primary_key,
    tenant_table,
    text,
    unique,
    uuid,
    whole,
)

revision = "0019"
down_revision: str | None = "0026"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    counters()
    shipments()
    shipment_lines()


def counters() -> None:
    """Let orders say when all arrived, and lines how much of them is in shipments.

    The check of a line's own row is what keeps two people from shipping the same unit.
    """
    op.add_column("orders", day("delivered_on", nullable=True))
    op.create_check_constraint(
        "ck_orders_delivered", "orders", "delivered_on IS NULL OR shipped_on IS NOT NULL"
    )
    grant("UPDATE (delivered_on)", "orders", "app", "worker")
    op.add_column(
        "order_lines",
        sa.Column("assigned_quantity", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.create_check_constraint(
        "ck_order_lines_assigned",
        "order_lines",
        "assigned_quantity >= 0 AND assigned_quantity <= quantity",
    )
    grant("UPDATE (assigned_quantity)", "order_lines", "app", "worker")


def shipments() -> None:
    """Create the parcels; a file replaces those that came by files, never what a person wrote."""
    tenant_table(
        "shipments",
        uuid("id"),
        uuid("order_id"),
        text("reference"),
        text("state"),
        text("carrier", nullable=True),
        text("tracking_number", nullable=True),
        day("shipped_on", nullable=True),
        day("delivered_on", nullable=True),
        day("returned_on", nullable=True),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        instant("created_at"),
        primary_key("shipments", "id"),
        unique("shipments", "order_id", "reference"),
        foreign_key("shipments", "orders", "order_id"),
        one_of("shipments", "state", "announced", "shipped", "delivered", "returned", "cancelled"),
        check(
            "shipments",
            "shipped",
            "(state IN ('announced', 'cancelled')) = (shipped_on IS NULL)",
        ),
        check(
            "shipments",
            "delivered",
            "(state = 'delivered') = (delivered_on IS NOT NULL) AND delivered_on >= shipped_on",
        ),
        check(
            "shipments",
            "returned",
            "(state = 'returned') = (returned_on IS NOT NULL) AND returned_on >= shipped_on",
        ),
        update=[
            "state",
            "carrier",
            "tracking_number",
            "shipped_on",
            "delivered_on",
            "returned_on",
            "by_hand",
        ],
        delete=True,
    )


def shipment_lines() -> None:
    """Create what each parcel carries."""
    tenant_table(
        "shipment_lines",
        uuid("shipment_id"),
        uuid("order_line_id"),
        whole("quantity"),
        primary_key("shipment_lines", "shipment_id", "order_line_id"),
        foreign_key("shipment_lines", "shipments", "shipment_id"),
        foreign_key("shipment_lines", "order_lines", "order_line_id"),
        check("shipment_lines", "quantity", "quantity > 0"),
        delete=True,
    )
    index("shipment_lines", "order_line_id")
