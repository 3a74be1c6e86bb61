"""What was released to each distributor, and what of it is left."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId, Currency, DistributorId, Money, RebateCreditId
from tributary.rebates.model import RebateCreditRow


@dataclass(frozen=True, slots=True)
class RebateCredit:
    """What a distributor may use of one rebate."""

    credit_id: RebateCreditId
    plan_name: str
    term_code: str
    rated_from: date
    use_until: date | None
    """The last day on which it can be used."""
    amount: Money
    used: Money
    expired: Money
    left: Money
    """What can be used now."""
    withheld: Money
    """What has to be claimed, and agreed to, before it can be used."""
    owed_back: Money
    """What was used of it and then taken back; the next rebates make up for it."""


async def credits_of(
    session: AsyncSession, brand_id: BrandId, distributor_id: DistributorId
) -> list[RebateCredit]:
    """Return what was released to a distributor, the oldest period first."""
    rows = await session.scalars(
        select(RebateCreditRow)
        .where(
            RebateCreditRow.brand_id == brand_id, RebateCreditRow.distributor_id == distributor_id
        )
        .order_by(RebateCreditRow.rated_from, RebateCreditRow.term_code, RebateCreditRow.id)
        .execution_options(populate_existing=True)
    )

    def credit(row: RebateCreditRow) -> RebateCredit:
        def money(minor: int) -> Money:
            return Money(minor, Currency(row.currency))

        return RebateCredit(
            credit_id=RebateCreditId(row.id),
            plan_name=row.plan_name,
            term_code=row.term_code,
            rated_from=row.rated_from,
            use_until=row.use_until,
            amount=money(row.amount_minor),
            used=money(row.used_minor),
            expired=money(row.expired_minor),
            left=money(row.usable_minor),
            withheld=money(row.unapproved_minor),
            owed_back=money(row.owed_back_minor),
        )

    return [credit(row) for row in rows]
