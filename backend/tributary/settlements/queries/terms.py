"""By when statements are to be answered, and what silence means."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for the statements of the next closing."""

    answer_days: int | None
    """Days after the one a statement is issued on; None for any time."""
    silence_confirms: bool
    """Whether a statement that nobody answered by then counts as confirmed."""


async def terms_of(session: AsyncSession, brand_id: BrandId) -> Terms:
    """Return the terms of a brand; who has set none waits for ever."""
    found = await session.execute(
        text(
            "SELECT answer_days, silence_confirms FROM settlement_terms WHERE brand_id = :brand "
            "ORDER BY changed_at DESC LIMIT 1"
        ),
        {"brand": brand_id},
    )
    row = found.one_or_none()
    return Terms(None, False) if row is None else Terms(row.answer_days, row.silence_confirms)
