"""What is told to other programs, how it is signed, when it is tried again, and to whom."""

from tributary.integrations.rules.contracts import schema_of
from tributary.integrations.rules.endpoints import (
    EndpointDraft,
    WebhookEndpointInvalid,
    is_endpoint_address,
    require_endpoint,
)
from tributary.integrations.rules.facts import FACTS, FACTS_MAX, FactKind, body_of, fact_of
from tributary.integrations.rules.schedule import (
    DELAYS,
    GIVEN_UP_AFTER,
    GONE,
    SUCCESSES,
    is_given_up,
    next_attempt,
)
from tributary.integrations.rules.signing import (
    SECRET_BYTES,
    headers_of,
    message_name,
    secret_text,
)
from tributary.integrations.rules.states import (
    DELIVERY_TRANSITIONS,
    ENDPOINT_TRANSITIONS,
    AttemptFault,
    DeliveryState,
    DisabledBy,
    EndpointState,
)

__all__ = [
    "DELAYS",
    "DELIVERY_TRANSITIONS",
    "ENDPOINT_TRANSITIONS",
    "FACTS",
    "FACTS_MAX",
    "GIVEN_UP_AFTER",
    "GONE",
    "SECRET_BYTES",
    "SUCCESSES",
    "AttemptFault",
    "DeliveryState",
    "DisabledBy",
    "EndpointDraft",
    "EndpointState",
    "FactKind",
    "WebhookEndpointInvalid",
    "body_of",
    "fact_of",
    "headers_of",
    "is_endpoint_address",
    "is_given_up",
    "message_name",
    "next_attempt",
    "require_endpoint",
    "schema_of",
    "secret_text",
]
