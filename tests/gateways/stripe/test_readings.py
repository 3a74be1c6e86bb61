import stripe

from tributary.gateways.stripe.readings import payment_state
from tributary.kernel import Money


def paid(amount: int, currency: str, movement: dict[str, object]) -> stripe.PaymentIntent:
    """Return a payment as Stripe tells it, with what its charge moved on the balance."""
    charge = {
        "id": "ch_1",
        "object": "charge",
        "amount": amount,
        "amount_refunded": 0,
        "currency": currency,
        "payment_method_details": None,
        "balance_transaction": {"object": "balance_transaction", "created": 1, **movement},
    }
    intent = {
        "id": "pi_1",
        "object": "payment_intent",
        "amount": amount,
        "currency": currency,
        "status": "succeeded",
        "metadata": {},
        "latest_charge": charge,
    }
    return stripe.PaymentIntent.construct_from(intent, None)


def test_a_fee_in_the_currency_of_the_payment_is_what_stripe_says() -> None:
    state = payment_state(paid(10_000, "eur", {"amount": 10_000, "fee": 320, "currency": "eur"}))

    assert state.fee == Money.of("3.20", "EUR")


def test_a_fee_in_the_currency_of_the_account_is_the_same_share_of_the_payment() -> None:
    dollars = {"amount": 11_000, "fee": 319, "currency": "usd"}
    yen = {"amount": 700, "fee": 51, "currency": "usd"}

    assert payment_state(paid(10_000, "eur", dollars)).fee == Money.of("2.90", "EUR")
    assert payment_state(paid(1_000, "jpy", yen)).fee == Money.of("73", "JPY")


def test_a_fee_above_what_came_in_stays_what_stripe_says() -> None:
    state = payment_state(paid(50, "eur", {"amount": 55, "fee": 60, "currency": "usd"}))

    assert state.fee == Money.of("0.60", "USD")
