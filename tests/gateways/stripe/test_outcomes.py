import asyncio

import httpx
import pytest

from tests.gateways.stripe.running import RunningFake, free_port
from tributary.gateways.stripe import OutcomeUnknown, StripeGateway, TransferState
from tributary.gateways.stripe.fake import (
    PLATFORM_KEY,
    FakeStripeSettings,
    InProcessTransport,
    build_app,
)
from tributary.kernel import Money, Outage, new_id, system_clock

AMOUNT = Money.of("10.00", "USD")


async def transfer(
    gateway: StripeGateway, payee: str, group: str, *, generation: int = 1
) -> TransferState:
    return await gateway.transfer(
        destination=payee,
        amount=AMOUNT,
        reference="item",
        group=group,
        idempotency_key=f"{group}:{generation}",
    )


@pytest.mark.parametrize("mode", ["rate_limited", "error_before", "drop_before", "conflict"])
async def test_a_call_that_was_not_executed_succeeds_with_the_same_key(
    fake: RunningFake, gateway: StripeGateway, mode: str
) -> None:
    payee, group = fake.new_account(), str(new_id())
    fake.fault(mode, "/v1/transfers", where={"transfer_group": group})

    with pytest.raises(Outage) as outage:
        await transfer(gateway, payee, group)
    before = await gateway.find_transfer(reference="item", group=group)
    made = await transfer(gateway, payee, group)

    assert outage.value.retryable
    assert isinstance(outage.value, OutcomeUnknown) is (mode != "rate_limited")
    assert before is None
    assert await gateway.find_transfer(reference="item", group=group) == made


@pytest.mark.parametrize("mode", ["drop_after", "hang_after"])
async def test_a_lost_answer_is_told_again_by_the_same_key(fake: RunningFake, mode: str) -> None:
    payee, group = fake.new_account(), str(new_id())
    fake.fault(mode, "/v1/transfers", milliseconds=1500)

    async with fake.gateway(read_seconds=1) as gateway:
        with pytest.raises(OutcomeUnknown):
            await transfer(gateway, payee, group)
        found = await gateway.find_transfer(reference="item", group=group)
        made = await transfer(gateway, payee, group)

    assert found == made


async def test_an_executed_call_whose_500_is_stored_is_found_by_look_up_only(
    fake: RunningFake, gateway: StripeGateway
) -> None:
    payee, group = fake.new_account(), str(new_id())
    fake.fault("error_after", "/v1/transfers")

    replayed: list[bool] = []
    for _ in range(2):
        with pytest.raises(OutcomeUnknown) as unknown:
            await transfer(gateway, payee, group)
        replayed.append(unknown.value.replayed)

    assert replayed == [False, True]
    assert await gateway.find_transfer(reference="item", group=group) is not None


async def test_a_stored_500_without_effect_needs_a_new_generation(
    fake: RunningFake, gateway: StripeGateway
) -> None:
    payee, group = fake.new_account(), str(new_id())
    fake.fault("error_stored", "/v1/transfers")

    for _ in range(2):
        with pytest.raises(OutcomeUnknown):
            await transfer(gateway, payee, group)
    absent = await gateway.find_transfer(reference="item", group=group)
    made = await transfer(gateway, payee, group, generation=2)

    assert absent is None
    assert await gateway.find_transfer(reference="item", group=group) == made


async def test_a_call_that_still_runs_is_executed_after_we_gave_up(fake: RunningFake) -> None:
    payee, group = fake.new_account(), str(new_id())
    fake.fault("hang_before", "/v1/transfers", milliseconds=1500)

    async with fake.gateway(read_seconds=1) as gateway:
        with pytest.raises(OutcomeUnknown):
            await transfer(gateway, payee, group)
        early = await gateway.find_transfer(reference="item", group=group)
        with pytest.raises(OutcomeUnknown, match="in-progress") as busy:
            await transfer(gateway, payee, group)
        await asyncio.sleep(1)
        late = await gateway.find_transfer(reference="item", group=group)

    assert early is None
    assert not busy.value.replayed
    assert late is not None


async def test_a_call_delivered_twice_is_executed_once(
    fake: RunningFake, gateway: StripeGateway
) -> None:
    payee, group = fake.new_account(), str(new_id())
    fake.fault("duplicate", "/v1/transfers")

    await transfer(gateway, payee, group)

    assert len(fake.get("/v1/transfers", transfer_group=group)["data"]) == 1


async def test_a_key_used_for_something_else_leaves_the_outcome_unknown(
    fake: RunningFake, gateway: StripeGateway
) -> None:
    payee, group = fake.new_account(), str(new_id())
    await transfer(gateway, payee, group)

    with pytest.raises(OutcomeUnknown, match="same parameters") as unknown:
        await transfer(gateway, fake.new_account(), group)

    assert unknown.value.replayed


async def test_nobody_listening_means_not_executed() -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    async with StripeGateway(secret_key=PLATFORM_KEY, api_base=nowhere) as gateway:
        with pytest.raises(Outage, match="ConnectError") as outage:
            await transfer(gateway, "acct", "group")

    assert outage.value.retryable
    assert not isinstance(outage.value, OutcomeUnknown)


async def test_a_wrong_key_is_an_outage_that_time_does_not_heal(fake: RunningFake) -> None:
    async with StripeGateway(secret_key="sk_test_wrong", api_base=fake.url) as gateway:
        with pytest.raises(Outage, match="Invalid API Key") as outage:
            await gateway.available_balance("USD")

    assert not outage.value.retryable


async def test_a_failed_read_may_simply_be_repeated(
    fake: RunningFake, gateway: StripeGateway
) -> None:
    fake.fault("error_before", "/v1/balance", method="GET")

    with pytest.raises(Outage) as outage:
        await gateway.available_balance("USD")

    assert outage.value.retryable
    assert not isinstance(outage.value, OutcomeUnknown)
    assert await gateway.available_balance("USD")


@pytest.mark.parametrize("mode", ["drop_after", "hang_after"])
async def test_the_fake_fails_the_same_way_without_a_socket(mode: str) -> None:
    settings = FakeStripeSettings(opening_balances={"usd": 10_000})
    transport = InProcessTransport(build_app(settings, system_clock))
    base = "http://fake"
    async with (
        httpx.AsyncClient(transport=transport, base_url=base) as control,
        StripeGateway(
            secret_key=PLATFORM_KEY, api_base=base, transport=transport, read_seconds=1
        ) as gateway,
    ):
        payee = await gateway.create_account(
            reference="d", country="US", email="a@example.com", idempotency_key="payee"
        )
        order = {"mode": mode, "path": "/v1/transfers", "milliseconds": 1100}
        await control.post("/_control/faults", json=order)
        with pytest.raises(OutcomeUnknown):
            await transfer(gateway, payee, "group")
        found = await gateway.find_transfer(reference="item", group="group")
        balance = await gateway.available_balance("USD")

    assert found is not None
    assert balance == Money.of("90.00", "USD")


def test_a_fault_may_wait_for_its_call_and_strike_some_only(fake: RunningFake) -> None:
    fake.fault("error_before", "/v1/cust*", skip=1, times=2, where={"metadata[kind]": "odd"})

    statuses = [
        fake.call("POST", "/v1/customers", {"metadata[kind]": kind}).status_code
        for kind in ("odd", "even", "odd", "even", "odd", "odd")
    ]

    assert statuses == [200, 200, 500, 200, 500, 200]


def test_an_order_nobody_can_carry_out_is_refused(fake: RunningFake) -> None:
    for order in ({"mode": "earthquake"}, {"mode": "conflict", "colour": "red"}):
        assert fake.http.post("/_control/faults", json=order).status_code == 400
