"""What the demo's distributors earn back on their own purchases."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from tributary import rebates
from tributary.cli.demo import people
from tributary.cli.demo.telling import counted, told
from tributary.kernel import BrandId, Period, Plain, business_date
from tributary.platform import Desk, Work

NAME: Final = "2026 进货返利 Purchase rebate"

_LAMPS: Final[Plain] = {
    "code": "lighting",
    "measure": "volume",
    "tiers": "whole",
    "every": "month",
    "coverage": {"product_groups": ["lighting"]},
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
    told("rebates", f"{counted(len(accrued), 'rebate')} accrued in the last month")
