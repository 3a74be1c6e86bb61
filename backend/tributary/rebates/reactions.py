"""What rebates do by themselves: count anew, release, let old ones lapse, watch claims."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from tributary import identity
from tributary.kernel import BrandId, business_date
from tributary.platform import Chore, Desk, Event
from tributary.rebates.operations import accrue, expire, note_overdue, release
from tributary.rebates.queries import accrued_through, plans_of

REACTIONS: Mapping[type[Event], Sequence[Any]] = {}
ERRANDS: Mapping[type[Event], Sequence[Any]] = {}


async def accrue_yesterday(desk: Desk, brand_id: BrandId) -> None:
    """Count what has been accrued through yesterday, unless it has been done.

    Asked every hour: a business day ends at another hour in each time zone, and a worker that
    stood still catches up as soon as it runs.
    """
    async with desk.work(brand_id, "rebates") as work:
        brand = await identity.brand_of(work.session, brand_id)
        yesterday = business_date(work.opened_at, brand.time_zone) - timedelta(days=1)
        counted = await accrued_through(work.session, brand_id)
        if counted is not None and counted >= yesterday:
            return
        if await plans_of(work.session, brand_id):
            await accrue(work, through=yesterday)


async def release_closed(desk: Desk, brand_id: BrandId) -> None:
    """Release what the books have closed, and let lapse what was to be used by yesterday."""
    async with desk.work(brand_id, "rebates") as work:
        brand = await identity.brand_of(work.session, brand_id)
        if await plans_of(work.session, brand_id):
            await release(work)
            await expire(work, today=business_date(work.opened_at, brand.time_zone))


async def watch_claims(desk: Desk, brand_id: BrandId) -> None:
    """Say of which claims nobody decided by the last day of a step."""
    async with desk.work(brand_id, "rebates") as work:
        brand = await identity.brand_of(work.session, brand_id)
        await note_overdue(work, today=business_date(work.opened_at, brand.time_zone))


CHORES: Sequence[Chore] = (
    Chore(name="accrue_rebates", cron="5 * * * *", run=accrue_yesterday),
    Chore(name="release_rebates", cron="35 * * * *", run=release_closed),
    Chore(name="watch_claims", cron="15 * * * *", run=watch_claims),
)
