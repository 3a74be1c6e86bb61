"""Takes the pictures of the README: serves the demo, opens it in Chromium, packs what it sees."""

import asyncio
import io
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.async_api import expect

from tests.e2e.chromium import chromium
from tests.e2e.distributor import Reader
from tests.e2e.looking import DESK, PHONE, Visitor, visit
from tests.e2e.served import Site, served_site
from tests.e2e.words import ROOT, Words
from tributary.cli.demo.people import DIRECTOR

IMAGES: Final = ROOT / "docs" / "images"
BYTES_MAX: Final = 150_000
COLOURS: Final = (256, 128, 64, 32)
CHINESE: Final = Words("zh-CN")
ENGLISH: Final = Words("en")


def keep(picture: bytes, name: str) -> None:
    """Write a picture with as many colours as fit into its place."""
    IMAGES.mkdir(exist_ok=True)
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in COLOURS:
        packed = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
        if packed.tell() < BYTES_MAX:
            (IMAGES / f"{name}.png").write_bytes(packed.getvalue())
            print(f"{name}.png {packed.tell() // 1024} KB")
            return
    sys.exit(f"{name} is too large for the README")


async def portal(visitor: Visitor) -> None:
    """Take home, and a statement with the calculation of a commission open."""
    reader = Reader(visitor)
    await reader.come_in()
    keep(await visitor.page.screenshot(), "portal-home")
    await reader.open_last_statement()
    await reader.open_commission()
    await visitor.settle()
    keep(await visitor.page.screenshot(), "portal-trace")


async def cockpit(visitor: Visitor) -> None:
    """Take the first screen of the console."""
    await visitor.sign_in("console", DIRECTOR)
    await visitor.go("/console/cockpit")
    # The chart comes after the figures that it draws.
    await expect(visitor.page.locator(".ageing-chart canvas")).to_be_visible()
    await visitor.settle()
    keep(await visitor.page.screenshot(), "console-cockpit")


async def payout(visitor: Visitor) -> None:
    """Take the batch that the demo has paid."""
    await visitor.sign_in("console", DIRECTOR)
    await visitor.go("/console/payouts")
    await visitor.page.locator(".is-opening tr[data-row-key]").last.click()
    await expect(visitor.page.locator(".batch-progress")).to_be_visible()
    await visitor.settle()
    keep(await visitor.page.screenshot(), "console-payout")


async def quarantine(visitor: Visitor) -> None:
    """Take a faulty row and the form that puts it right."""
    await visitor.sign_in("console", DIRECTOR)
    await visitor.go("/console/quarantine?state=OPEN")
    await visitor.page.get_by_role("button", name=visitor.words("Correct")).nth(1).click()
    await expect(visitor.page.locator(".quarantine-original")).to_be_visible()
    await visitor.settle()
    keep(await visitor.page.screenshot(), "console-quarantine")


SCENES: Final[tuple[tuple[Callable[[Visitor], Awaitable[None]], Words, int], ...]] = (
    (portal, CHINESE, PHONE),
    (cockpit, CHINESE, DESK),
    (payout, ENGLISH, DESK),
    (quarantine, ENGLISH, DESK),
)


async def take(site: Site) -> None:
    """Take every picture in a window of its own."""
    async with chromium() as browser:
        for scene, words, width in SCENES:
            await scene(await visit(browser, site, words, width, "readme"))


def main(folder: Path = IMAGES) -> None:
    """Take the pictures anew."""
    with served_site() as site:
        asyncio.run(take(site))
    print(f"written to {folder.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
