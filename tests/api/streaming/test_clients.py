"""Clients as their makers publish them: graphql-sse and graphql-ws of npm, gql of Python."""

from typing import Any

from gql import Client, gql
from gql.transport.websockets import WebsocketsTransport
from gql.transport.websockets_protocol import WebsocketsProtocolTransportBase

from tests.api.streaming.conftest import BATCH, Line
from tests.factories.node import told_by
from tests.factories.web import ORIGIN


async def test_the_sse_client_of_npm_follows_until_it_is_over(line: Line) -> None:
    async def led(what: str) -> str:
        if what == "changed":
            await line.change_batch("for the client")
        else:
            line.streams.listening.end()
        return ""

    headers = await line.headers_of(1)
    given = {"url": f"{line.url}/graphql", "headers": headers, "asked": line.asks_batch()}

    told = await told_by("graphql-sse.mjs", given, led)

    reasons = [each["data"]["payoutBatchChanged"]["cancelReason"] for each in told]
    assert reasons == [None, "for the client"]


async def test_the_websocket_client_of_npm_follows_until_it_is_signed_out(line: Line) -> None:
    async def led(what: str) -> str:
        if what == "changed":
            await line.change_batch("for the client")
        else:
            line.streams.listening.end()
        return ""

    token = await line.token_of_program("payouts:read")
    given: dict[str, Any] = {
        "url": f"{line.url.replace('http', 'ws')}/graphql",
        "headers": {},
        "connectionParams": {"authorization": f"Bearer {token}"},
        "asked": line.asks_batch(),
    }

    told = await told_by("graphql-ws.mjs", given, led)

    reasons = [each["data"]["payoutBatchChanged"]["cancelReason"] for each in told["told"]]
    assert reasons == [None, "for the client"]
    assert told["closed"] == [1001]


async def test_gql_of_python_follows(line: Line) -> None:
    transport = WebsocketsTransport(
        url=f"{line.url.replace('http', 'ws')}/graphql",
        headers={"cookie": await line.cookie_of(1), "origin": ORIGIN},
        subprotocols=[WebsocketsProtocolTransportBase.GRAPHQLWS_SUBPROTOCOL],
    )
    reasons: list[str | None] = []
    query = gql(BATCH)
    query.variable_values = line.asks_batch()["variables"]
    async with Client(transport=transport) as session:
        async for result in session.subscribe(query):
            reasons.append(result["payoutBatchChanged"]["cancelReason"])
            if len(reasons) == 2:
                break
            await line.change_batch("for gql")

    assert reasons == [None, "for gql"]
