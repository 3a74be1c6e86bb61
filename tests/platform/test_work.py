"""Work: commit, rollback, brands apart, audit in the same transaction."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
from sqlalchemy.exc import ProgrammingError

from tests.conftest import MovingClock
from tributary.kernel import Actor, BrandId, new_id
from tributary.platform import Database, Work, numbers

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]


async def test_a_raised_exception_rolls_everything_back(open_work: OpenWork) -> None:
    with pytest.raises(ZeroDivisionError):
        async with open_work() as work:
            await work.audit("test.deed", subject="test")
            _ = 1 // 0

    async with open_work() as work:
        assert await work.rows("SELECT 1 FROM audit_entries") == []


async def test_a_brand_sees_only_its_own_rows(
    open_work: OpenWork, database: Database, clock: MovingClock
) -> None:
    async with open_work() as work:
        await work.audit("test.deed", subject="test")

    stranger = Actor.system(BrandId(new_id()), "test")
    async with database.work(stranger, now=clock()) as work:
        assert await work.rows("SELECT 1 FROM audit_entries") == []


async def test_writing_into_another_brand_is_refused_by_the_policy(open_work: OpenWork) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"):
        async with open_work() as work:
            await work.run(
                "INSERT INTO document_series VALUES (:other, 'ST', 1)", other=BrandId(new_id())
            )


async def test_numbers_have_no_gap_after_a_rollback(open_work: OpenWork) -> None:
    async with open_work() as work:
        assert list(await numbers.take(work, "ST-2026", 3)) == [1, 2, 3]
    with pytest.raises(ZeroDivisionError):
        async with open_work() as work:
            await numbers.take(work, "ST-2026")
            _ = 1 // 0

    async with open_work() as work:
        assert list(await numbers.take(work, "ST-2026")) == [4]


async def test_audit_entries_cannot_be_changed_or_deleted(open_work: OpenWork) -> None:
    for deed in ("UPDATE audit_entries SET action = ''", "DELETE FROM audit_entries"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with open_work() as work:
                await work.run(deed)
