"""A visitor with a browser who notices what is wrong with the pages he comes by."""

import asyncio
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.async_api import Browser, Locator, Page, Request, Response, expect

from tests.e2e.served import Site
from tests.e2e.told import untranslated
from tests.e2e.words import ROOT, Words

SHOTS: Final = Path(__file__).parent / "shots"
ALL_SHOTS: Final = "TRIBUTARY_E2E_SHOTS"
"""Set it to keep a picture of every screen; else only of those with which something is wrong."""
AXE: Final = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE_MS: Final = 20_000

PHONE: Final = 390
DESK: Final = 1440
_HEIGHTS: Final = {PHONE: 844, DESK: 900}

_SETTLED = """() => !document.querySelector('.t-skeleton, .ant-spin-spinning, .ant-skeleton')
  && !document.querySelector('[aria-busy=true]')
  && document.querySelector('h1, .t-empty, form') !== null
  && document.getAnimations().every((one) =>
    one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity)"""

_TWO_FRAMES = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done())))"""

BARRIERS = """async () => {
  const found = await axe.run(document, { resultTypes: ['violations'] });
  return found.violations.map(({ id, nodes }) => ({
    id, places: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary}`) }));
}"""

TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const scrolls = (one) => one && (one !== document.documentElement) && one !== document.body
    && (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(one).overflowX)
      || scrolls(one.parentElement));
  return [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > wide + 1 && !scrolls(one.parentElement))
    .slice(0, 4).map((one) => one.outerHTML.slice(0, 160)).concat('the page itself');
}"""


@dataclass
class Visitor:
    """One browser window of one person in one language."""

    site: Site
    page: Page
    words: Words
    width: int
    name: str
    faults: list[str] = field(default_factory=list)
    shots: int = 0
    under_way: set[Request] = field(default_factory=set)
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def dialog(self) -> Locator:
        """What lies above the page."""
        return self.page.get_by_role("dialog")

    def button(self, english: str, *, exact: bool = False) -> Locator:
        """Return a button by what it says, in the language of this visitor."""
        return self.page.get_by_role("button", name=self.words(english), exact=exact)

    def watch(self, page: Page) -> None:
        """Notice errors and requests that fail on a page."""
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url} page error: {error}"))
        page.on("console", lambda said: self._note(page, said.type, said.text))
        page.on("request", self._asked)
        page.on("requestfinished", self._done)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def _note(self, page: Page, kind: str, text: str) -> None:
        if kind == "error":
            self.faults.append(f"{page.url} console: {text}")

    def _asked(self, request: Request) -> None:
        if "text/event-stream" in request.headers.get("accept", "").split(",")[0]:
            # It lasts as long as somebody looks.
            return
        self.under_way.add(request)
        self.idle.clear()

    def _done(self, request: Request) -> None:
        self.under_way.discard(request)
        if not self.under_way:
            self.idle.set()

    def _failed(self, request: Request) -> None:
        self._done(request)
        # Leaving a page, and a download, end what was under way.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"{request.url} failed: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.url} answered {response.status}")

    async def sign_in(self, entry: str, email: str) -> None:
        """Come in by the sign-in page, in the language of this visitor."""
        await self.say_password(entry, email)
        await expect(self.page.locator("#content")).to_be_visible(timeout=PATIENCE_MS)
        await self.settle()

    async def say_password(self, entry: str, email: str) -> None:
        """Fill in the sign-in page and send it."""
        page = self.page
        await page.goto(f"{self.site.url}/{entry}/?brand={self.site.brand}")
        language = page.locator(f"button[lang='{self.words.locale}']")
        await language.click()
        await expect(language).to_have_attribute("aria-pressed", "true")
        await page.get_by_label(self.words("E-mail")).fill(email)
        await page.get_by_label(self.words("Password")).fill(self.site.password)
        await page.get_by_role("button", name=self.words("Sign in")).click()

    async def open(self, path: str) -> None:
        """Go to an address of the site, and wait until it is there."""
        await self.page.goto(self.site.url + path)
        await self.settle()

    async def go(self, path: str) -> None:
        """Go to an address as a link on the page does, without loading it anew."""
        await self.page.evaluate("path => history.pushState(null, '', path)", path)
        await self.settle()

    async def settle(self, page: Page | None = None) -> None:
        """Wait until nothing is asked for and nothing moves any more."""
        page = page or self.page
        async with asyncio.timeout(PATIENCE_MS / 1000):
            while True:
                await page.evaluate(_TWO_FRAMES)
                await self.idle.wait()
                await page.wait_for_function(_SETTLED)
                if self.idle.is_set():
                    return

    async def look(self, name: str, page: Page | None = None, *, by_ear: bool = True) -> None:
        """Look a screen over as it is now, and keep a picture of it when something is wrong."""
        page = page or self.page
        await self.settle(page)
        noticed = len(self.faults)
        await self._see(page)
        if by_ear:
            await self._hear_out(page)
        # Painting and packing a picture takes longer than all the rest of looking.
        if len(self.faults) > noticed or os.environ.get(ALL_SHOTS):
            await self._keep(page, name)

    async def _keep(self, page: Page, name: str) -> None:
        """Keep a picture of a screen."""
        self.shots += 1
        SHOTS.mkdir(exist_ok=True)
        picture = SHOTS / f"{self.name}-{self.shots:02}-{name}.png"
        # Painting a long page waits for whatever else the machine does.
        await page.screenshot(path=picture, full_page=True, timeout=3 * PATIENCE_MS)

    async def _see(self, page: Page) -> None:
        """Note what does not fit into the window, and what is in another language."""
        where = _where(page, self.words)
        wider: Sequence[str] = await page.evaluate(TOO_WIDE)
        if wider:
            self.faults.append(f"{where} is wider than the window: {wider}")
        headings = await page.locator("h1").count()
        if headings != 1:
            self.faults.append(f"{where} has {headings} headings of its own")
        self.faults += [f"{where} {said}" for said in await untranslated(page, self.words)]

    async def _hear_out(self, page: Page) -> None:
        """Note what stands in the way of those who do not see well, or use no mouse."""
        await page.evaluate(axe_source())
        for finding in await page.evaluate(BARRIERS):
            places = json.dumps(finding["places"][:3], ensure_ascii=False)
            self.faults.append(f"{_where(page, self.words)} axe {finding['id']}: {places}")

    async def resize(self, width: int) -> None:
        """Continue in a window of another width."""
        await self.page.set_viewport_size({"width": width, "height": _HEIGHTS[width]})

    def content(self) -> None:
        """Fail with everything that was noticed so far."""
        assert not self.faults, "\n" + "\n".join(dict.fromkeys(self.faults))


def _where(page: Page, words: Words) -> str:
    size = page.viewport_size
    return f"{urlsplit(page.url).path} {words.locale} {size['width'] if size else ''}"


@cache
def axe_source() -> str:
    """Return the script that looks for barriers."""
    return AXE.read_text(encoding="utf-8")


async def visit(browser: Browser, site: Site, words: Words, width: int, name: str) -> Visitor:
    """Open a window of its own: no cookie and no memory of another one."""
    settings: dict[str, Any] = {
        "locale": "zh-CN" if words.is_chinese else "en-US",
        "viewport": {"width": width, "height": _HEIGHTS[width]},
        "reduced_motion": "reduce",
        "accept_downloads": True,
    }
    if width == PHONE:
        settings |= {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}
    context = await browser.new_context(**settings)
    visitor = Visitor(site, await context.new_page(), words, width, name)
    visitor.watch(visitor.page)
    return visitor
