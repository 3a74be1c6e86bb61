"""Let terms of rebates ask for a claim, and keep claims with who agreed to them, step by step."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Boolean, Column, SmallInteger
from sqlalchemy.dialects.postgresql import JSONB

from migrations.tables import (
    check,
    currency,
    day,
    foreign_key,
    grant,
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

revision = "0049"
down_revision: str | None = "0048"
branch_labels: str | None = None
depends_on: str | None = None

ROLES = ("sales_manager", "accountant", "finance_director", "owner")


def upgrade() -> None:
    lock_timeout()
    withholding()
    settings_table()
    claim_table()
    line_table()
    step_table()
    deed_table()
    delegation_table()


def withholding() -> None:
    """Withhold what has to be claimed; whatever there is was asked for by nobody."""
    for table in ("rebate_terms", "rebate_credits"):
        op.add_column(
            table,
            Column("is_claimed", Boolean(), nullable=False, server_default=sa.text("false")),
        )
    op.add_column("rebate_credits", minor("unapproved_minor", default=0))
    left = "amount_minor + offset_minor + owed_back_minor - used_minor - expired_minor"
    usable = sa.Computed(f"{left} - unapproved_minor", persisted=True)
    op.add_column("rebate_credits", Column("usable_minor", sa.BigInteger(), usable, nullable=False))
    # Nobody uses what has to be claimed first.
    op.create_check_constraint(
        "ck_rebate_credits_unapproved",
        "rebate_credits",
        f"unapproved_minor BETWEEN 0 AND {left} AND (is_claimed OR unapproved_minor = 0)",
    )
    op.drop_constraint("ck_rebate_credits_owed_back", "rebate_credits")
    op.create_check_constraint(
        "ck_rebate_credits_owed_back",
        "rebate_credits",
        f"owed_back_minor >= 0 AND (owed_back_minor = 0 OR {left} = unapproved_minor)",
    )
    grant("UPDATE (unapproved_minor, use_until)", "rebate_credits", "app", "worker")


def settings_table() -> None:
    """Create who has to agree to claims since when; the newest chain holds."""
    tenant_table(
        "rebate_claim_settings",
        instant("changed_at"),
        Column("position", SmallInteger(), nullable=False),
        text("role"),
        whole("days"),
        minor("least_minor", nullable=True),
        currency(),
        primary_key("rebate_claim_settings", "changed_at", "position"),
        sa.ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_rebate_claim_settings_brand"),
        one_of("rebate_claim_settings", "role", *ROLES),
        check("rebate_claim_settings", "days", "days BETWEEN 1 AND 365"),
        check("rebate_claim_settings", "least", "least_minor > 0"),
        delete=True,
    )


def claim_table() -> None:
    """Create claims; all that they follow from is frozen when they are made."""
    tenant_table(
        "rebate_claims",
        uuid("id"),
        text("number"),
        uuid("credit_id"),
        uuid("distributor_id"),
        text("plan_name"),
        whole("plan_version"),
        text("term_code"),
        day("rated_from"),
        day("rated_until"),
        minor("amount_minor"),
        currency(),
        text("note", nullable=True),
        Column("snapshot", JSONB(), nullable=False),
        uuid("claimed_by"),
        instant("claimed_at"),
        text("state"),
        Column("step", SmallInteger(), nullable=True),
        text("waits_for", nullable=True),
        day("due_on", nullable=True),
        instant("overdue_at", nullable=True),
        instant("closed_at", nullable=True),
        primary_key("rebate_claims", "id"),
        unique("rebate_claims", "number"),
        foreign_key("rebate_claims", "rebate_credits", "credit_id"),
        foreign_key("rebate_claims", "parties", "distributor_id"),
        sa.ForeignKeyConstraint(["claimed_by"], ["users.id"], name="fk_rebate_claims_claimed_by"),
        one_of("rebate_claims", "state", "open", "returned", "approved", "withdrawn"),
        one_of("rebate_claims", "waits_for", *ROLES),
        check("rebate_claims", "amount", "amount_minor > 0"),
        check(
            "rebate_claims",
            "waiting",
            "num_nulls(step, waits_for, due_on) = CASE state WHEN 'open' THEN 0 ELSE 3 END",
        ),
        check("rebate_claims", "overdue", "overdue_at IS NULL OR state = 'open'"),
        check(
            "rebate_claims",
            "closed",
            "(closed_at IS NULL) = (state IN ('open', 'returned'))",
        ),
        update=["state", "step", "waits_for", "due_on", "overdue_at", "closed_at"],
    )
    index("rebate_claims", "credit_id")
    index("rebate_claims", "distributor_id", "claimed_at", "id")
    index("rebate_claims", "claimed_at", "id")
    index("rebate_claims", "due_on", name="ix_rebate_claims_due", where="state = 'open'")
    op.create_index("ix_rebate_claims_claimed_by", "rebate_claims", ["claimed_by"])


def line_table() -> None:
    """Create what of a claim is the cost of which order line; no cost is claimed twice at once."""
    tenant_table(
        "rebate_claim_lines",
        uuid("id"),
        uuid("claim_id"),
        uuid("cost_id"),
        uuid("order_id"),
        uuid("order_line_id"),
        minor("amount_minor"),
        currency(),
        Column("is_live", Boolean(), nullable=False),
        primary_key("rebate_claim_lines", "id"),
        foreign_key("rebate_claim_lines", "rebate_claims", "claim_id"),
        foreign_key("rebate_claim_lines", "rebate_costs", "cost_id"),
        foreign_key("rebate_claim_lines", "orders", "order_id"),
        foreign_key("rebate_claim_lines", "order_lines", "order_line_id"),
        check("rebate_claim_lines", "amount", "amount_minor <> 0"),
        update=["is_live"],
    )
    op.create_index(
        "uq_rebate_claim_lines_live",
        "rebate_claim_lines",
        ["brand_id", "cost_id"],
        unique=True,
        postgresql_where=sa.text("is_live"),
    )
    index("rebate_claim_lines", "claim_id", "amount_minor", "id")
    index("rebate_claim_lines", "cost_id")
    index("rebate_claim_lines", "order_id")
    index("rebate_claim_lines", "order_line_id")


def step_table() -> None:
    """Create the chain of each claim, frozen with it, and who agreed at which step."""
    tenant_table(
        "rebate_claim_steps",
        uuid("claim_id"),
        Column("position", SmallInteger(), nullable=False),
        text("role"),
        whole("days"),
        uuid("decided_by", nullable=True),
        uuid("decided_for", nullable=True),
        instant("decided_at", nullable=True),
        primary_key("rebate_claim_steps", "claim_id", "position"),
        foreign_key("rebate_claim_steps", "rebate_claims", "claim_id"),
        one_of("rebate_claim_steps", "role", *ROLES),
        check(
            "rebate_claim_steps",
            "decided",
            "(decided_by IS NULL) = (decided_at IS NULL) "
            "AND (decided_for IS NULL OR decided_by IS NOT NULL)",
        ),
        *(
            sa.ForeignKeyConstraint([column], ["users.id"], name=f"fk_rebate_claim_steps_{column}")
            for column in ("decided_by", "decided_for")
        ),
        update=["decided_by", "decided_for", "decided_at"],
    )
    users_indexed("rebate_claim_steps", "decided_by", "decided_for")


def deed_table() -> None:
    """Create what anybody did to a claim, in order; never changed."""
    tenant_table(
        "rebate_claim_deeds",
        uuid("claim_id"),
        Column("nth", SmallInteger(), nullable=False),
        text("kind"),
        Column("step", SmallInteger(), nullable=True),
        Column("to_step", SmallInteger(), nullable=True),
        uuid("user_id"),
        uuid("for_user_id", nullable=True),
        text("reason", nullable=True),
        instant("done_at"),
        primary_key("rebate_claim_deeds", "claim_id", "nth"),
        foreign_key("rebate_claim_deeds", "rebate_claims", "claim_id"),
        one_of(
            "rebate_claim_deeds",
            "kind",
            *("claimed", "agreed", "sent_back", "returned", "handed_in", "withdrawn"),
        ),
        check("rebate_claim_deeds", "to_step", "(kind = 'sent_back') = (to_step IS NOT NULL)"),
        check(
            "rebate_claim_deeds",
            "reason",
            "kind NOT IN ('sent_back', 'returned') OR reason IS NOT NULL",
        ),
        *(
            sa.ForeignKeyConstraint(
                [column], ["users.id"], name=f"fk_rebate_claim_deeds_{column.removesuffix('_id')}"
            )
            for column in ("user_id", "for_user_id")
        ),
    )
    users_indexed("rebate_claim_deeds", "user_id", "for_user_id")


def delegation_table() -> None:
    """Create who decides for whom while somebody is away."""
    tenant_table(
        "rebate_delegations",
        uuid("id"),
        uuid("from_user_id"),
        uuid("to_user_id"),
        day("first_on"),
        day("last_on"),
        instant("created_at"),
        instant("ended_at", nullable=True),
        primary_key("rebate_delegations", "id"),
        check("rebate_delegations", "days", "first_on <= last_on"),
        check("rebate_delegations", "people", "from_user_id <> to_user_id"),
        *(
            sa.ForeignKeyConstraint(
                [column], ["users.id"], name=f"fk_rebate_delegations_{column.removesuffix('_id')}"
            )
            for column in ("from_user_id", "to_user_id")
        ),
        update=["ended_at"],
    )
    index("rebate_delegations", "to_user_id", "last_on")
    users_indexed("rebate_delegations", "from_user_id", "to_user_id")


def users_indexed(table: str, *columns: str) -> None:
    """Index references to people, who belong to no brand."""
    for column in columns:
        op.create_index(f"ix_{table}_{column}", table, [column])
