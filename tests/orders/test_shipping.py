import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from tests.factories.channels import make_channel, open_trade
from tests.factories.orders import (
    SHIPPED_ON,
    order_days,
    order_draft,
    ship_all,
    shipments_as_text,
)
from tributary import orders
from tributary.kernel import BrandId, OrderId, OrderLineId, ShipmentId, new_id
from tributary.orders import (
    BillingTrigger,
    LineDraft,
    MoreShippedThanOrdered,
    NothingLeftToShip,
    OrderKind,
    OrderNotConfirmed,
    OrdersBillable,
    OrderState,
    OrderUnderWay,
    OrderUnknown,
    ParcelDraft,
    ShipmentFaulty,
    ShipmentState,
    ShipmentStateForbids,
    ShipmentUnknown,
    ShippedLine,
    Source,
    TrackingNumberTaken,
)
from tributary.platform import Database, Work, prove

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

TODAY = date(2026, 1, 20)
DAYS = [date(2026, 1, day) for day in range(11, 20)]


class Trade:
    """An order of three and two units, in a channel that bills on shipment or confirmation."""

    def __init__(
        self, open_work: OpenWork, order_id: OrderId, lines: Sequence[OrderLineId]
    ) -> None:
        self.open_work = open_work
        self.order_id = order_id
        self.lines = lines

    def carrying(self, *quantities: int) -> list[ShippedLine]:
        pairs = zip(self.lines, quantities, strict=False)
        return [ShippedLine(line, quantity) for line, quantity in pairs if quantity]

    async def record(self, draft: ParcelDraft) -> ShipmentId:
        async with self.open_work() as work:
            return await orders.record_shipment(
                work, order_id=self.order_id, draft=draft, today=TODAY
            )

    async def advance(
        self, shipment_id: ShipmentId, to: ShipmentState, on: date = SHIPPED_ON
    ) -> None:
        async with self.open_work() as work:
            await orders.advance_shipment(
                work, shipment_id=shipment_id, to=to, on=on, today=TODAY, reason="seen"
            )

    async def shipments(self) -> list[str]:
        async with self.open_work() as work:
            return await shipments_as_text(work)

    async def days(self) -> str:
        async with self.open_work() as work:
            (days,) = await order_days(work)
            return days


async def open_order(
    open_work: OpenWork, trigger: BillingTrigger, state: OrderState = OrderState.CONFIRMED
) -> Trade:
    async with open_work() as work:
        chain = await open_trade(work)
        channel_id = await make_channel(work, billing_trigger=trigger)
        source = Source(channel_id, OrderKind.WHOLESALE, trigger)
        draft = order_draft(chain[-1], LineDraft("TEA-01", 3), LineDraft("TEA-01", 2))
        order_id = await orders.place(work, source, replace(draft, state=state))
        lines = await orders.lines_of(work.session, work.brand_id, order_id)
    return Trade(open_work, order_id, [OrderLineId(line.id) for line in lines])


@pytest.fixture
async def trade(open_work: OpenWork) -> Trade:
    return await open_order(open_work, BillingTrigger.SHIPMENT)


async def test_the_last_parcel_of_an_order_bills_it_once(
    trade: Trade, open_work: OpenWork, database: Database, brand_id: BrandId
) -> None:
    await trade.record(ParcelDraft("SF", "SF1", DAYS[0], trade.carrying(2)))
    assert await trade.days() == "SO-1 - - -"

    async with open_work() as work:
        await orders.record_shipment(
            work, order_id=trade.order_id, draft=ParcelDraft("YTO", "YT2", DAYS[3]), today=TODAY
        )
        (event,) = work.outbox
        (row,) = await work.rows(
            "SELECT billable_batch_id FROM orders WHERE brand_id = :brand", brand=work.brand_id
        )
        assert event == OrdersBillable(row.billable_batch_id)

    assert await trade.days() == "SO-1 2026-01-14 - 2026-01-14"
    assert await trade.shipments() == [
        "SO-1 shipped SF SF1 2026-01-11 | 2 TEA-01",
        "SO-1 shipped YTO YT2 2026-01-14 | 2 TEA-01 + 1 TEA-01",
    ]
    proofs = await prove(database, brand_id, orders.INVARIANTS)
    assert [proof.faults for proof in proofs if proof.faults] == []


async def test_where_confirmation_bills_a_shipment_bills_nothing_more(open_work: OpenWork) -> None:
    trade = await open_order(open_work, BillingTrigger.CONFIRMATION)

    async with open_work() as work:
        await ship_all(work, trade.order_id)
        assert work.outbox == []

    assert await trade.days() == "SO-1 2026-01-12 - 2026-01-10"


async def test_an_order_has_arrived_with_its_last_parcel(trade: Trade) -> None:
    first = await trade.record(ParcelDraft("SF", "SF1", DAYS[0], trade.carrying(3)))
    second = await trade.record(ParcelDraft("SF", "SF2", DAYS[1]))

    await trade.advance(second, ShipmentState.DELIVERED, DAYS[2])
    assert await trade.days() == "SO-1 2026-01-12 - 2026-01-12"
    for _ in range(2):
        await trade.advance(first, ShipmentState.DELIVERED, DAYS[4])
    assert await trade.days() == "SO-1 2026-01-12 2026-01-15 2026-01-12"


async def test_an_announced_parcel_holds_its_units_until_it_is_called_off(trade: Trade) -> None:
    announced = await trade.record(ParcelDraft("SF", "SF1", lines=trade.carrying(3, 1)))
    assert await trade.days() == "SO-1 - - -"
    with pytest.raises(MoreShippedThanOrdered, match="2 of TEA-01 would be shipped, but 1 are"):
        await trade.record(ParcelDraft(lines=trade.carrying(0, 2), shipped_on=SHIPPED_ON))

    await trade.advance(announced, ShipmentState.CANCELLED)
    await trade.record(ParcelDraft("SF", "SF2", SHIPPED_ON))

    assert await trade.shipments() == [
        "SO-1 cancelled SF SF1 | 3 TEA-01 + 1 TEA-01",
        "SO-1 shipped SF SF2 2026-01-12 | 3 TEA-01 + 2 TEA-01",
    ]


async def test_an_announced_parcel_leaves_and_then_bills(trade: Trade) -> None:
    announced = await trade.record(ParcelDraft("SF", "SF1"))

    await trade.advance(announced, ShipmentState.SHIPPED, DAYS[2])

    assert await trade.days() == "SO-1 2026-01-13 - 2026-01-13"


async def test_what_came_back_undelivered_is_sent_again_and_not_billed_again(
    trade: Trade, open_work: OpenWork
) -> None:
    lost = await trade.record(ParcelDraft("SF", "SF1", DAYS[0]))
    await trade.advance(lost, ShipmentState.RETURNED, DAYS[2])
    assert await trade.days() == "SO-1 - - 2026-01-11"

    async with open_work() as work:
        await ship_all(work, trade.order_id, on=DAYS[5])
        assert work.outbox == []

    assert await trade.days() == "SO-1 2026-01-16 - 2026-01-11"


@pytest.mark.parametrize(
    ("to", "message"),
    [
        (ShipmentState.CANCELLED, "is shipped and cannot become cancelled"),
        (ShipmentState.ANNOUNCED, "is shipped and cannot become announced"),
    ],
)
async def test_what_has_left_is_not_called_off(
    to: ShipmentState, message: str, trade: Trade
) -> None:
    shipment_id = await trade.record(ParcelDraft(shipped_on=SHIPPED_ON))

    with pytest.raises(ShipmentStateForbids, match=message):
        await trade.advance(shipment_id, to)


async def test_days_that_cannot_be_are_refused(trade: Trade) -> None:
    with pytest.raises(ShipmentFaulty, match="cannot be the day it left"):
        await trade.record(ParcelDraft(shipped_on=date(2026, 1, 9)))
    with pytest.raises(ShipmentFaulty, match="2026-01-21 cannot be the day"):
        await trade.record(ParcelDraft(shipped_on=date(2026, 1, 21)))
    shipment_id = await trade.record(ParcelDraft(shipped_on=SHIPPED_ON))
    with pytest.raises(ShipmentFaulty, match="it was delivered: it must be 2026-01-12 to"):
        await trade.advance(shipment_id, ShipmentState.DELIVERED, DAYS[0])


async def test_loads_that_cannot_be_are_refused(trade: Trade) -> None:
    stray = ShippedLine(OrderLineId(new_id()), 1)
    loads: list[tuple[list[ShippedLine], str]] = [
        ([], "carries nothing"),
        ([stray], "is no line of the order"),
        (trade.carrying(1) * 2, "stands there twice"),
        ([ShippedLine(trade.lines[0], 0)], "0 of TEA-01 cannot travel"),
    ]
    for lines, message in loads:
        with pytest.raises(ShipmentFaulty, match=message):
            await trade.record(ParcelDraft(lines=lines))
    with pytest.raises(ShipmentFaulty, match="carrier is longer"):
        await trade.record(ParcelDraft(carrier="x" * 101))
    await trade.record(ParcelDraft())
    with pytest.raises(NothingLeftToShip, match="SO-1"):
        await trade.record(ParcelDraft())


async def test_orders_and_shipments_that_are_not_there_are_refused(
    trade: Trade, open_work: OpenWork
) -> None:
    with pytest.raises(ShipmentUnknown):
        await trade.advance(ShipmentId(new_id()), ShipmentState.DELIVERED)
    async with open_work() as work:
        with pytest.raises(OrderUnknown):
            await ship_all(work, OrderId(new_id()))


async def test_a_pending_order_is_not_shipped(open_work: OpenWork) -> None:
    trade = await open_order(open_work, BillingTrigger.SHIPMENT, OrderState.PENDING)

    with pytest.raises(OrderNotConfirmed, match="is pending"):
        await trade.record(ParcelDraft(shipped_on=SHIPPED_ON))


async def test_an_order_under_way_is_not_cancelled(trade: Trade, open_work: OpenWork) -> None:
    announced = await trade.record(ParcelDraft("SF", "SF1", lines=trade.carrying(1)))
    async with open_work() as work:
        with pytest.raises(OrderUnderWay, match="SO-1"):
            await orders.cancel(work, order_id=trade.order_id, reason="-")

    await trade.advance(announced, ShipmentState.CANCELLED)

    async with open_work() as work:
        await orders.cancel(work, order_id=trade.order_id, reason="-")


async def test_the_same_parcel_twice_is_one_and_another_of_its_number_is_refused(
    trade: Trade,
) -> None:
    draft = ParcelDraft("SF", " SF1 ", SHIPPED_ON, trade.carrying(1, 1))

    assert await trade.record(draft) == await trade.record(draft)
    with pytest.raises(TrackingNumberTaken):
        await trade.record(ParcelDraft("SF", "SF1", SHIPPED_ON, trade.carrying(1)))
    assert len(await trade.shipments()) == 1


async def test_a_tracking_number_is_corrected_and_the_deed_is_kept(
    trade: Trade, open_work: OpenWork
) -> None:
    first = await trade.record(ParcelDraft("SF", "SF1", SHIPPED_ON, trade.carrying(1)))
    second = await trade.record(ParcelDraft("SF", "SF2", SHIPPED_ON, trade.carrying(1)))

    for _ in range(2):
        async with open_work() as work:
            await orders.correct_tracking(
                work, shipment_id=first, carrier="YTO", tracking_number="YT9"
            )
    async with open_work() as work:
        with pytest.raises(TrackingNumberTaken, match="YT9"):
            await orders.correct_tracking(
                work, shipment_id=second, carrier="SF", tracking_number="YT9"
            )
    async with open_work() as work:
        rows = await work.rows(
            """
            SELECT action, before ->> 'tracking_number' AS was FROM audit_entries
            WHERE brand_id = :brand AND action LIKE 'orders.%ship%' OR
                  brand_id = :brand AND action = 'orders.correct_tracking' ORDER BY id
            """,
            brand=work.brand_id,
        )
    assert [(row.action, row.was) for row in rows] == [
        ("orders.record_shipment", None),
        ("orders.record_shipment", None),
        ("orders.correct_tracking", "SF1"),
    ]
    assert await trade.shipments() == [
        "SO-1 shipped SF SF2 2026-01-12 | 1 TEA-01",
        "SO-1 shipped YTO YT9 2026-01-12 | 1 TEA-01",
    ]


async def test_many_people_at_once_ship_no_unit_twice(trade: Trade) -> None:
    drafts = [ParcelDraft("SF", f"SF{n}", SHIPPED_ON, trade.carrying(1)) for n in range(6)]

    outcomes = await asyncio.gather(*map(trade.record, drafts), return_exceptions=True)

    refused = [each for each in outcomes if isinstance(each, MoreShippedThanOrdered)]
    assert len(refused) == 3
    assert len(await trade.shipments()) == 3


async def test_the_database_itself_keeps_more_from_leaving_than_was_ordered(
    trade: Trade, open_work: OpenWork
) -> None:
    await trade.record(ParcelDraft(shipped_on=SHIPPED_ON))

    with pytest.raises(IntegrityError, match="ck_order_lines_assigned"):
        async with open_work() as work:
            await work.run(
                "UPDATE order_lines SET assigned_quantity = assigned_quantity + 1 "
                "WHERE brand_id = :brand",
                brand=work.brand_id,
            )
