"""GraphiQL as it is built: for whoever is signed in, within our policy, and only where it is on."""

import subprocess
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from graphql import get_introspection_query
from playwright.async_api import expect

from tests.architecture.source import ROOT
from tests.e2e.chromium import CHROMIUM, chromium
from tests.factories.ports import free_port
from tests.factories.web import PASSWORD, Web
from tributary.app import site
from tributary.cli.hosting import listen, running

FRONTEND = ROOT / "frontend"
VITE = FRONTEND / "node_modules" / "vite" / "bin" / "vite.js"
PATIENCE_MS = 30_000
OURS = {"content-type": "application/json", "x-tributary": "1"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the page into a folder of its own: others may be building all of them just now."""
    folder = tmp_path_factory.mktemp("pages")
    asked = f"build --mode graphiql --outDir {folder} --logLevel error"
    given = ["node", str(VITE), *asked.split()]
    done = subprocess.run(given, cwd=FRONTEND, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
async def address(web: Web, built: Path) -> AsyncIterator[str]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = replace(web.application.settings, public_url=url, pages=built)
    app = site(replace(web.application, settings=settings))
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(running(app, listen("127.0.0.1", port, advice="")))
        yield url


@pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine")
async def test_it_asks_the_graph_and_explains_it(web: Web, address: str, tmp_path: Path) -> None:
    async with chromium() as browser:
        page = await browser.new_page(viewport={"width": 1440, "height": 900})
        complaints: list[str] = []
        page.on("console", lambda told: complaints.append(told.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        given = {"brand": web.slug, "email": web.email(1), "password": PASSWORD}
        await page.request.post(f"{address}/session", data=orjson.dumps(given), headers=OURS)

        await page.goto(f"{address}/graphiql")
        editor = page.locator(".graphiql-query-editor .CodeMirror-code")
        await expect(editor).to_contain_text("query Start", timeout=PATIENCE_MS)
        await page.get_by_label("Execute query").click()
        answer = page.locator(".result-window")
        await expect(answer).to_contain_text('"totalCount": 4', timeout=PATIENCE_MS)
        await page.get_by_label("Show Documentation Explorer").click()
        explorer = page.locator(".graphiql-doc-explorer")
        await explorer.get_by_role("link", name="Query", exact=True).click()
        await expect(explorer).to_contain_text("receivables")
        await page.screenshot(path=tmp_path / "graphiql.png")

    # Whatever the policy of the page refuses is told there.
    assert complaints == []


async def test_it_is_for_those_who_are_signed_in_and_only_where_it_is_on(
    web: Web, built: Path
) -> None:
    settings = replace(web.application.settings, pages=built)
    statuses: dict[bool, list[int]] = {}
    for is_on in (True, False):
        chosen = replace(settings, graphiql=is_on)
        there = replace(web, app=site(replace(web.application, settings=chosen)))
        nobody, somebody = await there.browser(), await there.signed_in(1)
        answers = [await each.get("/graphiql/") for each in (nobody, somebody)]
        statuses[is_on] = [each.status_code for each in answers]

    assert statuses == {True: [303, 200], False: [404, 404]}


async def test_where_the_schema_is_shown_others_may_ask_for_all_of_it(web: Web) -> None:
    browser = await web.signed_in(1)

    answer = await browser.post("/graphql", json={"query": get_introspection_query()})

    names = {each["name"] for each in answer.json()["data"]["__schema"]["types"]}
    assert {"Query", "Order", "OrderSort"} <= names
