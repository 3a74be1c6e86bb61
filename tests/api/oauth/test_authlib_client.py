"""The good path of Python's Authlib client, over real HTTP, with what discovery tells it."""

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
from authlib.integrations.httpx_client import AsyncOAuth2Client  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.jwk import KeySet

from tests.api.oauth.conftest import OWN, PASSWORD, SCOPE, Hub, action_of, hidden_of, let_in
from tests.conftest import MovingClock
from tests.factories.web import COOKIE, Web
from tributary.app import composed, site
from tributary.cli.hosting import listen, running
from tributary.platform.postgres import DatabaseUrls
from tributary.settings import read_settings


@dataclass
class Served:
    """A site on a port of this machine."""

    url: str
    hub: Hub


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
    async with (
        composed(settings, urls, clock=MovingClock()) as application,
        running(site(application), listener),
        httpx.AsyncClient(base_url=url) as machine,
    ):
        yield Served(url, Hub(web, await let_in(web), machine))


async def agreed(served: Served, address: str) -> str:
    """Sign in and agree, as a browser at the address would; return where it is led."""
    headers = {"origin": served.url, "sec-fetch-site": "same-origin"}
    async with httpx.AsyncClient(base_url=served.url, headers=headers) as browser:
        page = await browser.get(address)
        given = {"email": served.hub.web.email(1), "password": PASSWORD}
        led = await browser.post(action_of(page), data={**hidden_of(page), **given})
        # Browsers keep Secure cookies on the machine itself; this one's jar does not.
        token = led.headers["set-cookie"].partition("=")[2].partition(";")[0]
        browser.headers["cookie"] = f"{COOKIE}={token}"
        consent = await browser.get(led.headers["location"])
        done = await browser.post(action_of(consent), data={**hidden_of(consent), "answer": "yes"})
        return done.headers["location"]


async def test_authlib_discovers_signs_in_refreshes_and_revokes(served: Served) -> None:
    hub = served.hub
    told = (await hub.machine.get("/.well-known/openid-configuration")).json()
    assert told["issuer"] == served.url
    async with AsyncOAuth2Client(
        *hub.auth,
        scope=SCOPE,
        redirect_uri="https://erp.example/cb",
        code_challenge_method="S256",
        token_endpoint=told["token_endpoint"],
    ) as client:
        verifier = secrets.token_urlsafe(48)
        address, state = client.create_authorization_url(
            told["authorization_endpoint"], code_verifier=verifier, nonce="n"
        )
        token = await client.fetch_token(
            authorization_response=await agreed(served, address),
            code_verifier=verifier,
            state=state,
        )
        keys = KeySet.import_key_set((await hub.machine.get(told["jwks_uri"])).json())
        claims = jwt.decode(token["id_token"], keys, algorithms=["ES256"]).claims
        assert (claims["iss"], claims["aud"], claims["nonce"]) == (served.url, hub.client_id, "n")
        person = (await client.get(told["userinfo_endpoint"])).json()
        assert person["sub"] == claims["sub"]
        found = await client.post(
            f"{served.url}/graphql", json={"query": "{ orders { totalCount } }"}
        )
        assert found.json() == {"data": {"orders": {"totalCount": 4}}}
        newer = await client.refresh_token(told["token_endpoint"])
        assert newer["access_token"] != token["access_token"]
        seen = await client.introspect_token(
            told["introspection_endpoint"], token=newer["access_token"]
        )
        assert seen.json()["active"] is True
        await client.revoke_token(told["revocation_endpoint"], token=newer["refresh_token"])
        assert (await client.get(told["userinfo_endpoint"])).status_code == 401


async def test_authlib_gets_a_token_for_an_erp(served: Served) -> None:
    own = Hub(served.hub.web, await let_in(served.hub.web, **OWN), served.hub.machine)
    async with AsyncOAuth2Client(*own.auth, scope="orders:read") as client:
        token = await client.fetch_token(
            f"{served.url}/oauth/token", grant_type="client_credentials"
        )
        found = await client.post(
            f"{served.url}/graphql", json={"query": "{ orders { totalCount } }"}
        )

    assert token["scope"] == "orders:read"
    assert found.json() == {"data": {"orders": {"totalCount": 4}}}
