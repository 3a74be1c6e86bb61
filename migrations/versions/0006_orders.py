"""Create orders: lines, the price ladder frozen on each line, and returns."""

from sqlalchemy import Column, SmallInteger

from migrations.tables import (
    check,
    currency,
    day,
    foreign_key,
    index,
    instant,
    lock_timeout,
    minor,
    one_of,
    primary_key,
    tenant_table,
    text,
    unique,
    uuid,
    whole,
)

revision = "0006"
down_revision: str | None = "0005"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    order_table()
    line_tables()
    return_tables()


def order_table() -> None:
    """Create orders; what they are worth may change until they are billed."""
    tenant_table(
        "orders",
        uuid("id"),
        uuid("channel_id"),
        text("external_id"),
        text("number"),
        text("kind"),
        text("mode"),
        text("state"),
        uuid("distributor_id", nullable=True),
        uuid("creditor_id"),
        uuid("debtor_id"),
        currency(),
        instant("ordered_at"),
        day("ordered_on"),
        day("shipped_on", nullable=True),
        day("billable_on", nullable=True),
        uuid("billable_batch_id", nullable=True),
        minor("goods_minor"),
        minor("discount_minor"),
        minor("tax_minor"),
        minor("freight_minor"),
        minor("total_minor"),
        minor("consumer_total_minor", nullable=True),
        uuid("import_run_id", nullable=True),
        whole("row_number", nullable=True),
        text("content_sha256"),
        instant("source_updated_at", nullable=True),
        instant("created_at"),
        primary_key("orders", "id"),
        unique("orders", "channel_id", "external_id"),
        foreign_key("orders", "parties", "distributor_id"),
        foreign_key("orders", "parties", "creditor_id"),
        foreign_key("orders", "parties", "debtor_id"),
        one_of("orders", "kind", "wholesale", "dropship", "consumer"),
        one_of("orders", "mode", "direct"),
        one_of("orders", "state", "pending", "confirmed", "cancelled"),
        check(
            "orders",
            "total",
            "total_minor = goods_minor - discount_minor + tax_minor + freight_minor",
        ),
        check(
            "orders",
            "signs",
            "discount_minor >= 0 AND discount_minor <= goods_minor "
            "AND tax_minor >= 0 AND freight_minor >= 0",
        ),
        check("orders", "distributor", "(kind = 'consumer') = (distributor_id IS NULL)"),
        check("orders", "pair", "creditor_id <> debtor_id"),
        check("orders", "billable", "(billable_on IS NULL) = (billable_batch_id IS NULL)"),
        check("orders", "billed", "billable_on IS NULL OR state = 'confirmed'"),
        update=[
            "number",
            "state",
            "distributor_id",
            "debtor_id",
            "currency",
            "ordered_at",
            "ordered_on",
            "shipped_on",
            "billable_on",
            "billable_batch_id",
            "goods_minor",
            "discount_minor",
            "tax_minor",
            "freight_minor",
            "total_minor",
            "consumer_total_minor",
            "import_run_id",
            "row_number",
            "content_sha256",
            "source_updated_at",
        ],
    )
    index("orders", "distributor_id", "ordered_on", name="ix_orders_distributor")
    index("orders", "creditor_id", "debtor_id", name="ix_orders_pair")
    index("orders", "debtor_id")
    index(
        "orders",
        "billable_batch_id",
        name="ix_orders_billable_batch",
        where="billable_batch_id IS NOT NULL",
    )


def line_tables() -> None:
    """Create lines and their ladder; a changed order writes them anew until it is billed."""
    tenant_table(
        "order_lines",
        uuid("id"),
        uuid("order_id"),
        whole("position"),
        text("external_id", nullable=True),
        uuid("product_id"),
        text("sku"),
        text("name"),
        whole("quantity"),
        minor("unit_price_minor"),
        minor("goods_minor"),
        minor("discount_minor"),
        minor("net_minor"),
        minor("tax_minor"),
        currency(),
        primary_key("order_lines", "id"),
        unique("order_lines", "order_id", "position"),
        foreign_key("order_lines", "orders", "order_id"),
        foreign_key("order_lines", "products", "product_id"),
        check("order_lines", "quantity", "quantity > 0 AND position > 0"),
        check("order_lines", "net", "net_minor = goods_minor - discount_minor"),
        check(
            "order_lines",
            "signs",
            "unit_price_minor >= 0 AND discount_minor >= 0 AND net_minor >= 0 AND tax_minor >= 0",
        ),
        delete=True,
    )
    index("order_lines", "product_id")
    tenant_table(
        "order_line_prices",
        uuid("order_line_id"),
        Column("depth", SmallInteger(), nullable=False),
        uuid("party_id"),
        text("grade"),
        minor("unit_price_minor"),
        currency(),
        primary_key("order_line_prices", "order_line_id", "depth"),
        foreign_key("order_line_prices", "order_lines", "order_line_id"),
        foreign_key("order_line_prices", "parties", "party_id"),
        check("order_line_prices", "price", "unit_price_minor >= 0 AND depth >= 0"),
        delete=True,
    )
    index("order_line_prices", "party_id")


def return_tables() -> None:
    """Create returns, which take back all or part of a billed order."""
    tenant_table(
        "returns",
        uuid("id"),
        uuid("order_id"),
        text("external_id"),
        day("returned_on"),
        uuid("batch_id"),
        minor("net_minor"),
        minor("tax_minor"),
        minor("freight_minor"),
        minor("total_minor"),
        currency(),
        instant("created_at"),
        primary_key("returns", "id"),
        unique("returns", "order_id", "external_id"),
        foreign_key("returns", "orders", "order_id"),
        check("returns", "total", "total_minor = net_minor + tax_minor + freight_minor"),
        check("returns", "signs", "net_minor >= 0 AND tax_minor >= 0 AND freight_minor >= 0"),
    )
    index("returns", "batch_id")
    tenant_table(
        "return_lines",
        uuid("id"),
        uuid("return_id"),
        uuid("order_line_id"),
        whole("quantity"),
        minor("net_minor"),
        minor("tax_minor"),
        currency(),
        primary_key("return_lines", "id"),
        unique("return_lines", "return_id", "order_line_id"),
        foreign_key("return_lines", "returns", "return_id"),
        foreign_key("return_lines", "order_lines", "order_line_id"),
        check("return_lines", "signs", "quantity >= 0 AND net_minor >= 0 AND tax_minor >= 0"),
    )
    index("return_lines", "order_line_id")
