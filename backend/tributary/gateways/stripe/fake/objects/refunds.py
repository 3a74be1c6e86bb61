"""Refunds: never more than was charged."""

from typing import Final

from tributary.gateways.stripe.amounts import from_stripe
from tributary.gateways.stripe.fake import balances
from tributary.gateways.stripe.fake.errors import Json, invalid
from tributary.gateways.stripe.fake.params import AMOUNT, METADATA, PAGE, TEXT, Field
from tributary.gateways.stripe.fake.world import (
    Call,
    Endpoint,
    World,
    new_object_id,
    page_of,
    public,
)

_FIELDS: Final = {
    "amount": AMOUNT,
    "charge": TEXT,
    "payment_intent": TEXT,
    "reason": Field(choices=("duplicate", "fraudulent", "requested_by_customer")),
    "metadata": METADATA,
}


def _create(call: Call) -> Json:
    world, wanted = call.world, call.params
    charge = _charge(call)
    left = charge["amount"] - charge["amount_refunded"]
    amount = wanted.get("amount", left)
    _require_refundable(charge, amount, left)
    refund: Json = {
        "id": new_object_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": world.now(),
        "currency": charge["currency"],
        "metadata": wanted.get("metadata", {}),
        "payment_intent": charge["payment_intent"],
        "reason": wanted.get("reason"),
        "receipt_number": None,
        "status": "succeeded",
    }
    refund["balance_transaction"] = balances.book(
        world,
        call.account,
        kind="refund",
        amount=-amount,
        currency=charge["currency"],
        source=refund["id"],
    )
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    world.state.put("charge", call.account, charge)
    world.state.put("refund", call.account, refund)
    world.emit(call.account, "refund.created", refund)
    world.emit(call.account, "charge.refunded", charge)
    return public(refund)


def _charge(call: Call) -> Json:
    wanted = call.params
    if ("charge" in wanted) == ("payment_intent" in wanted):
        message = (
            "One of the following params should be provided for this request: "
            "payment_intent or charge."
        )
        raise invalid(message)
    if "charge" in wanted:
        return call.world.get("charge", wanted["charge"], call.account, param="charge")
    intent = call.world.get(
        "payment_intent", wanted["payment_intent"], call.account, param="payment_intent"
    )
    if intent["status"] != "succeeded":
        raise invalid(
            f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund.",
            param="payment_intent",
        )
    return call.world.get("charge", intent["latest_charge"], call.account, param="charge")


def _require_refundable(charge: Json, amount: int, left: int) -> None:
    if charge["status"] != "succeeded":
        raise invalid(f"Charge {charge['id']} is not paid and cannot be refunded.", param="charge")
    if left == 0:
        message = f"Charge {charge['id']} has already been refunded."
        raise invalid(message, code="charge_already_refunded")
    if amount > left:
        of = "unrefunded amount on charge" if charge["amount_refunded"] else "charge amount"
        asked, free = (_shown(figure, charge["currency"]) for figure in (amount, left))
        raise invalid(f"Refund amount ({asked}) is greater than {of} ({free})", param="amount")


def _shown(amount: int, currency: str) -> str:
    text = from_stripe(amount, currency)
    return f"${text.decimal}" if currency == "usd" else str(text)


def fail(world: World, refund: Json, account: str) -> None:
    """Let a refund bounce back, as banks do days later."""
    if refund["status"] != "succeeded":
        raise invalid(f"Refund {refund['id']} is {refund['status']}.")
    refund.update(status="failed", failure_reason="expired_or_canceled_card")
    refund["failure_balance_transaction"] = balances.book(
        world,
        account,
        kind="refund_failure",
        amount=refund["amount"],
        currency=refund["currency"],
        source=refund["id"],
    )
    charge = world.get("charge", refund["charge"], account)
    charge["amount_refunded"] -= refund["amount"]
    charge["refunded"] = False
    world.state.put("charge", account, charge)
    world.state.put("refund", account, refund)
    world.emit(account, "refund.failed", refund)
    world.emit(account, "charge.refund.updated", refund)


def _list(call: Call) -> Json:
    state = call.world.state
    for field in ("payment_intent", "charge"):
        if field in call.params:
            return page_of(call, "/v1/refunds", state.matching("refund", field, call.params[field]))
    return page_of(call, "/v1/refunds", state.newest_first("refund", call.account))


ENDPOINTS = (
    Endpoint("POST", "/v1/refunds", _create, _FIELDS),
    Endpoint("GET", "/v1/refunds", _list, {**PAGE, "charge": TEXT, "payment_intent": TEXT}),
    Endpoint(
        "GET",
        "/v1/refunds/{refund}",
        lambda call: public(
            call.world.get("refund", call.path["refund"], call.account, param="refund")
        ),
        {},
    ),
)
