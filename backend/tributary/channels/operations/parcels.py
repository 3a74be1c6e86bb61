"""What staged rows say of parcels: which line left when, by whom, under which number."""

from typing import Final

from tributary.platform import Work

_DRAFTS: Final = """
    INSERT INTO shipment_drafts (order_id, seq, reference, carrier, tracking_number, shipped_on,
                                 delivered_on)
    SELECT s.order_id, s.seq, coalesce(s.tracking_number, ''), s.carrier, s.tracking_number,
           s.shipped_on, s.delivered_on
    FROM staged s
    WHERE s.order_id IS NOT NULL AND NOT s.is_return AND s.fault_reason IS NULL
      AND (s.shipped_on IS NOT NULL OR s.tracking_number IS NOT NULL)
"""

# The head of an order speaks for all its lines, but for parcels: an order has left when all did.
_DAYS: Final = """
    UPDATE order_drafts o SET shipped_on = p.shipped_on
    FROM (SELECT order_id,
                 CASE WHEN count(shipped_on) = count(*) THEN max(shipped_on) END AS shipped_on
          FROM staged WHERE order_id IS NOT NULL AND NOT is_return
          GROUP BY order_id HAVING count(*) > 1) AS p
    WHERE o.order_id = p.order_id AND o.shipped_on IS DISTINCT FROM p.shipped_on
"""


async def draft_parcels(work: Work) -> None:
    """Draft the shipments of the staged orders; an order has left once its last line has."""
    await work.run(_DRAFTS)
    await work.run(_DAYS)
