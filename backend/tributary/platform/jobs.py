"""Background jobs: deliveries and chores, run by procrastinate workers."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

import structlog
from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import AlreadyEnqueued

from tributary.kernel import BrandId, EventId
from tributary.platform import outbox
from tributary.platform.desk import Chore, Desk
from tributary.platform.work import Work

HEARTBEAT_SECONDS = 5.0
STALLED_AFTER_SECONDS = 20.0
SWEEP_AFTER_SECONDS = 120
ATTEMPTS_MAX = 12

Timed = Callable[[int], Awaitable[None]]
"""A periodic step; it gets the second it was due."""

log = structlog.get_logger()


class Jobs:
    """The job queue of one process: enqueues with a work, and runs what is enqueued."""

    def __init__(self, desk: Desk, chores: Sequence[Chore]) -> None:
        self.desk = desk
        self.chores = chores
        self.app = App(
            connector=PsycopgConnector(
                conninfo=desk.database.url,
                min_size=1,
                max_size=4,
                kwargs={"options": "-c search_path=public -c timezone=UTC"},
            )
        )
        retry = RetryStrategy(max_attempts=ATTEMPTS_MAX, exponential_wait=2)
        self._deliver = self.app.task(name="deliver_event", retry=retry)(self._deliver_event)
        self._schedule("retry_stalled", "* * * * *", self._retry_stalled)
        self._schedule("sweep_events", "* * * * *", self._sweep_events)
        for chore in chores:
            self._schedule(chore.name, chore.cron, self._for_each_brand(chore))

    async def enqueue(self, work: Work, event_ids: Sequence[UUID]) -> None:
        """Enqueue deliveries on the connection and in the transaction of a work."""
        connection = await work.driver_connection()
        brand = str(work.brand_id)
        deferrer = self._deliver.configure(connection=connection)
        await deferrer.batch_defer_async(
            *[{"brand_id": brand, "event_id": str(event_id)} for event_id in event_ids]
        )

    async def run(self, *, concurrency: int = 4, signals: bool = False) -> None:
        """Work until cancelled, or until SIGTERM when this process is a worker and no more."""
        async with self.app.open_async():
            await self.app.run_worker_async(
                concurrency=concurrency,
                install_signal_handlers=signals,
                delete_jobs="successful",
                fetch_job_polling_interval=2.0,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=STALLED_AFTER_SECONDS,
                shutdown_graceful_timeout=10.0,
            )

    async def run_until_idle(self) -> None:
        """Run what is enqueued and return; for commands and tests."""
        async with self.app.open_async():
            await self._retry_stalled(0)
            await self.app.run_worker_async(
                wait=False, listen_notify=False, install_signal_handlers=False
            )

    async def _deliver_event(self, brand_id: str, event_id: str) -> None:
        await outbox.deliver(self.desk, BrandId(UUID(brand_id)), EventId(UUID(event_id)))

    async def _retry_stalled(self, timestamp: int) -> None:
        """Give the jobs of dead workers back to the living."""
        del timestamp
        for job in await self.app.job_manager.get_stalled_jobs(
            seconds_since_heartbeat=STALLED_AFTER_SECONDS
        ):
            log.warning("stalled_job_retried", job_id=job.id, task=job.task_name)
            await self.app.job_manager.retry_job(job)

    async def _sweep_events(self, timestamp: int) -> None:
        """Enqueue what was announced and never delivered: a job lost, or tried too often."""
        del timestamp
        for brand_id in await self.desk.database.brand_ids():
            waiting = await outbox.undelivered(
                self.desk, brand_id, older_than_seconds=SWEEP_AFTER_SECONDS
            )
            for event_id in waiting:
                lock = f"sweep:{event_id}"
                deferrer = self._deliver.configure(queueing_lock=lock, lock=lock)
                try:
                    await deferrer.defer_async(brand_id=str(brand_id), event_id=str(event_id))
                except AlreadyEnqueued:
                    continue

    def _for_each_brand(self, chore: Chore) -> Timed:
        async def run_chore(timestamp: int) -> None:
            del timestamp
            for brand_id in await self.desk.database.brand_ids():
                try:
                    await chore.run(self.desk, brand_id)
                except Exception:
                    # One brand's trouble must not keep the others waiting.
                    log.exception("chore_failed", chore=chore.name, brand_id=str(brand_id))

        return run_chore

    def _schedule(self, name: str, cron: str, run: Timed) -> None:
        task = self.app.task(name=name, queueing_lock=name, lock=name)(run)
        self.app.periodic(cron=cron, periodic_id=name)(task)


async def run_beside(jobs: Jobs, serving: asyncio.Future[None]) -> None:
    """Run a worker beside a server until the server ends; a worker that dies is restarted."""
    while not serving.done():
        worker = asyncio.ensure_future(jobs.run())
        await asyncio.wait([worker, serving], return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            worker.cancel()
            await asyncio.wait([worker], timeout=15)
            return
        log.error("worker_ended", error=repr(worker.exception()))
        await asyncio.sleep(1)
