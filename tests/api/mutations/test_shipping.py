"""Shipments by the API: recorded once, in part or whole, followed to the door, and billed for."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from typing import Any

import pytest

from tests.api.mutations.office import NOBODY, Office, gid, key
from tests.factories.channels import make_channel
from tributary.identity import Role
from tributary.orders import BillingTrigger

SHOWN = """... on {kind} {{
    shipment {{ id state carrier trackingNumber shippedOn deliveredOn
        lines {{ quantity orderLine {{ sku }} }} }}
    order {{ shippedOn deliveredOn billableOn lines(first: 5) {{ nodes {{ assignedQuantity }} }} }}
}}"""
RECORDED, UPDATED = SHOWN.format(kind="RecordedShipment"), SHOWN.format(kind="UpdatedShipment")
TODAY = "2026-01-05"


async def placed(office: Office) -> tuple[str, str]:
    """Place an order of three units in a channel that bills on shipment; return it and its line."""
    async with office.work() as work:
        channel = await make_channel(work, billing_trigger=BillingTrigger.SHIPMENT)
    answer = await office.do(
        office.viewer(Role.SALESPERSON),
        "placeOrder",
        "... on PlacedOrder { order { id lines(first: 1) { nodes { id } } } }",
        idempotencyKey=key(),
        distributorId=gid("Distributor", office.t2),
        reference="PO-1",
        lines=[{"sku": "TEA-01", "quantity": 3}],
        channelId=gid("Channel", channel),
    )
    return answer["order"]["id"], answer["order"]["lines"]["nodes"][0]["id"]


async def record(office: Office, order_id: str, **given: Any) -> Any:
    sales = office.viewer(Role.SALESPERSON)
    wanted = {"idempotencyKey": key(), "orderId": order_id} | given
    return await office.do(sales, "recordShipment", RECORDED, **wanted)


async def update(office: Office, shipment_id: str, **given: Any) -> Any:
    sales = office.viewer(Role.SALESPERSON)
    wanted = {"idempotencyKey": key(), "shipmentId": shipment_id} | given
    return await office.do(sales, "updateShipment", UPDATED, **wanted)


async def test_an_order_leaves_in_two_parcels_and_is_billed_with_the_second(
    office: Office,
) -> None:
    order_id, line_id = await placed(office)
    part = [{"orderLineId": line_id, "quantity": 2}]

    first = await record(office, order_id, carrier="SF", shippedOn=TODAY, lines=part)
    await office.settle()
    assert await office.rows("SELECT count(*) FROM receivables") == [(0,)]
    second = await record(office, order_id, trackingNumber="YT1", shippedOn=TODAY)
    await office.settle()

    assert first["shipment"]["lines"] == [{"quantity": 2, "orderLine": {"sku": "TEA-01"}}]
    assert first["order"]["shippedOn"] is None
    assert second["shipment"]["lines"][0]["quantity"] == 1
    assert second["order"]["shippedOn"] == second["order"]["billableOn"] == TODAY
    assert await office.rows("SELECT total_minor FROM receivables") == [(21000,)]


async def test_a_parcel_is_announced_corrected_sent_and_delivered(office: Office) -> None:
    order_id, _ = await placed(office)
    announced = await record(office, order_id, carrier="SF", trackingNumber="SF0")
    shipment_id = announced["shipment"]["id"]

    corrected = await update(office, shipment_id, trackingNumber="SF1")
    sent = await update(office, shipment_id, state="SHIPPED")
    arrived = await update(office, shipment_id, state="DELIVERED", on=TODAY)

    shown = [each["shipment"]["state"] for each in (announced, corrected, sent, arrived)]
    assert shown == ["ANNOUNCED", "ANNOUNCED", "SHIPPED", "DELIVERED"]
    assert corrected["shipment"]["trackingNumber"] == "SF1"
    assert corrected["shipment"]["carrier"] == "SF"
    assert arrived["order"]["deliveredOn"] == TODAY


async def test_the_same_key_twice_is_one_shipment(office: Office) -> None:
    order_id, line_id = await placed(office)
    given = {"idempotencyKey": key(), "lines": [{"orderLineId": line_id, "quantity": 1}]}

    first = await record(office, order_id, **given)

    assert await record(office, order_id, **given) == first
    assert await office.rows("SELECT count(*) FROM shipments") == [(1,)]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"orderId": gid("Order", NOBODY)}, "ORDER_UNKNOWN"),
        ({"shippedOn": "2026-01-06"}, "SHIPMENT_FAULTY"),
        ({"lines": []}, "SHIPMENT_FAULTY"),
        ({"lines": [{"orderLineId": gid("OrderLine", NOBODY), "quantity": 1}]}, "SHIPMENT_FAULTY"),
        ({"carrier": "x" * 101}, "SHIPMENT_FAULTY"),
    ],
    ids=["order", "tomorrow", "empty", "line", "carrier"],
)
async def test_what_cannot_be_shipped_is_refused(
    office: Office, given: dict[str, Any], code: str
) -> None:
    order_id, _ = await placed(office)

    refused = await record(office, order_id, **given)

    assert (refused["__typename"], refused["code"]) == ("Refused", code)
    assert await office.rows("SELECT count(*) FROM shipments") == [(0,)]


async def test_more_than_is_left_is_refused_by_name(office: Office) -> None:
    order_id, line_id = await placed(office)

    refused = await record(office, order_id, lines=[{"orderLineId": line_id, "quantity": 4}])

    assert refused["code"] == "MORE_SHIPPED_THAN_ORDERED"
    assert "but 3 are left" in refused["message"]


async def test_what_is_refused_halfway_leaves_nothing(office: Office) -> None:
    order_id, _ = await placed(office)
    announced = await record(office, order_id, trackingNumber="SF0")
    shipment_id = announced["shipment"]["id"]

    refused = await update(office, shipment_id, trackingNumber="SF1", state="DELIVERED")

    assert refused["code"] == "SHIPMENT_STATE_FORBIDS"
    assert await office.rows("SELECT tracking_number FROM shipments") == [("SF0",)]


async def test_the_buyer_follows_its_parcel(office: Office) -> None:
    order_id, _ = await placed(office)
    recorded = await record(office, order_id, trackingNumber="SF1", shippedOn=TODAY)
    shipment_id = recorded["shipment"]["id"]
    query = """query($order: ID!, $id: ID!) {
        order(id: $order) { shipments { nodes { id trackingNumber } } }
        node(id: $id) { ... on Shipment { trackingNumber } }
        orders(filter: {logistics: [SHIPPED]}) { totalCount } }"""

    seen = await office.ask(
        office.viewer(Role.DISTRIBUTOR_BUYER, office.t2), query, order=order_id, id=shipment_id
    )

    assert seen["data"] == {
        "order": {"shipments": {"nodes": [{"id": shipment_id, "trackingNumber": "SF1"}]}},
        "node": {"trackingNumber": "SF1"},
        "orders": {"totalCount": 1},
    }
