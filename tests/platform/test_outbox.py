"""Events: announced with the effect, delivered to each reaction once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest

from tests.conftest import MovingClock
from tributary.kernel import Actor, BrandId, Outage, new_id
from tributary.platform import Database, Desk, Event, Jobs, Subscriptions, Work, outbox
from tributary.platform.postgres import DatabaseUrls


@dataclass(frozen=True, slots=True)
class KettleBoiled(Event):
    """An event of this test."""

    kettle_id: UUID
    boiled_on: date
    cups: int


@dataclass
class Kitchen:
    """What the reactions of this test do, and how often the errand fails first."""

    failures_left: int = 0
    errands: list[KettleBoiled] = field(default_factory=list[KettleBoiled])

    async def pour(self, work: Work, event: KettleBoiled) -> None:
        await work.audit("test.pour", subject="kettle", subject_id=event.kettle_id)

    async def fetch_milk(self, desk: Desk, event: KettleBoiled) -> None:
        del desk
        if self.failures_left:
            self.failures_left -= 1
            raise Outage("the shop is closed", retryable=True)
        self.errands.append(event)


EVENT = KettleBoiled(kettle_id=new_id(), boiled_on=date(2026, 1, 5), cups=2)


@pytest.fixture
def kitchen() -> Kitchen:
    return Kitchen()


@pytest.fixture
async def desk(urls: DatabaseUrls, kitchen: Kitchen, clock: MovingClock) -> AsyncIterator[Desk]:
    async def pour(work: Work, event: KettleBoiled) -> None:
        await kitchen.pour(work, event)

    async def fetch_milk(desk: Desk, event: KettleBoiled) -> None:
        await kitchen.fetch_milk(desk, event)

    subscriptions = Subscriptions()
    subscriptions.subscribe({KettleBoiled: [pour]}, {KettleBoiled: [fetch_milk]})
    database = Database(urls.worker, subscriptions=subscriptions, connections_max=10)
    yield Desk(database=database, clock=clock)
    await database.close()


async def announce(desk: Desk, brand_id: BrandId) -> None:
    async with desk.work(brand_id, "test") as work:
        work.announce(EVENT)


async def poured(desk: Desk, brand_id: BrandId) -> int:
    async with desk.work(brand_id, "test") as work:
        rows = await work.rows("SELECT count(*) FROM audit_entries WHERE action = 'test.pour'")
    return int(rows[0][0])


async def test_an_event_reaches_reaction_and_errand_unchanged(
    desk: Desk, brand_id: BrandId, kitchen: Kitchen
) -> None:
    await announce(desk, brand_id)

    assert await outbox.deliver_all(desk, brand_id) == 1

    assert await poured(desk, brand_id) == 1
    assert kitchen.errands == [EVENT]


async def test_delivering_eight_times_at_once_has_one_effect(desk: Desk, brand_id: BrandId) -> None:
    await announce(desk, brand_id)
    (event_id,) = await outbox.undelivered(desk, brand_id, older_than_seconds=-60)

    await asyncio.gather(*(outbox.deliver(desk, brand_id, event_id) for _ in range(8)))

    assert await poured(desk, brand_id) == 1


async def test_a_failed_errand_is_tried_again_without_a_second_effect(
    desk: Desk, brand_id: BrandId, kitchen: Kitchen
) -> None:
    kitchen.failures_left = 1
    await announce(desk, brand_id)

    with pytest.raises(Outage):
        await outbox.deliver_all(desk, brand_id)
    await outbox.deliver_all(desk, brand_id)

    assert await poured(desk, brand_id) == 1
    assert kitchen.errands == [EVENT]


async def test_nothing_is_announced_when_the_work_rolls_back(desk: Desk, brand_id: BrandId) -> None:
    with pytest.raises(ZeroDivisionError):
        async with desk.work(brand_id, "test") as work:
            work.announce(EVENT)
            _ = 1 // 0

    assert await outbox.undelivered(desk, brand_id, older_than_seconds=-60) == []


async def test_the_job_is_enqueued_with_the_event_and_a_worker_runs_it(
    desk: Desk, brand_id: BrandId, kitchen: Kitchen
) -> None:
    jobs = Jobs(desk, chores=[])
    desk.database.subscriptions.enqueue = jobs.enqueue
    await announce(desk, brand_id)

    await jobs.run_until_idle()

    assert await poured(desk, brand_id) == 1
    assert kitchen.errands == [EVENT]


async def test_an_event_nobody_reacts_to_leaves_no_row(
    database: Database, actor: Actor, clock: MovingClock
) -> None:
    async with database.work(actor, now=clock()) as work:
        work.announce(EVENT)

    async with database.work(actor, now=clock()) as work:
        assert await work.rows("SELECT 1 FROM events") == []
