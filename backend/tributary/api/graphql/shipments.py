"""Shipments of orders in the graph."""

from datetime import date, datetime
from enum import Enum

from tributary import orders
from tributary.api.graphql.refs import OrderLineRef, OrderRef, ShipmentLineRef
from tributary.api.graphql.words import (
    ANYONE,
    Node,
    Through,
    column,
    described,
    enum_type,
    many,
    one,
    table,
)

enum_type(
    orders.ShipmentState,
    "Where a shipment stands.",
    announced="It is being made ready; nothing has left.",
    shipped="It is under way.",
    delivered="It has arrived.",
    returned="It came back to the sender, undelivered; its goods may be shipped again.",
    cancelled="It was called off before it left.",
)


@described(oldest="The first recorded first.")
class ShipmentSort(Enum):
    """Orders of shipments."""

    OLDEST = "timestamptz created_at asc"


@table("shipments", scope=Through("Order", "order_id"))
class Shipment(Node):
    """One parcel of an order."""

    state: orders.ShipmentState = column("state", ANYONE, "Where it stands.")
    carrier: str | None = column("carrier", ANYONE, "Who carries it.")
    tracking_number: str | None = column(
        "tracking_number", ANYONE, "By which number its carrier follows it."
    )
    shipped_on: date | None = column("shipped_on", ANYONE, "The day it left.")
    delivered_on: date | None = column("delivered_on", ANYONE, "The day it arrived.")
    returned_on: date | None = column(
        "returned_on", ANYONE, "The day it was back with the sender, undelivered."
    )
    created_at: datetime = column("created_at", ANYONE, "When it was recorded.")
    order: OrderRef = one("order_id", ANYONE, "Whose goods it carries.")
    lines: list[ShipmentLineRef] = many(
        "shipment_id", ANYONE, "What it carries.", order="{t}.order_line_id", size=5
    )


@table(
    "shipment_lines", scope=Through("Shipment", "shipment_id"), key=("shipment_id", "order_line_id")
)
class ShipmentLine:
    """How much of one order line a shipment carries."""

    quantity: int = column("quantity", ANYONE, "How many units.")
    order_line: OrderLineRef | None = one("order_line_id", ANYONE, "Of which line.")
