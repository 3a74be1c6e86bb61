"""Answers say who answers, repeat the state, and bind the nonce to the code."""

import base64
import json
import secrets
from typing import Any

import httpx
import pytest

from tests.api.oauth.conftest import Hub, query_of
from tests.factories.web import ORIGIN


def claims_of(token: str) -> dict[str, Any]:
    return dict(json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "==")))


@pytest.mark.parametrize("answer", ["yes", "no"])
async def test_every_answer_says_who_answers_and_repeats_the_state(
    hub: Hub, owner: httpx.AsyncClient, answer: str
) -> None:
    page = await hub.browse(owner, hub.asks(secrets.token_urlsafe(48), state="a&b=c#d é"))

    led = await hub.agree(owner, page, answer)

    back = query_of(led.headers["location"])
    assert (back["iss"], back["state"]) == (ORIGIN, "a&b=c#d é")
    assert ("code" in back) is (answer == "yes")
    assert back.get("error") == (None if answer == "yes" else "access_denied")


async def test_errors_say_who_answers(hub: Hub, owner: httpx.AsyncClient) -> None:
    for change in ({"response_type": "token"}, {"scope": "x"}, {"code_challenge": None}):
        led = await hub.browse(owner, hub.asks(secrets.token_urlsafe(48), **change))

        assert query_of(led.headers["location"])["iss"] == ORIGIN


async def test_the_nonce_is_that_of_the_code_and_not_of_another_request(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    mine, other = secrets.token_urlsafe(48), secrets.token_urlsafe(48)
    code = await hub.code(owner, mine, nonce="mine")
    await hub.code(owner, other, nonce="other")

    token = await hub.exchange(code, mine, nonce="other", state="other")

    assert claims_of(token.json()["id_token"])["nonce"] == "mine"


async def test_a_code_put_into_another_flow_of_the_same_program_is_refused(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    mine, attackers = secrets.token_urlsafe(48), secrets.token_urlsafe(48)
    injected = await hub.code(owner, attackers)

    assert (await hub.exchange(injected, mine)).json()["error"] == "invalid_grant"


async def test_a_nonce_is_used_once(hub: Hub, owner: httpx.AsyncClient) -> None:
    await hub.code(owner, secrets.token_urlsafe(48), nonce="once")

    again = await hub.browse(owner, hub.asks(secrets.token_urlsafe(48), nonce="once"))

    assert query_of(again.headers["location"])["error"] == "invalid_request"
