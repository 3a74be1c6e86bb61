"""Create commission plans, their rates, and the lines that say who earned what and why."""

import sqlalchemy as sa
from sqlalchemy import Boolean, Column, SmallInteger
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
    one_of,
    primary_key,
    tenant_table,
    text,
    unique,
    uuid,
    whole,
)

revision = "0010"
down_revision: str | None = "0009"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    plan_tables()
    line_table()


def plan_tables() -> None:
    """Create plans, each version true for a period; after use only its end may still be set."""
    period = sa.text("daterange(valid_from, valid_until, '[)')")
    tenant_table(
        "plans",
        uuid("id"),
        text("code"),
        whole("version"),
        text("name"),
        text("base"),
        text("earning_event"),
        Column("pays_price_gap", Boolean(), nullable=False),
        Column("pays_both", Boolean(), nullable=False),
        day("valid_from"),
        day("valid_until", nullable=True),
        instant("created_at"),
        primary_key("plans", "id"),
        unique("plans", "code", "version"),
        one_of("plans", "base", "net", "gross"),
        one_of("plans", "earning_event", "invoice"),
        check("plans", "version", "version >= 1"),
        check("plans", "period", "valid_until > valid_from"),
        ExcludeConstraint(
            ("brand_id", "="), ("code", "="), (period, "&&"), using="gist", name="ex_plans_period"
        ),
        # Two plans may both pay rates on a line, but the price gap exists only once.
        ExcludeConstraint(
            ("brand_id", "="),
            (period, "&&"),
            using="gist",
            where=sa.text("pays_price_gap"),
            name="ex_plans_price_gap",
        ),
        update=["valid_until"],
    )
    tenant_table(
        "plan_rates",
        uuid("plan_id"),
        text("kind"),
        Column("step", SmallInteger(), nullable=False),
        text("product_group"),
        whole("rate_ppm"),
        primary_key("plan_rates", "plan_id", "kind", "step", "product_group"),
        foreign_key("plan_rates", "plans", "plan_id"),
        one_of("plan_rates", "kind", "level", "override"),
        check("plan_rates", "step", "step >= 1"),
        check("plan_rates", "rate", "rate_ppm BETWEEN 0 AND 1000000"),
    )


def line_table() -> None:
    """Create commission lines: plan, rule, base, rate and amount of each, never changed."""
    tenant_table(
        "commission_lines",
        uuid("id"),
        uuid("run_id"),
        uuid("order_id"),
        uuid("order_line_id"),
        uuid("return_line_id", nullable=True),
        uuid("beneficiary_id"),
        uuid("seller_id"),
        text("kind"),
        Column("depth", SmallInteger(), nullable=False),
        uuid("plan_id"),
        Column("step", SmallInteger(), nullable=True),
        text("product_group", nullable=True),
        minor("base_minor"),
        whole("rate_ppm", nullable=True),
        minor("unit_gap_minor", nullable=True),
        whole("quantity"),
        minor("amount_minor"),
        currency(),
        day("earned_on"),
        uuid("reverses_id", nullable=True),
        primary_key("commission_lines", "id"),
        foreign_key("commission_lines", "order_lines", "order_line_id"),
        foreign_key("commission_lines", "return_lines", "return_line_id"),
        foreign_key("commission_lines", "parties", "beneficiary_id"),
        foreign_key("commission_lines", "plans", "plan_id"),
        foreign_key("commission_lines", "commission_lines", "reverses_id"),
        one_of("commission_lines", "kind", "level", "override", "price_gap"),
        check("commission_lines", "depth", "(depth = 0) = (kind = 'level')"),
        check(
            "commission_lines",
            "rule",
            "CASE WHEN kind = 'price_gap' THEN num_nulls(rate_ppm, step, product_group) = 3 "
            "AND unit_gap_minor > 0 "
            "ELSE num_nulls(rate_ppm, step, product_group) = 0 AND unit_gap_minor IS NULL END",
        ),
        check("commission_lines", "return", "(return_line_id IS NULL) = (reverses_id IS NULL)"),
        check(
            "commission_lines",
            "sign",
            "CASE WHEN reverses_id IS NULL THEN amount_minor > 0 ELSE amount_minor < 0 END",
        ),
    )
    index("commission_lines", "run_id", "beneficiary_id")
    index("commission_lines", "beneficiary_id", "earned_on")
    index("commission_lines", "order_line_id")
    index("commission_lines", "plan_id")
    for link in ("return_line_id", "reverses_id"):
        index("commission_lines", link, where=f"{link} IS NOT NULL")
