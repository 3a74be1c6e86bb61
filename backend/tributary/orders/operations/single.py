"""What is done to one order: place, confirm, cancel."""

import hashlib
import json
from typing import Final

from tributary import catalog
from tributary.kernel import OrderId, new_id
from tributary.orders.events import OrdersBillable
from tributary.orders.operations.drafts import faults_of, lock_source, open_drafts, sift
from tributary.orders.operations.merging import merge
from tributary.orders.operations.parcels import note_shipments
from tributary.orders.operations.previewing import OrderPreview, previewed, require_coupons
from tributary.orders.operations.pricing import examine
from tributary.orders.operations.promising import give_back, take_promised
from tributary.orders.operations.sending_back import order_for_update
from tributary.orders.rules import (
    BillingTrigger,
    Fault,
    OrderCancelled,
    OrderDraft,
    OrderFaulty,
    OrderState,
    OrderUnderWay,
    Source,
    order_id_of,
    require_change,
)
from tributary.platform import Work

_DRAFT_ORDER: Final = """
    INSERT INTO order_drafts (order_id, seq, row_number, external_id, number, state,
      distributor_id, currency, ordered_at, ordered_on, shipped_on, freight_minor,
      freight_tax_minor, content_sha256, lines_count, coupons)
    VALUES (:id, 1, 1, :external_id, :external_id, :state, :distributor, :currency, :ordered_at,
            :ordered_on, :shipped_on, :freight, 0, :content, :lines, CAST(:coupons AS text[]))
"""

_DRAFT_LINES: Final = """
    INSERT INTO line_drafts (order_id, seq, row_number, position, sku, name, product_id,
      tax_rate_ppm, quantity, unit_price_minor, discount_minor, tax_minor, fault)
    SELECT :id, d.place, d.place, d.place, d.sku, p.name, p.id, p.tax_rate_ppm, d.quantity,
           d.unit_price, coalesce(d.discount, 0), d.tax, NULL
    FROM unnest(CAST(:skus AS text[]), CAST(:quantities AS bigint[]),
                CAST(:unit_prices AS bigint[]), CAST(:discounts AS bigint[]),
                CAST(:taxes AS bigint[]))
         WITH ORDINALITY AS d (sku, quantity, unit_price, discount, tax, place)
    JOIN products p ON p.brand_id = :brand AND p.sku = d.sku
"""

# Who places an order that has left says no more of the parcel than its day.
_DRAFT_SHIPMENT: Final = """
    INSERT INTO shipment_drafts (order_id, seq, reference, shipped_on)
    SELECT i.order_id, i.seq, '', :shipped_on FROM line_drafts i
"""


async def place(work: Work, source: Source, draft: OrderDraft) -> OrderId:
    """Place one order at the prices of its day; the same draft twice is one order.

    Refuses:
        UnknownProduct: a SKU is not one of the brand's.
        OrderFaulty: the ladder, an amount or the billed order does not allow it.
        CouponRefused: a coupon does not count; an order that is billed keeps what it has.
        OfferUsedUp: what offers promised it is gone.
    """
    await lock_source(work, source, alone=False)
    order_id = order_id_of(work.brand_id, source.channel_id, draft.external_id)
    await _require_lines(work, draft)
    await open_drafts(work)
    content = await _fill(work, order_id, draft)
    if await sift(work, source):
        await _require_same(work, order_id, draft, content)
    else:
        await _price(work, source, order_id, draft)
        await merge(work, source, batch_id=new_id())
        if draft.shipped_on is not None:
            await work.run(_DRAFT_SHIPMENT, shipped_on=draft.shipped_on)
            await note_shipments(work)
        fields = {"number": draft.external_id, "channel_id": source.channel_id}
        await work.audit("orders.place", subject="order", subject_id=order_id, after=fields)
    return order_id


async def preview(work: Work, source: Source, draft: OrderDraft) -> OrderPreview:
    """Say what an order would cost if it were placed now; nothing is written or taken.

    Refuses:
        UnknownProduct: a SKU is not one of the brand's.
        OrderFaulty: the ladder or an amount does not allow it.
        CouponRefused: a coupon does not count.
    """
    order_id = order_id_of(work.brand_id, source.channel_id, draft.external_id)
    await _require_lines(work, draft)
    await open_drafts(work)
    await _fill(work, order_id, draft)
    await _price(work, source, order_id, draft)
    return await previewed(work, order_id, draft)


async def _price(work: Work, source: Source, order_id: OrderId, draft: OrderDraft) -> None:
    await examine(work, source)
    faults = [Fault(*fault) for fault in await faults_of(work)]
    if faults:
        shown = " ".join(f"Line {fault.row_number}: {fault}" for fault in faults[:3])
        raise OrderFaulty(f"Order {draft.external_id} cannot be placed. {shown}")
    billed = await work.rows("SELECT 1 FROM order_drafts WHERE billed")
    if not billed:
        await require_coupons(work, order_id, draft)


async def cancel(work: Work, *, order_id: OrderId, reason: str) -> None:
    """Cancel an order that is not billed; cancelling twice is cancelling once.

    Refuses:
        OrderUnknown: there is no such order.
        OrderBilled: what is billed is taken back by a return.
        OrderUnderWay: part of it is announced or has left.
    """
    row = await order_for_update(work, order_id)
    state = OrderState(row.state)
    if state is OrderState.CANCELLED:
        return
    require_change(row.number, state, OrderState.CANCELLED, billed=row.billable_on is not None)
    if await _is_under_way(work, order_id):
        raise OrderUnderWay(f"Part of order {row.number} is announced or has left already.")
    await work.run(
        "UPDATE orders SET state = 'cancelled' WHERE brand_id = :brand AND id = :id",
        brand=work.brand_id,
        id=order_id,
    )
    await give_back(work, [order_id])
    await work.audit(
        "orders.cancel",
        subject="order",
        subject_id=order_id,
        before={"state": state.value},
        after={"state": OrderState.CANCELLED.value},
        reason=reason,
    )


async def _is_under_way(work: Work, order_id: OrderId) -> bool:
    found = await work.rows(
        """
        SELECT 1 FROM order_lines
        WHERE brand_id = :brand AND order_id = :order AND assigned_quantity > 0 LIMIT 1
        """,
        brand=work.brand_id,
        order=order_id,
    )
    return bool(found)


async def confirm(work: Work, *, order_id: OrderId, billing_trigger: BillingTrigger) -> None:
    """Confirm a pending order; it becomes billable when its channel bills on confirmation.

    Refuses:
        OrderUnknown: there is no such order.
        OrderCancelled: it was cancelled.
        OfferUsedUp: a gift or coupon that it was promised went to somebody else.
    """
    row = await order_for_update(work, order_id)
    if row.state == OrderState.CONFIRMED.value:
        return
    if row.state == OrderState.CANCELLED.value:
        raise OrderCancelled(f"Order {row.number} is cancelled and cannot be confirmed.")
    batch_id = new_id()
    day = row.ordered_on if billing_trigger is BillingTrigger.CONFIRMATION else row.shipped_on
    await work.run(
        """
        UPDATE orders SET state = 'confirmed', billable_on = CAST(:day AS date),
               billable_batch_id = CASE WHEN CAST(:day AS date) IS NOT NULL
                                   THEN CAST(:batch AS uuid) END
        WHERE brand_id = :brand AND id = :id
        """,
        brand=work.brand_id,
        id=order_id,
        day=day,
        batch=batch_id,
    )
    await take_promised(work, order_id)
    if day is not None:
        work.announce(OrdersBillable(batch_id=batch_id))
    before, after = {"state": row.state}, {"state": OrderState.CONFIRMED.value}
    await work.audit(
        "orders.confirm", subject="order", subject_id=order_id, before=before, after=after
    )


async def _require_lines(work: Work, draft: OrderDraft) -> None:
    if not draft.lines:
        raise OrderFaulty(f"Order {draft.external_id} has no lines: add at least one.")
    for place, line in enumerate(draft.lines, start=1):
        if line.quantity <= 0:
            raise OrderFaulty(
                f"Line {place} orders {line.quantity} of {line.sku}: order 1 or more."
            )
        amounts = (line.unit_price, line.discount, line.tax, draft.freight)
        if any(amount and amount.currency != draft.currency for amount in amounts):
            raise OrderFaulty(f"Line {place} is not in {draft.currency}: use one currency.")
    skus = sorted({line.sku for line in draft.lines})
    known = await catalog.products_by_sku(work.session, work.brand_id, skus)
    unknown = [sku for sku in skus if sku not in known]
    if unknown:
        raise catalog.UnknownProduct(
            f"There is no product {', '.join(unknown[:3])}: register it, or correct the SKU."
        )


async def _require_same(
    work: Work, order_id: OrderId, draft: OrderDraft, content_sha256: str
) -> None:
    """Let a draft that comes twice pass; one that would take an order back is refused."""
    rows = await work.rows(
        """
        SELECT state FROM orders
        WHERE brand_id = :brand AND id = :id AND content_sha256 <> :content
        """,
        brand=work.brand_id,
        id=order_id,
        content=content_sha256,
    )
    if rows:
        raise OrderFaulty(
            f"Order {draft.external_id} is {rows[0].state} already and further along than "
            "this draft: cancel it, or use another number."
        )


async def _fill(work: Work, order_id: OrderId, draft: OrderDraft) -> str:
    written = json.dumps([repr(line) for line in draft.lines] + [repr(draft.freight)])
    text = f"{written}|{draft.currency}|{draft.ordered_at}|{draft.state}|{draft.distributor_id}"
    if draft.coupons:
        text += f"|{list(draft.coupons)}"
    content = hashlib.sha256(text.encode()).hexdigest()
    await work.run(
        _DRAFT_ORDER,
        id=order_id,
        external_id=draft.external_id,
        state=draft.state.value,
        distributor=draft.distributor_id,
        currency=draft.currency,
        ordered_at=draft.ordered_at,
        ordered_on=draft.ordered_on,
        shipped_on=draft.shipped_on,
        freight=draft.freight.minor if draft.freight else 0,
        content=content,
        lines=len(draft.lines),
        coupons=list(draft.coupons),
    )
    amounts = {
        name: [
            amount.minor if amount else None
            for amount in (getattr(line, name) for line in draft.lines)
        ]
        for name in ("unit_price", "discount", "tax")
    }
    await work.run(
        _DRAFT_LINES,
        id=order_id,
        brand=work.brand_id,
        skus=[line.sku for line in draft.lines],
        quantities=[line.quantity for line in draft.lines],
        unit_prices=amounts["unit_price"],
        discounts=amounts["discount"],
        taxes=amounts["tax"],
    )
    return content
