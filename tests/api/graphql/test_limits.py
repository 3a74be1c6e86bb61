"""Documents that ask for too much are refused before they cost anything."""

import json
import time
from typing import Any

import pytest
from graphql import get_introspection_query

from tests.api.graphql.conftest import ask, owner_of
from tests.factories.trade import Trade
from tributary.api.graphql.engine import Engine

DIAMOND = (
    "query {...F0} "
    + " ".join(f"fragment F{n} on Query {{...F{n + 1} ...F{n + 1} __typename}}" for n in range(60))
    + " fragment F60 on Query {__typename}"
)
CIRCLE = "{...A} fragment A on Query {...B} fragment B on Query {...A}"
DEEP = "{orders {nodes {" + "lines {nodes {order {" * 6 + "id" + "}}}" * 6 + "}}}"
SCHEMA = "types {name fields {name args {name}} inputFields {name} possibleTypes {name}}"
SCHEMA_TWICE = (
    f"{{a: __schema {{{SCHEMA}}} b: __schema {{...All}}}} fragment All on __Schema {{{SCHEMA}}}"
)
SCHEMA_OFTEN = (
    "{" + " ".join(f"a{n}: __schema {{types {{fields {{name}}}}}}" for n in range(15)) + "}"
)
PRODUCT = """{distributors(first: 100) {nodes {orders(first: 100) {nodes {
  lines(first: 100) {nodes {id}}}}}}}"""


@pytest.mark.parametrize(
    "document",
    [
        pytest.param("{" + " ".join(f"a{n}: __typename" for n in range(16)) + "}", id="aliases"),
        pytest.param("{" + "__typename " * 11 + "}", id="repeats"),
        pytest.param("{__typename " + "@skip(if: false) " * 51 + "}", id="directives"),
        pytest.param("{" + "a " * 1_001 + "}", id="tokens"),
        pytest.param("{a" * 400 + "}" * 400, id="nesting"),
        pytest.param("query($a: [" + "[" * 40 + "Int" + "]" * 41 + ") {__typename}", id="brackets"),
        pytest.param("{__typename}" + " " * 32_768, id="characters"),
        pytest.param("#\n" * 1_001 + "{__typename}", id="comments"),
        pytest.param(DIAMOND, id="diamond"),
        pytest.param(CIRCLE, id="circle"),
        pytest.param(DEEP, id="deep"),
        pytest.param(PRODUCT, id="product"),
        pytest.param(SCHEMA_TWICE, id="schema-twice"),
        pytest.param(SCHEMA_OFTEN, id="schema-often"),
    ],
)
async def test_too_much_is_refused_at_once(engine: Engine, trade: Trade, document: str) -> None:
    started = time.process_time()
    answer = await ask(engine, owner_of(trade), document)

    assert answer["errors"][0]["extensions"]["code"] == "TOO_MUCH", answer
    assert time.process_time() - started < 0.25


NEWEST = {
    "specified_by_url": True,
    "directive_is_repeatable": True,
    "schema_description": True,
    "input_value_deprecation": True,
}


@pytest.mark.parametrize("more", [{}, NEWEST], ids=["plain", "newest"])
async def test_what_tools_ask_the_schema_about_itself_is_answered(
    engine: Engine, trade: Trade, more: dict[str, bool]
) -> None:
    answer = await ask(engine, owner_of(trade), get_introspection_query(**more))

    kinds = {each["name"]: each for each in answer["data"]["__schema"]["types"]}
    assert {"Query", "Order", "OrderFilter"} <= kinds.keys()
    assert "number" in {each["name"] for each in kinds["Order"]["fields"]}


async def test_one_type_after_another_may_be_asked_for(engine: Engine, trade: Trade) -> None:
    names = ("Query", "Mutation", "Order", "Statement", "Payout", "Money")
    each = "".join(f'a{n}: __type(name: "{name}") {{...T}} ' for n, name in enumerate(names))
    fragment = "fragment T on __Type {name fields {name args {name} type {name ofType {name}}}}"

    answer = await ask(engine, owner_of(trade), f"{{{each}}} {fragment}")

    assert answer["data"]["a0"]["name"] == "Query"


NESTED: Any = json.loads("[" * 40 + "]" * 40)


@pytest.mark.parametrize("value", [NESTED, {"a": [0] * 1_001}], ids=["nesting", "length"])
async def test_variables_may_not_nest_or_go_on_without_end(
    engine: Engine, trade: Trade, value: object
) -> None:
    answer = await ask(engine, owner_of(trade), "{__typename}", x=value)

    assert answer["errors"][0]["extensions"]["code"] == "TOO_MUCH"


@pytest.mark.parametrize(
    "arguments",
    [
        'after: "newest|nonsense"',
        'after: "oldest|00000000-0000-0000-0000-000000000000|2026-01-01"',
        'after: "newest|00000000-0000-0000-0000-000000000000|2026-02-31"',
        'after: "newest|------------------------------------|2026-02-01"',
        'filter: {distributors: ["Order:00000000-0000-0000-0000-000000000000"]}',
        'filter: {distributors: ["Distributor:x"]}',
        "first: 1, last: 1",
        "first: -1",
    ],
)
async def test_a_value_without_meaning_is_the_callers_fault(
    engine: Engine, trade: Trade, arguments: str
) -> None:
    query = f"{{orders({arguments}) {{nodes {{id}}}}}}"

    answer = await ask(engine, owner_of(trade), query)

    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT", answer


@pytest.mark.parametrize("given", ["", "x", "Order:", "Order:x", "Nope:1", "Money:1", "Query:1"])
async def test_an_id_of_nothing_finds_nothing(engine: Engine, trade: Trade, given: str) -> None:
    query = "query($id: ID!) {node(id: $id) {id} order(id: $id) {id}}"

    answer = await ask(engine, owner_of(trade), query, id=given)

    assert answer["data"] == {"node": None, "order": None}
