"""A real browser goes to a company's sign-in and back: policies, cookies, looks."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.async_api import Page, ViewportSize, expect

from tests.api.oauth.conftest import Served, query_of
from tests.api.oauth.target import new_verifier
from tests.e2e.chromium import CHROMIUM, chromium
from tests.e2e.looking import BARRIERS, PATIENCE_MS, TOO_WIDE, axe_source
from tests.factories.journey import Journeys, provider_of
from tests.factories.provider import FakeProvider, running_provider

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine")

SIZES = {"zh-CN": (390, 844), "en-US": (1440, 900)}
WORDS = {
    "zh-CN": ("使用 Company account 登录", "使用公司账号", "品牌", "允许"),
    "en-US": ("Sign in with Company account", "Use a company account", "Brand", "Allow"),
}


@pytest.fixture
def fake(served: Served) -> Iterator[FakeProvider]:
    with running_provider(served.clock) as fake:
        yield fake


@pytest.fixture
async def known(served: Served, fake: FakeProvider) -> Journeys:
    web = replace(served.hub.web, application=served.application)
    journeys = await provider_of(web, fake)
    await journeys.link(11)
    return journeys


async def looked_over(page: Page) -> None:
    """Nothing is wider than the window, and nothing in the way of those who do not see well."""
    assert await page.evaluate(TOO_WIDE) == []
    await page.evaluate(axe_source())
    found: list[dict[str, Any]] = await page.evaluate(BARRIERS)
    assert found == []


async def test_browsers_follow_to_the_company_and_back(served: Served, known: Journeys) -> None:
    async with chromium() as browser:
        for locale, (width, height) in SIZES.items():
            size = ViewportSize(width=width, height=height)
            context = await browser.new_context(locale=locale, viewport=size)
            page = await context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            await page.route("https://erp.example/**", lambda asked: asked.fulfill(body="there"))
            await _to_a_program(served, page, *WORDS[locale])
            await context.clear_cookies()
            await _to_a_device(served, known.web.slug, page, *WORDS[locale])


async def _to_a_program(served: Served, page: Page, door: str, _: str, __: str, allow: str) -> None:
    # The second browser is asked too, though it is the same person.
    asked = served.hub.asks(new_verifier(), prompt="consent")
    await page.goto(f"{served.url}/oauth/authorize?{urlencode(asked)}")
    await looked_over(page)
    # What answers a form leads by itself: a redirect would be stopped by the policy of the page.
    await page.get_by_role("button", name=door).click()
    agree = page.get_by_role("button", name=allow, exact=True)
    await expect(agree).to_be_visible(timeout=PATIENCE_MS)
    await looked_over(page)
    await agree.click()
    await page.wait_for_url("https://erp.example/**")
    assert query_of(page.url)["code"]


async def _to_a_device(
    served: Served, slug: str, page: Page, door: str, which: str, brand: str, _: str
) -> None:
    await page.goto(f"{served.url}/oauth/device")
    await looked_over(page)
    await page.get_by_label(brand).fill(slug)
    await page.get_by_role("button", name=which).click()
    leaves = page.get_by_role("button", name=door)
    await expect(leaves).to_be_visible(timeout=PATIENCE_MS)
    await looked_over(page)
    await leaves.click()
    await page.wait_for_url(f"{served.url}/oauth/device")
