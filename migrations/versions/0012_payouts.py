"""Create payouts: who can be paid where, batches of two persons, and their items."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import (
    check,
    currency,
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

revision = "0012"
down_revision: str | None = "0011"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    payee_account_table()
    batch_table()
    item_table()


def payee_account_table() -> None:
    """Create the accounts at the rails; a distributor has one per rail and currency."""
    tenant_table(
        "payee_accounts",
        uuid("id"),
        uuid("distributor_id"),
        text("rail"),
        text("provider_account"),
        currency(),
        text("state"),
        text("hold_reason", nullable=True),
        instant("created_at"),
        primary_key("payee_accounts", "id"),
        unique("payee_accounts", "distributor_id", "rail", "currency"),
        foreign_key("payee_accounts", "parties", "distributor_id"),
        one_of("payee_accounts", "state", "active", "on_hold"),
        check("payee_accounts", "hold", "(state = 'on_hold') = (hold_reason IS NOT NULL)"),
        update=["state", "hold_reason"],
    )


def batch_table() -> None:
    """Create the batches: what leaves was submitted by one person and released by another.

    The total is not among the columns that may change, and the checker repeats total and hash:
    what is released is what was shown.
    """
    released = "state NOT IN ('released', 'completed')"
    tenant_table(
        "payout_batches",
        uuid("id"),
        text("number"),
        text("rail"),
        uuid("provider_id"),
        currency(),
        minor("minimum_minor"),
        text("state"),
        whole("item_count"),
        minor("total_minor"),
        text("items_sha256", nullable=True),
        minor("approved_total_minor", nullable=True),
        text("approved_sha256", nullable=True),
        uuid("maker_id"),
        uuid("checker_id", nullable=True),
        text("cancel_reason", nullable=True),
        instant("created_at"),
        instant("submitted_at", nullable=True),
        instant("released_at", nullable=True),
        instant("completed_at", nullable=True),
        primary_key("payout_batches", "id"),
        unique("payout_batches", "number"),
        foreign_key("payout_batches", "parties", "provider_id"),
        sa.ForeignKeyConstraint(["maker_id"], ["users.id"], name="fk_payout_batches_maker"),
        sa.ForeignKeyConstraint(["checker_id"], ["users.id"], name="fk_payout_batches_checker"),
        one_of(
            "payout_batches", "state", "draft", "submitted", "released", "completed", "cancelled"
        ),
        check("payout_batches", "total", "total_minor > 0 AND item_count > 0"),
        check("payout_batches", "checker", "checker_id <> maker_id"),
        check(
            "payout_batches",
            "submitted",
            "state IN ('draft', 'cancelled')"
            " OR (items_sha256 IS NOT NULL AND submitted_at IS NOT NULL)",
        ),
        check(
            "payout_batches",
            "released",
            f"{released} OR (checker_id IS NOT NULL AND released_at IS NOT NULL)",
        ),
        check(
            "payout_batches",
            "approved",
            f"{released} OR (approved_total_minor IS NOT DISTINCT FROM total_minor"
            " AND approved_sha256 IS NOT DISTINCT FROM items_sha256)",
        ),
        check("payout_batches", "completed", "(state = 'completed') = (completed_at IS NOT NULL)"),
        update=[
            "state",
            "items_sha256",
            "approved_total_minor",
            "approved_sha256",
            "checker_id",
            "cancel_reason",
            "submitted_at",
            "released_at",
            "completed_at",
        ],
    )
    index("payout_batches", "provider_id")
    index("payout_batches", "created_at")
    index(
        "payout_batches",
        "released_at",
        name="ix_payout_batches_unfinished",
        where="state = 'released'",
    )
    op.create_index("ix_payout_batches_maker", "payout_batches", ["maker_id"])
    op.create_index("ix_payout_batches_checker", "payout_batches", ["checker_id"])


def item_table() -> None:
    """Create the items; amount and destination are frozen, because the provider's key is."""
    tenant_table(
        "payout_items",
        uuid("id"),
        uuid("batch_id"),
        uuid("distributor_id"),
        uuid("payee_account_id"),
        text("destination"),
        currency(),
        minor("amount_minor"),
        text("state"),
        whole("generation"),
        whole("fence"),
        text("provider_transfer_id", nullable=True),
        text("waiting_reason", nullable=True),
        text("failure", nullable=True),
        instant("created_at"),
        instant("attempted_at", nullable=True),
        instant("resolved_at", nullable=True),
        primary_key("payout_items", "id"),
        unique("payout_items", "batch_id", "distributor_id"),
        unique("payout_items", "provider_transfer_id"),
        foreign_key("payout_items", "payout_batches", "batch_id"),
        foreign_key("payout_items", "parties", "distributor_id"),
        foreign_key("payout_items", "payee_accounts", "payee_account_id"),
        one_of(
            "payout_items",
            "state",
            "ready",
            "sending",
            "unknown",
            "paid",
            "failed",
            "cancelled",
            "returned",
        ),
        check("payout_items", "amount", "amount_minor > 0"),
        check("payout_items", "counters", "generation >= 1 AND fence >= 0"),
        check(
            "payout_items",
            "paid",
            "(state IN ('paid', 'returned')) = (provider_transfer_id IS NOT NULL)",
        ),
        check("payout_items", "failed", "(state = 'failed') = (failure IS NOT NULL)"),
        check(
            "payout_items",
            "resolved",
            "(state IN ('ready', 'sending', 'unknown')) = (resolved_at IS NULL)",
        ),
        update=[
            "state",
            "generation",
            "fence",
            "provider_transfer_id",
            "waiting_reason",
            "failure",
            "attempted_at",
            "resolved_at",
        ],
    )
    index("payout_items", "distributor_id", "created_at")
    index("payout_items", "payee_account_id")
    index(
        "payout_items",
        "batch_id",
        "state",
        name="ix_payout_items_unfinished",
        where="resolved_at IS NULL",
    )
