"""Transfers to connected accounts, their reversals, and payouts to banks."""

from typing import Final

from tributary.gateways.stripe.amounts import Use, stripe_step
from tributary.gateways.stripe.fake import balances
from tributary.gateways.stripe.fake.errors import Json, invalid, no_such
from tributary.gateways.stripe.fake.objects.accounts import owned
from tributary.gateways.stripe.fake.params import (
    AMOUNT,
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

_REQUIRED_AMOUNT: Final = Field(Kind.WHOLE, required=True, least=1)
_TRANSFER_FIELDS: Final = {
    "amount": _REQUIRED_AMOUNT,
    "currency": CURRENCY,
    "destination": Field(required=True),
    "description": TEXT,
    "metadata": METADATA,
    "transfer_group": TEXT,
}
# Self-serve cross-border transfers exist inside this region only.
_REGION_CODES: Final = (
    "US CA GB CH AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO "
    "SE SI SK"
)
_REGION: Final = frozenset(_REGION_CODES.split())
_DAY_SECONDS: Final = 86_400


def _create(call: Call) -> Json:
    world, wanted = call.world, call.params
    destination = owned(world, wanted["destination"], call.account, param="destination")
    _require_transferable(call, destination)
    amount, currency = wanted["amount"], wanted["currency"]
    balances.require_available(world, call.account, currency, amount)
    transfer_id = new_object_id("tr")
    payment = _destination_payment(world, destination["id"], transfer_id, amount, currency)
    transfer: Json = {
        "id": transfer_id,
        "object": "transfer",
        "amount": amount,
        "amount_reversed": 0,
        "balance_transaction": balances.book(
            world,
            call.account,
            kind="transfer",
            amount=-amount,
            currency=currency,
            source=transfer_id,
        ),
        "created": world.now(),
        "currency": currency,
        "description": wanted.get("description"),
        "destination": destination["id"],
        "destination_payment": payment["id"],
        "livemode": False,
        "metadata": wanted.get("metadata", {}),
        "reversals": {
            "object": "list",
            "data": [],
            "has_more": False,
            "total_count": 0,
            "url": f"/v1/transfers/{transfer_id}/reversals",
        },
        "reversed": False,
        "source_transaction": None,
        "source_type": "card",
        "transfer_group": wanted.get("transfer_group"),
    }
    world.state.put("transfer", call.account, transfer)
    world.emit(call.account, "transfer.created", transfer)
    return public(transfer)


def _require_transferable(call: Call, destination: Json) -> None:
    ours, theirs = call.world.settings.country, destination["country"]
    if ours != theirs and not {ours, theirs} <= _REGION:
        raise invalid(
            "Funds can't be sent to accounts located in "
            f"{theirs} when the platform account is in {ours}.",
            code="transfers_not_allowed",
            param="destination",
        )
    if destination["capabilities"].get("transfers") != "active":
        raise invalid(
            "Your destination account needs to have at least one of the following capabilities "
            "enabled: transfers, crypto_transfers, legacy_payments",
            code="insufficient_capabilities_for_transfer",
            param="destination",
        )


def _destination_payment(
    world: World, account: str, transfer_id: str, amount: int, currency: str
) -> Json:
    payment: Json = {
        "id": new_object_id("py"),
        "object": "charge",
        "amount": amount,
        "amount_captured": amount,
        "amount_refunded": 0,
        "billing_details": {"address": None, "email": None, "name": None, "phone": None},
        "captured": True,
        "created": world.now(),
        "currency": currency,
        "disputed": False,
        "livemode": False,
        "metadata": {},
        "paid": True,
        "payment_intent": None,
        "refunded": False,
        "source_transfer": transfer_id,
        "status": "succeeded",
    }
    payment["balance_transaction"] = balances.book(
        world, account, kind="payment", amount=amount, currency=currency, source=payment["id"]
    )
    return world.state.put("charge", account, payment)


def _get(call: Call) -> Json:
    return call.world.get("transfer", call.path["transfer"], call.account, param="transfer")


def _list(call: Call) -> Json:
    group = call.params.get("transfer_group")
    destination = call.params.get("destination")
    state = call.world.state
    if group is not None:
        records = state.matching("transfer", "transfer_group", group)
    elif destination is not None:
        records = state.matching("transfer", "destination", destination)
    else:
        records = state.newest_first("transfer", call.account)
    return page_of(call, "/v1/transfers", records, destination=destination)


def _reverse(call: Call) -> Json:
    world, transfer = call.world, _get(call)
    left = transfer["amount"] - transfer["amount_reversed"]
    amount = call.params.get("amount", left)
    if amount > left or left == 0:
        raise invalid(
            f"Transfer {transfer['id']} has {left} left to reverse; {amount} is more.",
            param="amount",
        )
    currency, destination = transfer["currency"], transfer["destination"]
    balances.require_available(world, destination, currency, amount)
    reversal: Json = {
        "id": new_object_id("trr"),
        "object": "transfer_reversal",
        "amount": amount,
        "created": world.now(),
        "currency": currency,
        "destination_payment_refund": None,
        "metadata": call.params.get("metadata", {}),
        "source_refund": None,
        "transfer": transfer["id"],
    }
    source = str(reversal["id"])
    reversal["balance_transaction"] = balances.book(
        world,
        call.account,
        kind="transfer_refund",
        amount=amount,
        currency=currency,
        source=source,
    )
    balances.book(
        world,
        destination,
        kind="payment_refund",
        amount=-amount,
        currency=currency,
        source=source,
    )
    transfer["amount_reversed"] += amount
    transfer["reversed"] = transfer["amount_reversed"] == transfer["amount"]
    transfer["reversals"]["data"].insert(0, reversal)
    transfer["reversals"]["total_count"] += 1
    world.state.put("transfer", call.account, transfer)
    world.state.put("transfer_reversal", call.account, reversal)
    world.emit(call.account, "transfer.reversed", transfer)
    return public(reversal)


def _list_reversals(call: Call) -> Json:
    transfer = _get(call)
    records = call.world.state.matching("transfer_reversal", "transfer", transfer["id"])
    return page_of(call, transfer["reversals"]["url"], records)


def _create_payout(call: Call) -> Json:
    world, wanted = call.world, call.params
    amount, currency = wanted["amount"], wanted["currency"]
    step = stripe_step(currency.upper(), Use.PAYOUT)
    if amount % step:
        raise invalid(
            f"Invalid payout amount: must be divisible by {step} in {currency}.",
            code="parameter_invalid_integer",
            param="amount",
        )
    balances.require_available(world, call.account, currency, amount)
    payout_id = new_object_id("po")
    payout: Json = {
        "id": payout_id,
        "object": "payout",
        "amount": amount,
        "arrival_date": world.now() + _DAY_SECONDS,
        "automatic": False,
        "balance_transaction": balances.book(
            world,
            call.account,
            kind="payout",
            amount=-amount,
            currency=currency,
            source=payout_id,
        ),
        "created": world.now(),
        "currency": currency,
        "description": wanted.get("description"),
        "destination": None,
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "livemode": False,
        "metadata": wanted.get("metadata", {}),
        "method": wanted.get("method", "standard"),
        "source_type": "card",
        "status": "pending",
        "type": "bank_account",
    }
    world.state.put("payout", call.account, payout)
    world.emit(call.account, "payout.created", payout)
    return public(payout)


def settle_payout(world: World, payout_id: str, *, paid: bool) -> Json:
    """Let a payout arrive at the bank, or come back."""
    record = world.state.find("payout", payout_id)
    if record is None:
        raise no_such("payout", payout_id)
    payout = record.body
    if payout["status"] != "pending":
        raise invalid(f"Payout {payout_id} is {payout['status']}.")
    payout["status"] = "paid" if paid else "failed"
    if not paid:
        payout["failure_code"] = "account_closed"
        payout["failure_message"] = "The bank account has been closed."
        payout["failure_balance_transaction"] = balances.book(
            world,
            record.account,
            kind="payout_failure",
            amount=payout["amount"],
            currency=payout["currency"],
            source=payout_id,
        )
    world.state.put("payout", record.account, payout)
    world.emit(record.account, f"payout.{payout['status']}", payout)
    return public(payout)


def _list_payouts(call: Call) -> Json:
    records = call.world.state.newest_first("payout", call.account)
    return page_of(call, "/v1/payouts", records, status=call.params.get("status"))


ENDPOINTS = (
    Endpoint("POST", "/v1/transfers", _create, _TRANSFER_FIELDS),
    Endpoint("GET", "/v1/transfers", _list, {**PAGE, "destination": TEXT, "transfer_group": TEXT}),
    Endpoint("GET", "/v1/transfers/{transfer}", lambda call: public(_get(call)), {}),
    Endpoint(
        "POST",
        "/v1/transfers/{transfer}/reversals",
        _reverse,
        {"amount": AMOUNT, "description": TEXT, "metadata": METADATA},
    ),
    Endpoint("GET", "/v1/transfers/{transfer}/reversals", _list_reversals, PAGE),
    Endpoint(
        "POST",
        "/v1/payouts",
        _create_payout,
        {
            "amount": _REQUIRED_AMOUNT,
            "currency": CURRENCY,
            "description": TEXT,
            "metadata": METADATA,
            "method": Field(choices=("standard", "instant")),
        },
    ),
    Endpoint("GET", "/v1/payouts", _list_payouts, {**PAGE, "status": TEXT}),
    Endpoint(
        "GET",
        "/v1/payouts/{payout}",
        lambda call: public(
            call.world.get("payout", call.path["payout"], call.account, param="payout")
        ),
        {},
    ),
)
