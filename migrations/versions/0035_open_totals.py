"""Create the roll-up of open items, and the indexes by which pages of them are read."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, SmallInteger

from migrations.tables import (
    check,
    currency,
    day,
    foreign_key,
    index,
    lock_timeout,
    minor,
    primary_key,
    tenant_table,
    uuid,
    whole,
)

revision = "0035"
down_revision: str | None = "0034"
branch_labels: str | None = None
depends_on: str | None = None

ADD_UP = """
    INSERT INTO open_totals (brand_id, creditor_id, currency, due_on, lane, open_minor, items)
    SELECT r.brand_id, r.creditor_id, r.currency, r.due_on,
           get_byte(uuid_send(r.debtor_id), 15) & 7,
           sum(r.total_minor - r.applied_minor), count(*)
    FROM receivables r
    WHERE r.brand_id = :brand AND r.applied_minor < r.total_minor
    GROUP BY 1, 2, 3, 4, 5
"""


def upgrade() -> None:
    lock_timeout()
    # Nothing becomes open or is closed between adding up and the first that counts along.
    op.execute("LOCK TABLE receivables IN SHARE ROW EXCLUSIVE MODE")
    tenant_table(
        "open_totals",
        uuid("creditor_id"),
        currency(),
        day("due_on"),
        Column("lane", SmallInteger(), nullable=False),
        minor("open_minor"),
        whole("items"),
        primary_key("open_totals", "creditor_id", "currency", "due_on", "lane"),
        foreign_key("open_totals", "parties", "creditor_id"),
        check("open_totals", "lane", "lane BETWEEN 0 AND 7"),
        check("open_totals", "open", "open_minor > 0 AND items >= 0"),
        update=["open_minor", "items"],
        delete=True,
    )
    add_up()
    let_pages_be_found()


def let_pages_be_found() -> None:
    """Create the indexes by which the board and the figures of a month are read."""
    index("receivables", "issued_on", "id")
    index("receivables", "total_minor", "id")
    index("receivables", "debtor_id", "due_on", "id")
    op.drop_index("ix_receivables_debtor_id", "receivables")
    index("receivables", "currency", "due_on", "id")
    still_open = "applied_minor < total_minor"
    index("receivables", "due_on", "id", name="ix_receivables_open", where=still_open)
    index(
        "receivables",
        *("currency", "due_on", "id"),
        name="ix_receivables_open_currency",
        where=still_open,
    )
    index(
        "receivables",
        *("due_on", "id"),
        name="ix_receivables_of_others",
        where="creditor_id IS DISTINCT FROM brand_id",
    )
    index("orders", "ordered_on", name="ix_orders_confirmed", where="state = 'confirmed'")
    op.create_index(
        "ix_receipts_collected",
        "receipts",
        ["brand_id", "creditor_id", "currency", "booked_on"],
        postgresql_include=["amount_minor"],
    )


def add_up() -> None:
    """Write the rows for what is open already, brand by brand."""
    bind = op.get_bind()
    for (brand,) in bind.execute(sa.text("SELECT id FROM brands")).all():
        bind.execute(
            sa.text("SELECT set_config('app.brand_id', :brand, true)"), {"brand": str(brand)}
        )
        bind.execute(sa.text(ADD_UP), {"brand": brand})
    bind.execute(sa.text("SELECT set_config('app.brand_id', '', true)"))
