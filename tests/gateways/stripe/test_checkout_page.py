import time

import pytest

from tests.conftest import MovingClock
from tests.gateways.stripe.running import Json, RunningFake, running_fake, wait_until
from tributary.gateways.stripe.fake import FakeStripeSettings


def new_session(fake: RunningFake, **more: str) -> Json:
    wanted = {
        "mode": "payment",
        "line_items[0][quantity]": "2",
        "line_items[0][price_data][currency]": "usd",
        "line_items[0][price_data][unit_amount]": "2500",
        "line_items[0][price_data][product_data][name]": "Order <7>",
        "success_url": "http://127.0.0.1/done?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://127.0.0.1/back",
        "client_reference_id": "link-7",
        "payment_intent_data[metadata][order]": "7",
    }
    return fake.post("/v1/checkout/sessions", {**wanted, **more})


def current(fake: RunningFake, session: Json) -> tuple[str, str]:
    known = fake.get(f"/v1/checkout/sessions/{session['id']}")
    return known["status"], known["payment_status"]


def events_of(fake: RunningFake, session: Json) -> list[str]:
    known = fake.get(f"/v1/checkout/sessions/{session['id']}")
    ids = {session["id"], known["payment_intent"]}
    events = fake.get("/v1/events", limit=100)["data"][::-1]
    return [event["type"] for event in events if event["data"]["object"]["id"] in ids]


def test_the_page_is_readable_on_a_phone_and_escapes(fake: RunningFake) -> None:
    page = fake.http.get(new_session(fake)["url"])

    assert page.status_code == 200
    assert 'name="viewport"' in page.text
    assert "50.00 USD" in page.text
    assert "Order &lt;7&gt;" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize(("locale", "word"), [("zh", "支付宝"), ("en", "Alipay"), ("auto", "Card")])
def test_the_page_speaks_the_payers_language(fake: RunningFake, locale: str, word: str) -> None:
    assert word in fake.http.get(new_session(fake, locale=locale)["url"]).text


def test_paying_completes_the_session_once(fake: RunningFake) -> None:
    session = new_session(fake)

    paid = fake.submit(session["id"], "pay", "alipay")
    again = fake.submit(session["id"], "pay", "alipay")

    assert paid.status_code == 303
    assert paid.headers["location"] == f"http://127.0.0.1/done?session={session['id']}"
    assert (again.status_code, current(fake, session)) == (410, ("complete", "paid"))
    assert events_of(fake, session) == [
        "payment_intent.created",
        "payment_intent.succeeded",
        "checkout.session.completed",
    ]
    known = fake.get(f"/v1/checkout/sessions/{session['id']}")
    intent = fake.get(f"/v1/payment_intents/{known['payment_intent']}")
    charge = fake.get(f"/v1/charges/{intent['latest_charge']}")
    assert (intent["amount"], intent["metadata"]) == (5000, {"order": "7"})
    assert charge["payment_method_details"]["type"] == "alipay"
    found = fake.get("/v1/checkout/sessions", payment_intent=intent["id"])["data"]
    assert [row["id"] for row in found] == [session["id"]]


def test_a_declined_payer_may_try_again(fake: RunningFake) -> None:
    session = new_session(fake)

    declined = fake.submit(session["id"], "decline")
    state = current(fake, session)
    fake.submit(session["id"], "pay")

    assert (declined.status_code, state) == (402, ("open", "unpaid"))
    assert "declined" in declined.text
    assert current(fake, session) == ("complete", "paid")
    assert "payment_intent.payment_failed" in events_of(fake, session)


@pytest.mark.parametrize(
    ("succeeded", "payment_status", "last"),
    [
        (True, "paid", "checkout.session.async_payment_succeeded"),
        (False, "unpaid", "checkout.session.async_payment_failed"),
    ],
)
def test_an_asynchronous_payment_is_decided_later(
    fake: RunningFake, *, succeeded: bool, payment_status: str, last: str
) -> None:
    session = new_session(fake)

    fake.submit(session["id"], "pending_succeeds", "wechat_pay")
    waiting = current(fake, session)
    intent_id = fake.get(f"/v1/checkout/sessions/{session['id']}")["payment_intent"]
    processing = fake.get(f"/v1/payment_intents/{intent_id}")["status"]
    fake.control(f"/payments/{intent_id}", succeeded=succeeded)

    assert (waiting, processing) == (("complete", "unpaid"), "processing")
    assert current(fake, session) == ("complete", payment_status)
    assert events_of(fake, session)[-1] == last


@pytest.mark.parametrize(
    ("action", "payment_status"), [("pending_succeeds", "paid"), ("pending_fails", "unpaid")]
)
def test_an_asynchronous_payment_may_settle_by_itself(action: str, payment_status: str) -> None:
    with running_fake(FakeStripeSettings(asynchronous_delay_seconds=0)) as fake:
        session = new_session(fake)
        fake.submit(session["id"], action)
        wait_until(lambda: events_of(fake, session)[-1].startswith("checkout.session.async_"))

        assert current(fake, session) == ("complete", payment_status)
        assert fake.objects("_waiting") == []


def test_a_page_expires_when_somebody_looks(clock: MovingClock) -> None:
    with running_fake(clock=clock) as fake:
        session = new_session(fake)
        fake.submit(session["id"], "decline")
        clock.move(hours=25)

        assert fake.http.get(session["url"]).status_code == 410
        assert current(fake, session) == ("expired", "unpaid")
        assert events_of(fake, session)[-2:] == [
            "payment_intent.canceled",
            "checkout.session.expired",
        ]


def test_going_back_leaves_the_page_open(fake: RunningFake) -> None:
    session = new_session(fake)

    back = fake.submit(session["id"], "cancel")

    assert (back.status_code, back.headers["location"]) == (303, "http://127.0.0.1/back")
    assert current(fake, session) == ("open", "unpaid")


def test_an_expired_page_cannot_be_paid(fake: RunningFake) -> None:
    session = new_session(fake)

    fake.post(f"/v1/checkout/sessions/{session['id']}/expire")
    page = fake.submit(session["id"], "pay")
    again = fake.error("POST", f"/v1/checkout/sessions/{session['id']}/expire")

    assert (page.status_code, current(fake, session)) == (410, ("expired", "unpaid"))
    assert 'Only Checkout Sessions with a status in ["open"] can be expired' in again["message"]
    assert events_of(fake, session) == ["checkout.session.expired"]


def test_a_page_expires_by_itself(own_fake: RunningFake) -> None:
    session = new_session(own_fake, expires_at=str(int(time.time()) + 1900))

    own_fake.control("/clock", seconds=1901)

    assert current(own_fake, session) == ("expired", "unpaid")
    assert own_fake.submit(session["id"], "pay").status_code == 410


@pytest.mark.parametrize(
    ("seconds", "words"), [(60, "at least 30 minutes"), (90_000, "less than 24 hours")]
)
def test_a_page_lives_half_an_hour_to_a_day(fake: RunningFake, seconds: int, words: str) -> None:
    expires_at = str(int(time.time()) + seconds)
    form = {
        "mode": "payment",
        "line_items[0][price_data][currency]": "usd",
        "line_items[0][price_data][unit_amount]": "2500",
        "line_items[0][price_data][product_data][name]": "Order",
        "success_url": "http://127.0.0.1/done",
        "expires_at": expires_at,
    }

    assert words in fake.error("POST", "/v1/checkout/sessions", form)["message"]


def test_an_unknown_page_or_button_does_nothing(fake: RunningFake) -> None:
    session = new_session(fake)

    assert fake.http.get("/c/pay/cs_absent").status_code == 404
    assert fake.submit("cs_absent", "pay").status_code == 404
    assert fake.submit(session["id"], "explode").status_code == 400
    assert fake.submit(session["id"], "pay", "cash").status_code == 400
    assert current(fake, session) == ("open", "unpaid")
