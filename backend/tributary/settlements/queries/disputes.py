"""Lines that counterparties say are wrong, of every statement of a brand."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId, Money, StatementId
from tributary.settlements.rules import DisputeState


@dataclass(frozen=True, slots=True)
class DisputedLine:
    """Who says what of which line, and what was answered."""

    statement_id: StatementId
    number: str
    """Of the statement."""
    counterparty_code: str
    counterparty_name: str
    position: int
    reference: str
    amount: Money
    state: DisputeState
    reason: str
    raised_at: datetime
    answer_by: date | None
    """The last day for disputing the statement."""
    answer: str | None


async def disputes_of(
    session: AsyncSession, brand_id: BrandId, *, is_open: bool = False
) -> list[DisputedLine]:
    """Return the disputed lines of a brand, what waits longest first.

    Args:
        session: reads the brand.
        brand_id: whose statements.
        is_open: only those that nobody has answered.
    """
    rows = await session.execute(
        text(
            """
            SELECT d.statement_id, s.number, s.counterparty_code, s.counterparty_name, d.position,
                   l.reference, l.amount_minor, CAST(l.currency AS text) AS currency, d.state,
                   d.reason, d.raised_at, s.answer_by, d.answer
            FROM statement_disputes d
            JOIN statements s ON s.brand_id = :brand AND s.id = d.statement_id
            JOIN statement_lines l ON l.brand_id = :brand AND l.statement_id = d.statement_id
             AND l.position = d.position
            WHERE d.brand_id = :brand AND (NOT :open OR d.state = 'open')
            ORDER BY d.raised_at, s.number COLLATE "C", d.position
            """
        ),
        {"brand": brand_id, "open": is_open},
    )
    return [
        DisputedLine(
            statement_id=row.statement_id,
            number=row.number,
            counterparty_code=row.counterparty_code,
            counterparty_name=row.counterparty_name,
            position=row.position,
            reference=row.reference,
            amount=Money(row.amount_minor, row.currency),
            state=DisputeState(row.state),
            reason=row.reason,
            raised_at=row.raised_at,
            answer_by=row.answer_by,
            answer=row.answer,
        )
        for row in rows
    ]
