"""Programs that do everything right get what they ask for."""

import secrets

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet

from tests.api.oauth.conftest import (
    OWN,
    REDIRECT,
    Hub,
    action_of,
    challenge_of,
    hidden_of,
    query_of,
)
from tests.factories.web import COOKIE, ORIGIN, PASSWORD
from tributary.identity import Flow


async def test_a_person_agrees_and_the_program_acts_in_their_name(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    verifier = secrets.token_urlsafe(48)
    page = await hub.browse(owner, hub.asks(verifier, nonce="n1"))
    assert "The ERP" in page.text

    led = await hub.agree(owner, page)

    assert led.status_code == 303
    assert led.headers["location"].startswith(f"{REDIRECT}?")
    back = query_of(led.headers["location"])
    assert (back["state"], back["iss"]) == ("the state", ORIGIN)
    answer = await hub.exchange(back["code"], verifier)
    token = answer.json()
    assert answer.headers["cache-control"] == "no-store"
    assert (token["token_type"], token["expires_in"]) == ("Bearer", 600)
    keys = KeySet.import_key_set((await hub.machine.get("/oauth/jwks")).json())
    claims = jwt.decode(token["id_token"], keys, algorithms=["ES256"]).claims
    assert (claims["iss"], claims["aud"], claims["nonce"]) == (ORIGIN, hub.client_id, "n1")
    assert claims["exp"] - claims["iat"] == 3600
    found = await hub.graph(token["access_token"])
    assert found.json()["data"]["orders"]["totalCount"] == 4
    told = await hub.machine.get(
        "/oauth/userinfo", headers={"authorization": f"Bearer {token['access_token']}"}
    )
    assert told.json() == {
        "sub": claims["sub"],
        "name": "Person 1",
        "locale": "en",
        "brand": hub.web.slug,
        "email": hub.web.email(1),
    }


async def test_who_is_not_signed_in_signs_in_on_the_way(hub: Hub) -> None:
    browser = await hub.web.browser()
    del browser.headers["x-tributary"]
    verifier = secrets.token_urlsafe(48)
    page = await hub.browse(browser, hub.asks(verifier))
    assert page.status_code == 200
    given = {**hidden_of(page), "email": hub.web.email(1), "password": PASSWORD}

    wrong = await browser.post(action_of(page), data={**given, "password": "wrong"})
    right = await browser.post(action_of(wrong), data=given)

    assert wrong.status_code == 401
    assert right.status_code == 303
    assert COOKIE in browser.cookies
    consent = await browser.get(right.headers["location"])
    led = await hub.agree(browser, consent)
    assert (await hub.exchange(query_of(led.headers["location"])["code"], verifier)).is_success


async def test_a_first_party_program_needs_no_consent(hub: Hub, owner: httpx.AsyncClient) -> None:
    own = await hub.another(is_first_party=True, is_public=True)
    verifier = secrets.token_urlsafe(48)

    led = await own.browse(owner, own.asks(verifier))

    assert led.status_code == 303
    answer = await own.exchange(query_of(led.headers["location"])["code"], verifier)
    assert answer.is_success


async def test_tokens_are_refreshed_and_given_back(hub: Hub, owner: httpx.AsyncClient) -> None:
    first = await hub.tokens(owner)
    second = (await hub.refresh(first["refresh_token"])).json()
    assert second["scope"] == first["scope"]
    assert await hub.is_good(second["access_token"])

    revoked = await hub.machine.post(
        "/oauth/revoke", data={"token": second["refresh_token"]}, auth=hub.auth
    )

    assert revoked.status_code == 200
    assert not await hub.is_good(second["access_token"])


async def test_a_program_looks_at_its_own_token(hub: Hub, owner: httpx.AsyncClient) -> None:
    token = (await hub.tokens(owner))["access_token"]

    seen = await hub.machine.post("/oauth/introspect", data={"token": token}, auth=hub.auth)

    assert seen.json()["active"] is True
    assert seen.json()["client_id"] == hub.client_id
    assert seen.json()["iss"] == ORIGIN


async def test_a_program_acts_for_itself_with_the_roles_it_was_given(hub: Hub) -> None:
    erp = await hub.another(**OWN)

    answer = await erp.token({"grant_type": "client_credentials", "scope": "orders:read"})

    token = answer.json()
    assert "refresh_token" not in token
    found = (await erp.graph(token["access_token"])).json()
    assert found["data"] == {
        "viewer": {"today": "2026-01-05"},
        "orders": {"totalCount": 4},
    }


async def test_a_request_can_be_left_beforehand(hub: Hub, owner: httpx.AsyncClient) -> None:
    verifier = secrets.token_urlsafe(48)
    pushed = await hub.machine.post("/oauth/par", data=hub.asks(verifier), auth=hub.auth)
    assert pushed.status_code == 201, pushed.text
    given = {"client_id": hub.client_id, "request_uri": pushed.json()["request_uri"]}

    led = await hub.agree(owner, await hub.browse(owner, given))

    assert (await hub.exchange(query_of(led.headers["location"])["code"], verifier)).is_success
    assert (await hub.browse(owner, given)).status_code == 400


async def test_a_till_is_allowed_from_a_browser(hub: Hub, owner: httpx.AsyncClient) -> None:
    till = await hub.another(
        flows=frozenset({Flow.DEVICE_CODE, Flow.REFRESH_TOKEN}),
        redirect_uris=(),
        is_public=True,
    )
    begun = await till.machine.post(
        "/oauth/device_authorization", data={"client_id": till.client_id, "scope": "orders:read"}
    )
    code = begun.json()
    poll = {"grant_type": Flow.DEVICE_CODE.value, "device_code": code["device_code"]}
    assert (await till.token(poll)).json()["error"] == "authorization_pending"
    assert (await till.token(poll)).json()["error"] == "slow_down"

    page = await owner.get("/oauth/device", params={"user_code": code["user_code"].lower()})
    done = await till.agree(owner, page)

    assert done.status_code == 200
    answer = await till.token(poll)
    assert await till.is_good(answer.json()["access_token"])
    assert (await till.token(poll)).json()["error"] == "invalid_grant"


async def test_a_program_signs_its_person_out(hub: Hub, owner: httpx.AsyncClient) -> None:
    token = await hub.tokens(owner, scope="openid orders:read offline_access")
    given = {
        "id_token_hint": token["id_token"],
        "post_logout_redirect_uri": "https://erp.example/left",
        "state": "s",
    }

    answer = await owner.get("/oauth/logout", params=given)

    assert answer.headers["location"] == "https://erp.example/left?state=s"
    assert not await hub.is_good(token["access_token"])
    assert (await owner.get("/session")).status_code == 401


async def test_both_well_known_places_tell_the_same(hub: Hub) -> None:
    told = [
        (await hub.machine.get(f"/.well-known/{name}")).json()
        for name in ("openid-configuration", "oauth-authorization-server")
    ]

    assert told[0] == told[1]
    assert told[0]["issuer"] == ORIGIN
    assert told[0]["code_challenge_methods_supported"] == ["S256"]
    for name, address in told[0].items():
        if name.endswith("_endpoint") or name == "jwks_uri":
            path = str(address).removeprefix(ORIGIN)
            assert (await hub.machine.get(path)).status_code != 404, name


async def test_challenges_are_made_as_the_standard_has_them() -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"

    assert challenge_of(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
