"""Create webhooks: endpoints, secrets, messages, deliveries, attempts."""

import sqlalchemy as sa
from alembic import op

from migrations.tables import (
    check,
    foreign_key,
    index,
    instant,
    lock_timeout,
    one_of,
    primary_key,
    tenant_table,
    text,
    unique,
    uuid,
    whole,
)

revision = "0034"
down_revision: str | None = "0033"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    lock_timeout()
    endpoint_table()
    secret_table()
    message_table()
    delivery_table()
    attempt_table()


def endpoint_table() -> None:
    """Create the endpoints of each brand."""
    tenant_table(
        "webhook_endpoints",
        uuid("id"),
        text("address"),
        text("description"),
        text("kinds"),
        text("state"),
        text("disabled_by", nullable=True),
        uuid("created_by", nullable=True),
        instant("created_at"),
        instant("changed_at"),
        instant("succeeded_at", nullable=True),
        instant("failing_since", nullable=True),
        primary_key("webhook_endpoints", "id"),
        sa.ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_webhook_endpoints_brand"),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_webhook_endpoints_creator"),
        one_of("webhook_endpoints", "state", "enabled", "disabled", "deleted"),
        one_of("webhook_endpoints", "disabled_by", "person", "gone", "failing"),
        check("webhook_endpoints", "by", "(state = 'disabled') = (disabled_by IS NOT NULL)"),
        update=[
            "address",
            "description",
            "kinds",
            "state",
            "disabled_by",
            "changed_at",
            "succeeded_at",
            "failing_since",
        ],
    )
    index("webhook_endpoints", "created_at", "id", name="ix_webhook_endpoints_created_at")
    op.create_index("ix_webhook_endpoints_creator", "webhook_endpoints", ["created_by"])


def secret_table() -> None:
    """Create the secrets; each is kept sealed."""
    tenant_table(
        "webhook_secrets",
        uuid("id"),
        uuid("endpoint_id"),
        text("sealed"),
        instant("created_at"),
        instant("ends_at", nullable=True),
        primary_key("webhook_secrets", "id"),
        foreign_key("webhook_secrets", "webhook_endpoints", "endpoint_id"),
        update=["ends_at"],
        delete=True,
    )
    index("webhook_secrets", "endpoint_id")


def message_table() -> None:
    """Create the messages; they never change."""
    tenant_table(
        "webhook_messages",
        uuid("id"),
        text("kind"),
        text("body"),
        instant("created_at"),
        primary_key("webhook_messages", "id"),
        sa.ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_webhook_messages_brand"),
        delete=True,
    )
    index("webhook_messages", "created_at")


def delivery_table() -> None:
    """Create the deliveries: a message on its way to an endpoint."""
    tenant_table(
        "webhook_deliveries",
        uuid("id"),
        uuid("message_id"),
        uuid("endpoint_id"),
        text("kind"),
        text("state"),
        whole("attempts"),
        whole("attempts_before"),
        instant("began_at"),
        instant("next_attempt_at"),
        instant("settled_at", nullable=True),
        whole("last_status", nullable=True),
        instant("created_at"),
        primary_key("webhook_deliveries", "id"),
        unique("webhook_deliveries", "message_id", "endpoint_id"),
        foreign_key("webhook_deliveries", "webhook_messages", "message_id"),
        foreign_key("webhook_deliveries", "webhook_endpoints", "endpoint_id"),
        one_of("webhook_deliveries", "state", "waiting", "sending", "delivered", "failed"),
        check(
            "webhook_deliveries",
            "settled",
            "(state IN ('delivered', 'failed')) = (settled_at IS NOT NULL)",
        ),
        update=[
            "state",
            "attempts",
            "attempts_before",
            "began_at",
            "next_attempt_at",
            "settled_at",
            "last_status",
        ],
        delete=True,
    )
    index(
        "webhook_deliveries",
        *("endpoint_id", "created_at", "id"),
        name="ix_webhook_deliveries_endpoint_id",
    )
    index(
        "webhook_deliveries",
        *("endpoint_id", "next_attempt_at"),
        name="ix_webhook_deliveries_due",
        where="settled_at IS NULL",
    )


def attempt_table() -> None:
    """Create the attempts, each written before it is made."""
    tenant_table(
        "webhook_attempts",
        uuid("delivery_id"),
        whole("number"),
        instant("begun_at"),
        instant("ended_at", nullable=True),
        whole("milliseconds", nullable=True),
        whole("status", nullable=True),
        text("fault", nullable=True),
        text("response", nullable=True),
        primary_key("webhook_attempts", "delivery_id", "number"),
        foreign_key("webhook_attempts", "webhook_deliveries", "delivery_id"),
        one_of(
            "webhook_attempts",
            "fault",
            *("too_slow", "unreachable", "address_refused", "secret_unreadable"),
        ),
        update=["ended_at", "milliseconds", "status", "fault", "response"],
        delete=True,
    )
