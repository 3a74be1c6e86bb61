"""The part of the mutation type that is about orders."""

import strawberry

from tributary.api.graphql.mutations import discounting, orders, replaying, returning, shipments
from tributary.api.graphql.mutations import words as w


@strawberry.type(description="What can be done with orders.")
class Ordering:
    """What can be done with orders."""

    preview_order: orders.PreviewOrderResult | None = w.deed(
        orders.preview_order,
        takes=orders.PreviewOrderInput,
        gives=orders.OrderPreview,
        policy=w.SELLING,
        reach=w.OWN | w.GIVEN,
        description="Say what an order would cost the distributor today.",
    )
    replay_order: replaying.ReplayOrderResult | None = w.deed(
        replaying.replay_order,
        takes=replaying.ReplayOrderInput,
        gives=replaying.OrderReplay,
        policy=w.PROMOTING,
        reach=w.NOBODYS,
        description="Compute the price of an order again from what was stored with it.",
    )
    place_order: orders.PlaceOrderResult | None = w.deed(
        orders.place_order,
        takes=orders.PlaceOrderInput,
        gives=orders.PlacedOrder,
        policy=w.SELLING,
        reach=w.OWN | w.GIVEN,
        description="Place an order at the distributor's prices of today.",
    )
    record_shipment: shipments.RecordShipmentResult | None = w.deed(
        shipments.record_shipment,
        takes=shipments.RecordShipmentInput,
        gives=shipments.RecordedShipment,
        policy=w.SHIPPING,
        reach=w.GIVEN,
        description="Write down a parcel of an order, announced or under way.",
    )
    update_shipment: shipments.UpdateShipmentResult | None = w.deed(
        shipments.update_shipment,
        takes=shipments.UpdateShipmentInput,
        gives=shipments.UpdatedShipment,
        policy=w.SHIPPING,
        reach=w.GIVEN,
        description="Say that a shipment left, arrived or came back, or how it is followed.",
    )
    preview_return: returning.PreviewReturnResult | None = w.deed(
        returning.preview_return,
        takes=returning.PreviewReturnInput,
        gives=returning.ReturnPreview,
        policy=w.BOOKKEEPING,
        reach=w.NOBODYS,
        description="Say what units of an order would give back, and what offers take of it.",
    )
    book_return: returning.BookReturnResult | None = w.deed(
        returning.book_return,
        takes=returning.BookReturnInput,
        gives=returning.BookedReturn,
        policy=w.BOOKKEEPING,
        reach=w.NOBODYS,
        description="Take units of a billed order back and credit them.",
    )
    cancel_order: returning.CancelOrderResult | None = w.deed(
        returning.cancel_order,
        takes=returning.CancelOrderInput,
        gives=returning.CancelledOrder,
        policy=w.SHIPPING,
        reach=w.GIVEN,
        description="Cancel an order that is not billed; what it took of offers is free again.",
    )
    ask_discount: discounting.AskDiscountResult | None = w.deed(
        discounting.ask_discount,
        takes=discounting.AskDiscountInput,
        gives=discounting.AskedDiscount,
        policy=w.SHIPPING,
        reach=w.GIVEN,
        description="Ask for a discount on an order that is not billed.",
    )
    approve_discount: discounting.ApproveDiscountResult | None = w.deed(
        discounting.approve_discount,
        takes=discounting.ApproveDiscountInput,
        gives=discounting.ApprovedDiscount,
        policy=w.PROMOTING,
        reach=w.NOBODYS,
        description="Approve a discount that somebody else asked for.",
    )
    refuse_discount: discounting.RefuseDiscountResult | None = w.deed(
        discounting.refuse_discount,
        takes=discounting.RefuseDiscountInput,
        gives=discounting.RefusedDiscount,
        policy=w.PROMOTING,
        reach=w.NOBODYS,
        description="Refuse a discount, or take it off an order that is not billed.",
    )
