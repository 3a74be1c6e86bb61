"""Let orders be settled in a cascade or by agency: debts above the buyer's own, plans by mode."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, SmallInteger
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.schema import SchemaItem

from migrations.tables import (
    check,
    currency,
    foreign_key,
    grant,
    index,
    lock_timeout,
    minor,
    primary_key,
    tenant_table,
    uuid,
)

revision = "0014"
down_revision: str | None = "0013"
branch_labels: str | None = None
depends_on: str | None = None

# Consumers pay the brand, so nobody is above them to owe; whoever owes for goods pays no agent.
MODE_OF_KIND = "(CASE {kind} WHEN 'consumer' THEN mode IN ('direct', 'agency')"
MODE_OF_KIND += " ELSE mode IN ('direct', 'cascade') END)"


def upgrade() -> None:
    lock_timeout()
    modes()
    debts()
    documents()
    plans()


def modes() -> None:
    """Allow the modes; who sold for commission is named on the consumer's order."""
    for table, kind in (("orders", "kind"), ("channels", "order_kind")):
        op.drop_constraint(f"ck_{table}_mode", table)
        op.create_check_constraint(f"ck_{table}_mode", table, MODE_OF_KIND.format(kind=kind))
        op.drop_constraint(f"ck_{table}_distributor", table)
    op.create_check_constraint(
        "ck_orders_distributor",
        "orders",
        "(kind = 'consumer' AND mode <> 'agency') = (distributor_id IS NULL)",
    )
    op.create_check_constraint(
        "ck_channels_distributor",
        "channels",
        "order_kind <> 'consumer' OR mode = 'agency' OR distributor_id IS NULL",
    )
    # Until it is billed an order may change hands, and with it whom the buyer owes.
    grant("UPDATE (creditor_id)", "orders", "app", "worker")
    index("orders", "billable_batch_id", name="ix_orders_cascade_batch", where="mode = 'cascade'")


def debts() -> None:
    """Create what the levels above the buyer owe, and what returns give back of that."""
    op.add_column("order_line_prices", minor("tax_minor", nullable=True))
    op.create_check_constraint("ck_order_line_prices_tax", "order_line_prices", "tax_minor >= 0")
    tenant_table(
        "order_debts",
        uuid("order_id"),
        depth(),
        uuid("creditor_id"),
        uuid("debtor_id"),
        *amounts("order_debts"),
        primary_key("order_debts", "order_id", "depth"),
        foreign_key("order_debts", "orders", "order_id"),
        foreign_key("order_debts", "parties", "creditor_id"),
        foreign_key("order_debts", "parties", "debtor_id"),
        check("order_debts", "pair", "creditor_id <> debtor_id"),
        delete=True,
    )
    index("order_debts", "creditor_id")
    index("order_debts", "debtor_id")
    tenant_table(
        "return_credits",
        uuid("return_id"),
        depth(),
        *amounts("return_credits"),
        primary_key("return_credits", "return_id", "depth"),
        foreign_key("return_credits", "returns", "return_id"),
    )


def depth() -> Column[int]:
    """Return the column that counts levels above the buyer."""
    return Column("depth", SmallInteger(), nullable=False)


def amounts(table: str) -> list[SchemaItem]:
    """Return what a debt and what is given back of it have in common."""
    return [
        currency(),
        minor("net_minor"),
        minor("tax_minor"),
        minor("freight_minor"),
        minor("total_minor"),
        check(table, "depth", "depth >= 1"),
        check(table, "total", "total_minor = net_minor + tax_minor + freight_minor"),
        check(table, "signs", "net_minor >= 0 AND tax_minor >= 0 AND freight_minor >= 0"),
    ]


def documents() -> None:
    """Let one order have receivables of several pairs, and one return credit notes of several."""
    for table, old, new in (
        ("receivables", ("order_id", "instalment"), ("order_id", "depth", "instalment")),
        ("credit_notes", ("return_id",), ("return_id", "depth")),
    ):
        op.add_column(
            table, Column("depth", SmallInteger(), nullable=False, server_default=sa.text("0"))
        )
        op.create_check_constraint(f"ck_{table}_depth", table, "depth >= 0")
        op.create_unique_constraint(f"uq_{table}_{'_'.join(new)}", table, ["brand_id", *new])
        op.drop_constraint(f"uq_{table}_{'_'.join(old)}", table)


def plans() -> None:
    """Let a plan say in which modes it pays; in a cascade only when it says so."""
    op.add_column(
        "plans",
        Column(
            "modes",
            ARRAY(sa.Text()),
            nullable=False,
            server_default=sa.text("'{direct,agency}'::text[]"),
        ),
    )
    op.create_check_constraint(
        "ck_plans_modes",
        "plans",
        "cardinality(modes) > 0 AND modes <@ ARRAY['direct', 'cascade', 'agency']",
    )
