"""A brand's site with programs that were let in, and what such programs do."""

import base64
import hashlib
import html
import re
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from tests.api.oauth.leaving_by import Detour
from tests.api.outside.conftest import journeys, shared
from tests.conftest import MovingClock
from tests.factories.journey import Journeys
from tests.factories.web import ORIGIN, PASSWORD, Web
from tributary import identity
from tributary.app import Application, composed, site
from tributary.cli.hosting import listen, running
from tributary.identity import Credentials, Flow, ProgramDraft, Role
from tributary.platform.postgres import DatabaseUrls
from tributary.settings import read_settings

REDIRECT = "https://erp.example/cb"
LEFT = "https://erp.example/left"
SCOPE = "openid profile email orders:read"
VIEWER = {"query": "{ viewer { today } orders { totalCount } }"}


def challenge_of(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def query_of(location: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


@dataclass
class Hub:
    """A program that was let in, and the site it talks to."""

    web: Web
    made: Credentials
    machine: httpx.AsyncClient
    """Has no cookie and none of our headers."""

    @property
    def client_id(self) -> str:
        return self.made.name

    @property
    def auth(self) -> tuple[str, str]:
        assert self.made.secret is not None
        return self.made.name, self.made.secret

    def asks(self, verifier: str, **more: str | None) -> dict[str, str]:
        """Return the parameters of a request for a code; None takes one out."""
        given: dict[str, str | None] = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": REDIRECT,
            "scope": SCOPE,
            "state": "the state",
            "nonce": secrets.token_hex(8),
            "code_challenge": challenge_of(verifier),
            "code_challenge_method": "S256",
            **more,
        }
        return {name: value for name, value in given.items() if value is not None}

    async def browse(self, browser: httpx.AsyncClient, given: dict[str, str]) -> httpx.Response:
        return await browser.get(f"/oauth/authorize?{urlencode(given)}")

    async def agree(
        self, browser: httpx.AsyncClient, page: httpx.Response, answer: str = "yes"
    ) -> httpx.Response:
        """Press a button of a page that was shown."""
        assert page.status_code == 200, page.text
        return await browser.post(action_of(page), data={**hidden_of(page), "answer": answer})

    async def code(self, browser: httpx.AsyncClient, verifier: str, **more: str | None) -> str:
        page = await self.browse(browser, self.asks(verifier, **more))
        led = page if page.status_code == 303 else await self.agree(browser, page)
        assert led.status_code == 303, led.text
        return query_of(led.headers["location"])["code"]

    async def exchange(self, code: str, verifier: str, **more: str) -> httpx.Response:
        given = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": REDIRECT,
            "code_verifier": verifier,
            **more,
        }
        return await self.token(given)

    async def token(self, given: dict[str, str]) -> httpx.Response:
        if self.made.secret is None:
            given = {"client_id": self.client_id, **given}
            return await self.machine.post("/oauth/token", data=given)
        return await self.machine.post("/oauth/token", data=given, auth=self.auth)

    async def tokens(self, browser: httpx.AsyncClient, **more: str | None) -> dict[str, Any]:
        verifier = secrets.token_urlsafe(48)
        answer = await self.exchange(await self.code(browser, verifier, **more), verifier)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def refresh(self, token: str, **more: str) -> httpx.Response:
        return await self.token({"grant_type": "refresh_token", "refresh_token": token, **more})

    async def graph(self, token: str, query: str | None = None) -> httpx.Response:
        body = VIEWER if query is None else {"query": query}
        return await self.machine.post(
            "/graphql", json=body, headers={"authorization": f"Bearer {token}"}
        )

    async def is_good(self, token: str) -> bool:
        return (await self.graph(token)).status_code == 200

    async def another(self, **more: Any) -> "Hub":  # noqa: ANN401  Of a draft.
        return Hub(self.web, await let_in(self.web, **more), self.machine)


def hidden_of(page: httpx.Response) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page.text)
    return {html.unescape(name): html.unescape(value) for name, value in found}


def action_of(page: httpx.Response) -> str:
    found = re.search(r'<form method="post" action="([^"]*)">', page.text)
    assert found is not None
    return html.unescape(found[1])


async def let_in(web: Web, **more: Any) -> Credentials:  # noqa: ANN401  Of a draft.
    given: dict[str, Any] = {
        "name": "The ERP",
        "flows": frozenset({Flow.AUTHORIZATION_CODE, Flow.REFRESH_TOKEN}),
        "scopes": identity.scopes_of(f"{SCOPE} offline_access orders:write"),
        "redirect_uris": (REDIRECT,),
        "logout_uris": (LEFT,),
        **more,
    }
    async with web.application.desk.work(web.trade.brand_id, "test") as work:
        return await identity.add_program(work, ProgramDraft(**given))


OWN = {
    "flows": frozenset({Flow.CLIENT_CREDENTIALS}),
    "redirect_uris": (),
    "logout_uris": (),
    "roles": frozenset({Role.ACCOUNTANT}),
}
"""What a program is that acts for itself."""


@pytest.fixture
async def hub(web: Web) -> AsyncIterator[Hub]:
    # An address of its own, as requests are counted by it.
    address = f"10.{'.'.join(str(secrets.randbelow(256)) for _ in range(3))}"
    transport = httpx.ASGITransport(app=web.app, client=(address, 40_000))
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as machine:
        yield Hub(web, await let_in(web), machine)


@pytest.fixture
async def owner(web: Web) -> httpx.AsyncClient:
    """A browser in which the owner is signed in, and that sends what browsers send."""
    browser = await web.signed_in(1)
    del browser.headers["x-tributary"]
    return browser


@pytest.fixture
def detour(hub: Hub, journeys: Journeys) -> Detour:
    return Detour(hub, journeys)


@dataclass
class Served:
    """A site on a port of this machine."""

    url: str
    hub: Hub
    clock: MovingClock
    application: Application

    @property
    def who(self) -> dict[str, str]:
        """What the owner types on the pages."""
        return {"email": self.hub.web.email(1), "password": PASSWORD}


@pytest.fixture
async def served(
    web: Web, urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Served]:
    listener = listen("127.0.0.1", 0, advice="")
    port: int = listener.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    settings = read_settings(
        {
            "TRIBUTARY_HOME": str(tmp_path_factory.mktemp("served")),
            "TRIBUTARY_PUBLIC_URL": url,
            "TRIBUTARY_PAGES": str(tmp_path_factory.mktemp("unbuilt")),
        }
    )
    clock = MovingClock()
    # Every site has the same address, and begins at the same instant.
    for table in ("sign_in_attempts", "request_paces"):
        web.tamper(f"DELETE FROM {table}")
    async with (
        composed(settings, urls, clock=clock) as application,
        running(site(application), listener),
        httpx.AsyncClient(base_url=url, verify=False) as machine,
    ):
        yield Served(url, Hub(web, await let_in(web), machine), clock, application)


__all__ = ["LEFT", "OWN", "PASSWORD", "REDIRECT", "SCOPE", "Hub", "Served", "journeys", "shared"]
