"""Signing in and out over HTTP: who gets in, for how long, and what nobody learns."""

import httpx
import pytest

from tests.factories.web import COOKIE, PASSWORD, Web
from tributary import identity
from tributary.api.graphql.engine.viewers import Breadth
from tributary.api.http.visitors import Visitors

VIEWER = {"query": "{ viewer { today user { name } distributor { code } } }"}


async def graph(browser: httpx.AsyncClient) -> httpx.Response:
    return await browser.post("/graphql", json=VIEWER)


async def test_whoever_signs_in_learns_who_they_are_and_may_ask_the_graph(web: Web) -> None:
    browser = await web.browser()

    answer = await web.sign_in(browser, 1)

    assert answer.status_code == 200
    assert answer.json() == {
        "brand": {"slug": web.slug, "name": '荷叶 "Lotus" \\ Tea'},
        "name": "Person 1",
        "language": "en",
        "side": "brand",
        "roles": ["owner"],
        "withheld": [],
        "home": "/console/",
    }
    assert (await browser.get("/session")).json() == answer.json()
    assert (await graph(browser)).json()["data"] == {
        "viewer": {"today": "2026-01-05", "user": {"name": "Person 1"}, "distributor": None}
    }


async def test_the_cookie_is_kept_from_scripts_other_sites_and_plain_connections(web: Web) -> None:
    answer = await web.sign_in(await web.browser(), 1)

    cookie = answer.headers["set-cookie"]
    name, _, rest = cookie.partition("=")
    assert name == COOKIE
    assert rest.startswith(f"{web.trade.brand_id.hex}.")
    attributes = {each.strip().lower() for each in rest.split(";")[1:]}
    assert {"path=/", "secure", "httponly", "samesite=lax"} <= attributes
    assert not any(each.startswith("domain") for each in attributes)
    assert answer.headers["cache-control"] == "no-store"
    assert PASSWORD not in answer.text


async def test_of_the_token_only_a_hash_is_kept(web: Web) -> None:
    browser = await web.signed_in(1)
    token = browser.cookies[COOKIE]

    rows = web.ask(
        "SELECT to_jsonb(s)::text, to_jsonb(a)::text FROM sessions s "
        "JOIN audit_entries a ON a.brand_id = s.brand_id WHERE s.brand_id = %s",
        web.trade.brand_id,
    )

    assert rows
    assert token.partition(".")[2] not in str(rows)


async def test_people_of_a_distributor_come_to_the_portal(web: Web) -> None:
    browser = await web.browser()

    answer = await web.sign_in(browser, 11)

    assert (answer.json()["side"], answer.json()["home"]) == ("distributor", "/portal/")
    viewer = (await graph(browser)).json()["data"]["viewer"]
    assert viewer["distributor"] == {"code": "D1"}


async def test_who_is_on_both_sides_chooses_and_is_the_brand_otherwise(web: Web) -> None:
    web.give_role(1, "distributor_buyer", web.trade.distributor(2))
    browser = await web.browser()

    brand = await web.sign_in(browser, 1)
    distributor = await web.sign_in(browser, 1, side="distributor")

    assert (brand.json()["side"], brand.json()["roles"]) == ("brand", ["owner"])
    assert distributor.json()["side"] == "distributor"
    assert distributor.json()["roles"] == ["distributor_buyer"]
    asked = await browser.post("/graphql", json={"query": "{ auditEntries { totalCount } }"})
    assert asked.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


async def test_every_wrong_knock_gets_the_same_answer(web: Web) -> None:
    other = await web.another_brand()
    web.tamper("DELETE FROM passwords WHERE user_id = %s", web.trade.user(12))
    good = {"brand": web.slug, "email": web.email(1), "password": PASSWORD}
    wrong: list[dict[str, str]] = [
        {"password": "lantern tide orchard ten"},
        {"password": ""},
        {"password": "x" * 2_000},
        {"email": "nobody@nowhere.example"},
        {"email": "no address"},
        {"email": "\x00"},
        {"email": web.email(12)},
        {"email": other.email(1)},
        {"brand": "nowhere"},
        {"brand": "\x00"},
        {"brand": other.slug},
        {"brand": "a" * 200},
        {"email": "' OR 1=1 --"},
    ]

    answers = [await (await web.browser()).post("/session", json=good | change) for change in wrong]

    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].json()["code"] == "SIGN_IN_FAILED"
    shown = [{**answer.headers, "x-request-id": ""} for answer in answers]
    assert all(each == shown[0] for each in shown)
    assert "set-cookie" not in shown[0]


async def test_signing_in_and_failing_to_are_written_down(web: Web) -> None:
    browser = await web.browser()
    await web.sign_in(browser, 1, password="wrong")
    await web.sign_in(browser, 1)
    await browser.delete("/session")

    deeds = web.ask(
        "SELECT action, user_id FROM audit_entries WHERE brand_id = %s AND origin IN "
        "('sign-in', 'api') ORDER BY at, action",
        web.trade.brand_id,
    )

    user = web.trade.user(1)
    assert sorted(deeds, key=str) == [
        ("identity.fail_sign_in", None),
        ("identity.sign_in", user),
        ("identity.sign_out", user),
    ]


async def test_a_session_somebody_else_chose_is_never_taken_over(web: Web) -> None:
    browser = await web.browser()
    planted = f"{web.trade.brand_id.hex}.{'A' * 43}"
    browser.cookies.set(COOKIE, planted, domain="tributary.test")

    answer = await web.sign_in(browser, 1)

    given = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
    assert given != planted
    thief = await web.browser()
    thief.cookies.set(COOKIE, planted, domain="tributary.test")
    assert (await thief.get("/session")).status_code == 401


async def test_signing_in_again_ends_the_session_before(web: Web) -> None:
    browser = await web.signed_in(1)
    first = browser.cookies[COOKIE]
    await web.sign_in(browser, 1)

    old = await web.browser()
    old.cookies.set(COOKIE, first, domain="tributary.test")

    assert browser.cookies[COOKIE] != first
    assert (await old.get("/session")).status_code == 401
    assert (await browser.get("/session")).status_code == 200


async def test_signing_in_to_another_brand_ends_the_session_of_this_one(web: Web) -> None:
    other = await web.another_brand()
    browser = await web.signed_in(1)
    first = browser.cookies[COOKIE]

    await other.sign_in(browser, 1)

    old = await web.browser()
    old.cookies.set(COOKIE, first, domain="tributary.test")
    assert (await old.get("/session")).status_code == 401


async def test_signing_out_ends_the_session_wherever_its_cookie_is(web: Web) -> None:
    browser = await web.signed_in(1)
    copy = await web.browser()
    copy.cookies.set(COOKIE, browser.cookies[COOKIE], domain="tributary.test")

    answer = await browser.delete("/session")

    assert answer.status_code == 204
    assert COOKIE not in browser.cookies
    assert (await copy.get("/session")).status_code == 401
    assert (await graph(copy)).status_code == 401
    assert (await browser.delete("/session")).status_code == 204


async def test_other_sessions_of_the_same_person_go_on(web: Web) -> None:
    here, there = await web.signed_in(1), await web.signed_in(1)

    await here.delete("/session")

    assert (await there.get("/session")).status_code == 200


async def test_a_session_nobody_uses_is_over_after_twelve_hours(web: Web) -> None:
    browser = await web.signed_in(1)
    web.clock.move(hours=11, minutes=59)
    assert (await browser.get("/session")).status_code == 200
    web.clock.move(hours=11, minutes=59)
    assert (await browser.get("/session")).status_code == 200
    web.clock.move(hours=12)

    assert (await browser.get("/session")).status_code == 401


async def test_a_session_is_over_after_fourteen_days_however_much_it_is_used(web: Web) -> None:
    browser = await web.signed_in(1)
    for _ in range(27):
        web.clock.move(hours=12, minutes=-1)
        assert (await browser.get("/session")).status_code == 200
    web.clock.move(hours=11)
    assert (await browser.get("/session")).status_code == 200
    web.clock.move(hours=2)

    assert (await browser.get("/session")).status_code == 401


async def test_use_is_written_down_every_few_minutes_and_not_at_each_request(web: Web) -> None:
    browser = await web.signed_in(1)
    seen = "SELECT seen_at FROM sessions WHERE brand_id = %s"
    (first,) = web.ask(seen, web.trade.brand_id)
    web.clock.move(minutes=4)
    await browser.get("/session")
    assert web.ask(seen, web.trade.brand_id) == [first]
    web.clock.move(minutes=1)
    await browser.get("/session")

    assert web.ask(seen, web.trade.brand_id) == [(web.clock(),)]


async def test_a_role_counts_from_the_next_request_on(web: Web) -> None:
    browser = await web.signed_in(2)
    web.give_role(2, "payout_operator")
    assert (await browser.get("/session")).json()["roles"] == ["accountant", "payout_operator"]
    web.take_roles(2)
    web.give_role(2, "salesperson")
    asked = await browser.post("/graphql", json={"query": "{ statements { totalCount } }"})
    assert asked.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    web.take_roles(2)

    assert (await browser.get("/session")).status_code == 401
    assert (await graph(browser)).status_code == 401


async def test_a_role_on_the_other_side_does_not_keep_a_session_alive(web: Web) -> None:
    browser = await web.signed_in(11)
    web.take_roles(11)
    web.give_role(11, "owner")
    web.give_role(11, "distributor_owner", web.trade.distributor(2))

    assert (await graph(browser)).status_code == 401


async def test_a_new_password_ends_every_session_in_every_brand(web: Web) -> None:
    other = await web.another_brand()
    web.tamper(
        "INSERT INTO memberships VALUES (%s, %s, 'owner', NULL, '2026-01-01')",
        other.trade.brand_id,
        web.trade.user(1),
    )
    here, there = await web.signed_in(1), await web.browser()
    given = {"brand": other.slug, "email": web.email(1), "password": PASSWORD}
    assert (await there.post("/session", json=given)).status_code == 200
    web.clock.move(seconds=1)

    web.tamper(
        "UPDATE passwords SET set_at = %s WHERE user_id = %s", web.clock(), web.trade.user(1)
    )

    assert (await here.get("/session")).status_code == 401
    assert (await there.get("/session")).status_code == 401
    assert (await web.sign_in(here, 1)).status_code == 200


async def test_the_cookie_of_another_brand_shows_nothing_of_this_one(web: Web) -> None:
    other = await web.another_brand()
    browser = await other.signed_in(1)
    secret = browser.cookies[COOKIE].partition(".")[2]
    browser.cookies.set(COOKIE, f"{web.trade.brand_id.hex}.{secret}", domain="tributary.test")

    assert (await browser.get("/session")).status_code == 401
    assert (await graph(browser)).status_code == 401


@pytest.mark.parametrize(
    "token",
    ["", "x", ".", "a.b", "é" * 90, "0" * 32 + "." + "A" * 43, "0" * 5_000, "%00", "../../x"],
)
async def test_a_cookie_that_is_none_is_as_good_as_no_cookie(web: Web, token: str) -> None:
    browser = await web.browser()
    cookie = [(b"cookie", f"{COOKIE}={token}".encode())]

    assert (await browser.get("/session", headers=cookie)).status_code == 401
    assert (await browser.post("/graphql", json=VIEWER, headers=cookie)).status_code == 401


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"null", "application/json"),
        (b'{"brand": 1, "email": "a", "password": "b"}', "application/json"),
        (b'{"brand": "a", "email": "a"}', "application/json"),
        (b'{"brand": "a", "email": "a", "password": "\\ud800"}', "application/json"),
        (b"\xff\xfe", "application/json"),
        (b'{"a": "' + b"x" * 5_000 + b'"}', "application/json"),
        (b"[" * 4_000, "application/json"),
        (b"{}", "text/plain"),
        (b"brand=a&email=b&password=c", "application/x-www-form-urlencoded"),
    ],
)
async def test_a_body_that_cannot_be_read_is_told_so(web: Web, body: bytes, kind: str) -> None:
    browser = await web.browser()

    answer = await browser.post("/session", content=body, headers={"content-type": kind})

    assert answer.status_code == 400
    assert answer.json()["code"] == "BAD_REQUEST"


async def test_people_choose_their_language(web: Web) -> None:
    browser = await web.signed_in(1)

    chosen = await browser.patch("/session", json={"language": "zh"})
    unknown = await browser.patch("/session", json={"language": "fr"})

    assert chosen.json()["language"] == "zh"
    assert (await browser.get("/session")).json()["language"] == "zh"
    assert (unknown.status_code, unknown.json()["code"]) == (422, "LANGUAGE_UNKNOWN")
    assert (
        await (await web.browser()).patch("/session", json={"language": "zh"})
    ).status_code == 401


async def test_a_viewer_sees_many_if_a_tenth_of_the_distributors_is_below(web: Web) -> None:
    visitors = Visitors(web.application.desk, web.application.reads)
    found: dict[int, Breadth] = {}
    # Most of the twelve are below the first, and nobody is below the ninth but itself.
    for n in (1, 9):
        token = (await web.signed_in(10 + n)).cookies[COOKIE]
        visitor = await identity.viewer_of(web.application.reads, token, now=web.clock())
        assert visitor is not None
        viewer = await visitors.viewer_of(visitor)
        assert viewer.distributor_id == web.trade.distributor(n)
        found[n] = viewer.breadth

    assert found == {1: Breadth.MANY, 9: Breadth.FEW}
