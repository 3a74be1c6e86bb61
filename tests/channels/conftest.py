import random
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from tests.factories.channels import Import, make_channel, open_trade, order_row
from tests.factories.orders import orders_as_text
from tributary.kernel import Actor
from tributary.orders import BillingTrigger
from tributary.platform import Desk, Work

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

RETURN_HEADER = "order_no,sku,quantity,return_no,returned_on,ordered_at,distributor"


@pytest.fixture
def load(desk: Desk, actor: Actor, tmp_path: Path) -> Import:
    """Imports a text into the channel `portal`, or another one that is named."""
    return Import(desk, actor, tmp_path)


async def open_portal(
    open_work: OpenWork, billing_trigger: BillingTrigger = BillingTrigger.CONFIRMATION
) -> None:
    async with open_work() as work:
        await open_trade(work)
        await make_channel(work, billing_trigger=billing_trigger)


async def seen(open_work: OpenWork) -> list[str]:
    async with open_work() as work:
        return await orders_as_text(work)


async def reasons(open_work: OpenWork, state: str = "open") -> list[tuple[int, str, str]]:
    async with open_work() as work:
        rows = await work.rows(
            """
            SELECT row_number, field, reason FROM quarantined_rows
            WHERE brand_id = :brand AND state = :state ORDER BY row_number, field
            """,
            brand=work.brand_id,
            state=state,
        )
        return [(row.row_number, row.field, row.reason) for row in rows]


def some_file(seed: int) -> list[str]:
    pick = random.Random(seed)
    rows: list[str] = []
    for number in range(30):
        name = f"SO-{number:02}"
        lines = pick.randrange(1, 4)
        faulty = pick.random() < 0.2
        for line in range(lines):
            price = "1.00" if faulty and line == 0 else "70.00"
            rows.append(order_row(name, quantity=str(line + 1), unit_price=price))
    return rows
