"""What distributors have accrued, with what it follows from."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId, Currency, Money


@dataclass(frozen=True, slots=True)
class RebateAccrual:
    """What one distributor has accrued under one term in one period."""

    distributor_code: str
    distributor: str
    plan_code: str
    plan_version: int
    term_code: str
    rated_from: date
    rated_until: date
    """The first day after the period."""
    as_of: date
    volume: Money
    amount: Money
    more: Money | None
    """What is missing to the next step."""
    more_units: int | None


_ACCRUALS = """
    SELECT d.code AS distributor_code, d.name, p.code AS plan_code, p.version, t.code AS term_code,
           a.rated_from, a.rated_until, a.as_of, a.volume_minor, a.amount_minor, a.more_minor,
           a.more_units, CAST(a.currency AS text) AS currency
    FROM rebate_accruals a
    JOIN parties d ON d.brand_id = :brand AND d.id = a.distributor_id
    JOIN rebate_plans p ON p.brand_id = :brand AND p.id = a.plan_id
    JOIN rebate_terms t ON t.brand_id = :brand AND t.id = a.term_id
    WHERE a.brand_id = :brand AND a.rated_from <= :day AND a.rated_until > :day
    ORDER BY d.code COLLATE "C", p.code COLLATE "C", t.place
"""


async def accruals_of(session: AsyncSession, brand_id: BrandId, *, on: date) -> list[RebateAccrual]:
    """Return what was accrued in the periods a day lies in, by distributor, plan and term."""
    rows = await session.execute(text(_ACCRUALS), {"brand": brand_id, "day": on})
    return [
        RebateAccrual(
            distributor_code=row.distributor_code,
            distributor=row.name,
            plan_code=row.plan_code,
            plan_version=row.version,
            term_code=row.term_code,
            rated_from=row.rated_from,
            rated_until=row.rated_until,
            as_of=row.as_of,
            volume=Money(row.volume_minor, Currency(row.currency)),
            amount=Money(row.amount_minor, Currency(row.currency)),
            more=None if row.more_minor is None else Money(row.more_minor, Currency(row.currency)),
            more_units=row.more_units,
        )
        for row in rows
    ]


async def accrued_through(session: AsyncSession, brand_id: BrandId) -> date | None:
    """Return the last day up to which anything was accrued; None before the first time."""
    rows = await session.execute(
        text("SELECT max(as_of) FROM rebate_accruals WHERE brand_id = :brand"),
        {"brand": brand_id},
    )
    day: date | None = rows.scalar_one()
    return day
