"""Links and refunds by the API: own items only, exact amounts, each key once."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from dataclasses import replace
from typing import Any

import pytest

from tests.api.mutations.office import NOBODY, Office, gid, key
from tests.conftest import MovingClock
from tests.factories.payments import Till, opened_till
from tests.factories.payouts import make_person
from tests.factories.receivables import make_receivable
from tributary.api.graphql.engine import Engine, Library, ReadPool, Viewer
from tributary.api.graphql.schema import catalogue
from tributary.identity import Role
from tributary.kernel import ReceivableId, UserId, new_id
from tributary.platform.postgres import DatabaseUrls

LINK = """... on CreatedPaymentLink { payUrl amount { amount currency } paymentLink {
    id state amount { amount } debtor { code } } }"""


async def item(office: Office, place: int = 2, total: str = "113.00") -> ReceivableId:
    async with office.work() as work:
        return await make_receivable(work, debtor_id=office.chain[place], total=total)


def asked(receivable: ReceivableId, amount: str | None = None, currency: str = "CNY") -> Any:
    wanted: dict[str, Any] = {"receivableId": gid("Receivable", receivable)}
    if amount is not None:
        wanted["amount"] = {"amount": amount, "currency": currency}
    return wanted


async def link(office: Office, viewer: Viewer, *items: Any, **given: Any) -> Any:
    values = {"idempotencyKey": key(), "items": list(items)} | given
    return await office.do(viewer, "createPaymentLink", LINK, **values)


async def test_a_link_asks_for_all_that_is_open(office: Office) -> None:
    receivable = await item(office)

    made = await link(office, office.viewer(Role.ACCOUNTANT), asked(receivable))

    assert made["payUrl"].startswith("https://pay.lotus.example/pay/")
    assert made["amount"] == {"amount": "113.00", "currency": "CNY"}
    assert made["paymentLink"]["state"] == "OPEN"
    assert made["paymentLink"]["debtor"]["code"] == "T2"


async def test_a_distributor_pays_a_part_of_its_own_items(office: Office) -> None:
    receivables = [await item(office), await item(office)]
    theirs = office.viewer(Role.DISTRIBUTOR_FINANCE, office.t2)

    made = await link(office, theirs, asked(receivables[0], "13.50"), asked(receivables[1]))

    assert made["amount"]["amount"] == "126.50"


async def test_a_key_does_not_bring_the_answer_of_another_company(office: Office) -> None:
    receivable = await item(office)
    theirs = office.viewer(Role.DISTRIBUTOR_OWNER, office.t2)
    elsewhere = replace(theirs, distributor_id=office.chain[1])

    await link(office, theirs, asked(receivable), idempotencyKey="k")
    refused = await link(office, elsewhere, asked(receivable), idempotencyKey="k")

    assert refused["code"] == "IDEMPOTENCY_KEY_REUSED"


async def test_a_distributor_makes_no_link_for_anybody_else(office: Office) -> None:
    mine, above = await item(office), await item(office, 1)
    theirs = office.viewer(Role.DISTRIBUTOR_OWNER, office.t2)

    for items in ([above], [mine, above]):
        refused = await link(office, theirs, *[asked(each) for each in items])

        assert refused["code"] == "RECEIVABLE_UNKNOWN"
    assert await office.rows("SELECT count(*) FROM payment_links") == [(0,)]


async def test_not_even_for_those_below(office: Office) -> None:
    below = await item(office, 2)
    theirs = office.viewer(Role.DISTRIBUTOR_OWNER, office.chain[1])

    assert (await link(office, theirs, asked(below)))["code"] == "RECEIVABLE_UNKNOWN"


async def test_the_same_key_twice_is_one_link_with_one_address(office: Office) -> None:
    receivable, owner, same = await item(office), office.viewer(Role.OWNER), key()

    first = await link(office, owner, asked(receivable), idempotencyKey=same)
    again = await link(office, owner, asked(receivable), idempotencyKey=same)
    other = await link(office, owner, asked(receivable, "1.00"), idempotencyKey=same)

    assert first == again
    assert other["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert await office.rows("SELECT count(*) FROM payment_links") == [(1,)]


@pytest.mark.parametrize(
    ("amount", "currency", "code"),
    [
        ("113.01", "CNY", "AMOUNT_ABOVE_OPEN"),
        ("0.00", "CNY", "AMOUNT_NOT_POSITIVE"),
        ("-1.00", "CNY", "AMOUNT_NOT_POSITIVE"),
        ("1.001", "CNY", "AMOUNT_INVALID"),
        ("1,00", "CNY", "AMOUNT_INVALID"),
        ("1e2", "CNY", "AMOUNT_INVALID"),
        (" 1.00", "CNY", "AMOUNT_INVALID"),
        ("١.00", "CNY", "AMOUNT_INVALID"),
        ("+1.00", "CNY", "AMOUNT_INVALID"),
        ("", "CNY", "AMOUNT_INVALID"),
        ("99999999999999999999", "CNY", "AMOUNT_INVALID"),
        ("1.0", "JPY", "LINK_ITEMS_MIXED"),
        ("1.5", "JPY", "AMOUNT_INVALID"),
        ("1.00", "XXX", "AMOUNT_INVALID"),
        ("1.00", "cny", "AMOUNT_INVALID"),
        ("1.00", "USD", "LINK_ITEMS_MIXED"),
    ],
)
async def test_an_amount_that_cannot_be_asked_for_is_refused(
    office: Office, amount: str, currency: str, code: str
) -> None:
    receivable = await item(office)

    refused = await link(office, office.viewer(Role.OWNER), asked(receivable, amount, currency))

    assert (refused["__typename"], refused["code"]) == ("Refused", code)


async def test_a_number_is_no_amount(office: Office) -> None:
    receivable = await item(office)
    query = "mutation($i: CreatePaymentLinkInput!) { createPaymentLink(input: $i) { __typename } }"
    wanted = {"receivableId": gid("Receivable", receivable), "amount": {"currency": "CNY"}}
    for amount in (1.5, 1, True, None, {"a": 1}, ["1.00"]):
        wanted["amount"] = {"amount": amount, "currency": "CNY"}
        given = {"idempotencyKey": key(), "items": [wanted]}

        answer = await office.ask(office.viewer(Role.OWNER), query, i=given)

        shown = answer.get("data", {}).get("createPaymentLink", {}).get("__typename")
        assert shown in {None, "Refused"}, amount
    assert await office.rows("SELECT count(*) FROM payment_links") == [(0,)]


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ([], "NOTHING_OPEN"),
        ([asked(ReceivableId(new_id()))], "RECEIVABLE_UNKNOWN"),
    ],
)
async def test_a_link_over_nothing_is_refused(office: Office, items: Any, code: str) -> None:
    assert (await link(office, office.viewer(Role.OWNER), *items))["code"] == code


async def test_a_link_does_not_end_before_it_begins(office: Office) -> None:
    receivable, owner = await item(office), office.viewer(Role.OWNER)

    late = await link(office, owner, asked(receivable), expiresAt="2026-01-01T00:00:00Z")
    fine = await link(office, owner, asked(receivable), expiresAt="2026-02-01T00:00:00+08:00")
    far = await link(office, owner, asked(receivable), expiresAt="9999-12-31T23:59:59-10:00")

    assert late["code"] == "EXPIRY_PASSED"
    assert far["code"] == "EXPIRY_TOO_FAR"
    assert fine["__typename"] == "CreatedPaymentLink"


async def test_items_of_two_debtors_or_twice_the_same_are_refused(office: Office) -> None:
    one, other, owner = await item(office), await item(office, 1), office.viewer(Role.OWNER)

    assert (await link(office, owner, asked(one), asked(other)))["code"] == "LINK_ITEMS_MIXED"
    assert (await link(office, owner, asked(one), asked(one)))["code"] == "LINK_ITEM_TWICE"


REFUND = """... on RequestedRefund { receipt { amount { amount } refunded { amount } }
    refund { state amount { amount currency } reason } }"""


async def test_a_receipt_is_refunded_once_for_each_key(
    urls: DatabaseUrls, clock: MovingClock, reads: ReadPool
) -> None:
    async with opened_till(urls.app, clock) as till:
        office, accountant = await staffed(till, clock, reads)
        receivable = await till.bill()
        made = await till.link(receivable)
        await till.paid(made)
        await till.hear()
        (receipt,) = await till.receipts(made)
        given = {
            "idempotencyKey": key(),
            "receiptId": gid("Receipt", receipt.receipt_id),
            "amount": {"amount": "13.00", "currency": "CNY"},
            "reason": "wrong goods",
        }

        first = await office.do(accountant, "refundReceipt", REFUND, **given)
        again = await office.do(accountant, "refundReceipt", REFUND, **given)
        other = {**given, "reason": "other"}
        reused = await office.do(accountant, "refundReceipt", REFUND, **other)
        above = {
            **given,
            "idempotencyKey": key(),
            "amount": {"amount": "100.01", "currency": "CNY"},
        }
        too_much = await office.do(accountant, "refundReceipt", REFUND, **above)

        assert first == again
        assert first["receipt"]["refunded"]["amount"] == "13.00"
        assert first["refund"]["amount"] == {"amount": "13.00", "currency": "CNY"}
        assert reused["code"] == "IDEMPOTENCY_KEY_REUSED"
        assert too_much["code"] == "AMOUNT_ABOVE_REFUNDABLE"
        await till.settle()
        assert await till.open_of(receivable) == "13.00"


@pytest.mark.parametrize(("receipt", "code"), [(gid("Receipt", NOBODY), "RECEIPT_UNKNOWN")])
async def test_a_refund_of_nothing_is_refused(office: Office, receipt: str, code: str) -> None:
    given = {
        "idempotencyKey": key(),
        "receiptId": receipt,
        "amount": {"amount": "1.00", "currency": "CNY"},
        "reason": "no",
    }

    assert (await office.do(office.viewer(Role.OWNER), "refundReceipt", REFUND, **given))[
        "code"
    ] == code


async def staffed(till: Till, clock: MovingClock, reads: ReadPool) -> tuple[Office, Viewer]:
    async with till.work() as work:
        person = await make_person(work, "books", Role.ACCOUNTANT)
    engine = Engine(Library(catalogue()), reads, till.desk)
    user_id = UserId(person.user_id or new_id())
    viewer = Viewer(till.brand_id, user_id, frozenset({Role.ACCOUNTANT}), clock().date())
    return Office(engine, till.desk, clock, till.brand_id), viewer
