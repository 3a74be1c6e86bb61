"""What a corrected version consists of, as SQL over the version before and the ledger."""

from typing import Final

from tributary.settlements.queries.movements import LINES, NAMED

# What was booked for some documents between the pair of a statement, after its period.
TAKEN: Final = f"""
    {LINES},
    wanted AS (
      SELECT * FROM lines
      WHERE creditor_id = :creditor AND counterparty_id = :counterparty AND currency = :currency
        AND subject_id = ANY(CAST(:taken AS uuid[]))
        AND reason IN ('receivable_raised', 'credit_note')
    )
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

FIND_TAKEN: Final = f"""
    WITH {TAKEN}
    SELECT subject_id, side, sum(amount_minor)::bigint AS minor FROM wanted
    GROUP BY subject_id, side
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

INSERT_VERSION: Final = """
    INSERT INTO statements (brand_id, id, run_id, number, creditor_id, counterparty_id, currency,
      period_start, period_end, owed_opening_minor, owed_movement_minor, owed_closing_minor,
      earned_opening_minor, earned_movement_minor, earned_closing_minor, netting, language,
      creditor_name, creditor_address, counterparty_name, counterparty_code, state, issued_on,
      created_at, answer_by, silence_confirms, version, supersedes_id, correction_reason)
    SELECT s.brand_id, :id, s.run_id, :number, s.creditor_id, s.counterparty_id, s.currency,
           s.period_start, s.period_end, s.owed_opening_minor,
           s.owed_movement_minor + CAST(:more AS bigint),
           s.owed_closing_minor + CAST(:more AS bigint),
           s.earned_opening_minor, s.earned_movement_minor, s.earned_closing_minor, s.netting,
           p.language, b.name, coalesce(b.address, ''), p.name, p.code, 'issued', :issued_on, :now,
           :answer_by, :silence_confirms, s.version + 1, s.id, :reason
    FROM statements s
    JOIN parties p ON p.brand_id = :brand AND p.id = s.counterparty_id
    JOIN parties b ON b.brand_id = :brand AND b.id = s.creditor_id
    WHERE s.brand_id = :brand AND s.id = :before
"""

# Those that were there keep what they say; the places of all are given anew.
INSERT_VERSION_LINES: Final = f"""
    WITH {TAKEN},
    placed AS (SELECT * FROM wanted),
    {NAMED},
    kept AS (
      SELECT l.side, l.section, w.rank, l.journal_id, l.subject_id, l.booked_on, l.reference,
             l.detail, l.amount_minor, l.is_correction
      FROM statement_lines l JOIN ranked w ON w.section = l.section
      WHERE l.brand_id = :brand AND l.statement_id = :before
      UNION ALL
      SELECT side, section, rank, journal_id, subject_id, booked_on, reference, detail,
             amount_minor, true
      FROM named
    )
    INSERT INTO statement_lines (brand_id, statement_id, position, side, section, journal_id,
      subject_id, booked_on, reference, detail, amount_minor, currency, is_correction)
    SELECT :brand, :id,
           row_number() OVER (ORDER BY rank, side, booked_on, reference COLLATE "C", journal_id,
                              amount_minor),
           side, section, journal_id, subject_id, booked_on, reference, detail, amount_minor,
           :currency, is_correction
    FROM kept
"""  # noqa: S608  Only constants of this module meet here; values are parameters.
