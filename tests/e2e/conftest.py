"""One served demo and one browser for all journeys."""

import shutil
from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser

from tests.e2e.chromium import chromium
from tests.e2e.looking import SHOTS
from tests.e2e.served import Site, served_site


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with served_site() as site:
        shutil.rmtree(SHOTS, ignore_errors=True)
        yield site


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser
