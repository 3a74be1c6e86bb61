"""Jobs survive the death of their worker, and stopping is orderly."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from procrastinate.jobs import Job

from tests.factories.scratch import ScratchDatabase
from tests.platform.slow_kettle import STALLED_AFTER, SlowKettleBoiled, jobs_at
from tributary.kernel import BrandId, Outage, new_id
from tributary.platform import Jobs, outbox, run_beside
from tributary.platform.jobs import Patience

ROOT = Path(__file__).parents[2]

RUN = "from tests.platform.slow_kettle import main; main()"

StartWorker = Callable[[], "subprocess.Popen[bytes]"]


@pytest.fixture
async def jobs(scratch_database: ScratchDatabase) -> AsyncIterator[Jobs]:
    jobs = jobs_at(scratch_database.urls.worker)
    yield jobs
    await jobs.desk.database.close()


@pytest.fixture
def start_worker(scratch_database: ScratchDatabase) -> Iterator[StartWorker]:
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        worker = subprocess.Popen(
            # Not with -m: an event is named after the module that it is imported from.
            [sys.executable, "-c", RUN, scratch_database.urls.worker],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'backend'}:{ROOT}"},
        )
        started.append(worker)
        return worker

    yield start
    for worker in started:
        worker.kill()
        worker.wait()


async def announce(jobs: Jobs, begun: Path) -> BrandId:
    brand_id = BrandId(new_id())
    async with jobs.desk.work(brand_id, "test") as work:
        work.announce(SlowKettleBoiled(kettle_id=new_id(), begun=str(begun)))
    return brand_id


async def until(true: Callable[[], bool], *, seconds: float) -> None:
    for _ in range(round(seconds / 0.02)):
        if true():
            return
        await asyncio.sleep(0.02)
    raise TimeoutError


async def poured(jobs: Jobs, brand_id: BrandId) -> int:
    async with jobs.desk.work(brand_id, "test") as work:
        return len(await work.rows("SELECT 1 FROM audit_entries WHERE action = 'test.pour'"))


async def test_the_job_of_a_killed_worker_is_done_by_another_within_seconds(
    jobs: Jobs, start_worker: StartWorker, tmp_path: Path
) -> None:
    begun = tmp_path / "kettle"
    brand_id = await announce(jobs, begun)
    worker = start_worker()
    await until(begun.exists, seconds=20)

    worker.send_signal(signal.SIGKILL)
    worker.wait()
    second = asyncio.ensure_future(jobs.run())
    await until(begun.with_suffix(".served").exists, seconds=10 * STALLED_AFTER)
    second.cancel()
    await asyncio.wait([second])

    assert await poured(jobs, brand_id) == 1
    assert await outbox.undelivered(jobs.desk, brand_id, older_than_seconds=-60) == []


async def test_a_worker_told_to_stop_gives_back_what_it_could_not_finish(
    jobs: Jobs,
    start_worker: StartWorker,
    scratch_database: ScratchDatabase,
    tmp_path: Path,
) -> None:
    begun = tmp_path / "kettle"
    await announce(jobs, begun)
    worker = start_worker()
    await until(begun.exists, seconds=20)

    worker.send_signal(signal.SIGTERM)

    assert await asyncio.to_thread(worker.wait, 20) == 0
    assert scratch_database.ask("SELECT status::text FROM procrastinate_jobs") == [("todo",)]
    assert scratch_database.ask("SELECT 1 FROM procrastinate_workers") == []


def leave_behind(scratch: ScratchDatabase, *, waiting: bool) -> None:
    """Leave a chore as a worker that was killed while it ran, with or without a successor."""
    insert = """
        INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args, status)
        VALUES ('chores', 'boil_kettles', 'boil_kettles', 'boil_kettles', '{"timestamp": 0}',
                '%s')
    """
    with psycopg.connect(scratch.superuser_url) as connection:
        connection.execute((insert % "doing").encode())
        if waiting:
            connection.execute((insert % "todo").encode())


@pytest.mark.parametrize("waiting", [False, True])
async def test_a_chore_left_behind_does_not_keep_its_lock(
    start_worker: StartWorker, scratch_database: ScratchDatabase, *, waiting: bool
) -> None:
    leave_behind(scratch_database, waiting=waiting)
    left = "SELECT 1 FROM procrastinate_jobs WHERE task_name = 'boil_kettles'"

    start_worker()

    await until(lambda: scratch_database.ask(left) == [], seconds=20)


async def test_the_sweeper_enqueues_an_event_whose_job_is_lost_once(
    jobs: Jobs, scratch_database: ScratchDatabase, tmp_path: Path
) -> None:
    brand_id = await announce(jobs, tmp_path / "kettle")
    scratch_database.tamper(
        "INSERT INTO brands (id, slug, name, time_zone, currency, created_at)"
        " VALUES (%(id)s, 'b', 'B', 'UTC', 'CNY', now())",
        "DELETE FROM procrastinate_jobs",
        "UPDATE events SET occurred_at = occurred_at - interval '1 hour'",
        id=brand_id,
    )
    queued = "SELECT priority FROM procrastinate_jobs WHERE task_name = 'deliver_event'"

    async with jobs.app.open_async():
        await jobs._sweep_events(0)
        await jobs._sweep_events(0)
        assert scratch_database.ask(queued) == [(-1,)]

        scratch_database.tamper(
            "UPDATE procrastinate_jobs SET status = 'doing'",
            "UPDATE procrastinate_jobs SET status = 'failed'",
        )
        await jobs._sweep_events(0)
        assert len(scratch_database.ask(queued)) == 1

        scratch_database.tamper("UPDATE procrastinate_events SET at = at - interval '2 hours'")
        await jobs._sweep_events(0)
        assert len(scratch_database.ask(queued)) == 2


async def test_a_worker_whom_the_database_threw_out_starts_again(
    jobs: Jobs, scratch_database: ScratchDatabase, tmp_path: Path
) -> None:
    serving: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    beside = asyncio.ensure_future(run_beside(jobs, serving))
    workers = "SELECT id FROM procrastinate_workers"
    await until(lambda: bool(scratch_database.ask(workers)), seconds=10)
    scratch_database.tamper("DELETE FROM procrastinate_workers")
    begun = tmp_path / "kettle"
    begun.touch()

    await announce(jobs, begun)
    await until(begun.with_suffix(".served").exists, seconds=15)

    stopped_at = time.monotonic()
    serving.set_result(None)
    await beside
    assert time.monotonic() - stopped_at < 5
    assert scratch_database.ask(workers) == []


def test_patience_grows_to_ten_minutes_and_ends() -> None:
    patience = Patience()
    lost = Outage("no answer", retryable=True)
    waits: list[timedelta] = []
    for attempts in range(30):
        job = Job(
            id=1, queue="default", lock=None, queueing_lock=None, task_name="t", attempts=attempts
        )
        decision = patience.get_retry_decision(exception=lost, job=job)
        assert decision is not None
        assert decision.retry_at is not None
        waits.append(decision.retry_at - decision.retry_at.now(decision.retry_at.tzinfo))

    assert [round(wait.total_seconds()) for wait in waits[:4]] == [2, 4, 8, 16]
    assert round(max(waits).total_seconds()) == 600
    tired = job.evolve(attempts=30)
    assert patience.get_retry_decision(exception=lost, job=tired) is None
    declined = Outage("no such account", retryable=False)
    assert patience.get_retry_decision(exception=declined, job=job) is None
