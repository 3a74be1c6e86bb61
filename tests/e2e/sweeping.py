"""Every address of console and portal, found in their sources, with the ids of the demo."""

import re
from typing import Final

from tests.e2e.looking import DESK, PHONE, Visitor
from tests.e2e.words import SOURCES

_CONSOLE = re.compile(r"path: '(/[^']*)'")
_PORTAL = re.compile(r"^\s*(?:\[\s*)?'(/[^']*)',", re.MULTILINE)

LISTS: Final = {
    "/distributors/:id": "/distributors/table",
    "/earnings/rebates/:id": "/earnings?tab=rebates",
    "/earnings/rebates/:id/claim": "/earnings?tab=rebates",
    "/earnings/claims/:id": "/earnings?tab=rebates",
}
"""Where the first of its kind is found, when it is not the address without the id."""

_KEY = "() => document.querySelector('.is-opening tr[data-row-key]')?.dataset.rowKey ?? null"


def console_paths() -> list[str]:
    """Return the routes of the console as its features declare them."""
    files = sorted((SOURCES / "features").glob("*/routes.tsx"))
    return [path for file in files for path in _CONSOLE.findall(file.read_text(encoding="utf-8"))]


def portal_paths() -> list[str]:
    """Return the routes of the portal."""
    declared = (SOURCES / "portal" / "Portal.tsx").read_text(encoding="utf-8")
    return ["/", *_PORTAL.findall(declared)]


async def sweep(visitor: Visitor, entry: str, paths: list[str]) -> list[str]:
    """Look every address over, narrow and wide; return those that no list leads to."""
    unseen: list[str] = []
    for path in paths:
        address = await _address(visitor, entry, path)
        if address is None:
            unseen.append(path)
            continue
        name = path.strip("/").replace("/", "-").replace(":", "") or "first"
        await visitor.go(address)
        for width in (DESK, PHONE):
            await visitor.resize(width)
            # Barriers are the same in both languages: each size is listened to in one of them.
            by_ear = visitor.words.is_chinese == (width == PHONE)
            await visitor.look(f"{name}-{width}", by_ear=by_ear)
    return unseen


async def _address(visitor: Visitor, entry: str, path: str) -> str | None:
    """Return the address of a route; one with an id is that of the first row of its list."""
    stem, colon, rest = path.partition(":id")
    if not colon:
        return f"/{entry}{path}"
    await visitor.go(f"/{entry}{LISTS.get(path, stem.rstrip('/'))}")
    key = await visitor.page.evaluate(_KEY)
    if key is not None:
        return f"/{entry}{stem}{key}{rest}"
    links = visitor.page.locator(f"#content a[href^='/{entry}{stem}']")
    hrefs = [await link.get_attribute("href") or "" for link in await links.all()]
    # An address with an id, and not another route below the same stem.
    ids = (re.fullmatch(rf"(/{entry}{re.escape(stem)}[^/?]{{12,}})", href) for href in hrefs)
    return next((found[1] + rest for found in ids if found), None)
