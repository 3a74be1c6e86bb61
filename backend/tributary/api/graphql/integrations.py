"""Webhooks in the graph: endpoints, what was sent to them, and how each attempt went."""

from datetime import datetime
from enum import Enum

import strawberry

from tributary import integrations
from tributary.api.graphql.refs import (
    UserRef,
    WebhookAttemptRef,
    WebhookEndpointRef,
    WebhookMessageRef,
)
from tributary.api.graphql.words import (
    OWNING,
    Node,
    Nothing,
    Through,
    column,
    condition,
    described,
    enum_type,
    filter_input,
    many,
    one,
    table,
)

enum_type(
    integrations.EndpointState,
    "Whether an endpoint is sent to.",
    name="WebhookEndpointState",
    enabled="What happens is sent to it.",
    disabled="Nothing is sent to it, and what happens meanwhile never will be.",
    deleted="It is gone.",
)
enum_type(
    integrations.DisabledBy,
    "Who or what disabled an endpoint.",
    name="WebhookDisabledBy",
    person="A person.",
    gone="It answered 410: it is not there any more.",
    failing="It took nothing for 72 hours.",
)
enum_type(
    integrations.DeliveryState,
    "Where a message is on its way to an endpoint.",
    name="WebhookDeliveryState",
    waiting="It waits for its next attempt.",
    sending="It is being sent.",
    delivered="It was taken.",
    failed="It was tried for 72 hours, or the endpoint was disabled.",
)
enum_type(
    integrations.AttemptFault,
    "Why an attempt got no answer.",
    name="WebhookFault",
    too_slow="It did not answer within 15 seconds.",
    unreachable="There was no connection, or it broke.",
    address_refused="Its name leads inside a network, or it is not reached by https.",
    secret_unreadable="The secret cannot be read any more: renew it.",  # noqa: S106  Words.
)


@described(newest="The last one first.")
class WebhookEndpointSort(Enum):
    """Orders of endpoints."""

    NEWEST = "timestamptz created_at desc"


@table("webhook_endpoints", scope=Nothing(), where="{t}.state <> 'deleted'")
class WebhookEndpoint(Node):
    """An address of another program; its secret is told once and to nobody again."""

    address: str = column("address", OWNING, "Where messages are sent.")
    description: str = column("description", OWNING, "What people call it.")
    kinds: str = column("kinds", OWNING, "What it hears of, with blanks between.")
    state: integrations.EndpointState = column("state", OWNING, "Whether it is sent to.")
    disabled_by: integrations.DisabledBy | None = column(
        "disabled_by", OWNING, "Who or what disabled it."
    )
    succeeded_at: datetime | None = column("succeeded_at", OWNING, "When it last took a message.")
    failing_since: datetime | None = column(
        "failing_since", OWNING, "Since when every attempt has failed."
    )
    created_at: datetime = column("created_at", OWNING, "When it was made.")
    changed_at: datetime = column("changed_at", OWNING, "When it was last changed.")
    created_by: UserRef | None = one("created_by", OWNING, "Who made it; none for a command.")


@described(newest="The last one first.")
class WebhookDeliverySort(Enum):
    """Orders of deliveries."""

    NEWEST = "timestamptz created_at desc"


@filter_input
class WebhookDeliveryFilter:
    """Which deliveries."""

    endpoint: strawberry.ID | None = condition(
        "{t}.endpoint_id = {v}", "To this endpoint.", node="WebhookEndpoint"
    )
    states: list[integrations.DeliveryState] | None = condition(
        "{t}.state = ANY({v})", "In these states."
    )
    kinds: list[str] | None = condition("{t}.kind = ANY({v})", "Of these kinds of events.")


@table("webhook_deliveries", scope=Nothing())
class WebhookDelivery(Node):
    """One message on its way to one endpoint."""

    webhook_id: str = column(
        "('msg_' || replace({t}.message_id::text, '-', ''))",
        OWNING,
        "What `webhook-id` calls the message, at every attempt.",
    )
    kind: str = column("kind", OWNING, "What has happened.")
    state: integrations.DeliveryState = column("state", OWNING, "Where it is.")
    attempts_count: int = column("attempts", OWNING, "How often it was tried.")
    next_attempt_at: datetime | None = column(
        "(CASE WHEN {t}.state = 'waiting' THEN {t}.next_attempt_at END)",
        OWNING,
        "When it is tried next.",
    )
    settled_at: datetime | None = column("settled_at", OWNING, "When it was taken or given up.")
    last_status: int | None = column(
        "last_status", OWNING, "What the last attempt was answered with, as HTTP counts."
    )
    created_at: datetime = column("created_at", OWNING, "When it was written down.")
    endpoint: WebhookEndpointRef | None = one(
        "endpoint_id", OWNING, "Where it goes; none once the endpoint is deleted."
    )
    message: WebhookMessageRef | None = one("message_id", OWNING, "What it says.")
    attempts: list[WebhookAttemptRef] = many(
        "delivery_id",
        OWNING,
        "How it was tried, the first attempt first.",
        order="{t}.number",
        size=20,
    )


@table("webhook_messages", scope=Nothing())
class WebhookMessage(Node):
    """What is told, as it is signed and sent to every endpoint."""

    body: str = column("body", OWNING, "The whole body, as JSON.")
    created_at: datetime = column("created_at", OWNING, "When it was written down.")


@table("webhook_attempts", scope=Through("WebhookDelivery", "delivery_id"), key=("number",))
class WebhookAttempt:
    """One attempt; one without an end was cut short, and nobody knows whether it arrived."""

    number: int = column("number", OWNING, "Which one, from 1 on.")
    begun_at: datetime = column("begun_at", OWNING, "When it was begun.")
    ended_at: datetime | None = column("ended_at", OWNING, "When it ended.")
    milliseconds: int | None = column("milliseconds", OWNING, "How long it took.")
    status: int | None = column("status", OWNING, "What it was answered with, as HTTP counts.")
    fault: integrations.AttemptFault | None = column("fault", OWNING, "Why there was no answer.")
    response: str | None = column("response", OWNING, "The beginning of the answer.")
