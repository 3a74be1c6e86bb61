"""What is always true of statements, as SQL that names every violation."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from tributary import commissions
from tributary.kernel import BrandId
from tributary.platform import Invariant, steps
from tributary.settlements.queries.runs import runs_of
from tributary.settlements.rules import DISPUTE_TRANSITIONS, STATEMENT_TRANSITIONS

_STATEMENTS: Final = "SELECT count(*) FROM statements s WHERE s.brand_id = :brand"

_ADDS_UP: Final = """
    SELECT format('statement %s: %s + %s = %s and %s + %s = %s, but its lines say %s and %s',
                  s.number, s.owed_opening_minor, s.owed_movement_minor, s.owed_closing_minor,
                  s.earned_opening_minor, s.earned_movement_minor, s.earned_closing_minor,
                  coalesce(l.owed, 0), coalesce(l.earned, 0))
    FROM statements s
    LEFT JOIN (SELECT statement_id, sum(amount_minor) FILTER (WHERE side = 'owed') AS owed,
                      sum(amount_minor) FILTER (WHERE side = 'earned') AS earned
               FROM statement_lines WHERE brand_id = :brand GROUP BY statement_id) AS l
      ON l.statement_id = s.id
    WHERE s.brand_id = :brand
      AND (s.owed_movement_minor <> coalesce(l.owed, 0)
           OR s.earned_movement_minor <> coalesce(l.earned, 0)
           OR s.owed_closing_minor <> s.owed_opening_minor + coalesce(l.owed, 0)
           OR s.earned_closing_minor <> s.earned_opening_minor + coalesce(l.earned, 0))
"""

_CARRIES_ON: Final = """
    SELECT format('statement %s opens with %s and %s, the one before closed with %s and %s',
                  s.number, s.owed_opening_minor, s.earned_opening_minor,
                  coalesce(b.owed_closing_minor, 0), coalesce(b.earned_closing_minor, 0))
    FROM statements s
    LEFT JOIN statements b ON b.brand_id = :brand AND b.period_end = s.period_start
     AND b.creditor_id = s.creditor_id AND b.counterparty_id = s.counterparty_id
     AND b.currency = s.currency
    WHERE s.brand_id = :brand
      AND (s.owed_opening_minor <> coalesce(b.owed_closing_minor, 0)
           OR s.earned_opening_minor <> coalesce(b.earned_closing_minor, 0))
"""

# The books of each pair at each cut-off, also of pairs that got no statement.
_TIES_TO_LEDGER: Final = """
    WITH booked AS (
      SELECT r.id AS run_id, a.book_id AS creditor_id, a.counterparty_id, a.currency,
             sum(CASE WHEN a.kind = 'commission_payable' THEN 0 WHEN t.debit_account_id = a.id
                 THEN t.amount_minor ELSE -t.amount_minor END) AS owed,
             sum(CASE WHEN a.kind <> 'commission_payable' THEN 0 WHEN t.credit_account_id = a.id
                 THEN t.amount_minor ELSE -t.amount_minor END) AS earned
      FROM settlement_runs r
      JOIN accounts a ON a.brand_id = :brand
       AND a.kind IN ('receivable', 'customer_credit', 'commission_payable')
      JOIN transfers t ON t.brand_id = :brand AND a.id IN (t.debit_account_id, t.credit_account_id)
       AND t.phase IN ('posted', 'post') AND t.booked_on < r.period_end
      WHERE r.brand_id = :brand AND r.state = 'closed'
      GROUP BY r.id, a.book_id, a.counterparty_id, a.currency
    )
    SELECT format('%s of run %s closes with %s and %s, the ledger says %s and %s',
                  coalesce(s.number, 'no statement'), run_id, s.owed_closing_minor,
                  s.earned_closing_minor, b.owed, b.earned)
    FROM booked b
    FULL JOIN (SELECT * FROM statements WHERE brand_id = :brand) AS s
      USING (run_id, creditor_id, counterparty_id, currency)
    WHERE coalesce(s.owed_closing_minor, 0) <> coalesce(b.owed, 0)
       OR coalesce(s.earned_closing_minor, 0) <> coalesce(b.earned, 0)
"""

_PDF_UNCHANGED: Final = """
    SELECT format('the PDF of statement %s is not the one that was printed', s.number)
    FROM statements s
    LEFT JOIN (SELECT blob_id, encode(sha256(string_agg(content, ''::bytea ORDER BY position)),
                                      'hex') AS sha256
               FROM blob_chunks WHERE brand_id = :brand AND blob_id IN
                 (SELECT blob_id FROM statements WHERE brand_id = :brand)
               GROUP BY blob_id) AS c ON c.blob_id = s.blob_id
    WHERE s.brand_id = :brand AND s.blob_id IS NOT NULL
      AND s.pdf_sha256 IS DISTINCT FROM c.sha256
"""


_CONFIRMED_FOR_GOOD: Final = """
    SELECT format('statement %s is %s, but a confirmation of it %s', s.number, s.state,
                  CASE WHEN c.statement_id IS NULL THEN 'is missing' ELSE 'is kept' END)
    FROM statements s
    LEFT JOIN statement_confirmations c ON c.brand_id = :brand AND c.statement_id = s.id
    WHERE s.brand_id = :brand AND (s.state = 'confirmed') <> (c.statement_id IS NOT NULL)
"""


async def missing_commissions(session: AsyncSession, brand_id: BrandId) -> Sequence[str]:
    """Return what closing a closed period again would add."""
    return [
        fault
        for run in await runs_of(session, brand_id)
        for fault in await commissions.missing_from(session, brand_id, run.period)
    ]


INVARIANTS: Final = (
    Invariant(16, "a statement is its opening and its lines", _STATEMENTS, _ADDS_UP),
    Invariant(
        16, "a statement opens with what the one before closed with", _STATEMENTS, _CARRIES_ON
    ),
    Invariant(
        16, "a statement closes with the ledger at its cut-off", _STATEMENTS, _TIES_TO_LEDGER
    ),
    Invariant(
        16,
        "the stored PDF of a statement is the one that was printed",
        f"{_STATEMENTS} AND s.blob_id IS NOT NULL",
        _PDF_UNCHANGED,
    ),
    Invariant(
        17,
        "closing a closed period again would add nothing",
        "SELECT count(*) FROM settlement_runs r WHERE r.brand_id = :brand AND r.state = 'closed'",
        missing_commissions,
    ),
    steps.listed_steps(
        "statement",
        STATEMENT_TRANSITIONS,
        rows="SELECT id, state, 'issued' AS first FROM statements WHERE brand_id = :brand",
        reasoned=("settlements.dispute_statement",),
    ),
    Invariant(20, "what is confirmed is confirmed for good", _STATEMENTS, _CONFIRMED_FOR_GOOD),
    steps.listed_steps(
        "statement_dispute",
        DISPUTE_TRANSITIONS,
        rows="SELECT id, state, 'open' AS first FROM statement_disputes WHERE brand_id = :brand",
        reasoned=("settlements.dispute_line", "settlements.answer_dispute"),
    ),
)
