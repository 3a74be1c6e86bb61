"""Who is whom: never by an address of mail alone."""

from tests.factories.journey import COOKIE, Journeys, code_of, provider_of
from tests.factories.provider import FakeProvider
from tests.factories.web import COOKIE as SESSION
from tests.factories.web import PASSWORD, Web


async def lands(journeys: Journeys, **more: str) -> str:
    return await journeys.gone(await journeys.web.browser(), side="distributor", **more)


async def test_nobody_is_linked_by_an_address_of_mail_alone(web: Web, shared: FakeProvider) -> None:
    """The same answer whether or not the address is somebody's here."""
    journeys = await provider_of(web, shared)
    where: set[str] = set()
    for email in (web.email(1), web.email(11), "nobody@nowhere.example"):
        shared.person |= {"email": email}
        browser = await web.browser()
        where.add(await journeys.gone(browser))
        assert (await browser.get("/session")).status_code == 401
    shared.behave()

    assert where == {f"/console/?brand={web.slug}#unlinked"}
    assert not web.ask("SELECT 1 FROM identity_links WHERE provider_id = %s", journeys.provider_id)


async def test_a_password_links_what_the_browser_brought_back(
    web: Web, shared: FakeProvider
) -> None:
    journeys = await provider_of(web, shared)
    browser = await web.browser()
    assert code_of(await journeys.gone(browser)) == "unlinked"

    assert (await web.sign_in(browser, 2)).status_code == 200

    assert COOKIE not in browser.cookies
    fresh = await web.browser()
    assert await journeys.gone(fresh) == "/console/#signed-in"
    assert (await fresh.get("/session")).json()["roles"] == ["accountant"]
    (link,) = (await fresh.get("/account")).json()["providers"]
    assert (link["name"], link["label"]) == ("Company account", "li@tea.example")


async def test_what_waits_to_be_linked_waits_in_one_browser_for_ten_minutes(
    web: Web, shared: FakeProvider
) -> None:
    journeys = await provider_of(web, shared)
    browser, other = await web.browser(), await web.browser()
    await journeys.gone(browser)

    assert (await web.sign_in(other, 2)).status_code == 200
    web.clock.move(minutes=10)
    assert (await web.sign_in(browser, 2)).status_code == 200

    assert code_of(await journeys.gone(await web.browser())) == "unlinked"


async def domain(web: Web, shared: FakeProvider, n: int, **person: object) -> tuple[str, Journeys]:
    """Come in with an address of a domain that the provider decides about."""
    name = f"{web.trade.brand_id.hex}.example"
    journeys = await provider_of(web, shared, email_domains=frozenset({name}))
    shared.person = {**shared.person, "email": web.email(n), **person}
    where = await journeys.gone(await web.browser())
    shared.behave()
    return where, journeys


async def test_the_providers_own_domain_links_the_brands_people(
    web: Web, shared: FakeProvider
) -> None:
    where, _ = await domain(web, shared, 2)

    assert where == "/console/#signed-in"


async def test_nobody_else_is_linked_by_a_domain(web: Web, shared: FakeProvider) -> None:
    """Not verified, by a word, unsaid, another domain, a distributor's person."""
    where, journeys = await domain(web, shared, 2, email_verified=False)
    assert code_of(where) == "unlinked"
    for person in (
        {"email": web.email(2), "email_verified": "true"},
        {"email": web.email(2), "email_verified": None},
        {"email": "u2@tea.example"},
        {"email": web.email(11)},
    ):
        shared.person |= {"email_verified": True, **person}
        assert code_of(await journeys.gone(await web.browser())) == "unlinked", person
    shared.behave()


async def test_an_address_that_was_given_to_somebody_new_is_not_followed(
    web: Web, shared: FakeProvider
) -> None:
    where, journeys = await domain(web, shared, 2)
    assert where == "/console/#signed-in"
    shared.person = {**shared.person, "sub": "u-2002", "email": web.email(2)}

    where = await journeys.gone(await web.browser())

    shared.behave()
    assert code_of(where) == "unlinked"


async def test_who_has_no_role_any_more_stays_outside(journeys: Journeys) -> None:
    journeys.web.take_roles(11)
    browser = await journeys.web.browser()

    where = await journeys.gone(browser, side="distributor")

    assert code_of(where) == "SIGN_IN_FAILED"
    assert (await browser.get("/session")).status_code == 401


async def test_a_provider_for_distributors_lets_nobody_in_as_the_brand(
    web: Web, shared: FakeProvider
) -> None:
    journeys = await provider_of(web, shared)
    await journeys.link(2)
    journeys.change("audience = 'distributors'")

    where = await journeys.gone(await web.browser(), side="distributor")

    assert code_of(where) == "SIGN_IN_FAILED"


async def test_linking_wants_a_fresh_proof_and_tells_the_person(
    web: Web, shared: FakeProvider
) -> None:
    journeys = await provider_of(web, shared)
    browser = await web.signed_in(2)
    path = f"/account/providers/{journeys.provider_id}"
    web.clock.move(minutes=6)
    stale = await browser.post(path, json={})
    assert stale.json()["code"] == "CONFIRMATION_NEEDED"
    await browser.post("/session/confirm", json={"password": PASSWORD})
    before = browser.cookies[SESSION]

    back = await journeys.returned((await browser.post(path, json={})).json()["location"])
    landed = await journeys.landed(browser, back)

    assert landed.headers["location"] == "/console/external#LINKED"
    assert browser.cookies[SESSION] != before
    told = "SELECT payload->>'what', payload->>'user_id' FROM events WHERE brand_id = %s"
    assert web.ask(told, web.trade.brand_id) == [("provider_linked", str(web.trade.user(2)))]
    assert await journeys.gone(await web.browser()) == "/console/#signed-in"


async def test_a_link_is_made_in_the_session_that_asked_for_it(
    web: Web, shared: FakeProvider
) -> None:
    journeys = await provider_of(web, shared)
    browser = await web.signed_in(2)
    asked = await browser.post(f"/account/providers/{journeys.provider_id}", json={})
    back = await journeys.returned(asked.json()["location"])
    await web.sign_in(browser, 1)

    landed = await journeys.landed(browser, back)

    assert code_of(landed.headers["location"]) == "JOURNEY_UNKNOWN"


async def test_an_account_over_there_is_one_person_here(web: Web, shared: FakeProvider) -> None:
    journeys = await provider_of(web, shared)
    await journeys.link(11)
    browser = await web.signed_in(2)
    asked = await browser.post(f"/account/providers/{journeys.provider_id}", json={})

    landed = await journeys.landed(browser, await journeys.returned(asked.json()["location"]))

    assert code_of(landed.headers["location"]) == "LINK_TAKEN"


async def test_the_last_way_in_stays(journeys: Journeys) -> None:
    web = journeys.web
    browser = await web.browser()
    await journeys.gone(browser, side="distributor")
    path = f"/account/providers/{journeys.provider_id}"
    assert (await browser.delete(path)).json()["code"] == "CONFIRMATION_NEEDED"
    await browser.post("/session/confirm", json={"password": PASSWORD})
    password = web.ask(
        "SELECT user_id, hash, set_at FROM passwords WHERE user_id = %s", web.trade.user(11)
    )
    web.tamper("DELETE FROM passwords WHERE user_id = %s", web.trade.user(11))

    last = await browser.delete(path)
    web.tamper("INSERT INTO passwords VALUES (%s, %s, %s)", *password[0])
    gone = await browser.delete(path)

    assert last.json()["code"] == "LAST_WAY_IN"
    assert gone.status_code == 204
    assert code_of(await lands(journeys)) == "unlinked"
