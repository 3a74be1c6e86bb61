"""In which cycle a brand closes its books, and which period comes next."""

from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId, Period
from tributary.settlements.queries.runs import runs_of
from tributary.settlements.rules import (
    Cycle,
    CycleFrom,
    Standing,
    first_period,
    held_cycles,
    period_from,
    standings,
)


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


async def calendar_of(
    session: AsyncSession, brand_id: BrandId, today: date
) -> list[tuple[Period, Standing]]:
    """Return every period from the first to the one that is not over, and where each stands.

    The first is the first that was closed; before that, the one in which the first booking lies.
    """
    closed = [run.period for run in await runs_of(session, brand_id)]
    held = await cycles_of(session, brand_id)
    first = None
    if not closed:
        (row,) = await session.execute(
            text("SELECT min(booked_on) AS day FROM transfers WHERE brand_id = :brand"),
            {"brand": brand_id},
        )
        first = first_period(min(row.day or today, today), held)
    return standings(today, closed, first, held)
