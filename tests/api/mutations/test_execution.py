"""How mutations are executed: in turn, each alone, checked before and shown after."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from typing import Any

import httpx
import pytest
from starlette.requests import Request

from tests.api.mutations.office import NOBODY, Office, gid, key
from tributary import channels
from tributary.api.graphql import graphql_endpoint
from tributary.api.graphql.engine import Engine, Library, ReadPool, Viewer
from tributary.api.graphql.schema import catalogue
from tributary.identity import Role
from tributary.kernel import Outage


def order(office: Office, reference: str, **changed: Any) -> dict[str, Any]:
    return {
        "idempotencyKey": key(),
        "distributorId": gid("Distributor", office.t2),
        "reference": reference,
        "lines": [{"sku": "TEA-01", "quantity": 1}],
    } | changed


async def numbers(office: Office) -> list[str]:
    return [row[0] for row in await office.rows("SELECT number FROM orders ORDER BY number")]


TWO = """mutation($a: PlaceOrderInput!, $b: PlaceOrderInput!) {
    __typename
    second: placeOrder(input: $b) { ...Placed }
    first: placeOrder(input: $a) { ...Placed }
}
fragment Placed on PlaceOrderResult {
    kind: __typename
    ... on PlacedOrder { order { ...Short } }
    ... on Refused { code }
    ... on UserError { message }
}
fragment Short on Order { number }"""


async def test_fields_are_done_in_the_order_they_are_asked_for(office: Office) -> None:
    given = {"a": order(office, "PO-1"), "b": order(office, "PO-1")}

    answer = await office.ask(office.viewer(Role.OWNER), TWO, **given)

    assert list(answer["data"]) == ["__typename", "second", "first"]
    assert answer["data"]["__typename"] == "Mutation"
    assert answer["data"]["second"] == {"kind": "PlacedOrder", "order": {"number": "T2/PO-1"}}
    assert answer["data"]["first"]["kind"] == "Refused"
    assert answer["data"]["first"]["code"] == "REFERENCE_TAKEN"
    assert "errors" not in answer


async def test_what_one_field_is_refused_the_next_may_be_given(office: Office) -> None:
    given = {"b": order(office, "PO-1", lines=[]), "a": order(office, "PO-1")}

    answer = await office.ask(office.viewer(Role.OWNER), TWO, **given)

    assert answer["data"]["second"]["code"] == "ORDER_FAULTY"
    assert answer["data"]["first"]["order"]["number"] == "T2/PO-1"


SKIPPING = """mutation($i: PlaceOrderInput!, $yes: Boolean!, $no: Boolean!) {
    a: placeOrder(input: $i) @include(if: $no) { __typename }
    b: placeOrder(input: $i) @skip(if: $yes) { __typename }
    c: placeOrder(input: $i) {
        ... on PlacedOrder @include(if: $yes) { order { number state @skip(if: $yes) } }
        ... @include(if: $no) { __typename }
    } }"""


async def test_what_is_skipped_is_not_done(office: Office) -> None:
    answer = await office.ask(
        office.viewer(Role.OWNER), SKIPPING, i=order(office, "PO-1"), yes=True, no=False
    )

    assert answer["data"] == {"c": {"order": {"number": "T2/PO-1"}}}
    assert await numbers(office) == ["T2/PO-1"]


async def test_an_input_may_stand_in_the_document(office: Office) -> None:
    query = """mutation($who: ID!, $n: Int!) { placeOrder(input: {
        idempotencyKey: "k", distributorId: $who, reference: "PO-1",
        lines: [{sku: "TEA-01", quantity: $n}] }) { ... on PlacedOrder { order { number
          lines { nodes { quantity } totalCount } } } } }"""

    answer = await office.ask(
        office.viewer(Role.OWNER), query, who=gid("Distributor", office.t2), n=7
    )

    lines = answer["data"]["placeOrder"]["order"]["lines"]
    assert lines == {"nodes": [{"quantity": 7}], "totalCount": 1}


DEEP = """order { distributor { orders(first: 100) { nodes {
    lines(first: 100) { nodes { id } } } } } }"""

ONE = "mutation($i: PlaceOrderInput!) { placeOrder(input: $i) { ... on PlacedOrder { @ } } }"


async def one(office: Office, shown: str, role: Role = Role.OWNER, **changed: Any) -> Any:
    given = order(office, "PO-1") | changed
    return await office.ask(office.viewer(role), ONE.replace("@", shown), i=given)


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        ("order { commissionLines { nodes { id } } }", "FORBIDDEN"),
        ("order { lines(first: 101) { nodes { sku } } }", "BAD_USER_INPUT"),
        ('order { lines(after: "nonsense") { nodes { sku } } }', "BAD_USER_INPUT"),
        ("order { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        (DEEP, "TOO_MUCH"),
    ],
)
async def test_a_selection_that_cannot_be_shown_is_found_before_anything_is_done(
    office: Office, shown: str, code: str
) -> None:
    answer = await one(office, shown, Role.SALESPERSON)

    assert "data" not in answer
    assert answer["errors"][0]["extensions"]["code"] == code
    assert await numbers(office) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"reference": "a\x00b"},
        {"reference": "x" * 2_001},
        {"idempotencyKey": "k" * 201},
    ],
)
async def test_an_input_that_fits_no_field_is_found_before_anything_is_done(
    office: Office, changed: dict[str, Any]
) -> None:
    answer = await one(office, "order { number }", **changed)

    assert "data" not in answer
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert await numbers(office) == []


@pytest.mark.parametrize("wrong", ["", "x", "Order:1", f"Order:{NOBODY}", str(NOBODY)])
async def test_an_id_of_another_kind_is_an_error_of_its_field(office: Office, wrong: str) -> None:
    answer = await one(office, "order { number }", distributorId=wrong)

    assert answer["data"] == {"placeOrder": None}
    assert answer["errors"][0]["path"] == ["placeOrder"]
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert await numbers(office) == []


async def test_a_bug_is_masked_rolled_back_and_has_a_reference(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = channels.place_order

    async def breaks(*given: Any, **named: Any) -> None:
        await real(*given, **named)
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(channels, "place_order", breaks)

    answer = await one(office, "order { number }")

    (error,) = answer["errors"]
    assert answer["data"] == {"placeOrder": None}
    assert (error["message"], error["extensions"]["code"]) == ("Unexpected error.", "UNEXPECTED")
    assert error["extensions"]["reference"]
    assert "secret" not in str(answer)
    assert await numbers(office) == []


async def test_an_outage_is_told_and_the_next_field_is_done(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = channels.place_order
    calls: list[int] = []

    async def fails_once(*given: Any, **named: Any) -> Any:
        calls.append(1)
        if len(calls) == 1:
            raise Outage("the bank is closed", retryable=True)
        return await real(*given, **named)

    monkeypatch.setattr(channels, "place_order", fails_once)
    given = {"b": order(office, "PO-1"), "a": order(office, "PO-1")}

    answer = await office.ask(office.viewer(Role.OWNER), TWO, **given)

    assert answer["data"]["second"] is None
    assert answer["data"]["first"]["order"]["number"] == "T2/PO-1"
    (error,) = answer["errors"]
    assert error["path"] == ["second"]
    assert error["extensions"] == {"code": "SERVICE_UNAVAILABLE"}
    assert "bank" not in str(answer)


async def test_what_is_done_but_cannot_be_read_says_so_and_the_key_brings_it_back(
    office: Office,
) -> None:
    dead = ReadPool("postgresql://nobody@127.0.0.1:1/none", deadline_seconds=2)
    deaf = Office(
        Engine(Library(catalogue()), dead, office.desk), office.desk, office.clock, office.brand_id
    )
    query, owner = ONE.replace("@", "order { number }"), office.viewer(Role.OWNER)
    given = order(office, "PO-1")

    unseen = await deaf.ask(owner, query, i=given)
    seen = await office.ask(owner, query, i=given)

    assert unseen["errors"][0]["extensions"]["code"] == "SERVICE_UNAVAILABLE"
    assert unseen["errors"][0]["message"].startswith("It is done")
    assert seen["data"]["placeOrder"]["order"]["number"] == "T2/PO-1"
    assert await numbers(office) == ["T2/PO-1"]


async def test_a_payload_without_rows_needs_no_reading(office: Office) -> None:
    dead = ReadPool("postgresql://nobody@127.0.0.1:1/none", deadline_seconds=2)
    deaf = Office(
        Engine(Library(catalogue()), dead, office.desk), office.desk, office.clock, office.brand_id
    )
    query = "mutation($i: PlaceOrderInput!) { placeOrder(input: $i) { __typename } }"

    answer = await deaf.ask(office.viewer(Role.OWNER), query, i=order(office, "PO-1"))

    assert answer["data"] == {"placeOrder": {"__typename": "PlacedOrder"}}


async def test_mutations_come_by_post_alone(office: Office) -> None:
    async def authenticate(request: Request) -> Viewer:
        assert request
        return office.viewer(Role.OWNER)

    app = graphql_endpoint(office.engine, authenticate)
    query = 'mutation { previewMonth(input: {month: "2026-01"}) { __typename } }'
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://tributary.test"
    ) as client:
        by_get = await client.get("/graphql", params={"query": query})
        by_post = await client.post("/graphql", json={"query": query})

    assert by_get.status_code == 405
    assert by_get.json()["errors"][0]["extensions"]["code"] == "METHOD_NOT_ALLOWED"
    assert by_post.json()["data"] == {"previewMonth": {"__typename": "MonthPreview"}}


async def test_an_engine_without_a_desk_only_reads(office: Office, reads: ReadPool) -> None:
    deaf = Office(Engine(Library(catalogue()), reads), office.desk, office.clock, office.brand_id)
    query = 'mutation { previewMonth(input: {month: "2026-01"}) { __typename } }'

    answer = await deaf.ask(office.viewer(Role.OWNER), query)

    assert answer["errors"][0]["extensions"]["code"] == "METHOD_NOT_ALLOWED"
