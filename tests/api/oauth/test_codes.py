"""Codes: used once, by whom they were given to, within a minute, with the right verifier."""

import asyncio
import secrets

import httpx
import pytest

from tests.api.oauth.conftest import REDIRECT, Hub, query_of


async def test_a_code_used_again_is_refused_and_revokes_what_was_issued(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    verifier = secrets.token_urlsafe(48)
    code = await hub.code(owner, verifier)
    first = (await hub.exchange(code, verifier)).json()
    assert await hub.is_good(first["access_token"])

    again = await hub.exchange(code, verifier)

    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert not await hub.is_good(first["access_token"])
    assert (await hub.refresh(first["refresh_token"])).json()["error"] == "invalid_grant"


async def test_of_fifty_uses_at_once_one_wins_and_its_family_is_dead(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    verifier = secrets.token_urlsafe(48)
    code = await hub.code(owner, verifier)

    answers = await asyncio.gather(*(hub.exchange(code, verifier) for _ in range(50)))

    won = [answer.json() for answer in answers if answer.is_success]
    assert len(won) == 1
    assert {answer.status_code for answer in answers} == {200, 400}
    assert not await hub.is_good(won[0]["access_token"])
    assert not (await hub.refresh(won[0]["refresh_token"])).is_success


async def test_a_code_is_good_for_a_minute(hub: Hub, owner: httpx.AsyncClient) -> None:
    verifier = secrets.token_urlsafe(48)
    in_time, late = await hub.code(owner, verifier), await hub.code(owner, verifier)
    hub.web.clock.move(seconds=59)
    assert (await hub.exchange(in_time, verifier)).is_success
    hub.web.clock.move(seconds=1)

    assert (await hub.exchange(late, verifier)).json()["error"] == "invalid_grant"


async def test_a_code_of_another_program_is_refused_and_stays_good(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    thief = await hub.another()
    verifier = secrets.token_urlsafe(48)
    code = await hub.code(owner, verifier)

    stolen = await thief.exchange(code, verifier)

    assert stolen.json()["error"] == "invalid_grant"
    assert (await hub.exchange(code, verifier)).is_success


@pytest.mark.parametrize("address", ["https://erp.example/cb/", "https://evil.example/cb", ""])
async def test_a_code_sent_elsewhere_is_refused(
    hub: Hub, owner: httpx.AsyncClient, address: str
) -> None:
    verifier = secrets.token_urlsafe(48)
    code = await hub.code(owner, verifier)

    answer = await hub.exchange(code, verifier, redirect_uri=address)

    assert answer.json()["error"] == "invalid_grant"
    assert not (await hub.exchange(code, verifier, redirect_uri=REDIRECT)).is_success


@pytest.mark.parametrize(
    "change",
    [
        {"code_challenge": None, "code_challenge_method": None},
        {"code_challenge": None},
        {"code_challenge_method": None},
        {"code_challenge_method": "plain"},
        {"code_challenge_method": "s256"},
        {"code_challenge": "short"},
        {"code_challenge": "a" * 44},
    ],
)
async def test_no_code_without_a_challenge_by_s256(
    hub: Hub, owner: httpx.AsyncClient, change: dict[str, str | None]
) -> None:
    given = hub.asks(secrets.token_urlsafe(48), **change)

    answer = await hub.browse(owner, given)

    assert answer.status_code == 303
    back = query_of(answer.headers["location"])
    assert (back["error"], back["state"]) == ("invalid_request", "the state")
    assert "code" not in back


@pytest.mark.parametrize("verifier", ["", "x", "a" * 43, "é" * 43, "a" * 129])
async def test_a_wrong_verifier_uses_the_code_up(
    hub: Hub, owner: httpx.AsyncClient, verifier: str
) -> None:
    right = secrets.token_urlsafe(48)
    code = await hub.code(owner, right)

    answer = await hub.exchange(code, verifier)

    assert answer.json()["error"] == "invalid_grant"
    assert (await hub.exchange(code, right)).json()["error"] == "invalid_grant"


async def test_the_challenge_itself_is_no_verifier(hub: Hub, owner: httpx.AsyncClient) -> None:
    verifier = secrets.token_urlsafe(48)
    given = hub.asks(verifier)
    code = query_of((await hub.agree(owner, await hub.browse(owner, given))).headers["location"])[
        "code"
    ]

    downgraded = await hub.exchange(code, given["code_challenge"], code_challenge_method="plain")

    assert downgraded.json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "code", ["x", "0" * 32 + "." + "A" * 43, "%00", "' OR 1=1 --", "a" * 9_000]
)
async def test_a_code_that_is_none_is_refused(hub: Hub, code: str) -> None:
    answer = await hub.exchange(code, secrets.token_urlsafe(48))

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
