"""Requests that another site made a browser send: each variant is refused, and changes nothing."""

import httpx
import pytest

from tests.factories.web import COOKIE, ORIGIN, PASSWORD, Web

Headers = list[tuple[str, str]]

FORGED: dict[str, Headers] = {
    "a form, without our header": [("origin", ORIGIN), ("sec-fetch-site", "same-origin")],
    "a form of another site": [
        ("origin", "https://evil.example"),
        ("sec-fetch-site", "cross-site"),
        ("content-type", "application/x-www-form-urlencoded"),
    ],
    "our header, another origin": [("x-tributary", "1"), ("origin", "https://evil.example")],
    "our header, a hidden origin": [("x-tributary", "1"), ("origin", "null")],
    "our header, an empty origin": [("x-tributary", "1"), ("origin", "")],
    "our name as the beginning of another": [
        ("x-tributary", "1"),
        ("origin", f"{ORIGIN}.evil.example"),
    ],
    "our name as the end of another": [
        ("x-tributary", "1"),
        ("origin", "https://evil-tributary.test"),
    ],
    "our name as that of a user": [
        ("x-tributary", "1"),
        ("origin", f"{ORIGIN}@evil.example"),
    ],
    "a sub-domain of ours": [("x-tributary", "1"), ("origin", "https://shop.tributary.test")],
    "the same name without encryption": [
        ("x-tributary", "1"),
        ("origin", "http://tributary.test"),
    ],
    "the same name at another port": [("x-tributary", "1"), ("origin", f"{ORIGIN}:8443")],
    "the same name in capitals": [("x-tributary", "1"), ("origin", "https://TRIBUTARY.test")],
    "the machine itself, as in development": [
        ("x-tributary", "1"),
        ("origin", "http://localhost:8400"),
    ],
    "two origins, one of them ours": [
        ("x-tributary", "1"),
        ("origin", ORIGIN),
        ("origin", "https://evil.example"),
    ],
    "our origin, sent across sites": [
        ("x-tributary", "1"),
        ("origin", ORIGIN),
        ("sec-fetch-site", "cross-site"),
    ],
    "a neighbour of the same registrable name": [
        ("x-tributary", "1"),
        ("sec-fetch-site", "same-site"),
    ],
    "two places, one of them ours": [
        ("x-tributary", "1"),
        ("sec-fetch-site", "same-origin"),
        ("sec-fetch-site", "cross-site"),
    ],
    "our header with another value": [("x-tributary", "0"), ("origin", ORIGIN)],
    "our header twice": [("x-tributary", "1"), ("x-tributary", "1"), ("origin", ORIGIN)],
    "our header by another name": [("x_tributary", "1"), ("origin", ORIGIN)],
    "another method in a header": [("x-http-method-override", "GET"), ("origin", ORIGIN)],
}

UNSAFE = [
    ("POST", "/session"),
    ("PATCH", "/session"),
    ("DELETE", "/session"),
    ("POST", "/uploads?name=a.csv"),
    ("POST", "/graphql"),
]


async def forged(web: Web, browser: httpx.AsyncClient, headers: Headers) -> list[httpx.Response]:
    """Send everything unsafe with the cookie of a browser and exactly these headers."""
    bare = await web.browser()
    bare.headers.clear()
    cookie = ("cookie", f"{COOKIE}={browser.cookies[COOKIE]}")
    sign_in = {"brand": web.slug, "email": web.email(2), "password": PASSWORD}
    return [
        await bare.request(method, path, json=sign_in, headers=[cookie, *headers])
        for method, path in UNSAFE
    ]


@pytest.mark.parametrize("variant", FORGED)
async def test_a_forged_request_is_refused_and_changes_nothing(web: Web, variant: str) -> None:
    browser = await web.signed_in(1)
    before = web.ask("SELECT count(*) FROM audit_entries WHERE brand_id = %s", web.trade.brand_id)

    answers = await forged(web, browser, FORGED[variant])

    assert [answer.status_code for answer in answers] == [403] * len(UNSAFE)
    assert {answer.json()["code"] for answer in answers} == {"CROSS_SITE"}
    assert not any("set-cookie" in answer.headers for answer in answers)
    after = web.ask("SELECT count(*) FROM audit_entries WHERE brand_id = %s", web.trade.brand_id)
    assert after == before
    assert (await browser.get("/session")).json()["name"] == "Person 1"


async def test_a_query_by_get_is_guarded_as_well(web: Web) -> None:
    browser = await web.signed_in(1)
    query = "/graphql?query={viewer{today}}"

    assert (await browser.get(query)).status_code == 200
    for variant in ("our header, another origin", "a form, without our header"):
        bare = await web.browser()
        bare.headers.clear()
        cookie = ("cookie", f"{COOKIE}={browser.cookies[COOKIE]}")
        answer = await bare.get(query, headers=[cookie, *FORGED[variant]])
        assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        [("x-tributary", "1")],
        [("x-tributary", "1"), ("origin", ORIGIN)],
        [("x-tributary", "1"), ("origin", ORIGIN), ("sec-fetch-site", "same-origin")],
        [("x-tributary", "1"), ("sec-fetch-site", "none")],
    ],
)
async def test_our_own_pages_and_programs_pass(web: Web, headers: Headers) -> None:
    browser = await web.signed_in(1)

    answers = await forged(web, browser, headers)

    assert 403 not in {answer.status_code for answer in answers}


async def test_a_document_may_be_opened_from_a_link(web: Web) -> None:
    browser = await web.signed_in(1)
    browser.headers.clear()

    assert (await browser.get("/session")).status_code == 200


async def test_no_other_site_may_read_answers(web: Web) -> None:
    browser = await web.signed_in(1)
    asked = {"origin": "https://evil.example", "access-control-request-method": "POST"}

    for path in ("/session", "/graphql", "/uploads"):
        answer = await browser.options(path, headers=asked)
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert answer.status_code in {403, 405}
