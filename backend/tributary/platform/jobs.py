"""Background jobs: deliveries and chores, run by procrastinate workers."""

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import structlog
from procrastinate import App, BaseRetryStrategy, PsycopgConnector, RetryDecision
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job

from tributary.kernel import BrandId, EventId, Outage
from tributary.platform import figures, outbox, rescue
from tributary.platform.database import SESSION_OPTIONS
from tributary.platform.desk import Chore, Desk
from tributary.platform.events import DELIVERIES, OUTSIDE, Event
from tributary.platform.work import Work

if TYPE_CHECKING:
    from datetime import datetime

    from procrastinate.types import JSONDict

STALLED_AFTER_SECONDS: Final = 20.0
"""A worker that has not been heard of for this long is taken for dead."""

SWEEP_AFTER_SECONDS: Final = 120
ATTEMPTS_MAX: Final = 30
WAIT_SECONDS_MAX: Final = 600
CHORE_SECONDS_MAX: Final = 900
GRACE_SECONDS: Final = 10.0
"""How long what has begun may go on when a worker is told to stop."""

CONCURRENCY: Final = 4
CHORES_AT_ONCE: Final = 2
OUTSIDE_AT_ONCE: Final = 16
"""They wait for other machines and hardly ever for ours."""

CHORES: Final = "chores"
"""The queue of what is repeated; however long it takes, deliveries have workers of their own."""

Timed = Callable[[int], Awaitable[None]]
"""A periodic step; it gets the second it was due."""

log = structlog.get_logger()


class Patience(BaseRetryStrategy):
    """Try again after 2, 4, 8 ... seconds, at most ten minutes, for about four hours.

    What the other side declines for good is not tried again; the sweeper asks once an hour.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when to try again; None to give up."""
        if isinstance(exception, Outage) and not exception.retryable:
            return None
        if job.attempts >= ATTEMPTS_MAX:
            return None
        # A power of the number of attempts would outgrow any clock.
        wait = min(WAIT_SECONDS_MAX, 2 ** min(job.attempts + 1, 10))
        return RetryDecision(retry_in={"seconds": wait})


class Jobs:
    """The job queue of one process: enqueues with a work, and runs what is enqueued."""

    def __init__(
        self,
        desk: Desk,
        chores: Sequence[Chore],
        *,
        stalled_after: float = STALLED_AFTER_SECONDS,
        grace: float = GRACE_SECONDS,
    ) -> None:
        self.desk = desk
        self.chores = chores
        self.stalled_after = stalled_after
        self.grace = grace
        self.app = App(
            connector=PsycopgConnector(
                conninfo=desk.database.url,
                min_size=1,
                max_size=CONCURRENCY + CHORES_AT_ONCE + 2,
                kwargs={"options": SESSION_OPTIONS},
            )
        )
        self._deliver = self.app.task(name="deliver_event", retry=Patience())(self._deliver_event)
        self._schedule("sweep_events", "* * * * *", self._sweep_events)
        self._schedule("forget_old_jobs", "17 3 * * *", self._forget_old_jobs)
        for chore in chores:
            self._schedule(chore.name, chore.cron, self._for_each_brand(chore))

    async def enqueue(self, work: Work, events: Sequence[tuple[UUID, Event]]) -> None:
        """Enqueue deliveries on the connection and in the transaction of a work."""
        connection = await work.driver_connection()
        waiting: dict[tuple[str, datetime | None], list[JSONDict]] = {}
        for event_id, event in events:
            delivery: JSONDict = {"brand_id": str(work.brand_id), "event_id": str(event_id)}
            waiting.setdefault((event.queue, event.due_at()), []).append(delivery)
        for (queue, due_at), deliveries in waiting.items():
            deferrer = self._deliver.configure(
                connection=connection, queue=queue, schedule_at=due_at
            )
            await deferrer.batch_defer_async(*deliveries)

    async def run(self, *, concurrency: int = CONCURRENCY, signals: bool = False) -> None:
        """Work until cancelled, or until SIGTERM when this process is a worker and no more."""
        stopped: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if not signals:
            await run_beside(self, stopped, concurrency=concurrency)
            return

        def stop() -> None:
            if not stopped.done():
                stopped.set_result(None)

        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop)
        try:
            await run_beside(self, stopped, concurrency=concurrency)
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)

    async def work_once(self, *, concurrency: int = CONCURRENCY) -> None:
        """Work until cancelled or until the database lets us down; give back what others left."""
        async with self.app.open_async(), asyncio.TaskGroup() as group:
            group.create_task(self._rescue_forever())
            group.create_task(self._work_on(DELIVERIES, concurrency))
            group.create_task(self._work_on(OUTSIDE, OUTSIDE_AT_ONCE))
            group.create_task(self._work_on(CHORES, CHORES_AT_ONCE))

    async def _work_on(self, queue: str, concurrency: int) -> None:
        await self.app.run_worker_async(
            queues=[queue],
            concurrency=concurrency,
            install_signal_handlers=False,
            delete_jobs="successful",
            fetch_job_polling_interval=min(2.0, self.stalled_after),
            update_heartbeat_interval=self.stalled_after / 4,
            stalled_worker_timeout=self.stalled_after,
            shutdown_graceful_timeout=self.grace,
            worker_middleware=[_counted],
        )

    async def run_until_idle(self) -> None:
        """Deliver what is enqueued and return; for commands and tests."""
        async with self.app.open_async():
            await self.rescue()
            await self.app.run_worker_async(
                queues=[DELIVERIES, OUTSIDE],
                wait=False,
                listen_notify=False,
                install_signal_handlers=False,
                delete_jobs="successful",
                worker_middleware=[_counted],
            )

    async def rescue(self) -> int:
        """Give the jobs of dead workers back to the living; return how many."""
        return await rescue.give_back(
            self.desk.database,
            self.app.job_manager,
            stalled_after=self.stalled_after,
            attempts_max=ATTEMPTS_MAX,
        )

    async def _rescue_forever(self) -> None:
        # No job: a worker killed while it ran that very job would keep its lock for ever.
        while True:
            try:
                await self.rescue()
                await rescue.look_at_queue(self.desk.database)
            except Exception:
                log.exception("rescue_failed")
            await asyncio.sleep(self.stalled_after / 4)

    async def _deliver_event(self, brand_id: str, event_id: str) -> None:
        await outbox.deliver(self.desk, BrandId(UUID(brand_id)), EventId(UUID(event_id)))

    async def _sweep_events(self, timestamp: int) -> None:
        """Enqueue what was announced and never delivered: a job lost, or tried too often."""
        del timestamp
        busy = await rescue.events_in_queue(self.desk.database, self._deliver.name)
        for brand_id in await self.desk.database.brand_ids():
            try:
                await self._sweep_brand(brand_id, busy)
            except Exception:
                # One brand's trouble must not keep the others waiting.
                log.exception("sweep_failed", brand_id=str(brand_id))

    async def _sweep_brand(self, brand_id: BrandId, busy: frozenset[str]) -> None:
        waiting = await outbox.undelivered(
            self.desk, brand_id, older_than_seconds=SWEEP_AFTER_SECONDS
        )
        # What comes now goes first: old trouble must not hold up today's events.
        deferrer = self._deliver.configure(priority=-1)
        for event_id in waiting:
            if str(event_id) not in busy:
                log.warning("event_swept", brand_id=str(brand_id), event_id=str(event_id))
                await deferrer.defer_async(brand_id=str(brand_id), event_id=str(event_id))

    async def _forget_old_jobs(self, timestamp: int) -> None:
        """Delete jobs that failed a month ago; whoever is called has looked by then."""
        del timestamp
        await self.app.job_manager.delete_old_jobs(
            nb_hours=30 * 24, include_failed=True, include_cancelled=True, include_aborted=True
        )

    def _for_each_brand(self, chore: Chore) -> Timed:
        last: BrandId | None = None

        async def run_chore(timestamp: int) -> None:
            nonlocal last
            del timestamp
            over = time.monotonic() + chore.round_seconds
            for brand_id in _turns(await self.desk.database.brand_ids(), last):
                last = brand_id
                await self._run_chore(chore, brand_id)
                if time.monotonic() >= over:
                    return

        return run_chore

    async def _run_chore(self, chore: Chore, brand_id: BrandId) -> None:
        """Do a chore for a brand, whose trouble must not keep the others waiting."""
        try:
            async with asyncio.timeout(CHORE_SECONDS_MAX):
                await chore.run(self.desk, brand_id)
        except Exception:
            figures.CHORES_FAILED.labels(chore.name).inc()
            log.exception("chore_failed", chore=chore.name, brand_id=str(brand_id))

    def _schedule(self, name: str, cron: str, run: Timed) -> None:
        # The lock keeps two processes from running it at once, the queueing lock from piling up.
        task = self.app.task(name=name, queue=CHORES, queueing_lock=name, lock=name)(run)
        self.app.periodic(cron=cron, periodic_id=name)(task)


async def run_beside(
    jobs: Jobs, serving: asyncio.Future[None], *, concurrency: int = CONCURRENCY
) -> None:
    """Run a worker beside a server until the server ends; a worker that dies is restarted."""
    while not serving.done():
        worker = asyncio.ensure_future(jobs.work_once(concurrency=concurrency))
        try:
            await asyncio.wait([worker, serving], return_when=asyncio.FIRST_COMPLETED)
        finally:
            # The worker finishes what it has begun, or gives it back, before anybody goes on.
            worker.cancel()
            await asyncio.wait([worker], timeout=jobs.grace + 5)
        failure = worker.exception() if worker.done() and not worker.cancelled() else None
        if not serving.done():
            log.error("worker_ended", error=repr(failure))
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(serving), timeout=1)


def _turns(brands: Sequence[BrandId], last: BrandId | None) -> list[BrandId]:
    """Return brands in order, beginning behind the one that had its turn last."""
    return sorted(brands, key=lambda each: (last is not None and each <= last, each))


async def _counted(
    call_next: Callable[[], Awaitable[Any]], context: JobContext, worker: object
) -> object:
    """Count a job, name it in every line of its log, and log why it failed."""
    del worker
    task = context.job.task_name
    started = time.perf_counter()
    with structlog.contextvars.bound_contextvars(job_id=context.job.id, task=task):
        try:
            result: object = await call_next()
        except Exception as failure:
            figures.JOBS.labels(task, "failed").inc()
            log.warning("job_failed", attempt=context.job.attempts + 1, exc_info=failure)
            raise
        finally:
            figures.JOB_SECONDS.labels(task).observe(time.perf_counter() - started)
    figures.JOBS.labels(task, "done").inc()
    return result
