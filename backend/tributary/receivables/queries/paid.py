"""When an order counts as paid."""

from typing import Final

IS_PAID: Final = """
    NOT EXISTS (SELECT 1 FROM receivables r
                WHERE r.brand_id = :brand AND r.order_id = {order} AND r.depth = 0
                  AND r.applied_minor < r.total_minor)
    AND EXISTS (SELECT 1 FROM receivables r
                JOIN applications a ON a.brand_id = :brand AND a.receivable_id = r.id
                LEFT JOIN credit_notes n ON n.brand_id = :brand AND n.id = a.source_id
                WHERE r.brand_id = :brand AND r.order_id = {order} AND r.depth = 0
                  AND n.order_id IS DISTINCT FROM r.order_id
                HAVING sum(CASE WHEN a.reverses_id IS NULL
                           THEN a.amount_minor ELSE -a.amount_minor END) > 0)
    AND EXISTS (SELECT 1 FROM order_lines l
                WHERE l.brand_id = :brand AND l.order_id = {order} AND l.quantity > (
                  SELECT coalesce(sum(x.quantity), 0) FROM return_lines x
                  WHERE x.brand_id = :brand AND x.order_line_id = l.id))
"""
"""Whether nothing of an order is open, more than its own returns paid for it, and some of it stays.
"""
