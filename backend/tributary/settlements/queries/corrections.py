"""What a corrected version consists of, as SQL over the version before and the ledger."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId, Money
from tributary.settlements.queries.movements import LINES, NAMED
from tributary.settlements.queries.runs import Statement


@dataclass(frozen=True, slots=True)
class Takeable:
    """A credit note or an open item of later days that a corrected version can take in."""

    subject_id: UUID
    number: str
    booked_on: date
    amount: Money
    """By how much it changes what is owed; negative for a credit note."""


# What was booked for some documents between the pair of a statement, after its period.
TAKEN: Final = f"""
    {LINES},
    wanted AS (
      SELECT * FROM lines
      WHERE creditor_id = :creditor AND counterparty_id = :counterparty AND currency = :currency
        AND subject_id = ANY(CAST(:taken AS uuid[]))
        AND reason IN ('receivable_raised', 'discount_lost', 'credit_note')
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

FIND_TAKEABLE: Final = f"""
    WITH {LINES}
    SELECT l.subject_id, coalesce(r.number, n.number) AS number, min(l.booked_on) AS booked_on,
           sum(l.amount_minor)::bigint AS minor, l.currency
    FROM lines l
    LEFT JOIN receivables r ON r.brand_id = :brand AND r.id = l.subject_id
    LEFT JOIN credit_notes n ON n.brand_id = :brand AND n.id = l.subject_id
    WHERE l.creditor_id = :creditor AND l.counterparty_id = :counterparty
      AND l.currency = :currency AND l.side = 'owed'
      AND l.reason IN ('receivable_raised', 'discount_lost', 'credit_note')
    GROUP BY l.subject_id, r.number, n.number, l.currency
    ORDER BY booked_on, coalesce(r.number, n.number) COLLATE "C"
"""  # noqa: S608  Only constants of this module meet here; values are parameters.


async def takeable_of(
    session: AsyncSession, brand_id: BrandId, statement: Statement
) -> list[Takeable]:
    """Return what was billed or credited to the pair of a statement after its period, by day.

    What a corrected version has taken in already is left out; whether the statement can still be
    corrected is for the correction to say.
    """
    rows = await session.execute(
        text(FIND_TAKEABLE),
        {
            "brand": brand_id,
            "creditor": statement.creditor_id,
            "counterparty": statement.counterparty_id,
            "currency": statement.owed_closing.currency,
            "start": statement.period.end,
            "end": date.max,
        },
    )
    return [
        Takeable(row.subject_id, row.number, row.booked_on, Money(row.minor, row.currency))
        for row in rows
    ]
