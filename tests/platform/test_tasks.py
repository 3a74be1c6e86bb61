"""Tasks: one at a time about one thing, told as they go, taken up again when somebody dies."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from tributary.kernel import Actor, Outage, Refusal, TaskId, new_id
from tributary.platform import Desk, tasks


class FileTorn(Refusal):
    """The file is torn.

    Mend it.
    """


async def begun(desk: Desk, actor: Actor, subject: UUID | None = None) -> tuple[TaskId, bool]:
    async with desk.database.work(actor, now=desk.clock()) as work:
        return await tasks.start(
            work, kind="import_orders", title="orders.csv", subject_id=subject or new_id()
        )


async def shown(desk: Desk, actor: Actor, task_id: TaskId) -> tuple[Any, ...]:
    async with desk.database.work(actor, now=desk.clock()) as work:
        (row,) = await work.rows(
            "SELECT state, done, total, refusal_code FROM tasks WHERE id = :id", id=task_id
        )
        return tuple(row)


async def works(actor: Actor, report: tasks.Report) -> None:
    assert actor.origin == "test"
    report.tell(3, 3)


async def test_one_task_about_one_thing_at_a_time(desk: Desk, actor: Actor) -> None:
    subject = new_id()
    first, again, other = [await begun(desk, actor, each) for each in (subject, subject, new_id())]

    assert first[0] == again[0] != other[0]
    assert (first[1], again[1], other[1]) == (True, False, True)


async def test_sixteen_at_once_start_one_task(desk: Desk, actor: Actor) -> None:
    subject = new_id()

    found = await asyncio.gather(*(begun(desk, actor, subject) for _ in range(16)))

    assert len({task_id for task_id, _ in found}) == 1
    assert sum(is_new for _, is_new in found) == 1


async def test_what_is_done_is_done_and_not_begun_again(desk: Desk, actor: Actor) -> None:
    task_id, _ = await begun(desk, actor)
    await tasks.carry_out(desk, actor.brand_id, task_id, works)

    async def never(actor: Actor, report: tasks.Report) -> None:
        raise AssertionError((actor, report))

    await tasks.carry_out(desk, actor.brand_id, task_id, never)

    assert await shown(desk, actor, task_id) == ("done", 3, 3, None)


async def test_a_refusal_ends_a_task_and_is_told(desk: Desk, actor: Actor) -> None:
    task_id, _ = await begun(desk, actor)

    async def declines(actor: Actor, report: tasks.Report) -> None:
        report.tell(1, 9)
        raise FileTorn(f"The file of {actor.origin} is torn.")

    await tasks.carry_out(desk, actor.brand_id, task_id, declines)

    assert await shown(desk, actor, task_id) == ("failed", 1, 9, "FILE_TORN")


async def test_what_breaks_waits_for_its_next_turn(desk: Desk, actor: Actor) -> None:
    task_id, _ = await begun(desk, actor)

    async def breaks(actor: Actor, report: tasks.Report) -> None:
        raise Outage(f"{actor.origin} {report.done}", retryable=True)

    with pytest.raises(Outage):
        await tasks.carry_out(desk, actor.brand_id, task_id, breaks)
    waiting = await shown(desk, actor, task_id)
    await tasks.carry_out(desk, actor.brand_id, task_id, works)

    assert waiting[0] == "queued"
    assert (await shown(desk, actor, task_id))[0] == "done"


async def test_progress_is_seen_while_it_is_made(
    desk: Desk, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "REPORT_SECONDS", 0.01)
    task_id, _ = await begun(desk, actor)
    seen: list[tuple[Any, ...]] = []

    async def slowly(actor: Actor, report: tasks.Report) -> None:
        report.tell(1, 2)
        for _ in range(500):
            await asyncio.sleep(0.01)
            if (found := await shown(desk, actor, task_id))[1]:
                seen.append(found)
                return

    await tasks.carry_out(desk, actor.brand_id, task_id, slowly)

    assert seen == [("running", 1, 2, None)]


async def test_what_breaks_every_time_ends_and_says_so(desk: Desk, actor: Actor) -> None:
    subject = new_id()
    task_id, _ = await begun(desk, actor, subject)
    tries: list[int] = []

    async def breaks(actor: Actor, report: tasks.Report) -> None:
        tries.append(report.done)
        raise ZeroDivisionError(f"secret of {actor.origin}")

    for _ in range(tasks.ATTEMPTS_MAX - 1):
        with pytest.raises(ZeroDivisionError):
            await tasks.carry_out(desk, actor.brand_id, task_id, breaks)
    waiting = await shown(desk, actor, task_id)
    await tasks.carry_out(desk, actor.brand_id, task_id, breaks)
    await tasks.carry_out(desk, actor.brand_id, task_id, breaks)
    again = await begun(desk, actor, subject)

    assert waiting[0] == "queued"
    assert await shown(desk, actor, task_id) == ("failed", 0, None, "TASK_GIVEN_UP")
    assert len(tries) == tasks.ATTEMPTS_MAX
    assert again[0] != task_id
    assert again[1]
    async with desk.database.work(actor, now=desk.clock()) as work:
        (row,) = await work.rows("SELECT refusal_message FROM tasks WHERE id = :id", id=task_id)
    assert str(task_id) in row.refusal_message
    assert "secret" not in row.refusal_message


async def test_what_kills_its_worker_every_time_is_not_begun_for_ever(
    desk: Desk, actor: Actor
) -> None:
    task_id, _ = await begun(desk, actor)
    tries: list[int] = []

    async def kills(actor: Actor, report: tasks.Report) -> None:
        tries.append(report.done)
        # As a killed worker leaves it: nothing is written down any more.
        raise asyncio.CancelledError(actor.origin)

    for _ in range(tasks.ATTEMPTS_MAX):
        with pytest.raises(asyncio.CancelledError):
            await tasks.carry_out(desk, actor.brand_id, task_id, kills)
    await tasks.carry_out(desk, actor.brand_id, task_id, kills)

    assert (await shown(desk, actor, task_id))[0::3] == ("failed", "TASK_GIVEN_UP")
    assert len(tries) == tasks.ATTEMPTS_MAX


async def test_what_was_declined_outside_for_good_ends_at_once(desk: Desk, actor: Actor) -> None:
    task_id, _ = await begun(desk, actor)

    async def is_declined(actor: Actor, report: tasks.Report) -> None:
        raise Outage(f"{actor.origin} {report.done}", retryable=False)

    await tasks.carry_out(desk, actor.brand_id, task_id, is_declined)

    assert (await shown(desk, actor, task_id))[0::3] == ("failed", "TASK_GIVEN_UP")
