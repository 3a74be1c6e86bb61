"""Create what a rebate comes to once its period is over: credits, their entries, costs and uses."""

import sqlalchemy as sa
from alembic import op
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

revision = "0042"
down_revision: str | None = "0041"
branch_labels: str | None = None
depends_on: str | None = None

ACCOUNT_KINDS = (
    *("receivable", "customer_credit", "sales", "sales_returns", "tax_payable", "freight_income"),
    *("clearing", "payment_fees", "commission_expense", "commission_payable", "bank"),
    *("rebate_expense", "rebate_payable", "rebate_lapsed"),
)
SECTIONS = (
    *("receivable", "credit_note", "receipt", "refund", "commission", "rebate", "clawback"),
    *("payout", "adjustment"),
)
SETTLED_BY = ("goods", "free_goods", "cash")
KINDS = ("released", "adjusted", "used", "paid_out", "expired", "restored", "offset")


def upgrade() -> None:
    lock_timeout()
    for table, column, values in (
        ("accounts", "kind", ACCOUNT_KINDS),
        ("applications", "source", ("receipt", "credit_note", "credit", "rebate")),
        ("statement_lines", "section", SECTIONS),
    ):
        name = f"ck_{table}_{column}"
        allowed = ", ".join(f"'{value}'" for value in values)
        op.drop_constraint(name, table)
        op.create_check_constraint(name, table, f"{column} IN ({allowed})")
    credit_table()
    use_table()
    entry_table()
    cost_table()


def credit_table() -> None:
    """Create what a distributor may use of a rebate; nobody can use more than is left of it."""
    left = "amount_minor + offset_minor + owed_back_minor - used_minor - expired_minor"
    tenant_table(
        "rebate_credits",
        uuid("id"),
        uuid("accrual_id"),
        uuid("plan_id"),
        uuid("term_id"),
        uuid("distributor_id"),
        text("plan_name"),
        whole("plan_version"),
        text("term_code"),
        text("settled_by"),
        day("rated_from"),
        day("rated_until"),
        day("use_until", nullable=True),
        day("as_of", nullable=True),
        minor("amount_minor"),
        minor("offset_minor"),
        minor("used_minor"),
        minor("expired_minor"),
        minor("owed_back_minor"),
        Column("left_minor", sa.BigInteger(), sa.Computed(left, persisted=True), nullable=False),
        currency(),
        instant("created_at"),
        primary_key("rebate_credits", "id"),
        unique("rebate_credits", "accrual_id"),
        foreign_key("rebate_credits", "rebate_accruals", "accrual_id"),
        foreign_key("rebate_credits", "rebate_plans", "plan_id"),
        foreign_key("rebate_credits", "rebate_terms", "term_id"),
        foreign_key("rebate_credits", "parties", "distributor_id"),
        one_of("rebate_credits", "settled_by", *SETTLED_BY),
        check("rebate_credits", "left", f"{left} >= 0"),
        check(
            "rebate_credits",
            "owed_back",
            f"owed_back_minor >= 0 AND (owed_back_minor = 0 OR {left} = 0)",
        ),
        check(
            "rebate_credits",
            "amounts",
            "amount_minor >= 0 AND used_minor >= 0 AND expired_minor >= 0",
        ),
        update=[
            *("as_of", "amount_minor", "offset_minor", "used_minor", "expired_minor"),
            "owed_back_minor",
        ],
    )
    index("rebate_credits", "plan_id")
    index("rebate_credits", "term_id")
    index("rebate_credits", "distributor_id", "rated_from", "id")
    index("rebate_credits", "rated_from", "id")
    index(
        "rebate_credits",
        "use_until",
        name="ix_rebate_credits_ending",
        where="left_minor > 0 AND use_until IS NOT NULL",
    )


def use_table() -> None:
    """Create the documents by which a rebate is used: what it paid, and how tax is told."""
    tenant_table(
        "rebate_uses",
        uuid("id"),
        text("number"),
        uuid("distributor_id"),
        text("kind"),
        text("invoicing"),
        minor("amount_minor"),
        currency(),
        day("booked_on"),
        uuid("journal_id"),
        instant("created_at"),
        primary_key("rebate_uses", "id"),
        unique("rebate_uses", "number"),
        foreign_key("rebate_uses", "parties", "distributor_id"),
        one_of("rebate_uses", "kind", "goods", "cash"),
        one_of("rebate_uses", "invoicing", "red_letter", "on_invoice", "none"),
        check("rebate_uses", "amount", "amount_minor > 0"),
    )
    index("rebate_uses", "distributor_id", "booked_on", "id")
    index("rebate_uses", "booked_on", "id")


def entry_table() -> None:
    """Create what happened to each credit, like the lines of an account."""
    tenant_table(
        "rebate_entries",
        uuid("id"),
        uuid("credit_id"),
        whole("nth"),
        uuid("distributor_id"),
        uuid("batch_id"),
        uuid("use_id", nullable=True),
        text("kind"),
        text("reason", nullable=True),
        minor("amount_minor"),
        currency(),
        day("booked_on"),
        minor("volume_minor", nullable=True),
        minor("back_minor", nullable=True),
        whole("units", nullable=True),
        whole("figure", nullable=True),
        Column("band", SmallInteger(), nullable=True),
        whole("rate_ppm", nullable=True),
        day("as_of", nullable=True),
        instant("created_at"),
        primary_key("rebate_entries", "id"),
        unique("rebate_entries", "credit_id", "nth"),
        foreign_key("rebate_entries", "rebate_credits", "credit_id"),
        foreign_key("rebate_entries", "rebate_uses", "use_id"),
        foreign_key("rebate_entries", "parties", "distributor_id"),
        one_of("rebate_entries", "kind", *KINDS),
        check(
            "rebate_entries",
            "reason",
            "reason IN ('return', 'payment', 'true_up') AND kind = 'adjusted' "
            "OR reason IS NULL AND kind <> 'adjusted'",
        ),
        check(
            "rebate_entries",
            "sign",
            "CASE kind WHEN 'released' THEN amount_minor > 0 WHEN 'restored' THEN amount_minor > 0 "
            "WHEN 'used' THEN amount_minor < 0 WHEN 'expired' THEN amount_minor < 0 "
            "WHEN 'adjusted' THEN true ELSE amount_minor <> 0 END",
        ),
        check("rebate_entries", "use", "(kind = 'used') <= (use_id IS NOT NULL)"),
        check(
            "rebate_entries",
            "inputs",
            "(kind IN ('released', 'adjusted')) = (num_nulls(volume_minor, units, as_of) = 0)",
        ),
    )
    index("rebate_entries", "use_id", where="use_id IS NOT NULL")
    index("rebate_entries", "distributor_id", "booked_on", "id")
    index("rebate_entries", "batch_id")


def cost_table() -> None:
    """Create what of each release is the cost of which order line; they add up to it."""
    tenant_table(
        "rebate_costs",
        uuid("id"),
        uuid("entry_id"),
        uuid("credit_id"),
        uuid("order_id"),
        uuid("order_line_id"),
        uuid("distributor_id"),
        minor("amount_minor"),
        currency(),
        primary_key("rebate_costs", "id"),
        unique("rebate_costs", "entry_id", "order_line_id"),
        foreign_key("rebate_costs", "rebate_entries", "entry_id"),
        foreign_key("rebate_costs", "rebate_credits", "credit_id"),
        foreign_key("rebate_costs", "orders", "order_id"),
        foreign_key("rebate_costs", "order_lines", "order_line_id"),
        foreign_key("rebate_costs", "parties", "distributor_id"),
        check("rebate_costs", "amount", "amount_minor <> 0"),
    )
    index("rebate_costs", "credit_id", "order_line_id")
    index("rebate_costs", "order_id")
    index("rebate_costs", "order_line_id")
    index("rebate_costs", "distributor_id")
