"""Salespeople see the distributors given to them, with those below; the rest is not there."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from typing import Any
from uuid import UUID

import pytest

from tests.api.mutations.office import NOBODY, Office, gid, key
from tests.factories.parties import make_distributor
from tributary.identity import Role
from tributary.kernel import DistributorId, new_id

SEEN = "{ distributors(sort: CODE) { totalCount nodes { code } } }"
MANAGER = Role.SALES_MANAGER


def seller_of(office: Office) -> str:
    return gid("User", office.viewer(Role.SALESPERSON).user_id)


async def codes(office: Office) -> list[str]:
    answer = await office.ask(office.viewer(Role.SALESPERSON), SEEN)
    found = answer["data"]["distributors"]
    assert found["totalCount"] == len(found["nodes"])
    return [each["code"] for each in found["nodes"]]


async def change(office: Office, name: str, distributor: DistributorId, **more: str) -> Any:
    office.clock.move(seconds=1)
    shown = "... on AssignedDistributor { distributor { assignments { untilAt user { name } } } }"
    if name == "unassignDistributor":
        shown = shown.replace("Assigned", "Unassigned")
    given = {"distributorId": gid("Distributor", distributor), "userId": seller_of(office)} | more
    return await office.do(office.viewer(MANAGER), name, shown, **given)


async def test_a_distributor_is_given_with_those_below_and_taken_at_once(office: Office) -> None:
    ga, t1, t2 = office.chain
    assert await codes(office) == ["T2"]

    given = await change(office, "assignDistributor", t1)
    assert given["distributor"]["assignments"] == [
        {"untilAt": None, "user": {"name": "salesperson-"}}
    ]
    assert await codes(office) == ["T1", "T2"]

    await change(office, "unassignDistributor", t2)
    assert await codes(office) == ["T1", "T2"]
    taken = await change(office, "unassignDistributor", t1)
    assert taken["distributor"]["assignments"][0]["untilAt"] is not None
    assert await codes(office) == []

    await change(office, "assignDistributor", ga)
    assert await codes(office) == ["GA", "T1", "T2"]


async def test_who_joins_below_is_seen_from_that_day(office: Office) -> None:
    async with office.work() as work:
        await make_distributor(work, "ST", under=office.t2, grade="bronze")

    assert await codes(office) == ["ST", "T2"]


async def test_twice_is_once_and_again_is_another_time(office: Office) -> None:
    for name in ("assignDistributor", "unassignDistributor", "assignDistributor"):
        await change(office, name, office.t2)

    ends = await office.rows("SELECT until_at IS NULL FROM sales_assignments ORDER BY since_at")
    deeds = await office.rows(
        "SELECT action, before, after FROM audit_entries WHERE action LIKE 'parties.%assign%'"
        " ORDER BY at"
    )
    assert ends == [(False,), (True,)]
    who = {"user_id": seller_of(office).removeprefix("User:")}
    assert deeds == [
        ("parties.assign_distributor", None, who),
        ("parties.unassign_distributor", who, None),
        ("parties.assign_distributor", None, who),
    ]


async def test_another_role_beside_it_opens_the_whole_brand(office: Office) -> None:
    seller = office.people[Role.SALESPERSON, None]
    both = {Role.SALESPERSON, Role.AUDITOR}
    viewer = type(seller)(seller.brand_id, seller.user_id, frozenset(both), seller.today)

    answer = await office.ask(viewer, SEEN)

    assert answer["data"]["distributors"]["totalCount"] == len(office.chain)


async def test_only_salespeople_are_given_distributors(office: Office) -> None:
    accountant = gid("User", office.viewer(Role.ACCOUNTANT).user_id)
    refused = [
        await change(office, "assignDistributor", office.t2, userId=gid("User", NOBODY)),
        await change(office, "assignDistributor", office.t2, userId=accountant),
        await change(office, "assignDistributor", DistributorId(new_id())),
        await change(office, "unassignDistributor", office.chain[0]),
    ]

    assert [each["code"] for each in refused] == [
        "NOT_SALESPERSON",
        "NOT_SALESPERSON",
        "UNKNOWN_DISTRIBUTOR",
        "ASSIGNMENT_UNKNOWN",
    ]


async def test_who_may_be_given_it_is_offered_once(office: Office) -> None:
    query = "query($id: ID!) { distributor(id: $id) { assignable { id } } }"
    found = []
    for distributor in (office.chain[0], office.t2):
        given = gid("Distributor", distributor)
        answer = await office.ask(office.viewer(MANAGER), query, id=given)
        found.append(answer["data"]["distributor"]["assignable"])

    assert found == [[{"id": seller_of(office)}], []]


_ONE = {"amount": "1.00", "currency": "CNY"}


async def attempts(office: Office, order_id: UUID, shipment_id: UUID, buyer: UUID) -> list[Any]:
    seller = office.viewer(Role.SALESPERSON)
    lines = [{"sku": "TEA-01", "quantity": 1}]
    wanted: list[tuple[str, dict[str, Any]]] = [
        (
            "placeOrder",
            {"distributorId": gid("Distributor", buyer), "reference": "PO-9", "lines": lines},
        ),
        ("recordShipment", {"orderId": gid("Order", order_id)}),
        (
            "askDiscount",
            {"orderId": gid("Order", order_id), "amount": _ONE, "reason": "x"},
        ),
        ("cancelOrder", {"orderId": gid("Order", order_id), "reason": "x"}),
        ("updateShipment", {"shipmentId": gid("Shipment", shipment_id), "state": "DELIVERED"}),
    ]
    answers = []
    for name, given in wanted:
        answers.append(await office.do(seller, name, "", idempotencyKey=key(), **given))
    return answers


@pytest.fixture
async def shipped(office: Office) -> tuple[UUID, UUID]:
    """An order of GA's, which is not the salesperson's, and its shipment."""
    manager = office.viewer(MANAGER)
    placed = await office.do(
        manager,
        "placeOrder",
        "... on PlacedOrder { order { id } }",
        idempotencyKey=key(),
        distributorId=gid("Distributor", office.chain[0]),
        reference="PO-1",
        lines=[{"sku": "TEA-01", "quantity": 3}],
    )
    recorded = await office.do(
        manager,
        "recordShipment",
        "... on RecordedShipment { shipment { id } }",
        idempotencyKey=key(),
        orderId=placed["order"]["id"],
    )
    ids = (placed["order"]["id"], recorded["shipment"]["id"])
    order_id, shipment_id = (UUID(each.partition(":")[2]) for each in ids)
    return order_id, shipment_id


async def test_what_is_not_the_salespersons_is_not_there_to_be_changed(
    office: Office, shipped: tuple[UUID, UUID]
) -> None:
    order_id, shipment_id = shipped
    hidden = await attempts(office, order_id, shipment_id, office.chain[0])
    absent = await attempts(office, NOBODY, NOBODY, NOBODY)

    assert str(hidden).replace(str(order_id), str(NOBODY)) == str(absent)
    assert [each["code"] for each in hidden] == [
        "BUYER_UNKNOWN",
        "ORDER_UNKNOWN",
        "ORDER_UNKNOWN",
        "ORDER_UNKNOWN",
        "SHIPMENT_UNKNOWN",
    ]

    await change(office, "assignDistributor", office.chain[0])
    now = await attempts(office, order_id, shipment_id, office.chain[0])
    assert [each["__typename"] for each in now] == ["PlacedOrder", *["Refused"] * 4]
    assert {each.get("code") for each in now} == {
        None,
        "NOTHING_LEFT_TO_SHIP",
        "ORDER_BILLED",
        "SHIPMENT_STATE_FORBIDS",
    }
