"""The days of an order follow from its shipments, and with them what bills on shipment."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from tributary.kernel import OrderId
from tributary.orders.events import OrdersBillable
from tributary.platform import Work

# No line has more units in shipments than it has: so an order has left when the sums agree.
DAYS: Final = """
    SELECT q.order_id,
           CASE WHEN p.left_units = q.units THEN p.shipped_on END AS shipped_on,
           CASE WHEN p.arrived_units = q.units THEN p.delivered_on END AS delivered_on
    FROM (SELECT s.order_id,
                 sum(x.quantity) FILTER (WHERE s.state IN ('shipped', 'delivered')) AS left_units,
                 sum(x.quantity) FILTER (WHERE s.state = 'delivered') AS arrived_units,
                 max(s.shipped_on) FILTER (WHERE s.state IN ('shipped', 'delivered'))
                   AS shipped_on,
                 max(s.delivered_on) AS delivered_on
          FROM shipments s
          JOIN shipment_lines x ON x.brand_id = :brand AND x.shipment_id = s.id
          WHERE s.brand_id = :brand {of_orders} GROUP BY s.order_id) AS p
    JOIN (SELECT l.order_id, sum(l.quantity) AS units FROM order_lines l
          WHERE l.brand_id = :brand {of_lines} GROUP BY l.order_id) AS q
      ON q.order_id = p.order_id
"""
"""The days that the shipments of orders say; for all orders of the brand unless narrowed."""

# A confirmed order that is not billed yet waits for just this: everything else bills earlier.
_FOLLOW: Final = """
    UPDATE orders o
    SET shipped_on = d.shipped_on, delivered_on = d.delivered_on,
        billable_on = CASE WHEN {waits} THEN d.shipped_on ELSE o.billable_on END,
        billable_batch_id = CASE WHEN {waits} AND d.shipped_on IS NOT NULL
                            THEN CAST(:batch AS uuid) ELSE o.billable_batch_id END
    FROM ({days}) AS d
    WHERE o.brand_id = :brand AND o.id = d.order_id
      AND ((o.shipped_on, o.delivered_on) IS DISTINCT FROM (d.shipped_on, d.delivered_on)
           OR {waits} AND d.shipped_on IS NOT NULL)
"""

_WAITS: Final = "o.billable_on IS NULL AND o.state = 'confirmed'"


async def follow(work: Work, order_ids: Sequence[OrderId], *, batch_id: UUID) -> int:
    """Let orders take the days of their shipments; return how many became billable by that."""
    return await _follow(
        work,
        "= ANY(CAST(:orders AS uuid[]))",
        orders=list(order_ids),
        batch_id=batch_id,
    )


async def follow_parcels(work: Work, *, batch_id: UUID) -> int:
    """Let the orders of a batch's parcels take the days of their shipments."""
    return await _follow(work, "IN (SELECT order_id FROM parcels)", batch_id=batch_id)


async def _follow(work: Work, narrow: str, *, batch_id: UUID, **parameters: object) -> int:
    days = DAYS.format(of_orders=f"AND s.order_id {narrow}", of_lines=f"AND l.order_id {narrow}")
    parameters |= {"brand": work.brand_id}
    changed = await work.run(_FOLLOW.format(days=days, waits=_WAITS), batch=batch_id, **parameters)
    if not changed:
        return 0
    (row,) = await work.rows(
        """
        SELECT count(*) AS billable FROM orders
        WHERE brand_id = :brand AND billable_batch_id = :batch
        """,
        brand=work.brand_id,
        batch=batch_id,
    )
    if row.billable:
        work.announce(OrdersBillable(batch_id=batch_id))
    billable: int = row.billable
    return billable
