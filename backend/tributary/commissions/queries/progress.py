"""How far a distributor is under each term it may earn by, on the lines the engine would rate."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.commissions.queries.due import COVERED
from tributary.commissions.queries.narrowing import of_one
from tributary.commissions.queries.plans import Plan, plans_of
from tributary.commissions.queries.wheres import rules_of
from tributary.commissions.rules import (
    CoveredLine,
    NextBand,
    Progress,
    Standpoint,
    Term,
    next_band,
    progress_of,
)
from tributary.kernel import BrandId, Money, PartyId, Period, derived_id


@dataclass(frozen=True, slots=True)
class Target:
    """What the running period of one term comes to for one distributor."""

    plan: Plan
    term: Term
    term_id: UUID
    period: Period
    """The rating period that the day is in."""
    so_far: Progress
    next: NextBand | None
    """None in the last band."""
    supposed: Progress | None
    """With what is supposed to be sold on top; None when nothing is, or in another currency."""

    def money(self, minor: int) -> Money:
        """Return an amount of it."""
        return Money(minor, self.term.currency)


# The running period of each term; what was billed after the day is not known yet.
_LINES: Final = f"""
    WITH spans AS (
      SELECT t.id AS term_id,
             CAST(date_trunc(t.every, CAST(:day AS timestamp)) AS date) AS rated_from
      FROM plan_terms t WHERE t.brand_id = :brand
    ), {of_one(COVERED)}
    SELECT term_id, whole_minor, CAST(sold_minor AS bigint) AS sold_minor,
           CAST(back_minor AS bigint) AS back_minor
    FROM covered WHERE whole_minor > 0 ORDER BY term_id, booked_on, line_id
"""  # noqa: S608  Only constants of our own meet here; values are parameters.

_STANDPOINT: Final = """
    SELECT coalesce((SELECT p.depth FROM tree_paths p
             WHERE p.brand_id = :brand AND p.ancestor_id = :brand AND p.descendant_id = :one
               AND p.valid_from <= :day AND (p.valid_until IS NULL OR p.valid_until > :day)), 0)
             AS level,
           ARRAY(SELECT DISTINCT p.depth FROM tree_paths p
             WHERE p.brand_id = :brand AND p.ancestor_id = :one AND p.depth > 0
               AND p.valid_from <= :day AND (p.valid_until IS NULL OR p.valid_until > :day))
             AS depths,
           ARRAY(SELECT g.grade FROM distributor_grades g
             WHERE g.brand_id = :brand AND g.distributor_id = :one
               AND g.valid_from <= :day AND (g.valid_until IS NULL OR g.valid_until > :day))
             AS grades
"""


async def targets_of(
    session: AsyncSession,
    brand_id: BrandId,
    distributor_id: PartyId,
    *,
    today: date,
    supposed: Money | None = None,
) -> list[Target]:
    """Return how far the running periods of a distributor are, by plan and term.

    Terms of the plans in force by which it may earn, and of earlier versions by which it earned
    in a period that is still running. Rated by the same definition, on the same lines, as what is
    booked when the period is settled.

    Args:
        session: whatever reads the brand; nothing is written.
        brand_id: of which brand.
        distributor_id: whose earnings.
        today: the last day whose bookings count.
        supposed: what is supposed to be sold on top, for each term of its currency by itself.
    """
    scope = {"brand": brand_id, "one": distributor_id, "day": today}
    end = today + timedelta(days=1)
    rules = await rules_of(session, brand_id)
    given = {**scope, **rules.parameters, "start": end, "end": end}
    rows = await session.execute(text(rules.into(_LINES)), given)
    lines: defaultdict[UUID, list[CoveredLine]] = defaultdict(list)
    for row in rows:
        line = CoveredLine(row.whole_minor, row.sold_minor, row.back_minor)
        lines[row.term_id].append(line)
    found = (await session.execute(text(_STANDPOINT), scope)).one()
    here = Standpoint(found.level, frozenset(found.depths), frozenset(found.grades))
    targets: list[Target] = []
    for plan in await plans_of(session, brand_id):
        for term in plan.terms.terms:
            term_id = derived_id("plan_term", plan.plan_id, term.code)
            is_open = plan.terms.is_valid_on(today) and here.may_earn_by(term)
            if is_open or lines[term_id]:
                targets.append(_target(plan, term, term_id, lines[term_id], today, supposed))
    return targets


def _target(
    plan: Plan,
    term: Term,
    term_id: UUID,
    lines: Sequence[CoveredLine],
    today: date,
    supposed: Money | None,
) -> Target:
    is_supposed = supposed is not None and supposed.currency == term.currency
    return Target(
        plan=plan,
        term=term,
        term_id=term_id,
        period=term.every.around(today),
        so_far=progress_of(term, lines),
        next=next_band(term, lines),
        supposed=progress_of(term, lines, more=supposed.minor)
        if supposed is not None and is_supposed
        else None,
    )
