import json
import time
from datetime import UTC, datetime, timedelta

import pytest
import stripe

from tests.gateways.stripe.running import (
    Receiver,
    RunningFake,
    running_fake,
    wait_until,
)
from tributary.gateways.stripe import (
    PayloadUnreadable,
    SignatureInvalid,
    SignatureStale,
    verify,
)
from tributary.gateways.stripe.fake import EndpointSettings, FakeStripeSettings
from tributary.gateways.stripe.fake.courier import signature_of
from tributary.kernel import Refusal, system_clock

SECRET = "whsec_of_the_test"
BODY = json.dumps(
    {
        "id": "evt_1",
        "type": "payment_intent.succeeded",
        "created": 1_767_578_400,
        "data": {"object": {"id": "pi_1", "object": "payment_intent"}},
    }
).encode()
NOW = int(time.time())
SIGNED_AT = datetime.fromtimestamp(NOW, UTC)
"""When the cases below were signed; the clock goes on while other files are tested."""


def endpoint(receiver: Receiver, *events: str) -> FakeStripeSettings:
    wanted = EndpointSettings(receiver.url, SECRET, events or ("*",))
    return FakeStripeSettings(endpoints=(wanted,), retry_base_ms=20, retry_max_ms=40)


def accepted(body: bytes, signature: str) -> bool:
    try:
        verify(body, signature, secrets=[SECRET], now=system_clock())
    except Refusal:
        return False
    return True


def new_customers(fake: RunningFake, count: int) -> set[str]:
    return {fake.post("/v1/customers", {"name": str(place)})["id"] for place in range(count)}


def owed(fake: RunningFake) -> int:
    return len(fake.control("/webhooks", "GET")["owed"])


def test_deliveries_are_signed_the_way_the_sdk_expects(receiver: Receiver) -> None:
    with running_fake(endpoint(receiver, "payment_intent.succeeded")) as fake:
        intent = fake.new_payment()
        wait_until(lambda: receiver.deliveries)

    [(body, signature)] = receiver.deliveries
    theirs = stripe.Webhook.construct_event(body, signature, SECRET)
    ours = verify(body, signature, secrets=["whsec_old", SECRET], now=system_clock())
    assert theirs.id == ours.event_id
    assert (ours.type, ours.object_id) == ("payment_intent.succeeded", intent["id"])
    assert ours.object["amount"] == 1000


def test_a_delivery_is_repeated_until_it_is_taken(receiver: Receiver) -> None:
    receiver.statuses = [500, 302, 404]
    with running_fake(endpoint(receiver)) as fake:
        new_customers(fake, 1)
        wait_until(lambda: len(receiver.deliveries) == 4)
        wait_until(lambda: owed(fake) == 0)
        event = fake.get("/v1/events")["data"][0]

    assert len({body for body, _ in receiver.deliveries[:1]}) == 1
    assert event["pending_webhooks"] == 0


def test_deliveries_pause_and_go_out_shuffled_and_doubled(receiver: Receiver) -> None:
    with running_fake(endpoint(receiver)) as fake:
        fake.control("/webhooks", paused=True, shuffle_seed="7", duplicates=1)
        made = new_customers(fake, 12)
        time.sleep(0.1)
        silent = len(receiver.deliveries)
        fake.control("/webhooks", paused=False)
        wait_until(lambda: len(receiver.deliveries) == 24)

    names = [json.loads(body)["data"]["object"]["name"] for body, _ in receiver.deliveries]
    ids = {json.loads(body)["data"]["object"]["id"] for body, _ in receiver.deliveries}
    assert (silent, ids) == (0, made)
    assert sorted(names) == sorted([str(place) for place in range(12)] * 2)
    assert names != sorted(names, key=int)


@pytest.mark.parametrize("tamper", ["body", "signature", "stale", "garbage"])
def test_a_tampered_delivery_is_refused_and_the_true_one_follows(
    receiver: Receiver, tamper: str
) -> None:
    receiver.accepts = accepted
    with running_fake(endpoint(receiver)) as fake:
        fake.control("/webhooks", tamper=tamper, tamper_count=2)
        made = new_customers(fake, 1)
        wait_until(lambda: len(receiver.deliveries) == 3)
        wait_until(lambda: owed(fake) == 0)

    taken = [body for body, signature in receiver.deliveries if accepted(body, signature)]
    assert [json.loads(body)["data"]["object"]["id"] for body in taken] == list(made)


def test_everything_owed_can_be_flushed_and_sent_again(receiver: Receiver) -> None:
    with running_fake(endpoint(receiver)) as fake:
        fake.control("/webhooks", paused=True)
        new_customers(fake, 3)
        receiver.statuses = [500]

        first = fake.control("/webhooks/flush")
        second = fake.control("/webhooks/flush")
        fake.control("/webhooks/resend", event=fake.get("/v1/events")["data"][0]["id"])
        third = fake.control("/webhooks/flush")

    assert first == {"delivered": 2, "failed": 1}
    assert second == third == {"delivered": 1, "failed": 0}


def test_endpoints_come_and_go_through_the_api(own_fake: RunningFake, receiver: Receiver) -> None:
    form = {"url": receiver.url, "enabled_events[0]": "customer.created"}

    made = own_fake.post("/v1/webhook_endpoints", form)
    path = f"/v1/webhook_endpoints/{made['id']}"
    new_customers(own_fake, 1)
    wait_until(lambda: receiver.deliveries)
    known = own_fake.get(path)
    listed = own_fake.get("/v1/webhook_endpoints")["data"]
    gone = own_fake.call("DELETE", path).json()
    new_customers(own_fake, 1)

    body, signature = receiver.deliveries[0]
    assert verify(body, signature, secrets=[made["secret"]], now=system_clock())
    assert "secret" not in known
    assert (listed, gone["deleted"], len(receiver.deliveries)) == ([known], True, 1)
    assert own_fake.error("POST", "/v1/webhook_endpoints", {**form, "url": "ftp"})["param"] == "url"


def test_a_connect_endpoint_hears_of_connected_accounts(
    own_fake: RunningFake, receiver: Receiver
) -> None:
    form = {"url": receiver.url, "enabled_events[0]": "*", "connect": "true"}
    secret = own_fake.post("/v1/webhook_endpoints", form)["secret"]
    payee = own_fake.new_account()

    own_fake.post("/v1/customers", {"name": "ours"})
    own_fake.post("/v1/customers", {"name": "theirs"}, Stripe_Account=payee)
    wait_until(lambda: receiver.deliveries)

    [(body, signature)] = receiver.deliveries
    event = verify(body, signature, secrets=[secret], now=system_clock())
    assert (event.account_id, event.object["name"]) == (payee, "theirs")


def test_old_and_future_signatures_are_stale() -> None:
    for at in (NOW - 301, NOW + 400):
        with pytest.raises(SignatureStale):
            verify(BODY, signature_of(BODY, SECRET, at), secrets=[SECRET], now=SIGNED_AT)

    tolerant = verify(
        BODY,
        signature_of(BODY, SECRET, NOW - 301),
        secrets=[SECRET],
        now=SIGNED_AT,
        tolerance_seconds=400,
    )
    assert tolerant.created_at + timedelta(0) == tolerant.created_at


@pytest.mark.parametrize(
    "header",
    [
        "",
        "t=,v1=",
        "t=abc,v1=00",
        f"t={NOW}",
        f"t={NOW},v0={'0' * 64}",
        f"t={NOW},v1={'0' * 64}",
        f"t={NOW},t={NOW},v1={'0' * 64}",
        f"t={NOW},v1=é",
        "t=" + "9" * 40 + ",v1=00",
        signature_of(BODY + b" ", SECRET, NOW),
        signature_of(BODY, "whsec_other", NOW),
        signature_of(BODY, SECRET, NOW).replace(f"t={NOW}", f"t={NOW - 1}"),
    ],
    # Names without the time: two processes that collect a second apart must agree on them.
    ids=range(12),
)
def test_a_header_that_does_not_fit_is_refused(header: str) -> None:
    with pytest.raises(SignatureInvalid):
        verify(BODY, header, secrets=[SECRET, ""], now=SIGNED_AT)


def test_without_a_secret_nothing_fits() -> None:
    with pytest.raises(SignatureInvalid):
        verify(BODY, signature_of(BODY, SECRET, NOW), secrets=[], now=SIGNED_AT)


def test_one_of_several_signatures_is_enough() -> None:
    header = f"{signature_of(BODY, SECRET, NOW)},v1={'0' * 64},v0=abc"

    assert verify(BODY, header, secrets=[SECRET], now=SIGNED_AT).event_id == "evt_1"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[]",
        b"null",
        b'{"id": "evt_1"}',
        BODY.replace(b"1767578400", b'"today"'),
        BODY.replace(b"1767578400", b"1e300"),
        BODY.replace(b'"evt_1"', b"7"),
        BODY.replace(b'{"id": "pi_1", "object": "payment_intent"}', b"[]"),
        b'{"id":"' + b"x" * 1_000_001 + b'"}',
    ],
)
def test_a_body_that_is_no_event_is_refused(body: bytes) -> None:
    header = signature_of(body, SECRET, NOW)

    with pytest.raises(PayloadUnreadable):
        verify(body, header, secrets=[SECRET], now=SIGNED_AT)
