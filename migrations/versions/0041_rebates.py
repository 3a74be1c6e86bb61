"""Create rebate plans, and what each distributor has accrued under them, down to order lines."""

import sqlalchemy as sa
from sqlalchemy import Column, SmallInteger, Text
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

revision = "0041"
down_revision: str | None = "0040"
branch_labels: str | None = None
depends_on: str | None = None

MEASURES = ("volume", "units", "growth", "target", "days_to_pay")
TIERS = ("marginal", "whole")
SETTLED_BY = ("goods", "free_goods", "cash")


def upgrade() -> None:
    lock_timeout()
    plan_table()
    term_tables()
    accrual_table()
    line_table()


def texts(name: str) -> Column[list[str]]:
    """Return a condition: any of these, or none for all."""
    return Column(name, ARRAY(Text), nullable=False)


def small(name: str, *, nullable: bool = False) -> Column[int]:
    """Return a small number."""
    return Column(name, SmallInteger(), nullable=nullable)


def plan_table() -> None:
    """Create plans, each version true for whole periods; only its end may still be set."""
    period = sa.text("daterange(valid_from, valid_until, '[)')")
    tenant_table(
        "rebate_plans",
        uuid("id"),
        text("code"),
        whole("version"),
        text("name"),
        currency(),
        texts("modes"),
        Column("document", JSONB(), nullable=False),
        day("valid_from"),
        day("valid_until", nullable=True),
        instant("created_at"),
        primary_key("rebate_plans", "id"),
        unique("rebate_plans", "code", "version"),
        check("rebate_plans", "version", "version >= 1"),
        check("rebate_plans", "period", "valid_until > valid_from"),
        check("rebate_plans", "begun", "valid_from > '-infinity'::date"),
        check("rebate_plans", "modes", "modes <@ ARRAY['direct', 'cascade'] AND modes <> '{}'"),
        ExcludeConstraint(
            ("brand_id", "="),
            ("code", "="),
            (period, "&&"),
            using="gist",
            where=sa.text("valid_from > '-infinity'::date"),
            name="ex_rebate_plans_period",
        ),
        update=["valid_until"],
    )
    index("rebate_plans", "valid_from", "id")


def term_tables() -> None:
    """Create what of a document SQL joins by: terms with their coverage, and their bands."""
    tenant_table(
        "rebate_terms",
        uuid("id"),
        uuid("plan_id"),
        small("place"),
        text("code"),
        text("measure"),
        text("tiers"),
        text("every"),
        text("claw_back"),
        text("settled_by"),
        whole("expires_after_months", nullable=True),
        currency(),
        minor("target_minor", nullable=True),
        minor("cap_minor", nullable=True),
        minor("floor_minor", nullable=True),
        minor("minimum_minor", nullable=True),
        texts("product_groups"),
        texts("products"),
        texts("channels"),
        texts("grades"),
        texts("distributors"),
        primary_key("rebate_terms", "id"),
        unique("rebate_terms", "plan_id", "code"),
        unique("rebate_terms", "plan_id", "place"),
        foreign_key("rebate_terms", "rebate_plans", "plan_id"),
        one_of("rebate_terms", "measure", *MEASURES),
        one_of("rebate_terms", "tiers", *TIERS),
        one_of("rebate_terms", "every", "month", "quarter", "year"),
        one_of("rebate_terms", "claw_back", "original", "rerate"),
        one_of("rebate_terms", "settled_by", *SETTLED_BY),
        check("rebate_terms", "target", "(measure = 'target') = (target_minor IS NOT NULL)"),
        check("rebate_terms", "whole", "tiers = 'whole' OR measure = 'volume'"),
    )
    tenant_table(
        "rebate_bands",
        uuid("id"),
        uuid("term_id"),
        small("band"),
        whole("from_value"),
        whole("until_value", nullable=True),
        text("from_text"),
        text("until_text", nullable=True),
        whole("rate_ppm"),
        minor("amount_minor"),
        currency(),
        primary_key("rebate_bands", "id"),
        unique("rebate_bands", "term_id", "band"),
        foreign_key("rebate_bands", "rebate_terms", "term_id"),
        check("rebate_bands", "band", "band >= 1 AND (band = 1) = (from_value = 0)"),
        check("rebate_bands", "limits", "until_value > from_value AND from_value >= 0"),
        check("rebate_bands", "rate", "rate_ppm BETWEEN 0 AND 1000000 AND amount_minor >= 0"),
    )


def accrual_table() -> None:
    """Create what a distributor has accrued under a term in a period, counted anew every day."""
    tenant_table(
        "rebate_accruals",
        uuid("id"),
        uuid("plan_id"),
        uuid("term_id"),
        uuid("distributor_id"),
        text("plan_name"),
        whole("plan_version"),
        text("term_code"),
        text("measure"),
        text("tiers"),
        text("settled_by"),
        day("rated_from"),
        day("rated_until"),
        day("as_of"),
        minor("volume_minor"),
        whole("units"),
        minor("year_before_minor", nullable=True),
        whole("figure", nullable=True),
        minor("target_minor", nullable=True),
        small("band", nullable=True),
        whole("rate_ppm", nullable=True),
        whole("next_rate_ppm", nullable=True),
        minor("next_amount_minor", nullable=True),
        minor("more_minor", nullable=True),
        whole("more_units", nullable=True),
        minor("amount_minor"),
        currency(),
        primary_key("rebate_accruals", "id"),
        unique("rebate_accruals", "term_id", "distributor_id", "rated_from"),
        foreign_key("rebate_accruals", "rebate_plans", "plan_id"),
        foreign_key("rebate_accruals", "rebate_terms", "term_id"),
        foreign_key("rebate_accruals", "parties", "distributor_id"),
        one_of("rebate_accruals", "measure", *MEASURES),
        one_of("rebate_accruals", "tiers", *TIERS),
        one_of("rebate_accruals", "settled_by", *SETTLED_BY),
        check("rebate_accruals", "amount", "amount_minor >= 0"),
        check("rebate_accruals", "more", "num_nonnulls(more_minor, more_units) <= 1"),
        check(
            "rebate_accruals",
            "next",
            "(next_rate_ppm IS NULL) = (num_nonnulls(more_minor, more_units) = 0)",
        ),
        update=[
            *("as_of", "volume_minor", "units", "year_before_minor", "figure", "band", "rate_ppm"),
            *("next_rate_ppm", "next_amount_minor", "more_minor", "more_units", "amount_minor"),
        ],
        delete=True,
    )
    index("rebate_accruals", "distributor_id", "rated_from")
    index("rebate_accruals", "plan_id", "rated_from")
    index("rebate_accruals", "rated_from", "id")


def line_table() -> None:
    """Create what each order line adds to an accrual."""
    tenant_table(
        "rebate_lines",
        uuid("id"),
        uuid("accrual_id"),
        uuid("order_id"),
        uuid("order_line_id"),
        uuid("distributor_id"),
        day("booked_on"),
        minor("net_minor"),
        minor("back_minor"),
        minor("counted_minor"),
        whole("days_to_pay", nullable=True),
        small("band", nullable=True),
        whole("rate_ppm", nullable=True),
        minor("amount_minor"),
        currency(),
        primary_key("rebate_lines", "id"),
        unique("rebate_lines", "accrual_id", "order_line_id"),
        foreign_key("rebate_lines", "rebate_accruals", "accrual_id"),
        foreign_key("rebate_lines", "orders", "order_id"),
        foreign_key("rebate_lines", "order_lines", "order_line_id"),
        foreign_key("rebate_lines", "parties", "distributor_id"),
        check("rebate_lines", "amount", "amount_minor >= 0 AND counted_minor >= 0"),
        update=["back_minor", "counted_minor", "days_to_pay", "band", "rate_ppm", "amount_minor"],
        delete=True,
    )
    index("rebate_lines", "accrual_id", "booked_on", "id")
    index("rebate_lines", "order_id")
    index("rebate_lines", "order_line_id")
    index("rebate_lines", "distributor_id")
