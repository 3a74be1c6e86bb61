import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from tests.factories.parties import make_distributor, open_house
from tests.factories.receivables import faults_of, make_billable
from tributary import receivables
from tributary.kernel import new_id
from tributary.platform import Database, Work

ORDERS = int(os.environ.get("TRIBUTARY_BULK_ORDERS", "2000"))


async def test_a_large_batch_is_billed_set_based_and_without_a_gap(
    open_work: Callable[[], AbstractAsyncContextManager[Work]], database: Database
) -> None:
    async with open_work() as work:
        await open_house(work)
        shop = await make_distributor(work, "D1")
        order_id, batch = await make_billable(work, debtor_id=shop, freight="7.00")
        await work.run(
            """
            INSERT INTO orders
            SELECT (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(),
                     'external_id', n::text, 'number', 'SO-' || n))).*
            FROM orders o, generate_series(2, :orders) AS n
            WHERE o.brand_id = :brand AND o.id = :order
            """,
            brand=work.brand_id,
            order=order_id,
            orders=ORDERS,
        )

    async with open_work() as work:
        raised = await receivables.raise_for(work, batch)

    async with open_work() as work:
        (row,) = await work.rows(
            "SELECT count(DISTINCT number) AS numbers, min(number) AS first, max(number) AS last "
            "FROM receivables WHERE brand_id = :brand",
            brand=work.brand_id,
        )
        assert await receivables.raise_for(work, new_id()) == 0
        assert (raised, row.numbers) == (ORDERS, ORDERS)
        assert (row.first, row.last) == ("AR-2026-000001", f"AR-2026-{ORDERS:06d}")
        assert await faults_of(database, work) == []
