"""Second factors over HTTP: added, shown, never twice; who needs one; proving it again."""

import asyncio
from typing import Any

import httpx
import pyotp
import pytest

from tests.factories.authenticator import Authenticator
from tests.factories.web import COOKIE, ORIGIN, PASSWORD, Web

OTHER = "seven quiet paper boats"
STEP = 30


def code_of(web: Web, secret: str, *, steps: int = 0) -> str:
    return pyotp.TOTP(secret).generate_otp(int(web.clock().timestamp()) // STEP + steps)


async def with_totp(web: Web, n: int = 1) -> tuple[httpx.AsyncClient, str, list[str]]:
    """Return a browser in which an application was added, its secret and the recovery codes."""
    browser = await web.signed_in(n)
    begun = (await browser.post("/account/totp")).json()
    assert begun["uri"].startswith("otpauth://totp/")
    done = await browser.put("/account/totp", json={"code": code_of(web, begun["secret"])})
    assert done.status_code == 200, done.text
    web.clock.move(seconds=STEP)
    return browser, begun["secret"], done.json()["recoveryCodes"]


async def with_passkey(web: Web, n: int = 1) -> tuple[httpx.AsyncClient, Authenticator]:
    browser = await web.signed_in(n)
    device = Authenticator(ORIGIN)
    options = (await browser.post("/account/passkeys/options")).json()
    given = {"name": "Phone", "passkey": device.made(options)}
    assert (await browser.post("/account/passkeys", json=given)).status_code == 200
    return browser, device


async def knocked(web: Web, browser: httpx.AsyncClient, n: int = 1) -> str:
    """Say the right password, and return what completes the attempt."""
    answer = await web.sign_in(browser, n)
    assert (answer.status_code, answer.json()["code"]) == (202, "SECOND_FACTOR_NEEDED")
    assert "set-cookie" not in answer.headers
    token: str = answer.json()["token"]
    return token


async def shown(browser: httpx.AsyncClient, token: str, **proof: object) -> httpx.Response:
    return await browser.post("/session/factor", json={"token": token, **proof})


async def test_a_code_completes_what_a_password_began(web: Web) -> None:
    _, secret, codes = await with_totp(web)
    browser = await web.browser()

    token = await knocked(web, browser)
    assert (await browser.get("/session")).status_code == 401
    answer = await shown(browser, token, code=code_of(web, secret))

    assert answer.status_code == 200
    assert (await browser.get("/session")).json() == answer.json()
    assert len(set(codes)) == 10


async def test_a_code_is_taken_once_and_never_an_earlier_one(web: Web) -> None:
    _, secret, _ = await with_totp(web)
    first, second = await web.browser(), await web.browser()
    code = code_of(web, secret)
    assert (await shown(first, await knocked(web, first), code=code)).status_code == 200

    token = await knocked(web, second)
    again = await shown(second, token, code=code)
    earlier = await shown(second, token, code=code_of(web, secret, steps=-1))
    later = await shown(second, token, code=code_of(web, secret, steps=1))

    assert [each.status_code for each in (again, earlier, later)] == [422, 422, 200]
    assert again.json()["code"] == "FACTOR_WRONG"


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 200), (1, 200), (2, 422)])
async def test_the_clock_of_a_phone_may_be_off_by_one_step(
    web: Web, steps: int, status: int
) -> None:
    _, secret, _ = await with_totp(web)
    web.clock.move(minutes=5)
    browser = await web.browser()

    token = await knocked(web, browser)

    assert (await shown(browser, token, code=code_of(web, secret, steps=steps))).status_code == (
        status
    )


async def test_one_password_is_good_for_five_proofs(web: Web) -> None:
    _, secret, _ = await with_totp(web)
    browser = await web.browser()
    token = await knocked(web, browser)

    wrong = [await shown(browser, token, code="000000") for _ in range(5)]
    right = await shown(browser, token, code=code_of(web, secret))

    assert {each.json()["code"] for each in wrong} == {"FACTOR_WRONG"}
    assert right.json()["code"] == "SIGN_IN_EXPIRED"


async def test_guessing_goes_on_no_faster_with_the_password_known(web: Web) -> None:
    await with_totp(web)
    codes: list[str] = []
    for _ in range(3):
        browser = await web.browser()
        token = await knocked(web, browser)
        codes += [(await shown(browser, token, code="1")).json()["code"] for _ in range(5)]

    assert codes[-1] == "SIGN_IN_DELAYED"


async def test_a_right_password_waits_ten_minutes(web: Web) -> None:
    _, secret, _ = await with_totp(web)
    browser = await web.browser()
    token = await knocked(web, browser)
    web.clock.move(minutes=10)

    answer = await shown(browser, token, code=code_of(web, secret))

    assert answer.json()["code"] == "SIGN_IN_EXPIRED"


async def test_a_recovery_code_opens_the_door_once_however_it_is_typed(web: Web) -> None:
    _, _, codes = await with_totp(web)
    first, second = await web.browser(), await web.browser()

    right = await shown(first, await knocked(web, first), recovery=f" {codes[0].lower()} ")
    token = await knocked(web, second)
    again = await shown(second, token, recovery=codes[0])
    other = await shown(second, token, recovery=codes[1])

    assert [each.status_code for each in (right, again, other)] == [200, 422, 200]
    assert (await second.get("/account")).json()["recoveryLeft"] == 8


async def test_of_twenty_uses_of_one_recovery_code_at_once_one_opens_the_door(web: Web) -> None:
    _, _, codes = await with_totp(web)
    browsers = [await web.browser() for _ in range(20)]
    tokens = [await knocked(web, browser) for browser in browsers]

    answers = await asyncio.gather(
        *(
            shown(browser, token, recovery=codes[0])
            for browser, token in zip(browsers, tokens, strict=True)
        )
    )

    opened = [each for each in browsers if (await each.get("/session")).status_code == 200]
    assert sorted(each.status_code for each in answers)[:2] == [200, 422]
    assert {each.json()["code"] for each in answers if each.status_code != 200} <= {
        "FACTOR_WRONG",
        "SIGN_IN_DELAYED",
    }
    assert len(opened) == 1
    assert (await opened[0].get("/account")).json()["recoveryLeft"] == 9


async def test_secrets_and_codes_are_not_kept_as_they_are(web: Web) -> None:
    _, secret, codes = await with_totp(web)

    kept = str(
        web.ask("SELECT to_jsonb(t)::text FROM totp_factors t")
        + web.ask("SELECT to_jsonb(r)::text FROM recovery_codes r")
        + web.ask("SELECT to_jsonb(a)::text FROM audit_entries a")
    )

    assert secret not in kept
    assert codes[0] not in kept
    assert codes[0].replace("-", "") not in kept


async def test_a_passkey_completes_what_a_password_began(web: Web) -> None:
    _, device = await with_passkey(web)
    browser = await web.browser()
    token = await knocked(web, browser)
    options = (await browser.post("/session/factor/passkey", json={"token": token})).json()

    answer = await shown(browser, token, passkey=device.shown(options))

    assert answer.status_code == 200, answer.text


async def test_a_passkey_signs_once_for_our_own_page_and_counts_up(web: Web) -> None:
    _, device = await with_passkey(web)
    browser = await web.browser()
    token = await knocked(web, browser)

    async def options() -> dict[str, Any]:
        asked = await browser.post("/session/factor/passkey", json={"token": token})
        found: dict[str, Any] = asked.json()
        return found

    asked = await options()
    elsewhere = device.shown(asked, origin="https://tributary.test.evil.example")
    stranger = Authenticator(ORIGIN).shown(asked)
    signed = device.shown(asked)
    assert (await shown(browser, token, passkey=elsewhere)).status_code == 422
    assert (await shown(browser, token, passkey=stranger)).status_code == 422
    assert (await shown(browser, token, passkey=signed)).status_code == 200

    other = await web.browser()
    token = await knocked(web, other)
    assert (await shown(other, token, passkey=signed)).status_code == 422
    device.count = 0
    copied = device.shown(await options())
    assert (await shown(other, token, passkey=copied)).status_code == 422


async def test_adding_a_factor_changes_the_cookie_and_ends_other_sessions(web: Web) -> None:
    other = await web.signed_in(1)
    browser = await web.signed_in(1)
    before = browser.cookies[COOKIE]
    secret = (await browser.post("/account/totp")).json()["secret"]

    await browser.put("/account/totp", json={"code": code_of(web, secret)})

    assert browser.cookies[COOKIE] != before
    assert (await browser.get("/session")).status_code == 200
    assert (await other.get("/session")).status_code == 401
    thief = await web.browser()
    thief.cookies.set(COOKIE, before, domain="tributary.test")
    assert (await thief.get("/session")).status_code == 401


async def test_roles_that_need_a_factor_count_only_with_one(web: Web) -> None:
    web.tamper(
        "UPDATE brands SET factors_required_from = '2026-01-01' WHERE id = %s", web.trade.brand_id
    )
    browser = await web.browser()
    answer = await web.sign_in(browser, 1)
    assert (answer.json()["roles"], answer.json()["withheld"]) == ([], ["owner"])
    asked = {"query": "{ viewer { today } }"}
    assert (await browser.post("/graphql", json=asked)).status_code == 401

    secret = (await browser.post("/account/totp")).json()["secret"]
    await browser.put("/account/totp", json={"code": code_of(web, secret)})

    assert (await browser.get("/session")).json()["roles"] == ["owner"]
    assert (await browser.post("/graphql", json=asked)).status_code == 200
    assert (await browser.delete("/account/totp")).status_code == 204
    assert (await browser.get("/session")).json()["withheld"] == ["owner"]


async def test_a_grace_ends_by_itself(web: Web) -> None:
    web.tamper(
        "UPDATE brands SET factors_required_from = '2026-01-05 03:00Z' WHERE id = %s",
        web.trade.brand_id,
    )
    browser = await web.signed_in(1)
    assert (await browser.get("/session")).json()["roles"] == ["owner"]

    web.clock.move(hours=1)

    assert (await browser.get("/session")).json()["roles"] == []


async def test_distributors_are_not_asked_for_a_factor(web: Web) -> None:
    web.tamper(
        "UPDATE brands SET factors_required_from = '2026-01-01' WHERE id = %s", web.trade.brand_id
    )

    answer = await web.sign_in(await web.browser(), 11)

    assert answer.json()["withheld"] == []


async def test_what_changes_the_account_needs_a_fresh_proof(web: Web) -> None:
    browser, secret, _ = await with_totp(web)
    web.clock.move(minutes=6)
    stale = await browser.delete("/account/totp")
    assert (stale.status_code, stale.json()["code"]) == (422, "CONFIRMATION_NEEDED")

    by_password = await browser.post("/session/confirm", json={"password": PASSWORD})
    before = browser.cookies[COOKIE]
    by_code = await browser.post("/session/confirm", json={"code": code_of(web, secret)})

    assert by_password.json()["code"] == "FACTOR_WRONG"
    assert by_code.status_code == 200
    assert browser.cookies[COOKIE] != before
    assert (await browser.delete("/account/totp")).status_code == 204


async def test_without_a_factor_the_password_is_the_proof(web: Web) -> None:
    browser = await web.signed_in(1)
    web.clock.move(minutes=6)
    assert (await browser.post("/account/totp")).status_code == 422

    wrong = await browser.post("/session/confirm", json={"password": OTHER})
    right = await browser.post("/session/confirm", json={"password": PASSWORD})

    assert (wrong.json()["code"], right.status_code) == ("SIGN_IN_FAILED", 200)
    assert (await browser.post("/account/totp")).status_code == 200


async def test_a_password_is_changed_by_who_knows_it_and_ends_other_sessions(web: Web) -> None:
    other, browser = await web.signed_in(1), await web.signed_in(1)
    web.clock.move(minutes=1)
    wrong = {"current": OTHER, "new": OTHER}
    assert (await browser.put("/account/password", json=wrong)).status_code == 422

    done = await browser.put("/account/password", json={"current": PASSWORD, "new": OTHER})

    assert done.status_code == 200
    assert (await browser.get("/session")).status_code == 200
    assert (await other.get("/session")).status_code == 401


async def test_another_password_is_no_fresh_proof_where_there_is_a_second_factor(
    web: Web,
) -> None:
    browser, _, _ = await with_totp(web)
    web.clock.move(minutes=6)

    done = await browser.put("/account/password", json={"current": PASSWORD, "new": OTHER})
    stale = await browser.delete("/account/totp")

    assert done.status_code == 200
    assert (stale.status_code, stale.json()["code"]) == (422, "CONFIRMATION_NEEDED")


@pytest.mark.parametrize(("seconds", "status"), [(300, 200), (301, 422)])
async def test_a_proof_is_fresh_for_five_minutes(web: Web, seconds: int, status: int) -> None:
    browser, secret, _ = await with_totp(web)
    given = {"code": code_of(web, secret)}
    assert (await browser.post("/session/confirm", json=given)).status_code == 200

    web.clock.move(seconds=seconds)

    assert (await browser.post("/account/recovery-codes")).status_code == status


async def test_devices_are_listed_and_ended_and_only_ones_own(web: Web) -> None:
    other, browser = await web.signed_in(1), await web.signed_in(1)
    stranger = await web.signed_in(2)
    devices = (await browser.get("/account")).json()["devices"]
    assert sorted(each["isThis"] for each in devices) == [False, True]
    (first,) = [each["id"] for each in devices if not each["isThis"]]

    assert (await stranger.delete(f"/account/devices/{first}")).status_code == 204
    assert (await other.get("/session")).status_code == 200
    assert (await browser.delete(f"/account/devices/{first}")).status_code == 204
    assert (await other.get("/session")).status_code == 401
    await web.sign_in(other, 1)
    assert (await browser.delete("/account/devices")).status_code == 204
    assert (await other.get("/session")).status_code == 401
    assert (await browser.get("/session")).status_code == 200


async def test_a_site_opened_by_a_number_has_no_passkeys(web: Web) -> None:
    browser = await web.signed_in(1)

    answer = await browser.post("/account/passkeys/options", headers={"origin": ""})

    assert answer.status_code in {403, 422}


async def test_the_door_of_programs_asks_for_the_factor_too(web: Web) -> None:
    _, secret, _ = await with_totp(web)
    browser = await web.browser()
    form = {
        "back": "/oauth/device",
        "brand": web.slug,
        "email": web.email(1),
        "password": PASSWORD,
    }

    page = await browser.post("/oauth/sign-in", data=form)
    assert page.status_code == 200
    assert "set-cookie" not in page.headers
    pending = page.text.partition('name="pending" value="')[2].partition('"')[0]
    step = {"back": "/oauth/device", "brand": web.slug, "pending": pending}
    wrong = await browser.post("/oauth/sign-in", data={**step, "factor_code": "000000"})
    right = await browser.post("/oauth/sign-in", data={**step, "factor_code": code_of(web, secret)})

    assert (wrong.status_code, "set-cookie" in wrong.headers) == (401, False)
    assert (right.status_code, right.headers["location"]) == (303, "/oauth/device")
    assert (await browser.get("/session")).status_code == 200
