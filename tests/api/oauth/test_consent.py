"""The pages: not framed, not forged, not for another session, and never a script."""

import secrets

import httpx
import pytest

from tests.api.oauth.conftest import PASSWORD, REDIRECT, Hub, action_of, hidden_of
from tests.factories.web import COOKIE
from tributary.api.http.headers import PAGE_HEADERS


async def test_no_page_can_be_framed_or_run_a_script(hub: Hub, owner: httpx.AsyncClient) -> None:
    stranger = await hub.web.browser()
    given = hub.asks(secrets.token_urlsafe(48))
    pages = [
        await hub.browse(owner, given),
        await hub.browse(stranger, given),
        await hub.browse(owner, {"client_id": "x"}),
        await owner.get("/oauth/device"),
        await owner.get("/oauth/logout"),
        await stranger.get("/oauth/logout"),
    ]

    for page in pages:
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "script-src" not in policy
        assert PAGE_HEADERS.items() <= dict(page.headers).items()
        assert page.headers["cache-control"] == "no-store"
        assert "<script" not in page.text
    assert (
        f"form-action 'self' {REDIRECT.removesuffix('/cb')};"
        in (pages[0].headers["content-security-policy"])
    )


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://tributary.test.evil.example"},
        {"origin": "http://tributary.test"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
async def test_a_form_from_another_site_does_nothing(
    hub: Hub, owner: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    page = await hub.browse(owner, hub.asks(secrets.token_urlsafe(48)))
    given = {**hidden_of(page), "answer": "yes"}

    consent = await owner.post(action_of(page), data=given, headers=headers)
    signing = {"back": "/oauth/device", "brand": hub.web.slug, "email": hub.web.email(2)}
    sign_in = await owner.post(
        "/oauth/sign-in", data={**signing, "password": PASSWORD}, headers=headers
    )
    device = await owner.post("/oauth/device", data={"code": "x"}, headers=headers)

    for answer in (consent, sign_in, device):
        assert (answer.status_code, answer.json()["code"]) == (403, "CROSS_SITE")
        assert "set-cookie" not in answer.headers


async def test_a_form_without_a_word_about_where_it_is_from_does_nothing(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    page = await hub.browse(owner, hub.asks(secrets.token_urlsafe(48)))
    for name in ("origin", "sec-fetch-site"):
        del owner.headers[name]

    answer = await owner.post(action_of(page), data={**hidden_of(page), "answer": "yes"})

    assert answer.status_code == 403


async def test_consent_is_for_the_session_and_the_request_it_was_shown_for(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    accountant = await hub.web.signed_in(2)
    page = await hub.browse(owner, hub.asks(secrets.token_urlsafe(48)))
    other = await hub.browse(owner, hub.asks(secrets.token_urlsafe(48), scope="openid"))
    given = {**hidden_of(page), "answer": "yes"}

    refused = [
        await accountant.post(action_of(page), data=given),
        await owner.post(action_of(other), data=given),
        await owner.post(f"{action_of(page)}&prompt=login", data=given),
        await owner.post(action_of(page), data={"answer": "yes"}),
        await owner.post(action_of(page), data={"answer": "yes", "ticket": "é"}),
    ]

    assert {answer.status_code for answer in refused} == {403}
    assert hub.web.ask(
        "SELECT count(*) FROM program_grants WHERE brand_id = %s", hub.web.trade.brand_id
    ) == [(0,)]


async def test_a_session_that_was_planted_is_never_taken_over(hub: Hub) -> None:
    browser = await hub.web.browser()
    planted = f"{hub.web.trade.brand_id.hex}.{'A' * 43}"
    browser.cookies.set(COOKIE, planted, domain="tributary.test")
    page = await hub.browse(browser, hub.asks(secrets.token_urlsafe(48)))
    given = {**hidden_of(page), "email": hub.web.email(1), "password": PASSWORD}

    answer = await browser.post(action_of(page), data=given)

    token = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
    assert token != planted
    thief = await hub.web.browser()
    thief.cookies.set(COOKIE, planted, domain="tributary.test")
    assert (await thief.get("/session")).status_code == 401


async def test_nobody_learns_who_has_an_account(hub: Hub) -> None:
    texts: set[str] = set()
    for change in (
        {"password": "wrong"},
        {"email": "nobody@nowhere.example"},
        {"email": "x"},
        {"email": "\ud7ff"},
    ):
        browser = await hub.web.browser()
        page = await browser.get("/oauth/device")
        given = {"brand": hub.web.slug, "email": hub.web.email(1), "password": PASSWORD}
        answer = await browser.post(action_of(page), data={**hidden_of(page), **given, **change})
        assert answer.status_code == 401
        assert "set-cookie" not in answer.headers
        texts.add(answer.text.partition("</style>")[2])

    assert len(texts) == 1


async def test_guessing_is_slowed_down(hub: Hub) -> None:
    browser = await hub.web.browser()
    page = await browser.get("/oauth/device")
    given = {**hidden_of(page), "brand": hub.web.slug, "email": hub.web.email(1)}

    answers = [
        await browser.post(action_of(page), data={**given, "password": "wrong"}) for _ in range(7)
    ]

    assert answers[-1].status_code == 429
    assert answers[-1].headers["retry-after"] == "1"


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/session",
        "/oauth/authorizex",
        "/oauth/device?x\r\nset-cookie: a=b",
        "",
    ],
)
async def test_signing_in_leads_to_our_own_pages_alone(hub: Hub, back: str) -> None:
    browser = await hub.web.browser()
    given = {"brand": hub.web.slug, "email": hub.web.email(1), "password": PASSWORD, "back": back}

    answer = await browser.post("/oauth/sign-in", data=given)

    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers


async def test_what_a_program_calls_itself_is_text(hub: Hub, owner: httpx.AsyncClient) -> None:
    program = await hub.another(name='<img src=x onerror=alert(1)>"&{brand}')

    page = await program.browse(owner, program.asks(secrets.token_urlsafe(48)))

    assert "<img" not in page.text
    assert "&lt;img src=x onerror=alert(1)&gt;&quot;&amp;{brand}" in page.text


async def test_who_signed_in_long_ago_signs_in_again_when_the_program_wants_it(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    hub.web.clock.move(minutes=10)
    given = hub.asks(secrets.token_urlsafe(48))

    for change in ({"prompt": "login"}, {"max_age": "300"}):
        page = await hub.browse(owner, {**given, **change})
        assert action_of(page) == "/oauth/sign-in"
        assert hub.web.ask("SELECT 1") == [(1,)]
    assert action_of(await hub.browse(owner, {**given, "max_age": "3600"})) != "/oauth/sign-in"


@pytest.mark.parametrize(("language", "word"), [("zh-CN,zh", "允许"), ("en", "Allow")])
async def test_pages_are_in_the_language_of_the_browser(
    hub: Hub, owner: httpx.AsyncClient, language: str, word: str
) -> None:
    owner.headers["accept-language"] = language

    page = await hub.browse(owner, hub.asks(secrets.token_urlsafe(48)))

    assert word in page.text
