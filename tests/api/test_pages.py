"""The web pages: what is served of them, under which policy, and what is not."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from prometheus_client import CollectorRegistry
from starlette.applications import Starlette

from tests.factories.web import Web
from tributary.api.http.edge import Edge
from tributary.api.http.headers import PAGE_HEADERS
from tributary.api.http.pages import page_routes

SCRIPT = "export const answer = 42; // " + "x" * 2_000
PAGE = """<!doctype html><html><head><meta name="csp-nonce" content="__CSP_NONCE__">
<script type="module" nonce="__CSP_NONCE__" src="/console/assets/console-1a2b3c.js"></script>
</head></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What `vite build` leaves, and a secret beside it."""
    (tmp_path / "secret.txt").write_text("canary")
    built = tmp_path / "dist"
    for name in ("console", "portal"):
        (built / name / "assets").mkdir(parents=True)
    (built / "console" / "index.html").write_text(PAGE)
    (built / "portal" / "index.html").write_text(PAGE.replace("console", "portal"))
    (built / "portal" / "manifest.webmanifest").write_text("{}")
    (built / "console" / "assets" / "console-1a2b3c.js").write_text(SCRIPT)
    (built / "console" / "assets" / "way-out.txt").symlink_to(tmp_path / "secret.txt")
    (built / "favicon.svg").write_text("<svg/>")
    return built


@pytest.fixture
async def pages(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = Edge(Starlette(routes=page_routes(folder)), CollectorRegistry())
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="https://t.test") as client:
        yield client


async def test_the_first_page_is_the_portal(pages: httpx.AsyncClient) -> None:
    answer = await pages.get("/")

    assert (answer.status_code, answer.headers["location"]) == (303, "/portal/")
    assert (await pages.get("/console")).headers["location"] == "/console/"


@pytest.mark.parametrize(
    "path", ["/console/", "/console/orders", "/portal/statements/ST-2026-000001", "/portal/a/b/c"]
)
async def test_every_address_of_an_application_is_its_one_page(
    pages: httpx.AsyncClient, path: str
) -> None:
    answer = await pages.get(path)

    assert answer.status_code == 200
    assert path.split("/")[1] in answer.text
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-store"


async def test_only_what_carries_the_nonce_of_this_answer_runs(pages: httpx.AsyncClient) -> None:
    first, second = await pages.get("/console/"), await pages.get("/console/")

    assert PAGE_HEADERS.items() <= dict(first.headers).items()
    policy = first.headers["content-security-policy"]
    (nonce,) = set(re.findall(r"'nonce-([^']+)'", policy))
    assert len(nonce) >= 22
    assert first.text.count(nonce) == 2
    assert "__CSP_NONCE__" not in first.text
    assert nonce not in second.text
    assert policy.startswith("default-src 'none'; ")
    for said in ("frame-ancestors 'none'", "base-uri 'none'", "connect-src 'self'"):
        assert said in policy
    for unsafe in ("unsafe-inline", "unsafe-eval", "*", "http:"):
        assert unsafe not in policy


async def test_an_asset_is_kept_for_ever_and_comes_packed(pages: httpx.AsyncClient) -> None:
    packed = await pages.get(
        "/console/assets/console-1a2b3c.js", headers={"accept-encoding": "br, gzip"}
    )
    plain = await pages.get(
        "/console/assets/console-1a2b3c.js", headers={"accept-encoding": "gzip;q=0"}
    )

    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert int(packed.headers["content-length"]) < len(SCRIPT) / 10
    for answer in (packed, plain):
        assert answer.text == SCRIPT
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["vary"] == "accept-encoding"


async def test_pages_that_are_built_anew_are_served_anew(
    pages: httpx.AsyncClient, folder: Path
) -> None:
    await pages.get("/console/assets/console-1a2b3c.js")
    later = "export const answer = 43; // " + "y" * 2_000
    (folder / "console" / "assets" / "console-1a2b3c.js").write_text(later)
    (folder / "console" / "index.html").write_text("new")

    assert (await pages.get("/console/assets/console-1a2b3c.js")).text == later
    assert (await pages.get("/console/")).text == "new"


async def test_other_files_of_an_application_are_its_own(pages: httpx.AsyncClient) -> None:
    answer = await pages.get("/portal/manifest.webmanifest")

    assert answer.headers["content-type"].startswith("application/manifest+json")
    assert (await pages.get("/favicon.svg")).text == "<svg/>"
    assert (await pages.get("/favicon.ico")).status_code == 204


@pytest.mark.parametrize(
    "path",
    [
        "/console/assets/missing.js",
        "/portal/assets/console-1a2b3c.js",
        "/console/assets/../../secret.txt",
        "/console/assets/%2e%2e/%2e%2e/secret.txt",
        "/console/assets/..%2f..%2fsecret.txt",
        "/console/assets/way-out.txt",
        "/console/assets//etc/passwd",
        "/console/assets/%2fetc%2fpasswd",
        "/console/assets/a%00b",
        "/console/assets/" + "x" * 5_000,
    ],
)
async def test_nothing_outside_the_folder_is_served(pages: httpx.AsyncClient, path: str) -> None:
    answer = await pages.get(path)

    assert answer.status_code == 404
    assert "canary" not in answer.text


@pytest.mark.parametrize(
    "path", ["/console/%2e%2e/%2e%2e/secret.txt", "/portal/..%2f..%2fsecret.txt"]
)
async def test_an_address_that_leads_out_is_an_address_of_the_application(
    pages: httpx.AsyncClient, path: str
) -> None:
    answer = await pages.get(path)

    assert "canary" not in answer.text
    assert "csp-nonce" in answer.text


async def test_pages_that_are_not_built_say_how_they_are(web: Web) -> None:
    answer = await (await web.browser()).get("/portal/")

    assert answer.status_code == 503
    assert "make frontend" in answer.text
    assert PAGE_HEADERS.items() <= dict(answer.headers).items()
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


async def test_every_answer_of_the_site_has_the_headers_of_the_specification(web: Web) -> None:
    browser = await web.signed_in(1)
    paths = ["/", "/portal/", "/console/x", "/session", "/graphql", "/health", "/nowhere"]
    paths += ["/files/statements/x", "/console/assets/x.js", "/pay/x", "/uploads"]

    for path in paths:
        answer = await browser.get(path)
        headers = answer.headers
        assert headers["strict-transport-security"].startswith("max-age=63072000"), path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "no-referrer", path
        assert headers["content-security-policy"].startswith("default-src 'none'"), path
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert headers["x-request-id"], path
        assert headers["cache-control"] == "no-store", path
