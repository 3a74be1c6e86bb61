"""What is always true of commissions, as SQL that names every violation."""

from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary import parties
from tributary.commissions.queries.candidates import IN_ORDER
from tributary.commissions.queries.due import DIFFERENCES
from tributary.commissions.queries.wheres import rules_of
from tributary.kernel import BrandId, Period, derived_id
from tributary.platform import Invariant

_LINES: Final = "SELECT count(*) FROM commission_lines c WHERE c.brand_id = :brand"

_LINES_ARE_TRANSFERS: Final = """
    WITH earned AS (
      SELECT derived_id('commission_transfer:' || c.run_id || ':' || c.beneficiary_id || ':'
                        || c.currency) AS transfer_id,
             ledger_account_id(:brand, :brand, 'commission_payable', c.beneficiary_id,
                               CAST(c.currency AS text)) AS account_id,
             c.run_id, c.beneficiary_id, sum(c.amount_minor) AS minor
      FROM commission_lines c WHERE c.brand_id = :brand
      GROUP BY c.run_id, c.beneficiary_id, c.currency
    ),
    booked AS (
      SELECT t.id AS transfer_id,
             CASE WHEN a.id = t.credit_account_id THEN t.amount_minor ELSE -t.amount_minor END
               AS minor, a.id AS account_id
      FROM transfers t
      JOIN accounts a ON a.brand_id = :brand AND a.kind = 'commission_payable'
       AND a.id IN (t.debit_account_id, t.credit_account_id)
      WHERE t.brand_id = :brand AND t.reason IN ('commission', 'commission_reversal')
    )
    SELECT format('run %s, beneficiary %s: lines say %s, transfer %s says %s', e.run_id,
                  e.beneficiary_id, coalesce(e.minor, 0), transfer_id, coalesce(b.minor, 0))
    FROM earned e FULL JOIN booked b USING (transfer_id, account_id)
    WHERE coalesce(e.minor, 0) <> coalesce(b.minor, 0)
"""

_REVERSED_WITHIN: Final = """
    SELECT format('line %s of %s: returns took back %s', c.id, c.amount_minor, -r.minor)
    FROM commission_lines c
    JOIN (SELECT reverses_id, sum(amount_minor) AS minor FROM commission_lines
          WHERE brand_id = :brand AND reverses_id IS NOT NULL GROUP BY reverses_id) AS r
      ON r.reverses_id = c.id
    WHERE c.brand_id = :brand AND c.amount_minor + r.minor < 0
"""

_NOT_BOTH: Final = """
    SELECT format('order line %s earns price gap and override under %s', o.order_line_id, p.code)
    FROM commission_lines o
    JOIN plans p ON p.brand_id = :brand AND p.id = o.plan_id AND NOT p.pays_both
    WHERE o.brand_id = :brand AND o.kind = 'override' AND o.reverses_id IS NULL AND EXISTS (
      SELECT 1 FROM commission_lines g WHERE g.brand_id = :brand AND g.kind = 'price_gap'
        AND g.order_line_id = o.order_line_id)
"""


async def missing_from(session: AsyncSession, brand_id: BrandId, period: Period) -> list[str]:
    """Return what happened in a period that would earn today and has no line at all.

    A sale whose chain was corrected afterwards has lines already, those of the day it was settled.
    """
    missing: list[str] = []
    parameters: dict[str, object] = {"start": period.start, "end": period.end, "brand": brand_id}
    same_return = "AND c.return_line_id IS NOT DISTINCT FROM s.return_line_id"
    searched = [(each, f"{same_return} AND c.owed_minor IS NULL") for _, each in IN_ORDER[:2]]
    same_payment = "AND c.application_id IS NOT DISTINCT FROM s.application_id"
    searched += [(each, f"{same_return} {same_payment}") for _, each in IN_ORDER[2:]]
    rules = await rules_of(session, brand_id)
    parameters |= rules.parameters
    searched.append(
        (
            rules.into(DIFFERENCES),
            "AND c.term_id = s.term_id AND c.beneficiary_id = s.beneficiary_id",
        )
    )
    for candidates, same in searched:
        sql = f"""
            SELECT format('%s %s of order line %s in {period} has no commission line',
                          s.kind, s.beneficiary_id, s.order_line_id)
            FROM ({candidates}) AS s
            WHERE NOT EXISTS (SELECT 1 FROM commission_lines c
                              WHERE c.brand_id = :brand AND c.order_line_id = s.order_line_id
                                {same})
            LIMIT 20
        """  # noqa: S608  Only constants meet here; values are parameters.
        # Whose run it would be does not matter here.
        run = derived_id("settlement_run", brand_id, period.start)
        async with parties.set_based(session):
            found = await session.execute(text(sql), {**parameters, "run": run})
        missing += [row[0] for row in found]
    return missing


# A difference says from what to what: the ends meet, so that all of them add up to the last.
_DIFFERENCES_MEET: Final = """
    SELECT format('line %s says %s was booked before, the lines before say %s', c.id,
                  c.booked_minor, coalesce(before, 0))
    FROM (SELECT k.id, k.booked_minor, sum(k.amount_minor) OVER (
            PARTITION BY k.order_line_id, k.term_id, k.beneficiary_id ORDER BY k.earned_on
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
          FROM commission_lines k WHERE k.brand_id = :brand AND k.term_id IS NOT NULL) AS c
    WHERE c.booked_minor <> coalesce(c.before, 0)
"""

# Whatever was booked before a payment is what was due after something earlier on the line.
_PAYMENTS_MEET: Final = """
    SELECT format('line %s says %s was booked before, which was never due', c.id, c.booked_minor)
    FROM commission_lines c
    WHERE c.brand_id = :brand AND c.owed_minor IS NOT NULL AND c.term_id IS NULL
      AND c.booked_minor > 0 AND NOT EXISTS (
        SELECT 1 FROM commission_lines e
        WHERE e.brand_id = :brand AND e.order_line_id = c.order_line_id AND e.plan_id = c.plan_id
          AND e.kind = c.kind AND e.beneficiary_id = c.beneficiary_id AND e.term_id IS NULL
          AND e.due_minor = c.booked_minor AND e.earned_on <= c.earned_on)
"""

INVARIANTS: Final = (
    Invariant(16, "the commission lines of a run are its transfers", _LINES, _LINES_ARE_TRANSFERS),
    Invariant(
        16,
        "returns take back at most what a line earned",
        f"{_LINES} AND c.reverses_id IS NOT NULL",
        _REVERSED_WITHIN,
    ),
    Invariant(
        16,
        "a line earns price gap and override only when the plan says both",
        f"{_LINES} AND c.kind = 'override'",
        _NOT_BOTH,
    ),
    Invariant(
        16,
        "what a payment adds begins with what was due before",
        f"{_LINES} AND c.owed_minor IS NOT NULL AND c.term_id IS NULL",
        _PAYMENTS_MEET,
    ),
    Invariant(
        16,
        "what a term booked on a line adds up to what is due on it",
        f"{_LINES} AND c.term_id IS NOT NULL",
        _DIFFERENCES_MEET,
    ),
)
