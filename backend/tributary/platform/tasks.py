"""Tasks: long work that a person started, with how far it has come and how it ended.

A task is a row that the screen follows. The work itself is an errand: killed at any point it is
begun again, so what it does must be safe to repeat. Progress is written beside it, in works of its
own, and never in the transaction of what it tells about. What breaks again and again is given up
and told: nobody looks at a queue for ever.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import structlog
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import Actor, BrandId, Outage, Refusal, TaskId, UserId, new_id
from tributary.platform.desk import Desk
from tributary.platform.work import Work

REPORT_SECONDS: Final = 0.5
"""How often progress is written down, at most."""

ATTEMPTS_MAX: Final = 12
"""How often a task is begun; with the waits of the queue these are about fifty minutes."""

SUBJECT: Final = "task"
"""What a change of a task is told as."""

log = structlog.get_logger()


class TaskGivenUp(Refusal):
    """A task broke every time it was begun, by an error of ours or of something we depend on.

    Start it again; if that breaks as well, tell us the reference in the message.
    """


class TaskState(StrEnum):
    """Where a task stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(slots=True)
class Report:
    """How far a task has come; whoever carries it out keeps it up to date."""

    done: int = 0
    total: int | None = None

    def tell(self, done: int, total: int | None = None) -> None:
        """Note how much is done, and of how much when that is known."""
        self.done = done
        if total is not None:
            self.total = total


async def start(work: Work, *, kind: str, title: str, subject_id: UUID) -> tuple[TaskId, bool]:
    """Write down that something long is to be done; return its task, and whether it is new.

    While one of the same kind about the same thing has not ended, that one is returned.
    """
    task_id = TaskId(new_id())
    while True:
        added = await work.run(
            """
            INSERT INTO tasks (brand_id, id, kind, title, subject_id, done, state, attempts,
                               started_by, program_id, origin, created_at)
            VALUES (:brand, :id, :kind, :title, :subject, 0, 'queued', 0, :user, :program, :origin,
                    :now)
            ON CONFLICT DO NOTHING
            """,
            brand=work.brand_id,
            id=task_id,
            kind=kind,
            title=title,
            subject=subject_id,
            user=work.actor.user_id,
            program=work.actor.program_id,
            origin=work.actor.origin,
            now=work.opened_at,
        )
        if added:
            return task_id, True
        open_now = await work.rows(
            """
            SELECT id FROM tasks WHERE brand_id = :brand AND kind = :kind
              AND subject_id = :subject AND state IN ('queued', 'running')
            """,
            brand=work.brand_id,
            kind=kind,
            subject=subject_id,
        )
        # It may end between the two statements; then the next try adds ours.
        if open_now:
            return TaskId(open_now[0].id), False


async def is_open(session: AsyncSession, brand_id: BrandId, *, kind: str, subject_id: UUID) -> bool:
    """Tell whether a task of this kind about this thing has not ended yet."""
    found = await session.execute(
        text(
            "SELECT 1 FROM tasks WHERE brand_id = :brand AND kind = :kind "
            "AND subject_id = :subject AND state IN ('queued', 'running')"
        ),
        {"brand": brand_id, "kind": kind, "subject": subject_id},
    )
    return found.first() is not None


async def carry_out(
    desk: Desk,
    brand_id: BrandId,
    task_id: TaskId,
    deed: Callable[[Actor, Report], Awaitable[None]],
) -> None:
    """Do what a task is about, as the person or program who started it, and write it down.

    A refusal ends the task and is told to the person. Anything else is tried again by the queue,
    until it has broken too often.
    """
    row = await _begun(desk, brand_id, task_id)
    if row is None:
        return
    report = Report(row.done, row.total)
    if row.attempts > ATTEMPTS_MAX:
        # Whoever began it last never came to say how it went: it may be what kills the workers.
        await _end(desk, brand_id, task_id, report, _given_up(task_id))
        return
    user_id = None if row.started_by is None else UserId(row.started_by)
    actor = Actor(brand_id, user_id, row.origin, program_id=row.program_id)
    try:
        async with _reported(desk, brand_id, task_id, report):
            await deed(actor, report)
    except Refusal as refusal:
        await _end(desk, brand_id, task_id, report, refusal)
    except Exception as failure:
        is_final = isinstance(failure, Outage) and not failure.retryable
        if not is_final and row.attempts < ATTEMPTS_MAX:
            await _wait_again(desk, brand_id, task_id)
            raise
        log.exception("task_given_up", task_id=str(task_id), attempts=row.attempts)
        await _end(desk, brand_id, task_id, report, _given_up(task_id))
    else:
        await _end(desk, brand_id, task_id, report, None)


async def _begun(desk: Desk, brand_id: BrandId, task_id: TaskId) -> Row[Any] | None:
    """Take a task up, also one whose worker died; None when it has ended already."""
    async with desk.work(brand_id, "errand:tasks") as work:
        rows = await work.rows(
            """
            UPDATE tasks SET state = 'running', started_at = coalesce(started_at, :now),
                             attempts = attempts + 1
            WHERE brand_id = :brand AND id = :id AND state IN ('queued', 'running')
            RETURNING started_by, program_id, origin, done, total, attempts
            """,
            brand=brand_id,
            id=task_id,
            now=work.opened_at,
        )
        work.tell(SUBJECT, task_id)
    return rows[0] if rows else None


def _given_up(task_id: TaskId) -> TaskGivenUp:
    return TaskGivenUp(f"This broke every time. Start it again, or tell us: {task_id}.")


async def _end(
    desk: Desk, brand_id: BrandId, task_id: TaskId, report: Report, refusal: Refusal | None
) -> None:
    state = TaskState.DONE if refusal is None else TaskState.FAILED
    async with desk.work(brand_id, "errand:tasks") as work:
        await work.run(
            """
            UPDATE tasks SET state = :state, finished_at = :now, done = :done, total = :total,
                             refusal_code = :code, refusal_message = :message
            WHERE brand_id = :brand AND id = :id AND state = 'running'
            """,
            brand=brand_id,
            id=task_id,
            state=state.value,
            now=work.opened_at,
            done=report.done,
            total=report.total,
            code=None if refusal is None else refusal.code,
            message=None if refusal is None else refusal.message,
        )
        work.tell(SUBJECT, task_id)


async def _wait_again(desk: Desk, brand_id: BrandId, task_id: TaskId) -> None:
    # The failure itself is what counts, and the database may be the very thing that failed.
    with suppress(Exception):
        async with desk.work(brand_id, "errand:tasks") as work:
            await work.run(
                "UPDATE tasks SET state = 'queued' "
                "WHERE brand_id = :brand AND id = :id AND state = 'running'",
                brand=brand_id,
                id=task_id,
            )
            work.tell(SUBJECT, task_id)


@asynccontextmanager
async def _reported(
    desk: Desk, brand_id: BrandId, task_id: TaskId, report: Report
) -> AsyncGenerator[None]:
    """Write progress down beside the work, as long as the block lasts."""
    # What the row says already; by its first turn the writer would find what came since.
    written = (report.done, report.total)
    writing = asyncio.ensure_future(_report_forever(desk, brand_id, task_id, report, written))
    try:
        yield
    finally:
        writing.cancel()
        await asyncio.wait([writing])


async def _report_forever(
    desk: Desk,
    brand_id: BrandId,
    task_id: TaskId,
    report: Report,
    written: tuple[int, int | None],
) -> None:
    while True:
        await asyncio.sleep(REPORT_SECONDS)
        now = (report.done, report.total)
        if now == written:
            continue
        try:
            async with desk.work(brand_id, "errand:tasks") as work:
                await work.run(
                    "UPDATE tasks SET done = :done, total = :total "
                    "WHERE brand_id = :brand AND id = :id AND state = 'running'",
                    brand=brand_id,
                    id=task_id,
                    done=now[0],
                    total=now[1],
                )
                work.tell(SUBJECT, task_id)
            written = now
        except Exception:
            # Whoever looks sees an old figure; the work itself goes on.
            log.warning("progress_not_written", task_id=str(task_id), exc_info=True)
