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
             coalesce(-sum(amount_minor) FILTER (WHERE kind IN ('used', 'undone', 'paid_out')), 0)
               AS used,
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

# What was taken back has left nothing on credits and items, and each of them says both.
_USED_IS_APPLIED: Final = """
    SELECT format('rebate use %s is of %s; its entries say %s, open items %s', u.number,
                  u.amount_minor, e.minor, a.minor)
    FROM rebate_uses u
    CROSS JOIN LATERAL (
      SELECT coalesce(-sum(x.amount_minor), 0) AS minor FROM rebate_entries x
      WHERE x.brand_id = :brand AND x.use_id = u.id) AS e
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(CASE WHEN x.reverses_id IS NULL THEN x.amount_minor
                               ELSE -x.amount_minor END), 0) AS minor
      FROM applications x
      WHERE x.brand_id = :brand AND x.source = 'rebate' AND x.source_id = u.id) AS a
    CROSS JOIN LATERAL (
      SELECT CASE WHEN u.undone_on IS NULL THEN u.amount_minor ELSE 0 END AS minor) AS w
    WHERE u.brand_id = :brand AND (w.minor <> e.minor
      OR a.minor <> CASE u.kind WHEN 'goods' THEN w.minor ELSE 0 END)
"""

_CLAIM_IS_LINES: Final = """
    SELECT format('rebate claim %s is of %s, its lines come to %s, its snapshot says %s', m.number,
                  m.amount_minor, coalesce(x.minor, 0), m.snapshot ->> 'amount_minor')
    FROM rebate_claims m
    LEFT JOIN (
      SELECT l.claim_id, sum(l.amount_minor) AS minor, count(*) AS lines,
             count(*) FILTER (WHERE k.credit_id = c.credit_id
               AND (k.amount_minor, k.order_line_id) = (l.amount_minor, l.order_line_id))
               AS right_ones,
             count(*) FILTER (WHERE l.is_live) AS live
      FROM rebate_claim_lines l
      JOIN rebate_claims c ON c.brand_id = :brand AND c.id = l.claim_id
      JOIN rebate_costs k ON k.brand_id = :brand AND k.id = l.cost_id
      WHERE l.brand_id = :brand GROUP BY l.claim_id) AS x ON x.claim_id = m.id
    WHERE m.brand_id = :brand AND (coalesce(x.minor, 0) <> m.amount_minor
      OR x.lines <> x.right_ones OR x.live <> CASE m.state WHEN 'withdrawn' THEN 0 ELSE x.lines END
      OR m.amount_minor <> CAST(m.snapshot ->> 'amount_minor' AS bigint))
"""

_AGREED: Final = """
    SELECT format('rebate claim %s is %s at step %s, agreed to at %s of %s steps', m.number,
                  m.state, m.step, s.agreed, s.steps)
    FROM rebate_claims m
    CROSS JOIN LATERAL (
      SELECT count(*) AS steps, count(decided_by) AS agreed,
             count(decided_by) FILTER (WHERE position < m.step) AS before,
             count(DISTINCT decided_by) AS people,
             bool_or(m.claimed_by IN (decided_by, decided_for)) AS is_own
      FROM rebate_claim_steps x WHERE x.brand_id = :brand AND x.claim_id = m.id) AS s
    WHERE m.brand_id = :brand AND (s.agreed <> s.people OR s.is_own IS TRUE
      OR CASE m.state WHEN 'approved' THEN s.agreed <> s.steps
         WHEN 'open' THEN s.before <> m.step - 1 OR s.agreed <> s.before
         WHEN 'returned' THEN s.agreed <> 0 ELSE false END)
"""

_WITHHELD: Final = """
    SELECT format('rebate credit %s withholds %s, its lines say %s', c.id, c.unapproved_minor,
                  w.minor)
    FROM rebate_credits c
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(greatest(s.earned - s.agreed, 0)), 0) AS minor
      FROM (SELECT sum(k.amount_minor) AS earned, coalesce(sum((
              SELECT x.amount_minor FROM rebate_claim_lines x
              JOIN rebate_claims m ON m.brand_id = :brand AND m.id = x.claim_id
               AND m.state = 'approved'
              WHERE x.brand_id = :brand AND x.cost_id = k.id)), 0) AS agreed
            FROM rebate_costs k WHERE k.brand_id = :brand AND k.credit_id = c.id
            GROUP BY k.order_line_id) AS s) AS w
    WHERE c.brand_id = :brand AND c.unapproved_minor <> CASE
      WHEN NOT c.is_claimed OR EXISTS (
        SELECT 1 FROM rebate_entries e WHERE e.brand_id = :brand AND e.credit_id = c.id
          AND e.kind = 'expired') THEN 0 ELSE w.minor END
"""

_CLAIMS: Final = "SELECT count(*) FROM rebate_claims WHERE brand_id = :brand"
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
    Invariant(
        16, "a claim is the sum of its order lines, each claimed once", _CLAIMS, _CLAIM_IS_LINES
    ),
    Invariant(16, "every step of an approved claim was agreed to by another", _CLAIMS, _AGREED),
    Invariant(16, "what has to be claimed is withheld until it is agreed to", _CREDITS, _WITHHELD),
)
