"""Webhooks: endpoints made, changed and deleted, secrets renewed, messages sent again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import strawberry

from tributary import integrations
from tributary.api.graphql.mutations.words import (
    ID,
    Hands,
    Refused,
    input_type,
    key_of,
    payload,
    said,
)
from tributary.api.graphql.refs import WebhookDeliveryRef, WebhookEndpointRef
from tributary.integrations import EndpointDraft, FactKind, WebhookEndpointInvalid
from tributary.platform import Seals


@input_type
class CreateWebhookEndpointInput:
    """Where another program listens."""

    address: str = said("Where messages are sent: an address that begins with https://.")
    description: str = said("What people call it; may be empty.")
    kinds: list[str] = said("What it hears of, such as payment.received.")


@payload
class WebhookEndpointSecret:
    """What an endpoint checks signatures with."""

    webhook_endpoint: WebhookEndpointRef | None = said("The endpoint as it is now.")
    secret: str = said("Its secret, told this once: whsec_ and base64.")


CreateWebhookEndpointResult = Annotated[
    WebhookEndpointSecret | Refused,
    strawberry.union(
        "CreateWebhookEndpointResult", description="What became of an endpoint to be made."
    ),
]


@input_type
class UpdateWebhookEndpointInput:
    """An endpoint that is to be another way."""

    endpoint_id: ID = said("Which endpoint.")
    address: str = said("Where messages are sent: an address that begins with https://.")
    description: str = said("What people call it; may be empty.")
    kinds: list[str] = said("What it hears of, such as payment.received.")
    is_enabled: bool = said("Whether anything is sent to it.")


@payload
class SavedWebhookEndpoint:
    """The endpoint is kept."""

    webhook_endpoint: WebhookEndpointRef | None = said("The endpoint as it is now.")


UpdateWebhookEndpointResult = Annotated[
    SavedWebhookEndpoint | Refused,
    strawberry.union(
        "UpdateWebhookEndpointResult", description="What became of an endpoint to be changed."
    ),
]


@input_type
class RotateWebhookSecretInput:
    """An endpoint that is to have another secret."""

    endpoint_id: ID = said("Which endpoint.")


RotateWebhookSecretResult = Annotated[
    WebhookEndpointSecret | Refused,
    strawberry.union(
        "RotateWebhookSecretResult", description="What became of a secret to be renewed."
    ),
]


@input_type
class DeleteWebhookEndpointInput:
    """An endpoint that is to hear of nothing any more."""

    endpoint_id: ID = said("Which endpoint.")


@payload
class DeletedWebhookEndpoint:
    """Nothing is sent to the endpoint any more."""

    endpoint_id: ID = said("The id that it had.")


DeleteWebhookEndpointResult = Annotated[
    DeletedWebhookEndpoint | Refused,
    strawberry.union(
        "DeleteWebhookEndpointResult", description="What became of an endpoint to be deleted."
    ),
]


@input_type
class SendTestWebhookInput:
    """An endpoint that is to be tried."""

    endpoint_id: ID = said("Which endpoint.")


@payload
class SentTestWebhook:
    """A message is on its way."""

    webhook_delivery: WebhookDeliveryRef | None = said("The message on its way.")


SendTestWebhookResult = Annotated[
    SentTestWebhook | Refused,
    strawberry.union(
        "SendTestWebhookResult", description="What became of a message to be tried with."
    ),
]


@input_type
class ReplayWebhookDeliveryInput:
    """A message that is to be sent again."""

    delivery_id: ID = said("Which message to which endpoint.")


@payload
class ReplayedWebhookDelivery:
    """The message is on its way again."""

    webhook_delivery: WebhookDeliveryRef | None = said("The message on its way.")


ReplayWebhookDeliveryResult = Annotated[
    ReplayedWebhookDelivery | Refused,
    strawberry.union(
        "ReplayWebhookDeliveryResult", description="What became of a message to be sent again."
    ),
]


@input_type
class ReplayFailedWebhooksInput:
    """Messages that are to be sent again, a thousand at a time."""

    endpoint_id: ID = said("To which endpoint.")
    since: datetime = said("Those that were written down since then.")


@payload
class ReplayedFailedWebhooks:
    """The messages are on their way again."""

    deliveries: int = said("How many there are.")
    webhook_endpoint: WebhookEndpointRef | None = said("Where they go.")


ReplayFailedWebhooksResult = Annotated[
    ReplayedFailedWebhooks | Refused,
    strawberry.union(
        "ReplayFailedWebhooksResult", description="What became of messages to be sent again."
    ),
]


async def create_endpoint(hands: Hands, given: CreateWebhookEndpointInput) -> Mapping[str, object]:
    """Tell another program what happens."""
    draft = _draft(given.address, given.description, given.kinds)
    made = await integrations.create_endpoint(hands.work, hands.desk.port(Seals), draft)
    return {"webhook_endpoint": made.endpoint_id, "secret": made.secret}


async def update_endpoint(hands: Hands, given: UpdateWebhookEndpointInput) -> Mapping[str, object]:
    """Send elsewhere, tell of something else, stop, or begin again."""
    endpoint_id = key_of("WebhookEndpoint", given.endpoint_id)
    draft = _draft(given.address, given.description, given.kinds)
    await integrations.update_endpoint(hands.work, endpoint_id, draft, is_enabled=given.is_enabled)
    return {"webhook_endpoint": endpoint_id}


async def rotate_secret(hands: Hands, given: RotateWebhookSecretInput) -> Mapping[str, object]:
    """Sign with another secret."""
    endpoint_id = key_of("WebhookEndpoint", given.endpoint_id)
    seals = hands.desk.port(Seals)
    secret = await integrations.rotate_endpoint_secret(hands.work, seals, endpoint_id)
    return {"webhook_endpoint": endpoint_id, "secret": secret}


async def delete_endpoint(hands: Hands, given: DeleteWebhookEndpointInput) -> Mapping[str, object]:
    """Send nothing to an endpoint any more."""
    await integrations.delete_endpoint(hands.work, key_of("WebhookEndpoint", given.endpoint_id))
    return {"endpoint_id": given.endpoint_id}


async def send_test(hands: Hands, given: SendTestWebhookInput) -> Mapping[str, object]:
    """Try an endpoint."""
    endpoint_id = key_of("WebhookEndpoint", given.endpoint_id)
    return {"webhook_delivery": await integrations.send_test(hands.work, endpoint_id)}


async def replay_delivery(hands: Hands, given: ReplayWebhookDeliveryInput) -> Mapping[str, object]:
    """Send a message again."""
    delivery_id = key_of("WebhookDelivery", given.delivery_id)
    await integrations.replay_delivery(hands.work, delivery_id)
    return {"webhook_delivery": delivery_id}


async def replay_failed(hands: Hands, given: ReplayFailedWebhooksInput) -> Mapping[str, object]:
    """Send again what was not taken."""
    endpoint_id = key_of("WebhookEndpoint", given.endpoint_id)
    replayed = await integrations.replay_failed(hands.work, endpoint_id, since=given.since)
    return {"deliveries": replayed, "webhook_endpoint": endpoint_id}


def _draft(address: str, description: str, kinds: list[str]) -> EndpointDraft:
    unknown = set(kinds) - {kind.value for kind in FactKind}
    if unknown:
        raise WebhookEndpointInvalid(f"There is no event {min(unknown)!r}.")
    return EndpointDraft(address.strip(), description, frozenset(map(FactKind, kinds)))
