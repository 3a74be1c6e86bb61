"""How fast somebody may ask, what it costs, and what happens to whoever leaves."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack

import httpx
import orjson
import psycopg
import pytest
from starlette.requests import Request

from tests.api.graphql.conftest import distributor_of, owner_of
from tests.factories.trade import Trade
from tests.gateways.stripe.running import free_port
from tributary.api.graphql import Engine, Library, ReadPool, catalogue, graphql_endpoint
from tributary.api.graphql.engine import GraphQLRequest, Viewer
from tributary.api.graphql.engine.pacing import (
    REFUSED_POINTS,
    REQUEST_POINTS,
    ROOM,
    Pace,
    Pacer,
)
from tributary.api.graphql.engine.pool import Overloaded
from tributary.api.graphql.engine.reading import LONG, WAITING_MAX, Reader
from tributary.cli.hosting import listen, running
from tributary.platform.postgres import DatabaseUrls

SLOW = Pace(points=100, seconds=10)
WIDE = Pace(points=1_000_000)
ASKED = "{ orders(first: 3) { nodes { number } } }"
WAITING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE application_name = 'tributary-reads' AND wait_event_type = 'Lock'
"""


def test_an_allowance_is_used_up_and_grows_again(trade: Trade) -> None:
    pacer, viewer = Pacer(SLOW, WIDE), owner_of(trade)

    taken = [pacer.seconds_early(viewer, 300, now=50.0) for _ in range(4)]

    # A thousand points are there; three times three hundred are taken, the fourth lacks 200.
    assert taken == [0, 0, 0, 2]
    assert pacer.seconds_early(viewer, 300, now=51.9) == 1
    assert pacer.seconds_early(viewer, 300, now=52.0) == 0
    assert pacer.seconds_early(viewer, 1_000, now=1_000.0) == 0


def test_what_is_refused_takes_nothing(trade: Trade) -> None:
    pacer, viewer = Pacer(SLOW, WIDE), owner_of(trade)
    assert pacer.seconds_early(viewer, 900, now=0.0) == 0

    for _ in range(50):
        assert pacer.seconds_early(viewer, 200, now=0.0) == 1

    assert pacer.seconds_early(viewer, 100, now=0.0) == 0


def test_people_have_allowances_of_their_own_and_a_brand_has_one(
    trade: Trade, other_trade: Trade
) -> None:
    pacer = Pacer(SLOW, Pace(points=150, seconds=10))

    assert pacer.seconds_early(distributor_of(trade, 1), 1_000, now=0.0) == 0
    assert pacer.seconds_early(distributor_of(trade, 1), 100, now=0.0) == 1
    assert pacer.seconds_early(distributor_of(trade, 2), 500, now=0.0) == 0
    # The brand's is used up, whoever of it asks; another brand's is not.
    assert pacer.seconds_early(distributor_of(trade, 3), 150, now=0.0) == 1
    assert pacer.seconds_early(distributor_of(other_trade, 1), 150, now=0.0) == 0


@pytest.fixture
async def paced(pool: ReadPool, trade: Trade) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a graph at which a person has five hundred points."""

    async def authenticate(request: Request) -> Viewer:
        del request
        return owner_of(trade)

    engine = Engine(Library(catalogue()), pool, pacer=Pacer(Pace(50, 10), WIDE))
    transport = httpx.ASGITransport(app=graphql_endpoint(engine, authenticate))
    async with httpx.AsyncClient(transport=transport, base_url="http://tributary.test") as client:
        yield client


async def test_whoever_asks_too_fast_is_told_when_to_go_on(paced: httpx.AsyncClient) -> None:
    answers = [await paced.post("/graphql", json={"query": ASKED}) for _ in range(12)]

    cost = answers[0].json()["extensions"]["cost"]
    served = int(500 / (REQUEST_POINTS + cost["requested"]))
    assert [each.status_code for each in answers] == [200] * served + [429] * (12 - served)
    late = answers[-1]
    assert late.json()["errors"][0]["extensions"] == {"code": "RATE_LIMITED"}
    assert "data" not in late.json()
    assert 1 <= int(late.headers["retry-after"]) <= 2


async def test_refused_documents_are_paced_too(paced: httpx.AsyncClient) -> None:
    answers = [await paced.post("/graphql", json={"query": f"{{no{n}}}"}) for n in range(3)]

    assert REFUSED_POINTS == 500
    assert [each.status_code for each in answers] == [200, 429, 429]


async def test_a_full_room_turns_away_at_the_door(pool: ReadPool, trade: Trade) -> None:
    async def authenticate(request: Request) -> Viewer:
        del request
        return owner_of(trade)

    engine = Engine(Library(catalogue()), pool)
    transport = httpx.ASGITransport(app=graphql_endpoint(engine, authenticate))
    async with httpx.AsyncClient(transport=transport, base_url="http://tributary.test") as client:
        with ExitStack() as inside:
            for _ in range(ROOM):
                inside.enter_context(engine.room)
            turned_away = await client.post("/graphql", json={"query": ASKED})
        let_in = await client.post("/graphql", json={"query": ASKED})

    assert (turned_away.status_code, let_in.status_code) == (503, 200)
    assert turned_away.headers["retry-after"] == "1"
    assert turned_away.json()["errors"][0]["extensions"] == {"code": "OVERLOADED"}


async def test_an_answer_tells_what_it_cost(engine: Engine, trade: Trade) -> None:
    lines = "{ orders(first: 3) { nodes { number lines(first: 2) { nodes { sku } } } } }"

    costs = [
        orjson.loads((await engine.execute(GraphQLRequest(text), owner_of(trade))).body)
        for text in (ASKED, lines, "{ __typename }")
    ]

    assert [each["extensions"]["cost"]["requested"] for each in costs] == [3, 3 * (1 + 2), 0]
    assert {each["extensions"]["cost"]["limit"] for each in costs} == {5_000}


async def test_long_documents_are_read_one_after_another_and_not_without_end() -> None:
    library = Library(catalogue())
    reader = Reader(library)
    texts = [f"query Q{n} {{ __typename }} #{'x' * LONG}" for n in range(WAITING_MAX + 8)]

    found = await asyncio.gather(*(reader.learn(each) for each in texts), return_exceptions=True)

    assert [type(each) for each in found].count(Overloaded) == 8
    assert [library.known(each) for each in texts] == [
        None if isinstance(each, Overloaded) else each for each in found
    ]


async def test_whoever_leaves_frees_the_database(
    urls: DatabaseUrls, superuser_url: str, trade: Trade
) -> None:
    pool, port = ReadPool(urls.app, connections_max=2), free_port()

    async def authenticate(request: Request) -> Viewer:
        del request
        return owner_of(trade)

    app = graphql_endpoint(Engine(Library(catalogue()), pool), authenticate)
    body = orjson.dumps({"query": ASKED})
    head = b"POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: "
    async with (
        running(app, listen("127.0.0.1", port, advice="")),
        await psycopg.AsyncConnection.connect(superuser_url) as holding,
        await psycopg.AsyncConnection.connect(superuser_url, autocommit=True) as watching,
    ):

        async def waiting() -> int:
            row = await (await watching.execute(WAITING)).fetchone()
            return int(row[0]) if row else 0

        await holding.execute("LOCK TABLE orders IN ACCESS EXCLUSIVE MODE")
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head + str(len(body)).encode() + b"\r\n\r\n" + body)
        for _ in range(2_000):
            if await waiting():
                break
            await asyncio.sleep(0.01)
        writer.close()
        left = time.monotonic()
        for _ in range(2_000):
            if not await waiting():
                break
            await asyncio.sleep(0.005)
        sys.stdout.write(f"freed after {1e3 * (time.monotonic() - left):.0f} ms\n")
        assert time.monotonic() - left < pool.deadline_seconds / 2
        await holding.rollback()

    await pool.close()
