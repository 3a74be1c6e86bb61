"""What running periods would earn back with more bought: the definition, on what was accrued."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId, Money, PartyId, Period
from tributary.rebates.queries.plans import plans_of
from tributary.rebates.rules import (
    Measure,
    NextStep,
    Outlook,
    Purchase,
    RebateDraft,
    RebateTerm,
    next_step,
    outlook_of,
)


@dataclass(frozen=True, slots=True)
class Supposed:
    """What somebody thinks of buying."""

    net: Money
    """Without tax."""
    units: int = 0


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one running period earns back so far, and what it would with more."""

    accrual_id: UUID | None
    """None before anything was bought."""
    plan: RebateDraft
    term: RebateTerm
    period: Period
    so_far: Outlook
    next_step: NextStep | None
    at_next: Outlook | None
    """When just the next step is reached; None in the last one, and where units count."""
    supposed: Outlook | None
    """With what is supposed; None when nothing is, in another currency, and by days to pay."""

    def money(self, minor: int) -> Money:
        """Return an amount of it."""
        return Money(minor, self.plan.currency)


_RUNNING: Final = """
    SELECT a.id, a.plan_id, a.term_code, a.year_before_minor, a.rated_from, a.rated_until
    FROM rebate_accruals a
    WHERE a.brand_id = :brand AND a.distributor_id = :one
      AND a.rated_from <= :day AND a.rated_until > :day
"""

_BUYER: Final = """
    SELECT p.code, ARRAY(SELECT g.grade FROM distributor_grades g
             WHERE g.brand_id = :brand AND g.distributor_id = :one
               AND g.valid_from <= :day AND (g.valid_until IS NULL OR g.valid_until > :day))
             AS grades
    FROM parties p WHERE p.brand_id = :brand AND p.id = :one
"""

_PURCHASES: Final = """
    SELECT l.accrual_id, l.net_minor, l.back_minor, l.days_to_pay, w.quantity,
           coalesce((SELECT sum(x.quantity) FROM return_lines x
             JOIN credit_notes n ON n.brand_id = :brand AND n.return_id = x.return_id
              AND n.depth = 0 AND n.booked_on <= a.as_of
             WHERE x.brand_id = :brand AND x.order_line_id = l.order_line_id), 0) AS units_back
    FROM rebate_lines l
    JOIN rebate_accruals a ON a.brand_id = :brand AND a.id = l.accrual_id
    JOIN order_lines w ON w.brand_id = :brand AND w.id = l.order_line_id
    WHERE l.brand_id = :brand AND l.accrual_id = ANY(:ids)
    ORDER BY l.accrual_id, l.booked_on, l.order_line_id
"""


async def estimate(
    session: AsyncSession,
    brand_id: BrandId,
    distributor_id: PartyId,
    *,
    today: date,
    supposed: Supposed | None = None,
) -> list[Estimate]:
    """Return what the running periods of a distributor earn back, and would with more.

    Rated by the definition that what is accrued every day agrees with, on the purchases that were
    counted by then.

    Args:
        session: whatever reads the brand; nothing is written.
        brand_id: of which brand.
        distributor_id: who buys.
        today: in which periods.
        supposed: what is supposed to be bought on top, for each rebate by itself.
    """
    scope = {"brand": brand_id, "one": distributor_id, "day": today}
    running = (await session.execute(text(_RUNNING), scope)).all()
    bought = await _purchases_of(session, brand_id, [row.id for row in running])
    buyer = (await session.execute(text(_BUYER), scope)).one()
    counted = {(row.plan_id, row.term_code): row for row in running}
    found: list[Estimate] = []
    for plan in await plans_of(session, brand_id):
        for term in plan.terms.terms:
            kept = counted.get((plan.plan_id, term.code))
            if kept is not None:
                period, before = (
                    Period(kept.rated_from, kept.rated_until),
                    kept.year_before_minor or 0,
                )
                one = _Running(kept.id, plan.terms, term, period, bought.get(kept.id, []), before)
                found.append(_estimated(one, supposed))
            elif _may_earn(plan.terms, term, today, buyer.code, frozenset(buyer.grades)):
                one = _Running(None, plan.terms, term, term.every.around(today), (), 0)
                found.append(_estimated(one, supposed))
    return found


async def _purchases_of(
    session: AsyncSession, brand_id: BrandId, accrual_ids: Sequence[UUID]
) -> dict[UUID, list[Purchase]]:
    """Return what each accrual counted, in the order it was counted in."""
    ids = {"brand": brand_id, "ids": list(accrual_ids)}
    bought: defaultdict[UUID, list[Purchase]] = defaultdict(list)
    for row in await session.execute(text(_PURCHASES), ids):
        bought[row.accrual_id].append(
            Purchase(
                row.net_minor,
                row.quantity,
                row.back_minor,
                units_back=int(row.units_back),
                days_to_pay=row.days_to_pay,
            )
        )
    return bought


def _may_earn(
    plan: RebateDraft, term: RebateTerm, today: date, code: str, grades: frozenset[str]
) -> bool:
    """Tell whether a first purchase today could earn by a term.

    What a year before came to is counted with the first purchase: nothing can be said by growth.
    """
    on = term.coverage
    return (
        plan.is_valid_on(term.every.around(today).start)
        and term.measure is not Measure.GROWTH
        and (not on.distributors or code in on.distributors)
        and bool(not on.grades or on.grades & grades)
    )


@dataclass(frozen=True, slots=True)
class _Running:
    accrual_id: UUID | None
    plan: RebateDraft
    term: RebateTerm
    period: Period
    purchases: Sequence[Purchase]
    year_before: int

    def with_more(self, *more: Purchase) -> Outlook:
        bought, unit = [*self.purchases, *more], self.plan.currency
        return outlook_of(self.term, bought, unit, year_before=self.year_before)


def _estimated(one: _Running, supposed: Supposed | None) -> Estimate:
    term = one.term
    following = next_step(term, one.purchases, year_before=one.year_before)
    at_next, with_more = None, None
    if following is not None and term.measure is not Measure.UNITS:
        at_next = one.with_more(Purchase(following.more, 0))
    # When it would be paid nobody knows.
    if supposed is not None and term.measure is not Measure.DAYS_TO_PAY and supposed.net.minor:
        is_same = supposed.net.currency == one.plan.currency
        with_more = one.with_more(Purchase(supposed.net.minor, supposed.units)) if is_same else None
    return Estimate(
        accrual_id=one.accrual_id,
        plan=one.plan,
        term=term,
        period=one.period,
        so_far=one.with_more(),
        at_next=at_next,
        next_step=following,
        supposed=with_more,
    )
