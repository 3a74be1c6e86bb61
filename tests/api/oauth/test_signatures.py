"""ID tokens: signed by our keys alone, good for telling who somebody is and nothing else."""

import base64
import json
import secrets
from collections.abc import Mapping
from typing import Any

import httpx
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, KeySetSerialization, OctKey

from tests.api.oauth.conftest import LEFT, Hub
from tests.factories.web import ORIGIN
from tributary.api.oauth import Keyring


def part(fields: Mapping[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(fields).encode()).rstrip(b"=").decode()


async def keys_of(hub: Hub) -> KeySetSerialization:
    shown: KeySetSerialization = (await hub.machine.get("/oauth/jwks")).json()
    return shown


async def leaves(browser: httpx.AsyncClient, hint: str) -> httpx.Response:
    given = {"id_token_hint": hint, "post_logout_redirect_uri": LEFT}
    return await browser.get("/oauth/logout", params=given)


async def test_no_private_part_of_a_key_is_shown(hub: Hub) -> None:
    for key in (await keys_of(hub))["keys"]:
        assert "d" not in key
        assert (key["kty"], key["crv"], key["alg"], key["use"]) == ("EC", "P-256", "ES256", "sig")
    (kept, *_) = hub.web.ask("SELECT sealed_jwk FROM signing_keys")
    assert '"d"' not in str(kept)


async def test_a_forged_hint_signs_nobody_out(hub: Hub, owner: httpx.AsyncClient) -> None:
    good = (await hub.tokens(owner))["id_token"]
    shown = await keys_of(hub)
    claims = jwt.decode(good, KeySet.import_key_set(shown), algorithms=["ES256"]).claims
    ours = shown["keys"][0]
    thiefs = ECKey.generate_key("P-256", {"alg": "ES256", "kid": str(ours["kid"])})
    public = json.dumps(ours, separators=(",", ":")).encode()
    header, _, _ = good.split(".")
    none = f"{part({'alg': 'none'})}.{part(claims)}."
    forged = {
        "none": none,
        "none, signed before": f"{none}{good.rpartition('.')[2]}",
        "HS256 with our public key": jwt.encode(
            {"alg": "HS256", "kid": ours["kid"]}, claims, OctKey.import_key(public)
        ),
        "another key under our kid": jwt.encode(
            {"alg": "ES256", "kid": ours["kid"]}, claims, thiefs
        ),
        "a kid that climbs": jwt.encode({"alg": "ES256", "kid": "../../dev/null"}, claims, thiefs),
        "a kid of SQL": jwt.encode({"alg": "ES256", "kid": "' OR 1=1 --"}, claims, thiefs),
        "no signature": f"{header}.{good.split('.')[1]}.",
        "another's claims": f"{header}.{none.split('.')[1]}.{good.split('.')[2]}x",
        "no token": "x.y.z",
        "nothing": ".",
    }

    for name, hint in forged.items():
        answer = await leaves(owner, hint)
        assert answer.status_code == 400, name
        assert "location" not in answer.headers, name
    assert (await owner.get("/session")).status_code == 200


async def test_a_key_that_came_in_the_header_is_not_believed(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    good = (await hub.tokens(owner))["id_token"]
    shown = KeySet.import_key_set(await keys_of(hub))
    claims = jwt.decode(good, shown, algorithms=["ES256"]).claims
    thiefs = ECKey.generate_key("P-256")
    header: dict[str, Any] = {"alg": "ES256", "jwk": thiefs.as_dict(private=False)}

    answer = await leaves(owner, jwt.encode(header, claims, thiefs))

    assert answer.status_code == 400
    assert (await owner.get("/session")).status_code == 200


async def test_an_id_token_opens_nothing(hub: Hub, owner: httpx.AsyncClient) -> None:
    tokens = await hub.tokens(owner)
    header = {"authorization": f"Bearer {tokens['id_token']}"}

    assert not await hub.is_good(tokens["id_token"])
    assert (await hub.machine.get("/oauth/userinfo", headers=header)).status_code == 401
    seen = await hub.machine.post(
        "/oauth/introspect", data={"token": tokens["id_token"]}, auth=hub.auth
    )
    assert seen.json() == {"active": False}


async def test_an_id_token_for_another_program_is_no_hint_of_this_one(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    other = await hub.another()
    hint = (await other.tokens(owner))["id_token"]

    answer = await owner.get(
        "/oauth/logout", params={"id_token_hint": hint, "client_id": hub.client_id}
    )

    assert answer.status_code == 400
    assert (await owner.get("/session")).status_code == 200


async def test_an_id_token_says_for_whom_it_is_and_until_when(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    token = (await hub.tokens(owner))["id_token"]
    shown = KeySet.import_key_set(await keys_of(hub))

    decoded = jwt.decode(token, shown, algorithms=["ES256"])

    assert set(decoded.header) == {"typ", "alg", "kid"} or set(decoded.header) == {"alg", "kid"}
    assert decoded.claims["aud"] == hub.client_id
    assert decoded.claims["iss"] == ORIGIN
    now = int(hub.web.clock().timestamp())
    assert (decoded.claims["iat"], decoded.claims["auth_time"]) == (now, now)


async def test_a_new_key_is_shown_before_it_signs_and_the_old_one_after(
    hub: Hub,
) -> None:
    hub.web.tamper("DELETE FROM signing_keys")
    ring = Keyring(hub.web.application.desk, secret=secrets.token_urlsafe(48))
    first = await ring.keys()
    hub.web.clock.move(days=88)
    assert len((await ring.keys()).public["keys"]) == 1
    hub.web.clock.move(days=1)
    announced = await ring.keys()
    assert len(announced.public["keys"]) == 2
    assert announced.signing.kid == first.signing.kid
    hub.web.clock.move(days=1)
    second = await ring.keys()
    assert second.signing.kid != first.signing.kid
    assert len(second.public["keys"]) == 2
    hub.web.clock.move(days=31)

    assert [key["kid"] for key in (await ring.keys()).public["keys"]] == [second.signing.kid]
    hub.web.tamper("DELETE FROM signing_keys")


async def test_two_processes_agree_on_one_key(hub: Hub) -> None:
    hub.web.tamper("DELETE FROM signing_keys")
    secret = secrets.token_urlsafe(48)
    one, two = (Keyring(hub.web.application.desk, secret=secret) for _ in range(2))

    assert (await one.keys()).signing.kid == (await two.keys()).signing.kid

    stranger = Keyring(hub.web.application.desk, secret=secrets.token_urlsafe(48))
    assert (await stranger.keys()).signing.kid != (await one.keys()).signing.kid
    hub.web.tamper("DELETE FROM signing_keys")


async def test_a_key_is_changed_before_its_time(hub: Hub) -> None:
    hub.web.tamper("DELETE FROM signing_keys")
    ring = Keyring(hub.web.application.desk, secret=secrets.token_urlsafe(48))
    first = (await ring.keys()).signing.kid

    second = await ring.rotate()

    announced = await ring.keys()
    assert announced.signing.kid == first
    assert [pair.kid for pair in announced.pairs] == [second, first]
    hub.web.clock.move(days=1)
    assert (await ring.keys()).signing.kid == second
    assert len((await ring.keys()).public["keys"]) == 2
    hub.web.tamper("DELETE FROM signing_keys")


async def test_of_keys_that_leaked_nothing_is_believed(hub: Hub, owner: httpx.AsyncClient) -> None:
    hint = (await hub.tokens(owner))["id_token"]
    application = hub.web.application
    ring = Keyring(application.desk, secret=application.settings.secret)

    kid = await ring.rotate(is_leaked=True)
    hub.web.clock.move(minutes=5)

    assert [key["kid"] for key in (await keys_of(hub))["keys"]] == [kid]
    answer = await leaves(owner, hint)
    assert answer.status_code == 400
    assert (await owner.get("/session")).status_code == 200
