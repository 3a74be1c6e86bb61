"""Returns and cancelling by the API: said before, booked once, with what offers take of them."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from datetime import date
from typing import Any

import pytest

from tests.api.mutations.office import NOBODY, Office, gid, key
from tests.factories.channels import make_channel
from tributary import promotions
from tributary.identity import Role
from tributary.orders import BillingTrigger
from tributary.promotions import OfferDraft

SEEN = """... on ReturnPreview {
    share { amount } taken { amount } net { amount } total { amount } isRestated
    chargedNet { amount } chargedTax { amount } charged { amount }
    lines { position quantity net { amount } } steps { rule outcome reason } }"""
BOOKED = """... on BookedReturn {
    booked { total { amount } share { amount } charged { amount }
             charge { total { amount } order { id } chargedBy { externalId } } } }"""
CANCELLED = "... on CancelledOrder { order { state } }"
BOOKS = Role.ACCOUNTANT


@pytest.fixture
async def order_id(office: Office) -> str:
    saving = {"threshold": "200.00", "saving": "30.00", "repeat": False}
    document: dict[str, Any] = {"kind": "spend_save", "currency": "CNY", "rank": 1, "terms": saving}
    async with office.work() as work:
        draft = OfferDraft(
            "SAVE", "Save", date(2026, 1, 1), {**document, "after_return": "recompute"}
        )
        await promotions.save_draft(work, draft)
        await promotions.activate(work, "SAVE")
    return await placed(office)


async def placed(office: Office, **given: Any) -> str:
    answer = await office.do(
        office.viewer(Role.OWNER),
        "placeOrder",
        "... on PlacedOrder { order { id } }",
        idempotencyKey=key(),
        distributorId=gid("Distributor", office.t2),
        reference="PO-1",
        lines=[{"sku": "TEA-01", "quantity": 3}],
        **given,
    )
    order_id: str = answer["order"]["id"]
    await office.settle()
    return order_id


def back(quantity: int) -> list[dict[str, int]]:
    return [{"position": 1, "quantity": quantity}]


async def book(office: Office, order_id: str, **given: Any) -> Any:
    wanted = {"idempotencyKey": key(), "reference": "R1", "lines": back(1)} | given
    booked = await office.do(office.viewer(BOOKS), "bookReturn", BOOKED, orderId=order_id, **wanted)
    await office.settle()
    return booked


async def test_what_a_return_gives_back_is_said_before_and_booked_then(
    office: Office, order_id: str
) -> None:
    seen = await office.do(
        office.viewer(BOOKS), "previewReturn", SEEN, orderId=order_id, lines=back(1)
    )
    booked = await book(office, order_id)
    then = await office.do(
        office.viewer(BOOKS), "previewReturn", SEEN, orderId=order_id, lines=back(2)
    )

    # 210.00 less 30.00 were paid; 140.00 stay, which reach no 200.00.
    assert (seen["share"]["amount"], seen["taken"]["amount"]) == ("60.00", "20.00")
    assert seen["steps"] == [
        {"rule": "SAVE", "outcome": "not_applicable", "reason": "threshold_not_met"}
    ]
    assert booked["booked"] == {
        "total": {"amount": "40.00"},
        "share": {"amount": "60.00"},
        "charged": None,
        "charge": None,
    }
    assert await office.rows("SELECT total_minor FROM credit_notes") == [(4000,)]
    assert (then["taken"]["amount"], then["total"]["amount"]) == ("-20.00", "140.00")


async def test_a_lost_discount_is_charged_as_an_item_of_its_own(office: Office) -> None:
    document: dict[str, Any] = {
        "kind": "spend_save",
        "currency": "CNY",
        "rank": 1,
        "terms": {"threshold": "200.00", "saving": "30.00", "repeat": False},
        "after_return": "charge_back",
    }
    async with office.work() as work:
        await promotions.save_draft(work, OfferDraft("SAVE", "Save", date(2026, 1, 1), document))
        await promotions.activate(work, "SAVE")
    order_id = await placed(office)

    seen = await office.do(
        office.viewer(BOOKS), "previewReturn", SEEN, orderId=order_id, lines=back(1)
    )
    await book(office, order_id)
    charges = "SELECT total_minor, order_id FROM receivables WHERE charge_return_id IS NOT NULL"
    charged = await office.rows(charges)
    await book(office, order_id, reference="R2", lines=back(2))

    # 60.00 were paid for the unit; the two that stay lose the 20.00 that they were given.
    assert (seen["total"]["amount"], seen["taken"]["amount"]) == ("60.00", "0.00")
    assert [seen[each]["amount"] for each in ("chargedNet", "chargedTax", "charged")] == [
        *("20.00", "0.00", "20.00"),
    ]
    assert charged == [(2000, None)]
    assert await office.rows(
        "SELECT total_minor, applied_minor, return_id IS NULL FROM credit_notes "
        "WHERE charge_return_id IS NOT NULL"
    ) == [(2000, 2000, True)]
    assert await office.rows("SELECT sum(total_minor - applied_minor) FROM receivables") == [(0,)]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"lines": []}, "at least one line"),
        ({"lines": back(0)}, "One unit or more"),
        ({"lines": back(1) + back(1)}, "No line is named twice"),
        ({"lines": back(4)}, "More comes back than is left"),
        ({"reference": " "}, "is called something"),
        ({"returnedOn": "2026-02-01"}, "Nothing has come back"),
    ],
)
async def test_a_return_that_cannot_be_is_refused(
    office: Office, order_id: str, given: dict[str, Any], why: str
) -> None:
    refused = await book(office, order_id, **given)

    assert refused["code"] == "RETURN_FAULTY"
    assert why in refused["message"]


ASKED = "... on AskedDiscount { request { id state } order { discount { amount } } }"
APPROVED = """... on ApprovedDiscount {
    request { state decidedBy { name } } order { discount { amount } trace { document } } }"""


async def test_a_discount_by_hand_is_asked_for_by_one_and_approved_by_another(
    office: Office,
) -> None:
    limits = [{"role": "salesperson", "rate_max": "5"}, {"role": "owner", "rate_max": "50"}]
    hand: Any = {"kind": "manual", "currency": "CNY", "rank": 9, "terms": {"limits": limits}}
    async with office.work() as work:
        await promotions.save_draft(work, OfferDraft("HAND", "Hand", date(2026, 1, 1), hand))
        await promotions.activate(work, "HAND")
        channel = await make_channel(work, "later", billing_trigger=BillingTrigger.SHIPMENT)
    waiting = await placed(office, channelId=gid("Channel", channel))
    asked = {"idempotencyKey": key(), "orderId": waiting, "reason": "an old friend"}
    amount = {"amount": "20.00", "currency": "CNY"}
    sales, owner = office.viewer(Role.SALESPERSON), office.viewer(Role.OWNER)

    request = await office.do(sales, "askDiscount", ASKED, **asked, amount=amount)
    assert (request["request"]["state"], request["order"]["discount"]["amount"]) == (
        "WAITING",
        "0.00",
    )
    listed = "{ discountRequests(filter: {states: [WAITING]}) { nodes { reason order { id } } } }"
    seen = await office.ask(owner, listed)
    assert seen["data"]["discountRequests"]["nodes"] == [
        {"reason": "an old friend", "order": {"id": waiting}}
    ]
    wanted = {"idempotencyKey": key(), "requestId": request["request"]["id"]}
    done = await office.do(owner, "approveDiscount", APPROVED, **wanted)

    assert done["request"]["state"] == "APPROVED"
    assert done["order"]["discount"]["amount"] == "20.00"
    figures = done["order"]["trace"]["document"]["steps"][-1]["figures"]
    assert (figures["reason"], figures["role"]) == ("an old friend", "salesperson")
    refused = await office.do(
        owner,
        "refuseDiscount",
        "... on RefusedDiscount { order { discount { amount } } }",
        idempotencyKey=key(),
        requestId=wanted["requestId"],
        reason="too much after all",
    )
    assert refused["order"]["discount"]["amount"] == "0.00"


async def test_an_order_is_cancelled_until_it_is_billed(office: Office, order_id: str) -> None:
    async with office.work() as work:
        channel = await make_channel(work, "later", billing_trigger=BillingTrigger.SHIPMENT)
    waiting = await placed(office, channelId=gid("Channel", channel))
    sales = office.viewer(Role.SALESPERSON)

    async def cancel(wanted: str) -> Any:
        given = {"idempotencyKey": key(), "orderId": wanted, "reason": "ordered twice"}
        return await office.do(sales, "cancelOrder", CANCELLED, **given)

    assert (await cancel(waiting))["order"] == {"state": "CANCELLED"}
    assert (await cancel(order_id))["code"] == "ORDER_BILLED"
    assert (await cancel(gid("Order", NOBODY)))["code"] == "ORDER_UNKNOWN"
