from datetime import UTC, datetime, timedelta

import pytest

from tests.gateways.stripe.running import RunningFake
from tributary.gateways.stripe import (
    AbsentAtStripe,
    AmountNotRepresentable,
    CheckoutRefused,
    CheckoutSession,
    PayeeAccountRefused,
    RefundRefused,
    StripeGateway,
    TransferRefused,
)
from tributary.gateways.stripe.states import (
    CheckoutStatus,
    PaymentStatus,
    RefundStatus,
    TransferStatus,
)
from tributary.kernel import Money, new_id, system_clock

USD_50 = Money.of("50.00", "USD")


async def open_checkout(
    gateway: StripeGateway, *, reference: str = "link-7", amount: Money = USD_50
) -> CheckoutSession:
    return await gateway.create_checkout(
        reference=reference,
        amount=amount,
        description="Statement ST-2026-000123",
        success_url="http://127.0.0.1/done",
        cancel_url="http://127.0.0.1/back",
        expires_at=system_clock() + timedelta(hours=1),
        locale="zh-CN",
        idempotency_key=str(new_id()),
    )


async def pay_link(fake: RunningFake, gateway: StripeGateway, reference: str = "link-7") -> str:
    session = await open_checkout(gateway, reference=reference)
    fake.submit(session.session_id, "pay")
    intent_id = (await gateway.retrieve_checkout(session.session_id)).payment_intent_id
    assert intent_id is not None
    return intent_id


async def test_a_page_is_opened_paid_and_accounted_for(
    fake: RunningFake, gateway: StripeGateway
) -> None:
    session = await open_checkout(gateway)
    before = await gateway.retrieve_checkout(session.session_id)
    fake.submit(session.session_id, "pay", "alipay")
    after = await gateway.retrieve_checkout(session.session_id)
    payment = await gateway.payment_state(after.payment_intent_id or "")

    assert session.url.endswith(session.session_id)
    assert "支付宝" in fake.http.get(session.url).text or after.url is None
    assert (before.status, before.payment_intent_id) == (CheckoutStatus.OPEN, None)
    assert (before.reference, before.amount) == ("link-7", USD_50)
    assert after.status is CheckoutStatus.PAID
    assert (payment.status, payment.reference) == (PaymentStatus.SUCCEEDED, "link-7")
    assert (payment.amount, payment.fee) == (USD_50, Money.of("1.75", "USD"))
    assert (payment.method, payment.refunded) == ("alipay", Money.zero("USD"))
    assert payment.succeeded_at is not None


@pytest.mark.parametrize(
    ("succeeded", "status", "payment_status"),
    [
        (True, CheckoutStatus.PAID, PaymentStatus.SUCCEEDED),
        (False, CheckoutStatus.FAILED, PaymentStatus.OPEN),
    ],
)
async def test_a_pending_payment_is_told_from_a_failed_one(
    fake: RunningFake,
    gateway: StripeGateway,
    *,
    succeeded: bool,
    status: CheckoutStatus,
    payment_status: PaymentStatus,
) -> None:
    session = await open_checkout(gateway)
    fake.submit(session.session_id, "pending_succeeds")
    pending = await gateway.retrieve_checkout(session.session_id)
    intent_id = pending.payment_intent_id or ""
    waiting = await gateway.payment_state(intent_id)
    fake.control(f"/payments/{intent_id}", succeeded=succeeded)

    assert (pending.status, waiting.status) == (CheckoutStatus.PENDING, PaymentStatus.PENDING)
    assert (waiting.fee, waiting.succeeded_at) == (None, None)
    assert (await gateway.retrieve_checkout(session.session_id)).status is status
    assert (await gateway.payment_state(intent_id)).status is payment_status


async def test_expiring_a_page_returns_where_it_stands(
    fake: RunningFake, gateway: StripeGateway
) -> None:
    unpaid, paid = await open_checkout(gateway), await open_checkout(gateway)
    fake.submit(paid.session_id, "pay")

    expired = [await gateway.expire_checkout(unpaid.session_id) for _ in range(2)]
    complete = await gateway.expire_checkout(paid.session_id)

    assert {state.status for state in expired} == {CheckoutStatus.EXPIRED}
    assert complete.status is CheckoutStatus.PAID
    with pytest.raises(AbsentAtStripe):
        await gateway.expire_checkout("cs_absent")


async def test_too_small_an_amount_is_refused_with_stripes_reason(gateway: StripeGateway) -> None:
    with pytest.raises(CheckoutRefused, match=r"at least 0\.50 usd") as refused:
        await open_checkout(gateway, amount=Money.of("0.49", "USD"))

    assert (refused.value.provider_code, refused.value.parameter) == ("amount_too_small", "amount")


async def test_an_amount_stripe_cannot_carry_never_leaves(gateway: StripeGateway) -> None:
    with pytest.raises(AmountNotRepresentable, match=r"multiple of 1\.00 MGA"):
        await open_checkout(gateway, amount=Money.of("10.50", "MGA"))


async def test_a_refund_is_found_by_our_reference(
    fake: RunningFake, gateway: StripeGateway
) -> None:
    payment_id = await pay_link(fake, gateway)

    made = await gateway.refund(
        payment_id=payment_id,
        amount=Money.of("20.00", "USD"),
        reference="refund-1",
        idempotency_key=str(new_id()),
    )

    assert (made.status, made.amount) == (RefundStatus.SUCCEEDED, Money.of("20.00", "USD"))
    assert await gateway.find_refund(payment_id=payment_id, reference="refund-1") == made
    assert await gateway.find_refund(payment_id=payment_id, reference="refund-2") is None
    assert (await gateway.payment_state(payment_id)).refunded == made.amount
    fake.control(f"/refunds/{made.refund_id}")
    assert (await gateway.retrieve_refund(made.refund_id)).status is RefundStatus.FAILED


async def test_refunding_too_much_is_refused(fake: RunningFake, gateway: StripeGateway) -> None:
    payment_id = await pay_link(fake, gateway)

    with pytest.raises(RefundRefused, match="greater than charge amount") as refused:
        await gateway.refund(
            payment_id=payment_id,
            amount=Money.of("50.01", "USD"),
            reference="refund-1",
            idempotency_key="too-much",
        )

    assert (refused.value.parameter, refused.value.replayed) == ("amount", False)


async def open_payee(gateway: StripeGateway) -> str:
    return await gateway.create_account(
        reference="distributor-1",
        country="US",
        email="payee@example.com",
        idempotency_key=str(new_id()),
    )


async def test_a_transfer_is_executed_and_found(fake: RunningFake, gateway: StripeGateway) -> None:
    payee, group = await open_payee(gateway), str(new_id())

    made = await gateway.transfer(
        destination=payee, amount=USD_50, reference="item-1", group=group, idempotency_key=group
    )

    assert (made.state, made.amount) == (TransferStatus.PAID, USD_50)
    assert (made.reference, made.destination) == ("item-1", payee)
    assert await gateway.find_transfer(reference="item-1", group=group) == made
    assert await gateway.find_transfer(reference="item-2", group=group) is None
    assert await gateway.find_transfer(reference="item-1", group="other") is None
    for amount, state in [
        ("1000", TransferStatus.PARTLY_REVERSED),
        ("4000", TransferStatus.REVERSED),
    ]:
        fake.post(f"/v1/transfers/{made.provider_id}/reversals", {"amount": amount})
        found = await gateway.find_transfer(reference="item-1", group=group)
        assert found is not None
        assert found.state is state


async def test_a_transfer_is_found_behind_many_pages(
    fake: RunningFake, gateway: StripeGateway
) -> None:
    payee, group = await open_payee(gateway), str(new_id())
    for place in range(120):
        reference = {"metadata[tributary_reference]": f"item-{place}", "transfer_group": group}
        fake.post(
            "/v1/transfers", {"amount": "1", "currency": "usd", "destination": payee} | reference
        )

    found = await gateway.find_transfer(reference="item-0", group=group)

    assert found is not None
    assert found.amount == Money(1, USD_50.currency)


async def test_too_little_balance_is_a_definitive_refusal(own_fake: RunningFake) -> None:
    async with own_fake.gateway() as gateway:
        payee = await open_payee(gateway)
        refusals: list[TransferRefused] = []
        for _ in range(2):
            with pytest.raises(TransferRefused) as refused:
                await gateway.transfer(
                    destination=payee,
                    amount=USD_50,
                    reference="item-1",
                    group="batch",
                    idempotency_key="item-1:1",
                )
            refusals.append(refused.value)
        balance = await gateway.available_balance("USD")

    assert {refusal.provider_code for refusal in refusals} == {"balance_insufficient"}
    assert [refusal.replayed for refusal in refusals] == [False, True]
    assert balance == Money.zero("USD")


async def test_the_available_balance_is_of_one_currency(gateway: StripeGateway) -> None:
    assert (await gateway.available_balance("HKD")).minor == 10**12
    assert await gateway.available_balance("EUR") == Money.zero("EUR")


async def test_a_payee_in_an_unknown_country_is_refused(gateway: StripeGateway) -> None:
    with pytest.raises(PayeeAccountRefused) as refused:
        await gateway.create_account(
            reference="d", country="Utopia", email="a@example.com", idempotency_key=str(new_id())
        )

    assert refused.value.provider_code == "country_unsupported"


async def test_a_sweeper_reads_the_events_of_a_while(
    own_fake: RunningFake,
) -> None:
    async with own_fake.gateway() as gateway:
        paid = [await pay_link(own_fake, gateway, f"link-{place}") for place in range(3)]
        hour_ago = system_clock() - timedelta(hours=1)
        events = await gateway.events_since(hour_ago, types=["payment_intent.succeeded"])
        later = await gateway.events_since(
            datetime.now(UTC) + timedelta(hours=1), types=["payment_intent.succeeded"]
        )

    assert [event.object_id for event in events] == paid
    assert events[0].object["metadata"] == {"tributary_reference": "link-0"}
    assert (events[0].object_type, events[0].account_id, later) == ("payment_intent", None, [])
