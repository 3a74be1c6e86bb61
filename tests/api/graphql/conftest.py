"""Two brands full of rows, people who look at them, and an engine that reads as the app role."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import orjson
import psycopg
import pytest

from tests.factories.forest import PROVIDER, Forest, write_forest
from tests.factories.hooks import WEBHOOKS
from tests.factories.rebated import REBATES
from tests.factories.trade import Trade, write_trade
from tributary.api.graphql.engine import Engine, GraphQLRequest, Library, Limits, ReadPool, Viewer
from tributary.api.graphql.schema import catalogue
from tributary.identity import Role
from tributary.kernel import BrandId, new_id
from tributary.platform.postgres import DatabaseUrls, EmbeddedPostgres

TODAY = date(2026, 3, 1)
SEED = 7
WIDE = Limits(
    tokens=100_000, aliases=10_000, directives=10_000, depth=50, cost=10**9, fields=100_000
)


@pytest.fixture(scope="session")
def superuser_url(server: EmbeddedPostgres, urls: DatabaseUrls) -> str:
    assert urls.app
    return server.superuser_url("tributary")


def trade_written(url: str, currency: str) -> Trade:
    """Write a brand of everything there is, with its people."""
    trade = Trade(BrandId(new_id()), currency=currency)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET timezone TO 'UTC'")
        write_trade(connection, trade)
        given = {"brand": trade.brand_id, "b": str(trade.brand_id)}
        for statement in (PROVIDER, *WEBHOOKS, *REBATES):
            connection.execute(statement.encode(), given)
    return trade


@pytest.fixture(scope="session")
def trade(superuser_url: str) -> Trade:
    """The brand that is looked at."""
    return trade_written(superuser_url, "CNY")


@pytest.fixture(scope="session")
def other_trade(superuser_url: str) -> Trade:
    """A brand that nobody here may see."""
    return trade_written(superuser_url, "JPY")


def forests_written(url: str) -> tuple[Forest, Forest]:
    """Write two brands with trees, and read what is in them."""
    own, foreign = (Forest.read(url, write_forest(url, each)) for each in (SEED, SEED + 1))
    return own, foreign


@pytest.fixture(scope="session")
def forests(superuser_url: str) -> tuple[Forest, Forest]:
    """The brand of which every relation is looked at, and another one; nobody changes them."""
    return forests_written(superuser_url)


def owner_of(trade: Trade) -> Viewer:
    return Viewer(trade.brand_id, trade.user(1), frozenset({Role.OWNER}), TODAY)


def salesperson_of(trade: Trade) -> Viewer:
    """Somebody to whom D4 and D9 are given, and D2 was."""
    return Viewer(trade.brand_id, trade.user(3), frozenset({Role.SALESPERSON}), TODAY)


def distributor_of(trade: Trade, n: int, role: Role = Role.DISTRIBUTOR_OWNER) -> Viewer:
    roles = frozenset({role})
    return Viewer(trade.brand_id, trade.user(10 + n), roles, TODAY, trade.distributor(n))


@pytest.fixture(scope="session")
async def pool(urls: DatabaseUrls) -> AsyncIterator[ReadPool]:
    pool = ReadPool(urls.app, connections_max=4, deadline_seconds=20)
    yield pool
    await pool.close()


@pytest.fixture(scope="session")
def engine(pool: ReadPool) -> Engine:
    return Engine(Library(catalogue()), pool)


@pytest.fixture(scope="session")
def wide_engine(pool: ReadPool) -> Engine:
    """An engine that takes queries of any size."""
    return Engine(Library(catalogue(), limits=WIDE), pool)


async def ask(
    engine: Engine, viewer: Viewer, query: str, operation_name: str | None = None, **variables: Any
) -> Any:
    """Return the parsed answer."""
    request = GraphQLRequest(query, operation_name, variables)
    return orjson.loads((await engine.execute(request, viewer)).body)
