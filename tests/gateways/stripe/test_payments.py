from tests.conftest import MovingClock
from tests.gateways.stripe.running import RunningFake, running_fake
from tributary.gateways.stripe.fake import FakeStripeSettings


def event_types(fake: RunningFake, object_id: str) -> list[str]:
    events = fake.get("/v1/events", limit=100)["data"]
    return [event["type"] for event in events[::-1] if event["data"]["object"]["id"] == object_id]


def test_a_card_pays_and_the_provider_takes_its_fee(own_fake: RunningFake) -> None:
    intent = own_fake.new_payment(10_000)

    charge = own_fake.get(f"/v1/charges/{intent['latest_charge']}")
    movement = own_fake.get(f"/v1/balance_transactions/{charge['balance_transaction']}")
    available = own_fake.get("/v1/balance")["available"]
    assert (intent["status"], intent["amount_received"]) == ("succeeded", 10_000)
    assert (charge["paid"], charge["payment_intent"]) == (True, intent["id"])
    assert (movement["fee"], movement["net"], movement["source"]) == (320, 9_680, charge["id"])
    assert [(row["amount"], row["currency"]) for row in available] == [(9_680, "usd")]
    assert event_types(own_fake, intent["id"]) == [
        "payment_intent.created",
        "payment_intent.succeeded",
    ]
    assert event_types(own_fake, charge["id"]) == ["charge.succeeded"]


def test_a_declined_card_says_why(fake: RunningFake) -> None:
    intent = fake.post("/v1/payment_intents", {"amount": "500", "currency": "usd"})

    path = f"/v1/payment_intents/{intent['id']}"
    method = {"payment_method": "pm_card_chargeDeclinedInsufficientFunds"}
    error = fake.error("POST", f"{path}/confirm", method)

    assert (error["status"], error["type"], error["code"]) == (402, "card_error", "card_declined")
    assert error["decline_code"] == "insufficient_funds"
    assert error["payment_intent"]["status"] == "requires_payment_method"
    assert fake.get(path)["last_payment_error"]["decline_code"] == "insufficient_funds"
    assert fake.get(f"/v1/charges/{error['charge']}")["status"] == "failed"
    assert fake.post(f"{path}/confirm", {"payment_method": "pm_card_visa"})["status"] == "succeeded"


def test_a_payment_is_cancelled_once_and_not_after_it_succeeded(fake: RunningFake) -> None:
    open_intent = fake.post("/v1/payment_intents", {"amount": "500", "currency": "usd"})
    path = f"/v1/payment_intents/{open_intent['id']}"

    cancelled = fake.post(f"{path}/cancel", {"cancellation_reason": "abandoned"})
    again = fake.error("POST", f"{path}/cancel")
    paid = fake.error("POST", f"/v1/payment_intents/{fake.new_payment()['id']}/cancel")
    confirmed = fake.error("POST", f"{path}/confirm", {"payment_method": "pm_card_visa"})

    assert (cancelled["status"], cancelled["cancellation_reason"]) == ("canceled", "abandoned")
    assert {again["code"], paid["code"], confirmed["code"]} == {"payment_intent_unexpected_state"}
    assert event_types(fake, open_intent["id"])[-1] == "payment_intent.canceled"


def test_the_net_becomes_available_after_the_delay(clock: MovingClock) -> None:
    with running_fake(FakeStripeSettings(settlement_delay_seconds=7200), clock) as fake:
        fake.new_payment(10_000)

        before = fake.get("/v1/balance")
        clock.move(hours=3)
        after = fake.get("/v1/balance")

    amounts = [(b["available"][0]["amount"], b["pending"][0]["amount"]) for b in (before, after)]
    assert amounts == [(0, 9_680), (9_680, 0)]


def test_refunds_never_exceed_the_charge(fake: RunningFake) -> None:
    intent = fake.new_payment(1000)
    form = {"payment_intent": intent["id"]}

    above = fake.error("POST", "/v1/refunds", {**form, "amount": "1001"})
    part = fake.post("/v1/refunds", {**form, "amount": "600", "metadata[why]": "broken"})
    more = fake.error("POST", "/v1/refunds", {**form, "amount": "401"})
    rest = fake.post("/v1/refunds", {"charge": intent["latest_charge"]})
    none = fake.error("POST", "/v1/refunds", form)

    assert above["message"] == "Refund amount ($10.01) is greater than charge amount ($10.00)"
    assert (above["type"], above["param"]) == ("invalid_request_error", "amount")
    assert "greater than unrefunded amount on charge ($4.00)" in more["message"]
    assert (part["amount"], part["metadata"], rest["amount"]) == (600, {"why": "broken"}, 400)
    assert none["code"] == "charge_already_refunded"
    assert none["message"] == f"Charge {intent['latest_charge']} has already been refunded."
    charge = fake.get(f"/v1/charges/{intent['latest_charge']}")
    assert (charge["refunded"], charge["amount_refunded"]) == (True, 1000)
    refunds = fake.get("/v1/refunds", payment_intent=intent["id"])["data"]
    assert [refund["id"] for refund in refunds] == [rest["id"], part["id"]]


def test_a_refund_can_bounce_days_later(fake: RunningFake) -> None:
    intent = fake.new_payment(1000)
    refund = fake.post("/v1/refunds", {"payment_intent": intent["id"]})

    fake.control(f"/refunds/{refund['id']}")

    assert fake.get(f"/v1/refunds/{refund['id']}")["status"] == "failed"
    assert fake.get(f"/v1/charges/{intent['latest_charge']}")["amount_refunded"] == 0
    assert event_types(fake, refund["id"])[-2:] == ["refund.failed", "charge.refund.updated"]


def test_what_was_not_paid_is_not_refunded(fake: RunningFake) -> None:
    intent = fake.post("/v1/payment_intents", {"amount": "500", "currency": "usd"})

    unpaid = fake.error("POST", "/v1/refunds", {"payment_intent": intent["id"]})
    absent = fake.error("POST", "/v1/refunds", {"charge": "ch_absent"})
    neither = fake.error("POST", "/v1/refunds", {})

    assert "does not have a successful charge" in unpaid["message"]
    assert absent["code"] == "resource_missing"
    assert "payment_intent or charge" in neither["message"]


def test_events_keep_the_object_as_it_was(own_fake: RunningFake) -> None:
    intent = own_fake.post("/v1/payment_intents", {"amount": "500", "currency": "usd"})
    own_fake.post(f"/v1/payment_intents/{intent['id']}/cancel")

    newest, oldest = own_fake.get("/v1/events")["data"]
    named = own_fake.get("/v1/events", type="payment_intent.*")["data"]
    one = own_fake.get("/v1/events", **{"types[]": "payment_intent.canceled"})["data"]

    assert oldest["data"]["object"]["status"] == "requires_payment_method"
    assert newest["data"]["object"]["status"] == "canceled"
    assert (len(named), [event["id"] for event in one]) == (2, [newest["id"]])
    assert own_fake.get(f"/v1/events/{newest['id']}") == newest
