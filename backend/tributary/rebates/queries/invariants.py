"""What is always true of rebates, as SQL that names every violation."""

from collections.abc import Sequence
from typing import Final

from tributary.platform import Invariant

_SUMS: Final = """
    SELECT format('rebate accrual %s says %s, its lines %s', a.id, a.amount_minor,
                  coalesce(l.minor, 0))
    FROM rebate_accruals a
    LEFT JOIN (SELECT accrual_id, sum(amount_minor) AS minor FROM rebate_lines
               WHERE brand_id = :brand GROUP BY accrual_id) AS l ON l.accrual_id = a.id
    WHERE a.brand_id = :brand AND a.amount_minor <> coalesce(l.minor, 0)
"""

_ONCE: Final = """
    SELECT format('order line %s counts under %s terms of one rebate plan', l.order_line_id,
                  count(*))
    FROM rebate_lines l
    JOIN rebate_accruals a ON a.brand_id = :brand AND a.id = l.accrual_id
    JOIN rebate_plans p ON p.brand_id = :brand AND p.id = a.plan_id
    WHERE l.brand_id = :brand
    GROUP BY p.code, l.order_line_id HAVING count(*) > 1
"""

_ACCRUALS: Final = "SELECT count(*) FROM rebate_accruals WHERE brand_id = :brand"
_LINES: Final = "SELECT count(*) FROM rebate_lines WHERE brand_id = :brand"

INVARIANTS: Sequence[Invariant] = (
    Invariant(16, "the lines of a rebate accrual add up to it", _ACCRUALS, _SUMS),
    Invariant(16, "a purchase counts once under a rebate plan", _LINES, _ONCE),
)
