"""Chores: what is repeated for each brand, out of the way of what somebody waits for."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.factories.scratch import ScratchDatabase
from tests.platform.slow_kettle import jobs_at
from tests.platform.test_jobs import announce, until
from tributary.kernel import BrandId, new_id
from tributary.platform import Chore, Desk, Jobs
from tributary.platform.jobs import CHORES_AT_ONCE

NEVER = "0 0 1 1 *"

Wired = Callable[..., Jobs]


class Seen:
    """The brands that chores were done for, in order; `hang` keeps them from ending."""

    def __init__(self, *, hang: bool = False) -> None:
        self.hang = hang
        self.brands: list[BrandId] = []

    async def look(self, desk: Desk, brand_id: BrandId) -> None:
        del desk
        self.brands.append(brand_id)
        if self.hang:
            await asyncio.sleep(3600)


@pytest.fixture
def brands(scratch_database: ScratchDatabase) -> list[BrandId]:
    brands = sorted(BrandId(new_id()) for _ in range(3))
    for number, brand_id in enumerate(brands):
        scratch_database.tamper(
            "INSERT INTO brands (id, slug, name, time_zone, currency, created_at)"
            f" VALUES ('{brand_id}', 'brand-{number}', 'Brand', 'UTC', 'CNY', now())"
        )
    return brands


@pytest.fixture
async def wired(scratch_database: ScratchDatabase) -> AsyncIterator[Wired]:
    made: list[Jobs] = []

    def wire(*chores: Chore) -> Jobs:
        made.append(jobs_at(scratch_database.urls.worker, chores))
        return made[-1]

    yield wire
    for jobs in made:
        await jobs.desk.database.close()


async def test_a_round_that_is_over_goes_on_behind_the_brand_it_came_to(
    wired: Wired, brands: list[BrandId]
) -> None:
    seen = Seen()
    jobs = wired(Chore("look", NEVER, seen.look, round_seconds=0))

    for _ in range(4):
        await jobs.app.tasks["look"](timestamp=0)

    assert seen.brands == [*brands, brands[0]]


async def test_a_round_without_limit_comes_to_every_brand(
    wired: Wired, brands: list[BrandId]
) -> None:
    seen = Seen()
    jobs = wired(Chore("look", NEVER, seen.look))

    await jobs.app.tasks["look"](timestamp=0)

    assert seen.brands == brands


async def test_chores_that_hang_hold_up_no_delivery(
    wired: Wired, brands: list[BrandId], tmp_path: Path
) -> None:
    seen = Seen(hang=True)
    names = [f"look_{number}" for number in range(CHORES_AT_ONCE + 4)]
    jobs = wired(*(Chore(each, NEVER, seen.look) for each in names))
    begun = tmp_path / "kettle"
    begun.touch()
    async with jobs.app.open_async():
        for name in names:
            await jobs.app.tasks[name].defer_async(timestamp=0)

    working = asyncio.ensure_future(jobs.work_once())
    await until(lambda: len(seen.brands) == CHORES_AT_ONCE, seconds=20)
    await announce(jobs, begun)
    await until(begun.with_suffix(".served").exists, seconds=20)
    working.cancel()
    await asyncio.wait([working])

    assert seen.brands == [brands[0]] * CHORES_AT_ONCE


async def test_who_waits_for_deliveries_does_not_wait_for_chores(
    wired: Wired, brands: list[BrandId], tmp_path: Path
) -> None:
    seen = Seen(hang=True)
    jobs = wired(Chore("look", NEVER, seen.look))
    begun = tmp_path / "kettle"
    begun.touch()
    async with jobs.app.open_async():
        await jobs.app.tasks["look"].defer_async(timestamp=0)
    await announce(jobs, begun)

    await jobs.run_until_idle()

    assert begun.with_suffix(".served").exists()
    assert (brands, seen.brands) == (brands, [])
