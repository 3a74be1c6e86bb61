"""The good path of Python's Authlib client, over real HTTP, with what discovery tells it."""

import secrets

from authlib.integrations.httpx_client import AsyncOAuth2Client  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.jwk import KeySet

from tests.api.oauth.browsing import Browser
from tests.api.oauth.conftest import OWN, REDIRECT, SCOPE, Hub, Served, let_in


async def test_authlib_discovers_signs_in_refreshes_and_revokes(served: Served) -> None:
    hub = served.hub
    told = (await hub.machine.get("/.well-known/openid-configuration")).json()
    assert told["issuer"] == served.url
    async with AsyncOAuth2Client(
        *hub.auth,
        scope=SCOPE,
        redirect_uri=REDIRECT,
        code_challenge_method="S256",
        token_endpoint=told["token_endpoint"],
    ) as client:
        verifier = secrets.token_urlsafe(48)
        address, state = client.create_authorization_url(
            told["authorization_endpoint"], code_verifier=verifier, nonce="n"
        )
        token = await client.fetch_token(
            authorization_response=await Browser(served.url, served.who).led(address),
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
        assert found.json()["data"] == {"orders": {"totalCount": 4}}
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
    assert found.json()["data"] == {"orders": {"totalCount": 4}}
