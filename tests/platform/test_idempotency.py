"""Idempotency: one effect per key, the same answer, another request refused."""

import asyncio
from collections.abc import Mapping

import pytest

from tests.conftest import MovingClock
from tributary.kernel import Actor, BrandId
from tributary.platform import (
    Database,
    IdempotencyKeyMissing,
    IdempotencyKeyReused,
    Work,
    idempotency,
    prove,
)
from tributary.platform.invariants import INVARIANTS


async def pay(
    database: Database, actor: Actor, clock: MovingClock, key: str | None, amount: str
) -> Mapping[str, object]:
    async with database.work(actor, now=clock(), idempotency_key=key) as work:

        async def deed() -> Mapping[str, object]:
            await work.audit("test.pay", subject="payment")
            return {"paid": amount}

        return await idempotency.once(work, {"amount": amount}, deed)


async def times_paid(work: Work) -> int:
    rows = await work.rows("SELECT count(*) FROM audit_entries WHERE action = 'test.pay'")
    return int(rows[0][0])


async def test_the_same_request_sixteen_times_at_once_has_one_effect(
    database: Database, actor: Actor, clock: MovingClock, work: Work
) -> None:
    answers = await asyncio.gather(
        *(pay(database, actor, clock, "key-1", "10.00") for _ in range(16))
    )

    assert answers == [{"paid": "10.00"}] * 16
    assert await times_paid(work) == 1


async def test_a_key_with_another_request_is_refused(
    database: Database, actor: Actor, clock: MovingClock
) -> None:
    await pay(database, actor, clock, "key-1", "10.00")

    with pytest.raises(IdempotencyKeyReused, match="for a different request"):
        await pay(database, actor, clock, "key-1", "99.00")


async def test_a_failed_deed_leaves_its_key_free(
    database: Database, actor: Actor, clock: MovingClock
) -> None:
    async def fail() -> Mapping[str, object]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        async with database.work(actor, now=clock(), idempotency_key="key-1") as work:
            await idempotency.once(work, {"amount": "10.00"}, fail)

    assert await pay(database, actor, clock, "key-1", "10.00") == {"paid": "10.00"}


async def test_no_key_is_refused(database: Database, actor: Actor, clock: MovingClock) -> None:
    with pytest.raises(IdempotencyKeyMissing):
        await pay(database, actor, clock, None, "10.00")


async def test_an_empty_answer_is_an_answer(
    database: Database, actor: Actor, clock: MovingClock, brand_id: BrandId
) -> None:
    async def nothing() -> Mapping[str, object]:
        return {}

    for _ in range(2):
        async with database.work(actor, now=clock(), idempotency_key="key-1") as work:
            assert await idempotency.once(work, {"deed": "test"}, nothing) == {}

    (proof,) = await prove(database, brand_id, [i for i in INVARIANTS if i.number == 18])
    assert (proof.rows, proof.faults) == (1, [])
