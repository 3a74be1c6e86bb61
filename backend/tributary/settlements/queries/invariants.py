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
     AND b.currency = s.currency AND b.state <> 'superseded'
    WHERE s.brand_id = :brand
      AND (s.owed_opening_minor <> coalesce(b.owed_closing_minor, 0)
           OR s.earned_opening_minor <> coalesce(b.earned_closing_minor, 0))
"""

# The books of each pair at each cut-off, also of pairs that got no statement, with what corrected
# versions up to then have taken in of later days.
_TIES_TO_LEDGER: Final = """
    WITH posted AS (
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
    ),
    taken AS (
      SELECT r.id AS run_id, s.creditor_id, s.counterparty_id, s.currency,
             sum(l.amount_minor) AS owed
      FROM statement_lines l
      JOIN statements s ON s.brand_id = :brand AND s.id = l.statement_id
       AND s.state <> 'superseded'
      JOIN settlement_runs r ON r.brand_id = :brand AND r.state = 'closed'
       AND r.period_end >= s.period_end AND r.period_end <= l.booked_on
      WHERE l.brand_id = :brand AND l.is_correction
      GROUP BY r.id, s.creditor_id, s.counterparty_id, s.currency
    ),
    booked AS (
      SELECT run_id, creditor_id, counterparty_id, currency,
             coalesce(p.owed, 0) + coalesce(t.owed, 0) AS owed, coalesce(p.earned, 0) AS earned
      FROM posted p FULL JOIN taken t USING (run_id, creditor_id, counterparty_id, currency)
    )
    SELECT format('%s of run %s closes with %s and %s, the ledger says %s and %s',
                  coalesce(s.number, 'no statement'), run_id, s.owed_closing_minor,
                  s.earned_closing_minor, b.owed, b.earned)
    FROM booked b
    FULL JOIN (SELECT * FROM statements
               WHERE brand_id = :brand AND state <> 'superseded') AS s
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


# A correction keeps every line of the version before, and each booking is on one current statement.
_CORRECTS: Final = """
    SELECT format('statement %s is superseded by %s others', s.number, count(n.id))
    FROM statements s
    LEFT JOIN statements n ON n.brand_id = :brand AND n.supersedes_id = s.id
    WHERE s.brand_id = :brand
    GROUP BY s.id, s.number, s.state
    HAVING count(n.id) <> (s.state = 'superseded')::integer
    UNION ALL
    SELECT format('statement %s lacks lines of %s, which it corrects', n.number, s.number)
    FROM statements n JOIN statements s ON s.brand_id = :brand AND s.id = n.supersedes_id
    WHERE n.brand_id = :brand AND EXISTS (
      SELECT journal_id, side, section, subject_id, amount_minor FROM statement_lines
      WHERE brand_id = :brand AND statement_id = s.id
      EXCEPT ALL
      SELECT journal_id, side, section, subject_id, amount_minor FROM statement_lines
      WHERE brand_id = :brand AND statement_id = n.id)
    UNION ALL
    SELECT format('%s is on %s statements', c.reference, count(DISTINCT s.id))
    FROM statement_lines c
    JOIN statement_lines l ON l.brand_id = :brand AND l.subject_id = c.subject_id
     AND l.journal_id = c.journal_id
    JOIN statements s ON s.brand_id = :brand AND s.id = l.statement_id AND s.state <> 'superseded'
    WHERE c.brand_id = :brand AND c.is_correction
    GROUP BY c.journal_id, c.subject_id, c.reference
    HAVING count(DISTINCT s.id) <> 1
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
        reasoned=("settlements.dispute_statement", "settlements.supersede_statement"),
    ),
    Invariant(16, "a corrected version replaces one that was wrong", _STATEMENTS, _CORRECTS),
    Invariant(20, "what is confirmed is confirmed for good", _STATEMENTS, _CONFIRMED_FOR_GOOD),
    steps.listed_steps(
        "statement_dispute",
        DISPUTE_TRANSITIONS,
        rows="SELECT id, state, 'open' AS first FROM statement_disputes WHERE brand_id = :brand",
        reasoned=("settlements.dispute_line", "settlements.answer_dispute"),
    ),
)
