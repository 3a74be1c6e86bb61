"""What is asked about orders, and what is always true of them."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId, OrderId, ShipmentId
from tributary.orders.model import (
    DiscountRequest,
    Order,
    OrderLine,
    OrderLinePrice,
    Return,
    ReturnLine,
    Shipment,
    ShipmentLine,
)
from tributary.orders.rules import DiscountUnknown, ShipmentUnknown
from tributary.platform import Invariant


async def order_of(session: AsyncSession, brand_id: BrandId, order_id: OrderId) -> Order | None:
    """Return one order, if there is one."""
    return await session.get(Order, (brand_id, order_id))


async def orders_named(session: AsyncSession, brand_id: BrandId, number: str) -> Sequence[Order]:
    """Return the orders of a number; channels may use the same one."""
    found = await session.scalars(
        select(Order)
        .where(Order.brand_id == brand_id, Order.number == number)
        .order_by(Order.ordered_at, Order.id)
    )
    return found.all()


async def lines_of(
    session: AsyncSession, brand_id: BrandId, order_id: OrderId
) -> Sequence[OrderLine]:
    """Return the lines of an order by position."""
    found = await session.scalars(
        select(OrderLine)
        .where(OrderLine.brand_id == brand_id, OrderLine.order_id == order_id)
        .order_by(OrderLine.position)
    )
    return found.all()


async def ladder_of(
    session: AsyncSession, brand_id: BrandId, order_line_id: UUID
) -> Sequence[OrderLinePrice]:
    """Return the frozen price ladder of a line, the order's own distributor first."""
    found = await session.scalars(
        select(OrderLinePrice)
        .where(OrderLinePrice.brand_id == brand_id, OrderLinePrice.order_line_id == order_line_id)
        .order_by(OrderLinePrice.depth)
    )
    return found.all()


async def returns_of(
    session: AsyncSession, brand_id: BrandId, order_id: OrderId
) -> Sequence[Return]:
    """Return what came back of an order, oldest first."""
    found = await session.scalars(
        select(Return)
        .where(Return.brand_id == brand_id, Return.order_id == order_id)
        .order_by(Return.returned_on, Return.external_id)
    )
    return found.all()


async def return_lines_of(
    session: AsyncSession, brand_id: BrandId, return_id: UUID
) -> Sequence[ReturnLine]:
    """Return the lines of one return."""
    found = await session.scalars(
        select(ReturnLine)
        .where(ReturnLine.brand_id == brand_id, ReturnLine.return_id == return_id)
        .order_by(ReturnLine.order_line_id)
    )
    return found.all()


async def shipments_of(
    session: AsyncSession, brand_id: BrandId, order_id: OrderId
) -> Sequence[Shipment]:
    """Return the shipments of an order, the first recorded first."""
    found = await session.scalars(
        select(Shipment)
        .where(Shipment.brand_id == brand_id, Shipment.order_id == order_id)
        .order_by(Shipment.created_at, Shipment.id)
    )
    return found.all()


async def order_of_discount(session: AsyncSession, brand_id: BrandId, request_id: UUID) -> OrderId:
    """Return at which order a discount was asked for.

    Refuses:
        DiscountUnknown: there is no such request.
    """
    request = await session.get(DiscountRequest, (brand_id, request_id))
    if request is None:
        raise DiscountUnknown("There is no such request for a discount.")
    return OrderId(request.order_id)


async def order_of_shipment(
    session: AsyncSession, brand_id: BrandId, shipment_id: ShipmentId
) -> OrderId:
    """Return whose goods a shipment carries.

    Refuses:
        ShipmentUnknown: there is no such shipment.
    """
    shipment = await session.get(Shipment, (brand_id, shipment_id))
    if shipment is None:
        raise ShipmentUnknown("There is no such shipment.")
    return OrderId(shipment.order_id)


async def shipment_lines_of(
    session: AsyncSession, brand_id: BrandId, shipment_id: UUID
) -> Sequence[ShipmentLine]:
    """Return what a shipment carries."""
    found = await session.scalars(
        select(ShipmentLine)
        .where(ShipmentLine.brand_id == brand_id, ShipmentLine.shipment_id == shipment_id)
        .order_by(ShipmentLine.order_line_id)
    )
    return found.all()


async def volume_by_state(session: AsyncSession, brand_id: BrandId) -> Sequence[Row[Any]]:
    """Return count and total per kind, state and currency."""
    found = await session.execute(
        text(
            """
            SELECT kind, state, currency, count(*) AS orders_count,
                   sum(total_minor)::bigint AS total_minor
            FROM orders WHERE brand_id = :brand GROUP BY kind, state, currency
            ORDER BY kind, state, currency
            """
        ),
        {"brand": brand_id},
    )
    return found.all()


INVARIANTS: Final = (
    Invariant(
        23,
        "an order is what its lines add up to, in one currency",
        "SELECT count(*) FROM orders WHERE brand_id = :brand",
        """
        SELECT CASE WHEN l.order_id IS NULL
          THEN format('order %s of %s: it has no lines', o.number, o.total_minor)
          ELSE format('order %s of %s: its lines have goods %s, discount %s, tax %s',
                      o.number, o.total_minor, l.goods, l.discount, l.tax) END
        FROM orders o
        LEFT JOIN (SELECT order_id, sum(goods_minor) AS goods, sum(discount_minor) AS discount,
                          sum(tax_minor) AS tax, min(currency) AS first, max(currency) AS last
                   FROM order_lines WHERE brand_id = :brand GROUP BY order_id) AS l
          ON l.order_id = o.id
        WHERE o.brand_id = :brand
          AND (l.order_id IS NULL OR o.goods_minor <> l.goods OR o.discount_minor <> l.discount
               OR o.tax_minor < l.tax OR o.currency <> l.first OR o.currency <> l.last)
        """,
    ),
    Invariant(
        15,
        "no more comes back of a line or of an order than was sold",
        "SELECT count(*) FROM return_lines WHERE brand_id = :brand",
        """
        SELECT format('line %s of %s units: %s came back', l.id, l.quantity, r.quantity)
        FROM (SELECT order_line_id, sum(quantity) AS quantity, sum(net_minor) AS net,
                     sum(tax_minor) AS tax
              FROM return_lines WHERE brand_id = :brand GROUP BY order_line_id) AS r
        JOIN order_lines l ON l.brand_id = :brand AND l.id = r.order_line_id
        WHERE r.quantity > l.quantity OR r.net > l.net_minor OR r.tax > l.tax_minor
        UNION ALL
        SELECT format('order %s of %s: %s came back', o.number, o.total_minor, r.total)
        FROM (SELECT order_id, sum(total_minor) AS total, sum(freight_minor) AS freight
              FROM returns WHERE brand_id = :brand GROUP BY order_id) AS r
        JOIN orders o ON o.brand_id = :brand AND o.id = r.order_id
        WHERE r.total > o.total_minor OR r.freight > o.freight_minor OR o.billable_on IS NULL
        UNION ALL
        SELECT format('order %s, %s above: %s of %s came back', o.number, b.depth, c.total,
                      b.total_minor)
        FROM (SELECT r.order_id, c.depth, sum(c.net_minor) AS net, sum(c.tax_minor) AS tax,
                     sum(c.total_minor) AS total
              FROM return_credits c
              JOIN returns r ON r.brand_id = :brand AND r.id = c.return_id
              WHERE c.brand_id = :brand GROUP BY r.order_id, c.depth) AS c
        JOIN order_debts b ON b.brand_id = :brand AND b.order_id = c.order_id AND b.depth = c.depth
        JOIN orders o ON o.brand_id = :brand AND o.id = c.order_id
        WHERE c.net > b.net_minor OR c.tax > b.tax_minor OR c.total > b.total_minor
        UNION ALL
        SELECT format('return %s of order %s gives nothing back %s above', r.external_id,
                      o.number, b.depth)
        FROM order_debts b
        JOIN orders o ON o.brand_id = :brand AND o.id = b.order_id
        JOIN returns r ON r.brand_id = :brand AND r.order_id = b.order_id
        LEFT JOIN return_credits c ON c.brand_id = :brand AND c.return_id = r.id
         AND c.depth = b.depth
        WHERE b.brand_id = :brand AND c.return_id IS NULL
        """,
    ),
    Invariant(
        15,
        "where what stays is priced again, no more is given back than was paid for what came back",
        "SELECT count(*) FROM returns WHERE brand_id = :brand AND share_minor IS NOT NULL",
        """
        SELECT format('order %s: %s of the %s that were paid for what came back was given back',
                      o.number, r.net, r.share)
        FROM (SELECT order_id, sum(net_minor) AS net, sum(share_minor) AS share
              FROM returns WHERE brand_id = :brand AND share_minor IS NOT NULL
              GROUP BY order_id) AS r
        JOIN orders o ON o.brand_id = :brand AND o.id = r.order_id
        WHERE r.net > r.share OR (r.share = o.goods_minor - o.discount_minor AND r.net <> r.share)
        """,
    ),
    Invariant(
        23,
        "the ladder of a line has one rung per depth, from its own distributor up",
        "SELECT count(*) FROM order_line_prices WHERE brand_id = :brand",
        """
        SELECT format('line %s at position %s of order %s: %s rungs up to depth %s from %s',
                      l.id, l.position, o.number, coalesce(p.rungs, 0), p.top, p.first_id)
        FROM orders o
        JOIN order_lines l ON l.brand_id = :brand AND l.order_id = o.id
        LEFT JOIN (SELECT order_line_id, count(*) AS rungs, count(DISTINCT party_id) AS parties,
                          max(depth) AS top, (array_agg(party_id ORDER BY depth))[1] AS first_id
                   FROM order_line_prices WHERE brand_id = :brand GROUP BY order_line_id) AS p
          ON p.order_line_id = l.id
        WHERE o.brand_id = :brand AND o.distributor_id IS NOT NULL
          AND (p.rungs IS NULL OR p.top <> p.rungs - 1 OR p.parties <> p.rungs
               OR p.first_id <> o.distributor_id)
        UNION ALL
        SELECT format('line %s: its price %s is not the first rung %s', l.id, l.unit_price_minor,
                      p.unit_price_minor)
        FROM order_line_prices p
        JOIN order_lines l ON l.brand_id = :brand AND l.id = p.order_line_id
        JOIN orders o ON o.brand_id = :brand AND o.id = l.order_id
        WHERE p.brand_id = :brand AND p.depth = 0
          AND p.unit_price_minor <> CASE o.mode WHEN 'agency' THEN 0 ELSE l.unit_price_minor END
        """,
    ),
    Invariant(
        23,
        "in a cascade each level owes the one above its own price, and only there",
        "SELECT count(*) FROM order_debts WHERE brand_id = :brand",
        """
        SELECT format('order %s: whom %s owes is not who stands above it', o.number, o.debtor_id)
        FROM orders o
        LEFT JOIN order_debts b ON b.brand_id = :brand AND b.order_id = o.id AND b.depth = 1
        WHERE o.brand_id = :brand AND (o.mode = 'cascade' OR b.order_id IS NOT NULL)
          AND (o.mode <> 'cascade' OR o.creditor_id <> coalesce(b.debtor_id, :brand))
        UNION ALL
        SELECT format('order %s, %s above: owed to %s by %s is %s, the ladder says %s by %s',
                      o.number, coalesce(b.depth, s.depth), b.creditor_id, b.debtor_id,
                      b.net_minor, s.net, s.party_id)
        FROM (SELECT l.order_id, p.depth, p.party_id, sum(p.unit_price_minor * l.quantity) AS net,
                     sum(p.tax_minor) AS tax
              FROM orders o
              JOIN order_lines l ON l.brand_id = :brand AND l.order_id = o.id
              JOIN order_line_prices p ON p.brand_id = :brand AND p.order_line_id = l.id
               AND p.depth > 0
              WHERE o.brand_id = :brand AND o.mode = 'cascade'
              GROUP BY l.order_id, p.depth, p.party_id) AS s
        FULL JOIN (SELECT b.*, coalesce(n.debtor_id, :brand) AS next_id
                   FROM order_debts b
                   LEFT JOIN order_debts n ON n.brand_id = :brand AND n.order_id = b.order_id
                    AND n.depth = b.depth + 1
                   WHERE b.brand_id = :brand) AS b
          ON b.order_id = s.order_id AND b.depth = s.depth
        JOIN orders o ON o.brand_id = :brand AND o.id = coalesce(b.order_id, s.order_id)
        WHERE b.order_id IS NULL OR s.order_id IS NULL OR b.debtor_id <> s.party_id
          OR b.creditor_id <> b.next_id OR b.net_minor <> s.net OR b.tax_minor < s.tax
          OR b.freight_minor <> o.freight_minor OR b.currency <> o.currency
        """,
    ),
    Invariant(
        23,
        "no more of a line is in shipments than was ordered, and its counter says how much",
        "SELECT count(*) FROM shipment_lines WHERE brand_id = :brand",
        """
        SELECT format('line %s of %s units: %s in shipments, %s counted', l.id, l.quantity,
                      coalesce(x.units, 0), l.assigned_quantity)
        FROM order_lines l
        LEFT JOIN (SELECT y.order_line_id, sum(y.quantity) AS units
                   FROM shipment_lines y
                   JOIN shipments s ON s.brand_id = :brand AND s.id = y.shipment_id
                    AND s.state NOT IN ('returned', 'cancelled')
                   WHERE y.brand_id = :brand GROUP BY y.order_line_id) AS x
          ON x.order_line_id = l.id
        WHERE l.brand_id = :brand
          AND (l.assigned_quantity <> coalesce(x.units, 0) OR l.assigned_quantity > l.quantity)
        UNION ALL
        SELECT format('shipment %s of order %s carries line %s of another order', s.id,
                      s.order_id, l.id)
        FROM shipment_lines y
        JOIN shipments s ON s.brand_id = :brand AND s.id = y.shipment_id
        JOIN order_lines l ON l.brand_id = :brand AND l.id = y.order_line_id
        WHERE y.brand_id = :brand AND l.order_id <> s.order_id
        """,
    ),
    Invariant(
        23,
        "the days of an order are those on which the last of its shipments left and arrived",
        "SELECT count(*) FROM shipments WHERE brand_id = :brand",
        """
        SELECT format('order %s: shipped on %s, delivered on %s; its shipments say %s and %s',
                      o.number, o.shipped_on, o.delivered_on, d.shipped_on, d.delivered_on)
        FROM (
          SELECT s.order_id,
                 CASE WHEN bool_and(s.all_left) THEN max(s.shipped_on) END AS shipped_on,
                 CASE WHEN bool_and(s.all_arrived) THEN max(s.delivered_on) END AS delivered_on
          FROM (SELECT l.order_id,
                       (l.quantity = sum(y.quantity) FILTER (WHERE p.shipped_on IS NOT NULL))
                         IS TRUE AS all_left,
                       (l.quantity = sum(y.quantity) FILTER (WHERE p.state = 'delivered'))
                         IS TRUE AS all_arrived,
                       max(p.shipped_on) AS shipped_on, max(p.delivered_on) AS delivered_on
                FROM order_lines l
                LEFT JOIN (shipment_lines y
                           JOIN shipments p ON p.brand_id = :brand AND p.id = y.shipment_id
                            AND p.state <> 'returned')
                  ON y.brand_id = :brand AND y.order_line_id = l.id
                WHERE l.brand_id = :brand
                  AND l.order_id IN (SELECT order_id FROM shipments WHERE brand_id = :brand)
                GROUP BY l.id, l.order_id, l.quantity) AS s
          GROUP BY s.order_id) AS d
        JOIN orders o ON o.brand_id = :brand AND o.id = d.order_id
        WHERE (o.shipped_on, o.delivered_on) IS DISTINCT FROM (d.shipped_on, d.delivered_on)
        """,
    ),
)
