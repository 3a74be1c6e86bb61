import asyncio
import itertools
import random

import pytest

from tests.factories.payments import Till
from tests.factories.receivables import make_return
from tributary import ledger, payments, receivables
from tributary.kernel import Money, OrderId
from tributary.payments import LinkState, ReceiptState, SessionState


async def states(till: Till, link: payments.CreatedLink) -> list[str]:
    async with till.desk.database.reading(till.brand_id) as session:
        found = await payments.session_states(session, till.brand_id, link.link_id)
    return [state.value for state in found]


async def credit(till: Till) -> str:
    kind = ledger.AccountKind.CUSTOMER_CREDIT
    async with till.desk.database.reading(till.brand_id) as session:
        account = ledger.Account(till.brand_id, kind, till.shop, "CNY")  # type: ignore[arg-type]
        balance = await ledger.balance_of(session, till.brand_id, account)
    return balance.on_credit.decimal


async def return_all(till: Till, item: object, net: str) -> None:
    async with till.work() as work:
        (row,) = await work.rows(
            "SELECT order_id FROM receivables WHERE brand_id = :brand AND id = :id",
            brand=till.brand_id,
            id=item,
        )
        batch = await make_return(work, order_id=OrderId(row.order_id), net=net, tax="0.00")
        await receivables.raise_credit_notes(work, batch)


async def test_a_card_payment_closes_the_items_of_its_link(till: Till) -> None:
    items = [await till.bill("100.00"), await till.bill("50.00")]
    link = await till.link(*items)

    await till.paid(link)
    await till.hear()

    (receipt,) = await till.receipts(link)
    assert (receipt.state, str(receipt.amount)) == (ReceiptState.RECEIVED, "150.00 CNY")
    assert str(receipt.fee) == "4.65 CNY"
    assert (str(receipt.applied), str(receipt.unapplied)) == ("150.00 CNY", "0.00 CNY")
    assert [await till.open_of(item) for item in items] == ["0.00", "0.00"]
    assert (await till.view(link.link_id)).state is LinkState.PAID
    assert await states(till, link) == [SessionState.COMPLETED]
    assert await till.faults() == []


async def test_lost_webhooks_are_made_good_by_the_sweeper(till: Till) -> None:
    item = await till.bill()
    link = await till.link(item)
    await till.paid(link)

    await payments.sweep_payments(till.desk, till.brand_id)
    early = await till.receipts(link)
    till.clock.move(minutes=11)
    await payments.sweep_payments(till.desk, till.brand_id)

    assert early == []
    assert [row.state for row in await till.receipts(link)] == [ReceiptState.RECEIVED]
    assert await till.open_of(item) == "0.00"
    assert await till.faults() == []


async def test_a_declined_card_leaves_the_link_open(till: Till) -> None:
    item = await till.bill()
    link = await till.link(item)
    page = await till.paid(link, "decline")
    await till.hear()
    declined = await till.receipts(link)

    same_page = await till.open(link)
    till.stripe.submit(page, "pay")
    await till.hear()

    assert (declined, same_page) == ([], page)
    assert await till.open_of(item) == "0.00"
    assert len(await till.receipts(link)) == 1
    assert await till.faults() == []


@pytest.mark.parametrize(
    ("succeeds", "state", "still_open"),
    [(True, ReceiptState.RECEIVED, "0.00"), (False, ReceiptState.FAILED, "113.00")],
)
async def test_an_asynchronous_payment_is_pending_and_counted_once(
    till: Till, *, succeeds: bool, state: ReceiptState, still_open: str
) -> None:
    item = await till.bill()
    link = await till.link(item)
    await till.paid(link, "pending_succeeds")
    await till.hear()
    (pending,) = await till.receipts(link)
    with pytest.raises(payments.PaymentUnderWay):
        await till.open(link)
    waiting = (await till.open_of(item), await till.faults())

    till.stripe.control(f"/payments/{pending.provider_payment_id}", succeeded=succeeds)
    await till.hear()

    (settled,) = await till.receipts(link)
    assert (pending.state, waiting) == (ReceiptState.PENDING, ("113.00", []))
    assert (settled.state, await till.open_of(item)) == (state, still_open)
    assert await till.faults() == []


async def test_after_a_failed_asynchronous_payment_the_link_can_be_paid_again(till: Till) -> None:
    item = await till.bill()
    link = await till.link(item)
    first = await till.paid(link, "pending_fails")
    await till.hear()
    (pending,) = await till.receipts(link)
    till.stripe.control(f"/payments/{pending.provider_payment_id}", succeeded=False)
    await till.hear()

    second = await till.paid(link)
    await till.hear()

    assert first != second
    assert await states(till, link) == [SessionState.EXPIRED, SessionState.COMPLETED]
    assert await till.open_of(item) == "0.00"
    assert await till.faults() == []


async def test_a_part_is_paid_and_the_rest_stays_open(till: Till) -> None:
    item = await till.bill("100.00")
    link = await till.link(item, amount="60.00")

    await till.paid(link)
    await till.hear()

    assert await till.open_of(item) == "40.00"
    assert (await till.view(link.link_id)).state is LinkState.PAID
    assert await till.faults() == []


async def test_paying_twice_by_two_links_leaves_a_visible_credit(till: Till) -> None:
    item = await till.bill("100.00")
    links = [await till.link(item), await till.link(item)]
    for link in links:
        await till.paid(link)

    await till.hear()

    rows = [(await till.receipts(link))[0] for link in links]
    assert sorted(row.unapplied.decimal for row in rows) == ["0.00", "100.00"]
    assert (await till.open_of(item), await credit(till)) == ("0.00", "100.00")
    assert await till.faults() == []


async def test_a_credit_note_ends_the_page_and_the_fresh_one_asks_for_the_rest(till: Till) -> None:
    item = await till.bill("100.00")
    link = await till.link(item)
    old_page = await till.open(link)

    await return_all(till, item, "30.00")
    await till.settle()
    new_page = await till.open(link)

    old = till.stripe.get(f"/v1/checkout/sessions/{old_page}")
    new = till.stripe.get(f"/v1/checkout/sessions/{new_page}")
    assert (old["status"], new["status"], new["amount_total"]) == ("expired", "open", 7000)
    assert await states(till, link) == [SessionState.SUPERSEDED, SessionState.OPEN]


async def test_a_late_payment_of_an_ended_page_is_booked_with_the_rest_as_credit(
    till: Till,
) -> None:
    item = await till.bill("100.00")
    link = await till.link(item)
    page = await till.open(link)
    await return_all(till, item, "30.00")
    till.stripe.submit(page, "pay")

    await till.settle()
    await till.hear()

    (receipt,) = await till.receipts(link)
    assert (receipt.applied.decimal, receipt.unapplied.decimal) == ("70.00", "30.00")
    assert (await till.open_of(item), await credit(till)) == ("0.00", "30.00")
    assert await states(till, link) == [SessionState.COMPLETED]
    assert await till.faults() == []


async def test_the_link_outlives_the_providers_page(till: Till) -> None:
    item = await till.bill()
    link = await till.link(item)
    first = await till.open(link)
    till.clock.move(hours=30)

    second = await till.open(link)
    await till.settle()
    till.stripe.submit(second, "pay")
    await till.hear()

    assert first != second
    assert await till.open_of(item) == "0.00"
    assert await till.faults() == []


async def test_an_expired_link_says_so_and_its_page_ends(till: Till) -> None:
    item = await till.bill()
    async with till.work() as work:
        link = await payments.create_link(
            work,
            items=[payments.LinkItem(item)],
            now=till.clock(),
            expires_at=till.clock().replace(hour=12),
        )
    page = await till.open(link)

    till.clock.move(hours=11)
    await payments.sweep_payments(till.desk, till.brand_id)
    await till.settle()

    assert (await till.view(link.link_id)).state is LinkState.EXPIRED
    assert till.stripe.get(f"/v1/checkout/sessions/{page}")["status"] == "expired"
    with pytest.raises(payments.LinkClosed):
        await till.open(link)


async def test_every_order_of_events_ends_in_the_same_state(till: Till) -> None:
    ends: set[tuple[object, ...]] = set()
    dice = random.Random(7)
    for _ in range(12):
        item = await till.bill("100.00")
        link = await till.link(item)
        known = {event["id"] for event in till.events()}
        await till.paid(link)
        fresh = [event for event in till.events() if event["id"] not in known]
        shuffled = [*fresh, *dice.choices(fresh, k=len(fresh))]
        dice.shuffle(shuffled)

        for event in shuffled:
            await till.hear([event])

        (receipt,) = await till.receipts(link)
        view = await till.view(link.link_id)
        ends.add((receipt.state, receipt.applied, receipt.fee, view.state))
    assert len(ends) == 1
    assert await till.faults() == []


async def test_all_permutations_of_an_asynchronous_payment_converge(till: Till) -> None:
    item = await till.bill("100.00")
    link = await till.link(item)
    await till.paid(link, "pending_succeeds")
    await till.hear([])
    payment_id = till.stripe.objects("payment_intent")[-1]["id"]
    before = [each for each in till.events() if "completed" in each["type"]]
    till.stripe.control(f"/payments/{payment_id}", succeeded=True)
    told = [*before, *(each for each in till.events() if "succeeded" in each["type"])]

    for order in itertools.islice(itertools.permutations(told), 24):
        await till.hear(order)

    (receipt,) = await till.receipts(link)
    assert (receipt.state, receipt.applied) == (ReceiptState.RECEIVED, Money.of("100.00", "CNY"))
    assert await till.faults() == []


async def test_paying_refunding_and_crediting_one_debtor_at_once_never_waits_in_a_circle(
    till: Till,
) -> None:
    paid_items = [await till.bill("100.00") for _ in range(6)]
    paid_links = [await till.link(item) for item in paid_items]
    for link in paid_links:
        await till.paid(link)
    await till.hear()
    items = [await till.bill("100.00") for _ in range(12)]
    for item in items[:6]:
        await till.paid(await till.link(item))
    receipts = [(await till.receipts(link))[0] for link in paid_links]
    fresh = [event for event in till.events() if event["type"] == "checkout.session.completed"]

    await asyncio.gather(
        *(till.hear([event]) for event in fresh),
        *(till.refund(receipt, "30.00") for receipt in receipts),
        *(return_all(till, item, "10.00") for item in items[6:]),
        *(till.bill("5.00") for _ in range(6)),
    )
    await till.settle()

    assert [await till.open_of(item) for item in items] == ["0.00"] * 6 + ["90.00"] * 6
    assert [await till.open_of(item) for item in paid_items] == ["30.00"] * 6
    assert await till.faults() == []
