"""Shipping orders: record a parcel, send it off, deliver it, correct how it is followed."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import strawberry

from tributary import orders
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
from tributary.api.graphql.refs import OrderRef, ShipmentRef
from tributary.kernel import OrderId, OrderLineId, ShipmentId
from tributary.orders import ParcelDraft, ShipmentState, ShippedLine


@input_type
class ShippedLineInput:
    """So many units of one line of the order."""

    order_line_id: ID = said("Which line.")
    quantity: int = said("How many units, 1 or more, as many as are left at most.")


@input_type
class RecordShipmentInput:
    """A parcel of an order."""

    idempotency_key: ID = said(KEY)
    order_id: ID = said("Whose goods travel.")
    carrier: str | None = optional("Who carries it.")
    tracking_number: str | None = optional("By which number its carrier follows it.")
    shipped_on: date | None = optional("The day it left; it is only announced if unsaid.")
    lines: list[ShippedLineInput] | None = optional("What it carries; all that is left if unsaid.")


@payload
class RecordedShipment:
    """The shipment is written down."""

    shipment: ShipmentRef | None = said("The shipment.")
    order: OrderRef | None = said("Its order as it is now.")


RecordShipmentResult = Annotated[
    RecordedShipment | Refused,
    strawberry.union("RecordShipmentResult", description="What became of a parcel to be recorded."),
]


@input_type
class UpdateShipmentInput:
    """What is new about a shipment."""

    idempotency_key: ID = said(KEY)
    shipment_id: ID = said("Which one.")
    state: ShipmentState | None = optional("What it is now; as it was if unsaid.")
    on: date | None = optional("The day it became that; today if unsaid.")
    carrier: str | None = optional("Who carries it; as it was if unsaid, nobody named if empty.")
    tracking_number: str | None = optional("Its number; as it was if unsaid, none if it is empty.")
    reason: str | None = optional("Why; it is kept.")


@payload
class UpdatedShipment:
    """The shipment is as it is now."""

    shipment: ShipmentRef | None = said("The shipment.")
    order: OrderRef | None = said("Its order as it is now.")


UpdateShipmentResult = Annotated[
    UpdatedShipment | Refused,
    strawberry.union("UpdateShipmentResult", description="What became of news of a shipment."),
]


async def record_shipment(hands: Hands, given: RecordShipmentInput) -> Mapping[str, object]:
    """Write down a parcel of an order."""
    order_id = OrderId(key_of("Order", given.order_id))
    if await hands.hides("Order", order_id):
        raise orders.OrderUnknown(f"There is no order {order_id}.")
    lines = None
    if given.lines is not None:
        lines = [
            ShippedLine(OrderLineId(key_of("OrderLine", line.order_line_id)), line.quantity)
            for line in given.lines
        ]
    draft = ParcelDraft(given.carrier, given.tracking_number, given.shipped_on, lines)
    shipment_id = await orders.record_shipment(
        hands.work, order_id=order_id, draft=draft, today=hands.viewer.today
    )
    return {"shipment": shipment_id, "order": order_id}


async def update_shipment(hands: Hands, given: UpdateShipmentInput) -> Mapping[str, object]:
    """Note that a shipment left, arrived, came back or was called off, or how it is followed."""
    work, today = hands.work, hands.viewer.today
    shipment_id = ShipmentId(key_of("Shipment", given.shipment_id))
    if await hands.hides("Shipment", shipment_id):
        raise orders.ShipmentUnknown("There is no such shipment.")
    if given.carrier is not None or given.tracking_number is not None:
        await orders.correct_tracking(
            work,
            shipment_id=shipment_id,
            carrier=given.carrier,
            tracking_number=given.tracking_number,
        )
    if given.state is not None:
        await orders.advance_shipment(
            work,
            shipment_id=shipment_id,
            to=given.state,
            on=given.on or today,
            today=today,
            reason=given.reason,
        )
    order_id = await orders.order_of_shipment(work.session, work.brand_id, shipment_id)
    return {"shipment": shipment_id, "order": order_id}
