"""What keeps jobs from getting lost: dead workers' jobs are given back, the queue is measured."""

import structlog
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.platform import figures
from tributary.platform.database import Database

_RESCUE_LOCK = 0x7472696272657363

log = structlog.get_logger()


async def give_back(
    database: Database, manager: JobManager, *, stalled_after: float, attempts_max: int
) -> int:
    """Give the jobs of dead workers back to the living; return how many."""
    async with AsyncSession(database.engine) as session, session.begin():
        # Two rescuers would take a job from the living worker to whom the first has given it.
        mine = text(f"SELECT pg_try_advisory_xact_lock({_RESCUE_LOCK})")
        if not (await session.execute(mine)).scalar_one():
            return 0
        stalled = list(await manager.get_stalled_jobs(seconds_since_heartbeat=stalled_after))
        for job in stalled:
            await _give_back(manager, job, attempts_max)
    figures.JOBS_RESCUED.inc(len(stalled))
    return len(stalled)


async def _give_back(manager: JobManager, job: Job, attempts_max: int) -> None:
    log.warning("stalled_job_rescued", job_id=job.id, task=job.task_name, attempts=job.attempts)
    try:
        if job.attempts >= attempts_max:
            # It may be what kills the workers.
            await manager.finish_job(job, Status.FAILED, delete_job=False)
            return
        await manager.retry_job(job)
    except ConnectorException as conflict:
        await _let_go(manager, job, conflict)


async def _let_go(manager: JobManager, job: Job, conflict: Exception) -> None:
    """End a chore whose successor waits already, and which therefore cannot be queued again."""
    try:
        await manager.finish_job(job, Status.ABORTED, delete_job=True)
    except ConnectorException:
        # Its worker was only slow and has finished it in the meantime.
        log.info("stalled_job_ended_itself", job_id=job.id, error=repr(conflict))


async def events_in_queue(database: Database, task: str) -> frozenset[str]:
    """Return the events whose delivery waits, runs, or was given up within the last hour."""
    sql = text(
        """
        SELECT j.args ->> 'event_id' FROM procrastinate_jobs j
        WHERE j.task_name = :task
          AND (j.status IN ('todo', 'doing')
               OR j.status = 'failed'
                  AND EXISTS (SELECT 1 FROM procrastinate_events e WHERE e.job_id = j.id
                              AND e.type = 'failed' AND e.at > now() - interval '1 hour'))
        """
    )
    async with AsyncSession(database.engine) as session:
        return frozenset((await session.execute(sql, {"task": task})).scalars())


async def look_at_queue(database: Database) -> None:
    """Measure how many jobs are due and how long the oldest one waits."""
    sql = text(
        """
        SELECT count(*),
               coalesce(extract(epoch FROM now() - min(coalesce(j.scheduled_at, e.at))), 0)
        FROM procrastinate_jobs j
        LEFT JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
        WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())
        """
    )
    async with AsyncSession(database.engine) as session:
        length, age = (await session.execute(sql)).one()
    figures.QUEUE_LENGTH.set(length)
    figures.QUEUE_AGE_SECONDS.set(age)
