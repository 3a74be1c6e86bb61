"""The shipments that a batch brings, set-based: what a source says of its parcels.

Drafts name, for each line, the parcel it is in. A source's later words replace its earlier ones;
what a person wrote stays, and only moves on. A line is shipped whole, as far as it is left.
"""

from typing import Final

from tributary.kernel import new_id
from tributary.orders.operations.drafts import analyze
from tributary.orders.operations.following import follow_parcels
from tributary.platform import Work

_PARCELS: Final = """
    INSERT INTO parcels
    SELECT derived_id('shipment:' || d.order_id || ':' || d.reference), d.order_id, d.reference,
           max(d.carrier), max(d.tracking_number), max(d.shipped_on),
           CASE WHEN count(d.delivered_on) = count(*) THEN max(d.delivered_on) END
    FROM shipment_drafts d
    JOIN priced_orders p ON p.order_id = d.order_id
    GROUP BY d.order_id, d.reference
"""

_NO_LONGER: Final = """
    SELECT s.id FROM shipments s
    WHERE s.brand_id = :brand AND NOT s.by_hand AND s.order_id IN ({orders})
"""

_RELEASE: Final = """
    UPDATE order_lines l SET assigned_quantity = l.assigned_quantity - x.quantity
    FROM (SELECT y.order_line_id, sum(y.quantity) AS quantity FROM shipment_lines y
          WHERE y.brand_id = :brand AND y.shipment_id IN ({gone}) GROUP BY y.order_line_id) AS x
    WHERE l.brand_id = :brand AND l.id = x.order_line_id
"""

_FORGET_LINES: Final = """
    DELETE FROM shipment_lines x WHERE x.brand_id = :brand AND x.shipment_id IN ({gone})
"""

_FORGET: Final = """
    DELETE FROM shipments s
    WHERE s.brand_id = :brand AND NOT s.by_hand AND s.order_id IN ({orders})
"""

# A person's shipment that the source knows by its number, too: it goes on, but never back.
_ADVANCE: Final = """
    UPDATE shipments s
    SET state = CASE WHEN p.delivered_on IS NULL THEN 'shipped' ELSE 'delivered' END,
        shipped_on = coalesce(s.shipped_on, p.shipped_on), delivered_on = p.delivered_on
    FROM parcels p
    WHERE s.brand_id = :brand AND s.id = p.shipment_id AND p.shipped_on IS NOT NULL
      AND (s.state = 'announced'
           OR (s.state = 'shipped' AND p.delivered_on >= s.shipped_on))
"""

_LOADS: Final = """
    INSERT INTO parcel_lines
    SELECT p.shipment_id, l.id, l.quantity - l.assigned_quantity
    FROM shipment_drafts d
    JOIN parcels p ON p.order_id = d.order_id AND p.reference = d.reference
    JOIN priced_lines w ON w.seq = d.seq
    JOIN order_lines l ON l.brand_id = :brand AND l.id = w.line_id
    WHERE l.quantity > l.assigned_quantity
      AND NOT EXISTS (SELECT 1 FROM shipments s
                      WHERE s.brand_id = :brand AND s.id = p.shipment_id)
    ORDER BY p.shipment_id
"""

_SHIPMENTS: Final = """
    INSERT INTO shipments (brand_id, id, order_id, reference, state, carrier, tracking_number,
                           shipped_on, delivered_on, by_hand, created_at)
    SELECT :brand, p.shipment_id, p.order_id, p.reference,
           CASE WHEN p.delivered_on IS NOT NULL THEN 'delivered'
                WHEN p.shipped_on IS NOT NULL THEN 'shipped' ELSE 'announced' END,
           p.carrier, p.tracking_number, p.shipped_on, p.delivered_on, false, :now
    FROM parcels p WHERE p.shipment_id IN (SELECT x.shipment_id FROM parcel_lines x)
    ORDER BY p.shipment_id
"""

_SHIPMENT_LINES: Final = """
    INSERT INTO shipment_lines (brand_id, shipment_id, order_line_id, quantity)
    SELECT :brand, x.shipment_id, x.order_line_id, x.quantity FROM parcel_lines x
"""

_ASSIGN: Final = """
    UPDATE order_lines l SET assigned_quantity = l.assigned_quantity + x.quantity
    FROM parcel_lines x WHERE l.brand_id = :brand AND l.id = x.order_line_id
"""

_CHANGED: Final = """
    SELECT d.order_id FROM order_drafts d JOIN priced_orders p ON p.order_id = d.order_id
    WHERE d.known AND NOT d.billed
"""


async def forget_parcels(work: Work) -> None:
    """Take away what files said of the shipments of orders whose lines are written anew."""
    gone = _NO_LONGER.format(orders=_CHANGED)
    await work.run(_FORGET_LINES.format(gone=gone), brand=work.brand_id)
    await work.run(_FORGET.format(orders=_CHANGED), brand=work.brand_id)


async def note_shipments(work: Work) -> int:
    """Make the shipments of a merged batch; return how many parcels its files speak of.

    What follows for the days of the orders follows at once, exactly as from a single shipment.
    """
    if not await work.rows("SELECT 1 FROM shipment_drafts LIMIT 1"):
        return 0
    await analyze(work, "shipment_drafts")
    parcels = await work.run(_PARCELS)
    if not parcels:
        return 0
    await analyze(work, "parcels")
    if await work.rows("SELECT 1 FROM order_drafts WHERE known LIMIT 1"):
        await _replace(work)
    await work.run(_LOADS, brand=work.brand_id)
    await analyze(work, "parcel_lines")
    await work.run(_SHIPMENTS, brand=work.brand_id, now=work.opened_at)
    await work.run(_SHIPMENT_LINES, brand=work.brand_id)
    await work.run(_ASSIGN, brand=work.brand_id)
    await follow_parcels(work, batch_id=new_id())
    return parcels


async def _replace(work: Work) -> None:
    """Forget what files said of the same orders before; let a person's shipments move on."""
    orders = "SELECT order_id FROM parcels"
    gone = _NO_LONGER.format(orders=orders)
    await work.run(_RELEASE.format(gone=gone), brand=work.brand_id)
    await work.run(_FORGET_LINES.format(gone=gone), brand=work.brand_id)
    await work.run(_FORGET.format(orders=orders), brand=work.brand_id)
    await work.run(_ADVANCE, brand=work.brand_id)
