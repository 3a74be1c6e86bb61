"""Customers, events, and the endpoints that hear of events."""

import secrets
from typing import Final
from urllib.parse import urlsplit

from tributary.gateways.stripe.fake.errors import Json, invalid
from tributary.gateways.stripe.fake.params import METADATA, PAGE, TEXT, Field, Kind
from tributary.gateways.stripe.fake.world import (
    Call,
    Endpoint,
    World,
    new_object_id,
    page_of,
    public,
)

_CUSTOMER_FIELDS: Final = {
    "email": TEXT,
    "name": TEXT,
    "phone": TEXT,
    "description": TEXT,
    "metadata": METADATA,
}
_ENDPOINT_FIELDS: Final = {
    "url": Field(required=True),
    "enabled_events": Field(Kind.TEXTS, required=True),
    "api_version": TEXT,
    "connect": Field(Kind.FLAG),
    "description": TEXT,
    "metadata": METADATA,
}


def _create_customer(call: Call) -> Json:
    customer: Json = {
        "id": new_object_id("cus"),
        "object": "customer",
        "balance": 0,
        "created": call.world.now(),
        "currency": None,
        "delinquent": False,
        "livemode": False,
        **dict.fromkeys(("email", "name", "phone", "description")),
        "metadata": {},
        **{name: value for name, value in call.params.items() if name != "expand"},
    }
    call.world.state.put("customer", call.account, customer)
    call.world.emit(call.account, "customer.created", customer)
    return public(customer)


def _list_customers(call: Call) -> Json:
    email = call.params.get("email")
    state = call.world.state
    records = (
        state.newest_first("customer", call.account)
        if email is None
        else state.matching("customer", "email", email)
    )
    return page_of(call, "/v1/customers", records)


def _list_events(call: Call) -> Json:
    names = call.params.get("types") or [name for name in [call.params.get("type")] if name]
    records = (
        record
        for record in call.world.state.newest_first("event", call.account)
        if not names or any(_named(record.body["type"], name) for name in names)
    )
    return page_of(call, "/v1/events", records)


def _named(event_type: str, pattern: str) -> bool:
    return event_type == pattern or (
        pattern.endswith(".*") and event_type.startswith(pattern.removesuffix("*"))
    )


def new_webhook_endpoint(
    world: World, account: str, *, url: str, secret: str, events: list[str], connect: bool = False
) -> Json:
    """Register an endpoint; its secret is shown once, when it is made."""
    if urlsplit(url).scheme not in {"http", "https"}:
        raise invalid(
            "Invalid URL: An explicit scheme (such as https) must be provided.", param="url"
        )
    endpoint: Json = {
        "id": new_object_id("we"),
        "object": "webhook_endpoint",
        "api_version": None,
        "application": None,
        "created": world.now(),
        "description": None,
        "enabled_events": events,
        "livemode": False,
        "metadata": {},
        "status": "enabled",
        "url": url,
        "_connect": connect,
        "_secret": secret,
    }
    return world.state.put("webhook_endpoint", account, endpoint)


def _create_endpoint(call: Call) -> Json:
    wanted = call.params
    endpoint = new_webhook_endpoint(
        call.world,
        call.account,
        url=wanted["url"],
        secret=f"whsec_{secrets.token_hex(16)}",
        events=wanted["enabled_events"],
        connect=wanted.get("connect", False),
    )
    endpoint.update(
        api_version=wanted.get("api_version"),
        description=wanted.get("description"),
        metadata=wanted.get("metadata", {}),
    )
    return {**public(endpoint), "secret": endpoint["_secret"]}


def _get_endpoint(call: Call) -> Json:
    return call.world.get("webhook_endpoint", call.path["endpoint"], call.account)


def _delete_endpoint(call: Call) -> Json:
    endpoint = _get_endpoint(call)
    call.world.state.drop("webhook_endpoint", endpoint["id"])
    return {"id": endpoint["id"], "object": "webhook_endpoint", "deleted": True}


def _list_endpoints(call: Call) -> Json:
    records = call.world.state.newest_first("webhook_endpoint", call.account)
    return page_of(call, "/v1/webhook_endpoints", records)


ENDPOINTS = (
    Endpoint("POST", "/v1/customers", _create_customer, _CUSTOMER_FIELDS),
    Endpoint("GET", "/v1/customers", _list_customers, {**PAGE, "email": TEXT}),
    Endpoint(
        "GET",
        "/v1/customers/{customer}",
        lambda call: public(call.world.get("customer", call.path["customer"], call.account)),
        {},
    ),
    Endpoint("GET", "/v1/events", _list_events, {**PAGE, "type": TEXT, "types": Field(Kind.TEXTS)}),
    Endpoint(
        "GET",
        "/v1/events/{id}",
        lambda call: public(call.world.get("event", call.path["id"], call.account)),
        {},
    ),
    Endpoint("POST", "/v1/webhook_endpoints", _create_endpoint, _ENDPOINT_FIELDS),
    Endpoint("GET", "/v1/webhook_endpoints", _list_endpoints, PAGE),
    Endpoint(
        "GET",
        "/v1/webhook_endpoints/{endpoint}",
        lambda call: public(_get_endpoint(call)),
        {},
    ),
    Endpoint("DELETE", "/v1/webhook_endpoints/{endpoint}", _delete_endpoint, {}),
)
