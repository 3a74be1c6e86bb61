"""Nobody asks faster than may be: each endpoint says when to come again, and to whom."""

import asyncio
import secrets
from collections import Counter

import httpx
import pytest

from tests.api.oauth.conftest import Hub, hidden_of
from tributary import identity
from tributary.identity import Flow, Gate
from tributary.identity.reactions import forget
from tributary.identity.rules.pacing import NETWORK_TIMES, PER_MINUTE

ENDPOINTS = {
    Gate.TOKEN: "/oauth/token",
    Gate.REVOCATION: "/oauth/revoke",
    Gate.INTROSPECTION: "/oauth/introspect",
    Gate.PUSHED_REQUEST: "/oauth/par",
    Gate.DEVICE_START: "/oauth/device_authorization",
}


async def use_up(hub: Hub, gate: Gate, address: str, name: str, requests: int) -> None:
    """Count requests as the endpoint does, without what it would do about each."""
    for _ in range(requests):
        async with hub.web.application.desk.work(hub.web.trade.brand_id, "test") as work:
            assert await identity.keep_pace(work, identity.paces_of(gate, address, name)) == 0


def machine(hub: Hub, address: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=hub.web.app, client=(address, 40_000))
    return httpx.AsyncClient(transport=transport, base_url=hub.machine.base_url)


def an_address() -> str:
    return f"2001:db8:{secrets.token_hex(2)}:{secrets.token_hex(2)}::1"


@pytest.mark.parametrize("gate", ENDPOINTS)
async def test_who_asks_too_fast_waits_and_nobody_else_does(hub: Hub, gate: Gate) -> None:
    address, path = an_address(), ENDPOINTS[gate]
    await use_up(hub, gate, address, hub.client_id, PER_MINUTE[gate] - 1)
    given = {"client_id": hub.client_id, "token": "x"}
    async with machine(hub, address) as here, machine(hub, an_address()) as elsewhere:
        last = await here.post(path, data=given)
        over = await here.post(path, data=given)
        of_another = await here.post(path, data={**given, "client_id": "x"})
        from_elsewhere = await elsewhere.post(path, data=given)

        assert over.status_code == 429
        assert over.json()["error"] == "temporarily_unavailable"
        assert 429 not in {each.status_code for each in (last, of_another, from_elsewhere)}
        seconds = int(over.headers["retry-after"])
        assert seconds == max(1, 60 // PER_MINUTE[gate])
        hub.web.clock.move(seconds=seconds)
        assert (await here.post(path, data=given)).status_code != 429


async def test_a_network_has_its_limit_whatever_names_are_given(hub: Hub) -> None:
    address, gate = an_address(), Gate.DEVICE_START
    for n in range(NETWORK_TIMES):
        await use_up(hub, gate, address, f"name {n}", PER_MINUTE[gate])
    async with machine(hub, address.replace("::1", "::2")) as same_network:
        answer = await same_network.post(ENDPOINTS[gate], data={"client_id": "new"})

    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "1"


async def test_of_many_at_once_no_more_pass_than_may(hub: Hub) -> None:
    address, limit = an_address(), PER_MINUTE[Gate.DEVICE_START]
    async with machine(hub, address) as here:
        answers = await asyncio.gather(
            *(here.post(ENDPOINTS[Gate.DEVICE_START], data={"client_id": "x"}) for _ in range(50))
        )

    codes = Counter(answer.status_code for answer in answers)
    assert codes[429] == 50 - limit


async def test_a_clock_that_was_set_back_shuts_nobody_out(hub: Hub) -> None:
    address = an_address()
    hub.web.clock.move(days=400)
    await use_up(hub, Gate.TOKEN, address, hub.client_id, PER_MINUTE[Gate.TOKEN])
    hub.web.clock.move(days=-400)
    async with machine(hub, address) as here:
        answer = await here.post("/oauth/token", data={"client_id": hub.client_id})

    assert answer.status_code != 429


async def test_short_codes_are_not_guessed(hub: Hub, owner: httpx.AsyncClient) -> None:
    till = await hub.another(
        flows=frozenset({Flow.DEVICE_CODE}), redirect_uris=(), is_public=True, logout_uris=()
    )
    given = {"client_id": till.client_id, "scope": "orders:read"}
    begun = (await till.machine.post("/oauth/device_authorization", data=given)).json()

    answers = [
        await owner.get("/oauth/device", params={"user_code": f"BBBB-BBB{letter}"})
        for letter in "BCDFGHJKLMN"
    ]
    right = await owner.get("/oauth/device", params={"user_code": begun["user_code"]})

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert (right.status_code, right.headers["retry-after"]) == (429, "6")
    assert "ticket" not in hidden_of(right)
    hub.web.clock.move(seconds=6)
    late = await owner.get("/oauth/device", params={"user_code": begun["user_code"]})
    assert "ticket" in hidden_of(late)


async def test_signing_in_has_a_pace_even_with_the_right_password(hub: Hub) -> None:
    address = an_address()
    whole = PER_MINUTE[Gate.SIGN_IN] * NETWORK_TIMES
    await use_up(hub, Gate.SIGN_IN, address, "", whole - 1)
    browser = await hub.web.browser(address=address)

    assert (await hub.web.sign_in(browser, 1)).status_code == 200
    answer = await hub.web.sign_in(browser, 1)

    assert (answer.status_code, answer.json()["code"]) == (429, "SIGN_IN_DELAYED")
    assert answer.headers["retry-after"] == "1"


async def test_what_slows_nobody_down_any_more_is_forgotten(hub: Hub) -> None:
    hub.web.tamper("DELETE FROM request_paces")
    await use_up(hub, Gate.TOKEN, an_address(), "x", 1)
    assert len(hub.web.ask("SELECT key FROM request_paces")) == 2
    hub.web.clock.move(minutes=1)

    await forget(hub.web.application.worker_desk, hub.web.trade.brand_id)

    assert hub.web.ask("SELECT key FROM request_paces") == []
