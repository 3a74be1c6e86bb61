"""Plans as people read them: every version, with all it says."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.commissions.model import PlanRow
from tributary.commissions.rules import PlanDraft, draft_of
from tributary.kernel import BrandId, PlanId


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a plan in force, or one that was or will be."""

    plan_id: PlanId
    version: int
    terms: PlanDraft


async def plans_of(session: AsyncSession, brand_id: BrandId) -> list[Plan]:
    """Return every version of every plan, by code and version."""
    rows = await session.scalars(
        select(PlanRow)
        .where(PlanRow.brand_id == brand_id)
        .order_by(PlanRow.code.collate("C"), PlanRow.version)
    )
    return [
        Plan(
            plan_id=PlanId(row.id),
            version=row.version,
            terms=draft_of(
                row.document,
                code=row.code,
                name=row.name,
                valid_from=row.valid_from,
                valid_until=row.valid_until,
            ),
        )
        for row in rows
    ]
