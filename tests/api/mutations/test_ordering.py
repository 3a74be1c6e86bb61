"""Orders by the API: the ladder prices them, keys make them once, buyers stay among themselves."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tests.api.mutations.office import Office, gid, key
from tests.factories.channels import make_channel
from tributary import promotions
from tributary.identity import Role
from tributary.kernel import PartyId, Plain, new_id
from tributary.orders import OrderKind
from tributary.promotions import OfferDraft

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


PREVIEWED = """... on OrderPreview { total { amount } discount { amount }
    lines { position sku net { amount } }
    steps { rule version outcome reason inputs { name value } before { amount } after { amount }
        rounding allocation { position before { amount } amount { amount } } coupon } }"""
TEN_OFF: Plain = {
    "kind": "spend_save",
    "currency": "CNY",
    "terms": {"threshold": "200.00", "saving": "10.00", "repeat": False},
    "rank": 10,
    "needs_coupon": True,
}
TWELVE: Plain = {
    "kind": "percentage",
    "currency": "CNY",
    "terms": {"pays": "88"},
    "rank": 20,
    "scope": {"grades": ["gold"]},
}


async def _offers(office: Office) -> None:
    begun = office.clock().date() - timedelta(days=1)
    async with office.work() as work:
        for code, document in {"SPRING": TEN_OFF, "GOLDEN": TWELVE}.items():
            draft = OfferDraft(code, code.title(), begun, document)
            await promotions.save_draft(work, draft)
            await promotions.activate(work, code)


async def test_an_order_with_a_coupon_is_previewed_placed_and_counted(office: Office) -> None:
    await _offers(office)
    director = office.viewer(Role.FINANCE_DIRECTOR)
    given = {"offerCode": "SPRING", "codes": ["ABC", "DEF"], "usesMax": 1}
    added = await office.do(director, "addCoupons", "... on AddedCoupons { added }", **given)
    assert added["added"] == 2

    asked = {key: value for key, value in order(office).items() if key in _ASKED}
    sales = office.viewer(Role.SALES_MANAGER)
    seen = await office.do(sales, "previewOrder", PREVIEWED, **asked, coupons=["ABC"])
    assert (seen["total"]["amount"], seen["discount"]["amount"]) == ("200.00", "10.00")
    assert [(step["rule"], step["reason"]) for step in seen["steps"]] == [
        ("SPRING", None),
        ("GOLDEN", "other_grade"),
    ]
    assert seen["steps"][0]["allocation"] == [
        {"position": 1, "before": {"amount": "210.00"}, "amount": {"amount": "10.00"}}
    ]
    buyer = office.viewer(Role.DISTRIBUTOR_BUYER, office.t2)
    missed = await office.do(buyer, "previewOrder", PREVIEWED, **asked)
    # It waits for its coupon, which is nothing that a buyer is told.
    assert (missed["total"]["amount"], missed["steps"]) == ("210.00", [])

    placed = await office.do(buyer, "placeOrder", SHOWN, **order(office, coupons=["ABC"]))
    assert placed["order"]["total"]["amount"] == "200.00"
    again = await office.do(buyer, "placeOrder", SHOWN, **order(office, "PO-2", coupons=["ABC"]))
    assert again["code"] == "COUPON_REFUSED"
    assert "ABC" in again["message"]
    coupons = await office.rows("SELECT code, used FROM coupons ORDER BY code")
    assert coupons == [("ABC", 1), ("DEF", 0)]


async def test_a_buyer_is_told_why_an_offer_does_not_apply_and_not_what_others_are_offered(
    office: Office,
) -> None:
    await _offers(office)
    begun = office.clock().date() - timedelta(days=1)
    async with office.work() as work:
        # The first one wants a coupon as well, so that nobody without one is told of it.
        for code, needs_coupon in {"SECRET": True, "AUTUMN": False}.items():
            document: Plain = {
                "kind": "spend_save",
                "currency": "CNY",
                "terms": {"threshold": "300.00", "saving": "40.00", "repeat": False},
                "rank": 10,
                "needs_coupon": needs_coupon,
            }
            await promotions.save_draft(work, OfferDraft(code, code.title(), begun, document))
            await promotions.activate(work, code)
    buyer = office.viewer(Role.DISTRIBUTOR_BUYER, office.t2)

    asked = {key: value for key, value in order(office).items() if key in _ASKED}
    seen = await office.do(buyer, "previewOrder", PREVIEWED, **asked)
    assert [(step["rule"], step["reason"]) for step in seen["steps"]] == [
        ("AUTUMN", "threshold_not_met")
    ]

    shown = "... on PlacedOrder { order { trace { applied missed } } }"
    placed = await office.do(buyer, "placeOrder", shown, **order(office))
    trace = placed["order"]["trace"]
    assert trace["applied"] == []
    (missed,) = trace["missed"]
    assert (missed["offer_code"], missed["figures"]["short"]) == ("AUTUMN", "90.00")


_ASKED = ("distributorId", "lines")


async def test_a_preview_is_of_whom_one_may_order_for(office: Office) -> None:
    buyer = office.viewer(Role.DISTRIBUTOR_BUYER, office.t2)
    above = gid("Distributor", office.chain[0])
    lines = [{"sku": "TEA-01", "quantity": 1}]

    refused = await office.do(buyer, "previewOrder", PREVIEWED, distributorId=above, lines=lines)

    assert refused["code"] == "BUYER_UNKNOWN"
