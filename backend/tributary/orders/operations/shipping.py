"""What is done to one shipment: record, send off, deliver, take back, correct, cancel."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from tributary.kernel import ChannelId, OrderId, OrderLineId, ShipmentId, derived_id, new_id
from tributary.orders.operations.drafts import lock_channel
from tributary.orders.operations.following import follow
from tributary.orders.rules import (
    GIVEN_UP,
    LineLeft,
    NothingLeftToShip,
    OrderNotConfirmed,
    OrderState,
    OrderUnknown,
    ParcelDraft,
    ShipmentState,
    ShipmentStateForbids,
    ShipmentUnknown,
    ShippedLine,
    TrackingNumberTaken,
    load_of,
    require_day,
    require_step,
    text_of,
)
from tributary.platform import Work

_DAY_COLUMN: Final = {
    ShipmentState.SHIPPED: "shipped_on",
    ShipmentState.DELIVERED: "delivered_on",
    ShipmentState.RETURNED: "returned_on",
}


async def record_shipment(
    work: Work, *, order_id: OrderId, draft: ParcelDraft, today: date
) -> ShipmentId:
    """Write down a parcel of an order, announced or under way; the same one twice is one.

    The day on which everything has left is the order's own; what bills on shipment is billed then.

    Args:
        work: the transaction.
        order_id: whose goods travel.
        draft: what travels, by whom, and since when.
        today: the business day; nothing leaves after it.

    Refuses:
        OrderUnknown: there is no such order.
        OrderNotConfirmed: it is pending or cancelled.
        TrackingNumberTaken: another parcel of the order has this number.
        NothingLeftToShip: everything of it is shipped or announced.
        ShipmentFaulty: a line, a day or a text cannot be.
        MoreShippedThanOrdered: less is left of a line.
    """
    order = await _order_for_update(work, order_id)
    carrier = text_of(draft.carrier, "carrier")
    tracking_number = text_of(draft.tracking_number, "tracking number")
    known = await _parcel_of(work, order_id, tracking_number) if tracking_number else None
    if known is not None:
        return await _require_same(work, known, draft, carrier)
    if order.state != OrderState.CONFIRMED.value:
        raise OrderNotConfirmed(f"Order {order.number} is {order.state}: confirm it first.")
    lines = load_of(order.number, await _lines_left(work, order), draft)
    if draft.shipped_on is not None:
        require_day(draft.shipped_on, since=order.ordered_on, today=today, what="it left")
    shipment_id = await _write(work, order_id, draft, carrier, tracking_number)
    await _load(work, shipment_id, lines)
    await follow(work, [order_id], batch_id=new_id())
    fields = {
        "shipment_id": shipment_id,
        "carrier": carrier,
        "tracking_number": tracking_number,
        "shipped_on": draft.shipped_on,
        "lines": {str(line.order_line_id): line.quantity for line in lines},
    }
    await work.audit("orders.record_shipment", subject="order", subject_id=order_id, after=fields)
    return shipment_id


async def advance_shipment(
    work: Work,
    *,
    shipment_id: ShipmentId,
    to: ShipmentState,
    on: date,
    today: date,
    reason: str | None = None,
) -> None:
    """Note that a shipment left, arrived, came back or was called off; twice is once.

    Args:
        work: the transaction.
        shipment_id: which one.
        to: what it is now.
        on: the day it became that; a cancellation has none.
        today: the business day; nothing happens after it.
        reason: why, where a person said so.

    Refuses:
        ShipmentUnknown: there is no such shipment.
        ShipmentStateForbids: it cannot become that from where it stands.
        ShipmentFaulty: the day is before the shipment's last one, or has not been yet.
    """
    shipment, order = await _shipment_for_update(work, shipment_id)
    state, column = ShipmentState(shipment.state), _DAY_COLUMN.get(to)
    if state is to and (column is None or getattr(shipment, column) == on):
        return
    require_step(state, to)
    if column is not None:
        since = shipment.shipped_on or order.ordered_on
        require_day(on, since=since, today=today, what=f"it was {to.value}")
    await _move(work, shipment_id, to, on)
    if to in GIVEN_UP:
        await _unload(work, shipment_id)
    await follow(work, [shipment.order_id], batch_id=new_id())
    await work.audit(
        "orders.advance_shipment",
        subject="shipment",
        subject_id=shipment_id,
        before={"state": state.value},
        after={"state": to.value, "order_id": shipment.order_id, "on": on if column else None},
        reason=reason,
    )


async def correct_tracking(
    work: Work, *, shipment_id: ShipmentId, carrier: str | None, tracking_number: str | None
) -> None:
    """Correct who carries a shipment and by which number it is followed.

    What is not said stays as it is; an empty text takes it away.

    Refuses:
        ShipmentUnknown: there is no such shipment.
        ShipmentStateForbids: it was cancelled.
        ShipmentFaulty: a text is too long, or no text.
        TrackingNumberTaken: another shipment of the order has this number.
    """
    shipment, _ = await _shipment_for_update(work, shipment_id)
    before = {"carrier": shipment.carrier, "tracking_number": shipment.tracking_number}
    after = before.copy()
    if carrier is not None:
        after["carrier"] = text_of(carrier, "carrier")
    if tracking_number is not None:
        after["tracking_number"] = text_of(tracking_number, "tracking number")
    if before == after:
        return
    if shipment.state == ShipmentState.CANCELLED.value:
        raise ShipmentStateForbids("The shipment is cancelled: there is nothing to follow.")
    number = after["tracking_number"]
    other = await _parcel_of(work, OrderId(shipment.order_id), number) if number else None
    if other is not None and other.id != shipment_id:
        raise TrackingNumberTaken(f"Another shipment of the order has the number {number}.")
    await work.run(
        """
        UPDATE shipments SET carrier = :carrier, tracking_number = :tracking_number, by_hand = true
        WHERE brand_id = :brand AND id = :id
        """,
        brand=work.brand_id,
        id=shipment_id,
        **after,
    )
    await work.audit(
        "orders.correct_tracking",
        subject="shipment",
        subject_id=shipment_id,
        before=before,
        after={**after, "order_id": shipment.order_id},
    )


async def _move(work: Work, shipment_id: ShipmentId, to: ShipmentState, on: date) -> None:
    column = _DAY_COLUMN.get(to)
    await work.run(
        f"""
        UPDATE shipments SET state = :state, by_hand = true
               {f", {column} = :day" if column else ""}
        WHERE brand_id = :brand AND id = :id
        """,  # noqa: S608  Only constants of this module meet here; values are parameters.
        brand=work.brand_id,
        id=shipment_id,
        state=to.value,
        **({"day": on} if column else {}),
    )


async def _order_for_update(work: Work, order_id: OrderId) -> Row[Any]:
    """Lock the channel as every single order does, then the order: files wait, people do not."""
    channels = await work.rows(
        "SELECT channel_id FROM orders WHERE brand_id = :brand AND id = :id",
        brand=work.brand_id,
        id=order_id,
    )
    if not channels:
        raise OrderUnknown(f"There is no order {order_id}.")
    await lock_channel(work, ChannelId(channels[0].channel_id), alone=False)
    (order,) = await work.rows(
        """
        SELECT id, number, state, ordered_on, shipped_on FROM orders
        WHERE brand_id = :brand AND id = :id FOR UPDATE
        """,
        brand=work.brand_id,
        id=order_id,
    )
    return order


async def _shipment_for_update(work: Work, shipment_id: ShipmentId) -> tuple[Row[Any], Row[Any]]:
    select = "SELECT * FROM shipments WHERE brand_id = :brand AND id = :id"
    for _ in range(2):
        rows = await work.rows(select, brand=work.brand_id, id=shipment_id)
        if not rows:
            break
        # An order locks all its shipments; what was read before is read again under the lock.
        order = await _order_for_update(work, OrderId(rows[0].order_id))
        rows = await work.rows(select, brand=work.brand_id, id=shipment_id)
        if rows:
            return rows[0], order
    raise ShipmentUnknown("There is no such shipment.")


async def _parcel_of(work: Work, order_id: OrderId, tracking_number: str) -> Row[Any] | None:
    """Return the shipment that has a number, or that came with it."""
    rows = await work.rows(
        """
        SELECT * FROM shipments
        WHERE brand_id = :brand AND order_id = :order
          AND (tracking_number = :number OR reference = :number)
        ORDER BY tracking_number = :number DESC NULLS LAST LIMIT 1
        """,
        brand=work.brand_id,
        order=order_id,
        number=tracking_number,
    )
    return rows[0] if rows else None


async def _require_same(
    work: Work, known: Row[Any], draft: ParcelDraft, carrier: str | None
) -> ShipmentId:
    """Let a parcel that is recorded twice pass; another one of its number is refused."""
    rows = await work.rows(
        """
        SELECT order_line_id, quantity FROM shipment_lines
        WHERE brand_id = :brand AND shipment_id = :id
        """,
        brand=work.brand_id,
        id=known.id,
    )
    carried = {row.order_line_id: row.quantity for row in rows}
    wanted = draft.lines
    is_same = (
        ShipmentState(known.state) not in GIVEN_UP
        and (known.carrier, known.shipped_on) == (carrier, draft.shipped_on)
        and (wanted is None or {one.order_line_id: one.quantity for one in wanted} == carried)
    )
    if not is_same:
        raise TrackingNumberTaken(
            f"The order has another shipment {draft.tracking_number}: correct the number."
        )
    return ShipmentId(known.id)


async def _lines_left(work: Work, order: Row[Any]) -> Sequence[LineLeft]:
    # An order may have left before its parcels were written down one by one.
    if order.shipped_on is not None:
        raise NothingLeftToShip(f"All of order {order.number} left on {order.shipped_on}.")
    rows = await work.rows(
        """
        SELECT l.id, l.sku, l.quantity - l.assigned_quantity AS units FROM order_lines l
        WHERE l.brand_id = :brand AND l.order_id = :order ORDER BY l.position
        """,
        brand=work.brand_id,
        order=order.id,
    )
    return [LineLeft(OrderLineId(row.id), row.sku, row.units) for row in rows]


async def _write(
    work: Work,
    order_id: OrderId,
    draft: ParcelDraft,
    carrier: str | None,
    tracking_number: str | None,
) -> ShipmentId:
    shipment_id = new_id()
    if tracking_number is not None:
        shipment_id = derived_id("shipment", order_id, tracking_number)
    state = ShipmentState.SHIPPED if draft.shipped_on else ShipmentState.ANNOUNCED
    await work.run(
        """
        INSERT INTO shipments (brand_id, id, order_id, reference, state, carrier, tracking_number,
                               shipped_on, by_hand, created_at)
        VALUES (:brand, :id, :order, :reference, :state, :carrier, :tracking_number, :day, true,
                :now)
        """,
        brand=work.brand_id,
        id=shipment_id,
        order=order_id,
        reference=tracking_number or f"#{shipment_id}",
        state=state.value,
        carrier=carrier,
        tracking_number=tracking_number,
        day=draft.shipped_on,
        now=work.opened_at,
    )
    return ShipmentId(shipment_id)


async def _load(work: Work, shipment_id: ShipmentId, lines: Sequence[ShippedLine]) -> None:
    """Put units of lines into a shipment; the check of their counter guards what is left."""
    parameters: dict[str, object] = {
        "brand": work.brand_id,
        "lines": [line.order_line_id for line in lines],
        "quantities": [line.quantity for line in lines],
    }
    wanted = "unnest(CAST(:lines AS uuid[]), CAST(:quantities AS bigint[])) AS w (id, quantity)"
    await work.run(
        f"""
        INSERT INTO shipment_lines (brand_id, shipment_id, order_line_id, quantity)
        SELECT :brand, :shipment, w.id, w.quantity FROM {wanted}
        """,  # noqa: S608  Only constants of this module meet here; values are parameters.
        shipment=shipment_id,
        **parameters,
    )
    await work.run(
        f"""
        UPDATE order_lines l SET assigned_quantity = l.assigned_quantity + w.quantity
        FROM {wanted} WHERE l.brand_id = :brand AND l.id = w.id
        """,  # noqa: S608  Only constants of this module meet here; values are parameters.
        **parameters,
    )


async def _unload(work: Work, shipment_id: UUID) -> None:
    """Give the units of a shipment back to their lines: they may be shipped again."""
    await work.run(
        """
        UPDATE order_lines l SET assigned_quantity = l.assigned_quantity - x.quantity
        FROM shipment_lines x
        WHERE x.brand_id = :brand AND x.shipment_id = :shipment
          AND l.brand_id = :brand AND l.id = x.order_line_id
        """,
        brand=work.brand_id,
        shipment=shipment_id,
    )
