"""The way back from a provider: once, in one browser, and by nobody else."""

import asyncio

import httpx

from tests.factories.journey import COOKIE, Journeys, code_of, provider_of
from tests.factories.web import COOKIE as SESSION
from tests.factories.web import Web

INVALID = "/portal/external#PROVIDER_ANSWER_INVALID"


async def lands(journeys: Journeys, **more: str) -> str:
    return await journeys.gone(await journeys.web.browser(), side="distributor", **more)


async def test_an_answer_of_another_provider_is_not_taken(journeys: Journeys) -> None:
    journeys.fake.visits.clear()
    for said in ("https://evil.example", ""):
        journeys.fake.answer = {"iss": said}
        assert await lands(journeys) == INVALID

    # The code was never shown to anybody: a mix-up would have told it to the wrong provider.
    assert "/token" not in journeys.fake.visits


async def test_an_answer_to_one_provider_is_not_taken_for_another(
    journeys: Journeys, web: Web
) -> None:
    other = await provider_of(web, journeys.fake, name="Other", client_id="another")
    browser = await web.browser()
    back = await journeys.returned((await journeys.asked(browser)).json()["location"])
    mixed = back.replace(str(journeys.provider_id), str(other.provider_id))

    landed = await other.landed(browser, mixed)

    assert code_of(landed.headers["location"]) == "JOURNEY_UNKNOWN"


async def test_a_way_back_works_once(journeys: Journeys) -> None:
    browser = await journeys.web.browser()
    answer = await journeys.asked(browser, side="distributor")
    kept = browser.cookies[COOKIE]
    back = await journeys.returned(answer.json()["location"])
    assert (await journeys.landed(browser, back)).headers["location"] == "/portal/#signed-in"

    browser.cookies.set(COOKIE, kept, domain="tributary.test")
    again = await journeys.landed(browser, back)

    assert code_of(again.headers["location"]) == "JOURNEY_UNKNOWN"


async def test_a_code_that_was_used_opens_nothing(journeys: Journeys) -> None:
    browser = await journeys.web.browser()
    back = await journeys.returned((await journeys.asked(browser)).json()["location"])
    journeys.fake.codes.clear()

    landed = await journeys.landed(browser, back)

    assert code_of(landed.headers["location"]) == "PROVIDER_ANSWER_INVALID"


async def test_a_stolen_code_does_not_fit_another_journey(journeys: Journeys) -> None:
    """Whoever puts a code into a journey of one's own lacks the verifier, and the nonce."""
    victim, thief = await journeys.web.browser(), await journeys.web.browser()
    stolen = await journeys.returned((await journeys.asked(victim)).json()["location"])
    own = await journeys.returned((await journeys.asked(thief)).json()["location"])
    code = httpx.URL(stolen).params["code"]
    injected = str(httpx.URL(own).copy_set_param("code", code))

    landed = await journeys.landed(thief, injected)

    assert code_of(landed.headers["location"]) == "PROVIDER_ANSWER_INVALID"


async def test_somebody_elses_way_back_signs_nobody_in(journeys: Journeys) -> None:
    """Login CSRF: a victim is made to follow an attacker's way back; and session fixation."""
    attackers = await journeys.web.browser()
    back = await journeys.returned((await journeys.asked(attackers)).json()["location"])
    nowhere, elsewhere, confused = [await journeys.web.browser() for _ in range(3)]
    await journeys.asked(elsewhere)
    confused.cookies.set(COOKIE, "nonsense", domain="tributary.test")

    for victim in (nowhere, elsewhere, confused):
        landed = await journeys.landed(victim, back)
        assert code_of(landed.headers["location"]) == "JOURNEY_UNKNOWN"
        assert SESSION not in victim.cookies
    # And the rightful browser is not robbed of its way back.
    rightful = await journeys.landed(attackers, back)
    assert rightful.headers["location"] == "/portal/#signed-in"


async def test_a_way_back_is_open_for_ten_minutes(journeys: Journeys) -> None:
    browser = await journeys.web.browser()
    back = await journeys.returned((await journeys.asked(browser)).json()["location"])
    journeys.web.clock.move(minutes=10)

    landed = await journeys.landed(browser, back)

    assert code_of(landed.headers["location"]) == "JOURNEY_UNKNOWN"


async def test_a_parameter_twice_is_no_answer(journeys: Journeys) -> None:
    browser = await journeys.web.browser()
    back = await journeys.returned((await journeys.asked(browser)).json()["location"])

    for change in ("&state=", "&code=another", "&iss=https://evil.example"):
        landed = await journeys.landed(browser, back + change)
        assert code_of(landed.headers["location"]) == "JOURNEY_UNKNOWN"


async def test_of_twenty_ways_back_at_once_one_opens_the_door(journeys: Journeys) -> None:
    browser = await journeys.web.browser()
    asked = await journeys.asked(browser, side="distributor")
    back = await journeys.returned(asked.json()["location"])

    landed = await asyncio.gather(*(journeys.landed(browser, back) for _ in range(20)))

    where = sorted(each.headers["location"] for each in landed)
    assert where == ["/portal/#signed-in", *["/portal/external#JOURNEY_UNKNOWN"] * 19]


async def test_who_turns_back_over_there_is_told(journeys: Journeys) -> None:
    journeys.fake.answer = {"error": "access_denied", "code": ""}

    assert await lands(journeys) == "/portal/external#IDENTITY_PROVIDER_DECLINED"


async def test_only_our_own_pages_send_people_away(journeys: Journeys) -> None:
    browser = await journeys.web.browser()
    forged = [{"x-tributary": ""}, {"origin": "https://evil.example"}]

    answers = [
        await browser.post("/session/provider", json={}, headers=headers) for headers in forged
    ]

    assert {each.status_code for each in answers} == {403}


async def test_of_a_journey_nothing_is_kept_that_opens_anything(journeys: Journeys) -> None:
    browser = await journeys.web.browser()
    await journeys.gone(browser, side="distributor")
    asked = journeys.fake.asked[-1]

    kept = str(
        journeys.web.ask("SELECT to_jsonb(j)::text FROM provider_journeys j")
        + journeys.web.ask("SELECT to_jsonb(p)::text FROM identity_providers p")
        + journeys.web.ask("SELECT to_jsonb(a)::text FROM audit_entries a")
    )

    for secret in (asked["state"], asked["nonce"], "a secret+with/signs"):
        assert secret not in kept
