"""What other programs hear of: webhooks in the form of Standard Webhooks.

What has happened is written down as messages and deliveries by reactions, each once, and sent
afterwards by an errand: a message arrives at least once at every endpoint that was enabled, always
under the same `webhook-id`, in no order that is promised. What is not taken is tried again for 72
hours; an endpoint that took nothing for so long is disabled. Secrets are told once and kept sealed;
addresses are typed in by the owner of a brand, so nothing that stands behind them is trusted.
"""

from tributary.integrations.events import EndpointDue
from tributary.integrations.operations import (
    MadeEndpoint,
    WebhookDeliveryUnderWay,
    WebhookDeliveryUnknown,
    WebhookEndpointDisabled,
    WebhookEndpointsFull,
    WebhookEndpointUnknown,
    create_endpoint,
    delete_endpoint,
    replay_delivery,
    replay_failed,
    rotate_endpoint_secret,
    send_test,
    update_endpoint,
)
from tributary.integrations.ports import Courier, Reply
from tributary.integrations.rules import (
    DELIVERY_TRANSITIONS,
    ENDPOINT_TRANSITIONS,
    FACTS,
    AttemptFault,
    DeliveryState,
    DisabledBy,
    EndpointDraft,
    EndpointState,
    FactKind,
    WebhookEndpointInvalid,
    schema_of,
)

__all__ = [
    "DELIVERY_TRANSITIONS",
    "ENDPOINT_TRANSITIONS",
    "FACTS",
    "AttemptFault",
    "Courier",
    "DeliveryState",
    "DisabledBy",
    "EndpointDraft",
    "EndpointDue",
    "EndpointState",
    "FactKind",
    "MadeEndpoint",
    "Reply",
    "WebhookDeliveryUnderWay",
    "WebhookDeliveryUnknown",
    "WebhookEndpointDisabled",
    "WebhookEndpointInvalid",
    "WebhookEndpointUnknown",
    "WebhookEndpointsFull",
    "create_endpoint",
    "delete_endpoint",
    "replay_delivery",
    "replay_failed",
    "rotate_endpoint_secret",
    "schema_of",
    "send_test",
    "update_endpoint",
]
