"""A provider for all these tests, and a brand that lets people in from it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.conftest import MovingClock
from tests.factories.journey import Journeys, provider_of
from tests.factories.provider import FakeProvider, running_provider
from tests.factories.web import Web
from tributary.app import Application


@pytest.fixture(scope="session")
def shared(application: Application) -> Iterator[FakeProvider]:
    clock = application.desk.clock
    assert isinstance(clock, MovingClock)
    with running_provider(clock) as fake:
        yield fake


@pytest.fixture
async def journeys(web: Web, shared: FakeProvider) -> AsyncIterator[Journeys]:
    """A provider in whose name distributor 1's owner (11) is known."""
    journeys = await provider_of(web, shared)
    await journeys.link(11)
    yield journeys
    shared.behave()


@pytest.fixture
async def required(web: Web, shared: FakeProvider) -> AsyncIterator[Journeys]:
    journeys = await provider_of(web, shared, is_required=True)
    yield journeys
    shared.behave()
