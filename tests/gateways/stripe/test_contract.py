"""The calls we make and the answers we read, against Stripe's own description of its API.

The samples describe version 2022-04-12, our SDK speaks a newer one. Where they differ for what
we use, the difference is listed here and nothing else may differ.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

from tests.gateways.stripe.running import Json, RunningFake
from tributary.gateways.stripe import StripeGateway
from tributary.gateways.stripe.fake.params import Raw, parse_form
from tributary.kernel import Money, new_id, system_clock

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "stripe"
SPECIFICATION = SAMPLES / "openapi" / "spec3-2022-04-12.json"

NEWER_REQUIRED = {
    # Since 2022-11-15 a charge lists its refunds only when they are expanded.
    "charge": {"refunds"},
}
"""What 2022 always answered and the newer API does not."""

needs_samples = pytest.mark.skipif(
    not SPECIFICATION.exists(), reason="the shared Stripe samples are not beside the project"
)


@dataclass
class Recorder(httpx.AsyncHTTPTransport):
    exchanges: list[tuple[str, str, Raw, Json]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await super().handle_async_request(request)
        body = await answer.aread()
        sent = request.url.query if request.method == "GET" else request.content
        form = parse_form(sent.decode())
        self.exchanges.append((request.method.lower(), request.url.path, form, json.loads(body)))
        return httpx.Response(answer.status_code, headers=answer.headers, content=body)


@cache
def specification() -> Json:
    read: Json = json.loads(SPECIFICATION.read_text())
    return read


@cache
def plain_schemas() -> Json:
    """The response schemas as JSON Schema: `nullable` becomes a type, required is relaxed."""
    schemas = specification()["components"]["schemas"]
    return {
        "components": {"schemas": {name: plain(schema, name) for name, schema in schemas.items()}}
    }


def plain(node: Any, name: str = "") -> Any:  # noqa: ANN401
    if isinstance(node, list):
        return [plain(item) for item in node]
    if not isinstance(node, dict):
        return node
    copy = {key: plain(value) for key, value in node.items() if not key.startswith("x-")}
    if name in NEWER_REQUIRED:
        copy["required"] = [key for key in copy["required"] if key not in NEWER_REQUIRED[name]]
    if copy.pop("nullable", None) is True:
        return {"anyOf": [copy, {"type": "null"}]}
    return copy


def operation(method: str, path: str) -> Json:
    steps = path.split("/")
    exact = specification()["paths"].get(path, {}).get(method)
    if exact is not None:
        known: Json = exact
        return known
    for pattern, methods in specification()["paths"].items():
        parts = pattern.split("/")
        fits = len(parts) == len(steps) and all(
            part.startswith("{") or part == step for part, step in zip(parts, steps, strict=True)
        )
        if fits and method in methods:
            found: Json = methods[method]
            return found
    pytest.fail(f"{method} {path} is not described")


def parameters_of(described: Json, method: str) -> Json:
    if method == "get":
        return {row["name"]: row["schema"] for row in described["parameters"]}
    content = described["requestBody"]["content"]["application/x-www-form-urlencoded"]
    properties: Json = content["schema"]["properties"]
    return properties


def undescribed(form: Raw, properties: Json, prefix: str = "") -> Iterator[str]:
    for name, value in form.items():
        schema = properties.get(name)
        if schema is None:
            yield f"{prefix}{name}"
            continue
        if not isinstance(value, str):
            yield from undescribed_below(value, schema, f"{prefix}{name}.")


def undescribed_below(value: Raw, schema: Json, prefix: str) -> Iterator[str]:
    choices = schema.get("anyOf", [schema])
    for choice in choices:
        if choice.get("type") == "array":
            for item in value.values():
                if not isinstance(item, str):
                    yield from undescribed(item, choice["items"].get("properties", {}), prefix)
            return
        if "properties" in choice:
            yield from undescribed(value, choice["properties"], prefix)
            return
    # A free mapping, such as metadata.


async def use_everything(fake: RunningFake, gateway: StripeGateway) -> None:
    amount, group = Money.of("50.00", "USD"), str(new_id())
    session = await gateway.create_checkout(
        reference="link",
        amount=amount,
        description="Statement",
        success_url="http://127.0.0.1/done",
        cancel_url="http://127.0.0.1/back",
        expires_at=system_clock() + timedelta(hours=1),
        locale="zh-CN",
        idempotency_key=str(new_id()),
    )
    fake.submit(session.session_id, "pay")
    await gateway.expire_checkout(session.session_id)
    payment_id = (await gateway.retrieve_checkout(session.session_id)).payment_intent_id or ""
    await gateway.payment_state(payment_id)
    refund = await gateway.refund(
        payment_id=payment_id, amount=amount, reference="refund", idempotency_key=str(new_id())
    )
    await gateway.retrieve_refund(refund.refund_id)
    await gateway.find_refund(payment_id=payment_id, reference="refund")
    payee = await gateway.create_account(
        reference="payee", country="US", email="a@example.com", idempotency_key=str(new_id())
    )
    await gateway.transfer(
        destination=payee, amount=amount, reference="item", group=group, idempotency_key=group
    )
    await gateway.find_transfer(reference="item", group=group)
    await gateway.available_balance("USD")
    await gateway.events_since(system_clock() - timedelta(hours=1), types=["refund.created"])


@needs_samples
async def test_calls_and_answers_are_as_stripe_describes_them(fake: RunningFake) -> None:
    recorder = Recorder()
    async with fake.gateway(transport=recorder) as gateway:
        await use_everything(fake, gateway)

    seen: set[str] = set()
    for method, path, form, body in recorder.exchanges:
        described = operation(method, path)
        seen.add(described["operationId"])
        assert list(undescribed(form, parameters_of(described, method))) == [], path
        validate(body, described, failed="error" in body)
    assert len(seen) == 12


@needs_samples
def test_an_answer_unlike_the_description_is_noticed(fake: RunningFake) -> None:
    described = operation("get", "/v1/balance")

    for row in ({"amount": "1", "currency": "usd"}, {"currency": "usd"}):
        with pytest.raises(jsonschema.ValidationError):
            validate({**fake.get("/v1/balance"), "available": [row]}, described, failed=False)
    assert list(undescribed({"colour": "red"}, parameters_of(described, "get"))) == ["colour"]


@needs_samples
def test_what_the_fake_answers_besides_is_as_stripe_describes_it(fake: RunningFake) -> None:
    payee = fake.new_account()
    customer = fake.post("/v1/customers", {"email": "a@example.com"})
    transfer = fake.post(
        "/v1/transfers", {"amount": "500", "currency": "usd", "destination": payee}
    )
    payout = {"amount": "100", "currency": "usd"}
    hook = {"url": "http://127.0.0.1:9/hook", "enabled_events[0]": "payout.paid"}
    hook_id = fake.post("/v1/webhook_endpoints", hook)["id"]
    intent = fake.new_payment()
    calls: list[tuple[str, str, dict[str, str]]] = [
        ("POST", f"/v1/transfers/{transfer['id']}/reversals", {"amount": "100"}),
        ("GET", f"/v1/transfers/{transfer['id']}/reversals", {}),
        ("GET", f"/v1/transfers/{transfer['id']}", {}),
        ("GET", f"/v1/customers/{customer['id']}", {}),
        ("GET", "/v1/customers", {"limit": "1"}),
        ("GET", f"/v1/accounts/{payee}", {}),
        ("POST", "/v1/account_links", {"account": payee, "type": "account_onboarding"}),
        ("POST", "/v1/payouts", payout),
        ("GET", "/v1/payouts", {"limit": "1"}),
        ("GET", f"/v1/webhook_endpoints/{hook_id}", {}),
        ("GET", f"/v1/payment_intents/{intent['id']}", {}),
        ("GET", f"/v1/charges/{intent['latest_charge']}", {}),
        ("GET", "/v1/balance_transactions", {"limit": "3"}),
        ("GET", "/v1/checkout/sessions", {"limit": "1"}),
        ("GET", "/v1/refunds", {"limit": "1"}),
        ("GET", "/v1/events", {"limit": "5"}),
        ("GET", "/v1/payouts/po_absent", {}),
        ("POST", "/v1/transfers", {"amount": "1"}),
        ("POST", "/v1/refunds", {"payment_intent": intent["id"], "amount": "5000"}),
    ]
    try:
        for method, path, form in calls:
            answer = fake.call(method, path, form)
            described = operation(method.lower(), path)
            assert list(undescribed({**form}, parameters_of(described, method.lower()))) == [], path
            validate(answer.json(), described, failed=not answer.is_success)
    finally:
        fake.call("DELETE", f"/v1/webhook_endpoints/{hook_id}")


def validate(body: Json, described: Json, *, failed: bool) -> None:
    answers = described["responses"]["default" if failed else "200"]
    schema = plain(answers["content"]["application/json"]["schema"])
    jsonschema.Draft4Validator({**schema, **plain_schemas()}).validate(body)
