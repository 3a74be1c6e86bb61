"""P9: how heavy and how slow the first page of portal and console is, on a slow line and machine.

Somebody who is signed in opens the entry with an empty cache, in a window of a phone or of a desk.
Counted is the JavaScript that had come when its figures were shown, packed by gzip; what a page
fetches for later, such as a chart, is told beside it. Timed is until the figures are shown and the
page has stopped working for itself. The middle of RUNS counts.
"""

import asyncio
import gzip
import re
import shutil
import statistics
import sys
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Page, Response, async_playwright

from tests.e2e.served import Site, served_site
from tributary.cli.demo.people import DIRECTOR

RUNS: Final = 3
SECONDS_MAX: Final = 2.0
LINE: Final = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 10_000_000 / 8,
    "uploadThroughput": 10_000_000 / 8,
}
SLOWER: Final = 4
ANTD: Final = re.compile(r"[\"'`.]ant-(?:btn|input|select|table|layout)\b|anticon")
"""What antd calls its parts; antd-mobile calls them adm-."""

_WATCH = """
window.__busyUntil = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) {
    window.__busyUntil = Math.max(window.__busyUntil, one.startTime + one.duration);
  }
}).observe({ type: 'longtask', buffered: true });
const look = () => {
  if (document.querySelector('#content h1') && document.querySelector('#content .t-money')) {
    window.__shownAt = performance.now();
  }
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
_QUIET = "() => window.__shownAt && performance.now() > window.__shownAt + 1500"
_TOOK = "() => Math.max(window.__shownAt, window.__busyUntil)"
_FIRST = """() => performance.getEntriesByType('resource')
  .filter((one) => one.responseEnd <= window.__shownAt).map((one) => one.name)"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the two front doors, and what it may cost."""

    name: str
    email: str
    width: int
    height: int
    kilobytes_max: int
    may_use_antd: bool


ENTRIES: Final = (
    Entry("portal", "zhu.ling@hainajiaju.example", 390, 844, 180, may_use_antd=False),
    Entry("console", DIRECTOR, 1440, 900, 380, may_use_antd=True),
)


@dataclass(frozen=True, slots=True)
class Load:
    """One first load."""

    kilobytes: float
    later_kilobytes: float
    seconds: float
    has_antd: bool


async def signed_in(browser: Browser, site: Site, entry: Entry) -> BrowserContext:
    """Return a window that is signed in and has loaded nothing yet."""
    context = await browser.new_context(
        locale="zh-CN", viewport={"width": entry.width, "height": entry.height}
    )
    answer = await context.request.post(
        f"{site.url}/session",
        headers={"x-tributary": "1"},
        data={"brand": site.brand, "email": entry.email, "password": site.password},
    )
    assert answer.ok, await answer.text()
    await context.add_init_script(
        "localStorage.setItem('tributary.signedIn', '1');"
        "localStorage.setItem('tributary.locale', 'zh-CN');"
    )
    return context


async def slowed(page: Page) -> None:
    """Put the page on a slow line and a slow machine, with an empty cache."""
    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    await session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    await session.send("Network.emulateNetworkConditions", LINE)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


async def load(browser: Browser, site: Site, entry: Entry) -> Load:
    """Open an entry once."""
    context = await signed_in(browser, site, entry)
    page = await context.new_page()
    scripts: list[Response] = []
    page.on("response", lambda answer: scripts.append(answer) if _is_script(answer) else None)
    await page.add_init_script(_WATCH)
    await slowed(page)
    await page.goto(f"{site.url}/{entry.name}/")
    await page.wait_for_function(_QUIET, timeout=60_000)
    milliseconds: float = await page.evaluate(_TOOK)
    first: list[str] = await page.evaluate(_FIRST)
    bodies = {answer.url: await answer.body() for answer in scripts}
    await context.close()
    packed = {url: len(gzip.compress(body)) / 1024 for url, body in bodies.items()}
    return Load(
        kilobytes=sum(packed[url] for url in packed if url in first),
        later_kilobytes=sum(packed[url] for url in packed if url not in first),
        seconds=milliseconds / 1000,
        has_antd=any(ANTD.search(body.decode()) for body in bodies.values()),
    )


def _is_script(answer: Response) -> bool:
    return urlsplit(answer.url).path.endswith(".js")


async def measure(site: Site) -> tuple[str, bool]:
    """Return the figures of both entries, and whether they are reached."""
    texts: list[str] = []
    reached = True
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for entry in ENTRIES:
            loads = [await load(browser, site, entry) for _ in range(RUNS)]
            for each in loads:
                print(f"{entry.name}: {each}")
            seconds = statistics.median(each.seconds for each in loads)
            first = loads[0]
            texts.append(
                f"{entry.name}: js_kb={first.kilobytes:.0f} later_kb={first.later_kilobytes:.0f} "
                f"interactive_s={seconds:.2f} antd={'yes' if first.has_antd else 'no'}"
            )
            reached &= first.kilobytes <= entry.kilobytes_max and seconds <= SECONDS_MAX
            reached &= entry.may_use_antd or not first.has_antd
        await browser.close()
    return ", ".join(texts), reached


def main() -> int:
    """Run the benchmark; 0 when the figures of the specification are reached."""
    with served_site() as site:
        text, reached = asyncio.run(measure(site))
    print(f"P9 {text} reach={'ok' if reached else 'no'}")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
