"""PDFs are made once, whoever prints, however often it is killed, and whatever was given up."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MovingClock
from tests.factories.commissions import level, make_plan
from tests.factories.settlements import make_goods, open_shop
from tests.settlements.noting_printer import FIRST_OF_APRIL, NotingPrinter, desk_at
from tributary import identity, settlements
from tributary.kernel import Actor, BrandId, Period, UserId
from tributary.platform import Desk, Work, outbox, tasks
from tributary.platform.postgres import DatabaseUrls
from tributary.settlements import reactions
from tributary.settlements.operations import closing

ROOT = Path(__file__).parents[2]
RUN = "from tests.settlements.noting_printer import main; main()"

MARCH = Period.month(2026, 3)
SOLD = ("GA", "T1", "T2", "D4", "D5")
NUMBERS = [f"ST-2026-{n:06}" for n in range(1, 6)]

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(FIRST_OF_APRIL)


@pytest.fixture
def printer(tmp_path: Path) -> NotingPrinter:
    return NotingPrinter(tmp_path / "begun")


@pytest.fixture
async def desk(urls: DatabaseUrls, printer: NotingPrinter) -> AsyncIterator[Desk]:
    desk = desk_at(urls.worker, printer)
    yield desk
    await desk.database.close()


@pytest.fixture
async def closer(open_work: OpenWork) -> UserId:
    """Five distributors that each bought once in March, and who may close it."""
    async with open_work() as work:
        shop = await open_shop(work, *SOLD, grades=("gold",) * len(SOLD))
        await make_goods(work, "TEA", "50.00", "60.00", "70.00")
        await make_plan(work, level(2, "4"))
        for each, seller in zip(SOLD, shop.chain, strict=True):
            await shop.sell(work, f"SO-{each}", seller, ("TEA", 2), on=date(2026, 3, 3))
        return await hire(work, identity.Role.ACCOUNTANT)


async def hire(work: Work, role: identity.Role) -> UserId:
    email = f"{role.value}@{work.brand_id.hex}.example"
    return await identity.add_user(work, email=email, name="Wen", language="en", role=role)


async def order_closing(desk: Desk, brand_id: BrandId, closer: UserId) -> None:
    actor = Actor(brand_id=brand_id, user_id=closer, origin="console")
    async with desk.database.work(actor, now=desk.clock()) as work:
        await settlements.start_closing(work, period=MARCH)


async def close(desk: Desk, brand_id: BrandId) -> settlements.Run:
    async with desk.work(brand_id, "test") as work:
        return await settlements.close_month(work, period=MARCH)


async def stored(desk: Desk, brand_id: BrandId) -> list[tuple[Any, ...]]:
    """Return each statement with how many files are kept of it."""
    sql = """
        SELECT s.number, count(b.id) FROM statements s
        LEFT JOIN blobs b ON b.brand_id = :brand AND b.file_name = s.number || '.pdf'
        WHERE s.brand_id = :brand GROUP BY s.number ORDER BY s.number
    """
    async with desk.work(brand_id, "test") as work:
        return [tuple(row) for row in await work.rows(sql, brand=brand_id)]


async def task_of(desk: Desk, brand_id: BrandId) -> tuple[Any, ...]:
    async with desk.work(brand_id, "test") as work:
        (row,) = await work.rows("SELECT state, done, total FROM tasks")
        return tuple(row)


EACH_ONCE = [(number, 1) for number in NUMBERS]


async def test_whoever_closes_by_a_task_has_each_printed_once(
    closer: UserId, desk: Desk, brand_id: BrandId, printer: NotingPrinter
) -> None:
    await order_closing(desk, brand_id, closer)

    # As many workers as may be, each with all that was announced.
    await asyncio.gather(*(outbox.deliver_all(desk, brand_id) for _ in range(3)))

    assert sorted(printer.begun) == NUMBERS
    assert await stored(desk, brand_id) == EACH_ONCE
    assert await task_of(desk, brand_id) == ("done", 5, 5)


async def test_many_who_print_one_run_share_its_statements(
    closer: UserId, desk: Desk, brand_id: BrandId, printer: NotingPrinter
) -> None:
    del closer
    run = await close(desk, brand_id)

    ended = await asyncio.gather(
        *(settlements.print_statements(desk, brand_id, run.run_id) for _ in range(4))
    )

    assert {(each.printed, each.statements) for each in ended} == {(5, 5)}
    assert sorted(printer.begun) == NUMBERS
    assert await stored(desk, brand_id) == EACH_ONCE


async def test_printing_killed_in_the_middle_is_completed_and_nothing_made_again(
    closer: UserId, desk: Desk, brand_id: BrandId, printer: NotingPrinter, urls: DatabaseUrls
) -> None:
    await order_closing(desk, brand_id, closer)
    worker = start_worker(urls.worker, brand_id, printer)
    try:
        while len(printer.begun) < 3:
            assert worker.poll() is None
            await asyncio.sleep(0.05)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    halfway = await stored(desk, brand_id)

    await outbox.deliver_all(desk, brand_id)

    assert halfway == [*EACH_ONCE[:2], *((number, 0) for number in NUMBERS[2:])]
    # Only the one that it died over is laid out again.
    assert printer.begun == [*NUMBERS[:3], *NUMBERS[2:]]
    assert await stored(desk, brand_id) == EACH_ONCE
    assert await task_of(desk, brand_id) == ("done", 5, 5)


def start_worker(url: str, brand_id: BrandId, printer: NotingPrinter) -> "subprocess.Popen[bytes]":
    """Start a process that closes and prints, and hangs over the third statement."""
    return subprocess.Popen(
        [sys.executable, "-c", RUN, url, str(brand_id), str(printer.notes), NUMBERS[2]],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'backend'}:{ROOT}"},
    )


async def test_what_a_task_is_about_to_print_is_left_to_it(
    closer: UserId, desk: Desk, brand_id: BrandId, printer: NotingPrinter
) -> None:
    await order_closing(desk, brand_id, closer)
    run = await close(desk, brand_id)
    closed = settlements.PeriodClosed(brand_id, run.run_id, MARCH.start, MARCH.end)

    await reactions.print_period(desk, closed)

    assert printer.begun == []
    await outbox.deliver_all(desk, brand_id)
    assert printer.begun == NUMBERS


async def test_what_a_task_gave_up_is_printed_nevertheless(
    closer: UserId, desk: Desk, brand_id: BrandId, printer: NotingPrinter
) -> None:
    await order_closing(desk, brand_id, closer)
    await close(desk, brand_id)
    async with desk.work(brand_id, "test") as work:
        await work.run("UPDATE tasks SET attempts = :all", all=tasks.ATTEMPTS_MAX)

    await outbox.deliver_all(desk, brand_id)

    assert (await task_of(desk, brand_id))[0] == "failed"
    assert printer.begun == NUMBERS


async def test_whoever_lost_the_role_after_closing_still_has_it_printed(
    closer: UserId, desk: Desk, brand_id: BrandId, printer: NotingPrinter, open_work: OpenWork
) -> None:
    del closer
    async with open_work() as work:
        reader = await hire(work, identity.Role.AUDITOR)
    await order_closing(desk, brand_id, reader)
    await close(desk, brand_id)

    await outbox.deliver_all(desk, brand_id)

    assert await task_of(desk, brand_id) == ("done", 5, 5)
    assert printer.begun == NUMBERS


async def test_many_statements_are_printed_by_several_workers(
    closer: UserId,
    desk: Desk,
    brand_id: BrandId,
    printer: NotingPrinter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(closing, "SHARED_FROM", len(NUMBERS))
    await order_closing(desk, brand_id, closer)

    await asyncio.gather(*(outbox.deliver_all(desk, brand_id) for _ in range(3)))

    async with desk.work(brand_id, "test") as work:
        shares = await work.rows("SELECT payload FROM events WHERE name LIKE '%.PrintingShared'")
    assert len(shares) == closing.SHARES
    assert sorted(printer.begun) == NUMBERS
    assert await stored(desk, brand_id) == EACH_ONCE
    assert await task_of(desk, brand_id) == ("done", 5, 5)


async def test_a_share_prints_all_that_nobody_else_does(
    closer: UserId, desk: Desk, brand_id: BrandId, printer: NotingPrinter
) -> None:
    del closer
    run = await close(desk, brand_id)

    await reactions.print_share(desk, settlements.PrintingShared(brand_id, run.run_id, 3))

    assert sorted(printer.begun) == NUMBERS
