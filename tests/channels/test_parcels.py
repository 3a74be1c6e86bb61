"""Files that say how their orders travel make shipments, and the same ones whenever they come."""

import pytest

from tests.channels.conftest import OpenWork, open_portal, reasons
from tests.factories.channels import HEADER, Import, csv_of, order_row
from tests.factories.orders import order_days, shipments_as_text
from tributary import orders
from tributary.kernel import BrandId, ChannelId, OrderLineId, ShipmentId
from tributary.orders import BillingTrigger, ParcelDraft, ShipmentState
from tributary.platform import Database, prove

PARCELS = f"{HEADER},ship_date,delivered_on,carrier,tracking_number"


def sent(quantity: str, *parcel: str, **changes: str) -> str:
    return ",".join((order_row(quantity=quantity, **changes), *parcel))


async def shipments(open_work: OpenWork) -> list[str]:
    async with open_work() as work:
        return await shipments_as_text(work)


async def days(open_work: OpenWork) -> list[str]:
    async with open_work() as work:
        return await order_days(work)


async def the_shipment(open_work: OpenWork) -> tuple[orders.Order, ShipmentId]:
    async with open_work() as work:
        (order,) = await orders.orders_named(work.session, work.brand_id, "SO-1")
        (shipment,) = await orders.shipments_of(
            work.session,
            work.brand_id,
            orders.order_id_of(work.brand_id, ChannelId(order.channel_id), "SO-1"),
        )
        return order, ShipmentId(shipment.id)


@pytest.mark.parametrize("times", [1, 2])
async def test_lines_travel_in_parcels_of_their_own(
    times: int, open_work: OpenWork, load: Import, database: Database, brand_id: BrandId
) -> None:
    await open_portal(open_work, BillingTrigger.SHIPMENT)
    rows = [
        sent("1", "2026-01-12", "2026-01-14", "SF", "SF1"),
        sent("2", "2026-01-13", "", "YTO", "YT2"),
        sent("3", "2026-01-12", "2026-01-14", "SF", "SF1"),
    ]
    for _ in range(times):
        await load(csv_of(rows, PARCELS))
        rows.reverse()

    assert await shipments(open_work) == [
        "SO-1 delivered SF SF1 2026-01-12 2026-01-14 | 3 TEA-01 + 1 TEA-01",
        "SO-1 shipped YTO YT2 2026-01-13 | 2 TEA-01",
    ]
    assert await days(open_work) == ["SO-1 2026-01-13 - 2026-01-13"]
    proofs = await prove(database, brand_id, orders.INVARIANTS)
    assert [proof.faults for proof in proofs if proof.faults] == []


async def test_an_order_that_left_in_part_is_billed_when_the_rest_leaves(
    open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work, BillingTrigger.SHIPMENT)
    first = sent("1", "2026-01-12", "", "SF", "SF1")

    in_part = await load(csv_of([first, sent("2", "", "", "", "YT2")], PARCELS))
    assert await days(open_work) == ["SO-1 - - -"]
    assert await shipments(open_work) == [
        "SO-1 shipped SF SF1 2026-01-12 | 1 TEA-01",
        "SO-1 announced YT2 | 2 TEA-01",
    ]
    whole = await load(csv_of([first, sent("2", "2026-01-15", "", "YTO", "YT2")], PARCELS))

    assert (in_part.billable_batch_id, whole.billable_batch_id is None) == (None, False)
    assert await days(open_work) == ["SO-1 2026-01-15 - 2026-01-15"]
    assert await shipments(open_work) == [
        "SO-1 shipped SF SF1 2026-01-12 | 1 TEA-01",
        "SO-1 shipped YTO YT2 2026-01-15 | 2 TEA-01",
    ]


async def test_a_later_word_of_the_source_replaces_its_earlier_one(
    open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work)
    await load(csv_of([sent("2", "2026-01-12", "", "", "")], PARCELS))
    await load(csv_of([sent("2", "2026-01-12", "", "SF", "SF1")], PARCELS))
    await load(csv_of([sent("2", "2026-01-12", "2026-01-13", "SF", "SF1")], PARCELS))

    assert await shipments(open_work) == ["SO-1 delivered SF SF1 2026-01-12 2026-01-13 | 2 TEA-01"]
    assert await days(open_work) == ["SO-1 2026-01-12 2026-01-13 2026-01-10"]


async def test_what_a_person_corrected_stays_and_still_arrives(
    open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work)
    await load(csv_of([sent("2", "2026-01-12", "", "SF", "SF1")], PARCELS))
    _, shipment_id = await the_shipment(open_work)
    async with open_work() as work:
        await orders.correct_tracking(
            work, shipment_id=shipment_id, carrier="SF", tracking_number="SF100"
        )

    await load(csv_of([sent("2", "2026-01-12", "2026-01-13", "SF", "SF1")], PARCELS))

    assert await shipments(open_work) == [
        "SO-1 delivered SF SF100 2026-01-12 2026-01-13 | 2 TEA-01"
    ]


async def test_a_file_ships_only_what_people_have_left_and_bills_once_all_is_gone(
    open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work, BillingTrigger.SHIPMENT)
    await load(csv_of([order_row(quantity="3")]))
    async with open_work() as work:
        (order,) = await orders.orders_named(work.session, work.brand_id, "SO-1")
        order_id = orders.order_id_of(work.brand_id, ChannelId(order.channel_id), "SO-1")
        (line,) = await orders.lines_of(work.session, work.brand_id, order_id)
        lines = [orders.ShippedLine(OrderLineId(line.id), 2)]
        draft = ParcelDraft("SF", "SF1", order.ordered_on, lines)
        await orders.record_shipment(work, order_id=order_id, draft=draft, today=order.ordered_on)

    await load(csv_of([sent("3", "2026-01-12", "", "YTO", "YT2")], PARCELS))

    assert await shipments(open_work) == [
        "SO-1 shipped SF SF1 2026-01-10 | 2 TEA-01",
        "SO-1 shipped YTO YT2 2026-01-12 | 1 TEA-01",
    ]
    assert await days(open_work) == ["SO-1 2026-01-12 - 2026-01-12"]


async def test_the_lines_of_an_order_that_a_person_ships_do_not_change(
    open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work, BillingTrigger.SHIPMENT)
    await load(csv_of([sent("3", "", "", "SF", "SF1")], PARCELS))
    _, shipment_id = await the_shipment(open_work)
    async with open_work() as work:
        await orders.advance_shipment(
            work,
            shipment_id=shipment_id,
            to=ShipmentState.CANCELLED,
            on=work.opened_at.date(),
            today=work.opened_at.date(),
        )

    outcome = await load(csv_of([order_row(quantity="4")]))

    assert outcome.orders_quarantined == 1
    assert await reasons(open_work) == [(2, "order", "changed_after_billing")]


async def test_an_order_nobody_ships_by_hand_may_change_with_its_parcels(
    open_work: OpenWork, load: Import
) -> None:
    await open_portal(open_work, BillingTrigger.SHIPMENT)
    await load(csv_of([sent("3", "", "", "SF", "SF1")], PARCELS))

    await load(csv_of([sent("4", "2026-01-12", "", "SF", "SF1")], PARCELS))

    assert await shipments(open_work) == ["SO-1 shipped SF SF1 2026-01-12 | 4 TEA-01"]


async def test_what_arrived_had_left(open_work: OpenWork, load: Import) -> None:
    await open_portal(open_work, BillingTrigger.SHIPMENT)
    early = sent("1", "2026-01-14", "2026-01-13", "", "", order="SO-2")

    await load(csv_of([sent("1", "", "2026-01-13", "", ""), early], PARCELS))

    assert await days(open_work) == ["SO-1 2026-01-13 2026-01-13 2026-01-13"]
    assert await reasons(open_work) == [(3, "delivered_on", "delivered_before_shipment")]
