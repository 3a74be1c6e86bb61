"""Plans as people read them: every version, with its rates."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.commissions.model import PlanRateRow, PlanRow
from tributary.commissions.rules import Base, CommissionKind, Mode, PlanDraft, PlanRate
from tributary.kernel import BrandId, PlanId, Rate


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a plan in force, or one that was or will be."""

    plan_id: PlanId
    version: int
    terms: PlanDraft


async def plans_of(session: AsyncSession, brand_id: BrandId) -> list[Plan]:
    """Return every version of every plan, by code and version."""
    rates = await session.scalars(
        select(PlanRateRow)
        .where(PlanRateRow.brand_id == brand_id)
        .order_by(
            PlanRateRow.kind.collate("C"),
            PlanRateRow.step,
            PlanRateRow.product_group.collate("C"),
        )
    )
    by_plan: dict[object, list[PlanRateRow]] = {}
    for rate in rates:
        by_plan.setdefault(rate.plan_id, []).append(rate)
    rows = await session.scalars(
        select(PlanRow)
        .where(PlanRow.brand_id == brand_id)
        .order_by(PlanRow.code.collate("C"), PlanRow.version)
    )
    return [_plan(row, by_plan.get(row.id, [])) for row in rows]


def _plan(row: PlanRow, rates: Sequence[PlanRateRow]) -> Plan:
    return Plan(
        plan_id=PlanId(row.id),
        version=row.version,
        terms=PlanDraft(
            code=row.code,
            name=row.name,
            rates=[
                PlanRate(CommissionKind(r.kind), r.step, Rate(r.rate_ppm), r.product_group)
                for r in rates
            ],
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            base=Base(row.base),
            pays_price_gap=row.pays_price_gap,
            pays_both=row.pays_both,
            modes=frozenset(Mode(mode) for mode in row.modes),
        ),
    )
