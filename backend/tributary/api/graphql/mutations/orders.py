"""Placing orders."""

from collections.abc import Mapping
from typing import Annotated

import strawberry

from tributary import channels
from tributary.api.graphql.mutations.words import (
    ID,
    KEY,
    Hands,
    Refused,
    input_type,
    key_of,
    optional,
    payload,
    said,
)
from tributary.api.graphql.refs import OrderRef
from tributary.kernel import ChannelId, PartyId
from tributary.orders import LineDraft


@input_type
class OrderLineInput:
    """So many units of one product."""

    sku: str = said("The product, by its code.")
    quantity: int = said("How many units, 1 or more.")


@input_type
class PlaceOrderInput:
    """An order at the distributor's prices of today."""

    idempotency_key: ID = said(KEY)
    distributor_id: ID = said("Who buys; a distributor's people order for it alone.")
    reference: str = said("The buyer's own name for the order, once only.")
    lines: list[OrderLineInput] = said("What is ordered.")
    channel_id: ID | None = optional("Where it is noted; the brand's own order desk if unsaid.")


@payload
class PlacedOrder:
    """The order stands."""

    order: OrderRef | None = said("The order.")


PlaceOrderResult = Annotated[
    PlacedOrder | Refused,
    strawberry.union("PlaceOrderResult", description="What became of an order to be placed."),
]


async def place_order(hands: Hands, given: PlaceOrderInput) -> Mapping[str, object]:
    """Place an order for a distributor, at the ladder's prices of today."""
    viewer = hands.viewer
    distributor_id = PartyId(key_of("Distributor", given.distributor_id))
    channel_id = _channel(given.channel_id)
    is_foreign = distributor_id != viewer.distributor_id or channel_id is not None
    if viewer.is_distributor and is_foreign:
        raise channels.BuyerUnknown("You order for your own company, by the order desk.")
    if await hands.hides("Distributor", distributor_id):
        raise channels.BuyerUnknown("There is no such distributor: choose another one.")
    if channel_id is not None and await hands.hides("Channel", channel_id):
        raise channels.ChannelUnknown("There is no such channel: choose another one.")
    order_id = await channels.place_order(
        hands.work,
        channel_id=channel_id,
        distributor_id=distributor_id,
        reference=given.reference,
        lines=[LineDraft(line.sku, line.quantity) for line in given.lines],
        today=viewer.today,
    )
    return {"order": order_id}


def _channel(given: str | None) -> ChannelId | None:
    return None if given is None else ChannelId(key_of("Channel", given))
