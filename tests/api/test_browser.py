"""What a real browser makes of our cookie and of pages of other sites, on both names of itself."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from tests.e2e.chromium import CHROMIUM, chromium
from tests.factories.web import PASSWORD, Web
from tests.gateways.stripe.running import free_port
from tributary.app import site
from tributary.cli.hosting import listen, running

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine")

SIGN_IN = """async ([url, given, headers]) => {
  try {
    const answer = await fetch(url, {method: 'POST', body: JSON.stringify(given),
      credentials: 'include', mode: headers['x-tributary'] ? 'cors' : 'no-cors', headers});
    return answer.status;
  } catch (error) { return String(error); }
}"""
WHO = "async () => (await fetch('/session')).status"
OURS = {"content-type": "application/json", "x-tributary": "1"}


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def port(web: Web, tmp_path: Path) -> AsyncIterator[int]:
    """A real server on the loopback interface, with a page of the portal."""
    port = free_port()
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal" / "index.html").write_text(
        "<!doctype html><title>portal</title>"
        '<script nonce="__CSP_NONCE__">document.title = "ours ran"</script>'
        '<script>document.title = "theirs ran"</script>'
    )
    settings = replace(
        web.application.settings, public_url=f"http://127.0.0.1:{port}", pages=tmp_path
    )
    app = site(replace(web.application, settings=settings))
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(running(app, listen("127.0.0.1", port, advice="")))
        yield port


@pytest.fixture
async def elsewhere() -> AsyncIterator[int]:
    """A server of somebody else on the same machine."""

    async def page(request: Request) -> Response:
        del request
        return HTMLResponse("<!doctype html><title>elsewhere</title>")

    port = free_port()
    app = Starlette(routes=[Route("/", page)])
    async with running(app, listen("127.0.0.1", port, advice="")):
        yield port


async def sign_in(page: Page, web: Web, url: str, headers: dict[str, str]) -> Any:  # noqa: ANN401
    given = {"brand": web.slug, "email": web.email(11), "password": PASSWORD}
    return await page.evaluate(SIGN_IN, [url, given, headers])


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
async def test_the_cookie_is_kept_and_hidden_on_every_name_of_the_machine(
    web: Web, browser: Browser, port: int, name: str
) -> None:
    page = await (await browser.new_context()).new_page()
    await page.goto(f"http://{name}:{port}/portal/")
    assert await page.title() == "ours ran"
    assert await page.evaluate(WHO) == 401

    assert await sign_in(page, web, "/session", OURS) == 200

    assert await page.evaluate(WHO) == 200
    assert await page.evaluate("document.cookie") == ""
    await page.reload()
    assert await page.evaluate(WHO) == 200


async def test_a_page_of_another_site_cannot_sign_a_browser_in_or_out(
    web: Web, browser: Browser, port: int, elsewhere: int
) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    # Another port is another origin of the same site; another name is another site.
    for name in ("127.0.0.1", "localhost"):
        await page.goto(f"http://{name}:{elsewhere}/")
        url = f"http://127.0.0.1:{port}/session"
        for headers in ({"content-type": "text/plain"}, OURS):
            assert await sign_in(page, web, url, headers) in (0, "TypeError: Failed to fetch")
    await page.goto(f"http://127.0.0.1:{port}/portal/")

    assert await page.evaluate(WHO) == 401
    assert await context.cookies() == []
