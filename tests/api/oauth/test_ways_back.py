"""Where browsers go on that come back from a provider: where they were going, or nowhere else."""

import base64
import json
from collections.abc import Callable

import httpx
import pytest

from tests.api.oauth.leaving_by import RETURN, Detour, forms_of
from tests.factories.journey import COOKIE, Journeys, code_of, provider_of
from tests.factories.web import COOKIE as SESSION
from tests.factories.web import PASSWORD, Web
from tributary.platform import Seals

HOME = "/console/#signed-in"
EVIL = "https://evil.example/cb"
PLACES = [
    EVIL,
    "//evil.example",
    "/\\evil.example",
    "/oauth/../console/",
    "/oauth/authorizex",
    "/oauth/authorize\r\nset-cookie: a=b",
    "/oauth/authorize?x\r\nlocation: https://evil.example",
    "javascript:alert(1)",
    "/session",
    "",
]


@pytest.fixture
async def owners(detour: Detour) -> Detour:
    """The way of the brand's owner, who would otherwise end at the console."""
    await detour.journeys.link(1, "u-owner")
    detour.journeys.fake.person["sub"] = "u-owner"
    return detour


def put(browser: httpx.AsyncClient, name: str, value: str) -> None:
    browser.cookies.set(name, value, domain="tributary.test")


def packed(back: str, until: float, **more: str) -> str:
    text = json.dumps([int(until), {"back": back, **more}])
    return base64.urlsafe_b64encode(text.encode()).decode()


def signed(web: Web, text: str, browser_token: str) -> str:
    """Return a cookie as only we can make it."""
    seals = web.application.desk.port(Seals)
    return f"{text}.{seals.derive('oauth-return', browser_token, text)}"


async def on_the_way(owners: Detour) -> tuple[httpx.AsyncClient, str]:
    browser = await owners.hub.web.browser()
    return browser, await owners.left(browser, await owners.page(browser))


async def test_nobody_leaves_for_a_provider_with_another_place_to_return_to(
    owners: Detour,
) -> None:
    browser = await owners.hub.web.browser()
    page = await owners.page(browser)
    (given,) = [sent for said, sent in forms_of(page).items() if "Company" in said]

    for back in PLACES:
        answer = await browser.post("/oauth/sign-in", data={**given, "back": back})

        assert answer.status_code == 400, back
        assert {"set-cookie", "refresh", "location"}.isdisjoint(answer.headers)


async def test_a_cookie_that_was_changed_leads_nowhere(owners: Detour) -> None:
    web = owners.hub.web
    # A page of ours, so that the signature alone stands in the way.
    forged = packed("/oauth/device", web.clock().timestamp() + 60, brand=web.slug)
    changed: list[Callable[[str, str], str]] = [
        lambda _, signature: f"{forged}.{signature}",
        lambda _, __: f"{forged}.",
        lambda _, __: forged,
        lambda text, signature: f"{text}.{signature[:-1]}",
        lambda text, signature: f"{text[:-1]}.{signature}",
        lambda _, signature: f".{signature}",
        lambda _, __: signed(web, forged, "another token"),
        lambda _, __: "nonsense",
    ]
    for change in changed:
        browser, way = await on_the_way(owners)
        text, _, signature = browser.cookies[RETURN].rpartition(".")
        put(browser, RETURN, change(text, signature))

        led = await owners.journeys.landed(browser, way)

        assert led.headers["location"] == HOME


async def test_a_place_is_looked_at_again_whoever_signed_it(owners: Detour) -> None:
    web = owners.hub.web
    soon = web.clock().timestamp() + 60
    ends: list[str] = []
    for back in ("/oauth/device", *PLACES):
        browser, way = await on_the_way(owners)
        text = packed(back, soon, brand=web.slug)
        put(browser, RETURN, signed(web, text, browser.cookies[COOKIE]))
        ends.append((await owners.journeys.landed(browser, way)).headers["location"])

    assert ends == ["/oauth/device", *[HOME] * len(PLACES)]


async def test_the_way_on_is_open_for_ten_minutes(owners: Detour) -> None:
    web = owners.hub.web
    browser, way = await on_the_way(owners)
    web.tamper("UPDATE provider_journeys SET expires_at = expires_at + interval '1 hour'")
    web.clock.move(minutes=10)

    led = await owners.journeys.landed(browser, way)

    assert led.headers["location"] == HOME
    assert RETURN not in browser.cookies


async def test_the_way_on_is_taken_once(owners: Detour) -> None:
    browser, way = await on_the_way(owners)
    kept = {name: browser.cookies[name] for name in (RETURN, COOKIE)}
    first = await owners.journeys.landed(browser, way)
    assert first.headers["location"].startswith("/oauth/authorize?")
    assert {RETURN, COOKIE}.isdisjoint(browser.cookies)
    for name, value in kept.items():
        put(browser, name, value)

    again = await owners.journeys.landed(browser, way)
    put(browser, RETURN, kept[RETURN])
    # Nor does it lead on who comes back from another journey.
    by_console = await owners.journeys.gone(browser)

    assert code_of(again.headers["location"]) == "JOURNEY_UNKNOWN"
    assert by_console == HOME


async def test_what_one_browser_was_given_leads_no_other_one_on(owners: Detour) -> None:
    mine, _ = await on_the_way(owners)
    victim, way = await on_the_way(owners)
    put(victim, RETURN, mine.cookies[RETURN])
    stranger = await owners.hub.web.browser()
    _, stolen = await on_the_way(owners)
    put(stranger, RETURN, mine.cookies[RETURN])

    led = await owners.journeys.landed(victim, way)
    lost = await owners.journeys.landed(stranger, stolen)

    assert led.headers["location"] == HOME
    assert code_of(lost.headers["location"]) == "JOURNEY_UNKNOWN"
    assert SESSION not in stranger.cookies


async def test_what_was_given_in_one_brand_leads_nobody_on_in_another(owners: Detour) -> None:
    other = await owners.hub.web.another_brand()
    theirs = await provider_of(other, owners.journeys.fake)
    await theirs.link(1, "u-owner")
    browser, _ = await on_the_way(owners)
    mine = browser.cookies[RETURN]

    way = await _asked_away(theirs, browser)
    put(browser, RETURN, mine)
    led = await theirs.landed(browser, way)
    # Not even when it is signed for that very journey.
    way = await _asked_away(theirs, browser)
    put(browser, RETURN, signed(other, mine.rpartition(".")[0], browser.cookies[COOKIE]))
    signed_so = await theirs.landed(browser, way)

    assert led.headers["location"] == signed_so.headers["location"] == HOME
    assert (await browser.get("/session")).json()["brand"]["slug"] == other.slug


async def test_only_coming_in_is_led_on(owners: Detour) -> None:
    """Who links an account meanwhile, in the same browser, ends where that was begun."""
    web = owners.hub.web
    browser = await web.signed_in(1)
    given = owners.hub.asks("v" * 43, prompt="login")
    web.clock.move(minutes=3)
    page = await owners.hub.browse(browser, given)
    await owners.left(browser, page)
    kept = browser.cookies[RETURN]
    confirmed = await browser.post("/session/confirm", json={"password": PASSWORD})
    assert confirmed.status_code == 200, confirmed.text
    asked = await browser.post(f"/account/providers/{owners.journeys.provider_id}")
    way = await owners.journeys.returned(asked.json()["location"])
    text = kept.rpartition(".")[0]
    put(browser, RETURN, signed(web, text, browser.cookies[COOKIE]))

    led = await owners.journeys.landed(browser, way)

    assert led.headers["location"] == "/console/external#LINKED"
    assert RETURN in browser.cookies


async def test_somebody_elses_way_back_leads_nobody_on(owners: Detour) -> None:
    """Login CSRF: a victim who is on the way himself follows an attacker's way back."""
    _, attackers = await on_the_way(owners)
    victim, _ = await on_the_way(owners)

    led = await owners.journeys.landed(victim, attackers)

    assert code_of(led.headers["location"]) == "JOURNEY_UNKNOWN"
    assert SESSION not in victim.cookies


async def test_no_other_site_sends_anybody_to_a_provider(owners: Detour) -> None:
    browser = await owners.hub.web.browser()
    page = await owners.page(browser)
    (given,) = [sent for said, sent in forms_of(page).items() if "Company" in said]

    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
    ):
        answer = await browser.post("/oauth/sign-in", data=given, headers=headers)
        assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


async def _asked_away(journeys: Journeys, browser: httpx.AsyncClient) -> str:
    return await journeys.returned((await journeys.asked(browser)).json()["location"])
