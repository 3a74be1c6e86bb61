"""Placing orders."""

from collections.abc import Mapping
from typing import Annotated

import strawberry

from tributary import channels
from tributary.api.graphql.mutations.tracing import TraceStep, closed_of, steps_of
from tributary.api.graphql.mutations.words import (
    ID,
    KEY,
    Hands,
    MoneyType,
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
    coupons: list[str] | None = optional("Codes of coupons, each of which has to count.")


@input_type
class PreviewOrderInput:
    """An order that is to be priced before it is placed."""

    distributor_id: ID = said("Who would buy; a distributor's people ask for it alone.")
    lines: list[OrderLineInput] = said("What would be ordered.")
    channel_id: ID | None = optional("Where it would be noted; the order desk if unsaid.")
    coupons: list[str] | None = optional("Codes of coupons, each of which has to count.")


@payload
class OrderPreviewLine:
    """What one line would cost."""

    position: int = said("Its place in the order, from 1.")
    sku: str = said("The product.")
    name: str = said("What it is called.")
    quantity: int = said("How many units.")
    unit_price: MoneyType = said("What one costs, net of tax.")
    discount: MoneyType = said("What is taken off.")
    net: MoneyType = said("What is left.")
    tax: MoneyType = said("VAT.")


@payload
class OrderPreview:
    """What an order would cost if it were placed now."""

    goods: MoneyType = said("Goods before discount.")
    discount: MoneyType = said("What is taken off the goods.")
    tax: MoneyType = said("VAT.")
    total: MoneyType = said("Goods less discount, with tax.")
    lines: list[OrderPreviewLine] = said("The lines in the order they were given.")
    steps: list[TraceStep] = said("What offers did; for a buyer those that are for it.")


PreviewOrderResult = Annotated[
    OrderPreview | Refused,
    strawberry.union("PreviewOrderResult", description="What an order would cost."),
]


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
    distributor_id, channel_id = await _buyer_and_channel(hands, given)
    order_id = await channels.place_order(
        hands.work,
        channel_id=channel_id,
        distributor_id=distributor_id,
        reference=given.reference,
        lines=[LineDraft(line.sku, line.quantity) for line in given.lines],
        today=hands.viewer.today,
        coupons=given.coupons or (),
    )
    return {"order": order_id}


async def preview_order(hands: Hands, given: PreviewOrderInput) -> Mapping[str, object]:
    """Say what an order would cost a distributor today; nothing is written."""
    distributor_id, channel_id = await _buyer_and_channel(hands, given)
    preview = await channels.preview_order(
        hands.work,
        channel_id=channel_id,
        distributor_id=distributor_id,
        lines=[LineDraft(line.sku, line.quantity) for line in given.lines],
        today=hands.viewer.today,
        coupons=given.coupons or (),
    )
    sums = ("goods", "discount", "tax", "total")
    of_line = ("position", "sku", "name", "quantity", "unit_price", "discount", "net", "tax")
    return {
        **{name: getattr(preview, name) for name in sums},
        "lines": [{name: getattr(line, name) for name in of_line} for line in preview.lines],
        "steps": steps_of(
            preview.trace,
            is_buyer=hands.viewer.is_distributor,
            closed=await closed_of(hands.work, preview.trace),
        ),
    }


async def _buyer_and_channel(
    hands: Hands, given: PlaceOrderInput | PreviewOrderInput
) -> tuple[PartyId, ChannelId | None]:
    """Return who buys and where, as far as whoever asks may order for it."""
    distributor_id = PartyId(key_of("Distributor", given.distributor_id))
    channel_id = _channel(given.channel_id)
    is_foreign = distributor_id != hands.viewer.distributor_id or channel_id is not None
    if hands.viewer.is_distributor and is_foreign:
        raise channels.BuyerUnknown("You order for your own company, by the order desk.")
    if await hands.hides("Distributor", distributor_id):
        raise channels.BuyerUnknown("There is no such distributor: choose another one.")
    if channel_id is not None and await hands.hides("Channel", channel_id):
        raise channels.ChannelUnknown("There is no such channel: choose another one.")
    return distributor_id, channel_id


def _channel(given: str | None) -> ChannelId | None:
    return None if given is None else ChannelId(key_of("Channel", given))
