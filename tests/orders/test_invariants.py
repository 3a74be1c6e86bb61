from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest

from tests.factories.channels import make_channel, open_trade
from tests.factories.damage import faults_after
from tests.factories.orders import SHIPPED_ON, order_draft, ship_all
from tributary import orders
from tributary.kernel import BrandId
from tributary.orders import BillingTrigger, OrderKind, ReturnedLine, Source
from tributary.platform import Work
from tributary.platform.postgres import EmbeddedPostgres

DAMAGE = {
    "its lines have goods": [
        "ALTER TABLE order_lines DROP CONSTRAINT IF EXISTS ck_order_lines_net",
        "UPDATE order_lines SET goods_minor = goods_minor + 1 WHERE brand_id = :brand",
    ],
    "it has no lines": ["TRUNCATE order_lines CASCADE"],
    "units: 8 came back": [
        "UPDATE return_lines SET quantity = quantity + 7 WHERE brand_id = :brand",
    ],
    "0 in shipments, 1 counted": ["DELETE FROM shipment_lines WHERE brand_id = :brand"],
    "2 in shipments, 2 counted": [
        "ALTER TABLE order_lines DROP CONSTRAINT ck_order_lines_assigned",
        "UPDATE shipment_lines SET quantity = 2 WHERE brand_id = :brand",
        "UPDATE order_lines SET assigned_quantity = 2 WHERE brand_id = :brand",
    ],
    "carries line": [
        "ALTER TABLE shipments DROP CONSTRAINT fk_shipments_order",
        "UPDATE shipments SET order_id = derived_id('other') WHERE brand_id = :brand",
    ],
    "its shipments say 2026-01-12 and": [
        "UPDATE orders SET shipped_on = '2026-01-13' WHERE brand_id = :brand"
    ],
    "shipped on 2026-01-12, delivered on 2026-01-14": [
        "UPDATE orders SET delivered_on = '2026-01-14' WHERE brand_id = :brand"
    ],
    "0 rungs up to depth": ["DELETE FROM order_line_prices WHERE brand_id = :brand"],
    "is not the first rung": [
        (
            "UPDATE order_line_prices SET unit_price_minor = unit_price_minor + 1 "
            "WHERE brand_id = :brand AND depth = 0"
        )
    ],
}


@pytest.fixture
async def sold(open_work: Callable[[], AbstractAsyncContextManager[Work]]) -> None:
    """An order of a chain, shipped, of which one unit came back."""
    async with open_work() as work:
        chain = await open_trade(work)
        channel_id = await make_channel(work, billing_trigger=BillingTrigger.SHIPMENT)
        source = Source(channel_id, OrderKind.WHOLESALE, BillingTrigger.SHIPMENT)
        order_id = await orders.place(work, source, order_draft(chain[-1]))
        await ship_all(work, order_id)
    async with open_work() as work:
        await orders.book_return(
            work,
            order_id=order_id,
            return_ref="R1",
            returned_on=SHIPPED_ON,
            lines=[ReturnedLine(1, 1)],
        )


@pytest.mark.usefixtures("sold")
async def test_sound_orders_have_no_fault(server: EmbeddedPostgres, brand_id: BrandId) -> None:
    assert await faults_after(server, brand_id, orders.INVARIANTS, []) == []


@pytest.mark.usefixtures("sold")
@pytest.mark.parametrize("fault", DAMAGE)
async def test_a_planted_fault_is_found(
    fault: str, server: EmbeddedPostgres, brand_id: BrandId
) -> None:
    said = await faults_after(server, brand_id, orders.INVARIANTS, DAMAGE[fault])

    assert any(fault in each for each in said), said
