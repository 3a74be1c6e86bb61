"""What every endpoint of the fake works on: state, time, events and the call at hand."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, cast

import orjson

from tributary.gateways.stripe.fake.errors import Json, invalid, no_such
from tributary.gateways.stripe.fake.params import PAGE_DEFAULT, PAGE_MAX, Field
from tributary.gateways.stripe.fake.settings import FakeStripeSettings
from tributary.gateways.stripe.fake.state import Record, State
from tributary.kernel import Clock

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_KIND_BY_PREFIX: Final = {
    "acct": "account",
    "ch": "charge",
    "cs": "checkout.session",
    "cus": "customer",
    "pi": "payment_intent",
    "po": "payout",
    "py": "charge",
    "re": "refund",
    "tr": "transfer",
    "trr": "transfer_reversal",
    "txn": "balance_transaction",
}


class World:
    """The fake's state and clock, and the events that follow from what happens in it."""

    def __init__(self, settings: FakeStripeSettings, state: State, clock: Clock) -> None:
        self.settings = settings
        self.state = state
        self._clock = clock
        self.request_id: str | None = None
        """The API request being executed, for the events it causes."""
        self.idempotency_key: str | None = None
        self.api_version = ""
        self.wake: Callable[[], None] = lambda: None
        """Called when there is something new to deliver."""
        self._owes_more = False

    def now_ms(self) -> int:
        """Return milliseconds since 1970, including what the control API has advanced."""
        offset = self.state.find("_clock", "offset")
        passed = self._clock() - _EPOCH
        return passed // timedelta(milliseconds=1) + (0 if offset is None else offset.body["ms"])

    def now(self) -> int:
        """Return seconds since 1970, the way Stripe writes instants."""
        return self.now_ms() // 1000

    def advance(self, seconds: int) -> None:
        """Let time pass."""
        offset = self.state.find("_clock", "offset")
        total = (0 if offset is None else offset.body["ms"]) + seconds * 1000
        self.state.put("_clock", "", {"id": "offset", "ms": total})

    def get(self, kind: str, object_id: str, account: str, *, param: str = "id") -> Json:
        """Return an object of an account, or raise Stripe's `resource_missing`."""
        record = self.state.find(kind, object_id)
        if record is None or record.account != account:
            raise no_such(kind, object_id, param=param)
        return record.body

    def emit(self, account: str, event_type: str, body: Json) -> None:
        """Record an event with the object as it is now, and owe it to the endpoints."""
        endpoints = [
            endpoint
            for endpoint in self.state.of_kind("webhook_endpoint")
            if endpoint.body["status"] == "enabled"
            and self._listens(endpoint, account)
            and {"*", event_type} & set(endpoint.body["enabled_events"])
        ]
        event: Json = {
            "id": new_object_id("evt"),
            "object": "event",
            "api_version": self.api_version,
            "created": self.now(),
            "data": {"object": orjson.loads(orjson.dumps(public(body)))},
            "livemode": False,
            "pending_webhooks": len(endpoints),
            "request": {"id": self.request_id, "idempotency_key": self.idempotency_key},
            "type": event_type,
        }
        if account not in self.settings.secret_keys.values():
            event["account"] = account
        self.state.put("event", account, event)
        for endpoint in endpoints:
            self.owe(event["id"], str(endpoint.body["id"]), endpoint.account)

    def owe(self, event_id: str, endpoint_id: str, account: str) -> None:
        """Put one delivery of an event in the queue."""
        delivery: Json = {
            "id": new_object_id("del"),
            "event": event_id,
            "endpoint": endpoint_id,
            "attempts": 0,
            "due_ms": self.now_ms(),
        }
        self.state.put("_delivery", account, delivery)
        self._owes_more = True

    def commit(self) -> None:
        """Make what happened durable, then let the deliveries go."""
        self.state.commit()
        if self._owes_more:
            self._owes_more = False
            self.wake()

    def _listens(self, endpoint: Record, account: str) -> bool:
        if endpoint.body.get("_connect"):
            connected = self.state.find("account", account)
            return connected is not None and connected.account == endpoint.account
        return endpoint.account == account


@dataclass(frozen=True, slots=True)
class Call:
    """One API call: who calls, on which object, with which checked parameters."""

    world: World
    account: str
    path: Mapping[str, str]
    params: Json


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One operation of the API."""

    method: str
    path: str
    execute: Callable[[Call], Json]
    fields: Mapping[str, Field]


def new_object_id(prefix: str) -> str:
    """Return a new id the way Stripe writes them."""
    return f"{prefix}_{secrets.token_hex(12)}"


def public(body: Json) -> Json:
    """Return an object without what only the fake knows."""
    return {name: value for name, value in body.items() if not name.startswith("_")}


def page_of(call: Call, url: str, records: Iterable[Record], **filters: object) -> Json:
    """Return one page of a list, the newest first."""
    wanted = {name: value for name, value in filters.items() if value is not None}
    limit = call.params.get("limit", PAGE_DEFAULT)
    if not 1 <= limit <= PAGE_MAX:
        raise invalid(
            f"This value must be less than or equal to {PAGE_MAX} and at least 1.",
            code="parameter_invalid_integer",
            param="limit",
        )
    matching = [
        record
        for record in records
        if record.account == call.account
        and all(record.body.get(name) == value for name, value in wanted.items())
        and _within(record.body.get("created", 0), call.params.get("created"))
    ]
    rows, has_more = _cut(call, matching, limit)
    return {
        "object": "list",
        "data": [public(record.body) for record in rows],
        "has_more": has_more,
        "url": url,
    }


def _cut(call: Call, matching: list[Record], limit: int) -> tuple[list[Record], bool]:
    after = call.params.get("starting_after")
    before = call.params.get("ending_before")
    if after is not None:
        position = _position(matching, after, "starting_after")
        matching = matching[position + 1 :]
    if before is not None:
        matching = matching[: _position(matching, before, "ending_before")]
        return matching[-limit:], len(matching) > limit
    return matching[:limit], len(matching) > limit


def _position(records: list[Record], object_id: str, param: str) -> int:
    for position, record in enumerate(records):
        if record.body["id"] == object_id:
            return position
    raise no_such("object", object_id, param=param)


def _within(created: int, bounds: Mapping[str, int] | None) -> bool:
    if not bounds:
        return True
    return (
        created > bounds.get("gt", created - 1)
        and created >= bounds.get("gte", created)
        and created < bounds.get("lt", created + 1)
        and created <= bounds.get("lte", created)
    )


def expanded(world: World, body: Json, paths: Iterable[str]) -> Json:
    """Return a copy of an answer in which the named ids are replaced by their objects."""
    copy: Json = orjson.loads(orjson.dumps(body))
    for path in paths:
        _expand(world, copy, path.split("."), path)
    return copy


def _expand(world: World, node: Json, steps: list[str], path: str) -> None:
    first, rest = steps[0], steps[1:]
    if first not in node:
        raise invalid(f"This property cannot be expanded ({path}).", param="expand[]")
    below: object = node[first]
    if isinstance(below, str):
        record = world.state.find(_KIND_BY_PREFIX.get(below.split("_")[0], ""), below)
        if record is None:
            raise invalid(f"This property cannot be expanded ({path}).", param="expand[]")
        below = node[first] = orjson.loads(orjson.dumps(public(record.body)))
    if rest and isinstance(below, list):
        for row in cast("list[Json]", below):
            _expand(world, row, rest, path)
    elif rest and isinstance(below, dict):
        _expand(world, cast("Json", below), rest, path)
