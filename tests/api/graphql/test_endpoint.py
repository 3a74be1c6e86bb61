"""GraphQL over HTTP: media types, status codes, and requests that are none."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from starlette.requests import Request

from tests.api.graphql.conftest import distributor_of, owner_of
from tests.factories.trade import Trade
from tributary.api.graphql import graphql_endpoint
from tributary.api.graphql.engine import Engine, Viewer

EXACT = "application/graphql-response+json"
PLAIN = "application/json"


@pytest.fixture
async def http(engine: Engine, trade: Trade) -> AsyncIterator[httpx.AsyncClient]:
    async def authenticate(request: Request) -> Viewer | None:
        shown = request.headers.get("authorization", "")
        if shown.startswith("distributor "):
            return distributor_of(trade, int(shown.split()[1]))
        return None if shown == "none" else owner_of(trade)

    transport = httpx.ASGITransport(app=graphql_endpoint(engine, authenticate))
    async with httpx.AsyncClient(transport=transport, base_url="http://tributary.test") as client:
        yield client


async def post(http: httpx.AsyncClient, body: Any, accept: str = EXACT) -> httpx.Response:
    return await http.post("/graphql", json=body, headers={"accept": accept})


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        (EXACT, EXACT),
        (PLAIN, PLAIN),
        ("*/*", PLAIN),
        ("application/*", PLAIN),
        ("", PLAIN),
        (f"text/html, {EXACT};q=0.9", EXACT),
        (f"{EXACT}; charset=utf-8", EXACT),
    ],
)
async def test_the_answer_has_the_media_type_asked_for(
    http: httpx.AsyncClient, accept: str, answered: str
) -> None:
    response = await post(http, {"query": "{__typename}"}, accept)

    assert response.status_code == 200
    assert response.headers["content-type"] == f"{answered}; charset=utf-8"
    assert response.json()["data"] == {"__typename": "Query"}


@pytest.mark.parametrize(
    ("body", "exact", "plain"),
    [
        ({"query": "{"}, 400, 200),
        ({"query": "{nope}"}, 400, 200),
        ({"query": "query($n: Int!) {orders(first: $n) {totalCount}}"}, 400, 200),
        ({"query": "{orders(first: 101) {totalCount}}"}, 400, 200),
        ({"query": "query A {__typename} query B {__typename}"}, 400, 200),
        ({"query": "query A {__typename}", "operationName": "B"}, 400, 200),
        ({"query": "mutation {place}"}, 400, 200),
        ({}, 400, 400),
        ({"query": 7}, 400, 400),
        ({"query": "{__typename}", "variables": [1]}, 400, 400),
        ({"query": "{__typename}", "extensions": "x"}, 400, 400),
        ([{"query": "{__typename}"}], 400, 400),
    ],
)
async def test_a_request_that_cannot_be_executed_says_so(
    http: httpx.AsyncClient, body: Any, exact: int, plain: int
) -> None:
    for accept, status in ((EXACT, exact), (PLAIN, plain)):
        response = await post(http, body, accept)

        assert response.status_code == status
        assert response.json()["errors"][0]["extensions"]["code"]
        assert "data" not in response.json()


async def test_the_same_bytes_show_everybody_their_own_and_each_time_anew(
    http: httpx.AsyncClient,
) -> None:
    body = {"query": "{ viewer { distributor { code } } orders { totalCount } }"}

    async def seen() -> list[Any]:
        shown: list[dict[str, str]] = [{}, *({"authorization": f"distributor {n}"} for n in (1, 2))]
        answers = [await http.post("/graphql", json=body, headers=each) for each in shown]
        return [answer.json()["data"] for answer in answers]

    first, second = await seen(), await seen()
    stranger = await http.post("/graphql", json=body, headers={"authorization": "none"})

    assert first == second
    assert [each["viewer"]["distributor"] for each in first] == [
        None,
        {"code": "D1"},
        {"code": "D2"},
    ]
    assert len({each["orders"]["totalCount"] for each in first}) == 3
    assert (stranger.status_code, "data" in stranger.json()) == (401, False)


async def test_bytes_that_were_asked_by_post_are_no_query_by_get(http: httpx.AsyncClient) -> None:
    body = '{"query":"{__typename}"}'

    posted = await http.post("/graphql", content=body, headers={"content-type": PLAIN})
    got = await http.get(f"/graphql?{body}")

    assert (posted.status_code, got.status_code) == (200, 400)


async def test_queries_may_be_asked_by_get(http: httpx.AsyncClient) -> None:
    given = {"query": "query Q($n: Int) {orders(first: $n) {nodes {id}}}", "variables": '{"n": 2}'}

    response = await http.get(f"/graphql?{urlencode(given)}")

    assert len(response.json()["data"]["orders"]["nodes"]) == 2


@pytest.mark.parametrize(
    ("request_of", "status"),
    [
        ({"method": "PUT", "json": {"query": "{__typename}"}}, 405),
        ({"method": "GET"}, 400),
        ({"method": "GET", "params": {"query": "{__typename}", "variables": "{"}}, 400),
        ({"method": "POST", "content": b"{", "headers": {"content-type": PLAIN}}, 400),
        ({"method": "POST", "content": b"{}", "headers": {"content-type": "text/plain"}}, 415),
        ({"method": "POST", "content": b" " * 300_000, "headers": {"content-type": PLAIN}}, 413),
        ({"method": "POST", "json": {}, "headers": {"accept": "text/html"}}, 406),
        ({"method": "POST", "json": {}, "headers": {"authorization": "none"}}, 401),
    ],
)
async def test_what_is_no_graphql_request_gets_a_status_of_its_own(
    http: httpx.AsyncClient, request_of: dict[str, Any], status: int
) -> None:
    response = await http.request(url="/graphql", **request_of)

    assert response.status_code == status
    assert response.json()["errors"][0]["message"]
    assert ("allow" in response.headers) == (status == 405)


async def test_a_long_body_in_pieces_is_cut_off(http: httpx.AsyncClient) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 10_000

    response = await http.post(
        "/graphql", content=pieces(), headers={"content-type": "application/json"}
    )

    assert response.status_code == 413
