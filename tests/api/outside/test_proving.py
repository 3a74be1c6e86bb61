"""Second factors and fresh proofs of those who come from a provider."""

from typing import Any

from tests.api.test_factors import code_of as totp_of
from tests.api.test_factors import with_totp
from tests.factories.journey import Journeys, code_of, pending_of, provider_of
from tests.factories.provider import FakeProvider, epoch
from tests.factories.web import Web


async def test_a_provider_that_does_not_count_leads_to_our_own_second_step(
    web: Web, shared: FakeProvider
) -> None:
    journeys = await provider_of(web, shared)
    await journeys.link(1)
    _, secret, _ = await with_totp(web)
    browser = await web.browser()

    where = await journeys.gone(browser)
    assert where.startswith(f"/console/?brand={web.slug}#pending=")
    assert (await browser.get("/session")).status_code == 401
    proof = {"token": pending_of(where), "code": totp_of(web, secret)}
    done = await browser.post("/session/factor", json=proof)

    assert done.status_code == 200
    opened = web.ask("SELECT factor FROM sessions WHERE provider_id = %s", journeys.provider_id)
    assert opened == [("totp",)]


async def test_roles_that_need_a_factor_count_when_the_provider_asked_for_one(
    web: Web, shared: FakeProvider
) -> None:
    web.tamper(
        "UPDATE brands SET factors_required_from = '2026-01-01' WHERE id = %s", web.trade.brand_id
    )
    journeys = await provider_of(web, shared, factor_values=frozenset({"mfa"}))
    await journeys.link(1)
    seen: list[bool] = []
    ways: list[dict[str, Any]] = [{"amr": ["pwd", "mfa"]}, {"acr": "mfa"}, {"amr": ["pwd"]}, {}]
    for claims in ways:
        shared.claims = claims
        browser = await web.browser()
        await journeys.gone(browser)
        session = (await browser.get("/session")).json()
        seen.append((session["roles"], session["withheld"]) == (["owner"], []))
    shared.behave()

    assert seen == [True, True, False, False]
    assert session["withheld"] == ["owner"]


async def test_coming_in_is_no_fresh_proof_for_whoever_has_one_of_its_own(
    journeys: Journeys,
) -> None:
    browser = await journeys.web.browser()
    await journeys.gone(browser, side="distributor")

    stale = await browser.post("/account/totp")
    journeys.fake.claims = {"auth_time": epoch(journeys.web.clock())}
    await journeys.gone(browser, side="distributor")
    outside = await browser.post("/account/totp")

    # What a brand's provider says about somebody changes nothing that counts in all brands.
    assert stale.json()["code"] == outside.json()["code"] == "CONFIRMATION_NEEDED"


async def test_the_provider_asks_again_who_one_is(journeys: Journeys) -> None:
    web = journeys.web
    browser = await web.browser()
    await journeys.gone(browser, side="distributor")
    web.clock.move(minutes=6)

    async def confirmed(**claims: object) -> str:
        journeys.fake.claims = claims
        asked = await browser.post(
            "/session/confirm/provider", json={"provider": str(journeys.provider_id)}
        )
        back = await journeys.returned(asked.json()["location"])
        return (await journeys.landed(browser, back)).headers["location"]

    silent = await confirmed()
    old = await confirmed(auth_time=epoch(web.clock()) - 300)
    stranger = await confirmed(auth_time=epoch(web.clock()), sub="u-2002")
    fresh = await confirmed(auth_time=epoch(web.clock()))

    assert journeys.fake.asked[-1]["prompt"] == "login"
    assert journeys.fake.asked[-1]["max_age"] == "0"
    assert [code_of(each) for each in (silent, old, stranger, fresh)] == [
        "PROVIDER_PROOF_STALE",
        "PROVIDER_PROOF_STALE",
        "LINK_TAKEN",
        "CONFIRMED",
    ]
    (proof,) = web.ask(
        "SELECT confirmed_at, is_confirmed_outside FROM sessions "
        "WHERE provider_id = %s AND ended_at IS NULL",
        journeys.provider_id,
    )
    assert proof == (web.clock(), True)
