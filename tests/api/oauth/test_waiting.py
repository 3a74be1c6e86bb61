"""Requests left beforehand, and devices: for their own program, once, and not for ever."""

import secrets

import httpx
import pytest

from tests.api.oauth.conftest import Hub, action_of, hidden_of, query_of
from tributary.identity import Flow

DEVICE = {"flows": frozenset({Flow.DEVICE_CODE}), "redirect_uris": (), "is_public": True}


async def push(hub: Hub, **more: str | None) -> httpx.Response:
    given = hub.asks(secrets.token_urlsafe(48), **more)
    return await hub.machine.post("/oauth/par", data=given, auth=hub.auth)


async def begun(till: Hub) -> dict[str, str]:
    given = {"client_id": till.client_id, "scope": "orders:read"}
    return dict((await till.machine.post("/oauth/device_authorization", data=given)).json())


def poll(code: dict[str, str]) -> dict[str, str]:
    return {"grant_type": Flow.DEVICE_CODE.value, "device_code": code["device_code"]}


async def test_a_request_is_answered_for_the_program_that_left_it(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    other = await hub.another()
    uri = (await push(hub)).json()["request_uri"]

    answer = await hub.browse(owner, {"client_id": other.client_id, "request_uri": uri})

    assert answer.status_code == 400


async def test_what_was_left_is_not_changed_by_the_address(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    uri = (await push(hub, scope="openid")).json()["request_uri"]
    given = {
        "client_id": hub.client_id,
        "request_uri": uri,
        "scope": "openid orders:write",
        "redirect_uri": "https://evil.example",
        "state": "evil",
    }

    page = await hub.browse(owner, given)
    led = await hub.agree(owner, page)

    assert "<li>" in page.text
    assert page.text.count("<li>") == 1
    assert led.headers["location"].startswith("https://erp.example/cb?")
    assert query_of(led.headers["location"])["state"] == "the state"


async def test_a_request_is_kept_for_ten_minutes(hub: Hub, owner: httpx.AsyncClient) -> None:
    pushed = (await push(hub)).json()
    assert pushed["expires_in"] == 600
    hub.web.clock.move(minutes=10)

    given = {"client_id": hub.client_id, "request_uri": pushed["request_uri"]}

    assert (await hub.browse(owner, given)).status_code == 400


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"redirect_uri": "https://evil.example"}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"scope": "everything"}, "invalid_scope"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"request_uri": "urn:x"}, "invalid_request"),
        ({"client_id": "0" * 32 + "." + "0" * 32}, "invalid_request"),
    ],
)
async def test_a_request_that_could_not_be_answered_is_not_kept(
    hub: Hub, change: dict[str, str], error: str
) -> None:
    answer = await push(hub, **change)

    assert answer.status_code in {400, 401}
    assert answer.json()["error"] in {error, "invalid_client"}


async def test_a_request_is_left_by_who_proves_itself(hub: Hub) -> None:
    given = hub.asks(secrets.token_urlsafe(48))

    assert (await hub.machine.post("/oauth/par", data=given)).json()["error"] == "invalid_client"


@pytest.mark.parametrize("uri", ["https://evil.example/r", "urn:ietf:params:oauth:request_uri:x"])
async def test_nothing_is_fetched_from_an_address_in_a_request(
    hub: Hub, owner: httpx.AsyncClient, uri: str
) -> None:
    asked = hub.asks(secrets.token_urlsafe(48), request_uri=uri)

    assert (await hub.browse(owner, asked)).status_code == 400
    jwt = hub.asks(secrets.token_urlsafe(48), request="a.b.c")
    assert (await hub.browse(owner, jwt)).status_code == 400


async def test_a_device_that_is_denied_gets_nothing(hub: Hub, owner: httpx.AsyncClient) -> None:
    till = await hub.another(**DEVICE)
    code = await begun(till)
    page = await owner.get("/oauth/device", params={"user_code": code["user_code"]})

    await till.agree(owner, page, "no")

    assert (await till.token(poll(code))).json()["error"] == "access_denied"
    again = await owner.get("/oauth/device", params={"user_code": code["user_code"]})
    assert "ticket" not in hidden_of(again)


async def test_a_code_of_a_device_is_good_for_ten_minutes_and_its_own_program(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    till, thief = await hub.another(**DEVICE), await hub.another(**DEVICE)
    code = await begun(till)
    page = await owner.get("/oauth/device", params={"user_code": code["user_code"]})
    await till.agree(owner, page)
    assert (await thief.token(poll(code))).json()["error"] == "invalid_grant"
    assert (await till.token(poll(code))).is_success
    late = await begun(till)
    hub.web.clock.move(minutes=10)

    assert (await till.token(poll(late))).json()["error"] == "expired_token"
    shown = await owner.get("/oauth/device", params={"user_code": late["user_code"]})
    assert "ticket" not in hidden_of(shown)


async def test_a_device_is_not_allowed_by_a_form_that_was_not_shown(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    till = await hub.another(**DEVICE)
    mine, other = await begun(till), await begun(till)
    page = await owner.get("/oauth/device", params={"user_code": mine["user_code"]})
    ticket = hidden_of(page)["ticket"]
    given = {"user_code": other["user_code"], "ticket": ticket, "answer": "yes"}

    await owner.post(action_of(page), data=given)
    await owner.post(action_of(page), data={**given, "ticket": ""})

    assert (await till.token(poll(other))).json()["error"] == "authorization_pending"


async def test_a_device_of_another_brand_is_not_found(hub: Hub) -> None:
    till = await hub.another(**DEVICE)
    code = await begun(till)
    other = await hub.web.another_brand()
    browser = await other.signed_in(1)

    page = await browser.get("/oauth/device", params={"user_code": code["user_code"]})

    assert "ticket" not in hidden_of(page)
