"""Orders by the API: the ladder prices them, keys make them once, buyers stay among themselves."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

import asyncio
from typing import Any

import pytest

from tests.api.mutations.office import Office, gid, key
from tests.factories.channels import make_channel
from tributary.identity import Role
from tributary.kernel import PartyId, new_id
from tributary.orders import OrderKind

SHOWN = """... on PlacedOrder { order {
    id number state total { amount currency } lines(first: 5) { nodes { sku quantity } }
    distributor { id code } } }"""


def order(office: Office, reference: str = "PO-1", **changed: Any) -> dict[str, Any]:
    return {
        "idempotencyKey": key(),
        "distributorId": gid("Distributor", office.t2),
        "reference": reference,
        "lines": [{"sku": "TEA-01", "quantity": 3}],
    } | changed


async def test_an_order_has_the_prices_of_the_ladder_and_becomes_an_open_item(
    office: Office,
) -> None:
    placed = await office.do(office.viewer(Role.SALESPERSON), "placeOrder", SHOWN, **order(office))

    assert placed["__typename"] == "PlacedOrder"
    assert placed["order"]["number"] == "T2/PO-1"
    assert placed["order"]["state"] == "CONFIRMED"
    assert placed["order"]["total"] == {"amount": "210.00", "currency": "CNY"}
    assert placed["order"]["lines"]["nodes"] == [{"sku": "TEA-01", "quantity": 3}]
    await office.settle()
    assert await office.rows("SELECT total_minor FROM receivables") == [(21000,)]


async def test_a_buyer_orders_for_its_own_company(office: Office) -> None:
    buyer = office.viewer(Role.DISTRIBUTOR_BUYER, office.t2)

    placed = await office.do(buyer, "placeOrder", SHOWN, **order(office))

    assert placed["order"]["distributor"]["code"] == "T2"


@pytest.mark.parametrize("place", [0, 1])
async def test_a_buyer_does_not_order_for_those_above(office: Office, place: int) -> None:
    buyer = office.viewer(Role.DISTRIBUTOR_BUYER, office.t2)
    above = gid("Distributor", office.chain[place])

    refused = await office.do(buyer, "placeOrder", SHOWN, **order(office, distributorId=above))

    assert refused["code"] == "BUYER_UNKNOWN"


async def test_a_buyer_does_not_choose_the_channel(office: Office) -> None:
    async with office.work() as work:
        channel = await make_channel(work)
    buyer = office.viewer(Role.DISTRIBUTOR_BUYER, office.t2)
    given = order(office, channelId=gid("Channel", channel))

    assert (await office.do(buyer, "placeOrder", SHOWN, **given))["code"] == "BUYER_UNKNOWN"


async def test_the_same_key_twice_is_one_order_and_one_answer(office: Office) -> None:
    sales, given = office.viewer(Role.SALES_MANAGER), order(office)

    first = await office.do(sales, "placeOrder", SHOWN, **given)
    second = await office.do(sales, "placeOrder", SHOWN, **given)

    assert first == second
    assert await office.rows("SELECT count(*) FROM orders") == [(1,)]


async def test_the_same_key_eight_times_at_once_is_one_order(office: Office) -> None:
    sales, given = office.viewer(Role.SALES_MANAGER), order(office)

    answers = await asyncio.gather(
        *(office.do(sales, "placeOrder", SHOWN, **given) for _ in range(8))
    )

    assert all(each == answers[0] for each in answers)
    assert await office.rows("SELECT count(*) FROM orders") == [(1,)]


async def test_the_same_key_for_another_order_is_refused(office: Office) -> None:
    sales, given = office.viewer(Role.SALES_MANAGER), order(office)
    await office.do(sales, "placeOrder", SHOWN, **given)

    refused = await office.do(sales, "placeOrder", SHOWN, **given | {"reference": "PO-2"})

    assert refused["__typename"] == "Refused"
    assert refused["code"] == "IDEMPOTENCY_KEY_REUSED"


async def test_the_key_of_one_person_is_not_that_of_another(office: Office) -> None:
    given = order(office)
    await office.do(office.viewer(Role.SALES_MANAGER), "placeOrder", SHOWN, **given)

    refused = await office.do(office.viewer(Role.SALESPERSON), "placeOrder", SHOWN, **given)

    assert refused["code"] == "IDEMPOTENCY_KEY_REUSED"


async def test_a_refused_order_leaves_its_key_free(office: Office) -> None:
    sales, given = office.viewer(Role.SALES_MANAGER), order(office)
    wrong = given | {"lines": [{"sku": "NO-SUCH", "quantity": 1}]}
    refused = await office.do(sales, "placeOrder", SHOWN, **wrong)

    placed = await office.do(sales, "placeOrder", SHOWN, **given)

    assert refused["code"] == "UNKNOWN_PRODUCT"
    assert placed["__typename"] == "PlacedOrder"


async def test_a_reference_is_used_once(office: Office) -> None:
    sales = office.viewer(Role.SALES_MANAGER)
    await office.do(sales, "placeOrder", SHOWN, **order(office))

    refused = await office.do(sales, "placeOrder", SHOWN, **order(office))

    assert refused["code"] == "REFERENCE_TAKEN"


async def test_two_buyers_may_use_one_reference(office: Office) -> None:
    t1 = office.viewer(Role.DISTRIBUTOR_OWNER, office.chain[1])
    mine = gid("Distributor", office.chain[1])
    await office.do(
        office.viewer(Role.DISTRIBUTOR_OWNER, office.t2), "placeOrder", SHOWN, **order(office)
    )

    placed = await office.do(t1, "placeOrder", SHOWN, **order(office, distributorId=mine))

    assert placed["order"]["number"] == "T1/PO-1"
    assert await office.rows("SELECT count(*) FROM orders") == [(2,)]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"reference": "a/b"}, "REFERENCE_INVALID"),
        ({"reference": ""}, "REFERENCE_INVALID"),
        ({"reference": " blank"}, "REFERENCE_INVALID"),
        ({"reference": "x" * 61}, "REFERENCE_INVALID"),
        ({"lines": []}, "ORDER_FAULTY"),
        ({"lines": [{"sku": "TEA-01", "quantity": 0}]}, "ORDER_FAULTY"),
        ({"lines": [{"sku": "TEA-01", "quantity": -4}]}, "ORDER_FAULTY"),
        ({"lines": [{"sku": "TEA-01", "quantity": 2_000_000_000}]}, "ORDER_FAULTY"),
        ({"lines": [{"sku": "TEA-01", "quantity": 1}] * 501}, "ORDER_FAULTY"),
        ({"distributorId": gid("Distributor", new_id())}, "BUYER_UNKNOWN"),
        ({"channelId": gid("Channel", new_id())}, "CHANNEL_UNKNOWN"),
        ({"idempotencyKey": " "}, "IDEMPOTENCY_KEY_MISSING"),
    ],
)
async def test_what_cannot_be_ordered_is_refused(
    office: Office, changed: dict[str, Any], code: str
) -> None:
    refused = await office.do(
        office.viewer(Role.OWNER), "placeOrder", SHOWN, **order(office, **changed)
    )

    assert (refused["__typename"], refused["code"]) == ("Refused", code)
    assert refused["message"]
    assert await office.rows("SELECT count(*) FROM orders") == [(0,)]


async def test_the_shop_of_consumers_takes_no_orders_by_hand(office: Office) -> None:
    async with office.work() as work:
        shop = await make_channel(work, "shop", kind=OrderKind.CONSUMER)
        theirs = await make_channel(work, "theirs", distributor_id=PartyId(office.chain[0]))
    for channel in (shop, theirs):
        given = order(office, channelId=gid("Channel", channel))

        refused = await office.do(office.viewer(Role.OWNER), "placeOrder", SHOWN, **given)

        assert refused["code"] == "CHANNEL_TAKES_FILES"


async def test_a_channel_of_consumers_is_no_order_desk_whatever_its_code(office: Office) -> None:
    async with office.work() as work:
        await make_channel(work, "direct", kind=OrderKind.CONSUMER)

    refused = await office.do(
        office.viewer(Role.DISTRIBUTOR_BUYER, office.t2), "placeOrder", SHOWN, **order(office)
    )

    assert refused["code"] == "CHANNEL_TAKES_FILES"
