"""An event whose errand hangs in one process and ends in another; run as a worker to be killed."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from tributary.kernel import BrandId, system_clock
from tributary.platform import Chore, Database, Desk, Event, Jobs, Subscriptions, Work

STALLED_AFTER = 1.0


@dataclass(frozen=True, slots=True)
class SlowKettleBoiled(Event):
    """An event of this test."""

    kettle_id: UUID
    begun: str
    """A file that says that the errand has begun."""


async def pour_once(work: Work, event: SlowKettleBoiled) -> None:
    await work.audit("test.pour", subject="kettle", subject_id=event.kettle_id)


async def serve(desk: Desk, event: SlowKettleBoiled) -> None:
    del desk
    if await asyncio.to_thread(begin_or_serve, Path(event.begun)):
        await asyncio.sleep(3600)


def begin_or_serve(begun: Path) -> bool:
    if begun.exists():
        begun.with_suffix(".served").touch()
        return False
    begun.touch()
    return True


async def chore_that_hangs_first(desk: Desk, brand_id: BrandId) -> None:
    """Nothing to do; the chore exists so that its jobs can be left behind."""


CHORES = (Chore("boil_kettles", "0 0 1 1 *", chore_that_hangs_first),)


def jobs_at(url: str, chores: Sequence[Chore] = CHORES) -> Jobs:
    """Wire a worker that takes another for dead after a second."""
    subscriptions = Subscriptions()
    subscriptions.subscribe({SlowKettleBoiled: [pour_once]}, {SlowKettleBoiled: [serve]})
    database = Database(url, subscriptions=subscriptions, connections_max=5)
    desk = Desk(database=database, clock=system_clock)
    jobs = Jobs(desk, chores, stalled_after=STALLED_AFTER, grace=STALLED_AFTER)
    subscriptions.enqueue = jobs.enqueue
    return jobs


def main() -> None:
    asyncio.run(jobs_at(sys.argv[1]).run(signals=True))
