from collections.abc import AsyncIterator

import pytest

from tests.api.mutations.office import Office, open_office
from tests.conftest import MovingClock
from tests.factories.settlements import PORTS
from tributary import app
from tributary.api.graphql.engine import Engine, Library, ReadPool
from tributary.api.graphql.schema import catalogue
from tributary.kernel import BrandId
from tributary.platform import Database, Desk, Seals
from tributary.platform.postgres import DatabaseUrls, EmbeddedPostgres


@pytest.fixture(scope="session")
def superuser_url(server: EmbeddedPostgres, urls: DatabaseUrls) -> str:
    assert urls.app
    return server.superuser_url("tributary")


@pytest.fixture(scope="session")
async def reads(urls: DatabaseUrls) -> AsyncIterator[ReadPool]:
    pool = ReadPool(urls.app, connections_max=4, deadline_seconds=20)
    yield pool
    await pool.close()


@pytest.fixture(scope="session")
async def subscribed(urls: DatabaseUrls) -> AsyncIterator[Database]:
    """The app role's connections, with everybody subscribed as in the product."""
    database = Database(urls.app, subscriptions=app.subscriptions_of_all(), connections_max=10)
    yield database
    await database.close()


@pytest.fixture
def desk(subscribed: Database, clock: MovingClock) -> Desk:
    ports = {**PORTS, Seals: Seals("a secret of these tests alone, and long enough")}
    return Desk(database=subscribed, clock=clock, ports=ports)


@pytest.fixture
async def office(reads: ReadPool, desk: Desk, clock: MovingClock, brand_id: BrandId) -> Office:
    engine = Engine(Library(catalogue()), reads, desk)
    return await open_office(engine, desk, clock, brand_id)
