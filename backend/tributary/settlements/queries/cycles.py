"""In which cycle a brand closes its books, and which period comes next."""

from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId, Period
from tributary.settlements.queries.runs import runs_of
from tributary.settlements.rules import Cycle, CycleFrom, held_cycles, period_from


async def cycles_of(session: AsyncSession, brand_id: BrandId) -> list[CycleFrom]:
    """Return which cycle holds from which day, in order; months where nothing was said."""
    rows = await session.execute(
        text(
            "SELECT cycle, valid_from, last_days FROM settlement_cycles WHERE brand_id = :brand "
            "ORDER BY changed_at"
        ),
        {"brand": brand_id},
    )
    return held_cycles(
        CycleFrom(
            Cycle(row.cycle),
            row.valid_from,
            tuple(date.fromisoformat(day) for day in row.last_days.split()),
        )
        for row in rows
    )


async def next_period(session: AsyncSession, brand_id: BrandId) -> Period | None:
    """Return the first period that is not closed; None before the first, or off the calendar."""
    runs = await runs_of(session, brand_id)
    if not runs:
        return None
    return period_from(runs[-1].period.end, await cycles_of(session, brand_id))
