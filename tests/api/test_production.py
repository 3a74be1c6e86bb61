"""The site as production runs it: what it keeps to itself, and where it is."""

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from tests.conftest import MovingClock
from tests.factories.web import ORIGIN, PASSWORD, Web
from tributary.app import composed, site
from tributary.platform.postgres import DatabaseUrls
from tributary.settings import read_settings

SCHEMA = {"query": "{ __schema { queryType { name } } }"}


async def asked(web: Web, app: httpx.ASGITransport) -> tuple[httpx.Response, httpx.Response]:
    """Sign in and ask for the schema, and for a field by half its name."""
    async with httpx.AsyncClient(
        transport=app, base_url=ORIGIN, headers={"x-tributary": "1"}
    ) as browser:
        given = {"brand": web.slug, "email": web.email(1), "password": PASSWORD}
        assert (await browser.post("/session", json=given)).status_code == 200
        return (
            await browser.post("/graphql", json=SCHEMA),
            await browser.post(
                "/graphql", json={"query": "{ order { totall } vieweer { today } }"}
            ),
        )


async def test_production_does_not_tell_what_the_graph_consists_of(
    web: Web, urls: DatabaseUrls, tmp_path: Path
) -> None:
    settings = read_settings(
        {
            "TRIBUTARY_ENV": "production",
            "TRIBUTARY_HOME": str(tmp_path),
            "TRIBUTARY_PUBLIC_URL": ORIGIN,
            "TRIBUTARY_SECRET": "a secret of forty characters, or so it is",
            "STRIPE_SECRET_KEY": "sk_live_none",
            "STRIPE_WEBHOOK_SECRETS": "whsec_none",
            "TRIBUTARY_SMTP_URL": "smtp://127.0.0.1:9",
        }
    )
    async with composed(settings, urls, clock=MovingClock()) as application:
        usual = httpx.ASGITransport(app=site(application), client=("192.0.2.81", 1))
        by_page, _ = await asked(web, usual)
        free = replace(application, settings=replace(settings, takes_text=True))
        transport = httpx.ASGITransport(app=site(free), client=("192.0.2.84", 1))
        schema, misspelt = await asked(web, transport)

    assert "queryType" not in schema.text.partition("errors")[0]
    assert schema.json().get("data") is None
    assert "Did you mean" not in misspelt.text
    codes = [each.json()["errors"][0]["extensions"]["code"] for each in (by_page, misspelt)]
    assert codes == ["PERSISTED_DOCUMENT_REQUIRED", "GRAPHQL_VALIDATION_FAILED"]


async def test_development_tells(web: Web) -> None:
    schema, _ = await asked(web, httpx.ASGITransport(app=web.app, client=("192.0.2.82", 1)))

    assert schema.json()["data"] == {"__schema": {"queryType": {"name": "Query"}}}


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]"])
async def test_on_the_own_machine_each_of_its_names_is_ours(
    web: Web, urls: DatabaseUrls, tmp_path: Path, name: str
) -> None:
    settings = read_settings({"TRIBUTARY_HOME": str(tmp_path), "TRIBUTARY_PORT": "8400"})
    async with composed(settings, urls, clock=MovingClock()) as application:
        transport = httpx.ASGITransport(app=site(application), client=("192.0.2.83", 1))
        headers = {"x-tributary": "1", "origin": f"http://{name}:8400"}
        given = {"brand": web.slug, "email": web.email(1), "password": PASSWORD}
        async with httpx.AsyncClient(
            transport=transport, base_url=f"http://{name}:8400"
        ) as browser:
            ours = await browser.post("/session", json=given, headers=headers)
            headers["origin"] = f"http://{name}:5173"
            theirs = await browser.post("/session", json=given, headers=headers)

    assert (ours.status_code, theirs.status_code) == (200, 403)


async def test_a_database_that_does_not_answer_is_told_and_not_masked(
    web: Web, urls: DatabaseUrls, tmp_path: Path
) -> None:
    settings = read_settings({"TRIBUTARY_HOME": str(tmp_path), "TRIBUTARY_PUBLIC_URL": ORIGIN})
    browser = await web.signed_in(1)
    async with composed(settings, urls, clock=MovingClock()) as application:
        await application.reads.close()
        application.reads._url = "postgresql://app@127.0.0.1:1/tributary"
        application.reads._connections_max = 1
        transport = httpx.ASGITransport(app=site(application))
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as other:
            other.cookies = browser.cookies
            answers = [
                await other.get("/session"),
                await other.post("/graphql", json=SCHEMA, headers={"x-tributary": "1"}),
            ]

    for answer in answers:
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
