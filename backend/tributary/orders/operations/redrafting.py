"""Make drafts of an order that is there, so that it is priced anew as if it came again."""

from typing import Final

from tributary.kernel import OrderId
from tributary.orders.operations.drafts import open_drafts
from tributary.platform import Work

_ORDER: Final = """
    INSERT INTO order_drafts (order_id, seq, row_number, external_id, number, state,
      distributor_id, currency, ordered_at, ordered_on, shipped_on, freight_minor,
      freight_tax_minor, content_sha256, source_updated_at, lines_count, coupons, known)
    SELECT o.id, 1, coalesce(o.row_number, 1), o.external_id, o.number, o.state, o.distributor_id,
           o.currency, o.ordered_at, o.ordered_on, o.shipped_on, o.freight_minor,
           o.tax_minor - l.tax, o.content_sha256, o.source_updated_at, l.lines,
           (SELECT array_agg(c.code) FROM order_promises p
            JOIN coupons c ON c.brand_id = :brand AND c.id = p.coupon_id
            WHERE p.brand_id = :brand AND p.order_id = o.id), true
    FROM orders o,
    LATERAL (SELECT sum(x.tax_minor) AS tax, count(*) AS lines FROM order_lines x
             WHERE x.brand_id = :brand AND x.order_id = o.id) AS l
    WHERE o.brand_id = :brand AND o.id = :order
"""

# The price that the order has is stated, so that another one of the ladder is a fault and no
# surprise; what its source took off stays, what offers did is computed anew.
_LINES: Final = """
    INSERT INTO line_drafts (order_id, seq, row_number, position, external_id, sku, name,
      product_id, tax_rate_ppm, quantity, unit_price_minor, discount_minor)
    SELECT l.order_id, row_number() OVER (ORDER BY l.position), l.position, l.position,
           l.external_id, l.sku, l.name, l.product_id, p.tax_rate_ppm, l.quantity,
           l.unit_price_minor, l.discount_minor - l.offers_minor
    FROM order_lines l JOIN products p ON p.brand_id = :brand AND p.id = l.product_id
    WHERE l.brand_id = :brand AND l.order_id = :order
"""


async def redraft(work: Work, order_id: OrderId) -> None:
    """Open the drafts of a batch that is this one order, not billed, as it is now."""
    await open_drafts(work)
    await work.run(_ORDER, brand=work.brand_id, order=order_id)
    await work.run(_LINES, brand=work.brand_id, order=order_id)
