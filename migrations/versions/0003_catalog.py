"""Create products and the price ladder: one price per product, grade, currency and day."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from migrations.tables import (
    check,
    currency,
    day,
    foreign_key,
    index,
    instant,
    lock_timeout,
    minor,
    primary_key,
    tenant_table,
    text,
    unique,
    uuid,
    whole,
)

revision = "0003"
down_revision: str | None = "0002"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    tenant_table(
        "grades",
        text("code"),
        text("name"),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        primary_key("grades", "code"),
        unique("grades", "rank"),
        check("grades", "rank", "rank > 0"),
        update=["name"],
    )
    tenant_table(
        "products",
        uuid("id"),
        text("sku"),
        text("name"),
        text("name_en", nullable=True),
        text("product_group"),
        whole("tax_rate_ppm"),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        instant("created_at"),
        primary_key("products", "id"),
        unique("products", "sku"),
        check("products", "tax_rate_ppm", "tax_rate_ppm BETWEEN 0 AND 1000000"),
        update=["name", "name_en", "product_group", "tax_rate_ppm", "reviewed"],
    )
    tenant_table(
        "prices",
        uuid("product_id"),
        text("grade"),
        currency(),
        minor("unit_price_minor"),
        day("valid_from"),
        day("valid_until", nullable=True),
        primary_key("prices", "product_id", "grade", "currency", "valid_from"),
        foreign_key("prices", "products", "product_id"),
        foreign_key("prices", "grades", "grade", key="code"),
        check("prices", "unit_price_minor", "unit_price_minor >= 0"),
        check("prices", "period", "valid_until > valid_from"),
        ExcludeConstraint(
            ("brand_id", "="),
            ("product_id", "="),
            ("grade", "="),
            ("currency", "="),
            (sa.text("daterange(valid_from, valid_until, '[)')"), "&&"),
            using="gist",
            name="ex_prices_period",
        ),
        update=["valid_until"],
    )
    index("prices", "grade")
