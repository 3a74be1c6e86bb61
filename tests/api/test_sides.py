"""Acting for another side: who may, under which cookie, and for how long."""

from typing import Any

import httpx
import pytest

from tests.factories.web import COOKIE, Web
from tributary.kernel import new_id

SIDES = {"query": "{ viewer { distributor { code } sides { party code name isCurrent } } }"}


async def asked(browser: httpx.AsyncClient) -> tuple[str | None, dict[str, Any]]:
    """Return for whom a browser acts, and the sides it can choose by their codes."""
    viewer = (await browser.post("/graphql", json=SIDES)).json()["data"]["viewer"]
    now = viewer["distributor"]
    return now and now["code"], {each["code"]: each for each in viewer["sides"]}


async def switch(browser: httpx.AsyncClient, party: str) -> httpx.Response:
    return await browser.post("/session/party", json={"party": party})


@pytest.fixture
async def browser(web: Web) -> httpx.AsyncClient:
    """Of the owner of D1, who also orders for D2."""
    web.give_role(11, "distributor_buyer", web.trade.distributor(2))
    return await web.signed_in(11)


async def test_whoever_has_roles_at_two_distributors_chooses_between_them(
    browser: httpx.AsyncClient,
) -> None:
    now, sides = await asked(browser)
    other = next(code for code in sides if code != now)

    answer = await switch(browser, sides[other]["party"])

    assert sorted(sides) == ["D1", "D2"]
    assert [code for code, each in sides.items() if each["isCurrent"]] == [now]
    assert (answer.status_code, answer.json()["home"]) == (200, "/portal/")
    roles = {"D1": ["distributor_owner"], "D2": ["distributor_buyer"]}
    assert answer.json()["roles"] == roles[other]
    after, sides = await asked(browser)
    assert after == other
    assert [code for code, each in sides.items() if each["isCurrent"]] == [other]


async def test_the_cookie_before_is_worth_nothing_afterwards(
    browser: httpx.AsyncClient, web: Web
) -> None:
    before = browser.cookies[COOKIE]
    await switch(browser, f"Party:{web.trade.distributor(2)}")
    thief = await web.browser()
    thief.cookies.set(COOKIE, before)

    assert browser.cookies[COOKIE] != before
    assert (await thief.get("/session")).status_code == 401
    assert (await switch(thief, f"Party:{web.trade.distributor(1)}")).status_code == 401


async def test_who_is_on_both_sides_goes_over_to_the_brand_and_back(web: Web) -> None:
    web.give_role(1, "distributor_buyer", web.trade.distributor(2))
    browser = await web.signed_in(1)

    there = await switch(browser, f"Party:{web.trade.distributor(2)}")
    back = await switch(browser, f"Party:{web.trade.brand_id}")

    assert (there.json()["home"], there.json()["roles"]) == ("/portal/", ["distributor_buyer"])
    assert (back.json()["home"], back.json()["roles"]) == ("/console/", ["owner"])


async def test_nobody_acts_where_he_has_no_role(browser: httpx.AsyncClient, web: Web) -> None:
    other = await web.another_brand()
    strange = [web.trade.distributor(3), web.trade.brand_id, other.trade.distributor(1), new_id()]
    before = browser.cookies[COOKIE]

    answers = [await switch(browser, f"Party:{each}") for each in strange]

    assert {(each.status_code, each.json()["code"]) for each in answers} == {(422, "SIDE_UNKNOWN")}
    assert browser.cookies[COOKIE] == before
    assert (await browser.get("/session")).status_code == 200


@pytest.mark.parametrize("party", ["", "D2", "Order:1", "Party:", "Party:x", None, 7, ["Party:x"]])
async def test_what_is_no_party_is_refused(browser: httpx.AsyncClient, party: object) -> None:
    answer = await browser.post("/session/party", json={"party": party})

    assert (answer.status_code, answer.json()["code"]) == (400, "BAD_REQUEST")


async def test_nobody_stays_longer_by_it(browser: httpx.AsyncClient, web: Web) -> None:
    began = "SELECT created_at, expires_at FROM sessions WHERE brand_id = %s AND ended_at IS NULL"
    before = web.ask(began, web.trade.brand_id)
    web.clock.move(hours=11)

    answer = await switch(browser, f"Party:{web.trade.distributor(2)}")

    assert web.ask(began, web.trade.brand_id) == before
    left = 14 * 24 * 3600 - 11 * 3600
    assert f"max-age={left};" in answer.headers["set-cookie"].lower()


async def test_it_is_written_down_and_wants_a_page_of_ours(
    browser: httpx.AsyncClient, web: Web
) -> None:
    party = f"Party:{web.trade.distributor(2)}"
    foreign = await browser.post(
        "/session/party", json={"party": party}, headers={"sec-fetch-site": "cross-site"}
    )
    await switch(browser, party)

    assert foreign.status_code == 403
    deeds = web.ask(
        "SELECT user_id, before ->> 'party_id', after ->> 'party_id' FROM audit_entries "
        "WHERE brand_id = %s AND action = 'identity.switch_side'",
        web.trade.brand_id,
    )
    d1, d2 = (str(web.trade.distributor(n)) for n in (1, 2))
    first = d1 if (web.trade.user(11), d1, d2) in deeds else d2
    assert deeds == [(web.trade.user(11), first, d2)]
