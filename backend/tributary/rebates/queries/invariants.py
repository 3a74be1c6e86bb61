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

_CREDIT_IS_ENTRIES: Final = """
    SELECT format('rebate credit %s says %s released, %s offset, %s used, %s expired; its entries '
                  'say %s, %s, %s, %s', c.id, c.amount_minor, c.offset_minor, c.used_minor,
                  c.expired_minor, e.released, e.offsets, e.used, e.expired)
    FROM rebate_credits c
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(amount_minor) FILTER (WHERE kind IN ('released', 'adjusted')), 0)
               AS released,
             coalesce(sum(amount_minor) FILTER (WHERE kind = 'offset'), 0) AS offsets,
             coalesce(-sum(amount_minor) FILTER (WHERE kind IN ('used', 'paid_out')), 0) AS used,
             coalesce(-sum(amount_minor) FILTER (WHERE kind IN ('expired', 'restored')), 0)
               AS expired
      FROM rebate_entries x WHERE x.brand_id = :brand AND x.credit_id = c.id) AS e
    WHERE c.brand_id = :brand AND (c.amount_minor, c.offset_minor, c.used_minor, c.expired_minor)
      <> (e.released, e.offsets, e.used, e.expired)
"""

_COSTS: Final = """
    SELECT format('rebate entry %s releases %s, its order lines bear %s', e.id, e.amount_minor,
                  coalesce(k.minor, 0))
    FROM rebate_entries e
    LEFT JOIN (SELECT entry_id, sum(amount_minor) AS minor FROM rebate_costs
               WHERE brand_id = :brand GROUP BY entry_id) AS k ON k.entry_id = e.id
    WHERE e.brand_id = :brand AND e.amount_minor * (e.kind IN ('released', 'adjusted'))::integer
      <> coalesce(k.minor, 0)
"""

_RELEASED_IS_COUNTED: Final = """
    SELECT format('rebate credit %s of %s was counted as %s by the same day', c.id, c.amount_minor,
                  a.amount_minor)
    FROM rebate_credits c
    JOIN rebate_accruals a ON a.brand_id = :brand AND a.id = c.accrual_id AND a.as_of = c.as_of
    WHERE c.brand_id = :brand AND c.amount_minor <> a.amount_minor
"""

_LEFT_IS_BOOKED: Final = """
    SELECT format('distributor %s: %s %s is left of its rebates, the ledger says %s',
                  distributor_id, coalesce(c.minor, 0), currency, coalesce(b.minor, 0))
    FROM (SELECT distributor_id, currency, sum(left_minor - owed_back_minor) AS minor
          FROM rebate_credits WHERE brand_id = :brand GROUP BY distributor_id, currency) AS c
    FULL JOIN (
      SELECT a.counterparty_id AS distributor_id, a.currency,
             b.credits_minor - b.debits_minor AS minor
      FROM accounts a JOIN balances b ON b.brand_id = :brand AND b.account_id = a.id
      WHERE a.brand_id = :brand AND a.kind = 'rebate_payable') AS b
      USING (distributor_id, currency)
    WHERE coalesce(c.minor, 0) <> coalesce(b.minor, 0)
"""

_USED_IS_APPLIED: Final = """
    SELECT format('rebate use %s is of %s; its entries say %s, open items %s', u.number,
                  u.amount_minor, e.minor, a.minor)
    FROM rebate_uses u
    CROSS JOIN LATERAL (
      SELECT coalesce(-sum(x.amount_minor), 0) AS minor FROM rebate_entries x
      WHERE x.brand_id = :brand AND x.use_id = u.id) AS e
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(x.amount_minor), 0) AS minor FROM applications x
      WHERE x.brand_id = :brand AND x.source = 'rebate' AND x.source_id = u.id) AS a
    WHERE u.brand_id = :brand AND (u.amount_minor <> e.minor
      OR a.minor <> CASE u.kind WHEN 'goods' THEN u.amount_minor ELSE 0 END)
"""

_CREDITS: Final = "SELECT count(*) FROM rebate_credits WHERE brand_id = :brand"
_ENTRIES: Final = "SELECT count(*) FROM rebate_entries WHERE brand_id = :brand"
_USES: Final = "SELECT count(*) FROM rebate_uses WHERE brand_id = :brand"
_ACCRUALS: Final = "SELECT count(*) FROM rebate_accruals WHERE brand_id = :brand"
_LINES: Final = "SELECT count(*) FROM rebate_lines WHERE brand_id = :brand"

INVARIANTS: Sequence[Invariant] = (
    Invariant(16, "the lines of a rebate accrual add up to it", _ACCRUALS, _SUMS),
    Invariant(16, "a purchase counts once under a rebate plan", _LINES, _ONCE),
    Invariant(16, "a rebate credit is the sum of its entries", _CREDITS, _CREDIT_IS_ENTRIES),
    Invariant(16, "what is released is a cost of order lines, to the cent", _ENTRIES, _COSTS),
    Invariant(16, "what is released is what was counted", _CREDITS, _RELEASED_IS_COUNTED),
    Invariant(
        16, "what is left of rebates is the balance of the ledger", _CREDITS, _LEFT_IS_BOOKED
    ),
    Invariant(16, "what was used of rebates closed open items", _USES, _USED_IS_APPLIED),
)
