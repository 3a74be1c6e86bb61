"""Connected accounts: who can be paid, and where they are."""

from typing import Final

from tributary.gateways.stripe.fake.errors import Json, invalid, no_such
from tributary.gateways.stripe.fake.params import METADATA, TEXT, Field, Kind
from tributary.gateways.stripe.fake.world import Call, Endpoint, World, new_object_id, public

_LINK_LIFE_SECONDS: Final = 300
_CAPABILITY: Final = Field(Kind.GROUP, fields={"requested": Field(Kind.FLAG)})
_CHOICE: Final = Field(Kind.GROUP, fields={"type": TEXT, "payer": TEXT, "payments": TEXT})
_FIELDS: Final = {
    "type": Field(choices=("custom", "express", "standard")),
    "country": TEXT,
    "email": TEXT,
    "business_type": TEXT,
    "default_currency": TEXT,
    "capabilities": Field(
        Kind.GROUP, fields={"card_payments": _CAPABILITY, "transfers": _CAPABILITY}
    ),
    "controller": Field(
        Kind.GROUP,
        fields={
            "fees": _CHOICE,
            "losses": _CHOICE,
            "requirement_collection": TEXT,
            "stripe_dashboard": _CHOICE,
        },
    ),
    "tos_acceptance": Field(Kind.GROUP, fields={"service_agreement": TEXT}),
    "metadata": METADATA,
}


def _create(call: Call) -> Json:
    world, wanted = call.world, call.params
    country = wanted.get("country", world.settings.country)
    if len(country) != len("US") or not country.isalpha() or not country.isupper():
        message = (
            f"Country '{country}' is unknown. Try using a 2-character alphanumeric country code "
            "instead, such as 'US', 'EG', or 'GB'."
        )
        raise invalid(message, code="country_unsupported", param="country")
    requested = [
        name
        for name, choice in wanted.get("capabilities", {}).items()
        if choice.get("requested", False)
    ]
    account: Json = {
        "id": new_object_id("acct"),
        "object": "account",
        "business_type": wanted.get("business_type"),
        "capabilities": dict.fromkeys(requested, "active"),
        "charges_enabled": "card_payments" in requested,
        "country": country,
        "created": world.now(),
        "default_currency": wanted.get("default_currency", "usd"),
        "details_submitted": True,
        "email": wanted.get("email"),
        "metadata": wanted.get("metadata", {}),
        "payouts_enabled": "transfers" in requested,
        "requirements": {"currently_due": [], "disabled_reason": None, "past_due": []},
        "type": wanted.get("type", "standard"),
    }
    world.state.put("account", call.account, account)
    return public(account)


def owned(world: World, account_id: str, platform: str, *, param: str) -> Json:
    """Return an account connected to a platform."""
    record = world.state.find("account", account_id)
    if record is None or record.account != platform:
        raise no_such("account", account_id, param=param)
    return record.body


def set_transfers(world: World, account_id: str, platform: str, state: str) -> Json:
    """Change whether an account may receive transfers, as a review would."""
    account = owned(world, account_id, platform, param="id")
    account["capabilities"]["transfers"] = state
    account["payouts_enabled"] = state == "active"
    world.state.put("account", platform, account)
    world.emit(account_id, "account.updated", account)
    return public(account)


def _create_link(call: Call) -> Json:
    account = owned(call.world, call.params["account"], call.account, param="account")
    now = call.world.now()
    return {
        "object": "account_link",
        "created": now,
        "expires_at": now + _LINK_LIFE_SECONDS,
        "url": f"{call.world.settings.public_url}/setup/{account['id']}",
    }


ENDPOINTS = (
    Endpoint("POST", "/v1/accounts", _create, _FIELDS),
    Endpoint(
        "GET",
        "/v1/accounts/{account}",
        lambda call: public(owned(call.world, call.path["account"], call.account, param="account")),
        {},
    ),
    Endpoint(
        "POST",
        "/v1/account_links",
        _create_link,
        {
            "account": Field(required=True),
            "type": Field(required=True, choices=("account_onboarding", "account_update")),
            "refresh_url": TEXT,
            "return_url": TEXT,
        },
    ),
)
