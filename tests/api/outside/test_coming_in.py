"""Coming in from an identity provider, and what a provider without tokens says."""

from dataclasses import replace

import pytest

from tests.factories.journey import COOKIE, Journeys, code_of, provider_of
from tests.factories.provider import FakeProvider, epoch
from tests.factories.web import COOKIE as SESSION
from tests.factories.web import Web
from tributary.identity import outside


async def test_a_person_who_is_linked_comes_in(journeys: Journeys) -> None:
    browser = await journeys.web.browser()

    where = await journeys.gone(browser, side="distributor")

    assert where == "/portal/#signed-in"
    session = (await browser.get("/session")).json()
    assert (session["side"], session["roles"]) == ("distributor", ["distributor_owner"])
    asked = journeys.fake.asked[-1]
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["scope"].split() == ["openid", "email", "profile"]
    assert len(asked["nonce"]) >= 43


async def test_the_session_before_is_over_and_the_cookies_are_new(journeys: Journeys) -> None:
    browser = await journeys.web.signed_in(12)
    before = browser.cookies[SESSION]

    await journeys.gone(browser, side="distributor")

    assert browser.cookies[SESSION] != before
    assert COOKIE not in browser.cookies
    thief = await journeys.web.browser()
    thief.cookies.set(SESSION, before, domain="tributary.test")
    assert (await thief.get("/session")).status_code == 401


async def test_a_brand_that_is_none_has_no_providers(journeys: Journeys) -> None:
    browser = await journeys.web.browser()
    other = await journeys.web.another_brand()

    async def shown(slug: str, side: str = "distributor") -> list[dict[str, str]]:
        answer = await browser.get("/session/providers", params={"brand": slug, "side": side})
        assert answer.status_code == 200
        found: list[dict[str, str]] = answer.json()["providers"]
        return found

    journeys.change("audience = 'distributors'")
    assert [each["name"] for each in await shown(journeys.web.slug)] == ["Company account"]
    assert await shown(journeys.web.slug, "brand") == []
    assert await shown(other.slug) == await shown("nowhere") == await shown("' OR 1=1") == []


async def test_a_brand_does_not_send_people_to_another_brands_provider(
    journeys: Journeys,
) -> None:
    other = await journeys.web.another_brand()

    answer = await journeys.asked(await other.browser(), brand=other.slug)

    assert answer.json()["code"] == "IDENTITY_PROVIDER_UNKNOWN"


async def test_a_provider_that_says_nothing_useful_is_down(journeys: Journeys) -> None:
    told: dict[tuple[str, object], str] = {}
    for path, faults in {
        "/userinfo": [500, 404, "redirect", "long", "packed"],
        "/token": [503, "redirect", "long"],
    }.items():
        for fault in faults:
            browser = await journeys.web.browser()
            back = await journeys.returned((await journeys.asked(browser)).json()["location"])
            journeys.fake.claims = {"email": None}
            journeys.fake.faults = {path: fault}
            landed = await journeys.landed(browser, back)
            told[path, fault] = code_of(landed.headers["location"])

    assert set(told.values()) == {"PROVIDER_DOWN"}, told
    assert "/elsewhere" not in journeys.fake.visits


async def test_a_slow_provider_is_given_up(
    journeys: Journeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tributary.gateways.openid.CALL_SECONDS", 0.2)
    browser = await journeys.web.browser()
    back = await journeys.returned((await journeys.asked(browser)).json()["location"])
    journeys.fake.faults = {"/token": "slow", "seconds": 1}

    landed = await journeys.landed(browser, back)

    assert code_of(landed.headers["location"]) == "PROVIDER_DOWN"


async def test_a_provider_that_is_not_there_is_told_before_anybody_leaves(
    web: Web, shared: FakeProvider
) -> None:
    gone = replace(shared, issuer="http://127.0.0.1:9")
    journeys = await provider_of(web, gone)

    answer = await journeys.asked(await web.browser())

    assert (answer.status_code, answer.json()["code"]) == (503, "PROVIDER_DOWN")


async def test_a_provider_without_tokens_says_who_it_is_by_its_own_names(
    web: Web, shared: FakeProvider
) -> None:
    addresses = outside.Addresses(
        f"{shared.issuer}/authorize", f"{shared.issuer}/token", f"{shared.issuer}/userinfo"
    )
    journeys = await provider_of(
        web,
        shared,
        kind=outside.ProviderKind.OAUTH,
        addresses=addresses,
        subject_claim="userid",
        email_claim="biz_mail",
        scopes="snsapi_login",
    )
    await journeys.link(2, "zhang.wei")
    shared.person = {"userid": "zhang.wei", "biz_mail": "z@tea.example"}
    # What nobody signed proves nothing about how the person signed in there.
    shared.person |= {"amr": ["mfa"], "auth_time": epoch(web.clock())}
    browser = await web.browser()

    where = await journeys.gone(browser)
    shared.person = {"openid": "zhang.wei"}
    nobody = await journeys.gone(await web.browser())
    shared.behave()

    assert where == "/console/#signed-in"
    assert shared.asked[-1]["scope"] == "snsapi_login"
    assert shared.asked[-1]["code_challenge_method"] == "S256"
    account = (await browser.get("/account")).json()
    assert [(each["factor"]) for each in account["devices"]] == [None]
    assert account["providers"][0]["label"] == "z@tea.example"
    assert code_of(nobody) == "PROVIDER_ANSWER_INVALID"
