"""Guessing passwords: whoever tries too often waits, and nobody else does."""

import asyncio
import secrets
from pathlib import Path
from typing import Any

import httpx
import yaml
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from tests.factories.web import ORIGIN, PASSWORD, Web

COMPOSE = Path(__file__).resolve().parents[2] / "docker-compose.yml"


async def test_wrong_passwords_make_everybody_at_that_place_wait_longer_and_longer(
    web: Web,
) -> None:
    browser = await web.browser()
    for _ in range(6):
        assert (await web.sign_in(browser, 1, password="wrong")).status_code == 401

    early = await web.sign_in(browser, 1)
    web.clock.move(seconds=1)
    seventh = await web.sign_in(browser, 1, password="wrong")
    later = await web.sign_in(browser, 1)

    assert (early.status_code, early.headers["retry-after"]) == (429, "1")
    assert early.json()["code"] == "SIGN_IN_DELAYED"
    assert seventh.status_code == 401
    assert (later.status_code, later.headers["retry-after"]) == (429, "2")
    web.clock.move(seconds=2)
    assert (await web.sign_in(browser, 1)).status_code == 200


async def test_nobody_is_kept_out_by_failures_of_a_stranger_elsewhere(web: Web) -> None:
    stranger = await web.browser()
    for _ in range(7):
        await web.sign_in(stranger, 1, password="wrong")

    assert (await web.sign_in(await web.browser(), 1)).status_code == 200


async def test_guesses_from_many_places_are_slowed_down_by_the_person(web: Web) -> None:
    for _ in range(21):
        answer = await web.sign_in(await web.browser(), 1, password="wrong")
        assert answer.status_code == 401

    assert (await web.sign_in(await web.browser(), 1)).status_code == 429
    assert (await web.sign_in(await web.browser(), 2)).status_code == 200


async def test_a_person_has_one_spelling_that_is_counted(web: Web) -> None:
    hidden = web.email(1).replace("@", "\x00@")
    given = {"brand": web.slug, "email": hidden, "password": PASSWORD}

    assert (await (await web.browser()).post("/session", json=given)).status_code == 401


async def test_guesses_at_many_people_are_slowed_down_by_the_place(web: Web) -> None:
    browser = await web.browser()
    given = {"brand": web.slug, "password": "wrong"}
    for n in range(21):
        assert (
            await browser.post("/session", json={**given, "email": f"p{n}@x.example"})
        ).status_code == 401

    assert (await web.sign_in(browser, 1)).status_code == 429


async def test_what_a_visitor_says_about_its_address_counts_for_nothing(web: Web) -> None:
    # As many proxies do it: what the visitor sent stays in front of the address that was seen.
    compose = yaml.safe_load(COMPOSE.read_text())
    trusted = compose["x-program"]["environment"]["FORWARDED_ALLOW_IPS"]
    site: Any = web.app
    proxied: Any = ProxyHeadersMiddleware(site, trusted_hosts=trusted)
    transport = httpx.ASGITransport(app=proxied, client=("172.18.0.5", 40_000))
    headers = {"x-tributary": "1", "origin": ORIGIN, "sec-fetch-site": "same-origin"}
    seen = f"203.0.113.{secrets.randbelow(256)}"
    given = {"brand": web.slug, "password": "wrong"}

    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers) as browser:
        answers = [
            await browser.post(
                "/session",
                json={**given, "email": f"q{n}@x.example"},
                headers={"x-forwarded-for": f"198.51.100.{n}, {seen}"},
            )
            for n in range(22)
        ]

    assert [answer.status_code for answer in answers] == [401] * 21 + [429]


async def test_a_person_who_does_not_exist_is_delayed_like_one_who_does(web: Web) -> None:
    browser = await web.browser()
    given = {"brand": web.slug, "email": "nobody@nowhere.example", "password": "wrong"}

    answers = [await browser.post("/session", json=given) for _ in range(7)]

    assert [answer.status_code for answer in answers] == [401] * 6 + [429]


async def test_guesses_at_the_same_time_count_as_many(web: Web) -> None:
    browser = await web.browser()

    answers = await asyncio.gather(*(web.sign_in(browser, 1, password="wrong") for _ in range(30)))

    assert [answer.status_code for answer in answers].count(401) == 6


async def test_the_right_password_takes_back_its_own_attempt_and_no_other(web: Web) -> None:
    browser = await web.browser()
    for _ in range(20):
        assert (await web.sign_in(browser, 2)).status_code == 200
    for _ in range(4):
        await web.sign_in(browser, 1, password="wrong")
        await web.sign_in(browser, 2)
    for _ in range(2):
        assert (await web.sign_in(browser, 1, password="wrong")).status_code == 401

    assert (await web.sign_in(browser, 1)).status_code == 429


async def test_attempts_are_forgotten_after_an_hour(web: Web) -> None:
    browser = await web.browser()
    for _ in range(6):
        await web.sign_in(browser, 1, password="wrong")
    web.clock.move(hours=1, seconds=1)

    for _ in range(5):
        assert (await web.sign_in(browser, 1, password="wrong")).status_code == 401
    assert (await web.sign_in(browser, 1)).status_code == 200
