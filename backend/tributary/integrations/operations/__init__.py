"""What integrations do: write down what is told, send it, and look after who hears it."""

from tributary.integrations.operations.announcing import announce
from tributary.integrations.operations.endpoints import (
    MadeEndpoint,
    WebhookEndpointsFull,
    WebhookEndpointUnknown,
    create_endpoint,
    delete_endpoint,
    rotate_endpoint_secret,
    update_endpoint,
)
from tributary.integrations.operations.forgetting import forget_messages
from tributary.integrations.operations.replaying import (
    WebhookDeliveryUnderWay,
    WebhookDeliveryUnknown,
    WebhookEndpointDisabled,
    replay_delivery,
    replay_failed,
    send_test,
)
from tributary.integrations.operations.sending import send_waiting, wake_endpoints

__all__ = [
    "MadeEndpoint",
    "WebhookDeliveryUnderWay",
    "WebhookDeliveryUnknown",
    "WebhookEndpointDisabled",
    "WebhookEndpointUnknown",
    "WebhookEndpointsFull",
    "announce",
    "create_endpoint",
    "delete_endpoint",
    "forget_messages",
    "replay_delivery",
    "replay_failed",
    "rotate_endpoint_secret",
    "send_test",
    "send_waiting",
    "update_endpoint",
    "wake_endpoints",
]
