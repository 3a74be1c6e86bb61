"""To a company's sign-in on the way to a program, and back to what the program asked for."""

import httpx
import pytest

from tests.api.oauth.conftest import Hub, action_of, query_of
from tests.api.oauth.leaving_by import RETURN, Detour, forms_of, pressed, signed_in_by_password
from tests.api.oauth.target import new_verifier
from tests.api.test_factors import code_of, with_totp
from tests.factories.journey import COOKIE, provider_of
from tests.factories.provider import FakeProvider
from tests.factories.web import COOKIE as SESSION
from tributary.identity import Flow, outside


async def agreed(hub: Hub, browser: httpx.AsyncClient, led: httpx.Response) -> str:
    """Follow the way back to the program's request, agree; return whose token that gives."""
    assert led.status_code == 303, led.text
    page = await browser.get(led.headers["location"])
    answer = await hub.agree(browser, page)
    return query_of(answer.headers["location"])["code"]


async def test_who_comes_in_from_a_company_goes_on_to_the_program(detour: Detour) -> None:
    hub, verifier = detour.hub, new_verifier()
    browser = await hub.web.browser()
    page = await hub.browse(browser, hub.asks(verifier))
    assert sorted(forms_of(page)) == ["使用 Company account 登录", "登录"]

    way = await detour.left(browser, page)
    led = await detour.journeys.landed(browser, way)
    code = await agreed(hub, browser, led)

    tokens = (await hub.exchange(code, verifier)).json()
    headers = {"authorization": f"Bearer {tokens['access_token']}"}
    told = await hub.machine.get("/oauth/userinfo", headers=headers)
    assert told.json()["email"] == hub.web.email(11)
    assert {COOKIE, RETURN}.isdisjoint(browser.cookies)
    assert detour.journeys.fake.asked[-1].get("prompt") is None


async def test_what_a_browser_is_given_for_the_way_is_short_lived_and_hidden(
    detour: Detour,
) -> None:
    browser = await detour.hub.web.browser()

    answer = await pressed(browser, await detour.page(browser), "Company account")

    (line,) = [
        each for each in answer.headers.get_list("set-cookie") if each.startswith(f"{RETURN}=")
    ]
    attributes = {each.strip().lower() for each in line.split(";")[1:]}
    assert attributes == {"max-age=600", "path=/", "secure", "httponly", "samesite=lax"}
    assert answer.headers["content-security-policy"].count("form-action 'self';") == 1
    assert "<script" not in answer.text


async def test_who_has_a_second_step_takes_it_here_and_goes_on(detour: Detour) -> None:
    web = detour.hub.web
    _, secret, _ = await with_totp(web)
    await detour.journeys.link(1, "u-owner")
    detour.journeys.fake.person["sub"] = "u-owner"
    browser = await web.browser()

    second = await detour.ended(browser)
    assert (second.status_code, SESSION in browser.cookies) == (200, False)
    wrong = await pressed(browser, second, "登录", factor_code="000000")
    assert (wrong.status_code, SESSION in browser.cookies) == (401, False)
    led = await pressed(browser, wrong, "登录", factor_code=code_of(web, secret))

    assert await agreed(detour.hub, browser, led)
    account = (await browser.get("/account")).json()
    assert [each["factor"] for each in account["devices"] if each["isThis"]] == ["totp"]


async def test_an_account_that_nobody_knows_is_linked_by_a_password(detour: Detour) -> None:
    web = detour.hub.web
    detour.journeys.fake.person["sub"] = "u-new"
    browser = await web.browser()

    asked = await detour.ended(browser)
    assert "尚未与这里的任何人关联" in asked.text
    assert sorted(forms_of(asked)) == ["登录"]
    led = await signed_in_by_password(browser, asked, web.email(12))
    again = await detour.ended(await web.browser())

    assert await agreed(detour.hub, browser, led)
    assert COOKIE not in browser.cookies
    assert (again.status_code, SESSION in again.cookies) == (303, True)


async def test_a_password_links_nothing_unless_the_page_said_so(detour: Detour) -> None:
    web = detour.hub.web
    detour.journeys.fake.person["sub"] = "u-new"
    browser = await web.browser()
    await detour.ended(browser)

    led = await signed_in_by_password(browser, await detour.page(browser), web.email(12))

    assert led.status_code == 303
    links = web.ask("SELECT subject FROM identity_links WHERE brand_id = %s", web.trade.brand_id)
    assert links == [("u-1001",)]


async def test_who_says_which_brand_it_is_is_shown_its_doors(detour: Detour) -> None:
    hub = detour.hub
    till = await hub.another(
        flows=frozenset({Flow.DEVICE_CODE}), redirect_uris=(), logout_uris=(), is_public=True
    )
    given = {"client_id": till.client_id, "scope": "orders:read"}
    code = (await hub.machine.post("/oauth/device_authorization", data=given)).json()["user_code"]
    browser = await hub.web.browser()
    page = await browser.get("/oauth/device", params={"user_code": code})
    assert 'value="doors" ' not in page.text.partition("formnovalidate")[0]

    shown = await pressed(browser, page, "登录", answer="doors", brand=hub.web.slug)
    assert forms_of(shown)["登录"]["brand"] == hub.web.slug
    way = await detour.left(browser, shown)
    led = await detour.journeys.landed(browser, way)

    assert led.headers["location"] == f"/oauth/device?user_code={code}"
    confirm = await browser.get(led.headers["location"])
    assert f"{code} 是您面前设备上显示的代码吗" in confirm.text


async def test_a_brand_that_is_none_is_like_one_without_doors(detour: Detour) -> None:
    web = detour.hub.web
    other = await web.another_brand()
    browser = await web.browser()
    page = await browser.get("/oauth/device")

    said = {
        (await pressed(browser, page, "登录", answer="doors", brand=slug))
        .text.partition("</style>")[2]
        .replace(slug, "")
        for slug in (other.slug, "nowhere")
    }

    assert len(said) == 1
    assert "该品牌没有公司账号登录" in said.pop()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-CN", "您的公司要求使用公司账号登录"),
        ("en", "wants you to sign in with its own account"),
    ],
)
async def test_where_a_company_is_required_a_password_is_refused_and_its_button_works(
    hub: Hub, shared: FakeProvider, language: str, words: str
) -> None:
    journeys = await provider_of(hub.web, shared, is_required=True)
    detour = Detour(hub, journeys)
    await journeys.link(2)
    browser = await hub.web.browser()
    browser.headers["accept-language"] = language

    refused = await signed_in_by_password(browser, await detour.page(browser), hub.web.email(2))
    assert (refused.status_code, SESSION in browser.cookies) == (401, False)
    assert words in refused.text
    led = await journeys.landed(browser, await detour.left(browser, refused))

    assert await agreed(hub, browser, led)
    assert (await browser.get("/session")).json()["roles"] == ["accountant"]


async def test_what_goes_wrong_over_there_is_said_where_one_set_out(detour: Detour) -> None:
    fake, web = detour.journeys.fake, detour.hub.web
    faults: dict[str, dict[str, dict[str, object]]] = {
        "中途返回": {"answer": {"error": "access_denied", "code": ""}},
        "暂时无法连接公司登录": {"faults": {"/token": 503}},
        "公司登录未成功": {"claims": {"aud": "somebody"}},
    }
    for words, fault in faults.items():
        browser = await web.browser()
        for name, value in fault.items():
            setattr(fake, name, value)
        page = await detour.ended(browser)
        fake.behave()

        assert (words in page.text, page.status_code) == (True, 401)
        assert {COOKIE, RETURN, SESSION}.isdisjoint(browser.cookies)
        led = await detour.journeys.landed(browser, await detour.left(browser, page))
        assert led.headers["location"].startswith("/oauth/authorize?")

    web.take_roles(11)
    assert "您不能用此账号登录这里" in (await detour.ended(await web.browser())).text


async def test_a_provider_that_is_not_there_is_told_before_anybody_leaves(
    hub: Hub, shared: FakeProvider
) -> None:
    detour = Detour(hub, await provider_of(hub.web, shared, issuer="http://127.0.0.1:9"))
    browser = await hub.web.browser()

    answer = await pressed(browser, await detour.page(browser), "Company account")

    assert (answer.status_code, "暂时无法连接公司登录" in answer.text) == (503, True)
    assert RETURN not in browser.cookies
    assert len(forms_of(answer)) == 2


@pytest.mark.parametrize("wish", [{"prompt": "login"}, {"max_age": "60"}])
async def test_a_program_that_wants_it_has_the_company_ask_again(
    detour: Detour, wish: dict[str, str]
) -> None:
    led = await detour.ended(await detour.hub.web.browser(), **wish)

    assert led.headers["location"].startswith("/oauth/authorize?")
    assert detour.journeys.fake.asked[-1]["prompt"] == "login"


async def test_people_of_distributors_come_in_where_it_is_for_them_alone(detour: Detour) -> None:
    detour.journeys.change("audience = 'distributors'")

    led = await detour.ended(await detour.hub.web.browser())

    assert led.headers["location"].startswith("/oauth/authorize?")


async def test_a_provider_that_was_switched_off_meanwhile_leads_nowhere(detour: Detour) -> None:
    browser = await detour.hub.web.browser()
    page = await detour.page(browser)
    desk = detour.hub.web.application.desk
    async with desk.work(detour.hub.web.trade.brand_id, "test") as work:
        await outside.switch_provider(work, detour.journeys.provider_id, is_on=False)

    answer = await pressed(browser, page, "Company account")

    assert (answer.status_code, len(forms_of(answer))) == (401, 1)


async def test_a_request_that_no_browser_could_keep_is_refused(detour: Detour) -> None:
    browser = await detour.hub.web.browser()
    page = await detour.page(browser, state="x" * 3_000)

    answer = await pressed(browser, page, "Company account")

    assert (answer.status_code, "/oauth/par" in answer.text) == (400, True)
    assert RETURN not in browser.cookies
    assert action_of(page) == "/oauth/sign-in"
