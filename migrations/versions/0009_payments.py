"""Create paying in: links, provider sessions, the webhook inbox, receipts and refunds."""

from alembic import op
from sqlalchemy import Boolean, Column

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

revision = "0009"
down_revision: str | None = "0008"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    link_tables()
    session_table()
    inbox_table()
    receipt_table()
    refund_table()


def link_tables() -> None:
    """Create payment links and the open items each one asks for."""
    tenant_table(
        "payment_links",
        uuid("id"),
        text("token_sha256"),
        uuid("creditor_id"),
        uuid("debtor_id"),
        currency(),
        minor("amount_minor"),
        text("state"),
        instant("created_at"),
        instant("expires_at"),
        primary_key("payment_links", "id"),
        unique("payment_links", "token_sha256"),
        foreign_key("payment_links", "parties", "creditor_id"),
        foreign_key("payment_links", "parties", "debtor_id"),
        one_of("payment_links", "state", "open", "paid", "cancelled", "expired"),
        check("payment_links", "amount", "amount_minor > 0"),
        update=["state"],
    )
    index("payment_links", "creditor_id")
    index("payment_links", "debtor_id")
    index("payment_links", "expires_at", where="state = 'open'", name="ix_payment_links_open")
    tenant_table(
        "payment_link_items",
        uuid("link_id"),
        uuid("receivable_id"),
        currency(),
        minor("amount_minor"),
        primary_key("payment_link_items", "link_id", "receivable_id"),
        foreign_key("payment_link_items", "payment_links", "link_id"),
        foreign_key("payment_link_items", "receivables", "receivable_id"),
        check("payment_link_items", "amount", "amount_minor > 0"),
    )
    index("payment_link_items", "receivable_id")


def session_table() -> None:
    """Create the provider's checkout sessions; a link has at most one that can be opened."""
    tenant_table(
        "payment_sessions",
        uuid("id"),
        uuid("link_id"),
        text("provider"),
        whole("generation"),
        text("provider_session_id", nullable=True),
        text("url", nullable=True),
        currency(),
        minor("amount_minor"),
        text("state"),
        whole("attempts"),
        instant("attempted_at"),
        instant("created_at"),
        instant("expires_at"),
        instant("closed_at", nullable=True),
        primary_key("payment_sessions", "id"),
        unique("payment_sessions", "link_id", "generation"),
        foreign_key("payment_sessions", "payment_links", "link_id"),
        one_of(
            "payment_sessions",
            "state",
            "creating",
            "open",
            "pending",
            "completed",
            "expired",
            "superseded",
        ),
        check("payment_sessions", "amount", "amount_minor > 0"),
        update=[
            "provider_session_id",
            "url",
            "state",
            "attempts",
            "attempted_at",
            "expires_at",
            "closed_at",
        ],
    )
    index(
        "payment_sessions", "provider", "provider_session_id", name="ix_payment_sessions_provider"
    )
    index(
        "payment_sessions",
        "attempted_at",
        name="ix_payment_sessions_unsettled",
        where="closed_at IS NULL",
    )
    unique_where(
        "uq_payment_sessions_live", "payment_sessions", "link_id", "state IN ('creating', 'open')"
    )


def inbox_table() -> None:
    """Create the webhook inbox: what a provider told us, as it said it."""
    tenant_table(
        "webhook_events",
        text("provider"),
        text("event_id"),
        text("kind"),
        text("payload"),
        text("provider_session_id", nullable=True),
        text("provider_payment_id", nullable=True),
        instant("received_at"),
        text("state"),
        instant("handled_at", nullable=True),
        whole("attempts"),
        text("error", nullable=True),
        primary_key("webhook_events", "provider", "event_id"),
        one_of("webhook_events", "state", "received", "handled", "ignored", "failed"),
        update=["state", "handled_at", "attempts", "error"],
    )
    index(
        "webhook_events",
        "received_at",
        name="ix_webhook_events_waiting",
        where="state IN ('received', 'failed')",
    )


def receipt_table() -> None:
    """Create receipts: one per payment at the provider, whatever the number of events."""
    tenant_table(
        "receipts",
        uuid("id"),
        text("provider"),
        text("provider_payment_id"),
        uuid("link_id", nullable=True),
        uuid("session_id", nullable=True),
        uuid("creditor_id"),
        uuid("debtor_id"),
        currency(),
        minor("amount_minor"),
        minor("fee_minor", default=0),
        Column("fee_known", Boolean(), nullable=False),
        minor("applied_minor", default=0),
        minor("refunded_minor", default=0),
        text("state"),
        day("received_on", nullable=True),
        day("booked_on", nullable=True),
        instant("created_at"),
        primary_key("receipts", "id"),
        unique("receipts", "provider", "provider_payment_id"),
        foreign_key("receipts", "payment_links", "link_id"),
        foreign_key("receipts", "payment_sessions", "session_id"),
        foreign_key("receipts", "parties", "creditor_id"),
        foreign_key("receipts", "parties", "debtor_id"),
        one_of("receipts", "state", "pending", "received", "failed"),
        check("receipts", "amount", "amount_minor > 0"),
        check("receipts", "parts", "applied_minor >= 0 AND refunded_minor >= 0 AND fee_minor >= 0"),
        check("receipts", "used", "applied_minor + refunded_minor <= amount_minor"),
        check("receipts", "booked", "(state = 'received') = (booked_on IS NOT NULL)"),
        check("receipts", "unbooked", "state = 'received' OR applied_minor + refunded_minor = 0"),
        update=[
            "state",
            "fee_minor",
            "fee_known",
            "applied_minor",
            "refunded_minor",
            "received_on",
            "booked_on",
        ],
    )
    index("receipts", "link_id")
    index("receipts", "session_id")
    index("receipts", "creditor_id", "debtor_id", "currency", name="ix_receipts_pair")
    index("receipts", "debtor_id")
    index("receipts", "booked_on")


def refund_table() -> None:
    """Create refunds; the generation rises only when a look-up proved that nothing was done."""
    tenant_table(
        "refunds",
        uuid("id"),
        uuid("receipt_id"),
        currency(),
        minor("amount_minor"),
        text("state"),
        text("provider_refund_id", nullable=True),
        whole("generation"),
        whole("fence"),
        text("reason"),
        text("failure", nullable=True),
        day("requested_on"),
        day("booked_on", nullable=True),
        instant("created_at"),
        instant("attempted_at", nullable=True),
        instant("resolved_at", nullable=True),
        primary_key("refunds", "id"),
        unique("refunds", "provider_refund_id"),
        foreign_key("refunds", "receipts", "receipt_id"),
        one_of(
            "refunds", "state", "requested", "sending", "unknown", "pending", "refunded", "failed"
        ),
        check("refunds", "amount", "amount_minor > 0"),
        check("refunds", "booked", "(state = 'refunded') = (booked_on IS NOT NULL)"),
        update=[
            "state",
            "provider_refund_id",
            "generation",
            "fence",
            "failure",
            "booked_on",
            "attempted_at",
            "resolved_at",
        ],
    )
    index("refunds", "receipt_id")
    index("refunds", "created_at", name="ix_refunds_unsettled", where="resolved_at IS NULL")


def unique_where(name: str, table: str, column: str, condition: str) -> None:
    """Create a uniqueness that holds for some rows only."""
    op.execute(f"CREATE UNIQUE INDEX {name} ON {table} (brand_id, {column}) WHERE {condition}")
