"""Rebate plans as people read them, and which of their terms would cover a purchase."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId, RebatePlanId
from tributary.rebates.model import RebatePlanRow
from tributary.rebates.rules import Facts, RebateDraft, Resolved, draft_of, resolution_of


@dataclass(frozen=True, slots=True)
class RebatePlan:
    """One version of a plan in force, or one that was or will be."""

    plan_id: RebatePlanId
    version: int
    terms: RebateDraft


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of the terms of one plan for a purchase."""

    plan: RebatePlan
    terms: Sequence[Resolved]


async def plans_of(session: AsyncSession, brand_id: BrandId) -> list[RebatePlan]:
    """Return every version of every plan, by code and version."""
    rows = await session.scalars(
        select(RebatePlanRow)
        .where(RebatePlanRow.brand_id == brand_id)
        .order_by(RebatePlanRow.code.collate("C"), RebatePlanRow.version)
    )
    return [
        RebatePlan(
            plan_id=RebatePlanId(row.id),
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


async def resolve(
    session: AsyncSession, brand_id: BrandId, facts: Facts, *, on: date
) -> list[Resolution]:
    """Return which term of each plan covers what is billed on a day, and why not the others."""
    plans = await plans_of(session, brand_id)
    return [
        Resolution(plan, resolution_of(plan.terms, facts))
        for plan in plans
        if plan.terms.is_valid_on(on)
    ]
