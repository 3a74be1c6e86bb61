"""Balances of accounts, and the balance transactions that explain them."""

from tributary.gateways.stripe.fake.errors import Json, invalid
from tributary.gateways.stripe.fake.params import PAGE, TEXT
from tributary.gateways.stripe.fake.world import (
    Call,
    Endpoint,
    World,
    new_object_id,
    page_of,
    public,
)

_CATEGORIES = {"payment": "charge", "transfer_refund": "transfer_reversal"}


def fee_on(world: World, amount: int) -> int:
    """Return the provider's fee on a charge, rounded half up."""
    return (amount * world.settings.fee_ppm + 500_000) // 1_000_000 + world.settings.fee_fixed_minor


def book(
    world: World,
    account: str,
    *,
    kind: str,
    amount: int,
    currency: str,
    source: str,
    fee: int = 0,
    delay_seconds: int = 0,
) -> str:
    """Record a movement of an account's balance and return the id of its transaction."""
    now = world.now()
    fee_row = {
        "amount": fee,
        "application": None,
        "currency": currency,
        "description": "Stripe processing fees",
        "type": "stripe_fee",
    }
    transaction: Json = {
        "id": new_object_id("txn"),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": now + delay_seconds,
        "balance_type": "payments",
        "created": now,
        "currency": currency,
        "description": None,
        "exchange_rate": None,
        "fee": fee,
        "fee_details": [fee_row] if fee else [],
        "net": amount - fee,
        "reporting_category": _CATEGORIES.get(kind, kind),
        "source": source,
        "status": "pending" if delay_seconds else "available",
        "type": kind,
    }
    balance = _balance(world, account, currency)
    if delay_seconds:
        balance["waiting"].append([now + delay_seconds, transaction["id"]])
    else:
        balance["available"] += amount - fee
    world.state.put("_balance", account, balance)
    world.state.put("balance_transaction", account, transaction)
    return str(transaction["id"])


def available(world: World, account: str, currency: str) -> int:
    """Return what an account can spend now."""
    return int(_balance(world, account, currency)["available"])


def _balance(world: World, account: str, currency: str) -> Json:
    key = f"{account}:{currency}"
    record = world.state.find("_balance", key)
    if record is None:
        return {"id": key, "currency": currency, "available": 0, "waiting": []}
    balance = record.body
    due = [row for row in balance["waiting"] if row[0] <= world.now()]
    if due:
        balance["waiting"] = [row for row in balance["waiting"] if row not in due]
        for _, transaction_id in due:
            transaction = world.get("balance_transaction", transaction_id, account)
            transaction["status"] = "available"
            balance["available"] += transaction["net"]
            world.state.put("balance_transaction", account, transaction)
        world.state.put("_balance", account, balance)
    return balance


def _retrieve(call: Call) -> Json:
    rows: dict[str, list[Json]] = {"available": [], "pending": []}
    known = call.world.state.oldest_first("_balance", call.account)
    for code in [record.body["currency"] for record in known] or ["usd"]:
        balance = _balance(call.world, call.account, code)
        pending = sum(
            call.world.get("balance_transaction", transaction_id, call.account)["net"]
            for _, transaction_id in balance["waiting"]
        )
        for name, amount in (("available", balance["available"]), ("pending", pending)):
            row = {"amount": amount, "currency": code, "source_types": {"card": amount}}
            rows[name].append(row)
    return {"object": "balance", **rows, "livemode": False}


def _list_transactions(call: Call) -> Json:
    source = call.params.get("source")
    state = call.world.state
    records = (
        state.newest_first("balance_transaction", call.account)
        if source is None
        else state.matching("balance_transaction", "source", source)
    )
    return page_of(
        call,
        "/v1/balance_transactions",
        records,
        type=call.params.get("type"),
        currency=call.params.get("currency"),
    )


def _retrieve_transaction(call: Call) -> Json:
    return public(call.world.get("balance_transaction", call.path["id"], call.account))


def require_available(world: World, account: str, currency: str, amount: int) -> None:
    """Raise `balance_insufficient` unless an account can spend an amount."""
    if available(world, account, currency) < amount:
        raise invalid(
            "You have insufficient available funds in your Stripe account. Try adding funds "
            "directly to your available balance by creating Charges using the 4000000000000077 "
            "test card. See: https://stripe.com/docs/testing#available-balance",
            code="balance_insufficient",
        )


ENDPOINTS = (
    Endpoint("GET", "/v1/balance", _retrieve, {}),
    Endpoint(
        "GET",
        "/v1/balance_transactions",
        _list_transactions,
        {**PAGE, "type": TEXT, "currency": TEXT, "source": TEXT},
    ),
    Endpoint("GET", "/v1/balance_transactions/{id}", _retrieve_transaction, {}),
)
