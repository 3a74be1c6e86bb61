"""Fixtures every test may use: a real PostgreSQL, a fresh brand per test, a moving clock."""

import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import structlog

from tests.factories.scratch import scratch_database, scratch_template
from tributary.kernel import Actor, BrandId, new_id
from tributary.platform import Database, Desk, Subscriptions, Work, migrate
from tributary.platform.postgres import DatabaseUrls, EmbeddedPostgres, binaries, prepare_database

__all__ = ["OPENING_DAY", "MovingClock", "scratch_database", "scratch_template"]

OPENING_DAY = datetime(2026, 1, 5, 2, tzinfo=UTC)
"""Ten in the morning in Shanghai, the first Monday of the year."""

# Tests prove logic on committed rows, not the disk: the durable server has tests of its own.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


# Left alone, structlog paints each traceback with all that its frames know, which takes seconds: so
# long that a job which failed is due again before the next one was looked at.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        ),
    ]
)

# What most tests take, on the average, with their share of what is set up.
SECONDS_OF_A_TEST = 0.3


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that no worker is left with one at the end."""
    tests = Counter(item.path for item in items)

    def begins(item: pytest.Item) -> tuple[float, Path]:
        known = item.get_closest_marker("seconds")
        return -(known.args[0] if known else SECONDS_OF_A_TEST * tests[item.path]), item.path

    items.sort(key=begins)


@dataclass
class MovingClock:
    """A clock that stands still until it is moved."""

    at: datetime = OPENING_DAY

    def __call__(self) -> datetime:
        return self.at

    def move(self, **span: int) -> datetime:
        self.at += timedelta(**span)
        return self.at


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedPostgres]:
    # Not below pytest's own directory: that one is closed to the account the server runs under.
    home = Path(tempfile.mkdtemp(prefix="tributary-test-"))
    home.chmod(0o711)
    with pytest.MonkeyPatch.context() as patch:
        if os.environ.get("TRIBUTARY_TEST_POSTGRES") == "installed":
            patch.setattr(binaries, "_bundled", lambda: None)
        with EmbeddedPostgres(home, conf=FAST) as server:
            yield server
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def urls(server: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory) -> DatabaseUrls:
    secrets: Path = tmp_path_factory.mktemp("secrets") / "roles.json"
    urls = prepare_database(server.superuser_url("tributary"), secrets_file=secrets)
    migrate(urls.migrate)
    return urls


@pytest.fixture(scope="session")
async def database(urls: DatabaseUrls) -> AsyncIterator[Database]:
    """The app role's connections, with nobody subscribed to events."""
    database = Database(urls.app, subscriptions=Subscriptions(), connections_max=20)
    yield database
    await database.close()


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def brand_id() -> BrandId:
    """The id of a fresh brand; other tests' rows are another brand's."""
    return BrandId(new_id())


@pytest.fixture
def actor(brand_id: BrandId) -> Actor:
    return Actor.system(brand_id, "test")


@pytest.fixture
def desk(database: Database, clock: MovingClock) -> Desk:
    return Desk(database=database, clock=clock)


@pytest.fixture
def open_work(
    database: Database, actor: Actor, clock: MovingClock
) -> Callable[[], AbstractAsyncContextManager[Work]]:
    """Opens one committed transaction of the fresh brand."""
    return lambda: database.work(actor, now=clock())


@pytest.fixture
async def work(database: Database, actor: Actor, clock: MovingClock) -> AsyncIterator[Work]:
    """One transaction of the fresh brand, committed when the test ends well."""
    async with database.work(actor, now=clock()) as work:
        yield work


@pytest.fixture
def seeded() -> random.Random:
    """Random figures that are the same in every run."""
    return random.Random(20260105)
