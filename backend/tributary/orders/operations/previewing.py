"""Say what an order would cost before it is placed, and hold its coupons to account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from tributary import promotions
from tributary.kernel import Currency, Money, OrderId, Plain
from tributary.orders.rules import OrderDraft
from tributary.platform import Work


@dataclass(frozen=True, slots=True)
class PreviewedLine:
    """What one line of an order would cost."""

    position: int
    sku: str
    name: str
    quantity: int
    unit_price: Money
    discount: Money
    net: Money
    tax: Money


@dataclass(frozen=True, slots=True)
class OrderPreview:
    """What an order would cost if it were placed now."""

    goods: Money
    discount: Money
    tax: Money
    total: Money
    lines: Sequence[PreviewedLine]
    trace: Mapping[str, Plain] | None
    """What each offer of the day did, as it would be stored; None where none is for it."""


async def require_coupons(work: Work, order_id: OrderId, draft: OrderDraft) -> None:
    """Make sure that each coupon of an order that was just priced counts for it.

    Refuses:
        CouponRefused: one does not; the message says which one and why.
    """
    if not draft.coupons:
        return
    known = await promotions.coupons_of(
        work.session, work.brand_id, draft.coupons, but_of=[order_id]
    )
    promotions.require_counted(draft.coupons, known, await trace_of_draft(work, order_id))


async def trace_of_draft(work: Work, order_id: OrderId) -> Mapping[str, Plain] | None:
    """Return how offers priced a draft; None where none of them is for it."""
    (table,) = await work.rows("SELECT to_regclass('pg_temp.offer_traces') IS NOT NULL AS there")
    if not table.there:
        return None
    rows = await work.rows(
        "SELECT document FROM offer_traces WHERE order_id = :order", order=order_id
    )
    return cast("Mapping[str, Plain]", rows[0].document) if rows else None


async def previewed(work: Work, order_id: OrderId, draft: OrderDraft) -> OrderPreview:
    """Return what an order costs that was just priced."""
    unit = Currency(draft.currency)
    (order,) = await work.rows(
        "SELECT goods_minor, discount_minor, tax_minor, total_minor FROM priced_orders "
        "WHERE order_id = :order",
        order=order_id,
    )
    lines = await work.rows(
        "SELECT position, sku, name, quantity, unit_price_minor, discount_minor, "
        "goods_minor - discount_minor AS net_minor, tax_minor FROM priced_lines "
        "WHERE order_id = :order ORDER BY position",
        order=order_id,
    )
    return OrderPreview(
        goods=Money(order.goods_minor, unit),
        discount=Money(order.discount_minor, unit),
        tax=Money(order.tax_minor, unit),
        total=Money(order.total_minor, unit),
        lines=[
            PreviewedLine(
                *(line.position, line.sku, line.name, line.quantity),
                unit_price=Money(line.unit_price_minor, unit),
                discount=Money(line.discount_minor, unit),
                net=Money(line.net_minor, unit),
                tax=Money(line.tax_minor, unit),
            )
            for line in lines
        ],
        trace=await trace_of_draft(work, order_id),
    )
