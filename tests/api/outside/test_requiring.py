"""Where a provider is required, passwords open nothing to the brand's people."""

from tests.api.test_factors import code_of as totp_of
from tests.api.test_factors import with_totp
from tests.api.test_tickets import OTHER, ticket
from tests.factories.journey import Journeys, provider_of
from tests.factories.provider import FakeProvider
from tests.factories.web import COOKIE as SESSION
from tests.factories.web import PASSWORD, Web
from tributary.identity import ResetAsked, TicketKind, outside
from tributary.identity.operations import issue_reset
from tributary.identity.rules import digest_of
from tributary.kernel import new_id


async def test_people_of_the_brand_come_in_by_the_provider_only(required: Journeys) -> None:
    web = required.web
    accountant, owner, distributor = [await web.sign_in(await web.browser(), n) for n in (2, 1, 11)]
    wrong = await web.sign_in(await web.browser(), 2, password="another one of these")

    assert (accountant.status_code, accountant.json()["code"]) == (422, "PROVIDER_REQUIRED")
    assert (owner.status_code, owner.json()["code"]) == (422, "PROVIDER_REQUIRED")
    assert distributor.status_code == 200
    assert wrong.json()["code"] == "SIGN_IN_FAILED"


async def test_an_owner_with_a_second_factor_keeps_a_way_in(web: Web, shared: FakeProvider) -> None:
    _, secret, _ = await with_totp(web)
    await provider_of(web, shared, is_required=True)
    browser = await web.browser()

    asked = await web.sign_in(browser, 1)
    done = await browser.post(
        "/session/factor", json={"token": asked.json()["token"], "code": totp_of(web, secret)}
    )

    assert (asked.status_code, done.status_code) == (202, 200)


async def test_a_password_still_links_and_nothing_else(required: Journeys) -> None:
    web = required.web
    browser = await web.browser()
    await required.gone(browser)

    linked = await web.sign_in(browser, 2)

    assert linked.status_code == 200
    assert (await web.sign_in(await web.browser(), 2)).json()["code"] == "PROVIDER_REQUIRED"
    assert await required.gone(await web.browser()) == "/console/#signed-in"


async def test_no_password_opens_the_brands_side_by_way_of_a_distributors(
    required: Journeys,
) -> None:
    web = required.web
    web.give_role(11, "accountant")
    browser = await web.browser()
    assert (await web.sign_in(browser, 11, side="distributor")).status_code == 200
    asked = {"query": "{ viewer { sides { party isCurrent } } }"}
    sides = (await browser.post("/graphql", json=asked)).json()["data"]["viewer"]["sides"]
    (brand,) = [each["party"] for each in sides if not each["isCurrent"]]

    answer = await browser.post("/session/party", json={"party": brand})

    assert answer.json()["code"] == "PROVIDER_REQUIRED"


async def test_the_door_of_programs_takes_no_password_either(required: Journeys) -> None:
    web = required.web
    form = {
        "back": "/oauth/device",
        "brand": web.slug,
        "email": web.email(2),
        "password": PASSWORD,
    }

    page = await (await web.browser()).post("/oauth/sign-in", data=form)

    assert page.status_code == 401
    assert SESSION not in page.cookies
    assert "要求使用公司账号登录" in page.text
    assert "使用 Company account 登录" in page.text


async def test_a_new_password_is_neither_asked_for_nor_set(required: Journeys) -> None:
    web = required.web
    token = await ticket(web, 2)
    browser = await web.browser()

    redeemed = await browser.post("/tickets/redeem", json={"token": token, "password": OTHER})
    asked = {"brand": web.slug, "email": web.email(2)}
    assert (await browser.post("/tickets/reset", json=asked)).status_code == 202
    event = ResetAsked(web.trade.brand_id, new_id(), digest_of(web.email(2)))
    await issue_reset(web.application.desk, event)

    assert redeemed.json()["code"] == "PROVIDER_REQUIRED"
    events = web.ask("SELECT name FROM events WHERE brand_id = %s", web.trade.brand_id)
    assert ("ResetDeclined",) in [(str(name).rpartition(".")[2],) for (name,) in events]
    kinds = web.ask("SELECT kind FROM tickets WHERE brand_id = %s", web.trade.brand_id)
    assert kinds == [("reset",)]


async def test_an_invitation_is_followed_by_the_provider_without_a_password(
    required: Journeys,
) -> None:
    web = required.web
    user = web.trade.user(2)
    web.tamper("DELETE FROM passwords WHERE user_id = %s", user)
    token = await ticket(web, 2, TicketKind.INVITATION)
    browser = await web.browser()
    opened = (await browser.post("/tickets/open", json={"token": token})).json()
    assert (opened["wantsPassword"], opened["providers"]) == (
        False,
        [{"id": str(required.provider_id), "name": "Company account"}],
    )
    by_password = {"token": token, "password": OTHER}
    refused = await browser.post("/tickets/redeem", json=by_password)
    assert refused.json()["code"] == "PROVIDER_REQUIRED"

    given = {"token": token, "provider": str(required.provider_id)}
    asked = await browser.post("/tickets/provider", json=given)
    back = await required.returned(asked.json()["location"])
    landed = await required.landed(browser, back)
    again = await browser.post("/tickets/provider", json=given)

    assert landed.headers["location"] == "/console/#signed-in"
    assert (await browser.get("/session")).json()["roles"] == ["accountant"]
    assert again.json()["code"] == "TICKET_INVALID"
    assert web.ask("SELECT email_verified_at FROM users WHERE id = %s", user) == [(web.clock(),)]


async def test_a_reset_is_no_invitation(required: Journeys) -> None:
    token = await ticket(required.web, 2)
    given = {"token": token, "provider": str(required.provider_id)}

    answer = await (await required.web.browser()).post("/tickets/provider", json=given)

    assert answer.json()["code"] == "TICKET_INVALID"


async def test_requiring_a_provider_ends_what_passwords_opened(
    web: Web, shared: FakeProvider
) -> None:
    owner, _, _ = await with_totp(web)
    accountant, distributor = await web.signed_in(2), await web.signed_in(11)

    await provider_of(web, shared, is_required=True)

    sessions = [await each.get("/session") for each in (owner, accountant, distributor)]
    assert [each.status_code for each in sessions] == [200, 401, 200]


async def test_switching_a_provider_off_ends_what_it_opened(journeys: Journeys) -> None:
    browser, other = await journeys.web.browser(), await journeys.web.signed_in(12)
    await journeys.gone(browser, side="distributor")
    back = await journeys.returned(
        (await journeys.asked(await journeys.web.browser())).json()["location"]
    )
    desk = journeys.web.application.desk

    async with desk.work(journeys.web.trade.brand_id, "test") as work:
        await outside.switch_provider(work, journeys.provider_id, is_on=False)

    assert (await browser.get("/session")).status_code == 401
    assert (await other.get("/session")).status_code == 200
    assert (await journeys.asked(browser)).json()["code"] == "IDENTITY_PROVIDER_UNKNOWN"
    assert SESSION not in (await journeys.landed(await journeys.web.browser(), back)).cookies
