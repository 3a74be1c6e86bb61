"""Refresh tokens: good once, for their own program, for no more than was allowed."""

import asyncio

import httpx

from tests.api.oauth.conftest import Hub


async def test_a_refresh_token_used_again_ends_the_whole_family(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    first = await hub.tokens(owner)
    second = (await hub.refresh(first["refresh_token"])).json()
    third = (await hub.refresh(second["refresh_token"])).json()

    stolen = await hub.refresh(first["refresh_token"])

    assert stolen.json()["error"] == "invalid_grant"
    for token in (first, second, third):
        assert not await hub.is_good(token["access_token"])
        assert not (await hub.refresh(token["refresh_token"])).is_success


async def test_of_fifty_at_once_one_wins_and_its_family_is_dead(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    token = (await hub.tokens(owner))["refresh_token"]

    answers = await asyncio.gather(*(hub.refresh(token) for _ in range(50)))

    won = [answer.json() for answer in answers if answer.is_success]
    assert len(won) == 1
    assert {answer.json().get("error") for answer in answers} == {None, "invalid_grant"}
    assert not await hub.is_good(won[0]["access_token"])
    assert not (await hub.refresh(won[0]["refresh_token"])).is_success


async def test_another_family_of_the_same_program_lives_on(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    here, there = await hub.tokens(owner), await hub.tokens(owner)
    await hub.refresh(here["refresh_token"])
    await hub.refresh(here["refresh_token"])

    assert not await hub.is_good(here["access_token"])
    assert await hub.is_good(there["access_token"])


async def test_a_refresh_token_of_another_program_is_refused_and_stays_good(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    thief = await hub.another()
    token = (await hub.tokens(owner))["refresh_token"]

    assert (await thief.refresh(token)).json()["error"] == "invalid_grant"
    assert (await hub.refresh(token)).is_success


async def test_a_refresh_asks_for_less_and_never_for_more(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    token = await hub.tokens(owner, scope="openid orders:read")

    wider = await hub.refresh(token["refresh_token"], scope="openid orders:read orders:write")
    less = await hub.refresh(token["refresh_token"], scope="openid")
    whole = await hub.refresh(less.json()["refresh_token"])

    assert (wider.status_code, wider.json()["error"]) == (400, "invalid_scope")
    assert less.json()["scope"] == "openid"
    assert set(whole.json()["scope"].split()) == {"openid", "orders:read"}


async def test_a_refresh_token_is_good_for_thirty_days_without_use(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    token = (await hub.tokens(owner))["refresh_token"]
    hub.web.clock.move(days=29)
    token = (await hub.refresh(token)).json()["refresh_token"]
    hub.web.clock.move(days=30)

    assert (await hub.refresh(token)).json()["error"] == "invalid_grant"


async def test_an_access_token_is_good_for_ten_minutes(hub: Hub, owner: httpx.AsyncClient) -> None:
    token = (await hub.tokens(owner))["access_token"]
    hub.web.clock.move(minutes=9, seconds=59)
    assert await hub.is_good(token)
    hub.web.clock.move(seconds=1)

    assert not await hub.is_good(token)


async def test_an_access_token_refreshes_nothing(hub: Hub, owner: httpx.AsyncClient) -> None:
    token = await hub.tokens(owner)

    assert (await hub.refresh(token["access_token"])).json()["error"] == "invalid_grant"
    assert not await hub.is_good(token["refresh_token"])
