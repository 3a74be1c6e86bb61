from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.conftest import MovingClock
from tests.gateways.stripe.running import RunningFake, running_fake, wait_until

CUSTOMER = {"email": "once@example.com"}


def keyed(fake: RunningFake, key: str, form: dict[str, str] | None = None) -> tuple[int, str, bool]:
    answer = fake.call("POST", "/v1/customers", form or CUSTOMER, Idempotency_Key=key)
    return answer.status_code, answer.text, "idempotent-replayed" in answer.headers


def test_the_same_key_gives_the_same_answer(own_fake: RunningFake) -> None:
    first = own_fake.call("POST", "/v1/customers", CUSTOMER, Idempotency_Key="key")
    again = own_fake.call("POST", "/v1/customers", CUSTOMER, Idempotency_Key="key")

    assert (again.status_code, again.content) == (200, first.content)
    assert again.headers["idempotent-replayed"] == "true"
    assert again.headers["original-request"] == first.headers["request-id"]
    assert len(own_fake.objects("customer")) == 1


def test_another_body_or_endpoint_under_a_used_key_is_refused(fake: RunningFake) -> None:
    keyed(fake, "reused")

    body = fake.error("POST", "/v1/customers", {"email": "x@example.com"}, Idempotency_Key="reused")
    path = fake.error("POST", "/v1/accounts", CUSTOMER, Idempotency_Key="reused")

    assert (body["status"], body["type"]) == (400, "idempotency_error")
    assert "with the same parameters they were first used with" in body["message"]
    assert "('/v1/customers' vs '/v1/accounts')" in path["message"]


def test_a_stored_failure_is_replayed(own_fake: RunningFake) -> None:
    payee = own_fake.new_account()
    transfer = {"amount": "100", "currency": "usd", "destination": payee}

    first = own_fake.error("POST", "/v1/transfers", transfer, Idempotency_Key="poor")
    own_fake.control("/balance", currency="usd", amount=100)
    again = own_fake.call("POST", "/v1/transfers", transfer, Idempotency_Key="poor")

    assert first["code"] == again.json()["error"]["code"] == "balance_insufficient"
    assert again.headers["idempotent-replayed"] == "true"
    assert own_fake.call("POST", "/v1/transfers", transfer, Idempotency_Key="new").is_success


def test_a_call_that_never_started_is_not_stored(fake: RunningFake) -> None:
    key = "not-stored"

    missing = fake.call("POST", "/v1/customers", {"colour": "red"}, Idempotency_Key=key)
    fake.fault("rate_limited", "/v1/customers")
    limited = keyed(fake, key)
    fake.fault("error_before", "/v1/customers")
    broken = keyed(fake, key)

    assert (missing.status_code, limited[0], broken[0]) == (400, 429, 500)
    assert keyed(fake, key)[0::2] == (200, False)


@pytest.mark.parametrize(("mode", "executed"), [("error_stored", 0), ("error_after", 1)])
def test_a_stored_500_is_replayed_for_a_day_whatever_happened(
    clock: MovingClock, mode: str, executed: int
) -> None:
    with running_fake(clock=clock) as fake:
        fake.fault(mode, "/v1/customers")

        outcomes = [keyed(fake, "key")[0::2] for _ in range(2)]
        before = len(fake.objects("customer"))
        clock.move(hours=24)
        after = keyed(fake, "key")

    assert outcomes == [(500, False), (500, True)]
    assert (before, after[0::2]) == (executed, (200, False))


def test_a_key_in_use_is_a_conflict(fake: RunningFake) -> None:
    fake.fault("hang_before", "/v1/customers", milliseconds=300)

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(keyed, fake, "busy")
        wait_until(lambda: not fake.control("/faults", "GET"))
        error = fake.error("POST", "/v1/customers", CUSTOMER, Idempotency_Key="busy")

    assert (error["status"], error["code"]) == (409, "idempotency_key_in_use")
    assert slow.result()[0::2] == (200, False)
    assert keyed(fake, "busy")[1:] == (slow.result()[1], True)


def test_keys_belong_to_an_account(fake: RunningFake) -> None:
    payee = fake.new_account()

    ours = fake.post("/v1/customers", CUSTOMER, Idempotency_Key="shared")
    theirs = fake.post("/v1/customers", CUSTOMER, Idempotency_Key="shared", Stripe_Account=payee)

    assert ours["id"] != theirs["id"]


def test_a_duplicated_call_is_executed_once_with_a_key_and_twice_without(
    own_fake: RunningFake,
) -> None:
    own_fake.fault("duplicate", "/v1/customers", times=2)

    keyed(own_fake, "key")
    once = len(own_fake.objects("customer"))
    own_fake.post("/v1/customers", CUSTOMER)

    assert (once, len(own_fake.objects("customer"))) == (1, 3)


def test_a_key_has_a_length(fake: RunningFake) -> None:
    assert keyed(fake, "k" * 256)[0] == 400
