"""One served demo and one browser for all journeys."""

import shutil
from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import Browser, async_playwright

from tests.e2e.looking import SHOTS
from tests.e2e.served import Site, served_site

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with served_site() as site:
        shutil.rmtree(SHOTS, ignore_errors=True)
        yield site


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        await browser.close()
