"""Tokens end with the session, the password, the role and the program they came from."""

import httpx
import pytest

from tests.api.oauth.conftest import LEFT, OWN, Hub, action_of, hidden_of
from tributary import identity


async def test_signing_out_ends_what_was_allowed_in_the_session(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    token = await hub.tokens(owner)
    offline = await hub.tokens(owner, scope="openid orders:read offline_access")

    await owner.delete("/session", headers={"x-tributary": "1"})

    assert not await hub.is_good(token["access_token"])
    assert not (await hub.refresh(token["refresh_token"])).is_success
    assert await hub.is_good(offline["access_token"])
    assert (await hub.refresh(offline["refresh_token"])).is_success


async def test_a_session_that_somebody_else_ended_ends_what_was_allowed_in_it(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    token = await hub.tokens(owner)
    hub.web.tamper(
        "UPDATE sessions SET ended_at = %s WHERE brand_id = %s",
        hub.web.clock(),
        hub.web.trade.brand_id,
    )

    assert not await hub.is_good(token["access_token"])
    assert not (await hub.refresh(token["refresh_token"])).is_success
    seen = await hub.machine.post(
        "/oauth/introspect", data={"token": token["access_token"]}, auth=hub.auth
    )
    assert seen.json() == {"active": False}


async def test_a_new_password_ends_every_token(hub: Hub, owner: httpx.AsyncClient) -> None:
    token = await hub.tokens(owner, scope="openid orders:read offline_access")
    hub.web.clock.move(seconds=1)
    hub.web.tamper(
        "UPDATE passwords SET set_at = %s WHERE user_id = %s",
        hub.web.clock(),
        hub.web.trade.user(1),
    )

    assert not await hub.is_good(token["access_token"])
    assert not (await hub.refresh(token["refresh_token"])).is_success
    seen = await hub.machine.post(
        "/oauth/introspect", data={"token": token["access_token"]}, auth=hub.auth
    )
    assert seen.json() == {"active": False}


async def test_a_role_that_is_taken_away_counts_from_the_next_request_on(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    token = await hub.tokens(owner)
    hub.web.take_roles(1)

    assert not await hub.is_good(token["access_token"])
    assert not (await hub.refresh(token["refresh_token"])).is_success


async def test_a_program_that_is_shut_out_has_no_token_left(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    own = await hub.another(**OWN)
    token = await hub.tokens(owner)
    owns = (await own.token({"grant_type": "client_credentials"})).json()
    desk = hub.web.application.desk
    for each in (hub, own):
        async with desk.work(hub.web.trade.brand_id, "test") as work:
            await identity.disable_program(work, program_id=each.made.program_id)

    assert not await hub.is_good(token["access_token"])
    assert not await hub.is_good(owns["access_token"])
    assert (await hub.refresh(token["refresh_token"])).json()["error"] == "invalid_client"
    assert (await hub.browse(owner, hub.asks("x" * 48))).status_code == 400


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", LEFT + "/", LEFT + "?x=1", "https://erp.example/cb", "javascript:x"],
)
async def test_nobody_is_led_to_an_address_that_is_not_registered_for_it(
    hub: Hub, owner: httpx.AsyncClient, address: str
) -> None:
    hint = (await hub.tokens(owner))["id_token"]

    answer = await owner.get(
        "/oauth/logout", params={"id_token_hint": hint, "post_logout_redirect_uri": address}
    )

    assert answer.status_code == 200
    assert "location" not in answer.headers


async def test_without_our_own_word_the_person_is_asked(hub: Hub, owner: httpx.AsyncClient) -> None:
    given = {"client_id": hub.client_id, "post_logout_redirect_uri": LEFT}
    page = await owner.get("/oauth/logout", params=given)
    forged = await owner.post(action_of(page), data={"answer": "yes", "ticket": "0" * 64})
    foreign = await owner.post(
        action_of(page),
        data={**hidden_of(page), "answer": "yes"},
        headers={"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
    )
    stay = await owner.post(action_of(page), data={**hidden_of(page), "answer": "no"})
    for answer in (page, forged, foreign, stay):
        assert answer.status_code == 200
    assert (await owner.get("/session")).status_code == 200

    done = await owner.post(action_of(page), data={**hidden_of(page), "answer": "yes"})

    assert (await owner.get("/session")).status_code == 401
    assert "location" not in done.headers


async def test_the_word_about_somebody_else_signs_nobody_out(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    accountant = await hub.web.signed_in(2)
    hint = (await hub.tokens(accountant))["id_token"]

    answer = await owner.get("/oauth/logout", params={"id_token_hint": hint})

    assert answer.status_code == 200
    assert (await owner.get("/session")).status_code == 200


async def test_only_its_own_program_gives_a_token_back(hub: Hub, owner: httpx.AsyncClient) -> None:
    other = await hub.another()
    token = await hub.tokens(owner)

    for each in (token["access_token"], token["refresh_token"]):
        refused = await hub.machine.post("/oauth/revoke", data={"token": each}, auth=other.auth)
        assert refused.json()["error"] == "invalid_grant"
        seen = await hub.machine.post("/oauth/introspect", data={"token": each}, auth=other.auth)
        assert seen.json() == {"active": False}
    assert await hub.is_good(token["access_token"])

    given = {"token": token["access_token"], "token_type_hint": "refresh_token"}
    assert (await hub.machine.post("/oauth/revoke", data=given, auth=hub.auth)).is_success
    assert not await hub.is_good(token["access_token"])
    assert (await hub.refresh(token["refresh_token"])).is_success
    unknown = await hub.machine.post("/oauth/revoke", data={"token": "x"}, auth=hub.auth)
    assert unknown.status_code == 200
