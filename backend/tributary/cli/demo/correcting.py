"""Statements of the demo that are not as they should be: one corrected, one disputed."""

from typing import Final

from tributary import settlements
from tributary.cli.demo.telling import told
from tributary.kernel import Actor, PartyId, StatementId
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


UNSAID: Final = ""
"""Of the whole nothing is said: its lines say it."""

# Chinese has its own commas.
SAID: Final = ("该单已于月底退货，请核对", "数量与发货单不符")  # noqa: RUF001
ANSWER: Final = "已核对发货单，数量无误"  # noqa: RUF001

# The newest of those with something to be said about, which nobody has touched.
_DISPUTABLE: Final = """
    SELECT s.id, s.number, s.counterparty_id, s.counterparty_name
    FROM statements s
    WHERE s.brand_id = :brand AND s.creditor_id = :brand AND s.state = 'issued' AND s.version = 1
      AND s.period_end = (SELECT max(period_end) FROM settlement_runs
                          WHERE brand_id = :brand AND state = 'closed')
      AND 2 <= (SELECT count(*) FROM statement_lines l WHERE l.brand_id = :brand
                AND l.statement_id = s.id AND l.section = 'receivable')
      AND NOT EXISTS (SELECT 1 FROM statement_disputes WHERE brand_id = :brand)
    ORDER BY s.number DESC LIMIT 1
"""


async def dispute_one(desk: Desk, actor: Actor) -> None:
    """Let one distributor dispute two lines, of which the brand has answered one; once."""
    async with desk.database.work(actor, now=desk.clock()) as work:
        for row in await work.rows(_DISPUTABLE, brand=actor.brand_id):
            statement_id = StatementId(row.id)
            lines = [settlements.LineDispute(n, why) for n, why in enumerate(SAID, start=1)]
            await settlements.dispute_statement(
                work,
                statement_id=statement_id,
                party_id=PartyId(row.counterparty_id),
                reason=UNSAID,
                lines=lines,
            )
            await settlements.answer_dispute(
                work, statement_id=statement_id, position=2, is_accepted=False, answer=ANSWER
            )
            told("disputed", f"two lines of {row.number}; one of them waits for an answer")
