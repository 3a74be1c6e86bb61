"""A statement of the demo that was wrong: a return that came too late for it is taken in."""

from typing import Final

from tributary import settlements
from tributary.cli.demo.telling import told
from tributary.kernel import Actor, StatementId
from tributary.platform import Desk

REASON: Final = "月末退货漏计"

# The newest of those whose goods came back while the next month was running.
_TOO_LATE: Final = """
    SELECT s.id, s.number, n.id AS note_id, n.number AS note
    FROM statements s
    JOIN credit_notes n ON n.brand_id = :brand AND n.creditor_id = s.creditor_id
     AND n.debtor_id = s.counterparty_id AND n.currency = s.currency
     AND n.booked_on >= s.period_end
    WHERE s.brand_id = :brand AND s.creditor_id = :brand AND s.state = 'issued'
      AND s.owed_closing_minor > n.total_minor
      AND s.period_end = (SELECT max(period_end) FROM settlement_runs
                          WHERE brand_id = :brand AND state = 'closed')
      AND NOT EXISTS (SELECT 1 FROM statements WHERE brand_id = :brand AND version > 1)
    ORDER BY s.number DESC, n.number LIMIT 1
"""


async def correct_one(desk: Desk, actor: Actor) -> None:
    """Put a corrected version in the place of one statement, once; of none if nothing came back."""
    async with desk.database.work(actor, now=desk.clock()) as work:
        for row in await work.rows(_TOO_LATE, brand=actor.brand_id):
            await settlements.correct_statement(
                work, statement_id=StatementId(row.id), reason=REASON, taken=[row.note_id]
            )
            told("corrected", f"{row.number} takes in {row.note} of the month after")
