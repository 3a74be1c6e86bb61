from datetime import timedelta
from typing import LiteralString

import pytest

from tests.factories.payments import Clock, Till, opened_till
from tests.factories.scratch import ScratchDatabase
from tributary import payments

WEEK = timedelta(days=7)


async def test_what_was_booked_is_what_the_provider_says(till: Till) -> None:
    link = await till.link(await till.bill("100.00"))
    await till.paid(link)
    await till.hear()
    await till.refund((await till.receipts(link))[0], "20.00")

    on_its_way = await payments.compare_receipts(
        till.desk, till.brand_id, since=till.clock() - WEEK
    )
    await till.settle()
    done = await payments.compare_receipts(till.desk, till.brand_id, since=till.clock() - WEEK)
    before = await payments.compare_receipts(till.desk, till.brand_id, since=till.clock() + WEEK)

    assert (on_its_way, done, before) == ((1, []), (1, []), (0, []))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE receipts SET amount_minor = 10001", "the books have 100.01 CNY, the provider 100"),
        ("UPDATE receipts SET fee_minor = 1", "the books have a fee of 0.01 CNY"),
        ("UPDATE refunds SET amount_minor = 1999", "the books paid back 19.99 CNY, the provider"),
    ],
)
async def test_what_differs_from_the_provider_is_found(
    scratch_database: ScratchDatabase, clock: Clock, damage: LiteralString, said: str
) -> None:
    async with opened_till(scratch_database.urls.app, clock) as till:
        link = await till.link(await till.bill("100.00"))
        await till.paid(link)
        await till.hear()
        await till.refund((await till.receipts(link))[0], "20.00")
        await till.settle()
        scratch_database.tamper("SET session_replication_role = replica", damage)

        _, faults = await payments.compare_receipts(
            till.desk, till.brand_id, since=till.clock() - WEEK
        )

    assert any(said in fault for fault in faults), faults
