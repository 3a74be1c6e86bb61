"""The tables of payments: links, sessions, the webhook inbox, receipts, refunds."""

from datetime import date, datetime
from typing import cast
from uuid import UUID

from sqlalchemy import CHAR, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    Table,
    UniqueConstraint,
)

from tributary.platform import TenantBase, tenant_reference


def _one_of(table: str, column: str, *values: str) -> CheckConstraint:
    allowed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({allowed})", name=f"ck_{table}_{column}")


class PaymentLink(TenantBase):
    """A link somebody pays open items with; only the hash of its token is kept."""

    __tablename__ = "payment_links"
    __table_args__ = (
        UniqueConstraint("brand_id", "token_sha256", name="uq_payment_links_token_sha256"),
        tenant_reference("payment_links", "creditor_id", "parties"),
        tenant_reference("payment_links", "debtor_id", "parties"),
        _one_of("payment_links", "state", "open", "paid", "cancelled", "expired"),
        CheckConstraint("amount_minor > 0", name="ck_payment_links_amount"),
        Index("ix_payment_links_creditor_id", "brand_id", "creditor_id"),
        Index("ix_payment_links_debtor_id", "brand_id", "debtor_id"),
        Index(
            "ix_payment_links_open",
            "brand_id",
            "expires_at",
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_sha256: Mapped[str]
    creditor_id: Mapped[UUID]
    debtor_id: Mapped[UUID]
    currency: Mapped[str] = mapped_column(CHAR(3))
    amount_minor: Mapped[int]
    state: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class PaymentLinkItem(TenantBase):
    """One open item of a link, and how much of it the link asks for."""

    __tablename__ = "payment_link_items"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "link_id"],
            ["payment_links.brand_id", "payment_links.id"],
            name="fk_payment_link_items_link",
        ),
        tenant_reference("payment_link_items", "receivable_id", "receivables"),
        CheckConstraint("amount_minor > 0", name="ck_payment_link_items_amount"),
        Index("ix_payment_link_items_receivable_id", "brand_id", "receivable_id"),
    )

    link_id: Mapped[UUID] = mapped_column(primary_key=True)
    receivable_id: Mapped[UUID] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(CHAR(3))
    amount_minor: Mapped[int]


class PaymentSession(TenantBase):
    """One checkout page at the provider; the link outlives it by opening another."""

    __tablename__ = "payment_sessions"
    __table_args__ = (
        UniqueConstraint(
            "brand_id", "link_id", "generation", name="uq_payment_sessions_link_id_generation"
        ),
        tenant_reference("payment_sessions", "link_id", "payment_links"),
        _one_of(
            "payment_sessions",
            "state",
            "creating",
            "open",
            "pending",
            "completed",
            "expired",
            "superseded",
        ),
        CheckConstraint("amount_minor > 0", name="ck_payment_sessions_amount"),
        Index("ix_payment_sessions_provider", "brand_id", "provider", "provider_session_id"),
        Index(
            "ix_payment_sessions_unsettled",
            "brand_id",
            "attempted_at",
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(
            "uq_payment_sessions_live",
            "brand_id",
            "link_id",
            unique=True,
            postgresql_where=text("state IN ('creating', 'open')"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    link_id: Mapped[UUID]
    provider: Mapped[str]
    generation: Mapped[int]
    provider_session_id: Mapped[str | None]
    url: Mapped[str | None]
    currency: Mapped[str] = mapped_column(CHAR(3))
    amount_minor: Mapped[int]
    state: Mapped[str]
    attempts: Mapped[int]
    attempted_at: Mapped[datetime]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    """When the provider agreed that nothing more can come of it."""


class WebhookEvent(TenantBase):
    """One event as the provider sent it; a hint, never the truth."""

    __tablename__ = "webhook_events"
    __table_args__ = (
        _one_of("webhook_events", "state", "received", "handled", "ignored", "failed"),
        Index(
            "ix_webhook_events_waiting",
            "brand_id",
            "received_at",
            postgresql_where=text("state IN ('received', 'failed')"),
        ),
    )

    provider: Mapped[str] = mapped_column(primary_key=True)
    event_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    payload: Mapped[str]
    provider_session_id: Mapped[str | None]
    provider_payment_id: Mapped[str | None]
    received_at: Mapped[datetime]
    state: Mapped[str]
    handled_at: Mapped[datetime | None]
    attempts: Mapped[int]
    error: Mapped[str | None]


class Receipt(TenantBase):
    """Money in: one row per payment at the provider; amount = applied + unapplied + refunded."""

    __tablename__ = "receipts"
    __table_args__ = (
        UniqueConstraint(
            "brand_id",
            "provider",
            "provider_payment_id",
            name="uq_receipts_provider_provider_payment_id",
        ),
        tenant_reference("receipts", "link_id", "payment_links"),
        tenant_reference("receipts", "session_id", "payment_sessions"),
        tenant_reference("receipts", "creditor_id", "parties"),
        tenant_reference("receipts", "debtor_id", "parties"),
        _one_of("receipts", "state", "pending", "received", "failed"),
        CheckConstraint("amount_minor > 0", name="ck_receipts_amount"),
        CheckConstraint(
            "applied_minor >= 0 AND refunded_minor >= 0 AND fee_minor >= 0",
            name="ck_receipts_parts",
        ),
        CheckConstraint("applied_minor + refunded_minor <= amount_minor", name="ck_receipts_used"),
        CheckConstraint(
            "(state = 'received') = (booked_on IS NOT NULL)", name="ck_receipts_booked"
        ),
        CheckConstraint(
            "state = 'received' OR applied_minor + refunded_minor = 0", name="ck_receipts_unbooked"
        ),
        Index("ix_receipts_link_id", "brand_id", "link_id"),
        Index("ix_receipts_session_id", "brand_id", "session_id"),
        Index("ix_receipts_pair", "brand_id", "creditor_id", "debtor_id", "currency"),
        Index("ix_receipts_debtor_id", "brand_id", "debtor_id"),
        Index("ix_receipts_created_at_id", "brand_id", "created_at", "id"),
        Index("ix_receipts_booked_on", "brand_id", "booked_on"),
        Index(
            "ix_receipts_collected",
            *("brand_id", "creditor_id", "currency", "booked_on"),
            postgresql_include=["amount_minor"],
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    provider: Mapped[str]
    provider_payment_id: Mapped[str]
    link_id: Mapped[UUID | None]
    session_id: Mapped[UUID | None]
    creditor_id: Mapped[UUID]
    debtor_id: Mapped[UUID]
    currency: Mapped[str] = mapped_column(CHAR(3))
    amount_minor: Mapped[int]
    fee_minor: Mapped[int] = mapped_column(server_default=text("0"))
    fee_known: Mapped[bool]
    applied_minor: Mapped[int] = mapped_column(server_default=text("0"))
    refunded_minor: Mapped[int] = mapped_column(server_default=text("0"))
    """Sent back or reserved to be sent back."""
    state: Mapped[str]
    received_on: Mapped[date | None]
    booked_on: Mapped[date | None]
    created_at: Mapped[datetime]


class Refund(TenantBase):
    """Money back to where it came from; reserved in the ledger before it is sent."""

    __tablename__ = "refunds"
    __table_args__ = (
        UniqueConstraint("brand_id", "provider_refund_id", name="uq_refunds_provider_refund_id"),
        tenant_reference("refunds", "receipt_id", "receipts"),
        _one_of(
            "refunds", "state", "requested", "sending", "unknown", "pending", "refunded", "failed"
        ),
        CheckConstraint("amount_minor > 0", name="ck_refunds_amount"),
        CheckConstraint("(state = 'refunded') = (booked_on IS NOT NULL)", name="ck_refunds_booked"),
        Index("ix_refunds_receipt_id", "brand_id", "receipt_id"),
        Index(
            "ix_refunds_unsettled",
            "brand_id",
            "created_at",
            postgresql_where=text("resolved_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    receipt_id: Mapped[UUID]
    currency: Mapped[str] = mapped_column(CHAR(3))
    amount_minor: Mapped[int]
    state: Mapped[str]
    provider_refund_id: Mapped[str | None]
    generation: Mapped[int]
    """Part of the key at the provider; rises only when a look-up proved that nothing was done."""
    fence: Mapped[int]
    """Rises with each attempt; whoever holds an older one may not write any more."""
    reason: Mapped[str]
    failure: Mapped[str | None]
    requested_on: Mapped[date]
    booked_on: Mapped[date | None]
    created_at: Mapped[datetime]
    attempted_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]


def table_of(kind: type[TenantBase]) -> Table:
    """Return the plain table of a mapped class: an insert needs no model of other packages."""
    return cast("Table", kind.__table__)
