"""What the demo's distributors earn back on their own purchases."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from tributary import rebates
from tributary.cli.demo import people
from tributary.cli.demo.telling import counted, told
from tributary.kernel import (
    Actor,
    BrandId,
    Currency,
    DistributorId,
    Money,
    Period,
    Plain,
    RebateCreditId,
    ReceivableId,
    UserId,
    business_date,
)
from tributary.platform import Desk, Work

NAME: Final = "2026 进货返利 Purchase rebate"

_LAMPS: Final[Plain] = {
    "code": "lighting",
    "measure": "volume",
    "tiers": "whole",
    "every": "month",
    "coverage": {"product_groups": ["lighting"]},
    "claimed": True,
    "expires_after_months": 12,
    "bands": [
        {"until": "5000", "percent": "1"},
        {"start": "5000", "until": "20000", "percent": "2"},
        {"start": "20000", "percent": "3"},
    ],
}
_REST: Final[Plain] = {
    "code": "REST",
    "measure": "volume",
    "tiers": "marginal",
    "every": "month",
    "expires_after_months": 12,
    "bands": [
        {"until": "10000", "percent": "0"},
        {"start": "10000", "until": "50000", "percent": "1"},
        {"start": "50000", "percent": "2"},
    ],
}


async def agree_rebates(work: Work, first_day: date) -> None:
    """Put the brand's rebate plan in force."""
    document: dict[str, Plain] = {
        "kind": "rebate_plan",
        "schema": 1,
        "currency": "CNY",
        "terms": [_LAMPS, _REST],
    }
    draft = rebates.draft_of(document, code="QL-REBATE-2026", name=NAME, valid_from=first_day)
    await rebates.activate_plan(work, draft)


async def accrue_rebates(desk: Desk, brand_id: BrandId, months: Sequence[Period]) -> None:
    """Count what each month has earned back; what was counted before is left alone."""
    async with desk.work(brand_id, "demo") as work:
        today = business_date(work.opened_at, people.TIME_ZONE)
        for day in (*(month.last for month in months), today):
            through = await rebates.accrued_through(work.session, brand_id)
            if day <= today and (through is None or through < day):
                await rebates.accrue(work, through=day)
        accrued = await rebates.accruals_of(work.session, brand_id, on=months[-1].last)
        released = await rebates.release(work)
        used = await _use_one(work, today) if released.released else None
        claimable = await work.rows(_CLAIMABLE, brand=brand_id)
        claimable = claimable if released.released else ()
    for each, steps in zip(claimable, (3, 1), strict=False):
        await _claim(desk, brand_id, each, today, steps)
    told("rebates", f"{counted(len(accrued), 'rebate')} accrued in the last month")
    if released.released:
        told("released", f"{counted(released.released, 'rebate')} of the months closed before")
    if claimable:
        told(
            "claimed", f"{counted(min(len(claimable), 2), 'rebate')} by those who have people here"
        )
    if used is not None:
        told("used", f"{used.amount} deducted from an open item by {used.number}")


_OPEN: Final = """
    SELECT r.id, r.debtor_id, CAST(r.currency AS text) AS currency,
           least(r.total_minor - r.applied_minor, c.minor / 2) AS minor
    FROM (SELECT distributor_id, currency, CAST(sum(usable_minor) AS bigint) AS minor
          FROM rebate_credits WHERE brand_id = :brand GROUP BY distributor_id, currency) AS c
    JOIN receivables r ON r.brand_id = :brand AND r.debtor_id = c.distributor_id
     AND r.currency = c.currency AND r.creditor_id = :brand AND r.applied_minor < r.total_minor
    WHERE c.minor > 1
    ORDER BY c.minor DESC, r.due_on, r.id LIMIT 1
"""


async def _use_one(work: Work, today: date) -> rebates.RebateUsed | None:
    """Let whoever has most of it deduct half of it from the item that is due first."""
    for row in await work.rows(_OPEN, brand=work.brand_id):
        return await rebates.use_on_goods(
            work,
            distributor_id=DistributorId(row.debtor_id),
            items=[(ReceivableId(row.id), Money(row.minor, Currency(row.currency)))],
            today=today,
        )
    return None


_CLAIMABLE: Final = """
    SELECT DISTINCT ON (c.rated_from, c.distributor_id) c.id, c.distributor_id, m.user_id
    FROM rebate_credits c
    JOIN memberships m ON m.brand_id = :brand AND m.party_id = c.distributor_id
     AND m.role IN ('distributor_owner', 'distributor_finance')
    WHERE c.brand_id = :brand AND c.unapproved_minor > 0
    ORDER BY c.rated_from, c.distributor_id, m.user_id
"""

_DECIDERS: Final = """
    SELECT DISTINCT ON (array_position(CAST(:roles AS text[]), role)) user_id FROM memberships
    WHERE brand_id = :brand AND role = ANY(CAST(:roles AS text[])) AND party_id IS NULL
    ORDER BY array_position(CAST(:roles AS text[]), role), since_at, user_id
"""


async def _claim(desk: Desk, brand_id: BrandId, credit: Row[Any], today: date, steps: int) -> None:
    """Claim a rebate as one of the distributor's people, and let as many steps agree."""

    def acting(user_id: UUID) -> AbstractAsyncContextManager[Work]:
        actor = Actor(brand_id, UserId(user_id), "demo")
        return desk.database.work(actor, now=desk.clock())

    async with acting(credit.user_id) as work:
        made = await rebates.claim(
            work,
            credit_id=RebateCreditId(credit.id),
            distributor_id=DistributorId(credit.distributor_id),
            today=today,
            note="照明系列返利,请核 Rebate on lighting",
        )
        roles = [step.role.value for step in rebates.USUAL_STEPS]
        deciders = await work.rows(_DECIDERS, brand=brand_id, roles=roles)
    for step, decider in enumerate(deciders[:steps], start=1):
        async with acting(decider.user_id) as work:
            await rebates.approve_claim(work, made.claim_id, step=step, today=today)
