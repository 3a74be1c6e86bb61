from contextlib import suppress
from datetime import date

import pytest

from tests.factories.payments import Till
from tests.payments.test_sessions import Killed, dying
from tributary import payments
from tributary.kernel import Money, Outage, ReceiptId, new_id
from tributary.payments import RefundState
from tributary.payments.reactions import ask_for_missed
from tributary.payments.reactions.refunding import send


async def paid_link(till: Till, *totals: str) -> tuple[payments.CreatedLink, list[str]]:
    items = [await till.bill(total) for total in totals]
    link = await till.link(*items)
    await till.paid(link)
    await till.hear()
    return link, [await till.open_of(item) for item in items]


async def receipt_of(till: Till, link: payments.CreatedLink) -> payments.ReceiptRow:
    (receipt,) = await till.receipts(link)
    return receipt


async def refunds_of(till: Till, receipt: payments.ReceiptRow) -> list[payments.RefundRow]:
    async with till.desk.database.reading(till.brand_id) as session:
        return await payments.refunds_of_receipt(session, till.brand_id, receipt.receipt_id)


async def opens(till: Till, link: payments.CreatedLink) -> list[str]:
    return [item.open.decimal for item in (await till.view(link.link_id)).items]


async def test_a_full_refund_opens_the_items_again(till: Till) -> None:
    link, closed = await paid_link(till, "100.00", "50.00")

    await till.refund(await receipt_of(till, link), "150.00")
    await till.settle()

    receipt = await receipt_of(till, link)
    (refund,) = await refunds_of(till, receipt)
    assert closed == ["0.00", "0.00"]
    assert (refund.state, receipt.refunded.decimal) == (RefundState.REFUNDED, "150.00")
    assert sorted(await opens(till, link)) == ["100.00", "50.00"]
    assert [each["amount"] for each in till.stripe.objects("refund")] == [15_000]
    assert await till.faults() == []


async def test_a_part_refund_opens_no_more_than_the_part(till: Till) -> None:
    link, _ = await paid_link(till, "100.00", "50.00")

    await till.refund(await receipt_of(till, link), "20.00")
    await till.settle()
    await till.refund(await receipt_of(till, link), "40.00")
    await till.settle()

    receipt = await receipt_of(till, link)
    assert sorted(await opens(till, link)) == ["10.00", "50.00"]
    assert (receipt.applied.decimal, receipt.refunded.decimal) == ("90.00", "60.00")
    assert await till.faults() == []


async def test_unapplied_money_is_refunded_first(till: Till) -> None:
    item = await till.bill("100.00")
    links = [await till.link(item), await till.link(item)]
    for link in links:
        await till.paid(link)
    await till.hear()
    rows = [await receipt_of(till, link) for link in links]
    surplus = max(rows, key=lambda row: row.unapplied)

    await till.refund(surplus, "100.00")
    await till.settle()

    assert await till.open_of(item) == "0.00"
    assert await till.faults() == []


async def test_refunds_beyond_what_is_left_are_refused(till: Till) -> None:
    link, _ = await paid_link(till, "100.00")
    receipt = await receipt_of(till, link)
    await till.refund(receipt, "80.00")

    with pytest.raises(payments.AmountAboveRefundable):
        await till.refund(receipt, "20.01")
    with pytest.raises(payments.RefundNotPositive):
        await till.refund(receipt, "0.00")
    async with till.work() as work:
        with pytest.raises(payments.ReceiptUnknown):
            await payments.request_refund(
                work,
                receipt_id=ReceiptId(new_id()),
                amount=Money.of("1.00", "CNY"),
                reason="-",
                today=date(2026, 1, 5),
            )
    assert await till.faults() == []


async def test_a_pending_payment_cannot_be_refunded(till: Till) -> None:
    link = await till.link(await till.bill())
    await till.paid(link, "pending_succeeds")
    await till.hear()

    with pytest.raises(payments.ReceiptNotReceived):
        await till.refund(await receipt_of(till, link), "1.00")


@pytest.mark.parametrize(
    "mode",
    [
        "rate_limited",
        "conflict",
        "error_before",
        "error_stored",
        "error_after",
        "drop_before",
        "drop_after",
        "duplicate",
    ],
)
async def test_whatever_becomes_of_the_call_the_refund_happens_once(till: Till, mode: str) -> None:
    link, _ = await paid_link(till, "100.00")
    till.stripe.fault(mode, "/v1/refunds")
    receipt = await receipt_of(till, link)
    async with till.work() as work:
        refund_id = await payments.request_refund(
            work,
            receipt_id=receipt.receipt_id,
            amount=Money.of("30.00", "CNY"),
            reason="wrong goods",
            today=date(2026, 1, 5),
        )

    for _ in range(4):
        with suppress(Outage):
            await send(till.desk, till.brand_id, refund_id)
        assert await till.faults() == []

    receipt = await receipt_of(till, link)
    assert [each.state for each in await refunds_of(till, receipt)] == [RefundState.REFUNDED]
    assert len(till.stripe.objects("refund")) == 1
    assert await till.faults() == []


async def test_who_dies_after_the_provider_refunded_looks_it_up(till: Till) -> None:
    link, _ = await paid_link(till, "100.00")
    await till.refund(await receipt_of(till, link), "30.00")
    with pytest.raises(Killed):
        await dying(till, "refund").settle()
    (lost,) = await refunds_of(till, await receipt_of(till, link))

    till.clock.move(minutes=6)
    await payments.sweep_payments(till.desk, till.brand_id)

    (found,) = await refunds_of(till, await receipt_of(till, link))
    assert (lost.state, found.state) == (RefundState.SENDING, RefundState.REFUNDED)
    assert len(till.stripe.objects("refund")) == 1
    assert await till.faults() == []


async def test_a_refund_made_at_the_dashboard_is_adopted(till: Till) -> None:
    link, _ = await paid_link(till, "100.00")
    receipt = await receipt_of(till, link)
    till.stripe.post(
        "/v1/refunds", {"payment_intent": receipt.provider_payment_id, "amount": "2500"}
    )

    await till.hear()

    receipt = await receipt_of(till, link)
    assert (receipt.refunded.decimal, receipt.applied.decimal) == ("25.00", "75.00")
    assert await opens(till, link) == ["25.00"]
    assert await till.faults() == []


async def test_a_refund_whose_webhook_never_came_is_asked_for(till: Till) -> None:
    link, _ = await paid_link(till, "100.00")
    receipt = await receipt_of(till, link)
    till.stripe.post(
        "/v1/refunds", {"payment_intent": receipt.provider_payment_id, "amount": "2500"}
    )

    for _ in range(2):
        await ask_for_missed(till.desk, till.brand_id)
        await till.settle()

    receipt = await receipt_of(till, link)
    async with till.work() as work:
        asked = await work.rows(
            "SELECT kind, state FROM webhook_events WHERE payload LIKE '%asked%' "
            'ORDER BY kind COLLATE "C"'
        )
    assert receipt.refunded.decimal == "25.00"
    assert [tuple(row) for row in asked] == [
        ("charge.refunded", "handled"),
        ("refund.created", "handled"),
    ]
    assert await till.faults() == []


async def test_a_refund_that_comes_back_is_the_debtors_credit_again(till: Till) -> None:
    link, _ = await paid_link(till, "100.00")
    await till.refund(await receipt_of(till, link), "100.00")
    await till.settle()
    (refund,) = await refunds_of(till, await receipt_of(till, link))

    till.stripe.control(f"/refunds/{refund.provider_refund_id}")
    await till.hear()

    receipt = await receipt_of(till, link)
    (failed,) = await refunds_of(till, receipt)
    assert failed.state is RefundState.FAILED
    assert (receipt.refunded.decimal, receipt.unapplied.decimal) == ("0.00", "100.00")
    assert await till.faults() == []


async def test_what_the_provider_declines_fails_and_gives_the_reservation_back(till: Till) -> None:
    link, _ = await paid_link(till, "100.00")
    receipt = await receipt_of(till, link)
    till.stripe.post("/v1/refunds", {"payment_intent": receipt.provider_payment_id})

    await till.refund(receipt, "100.00")
    await till.settle()

    (refund,) = await refunds_of(till, receipt)
    assert refund.state is RefundState.FAILED
    assert refund.failure
    assert await till.faults() == []
