"""Prices of orders computed again from what was stored with them."""

from datetime import date
from pathlib import Path

import psycopg
import pytest

from tests.factories.channels import Import, csv_of, order_row
from tests.factories.offered_orders import SAVE, TWELVE, House, OpenWork, open_shop
from tributary import orders
from tributary.kernel import OrderId, new_id
from tributary.orders import LineDraft, NothingToReplay, OrderUnknown
from tributary.platform import Desk
from tributary.platform.postgres import EmbeddedPostgres
from tributary.promotions import Difference


@pytest.fixture
async def house(open_work: OpenWork) -> House:
    return await open_shop(open_work)


async def test_an_order_is_computed_again_to_the_cent_whatever_is_in_force_by_now(
    house: House, tmp_path: Path, desk: Desk
) -> None:
    plain = await house.place("SO-0", LineDraft("TEA-01", 1))
    await house.offer("SAVE", SAVE)
    await house.offer("TWELVE", TWELVE)
    placed = await house.place("SO-1", LineDraft("TEA-01", 4), LineDraft("POT-01", 3))
    async with house.open_work() as work:
        actor = work.actor
    rows = [
        order_row("SO-2", sku="POT-01", quantity="3", unit_price=""),
        order_row("SO-2", sku="TEA-01", quantity="4", unit_price=""),
    ]
    await Import(desk, actor, tmp_path)(csv_of(rows))
    await house.offer("TWELVE", TWELVE | {"terms": {"pays": "50"}}, since=date(2026, 2, 1))

    async with house.open_work() as work:
        (imported,) = await orders.orders_named(work.session, work.brand_id, "SO-2")
        for order_id in (placed, OrderId(imported.id)):
            assert (await orders.replay(work, order_id)).difference is None
        with pytest.raises(NothingToReplay, match="SO-0"):
            await orders.replay(work, plain)
        with pytest.raises(OrderUnknown):
            await orders.replay(work, OrderId(new_id()))


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (
            """UPDATE order_traces SET document =
               jsonb_set(document, '{steps,0,allocations,0,amount}', '"15.12"')
               WHERE order_id = %s""",
            Difference("steps[0].allocations[0].amount", "15.12", "15.11"),
        ),
        (
            """UPDATE order_lines SET offers_minor = offers_minor - 1
               WHERE order_id = %s AND position = 2""",
            Difference("order line 2: discount", "15.10", "15.11"),
        ),
    ],
)
async def test_a_cent_that_changed_is_found(
    house: House, server: EmbeddedPostgres, spoil: str, found: Difference
) -> None:
    await house.offer("SAVE", SAVE)
    # 40.00 off 280.00 and 170.00: they are given 24.89 and 15.11.
    order_id = await house.place("SO-1", LineDraft("TEA-01", 4), LineDraft("POT-01", 1))
    with psycopg.connect(server.superuser_url("tributary")) as connection:
        connection.execute(spoil.encode(), [order_id])

    async with house.open_work() as work:
        assert (await orders.replay(work, order_id)).difference == found
