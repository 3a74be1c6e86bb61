"""Create offers: drafts, versions that nobody edits, counters, claims and coupons; order traces."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Boolean, Column
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, ExcludeConstraint

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

revision = "0039"
down_revision: str | None = "0038"
branch_labels: str | None = None
depends_on: str | None = None

KINDS = (
    "spend_save",
    "percentage",
    "nth_unit",
    "buy_get",
    "first_gifts",
    "cross_store",
    "manual",
)
PERIOD = sa.text("daterange(valid_from, valid_until, '[)')")


def upgrade() -> None:
    lock_timeout()
    offers()
    counters()
    prices_of_orders()


def words(name: str) -> Column[list[str]]:
    """Return a column of texts, empty where nobody and nothing is left out."""
    return Column(name, ARRAY(sa.Text()), nullable=False)


def offers() -> None:
    """Create drafts, which change, and versions, of which only the end is ever set."""
    tenant_table(
        "offer_drafts",
        uuid("id"),
        text("code"),
        text("name"),
        text("kind"),
        day("valid_from"),
        day("valid_until", nullable=True),
        Column("document", JSONB(), nullable=False),
        instant("changed_at"),
        primary_key("offer_drafts", "id"),
        unique("offer_drafts", "code"),
        one_of("offer_drafts", "kind", *KINDS),
        check("offer_drafts", "period", "valid_until > valid_from"),
        update=["name", "kind", "valid_from", "valid_until", "document", "changed_at"],
        delete=True,
    )
    tenant_table(
        "offers",
        uuid("id"),
        text("code"),
        whole("version"),
        text("name"),
        text("kind"),
        currency(),
        whole("rank"),
        text("stacking_group"),
        Column("needs_coupon", Boolean(), nullable=False),
        words("skus"),
        words("product_groups"),
        words("stores"),
        words("grades"),
        day("valid_from"),
        day("valid_until", nullable=True),
        Column("document", JSONB(), nullable=False),
        instant("activated_at"),
        primary_key("offers", "id"),
        unique("offers", "code", "version"),
        one_of("offers", "kind", *KINDS),
        check("offers", "version", "version >= 1"),
        # One that ends on its first day was withdrawn before it began.
        check("offers", "period", "valid_until >= valid_from"),
        check("offers", "begun", "valid_from > '-infinity'::date"),
        ExcludeConstraint(
            ("brand_id", "="),
            ("code", "="),
            (PERIOD, "&&"),
            using="gist",
            name="ex_offers_period",
            where=sa.text("valid_from > '-infinity'::date"),
        ),
        update=["valid_until"],
    )
    index("offers", "valid_from")


def counters() -> None:
    """Create what is counted: gifts given so far, by whom, and coupons."""
    tenant_table(
        "offer_counters",
        uuid("offer_id"),
        whole("gifts_max"),
        whole("taken"),
        primary_key("offer_counters", "offer_id"),
        foreign_key("offer_counters", "offers", "offer_id"),
        check("offer_counters", "taken", "taken BETWEEN 0 AND gifts_max"),
        update=["taken"],
    )
    tenant_table(
        "coupons",
        uuid("id"),
        text("code"),
        text("offer_code"),
        whole("uses_max"),
        whole("used"),
        instant("created_at"),
        primary_key("coupons", "id"),
        unique("coupons", "code"),
        check("coupons", "used", "used BETWEEN 0 AND uses_max"),
        update=["used"],
    )
    index("coupons", "offer_code")
    tenant_table(
        "offer_claims",
        uuid("id"),
        uuid("offer_id"),
        uuid("order_id"),
        uuid("buyer_id"),
        uuid("coupon_id", nullable=True),
        instant("claimed_at"),
        instant("released_at", nullable=True),
        primary_key("offer_claims", "id"),
        foreign_key("offer_claims", "offers", "offer_id"),
        foreign_key("offer_claims", "coupons", "coupon_id"),
        foreign_key("offer_claims", "parties", "buyer_id"),
        check("offer_claims", "released", "released_at >= claimed_at"),
        update=["released_at"],
    )
    index("offer_claims", "offer_id", "buyer_id")
    index("offer_claims", "order_id")
    index("offer_claims", "buyer_id")
    index("offer_claims", "coupon_id", where="coupon_id IS NOT NULL")
    op.create_index(
        "uq_offer_claims_open",
        "offer_claims",
        ["brand_id", "order_id", "offer_id"],
        unique=True,
        postgresql_where=sa.text("released_at IS NULL"),
    )


def prices_of_orders() -> None:
    """Create what offers did to an order: its trace, the share of each line, and gifts.

    Until it is billed an order may come again and is then priced anew, so these rows may go.
    """
    op.add_column("order_lines", minor("offers_minor", default=0))
    op.create_check_constraint(
        "ck_order_lines_offers", "order_lines", "offers_minor BETWEEN 0 AND discount_minor"
    )
    tenant_table(
        "order_traces",
        uuid("order_id"),
        minor("discount_minor"),
        currency(),
        Column("document", JSONB(), nullable=False),
        primary_key("order_traces", "order_id"),
        foreign_key("order_traces", "orders", "order_id"),
        check("order_traces", "discount", "discount_minor >= 0"),
        delete=True,
    )
    tenant_table(
        "order_line_offers",
        uuid("order_line_id"),
        uuid("offer_id"),
        minor("amount_minor"),
        currency(),
        primary_key("order_line_offers", "order_line_id", "offer_id"),
        foreign_key("order_line_offers", "order_lines", "order_line_id"),
        foreign_key("order_line_offers", "offers", "offer_id"),
        check("order_line_offers", "amount", "amount_minor > 0"),
        delete=True,
    )
    index("order_line_offers", "offer_id")
    tenant_table(
        "order_promises",
        uuid("order_id"),
        uuid("offer_id"),
        text("sku", nullable=True),
        whole("quantity", nullable=True),
        uuid("coupon_id", nullable=True),
        primary_key("order_promises", "order_id", "offer_id"),
        foreign_key("order_promises", "orders", "order_id"),
        foreign_key("order_promises", "offers", "offer_id"),
        foreign_key("order_promises", "coupons", "coupon_id"),
        check("order_promises", "something", "num_nonnulls(sku, coupon_id) > 0"),
        check("order_promises", "gift", "(sku IS NULL) = (quantity IS NULL)"),
        delete=True,
    )
    index("order_promises", "offer_id")
    index("order_promises", "coupon_id", where="coupon_id IS NOT NULL")
