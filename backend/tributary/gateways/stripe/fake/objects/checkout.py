"""Checkout sessions: a hosted page that is paid once, or expires."""

from typing import Final

from tributary.gateways.stripe.fake.errors import Json, invalid
from tributary.gateways.stripe.fake.objects import payments
from tributary.gateways.stripe.fake.params import (
    METADATA,
    PAGE,
    TEXT,
    WHOLE,
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

_LIFE_MIN_SECONDS: Final = 30 * 60
_LIFE_MAX_SECONDS: Final = 24 * 60 * 60
METHODS: Final = ("card", "alipay", "wechat_pay")
"""What the page offers when the caller names no payment methods."""

_PRICE: Final = {
    "currency": Field(Kind.CURRENCY, required=True),
    "unit_amount": Field(Kind.WHOLE, required=True, least=0),
    "product_data": Field(
        Kind.GROUP,
        required=True,
        fields={"name": Field(required=True), "description": TEXT, "metadata": METADATA},
    ),
}
_FIELDS: Final = {
    "mode": Field(choices=("payment", "setup", "subscription")),
    "success_url": Field(required=True),
    "cancel_url": TEXT,
    "client_reference_id": TEXT,
    "customer": TEXT,
    "customer_email": TEXT,
    "expires_at": WHOLE,
    "line_items": Field(
        Kind.ROWS,
        required=True,
        fields={
            "price_data": Field(Kind.GROUP, required=True, fields=_PRICE),
            "quantity": Field(Kind.WHOLE, least=1),
        },
    ),
    "locale": TEXT,
    "metadata": METADATA,
    "payment_intent_data": Field(
        Kind.GROUP,
        fields={"description": TEXT, "metadata": METADATA, "transfer_group": TEXT},
    ),
    "payment_method_types": Field(Kind.TEXTS),
    "submit_type": Field(choices=("auto", "book", "donate", "pay", "subscribe")),
}


def _create(call: Call) -> Json:
    world, wanted = call.world, call.params
    if wanted.get("mode") != "payment":
        raise invalid("You must provide mode: this fake knows `payment` only.", param="mode")
    currencies = {row["price_data"]["currency"] for row in wanted["line_items"]}
    if len(currencies) != 1:
        raise invalid("All line items must have the same currency.", param="line_items")
    total = sum(
        row["price_data"]["unit_amount"] * row.get("quantity", 1) for row in wanted["line_items"]
    )
    least = "The Checkout Session's total amount due must add up to at least {least}"
    payments.require_chargeable(total, currencies.copy().pop(), least)
    session_id = new_object_id("cs_test")
    session: Json = {
        "id": session_id,
        "object": "checkout.session",
        "amount_subtotal": total,
        "amount_total": total,
        "automatic_tax": {"enabled": False, "status": None},
        "cancel_url": wanted.get("cancel_url"),
        "client_reference_id": wanted.get("client_reference_id"),
        "created": world.now(),
        "currency": currencies.pop(),
        "customer": wanted.get("customer"),
        "customer_email": wanted.get("customer_email"),
        "expires_at": _expiry(call),
        "livemode": False,
        "locale": wanted.get("locale"),
        "metadata": wanted.get("metadata", {}),
        "mode": "payment",
        "payment_intent": None,
        "payment_method_types": wanted.get("payment_method_types", list(METHODS)),
        "payment_status": "unpaid",
        "shipping_options": [],
        "status": "open",
        "submit_type": wanted.get("submit_type"),
        "success_url": wanted["success_url"],
        "url": f"{world.settings.public_url}/c/pay/{session_id}",
        "_lines": [row["price_data"]["product_data"]["name"] for row in wanted["line_items"]],
        "_intent": wanted.get("payment_intent_data", {}),
    }
    world.state.put("checkout.session", call.account, session)
    return public(session)


def _expiry(call: Call) -> int:
    now = call.world.now()
    expires_at = call.params.get("expires_at", now + _LIFE_MAX_SECONDS)
    if expires_at < now + _LIFE_MIN_SECONDS:
        message = (
            "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
        )
        raise invalid(message, param="expires_at")
    if expires_at > now + _LIFE_MAX_SECONDS:
        message = (
            "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."
        )
        raise invalid(message, param="expires_at")
    return int(expires_at)


def current(world: World, session_id: str, account: str | None = None) -> tuple[Json, str]:
    """Return a session and its account, expired first when its time is over."""
    record = world.state.find("checkout.session", session_id)
    if record is None or account not in {None, record.account}:
        raise invalid(
            f"No such checkout.session: {session_id}",
            code="resource_missing",
            param="session",
            status=404,
        )
    if record.body["status"] == "open" and record.body["expires_at"] <= world.now():
        _close(world, record.account, record.body)
    return record.body, record.account


def expire_due(world: World) -> bool:
    """Expire the open sessions whose time is over; tell whether there were any."""
    due = [
        record
        for record in world.state.of_kind("checkout.session")
        if record.body["status"] == "open" and record.body["expires_at"] <= world.now()
    ]
    for record in due:
        _close(world, record.account, record.body)
    return bool(due)


def _close(world: World, account: str, session: Json) -> None:
    if session["payment_intent"] is not None:
        intent = world.get("payment_intent", session["payment_intent"], account)
        if intent["status"] == "requires_payment_method":
            payments.cancel(world, account, intent, "automatic")
    session.update(status="expired", url=None)
    world.state.put("checkout.session", account, session)
    world.emit(account, "checkout.session.expired", session)


def _expire(call: Call) -> Json:
    session, _ = current(call.world, call.path["session"], call.account)
    if session["status"] != "open":
        raise invalid(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout '
            f"Session has a status of {session['status']}.",
        )
    _close(call.world, call.account, session)
    return public(session)


def submit(world: World, session: Json, account: str, *, action: str, method: str) -> None:
    """Do what the payer chose on the page: pay, decline, or start a pending payment."""
    intent = _intent(world, session, account)
    if action == "decline":
        why = ("generic_decline", "Your card was declined.")
        payments.decline(world, account, intent, method, why)
        return
    pending = action.startswith("pending")
    if pending:
        outcome = action.removeprefix("pending_")
        payments.start_pending(world, account, intent, method, outcome=outcome)
    else:
        payments.pay(world, account, intent, method)
    session.update(status="complete", payment_status="unpaid" if pending else "paid", url=None)
    world.state.put("checkout.session", account, session)
    world.emit(account, "checkout.session.completed", session)


def settle(world: World, account: str, intent: Json, *, succeeded: bool) -> None:
    """Resolve a pending payment together with the session it came from."""
    payments.settle_pending(world, account, intent, succeeded=succeeded)
    for record in world.state.matching("checkout.session", "payment_intent", str(intent["id"])):
        session = record.body
        session["payment_status"] = "paid" if succeeded else "unpaid"
        world.state.put("checkout.session", account, session)
        outcome = "succeeded" if succeeded else "failed"
        world.emit(account, f"checkout.session.async_payment_{outcome}", session)


def settle_due(world: World) -> bool:
    """Resolve the pending payments whose time has come; tell whether there were any."""
    due = [
        record
        for record in world.state.of_kind("_waiting")
        if record.body["due"] is not None and record.body["due"] <= world.now()
    ]
    for record in due:
        intent = world.get("payment_intent", record.body["id"], record.account)
        settle(world, record.account, intent, succeeded=record.body["outcome"] == "succeeds")
    return bool(due)


def _intent(world: World, session: Json, account: str) -> Json:
    # Since 2022 Stripe makes the payment intent when the payer submits, not with the session.
    if session["payment_intent"] is not None:
        return world.get("payment_intent", session["payment_intent"], account)
    wanted = {
        **session["_intent"],
        "amount": session["amount_total"],
        "currency": session["currency"],
        "customer": session["customer"],
        "payment_method_types": session["payment_method_types"],
    }
    intent = payments.new_intent(world, account, wanted)
    session["payment_intent"] = intent["id"]
    world.state.put("checkout.session", account, session)
    return intent


def _list(call: Call) -> Json:
    intent = call.params.get("payment_intent")
    state = call.world.state
    records = (
        state.newest_first("checkout.session", call.account)
        if intent is None
        else state.matching("checkout.session", "payment_intent", intent)
    )
    return page_of(call, "/v1/checkout/sessions", records, status=call.params.get("status"))


ENDPOINTS = (
    Endpoint("POST", "/v1/checkout/sessions", _create, _FIELDS),
    Endpoint(
        "GET",
        "/v1/checkout/sessions",
        _list,
        {
            **PAGE,
            "payment_intent": TEXT,
            "status": Field(choices=("open", "complete", "expired")),
        },
    ),
    Endpoint(
        "GET",
        "/v1/checkout/sessions/{session}",
        lambda call: public(current(call.world, call.path["session"], call.account)[0]),
        {},
    ),
    Endpoint("POST", "/v1/checkout/sessions/{session}/expire", _expire, {}),
)
