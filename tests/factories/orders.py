"""What orders look like from outside, as texts to compare."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from tributary import orders
from tributary.kernel import DistributorId, Money, OrderId, PartyId, ShipmentId
from tributary.orders import LineDraft, OrderDraft, ParcelDraft
from tributary.platform import Work

ORDER_DAY = date(2026, 1, 10)
SHIPPED_ON = date(2026, 1, 12)
ORDERED_AT = datetime(2026, 1, 10, 1, 30, tzinfo=UTC)


def order_draft(
    distributor_id: DistributorId | None,
    *lines: LineDraft,
    external_id: str = "SO-1",
    freight: str = "0.00",
    currency: str = "CNY",
) -> OrderDraft:
    """Return a draft of one unit of TEA-01, unless lines are given."""
    return OrderDraft(
        external_id=external_id,
        currency=currency,
        ordered_at=ORDERED_AT,
        ordered_on=ORDER_DAY,
        lines=lines or (LineDraft("TEA-01", 1),),
        distributor_id=PartyId(distributor_id) if distributor_id else None,
        freight=Money.of(freight, currency),
    )


async def ship_all(work: Work, order_id: OrderId, *, on: date = SHIPPED_ON) -> ShipmentId:
    """Send off whatever is left of an order, by nobody in particular."""
    draft = ParcelDraft(shipped_on=on)
    return await orders.record_shipment(work, order_id=order_id, draft=draft, today=on)


async def shipments_as_text(work: Work) -> list[str]:
    """Return the shipments of the brand with what they carry, and then the orders' days."""
    rows = await work.rows(
        """
        SELECT concat_ws(' ', o.number, s.state, s.carrier, s.tracking_number, s.shipped_on,
                         s.delivered_on, s.returned_on, '|', (
                 SELECT string_agg(x.quantity || ' ' || l.sku, ' + ' ORDER BY x.quantity DESC)
                 FROM shipment_lines x
                 JOIN order_lines l ON l.brand_id = :brand AND l.id = x.order_line_id
                 WHERE x.brand_id = :brand AND x.shipment_id = s.id)) AS said
        FROM shipments s JOIN orders o ON o.brand_id = :brand AND o.id = s.order_id
        WHERE s.brand_id = :brand
        ORDER BY o.number COLLATE "C", s.tracking_number COLLATE "C", s.shipped_on
        """,
        brand=work.brand_id,
    )
    return [row.said for row in rows]


async def order_days(work: Work) -> list[str]:
    """Return number, shipped, delivered and billed days of each order."""
    rows = await work.rows(
        """
        SELECT concat_ws(' ', number, coalesce(shipped_on::text, '-'),
                         coalesce(delivered_on::text, '-'),
                         coalesce(billable_on::text, '-')) AS said
        FROM orders WHERE brand_id = :brand ORDER BY number COLLATE "C"
        """,
        brand=work.brand_id,
    )
    return [row.said for row in rows]


async def orders_as_text(work: Work) -> list[str]:
    """Return the orders of the brand with lines, ladders and returns, without ids and times."""
    rows = await work.rows(
        """
        SELECT concat_ws(' ', o.number, o.kind, o.state, o.ordered_on, o.shipped_on,
                         coalesce(o.billable_on::text, 'unbilled'), p.code, o.total_minor,
                         o.goods_minor, o.discount_minor, o.tax_minor, o.freight_minor,
                         o.consumer_total_minor, o.currency) AS head,
               (SELECT string_agg(concat_ws(' ', l.position, l.sku, l.quantity, l.net_minor,
                                            l.tax_minor, (
                          SELECT string_agg(q.code || '=' || x.unit_price_minor, ','
                                            ORDER BY x.depth)
                          FROM order_line_prices x
                          JOIN parties q ON q.brand_id = :brand AND q.id = x.party_id
                          WHERE x.brand_id = :brand AND x.order_line_id = l.id)),
                        ' + ' ORDER BY l.position)
                FROM order_lines l WHERE l.brand_id = :brand AND l.order_id = o.id) AS lines,
               (SELECT string_agg(concat_ws(' ', r.external_id, r.returned_on, r.net_minor,
                                            r.tax_minor, r.freight_minor), ' + '
                                  ORDER BY r.external_id)
                FROM returns r WHERE r.brand_id = :brand AND r.order_id = o.id) AS returns
        FROM orders o JOIN parties p ON p.brand_id = :brand AND p.id = o.debtor_id
        WHERE o.brand_id = :brand ORDER BY o.number COLLATE "C"
        """,
        brand=work.brand_id,
    )
    return [" | ".join(part for part in row if part) for row in rows]


async def order_totals(work: Work) -> Sequence[tuple[str, int]]:
    """Return number and total of each order."""
    rows = await work.rows(
        "SELECT number, total_minor FROM orders WHERE brand_id = :brand ORDER BY number",
        brand=work.brand_id,
    )
    return [(row.number, row.total_minor) for row in rows]
