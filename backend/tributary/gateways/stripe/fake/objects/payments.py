"""Payment intents and their charges: paid, declined, or pending for a while."""

from typing import Final

from tributary.gateways.stripe.amounts import charge_minimum, from_stripe, stripe_step
from tributary.gateways.stripe.fake import balances
from tributary.gateways.stripe.fake.errors import Json, card_declined, invalid
from tributary.gateways.stripe.fake.params import (
    CURRENCY,
    METADATA,
    PAGE,
    TEXT,
    Field,
    Kind,
)
from tributary.gateways.stripe.fake.world import (
    Call,
    Endpoint,
    World,
    new_object_id,
    page_of,
    public,
)

DECLINES: Final = {
    "pm_card_chargeDeclined": ("generic_decline", "Your card was declined."),
    "pm_card_chargeDeclinedInsufficientFunds": (
        "insufficient_funds",
        "Your card has insufficient funds.",
    ),
    "pm_card_chargeDeclinedLostCard": ("lost_card", "Your card was declined."),
}
"""Test payment methods that are declined; `pm_card_visa` is not."""

_OPEN: Final = ("requires_payment_method", "requires_confirmation", "requires_action")
_INTENT_FIELDS: Final = {
    "amount": Field(Kind.WHOLE, required=True, least=1),
    "currency": CURRENCY,
    "automatic_payment_methods": Field(
        Kind.GROUP, fields={"enabled": Field(Kind.FLAG), "allow_redirects": TEXT}
    ),
    "confirm": Field(Kind.FLAG),
    "customer": TEXT,
    "description": TEXT,
    "metadata": METADATA,
    "payment_method": TEXT,
    "payment_method_types": Field(Kind.TEXTS),
    "return_url": TEXT,
    "transfer_group": TEXT,
}


def require_chargeable(amount: int, currency: str, message: str) -> None:
    """Raise what Stripe says about an amount that is too small or has a fraction."""
    code = currency.upper()
    if amount < charge_minimum(code):
        least = f"{from_stripe(charge_minimum(code), currency).decimal} {currency}"
        raise invalid(message.format(least=least), code="amount_too_small", param="amount")
    if amount % stripe_step(code):
        raise invalid(
            f"Invalid amount: {currency} amounts must be divisible by {stripe_step(code)}.",
            code="parameter_invalid_integer",
            param="amount",
        )


def new_intent(world: World, account: str, wanted: Json) -> Json:
    """Create a payment intent that waits for a way to pay."""
    intent_id = new_object_id("pi")
    intent: Json = {
        "id": intent_id,
        "object": "payment_intent",
        "amount": wanted["amount"],
        "amount_capturable": 0,
        "amount_received": 0,
        "automatic_payment_methods": wanted.get("automatic_payment_methods"),
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic",
        "client_secret": f"{intent_id}_secret_{new_object_id('s')[2:]}",
        "confirmation_method": "automatic",
        "created": world.now(),
        "currency": wanted["currency"],
        "customer": wanted.get("customer"),
        "description": wanted.get("description"),
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": wanted.get("metadata", {}),
        "next_action": None,
        "payment_method": wanted.get("payment_method"),
        "payment_method_types": wanted.get("payment_method_types", ["card"]),
        "processing": None,
        "status": "requires_confirmation"
        if wanted.get("payment_method")
        else "requires_payment_method",
        "transfer_group": wanted.get("transfer_group"),
    }
    world.state.put("payment_intent", account, intent)
    world.emit(account, "payment_intent.created", intent)
    return intent


def pay(world: World, account: str, intent: Json, method: str) -> None:
    """Let a payment succeed at once."""
    charge = _new_charge(world, account, intent, method, status="pending")
    _capture(world, account, intent, charge)


def start_pending(world: World, account: str, intent: Json, method: str, *, outcome: str) -> None:
    """Let a payment hang, to succeed or fail later."""
    charge = _new_charge(world, account, intent, method, status="pending")
    intent.update(status="processing", latest_charge=charge["id"])
    world.state.put("payment_intent", account, intent)
    world.emit(account, "charge.pending", charge)
    world.emit(account, "payment_intent.processing", intent)
    delay = world.settings.asynchronous_delay_seconds
    waiting: Json = {
        "id": intent["id"],
        "outcome": outcome,
        "due": None if delay is None else world.now() + delay,
    }
    world.state.put("_waiting", account, waiting)


def settle_pending(world: World, account: str, intent: Json, *, succeeded: bool) -> None:
    """Resolve a payment that was pending."""
    charge = world.get("charge", str(intent["latest_charge"]), account)
    world.state.drop("_waiting", str(intent["id"]))
    if succeeded:
        _capture(world, account, intent, charge)
    else:
        _fail(world, account, intent, charge, ("generic_decline", "The payment failed."))


def decline(world: World, account: str, intent: Json, method: str, why: tuple[str, str]) -> Json:
    """Let a payment fail at once; return the charge that failed."""
    charge = _new_charge(world, account, intent, method, status="failed")
    _fail(world, account, intent, charge, why)
    return charge


def _capture(world: World, account: str, intent: Json, charge: Json) -> None:
    amount, currency = int(intent["amount"]), str(intent["currency"])
    transaction = balances.book(
        world,
        account,
        kind="charge",
        amount=amount,
        currency=currency,
        source=str(charge["id"]),
        fee=balances.fee_on(world, amount),
        delay_seconds=world.settings.settlement_delay_seconds,
    )
    charge.update(
        status="succeeded",
        paid=True,
        captured=True,
        amount_captured=amount,
        balance_transaction=transaction,
    )
    intent.update(
        status="succeeded",
        amount_received=amount,
        latest_charge=charge["id"],
        last_payment_error=None,
    )
    world.state.put("charge", account, charge)
    world.state.put("payment_intent", account, intent)
    world.emit(account, "charge.succeeded", charge)
    world.emit(account, "payment_intent.succeeded", intent)


def _fail(world: World, account: str, intent: Json, charge: Json, why: tuple[str, str]) -> None:
    decline_code, message = why
    charge.update(
        status="failed", paid=False, failure_code="card_declined", failure_message=message
    )
    intent.update(
        status="requires_payment_method",
        latest_charge=charge["id"],
        payment_method=None,
        last_payment_error={
            "type": "card_error",
            "code": "card_declined",
            "decline_code": decline_code,
            "charge": charge["id"],
            "message": message,
        },
    )
    world.state.put("charge", account, charge)
    world.state.put("payment_intent", account, intent)
    world.emit(account, "charge.failed", charge)
    world.emit(account, "payment_intent.payment_failed", intent)


def _new_charge(world: World, account: str, intent: Json, method: str, *, status: str) -> Json:
    card = {
        "brand": "visa",
        "country": "US",
        "exp_month": 12,
        "exp_year": 2040,
        "funding": "credit",
        "last4": "4242",
    }
    charge: Json = {
        "id": new_object_id("ch" if method == "card" else "py"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "balance_transaction": None,
        "billing_details": {"address": None, "email": None, "name": None, "phone": None},
        "captured": False,
        "created": world.now(),
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "failure_code": None,
        "failure_message": None,
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "paid": False,
        "payment_intent": intent["id"],
        "payment_method_details": {"type": method, method: card if method == "card" else {}},
        "refunded": False,
        "status": status,
        "transfer_group": intent["transfer_group"],
    }
    return world.state.put("charge", account, charge)


def _create(call: Call) -> Json:
    wanted = call.params
    least = "Amount must be at least {least}"
    require_chargeable(wanted["amount"], wanted["currency"], least)
    if "customer" in wanted:
        call.world.get("customer", wanted["customer"], call.account, param="customer")
    intent = new_intent(call.world, call.account, wanted)
    if wanted.get("confirm"):
        _confirm_with(call, intent, wanted.get("payment_method"))
    return public(intent)


def _confirm(call: Call) -> Json:
    intent = _get(call)
    _confirm_with(call, intent, call.params.get("payment_method") or intent["payment_method"])
    return public(intent)


def _confirm_with(call: Call, intent: Json, method: str | None) -> None:
    if intent["status"] not in _OPEN:
        raise _unexpected_state(intent, "confirm")
    if method is None:
        raise invalid(
            "You cannot confirm this PaymentIntent because it's missing a payment method. You can "
            "either update the PaymentIntent with a payment method and then confirm it again, or "
            "confirm it again directly with a payment method or ConfirmationToken.",
            code="payment_intent_unexpected_state",
        )
    why = DECLINES.get(method)
    if why is None:
        intent["payment_method"] = method
        pay(call.world, call.account, intent, "card")
        return
    charge = decline(call.world, call.account, intent, "card", why)
    raise card_declined(*why, charge=str(charge["id"]), payment_intent=public(intent))


def _cancel(call: Call) -> Json:
    intent = _get(call)
    if intent["status"] not in _OPEN:
        raise _unexpected_state(intent, "cancel")
    cancel(call.world, call.account, intent, call.params.get("cancellation_reason"))
    return public(intent)


def cancel(world: World, account: str, intent: Json, reason: str | None) -> None:
    """Close a payment intent that nobody will pay any more."""
    intent.update(status="canceled", canceled_at=world.now(), cancellation_reason=reason)
    world.state.put("payment_intent", account, intent)
    world.emit(account, "payment_intent.canceled", intent)


def _unexpected_state(intent: Json, verb: str) -> Exception:
    return invalid(
        f"You cannot {verb} this PaymentIntent because it has a status of {intent['status']}. "
        f"Only a PaymentIntent with one of the following statuses may be {verb}ed: "
        f"{', '.join(_OPEN)}.",
        code="payment_intent_unexpected_state",
    )


def _get(call: Call) -> Json:
    return call.world.get("payment_intent", call.path["intent"], call.account, param="intent")


def _list(call: Call) -> Json:
    records = call.world.state.newest_first("payment_intent", call.account)
    return page_of(call, "/v1/payment_intents", records, customer=call.params.get("customer"))


def _retrieve_charge(call: Call) -> Json:
    return public(call.world.get("charge", call.path["charge"], call.account, param="id"))


ENDPOINTS = (
    Endpoint("POST", "/v1/payment_intents", _create, _INTENT_FIELDS),
    Endpoint("GET", "/v1/payment_intents", _list, {**PAGE, "customer": TEXT}),
    Endpoint(
        "GET",
        "/v1/payment_intents/{intent}",
        lambda call: public(_get(call)),
        {"client_secret": TEXT},
    ),
    Endpoint(
        "POST",
        "/v1/payment_intents/{intent}/confirm",
        _confirm,
        {"payment_method": TEXT, "return_url": TEXT},
    ),
    Endpoint(
        "POST",
        "/v1/payment_intents/{intent}/cancel",
        _cancel,
        {
            "cancellation_reason": Field(
                choices=("duplicate", "fraudulent", "requested_by_customer", "abandoned")
            )
        },
    ),
    Endpoint("GET", "/v1/charges/{charge}", _retrieve_charge, {}),
)
