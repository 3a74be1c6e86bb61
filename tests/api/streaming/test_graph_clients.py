"""Clients of GraphQL as their makers publish them: Relay, Apollo and urql of npm, gql of Python."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import pytest
from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport

from tests.api.streaming.conftest import Line
from tests.factories.node import told_by
from tests.factories.trade import node
from tributary.kernel import derived_id

SIZE: Final = 3
SDL: Final = Path(__file__).resolve().parents[3] / "schema" / "tributary.graphql"
SCOPES: Final = "orders:read receivables:read payments:read payments:write settlements:read"

Asked = Callable[[dict[str, Any]], Awaitable[Any]]

PAGE = gql("""
query Orders($first: Int, $after: String, $last: Int, $before: String) {
  orders(first: $first, after: $after, last: $last, before: $before) {
    nodes { id number }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}""")
NODE = gql("query($id: ID!) { node(id: $id) { ... on Order { number } } }")
PAY = gql("""
mutation Pay($input: CreatePaymentLinkInput!) {
  createPaymentLink(input: $input) {
    ... on CreatedPaymentLink { amount { amount } }
    ... on UserError { code }
  }
}""")


async def by_gql(given: dict[str, Any]) -> Any:
    """Do with gql what the scripts of the other clients do."""
    headers = {"authorization": f"Bearer {given['token']}"}
    transport = HTTPXAsyncTransport(url=given["url"], headers=headers)
    schema = SDL.read_text(encoding="utf-8")
    async with Client(transport=transport, schema=schema) as session:

        async def asked(document: Any, **variables: Any) -> Any:
            document.variable_values = variables
            return await session.execute(document, get_execution_result=True)

        async def walked(size: str, place: str, more: str, end: str) -> list[list[str]]:
            pages: list[list[str]] = []
            cursor: str | None = None
            while cursor or not pages:
                orders = (await asked(PAGE, **{size: SIZE, place: cursor})).data["orders"]
                pages.append([each["number"] for each in orders["nodes"]])
                cursor = orders["pageInfo"][end] if orders["pageInfo"][more] else None
            return pages

        forbidden = gql("{ payoutBatches { nodes { id } } }")
        with pytest.raises(TransportQueryError) as wrong:
            await asked(forbidden)
        assert wrong.value.errors is not None
        refused, done = [
            (await asked(PAY, input=given[each])).data["createPaymentLink"]
            for each in ("tooMuch", "enough")
        ]
        return {
            "forward": await walked("first", "after", "hasNextPage", "endCursor"),
            "backward": await walked("last", "before", "hasPreviousPage", "startCursor"),
            "node": (await asked(NODE, id=given["order"])).data["node"]["number"],
            "refused": refused["code"],
            "done": done["amount"]["amount"],
            "code": wrong.value.errors[0]["extensions"]["code"],
            "cost": (await asked(PAGE, first=SIZE)).extensions["cost"],
        }


def by_npm(script: str) -> Asked:
    async def asked(given: dict[str, Any]) -> Any:
        return await told_by(script, given)

    return asked


CLIENTS: Final[dict[str, Asked]] = {
    "relay": by_npm("relay.mjs"),
    "apollo": by_npm("apollo.mjs"),
    "urql": by_npm("urql.mjs"),
    "gql": by_gql,
}


@pytest.mark.parametrize("client", CLIENTS)
async def test_a_client_pages_acts_and_reads_refusals(
    client: str, line: Line, tmp_path: Path
) -> None:
    brand_id = line.web.trade.brand_id
    order_id = derived_id("order", brand_id, 2)
    receivable = node("Receivable", derived_id("receivable", order_id, 2))

    def paying(key: str, amount: str) -> dict[str, Any]:
        part = {"amount": amount, "currency": "CNY"}
        return {"idempotencyKey": key, "items": [{"receivableId": receivable, "amount": part}]}

    given = {
        "url": f"{line.url}/graphql",
        "token": await line.token_of_program(SCOPES),
        "size": SIZE,
        "order": node("Order", order_id),
        "tooMuch": paying("too much", "1000.00"),
        "enough": paying("enough", "10.00"),
        "schema": str(SDL),
        "folder": str(tmp_path),
    }

    told = await CLIENTS[client](given)

    numbers = [
        number
        for (number,) in line.web.ask(
            "SELECT number FROM orders WHERE brand_id = %s ORDER BY ordered_on DESC, id DESC",
            brand_id,
        )
    ]
    assert told["forward"] == [numbers[:SIZE], numbers[SIZE:]]
    assert told["backward"] == [numbers[-SIZE:], numbers[:-SIZE]]
    # What puts pages together has each order once and in its place.
    assert told.get("merged", []) in ([], [numbers, numbers])
    assert ("merged" in told) is (client in {"relay", "apollo"})
    assert told["node"] == "SO-2"
    assert told["refused"] == "AMOUNT_ABOVE_OPEN"
    assert told["done"] == "10.00"
    assert told["code"] == "INSUFFICIENT_SCOPE"
    assert 0 < told["cost"]["requested"] <= told["cost"]["limit"]
