"""The tables of webhooks: endpoints, secrets, messages, deliveries, attempts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint

from tributary.platform import TenantBase, tenant_reference


class WebhookEndpointRow(TenantBase):
    """An address of another program, and what it hears of."""

    __tablename__ = "webhook_endpoints"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_webhook_endpoints_brand"),
        ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_webhook_endpoints_creator"),
        CheckConstraint(
            "state IN ('enabled', 'disabled', 'deleted')", name="ck_webhook_endpoints_state"
        ),
        CheckConstraint(
            "(state = 'disabled') = (disabled_by IS NOT NULL)", name="ck_webhook_endpoints_by"
        ),
        CheckConstraint(
            "disabled_by IN ('person', 'gone', 'failing')",
            name="ck_webhook_endpoints_disabled_by",
        ),
        Index("ix_webhook_endpoints_created_at", "brand_id", "created_at", "id"),
        Index("ix_webhook_endpoints_creator", "created_by"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    address: Mapped[str]
    description: Mapped[str]
    kinds: Mapped[str]
    """With blanks between."""
    state: Mapped[str]
    disabled_by: Mapped[str | None]
    created_by: Mapped[UUID | None]
    """Nobody for one that a command made."""
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    succeeded_at: Mapped[datetime | None]
    failing_since: Mapped[datetime | None]
    """Since when each attempt has failed."""


class WebhookSecretRow(TenantBase):
    """What signs for an endpoint; the one before the last does so, too, for a while."""

    __tablename__ = "webhook_secrets"
    __table_args__ = (
        tenant_reference("webhook_secrets", "endpoint_id", "webhook_endpoints"),
        Index("ix_webhook_secrets_endpoint_id", "brand_id", "endpoint_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    endpoint_id: Mapped[UUID]
    sealed: Mapped[str]
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]


class WebhookMessageRow(TenantBase):
    """What is told, as it is signed and sent; its id follows from what it tells."""

    __tablename__ = "webhook_messages"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_webhook_messages_brand"),
        Index("ix_webhook_messages_created_at", "brand_id", "created_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    body: Mapped[str]
    created_at: Mapped[datetime]


class WebhookDeliveryRow(TenantBase):
    """One message on its way to one endpoint."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        UniqueConstraint(
            "brand_id",
            "message_id",
            "endpoint_id",
            name="uq_webhook_deliveries_message_id_endpoint_id",
        ),
        tenant_reference("webhook_deliveries", "message_id", "webhook_messages"),
        tenant_reference("webhook_deliveries", "endpoint_id", "webhook_endpoints"),
        CheckConstraint(
            "state IN ('waiting', 'sending', 'delivered', 'failed')",
            name="ck_webhook_deliveries_state",
        ),
        CheckConstraint(
            "(state IN ('delivered', 'failed')) = (settled_at IS NOT NULL)",
            name="ck_webhook_deliveries_settled",
        ),
        Index("ix_webhook_deliveries_endpoint_id", "brand_id", "endpoint_id", "created_at", "id"),
        Index(
            "ix_webhook_deliveries_due",
            *("brand_id", "endpoint_id", "next_attempt_at"),
            postgresql_where=text("settled_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    message_id: Mapped[UUID]
    endpoint_id: Mapped[UUID]
    kind: Mapped[str]
    """That of the message."""
    state: Mapped[str]
    attempts: Mapped[int]
    """How many were begun; the number of the last one keeps slower workers from writing."""
    attempts_before: Mapped[int]
    """How many of them were begun before somebody had it sent again."""
    began_at: Mapped[datetime]
    """When it was first to be sent, or was last to be sent again."""
    next_attempt_at: Mapped[datetime]
    """While it is being sent: when whoever does so is taken for dead."""
    settled_at: Mapped[datetime | None]
    last_status: Mapped[int | None]
    created_at: Mapped[datetime]


class WebhookAttemptRow(TenantBase):
    """One attempt, written before it is made; one without an end was cut short."""

    __tablename__ = "webhook_attempts"
    __table_args__ = (tenant_reference("webhook_attempts", "delivery_id", "webhook_deliveries"),)

    delivery_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    milliseconds: Mapped[int | None]
    status: Mapped[int | None]
    """What it was answered with, as HTTP counts."""
    fault: Mapped[str | None]
    response: Mapped[str | None]
    """The beginning of the answer."""
