"""Credentials of one brand are nothing in another."""

import dataclasses
import secrets

import httpx

from tests.api.oauth.conftest import OWN, Hub, action_of, let_in
from tributary.kernel import BrandId


def moved(token: str, brand_id: BrandId) -> str:
    """Return a token with the name of another brand on it."""
    return f"{brand_id.hex}.{token.partition('.')[2]}"


async def test_nothing_of_one_brand_is_good_in_another(hub: Hub, owner: httpx.AsyncClient) -> None:
    other_web = await hub.web.another_brand()
    other = Hub(other_web, await let_in(other_web), hub.machine)
    there = other_web.trade.brand_id
    tokens = await hub.tokens(owner)
    verifier = secrets.token_urlsafe(48)
    code = await hub.code(owner, verifier)

    for given in (code, moved(code, there)):
        assert (await other.exchange(given, verifier)).json()["error"] == "invalid_grant"
    for given in (tokens["refresh_token"], moved(tokens["refresh_token"], there)):
        assert (await other.refresh(given)).json()["error"] == "invalid_grant"
    for given in (tokens["access_token"], moved(tokens["access_token"], there)):
        seen = await hub.machine.post("/oauth/introspect", data={"token": given}, auth=other.auth)
        assert seen.json() == {"active": False}
        assert (
            await hub.machine.post("/oauth/revoke", data={"token": given}, auth=other.auth)
        ).is_success
    assert not await hub.is_good(moved(tokens["access_token"], there))
    assert await hub.is_good(tokens["access_token"])
    assert (await hub.exchange(code, verifier)).is_success


async def test_a_program_cannot_borrow_the_name_of_another_brand(hub: Hub) -> None:
    own = await hub.another(**OWN)
    other = await hub.web.another_brand()
    name = moved(own.client_id, other.trade.brand_id)

    answer = await hub.machine.post(
        "/oauth/token",
        data={"grant_type": "client_credentials"},
        auth=(name, str(own.made.secret)),
    )

    assert answer.json()["error"] == "invalid_client"


async def test_who_is_signed_in_to_another_brand_is_nobody_here(hub: Hub) -> None:
    other = await hub.web.another_brand()
    browser = await other.signed_in(1)

    page = await hub.browse(browser, hub.asks(secrets.token_urlsafe(48)))

    assert action_of(page) == "/oauth/sign-in"


async def test_a_person_of_a_distributor_sees_by_a_program_what_the_person_sees(
    hub: Hub,
) -> None:
    browser = await hub.web.signed_in(12)
    program = dataclasses.replace(hub)
    query = "{ viewer { today distributor { code } } }"

    token = (await program.tokens(browser))["access_token"]
    refused = await hub.graph(token, query)
    assert refused.json()["errors"][0]["extensions"]["code"] == "INSUFFICIENT_SCOPE"

    seen = (await hub.graph(token)).json()["data"]["orders"]["totalCount"]
    own = await browser.post(
        "/graphql", json={"query": "{ orders { totalCount } }"}, headers={"x-tributary": "1"}
    )
    assert seen == own.json()["data"]["orders"]["totalCount"]


async def test_a_distributors_own_program_sees_the_distributor_alone(hub: Hub) -> None:
    party = hub.web.trade.distributor(2)
    erp = await hub.another(
        **{**OWN, "roles": frozenset({"distributor_owner"}), "party_id": party},
        scopes=frozenset({"parties:read", "orders:read"}),
    )
    token = (await erp.token({"grant_type": "client_credentials"})).json()["access_token"]

    found = await erp.graph(token, "{ viewer { distributor { code } } }")

    assert found.json()["data"] == {"viewer": {"distributor": None}} or found.json()["data"][
        "viewer"
    ]["distributor"] == {"code": "D2"}
