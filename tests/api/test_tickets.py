"""Links in letters over HTTP: asking is answered alike for all, and only our own pages ask."""

import httpx
import pytest

from tests.factories.web import PASSWORD, Web
from tributary import identity
from tributary.identity import TicketKind
from tributary.kernel import UserId
from tributary.platform import Seals

OTHER = "seven quiet paper boats"


async def ticket(web: Web, n: int, kind: TicketKind = TicketKind.RESET) -> str:
    """Issue a ticket and return what its link holds."""
    desk = web.application.desk
    brand_id = web.trade.brand_id
    async with desk.work(brand_id, "test") as work:
        seals = desk.port(Seals)
        user_id = UserId(web.trade.user(n))
        ticket_id = await identity.issue_ticket(work, seals, kind=kind, user_id=user_id)
    return identity.ticket_token(seals, brand_id, ticket_id)


async def test_asking_for_a_link_is_answered_alike_for_everybody(web: Web) -> None:
    asked = [
        {"brand": web.slug, "email": web.email(1)},
        {"brand": web.slug, "email": "nobody@nowhere.example"},
        {"brand": "nowhere", "email": web.email(1)},
    ]

    answers = [await (await web.browser()).post("/tickets/reset", json=each) for each in asked]

    assert [(each.status_code, each.content) for each in answers] == [(202, b"")] * 3


async def test_a_link_sets_a_password_and_signs_nobody_in(web: Web) -> None:
    token = await ticket(web, 1)
    web.clock.move(minutes=1)
    browser = await web.browser()

    shown = await browser.post("/tickets/open", json={"token": token})
    done = await browser.post("/tickets/redeem", json={"token": token, "password": OTHER})
    again = await browser.post("/tickets/redeem", json={"token": token, "password": OTHER})

    assert shown.json() == done.json()
    assert shown.json()["email"] == web.email(1)
    assert "set-cookie" not in done.headers
    assert (again.status_code, again.json()["code"]) == (422, "TICKET_INVALID")
    assert (await web.sign_in(browser, 1)).status_code == 401
    assert (await web.sign_in(browser, 1, password=OTHER)).status_code == 200


async def test_an_address_is_verified_without_a_password(web: Web) -> None:
    token = await ticket(web, 1, TicketKind.VERIFICATION)
    browser = await web.browser()

    done = await browser.post("/tickets/redeem", json={"token": token})

    assert done.json()["wantsPassword"] is False
    assert (await web.sign_in(browser, 1, password=PASSWORD)).status_code == 200
    rows = web.ask("SELECT email_verified_at FROM users WHERE email = %s", web.email(1))
    assert rows[0][0] is not None


@pytest.mark.parametrize("path", ["reset", "open", "redeem"])
@pytest.mark.parametrize(
    "headers", [{"x-tributary": ""}, {"origin": "https://evil.example"}], ids=["mark", "origin"]
)
async def test_another_site_cannot_ask(web: Web, path: str, headers: dict[str, str]) -> None:
    answer = await (await web.browser()).post(f"/tickets/{path}", json={}, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (403, "CROSS_SITE")


@pytest.mark.parametrize("body", [{}, {"token": 1}, {"token": "x"}, {"token": "a.b"}], ids=str)
async def test_what_is_no_link_opens_nothing(web: Web, body: dict[str, object]) -> None:
    browser = await web.browser()

    answers: list[httpx.Response] = [
        await browser.post(f"/tickets/{path}", json=body) for path in ("open", "redeem")
    ]

    assert {each.status_code for each in answers} <= {400, 422}
