"""The reference of the graph: a page for everything, links that lead to one, examples that run."""

import re
from typing import Any

import orjson
import pytest
from graphql import GraphQLObjectType

from scripts.examples import SOME_ID, Example, example_of
from scripts.reference import ROOTS, pages
from tests.api.graphql.conftest import owner_of
from tests.factories.trade import Trade
from tributary.api.graphql import Engine, catalogue
from tributary.api.graphql.engine import GraphQLRequest

LINK = re.compile(r'href="([^"]+)"')


def examples(root: str) -> dict[str, Example]:
    kind = catalogue().schema.type_map[root]
    assert isinstance(kind, GraphQLObjectType)
    return {name: example_of(ROOTS[root], name, field) for name, field in kind.fields.items()}


async def answered(engine: Engine, trade: Trade, example: Example) -> dict[str, Any]:
    request = GraphQLRequest(example.text, None, example.variables)
    answer = await engine.execute(request, owner_of(trade), is_stream=True)
    told: dict[str, Any] = orjson.loads(answer.body)
    return told


@pytest.mark.parametrize("root", ["Query", "Subscription"])
async def test_examples_of_reading_are_answered(root: str, engine: Engine, trade: Trade) -> None:
    for name, example in examples(root).items():
        told = await answered(engine, trade, example)

        assert "errors" not in told, (name, told)
        # The id of an example is nobody's: what is not there is null, and nothing else is.
        is_one = any(str(each).endswith(SOME_ID) for each in example.variables.values())
        assert (told["data"][name] is None) is is_one, name


def test_every_type_has_a_page_and_every_link_leads_to_one() -> None:
    made = dict(pages(catalogue()))
    ids = {name: set(re.findall(r'id="([^"]+)"', text)) for name, text in made.items()}

    for kind in catalogue().schema.type_map:
        assert kind.startswith("__") or f"{kind}.html" in made
    for name, text in made.items():
        for link in LINK.findall(text):
            page, _, anchor = link.partition("#")
            assert page in made, (name, link)
            assert not anchor or anchor in ids[page], (name, link)


def test_who_may_is_said_of_every_field_of_a_thing() -> None:
    page = dict(pages(catalogue()))["PayeeAccount.html"]

    rows = re.findall(r"<tr>(?!<th>)(.*?)</tr>", page, re.DOTALL)
    assert rows
    assert all(not row.endswith("<td></td>") for row in rows)
