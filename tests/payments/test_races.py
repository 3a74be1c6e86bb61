import asyncio
from dataclasses import replace
from datetime import date

from tests.factories.parties import open_house
from tests.factories.payments import CNY, Till
from tests.payments.test_refunds import opens, paid_link, receipt_of, refunds_of
from tests.payments.test_sessions import StripePort, sessions
from tributary import ledger, payments
from tributary.kernel import BrandId, Money, new_id
from tributary.payments import (
    PaymentStatus,
    ProviderRefund,
    RefundState,
    RefundStatus,
    SessionState,
    operations,
)

TODAY = date(2026, 1, 5)


async def test_an_answer_older_than_the_failure_does_not_keep_the_link_closed(till: Till) -> None:
    item = await till.bill()
    link = await till.link(item)
    page_id = await till.paid(link, "pending_fails")
    await till.hear()
    (pending,) = await till.receipts(link)
    provider = till.desk.port(StripePort)
    page = await provider.retrieve(page_id)
    old = await provider.payment(pending.provider_payment_id)
    till.stripe.control(f"/payments/{pending.provider_payment_id}", succeeded=False)
    await till.hear()

    async with till.work() as work:
        await operations.settle_payment(work, provider="stripe", payment=old, told=page)
    await till.paid(link)
    await till.hear()

    assert old.status is PaymentStatus.PENDING
    assert await sessions(till, link) == [SessionState.EXPIRED, SessionState.COMPLETED]
    assert await till.open_of(item) == "0.00"
    assert await till.faults() == []


async def test_a_failing_refund_and_a_new_one_of_the_same_receipt_never_wait_in_a_circle(
    till: Till,
) -> None:
    link, _ = await paid_link(till, "100.00")
    receipt = await receipt_of(till, link)
    await till.refund(receipt, "30.00")
    (refund,) = await refunds_of(till, receipt)
    async with till.work() as work:
        seen = await operations.refund_to_send(work, refund.refund_id)
        assert seen is not None
        await operations.begin_sending(work, seen=seen, now=till.clock(), key_spent=False)
    declined = ProviderRefund("", refund.refund_id, RefundStatus.FAILED, refund.amount, "no")

    async def fail() -> None:
        async with till.work() as work:
            await operations.settle_refund(
                work, refund_id=refund.refund_id, told=declined, today=TODAY
            )

    async with till.work() as work:
        await work.rows(
            "SELECT l.id, r.id FROM payment_links l "
            "JOIN receipts r ON r.brand_id = :brand AND r.link_id = l.id "
            "WHERE l.brand_id = :brand AND l.id = :link FOR UPDATE",
            brand=till.brand_id,
            link=link.link_id,
        )
        failing = asyncio.create_task(fail())
        await asyncio.sleep(0.3)
        await payments.request_refund(
            work,
            receipt_id=receipt.receipt_id,
            amount=Money.of("70.00", CNY),
            reason="-",
            today=TODAY,
        )
    await failing
    await till.settle()

    states = {each.state for each in await refunds_of(till, receipt)}
    assert states == {RefundState.FAILED, RefundState.REFUNDED}
    assert (await receipt_of(till, link)).refunded.decimal == "70.00"
    assert await till.faults() == []


async def test_a_pending_refund_of_the_dashboard_is_looked_up_when_no_webhook_comes(
    till: Till,
) -> None:
    link, _ = await paid_link(till, "100.00")
    receipt = await receipt_of(till, link)
    till.stripe.post(
        "/v1/refunds", {"payment_intent": receipt.provider_payment_id, "amount": "2500"}
    )
    (made,) = await till.desk.port(StripePort).refunds_of(receipt.provider_payment_id)
    async with till.work() as work:
        await operations.settle_refunds(
            work,
            receipt_id=receipt.receipt_id,
            told=[replace(made, status=RefundStatus.PENDING)],
            today=TODAY,
        )
    (waiting,) = await refunds_of(till, receipt)

    till.clock.move(minutes=6)
    await payments.sweep_payments(till.desk, till.brand_id)

    (settled,) = await refunds_of(till, receipt)
    assert (waiting.state, settled.state) == (RefundState.PENDING, RefundState.REFUNDED)
    assert await till.faults() == []


async def test_a_second_refund_under_our_reference_is_counted_too(till: Till) -> None:
    link, _ = await paid_link(till, "100.00")
    await till.refund(await receipt_of(till, link), "30.00")
    await till.settle()
    receipt = await receipt_of(till, link)
    (refund,) = await refunds_of(till, receipt)

    till.stripe.post(
        "/v1/refunds",
        {
            "payment_intent": receipt.provider_payment_id,
            "amount": "3000",
            "metadata[tributary_reference]": str(refund.refund_id),
        },
    )
    await till.hear()
    await till.hear()

    receipt = await receipt_of(till, link)
    assert (receipt.refunded.decimal, await opens(till, link)) == ("60.00", ["60.00"])
    assert await till.faults() == []


async def test_what_the_provider_does_not_know_makes_room_for_the_rest(till: Till) -> None:
    lost = await till.link(await till.bill())
    await till.open(lost)
    async with till.work() as work:
        await work.run(
            "UPDATE payment_sessions SET provider_session_id = 'cs_nobody' "
            "WHERE brand_id = :brand AND link_id = :link",
            brand=till.brand_id,
            link=lost.link_id,
        )
    till.clock.move(minutes=11)

    await payments.sweep_payments(till.desk, till.brand_id)

    async with till.work() as work:
        (row,) = await work.rows(
            "SELECT attempted_at FROM payment_sessions WHERE brand_id = :brand",
            brand=till.brand_id,
        )
    assert row.attempted_at == till.clock()


async def test_one_payment_heard_swept_and_looked_at_at_once_is_booked_once(till: Till) -> None:
    for _ in range(3):
        item = await till.bill()
        link = await till.link(item)
        await till.paid(link)
        till.clock.move(minutes=11)

        await asyncio.gather(
            till.hear(),
            payments.sweep_payments(till.desk, till.brand_id),
            *(payments.settle_link(till.desk, till.brand_id, link.link_id) for _ in range(4)),
        )

        assert (len(await till.receipts(link)), await till.open_of(item)) == (1, "0.00")
    assert await till.faults() == []


async def test_a_webhook_after_the_closing_is_booked_on_the_first_open_day(till: Till) -> None:
    link = await till.link(await till.bill())
    await till.paid(link)
    async with till.work() as work:
        await ledger.close_through(work, date(2027, 12, 31))

    await till.hear()
    await till.refund(await receipt_of(till, link), "13.00")
    await till.settle()

    receipt = await receipt_of(till, link)
    assert (receipt.booked_on, receipt.refunded.decimal) == (date(2028, 1, 1), "13.00")
    assert await till.faults() == []


async def test_an_event_about_another_brands_page_changes_neither_brand(till: Till) -> None:
    item = await till.bill()
    await till.paid(await till.link(item))
    stranger = replace(till, brand_id=BrandId(new_id()))
    async with stranger.work() as work:
        await open_house(work)

    await stranger.hear(till.events())

    async with stranger.work() as work:
        rows = await work.rows(
            "SELECT DISTINCT state FROM webhook_events WHERE brand_id = :brand",
            brand=stranger.brand_id,
        )
        receipts = await work.rows("SELECT id FROM receipts")
    assert ([row.state for row in rows], list(receipts)) == (["ignored"], [])
    assert await till.open_of(item) == "113.00"
