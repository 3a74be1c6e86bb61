"""Let an order take a gift when it is paid, beside those that it takes when it is confirmed."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import lock_timeout

revision = "0053"
down_revision: str | None = "0052"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    op.add_column(
        "order_promises",
        sa.Column("on_payment", sa.Boolean(), nullable=False, server_default=sa.text("false")),
    )
    op.create_check_constraint(
        "ck_order_promises_on_payment",
        "order_promises",
        "NOT on_payment OR sku IS NOT NULL AND coupon_id IS NULL",
    )
