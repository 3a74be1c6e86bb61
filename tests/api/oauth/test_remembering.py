"""Consent is asked for once, for what was agreed to, until it is withdrawn."""

import re
import secrets

import httpx
import pytest

from tests.api.oauth.conftest import Hub, hidden_of, query_of
from tributary.identity import Flow

CONSENTS = "/oauth/consents"


async def asked(hub: Hub, browser: httpx.AsyncClient, **more: str | None) -> httpx.Response:
    return await hub.browse(browser, hub.asks(secrets.token_urlsafe(48), **more))


def forms_of(page: httpx.Response) -> list[dict[str, str]]:
    """Return what each form of a list holds."""
    parts = re.findall(r"<form.*?</form>", page.text)
    return [hidden_of(httpx.Response(200, text=part)) for part in parts]


async def test_who_agreed_is_not_asked_again_for_the_same_or_less(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    await hub.tokens(owner, scope="openid orders:read")

    same = await asked(hub, owner, scope="orders:read openid")
    less = await asked(hub, owner, scope="openid")
    silent = await asked(hub, owner, scope="openid", prompt="none")

    for led in (same, less, silent):
        assert led.status_code == 303
        assert "code" in query_of(led.headers["location"])


async def test_more_than_was_agreed_to_is_asked_for(hub: Hub, owner: httpx.AsyncClient) -> None:
    await hub.tokens(owner, scope="openid orders:read")

    more = await asked(hub, owner, scope="openid orders:read orders:write")
    everything = await asked(hub, owner, scope=None)
    silent = await asked(hub, owner, scope="openid orders:write", prompt="none")

    assert "ticket" in hidden_of(more)
    assert "ticket" in hidden_of(everything)
    assert query_of(silent.headers["location"])["error"] == "consent_required"
    await hub.agree(owner, more)
    assert (await asked(hub, owner, scope="openid orders:write")).status_code == 303


async def test_what_was_not_agreed_to_is_not_remembered(hub: Hub, owner: httpx.AsyncClient) -> None:
    page = await asked(hub, owner)
    await hub.agree(owner, page, "no")

    assert "ticket" in hidden_of(await asked(hub, owner))
    await hub.tokens(owner)
    other = await hub.another()
    accountant = await hub.web.signed_in(2)
    del accountant.headers["x-tributary"]
    assert "ticket" in hidden_of(await asked(other, owner))
    assert "ticket" in hidden_of(await asked(hub, accountant))
    assert "ticket" in hidden_of(await asked(hub, owner, prompt="consent"))


async def test_it_is_remembered_beyond_the_session(hub: Hub, owner: httpx.AsyncClient) -> None:
    await hub.tokens(owner)
    await owner.delete("/session", headers={"x-tributary": "1"})
    later = await hub.web.signed_in(1)

    assert (await asked(hub, later)).status_code == 303


@pytest.mark.parametrize("address", ["http://127.0.0.1/cb", "com.example.app:/cb"])
async def test_what_anybody_on_the_machine_could_claim_to_be_is_asked_each_time(
    hub: Hub, owner: httpx.AsyncClient, address: str
) -> None:
    native = await hub.another(redirect_uris=(address,), is_public=True)
    verifier = secrets.token_urlsafe(48)
    page = await native.browse(owner, native.asks(verifier, redirect_uri=address))
    await native.agree(owner, page)

    again = await native.browse(owner, native.asks(verifier, redirect_uri=address, nonce="2"))

    assert "ticket" in hidden_of(again)


async def test_consent_is_withdrawn_with_every_token(hub: Hub, owner: httpx.AsyncClient) -> None:
    other = await hub.another(name="Another")
    token = await hub.tokens(owner, scope="openid orders:read offline_access")
    kept = await other.tokens(owner)
    owner.headers["accept-language"] = "en"
    page = await owner.get(CONSENTS)
    assert page.text.index("Another") < page.text.index("The ERP")
    assert "see: orders" in page.text
    _, form = forms_of(page)

    done = await owner.post(CONSENTS, data={**form, "answer": "withdraw"})

    assert (done.status_code, done.headers["location"]) == (303, CONSENTS)
    assert not await hub.is_good(token["access_token"])
    assert not (await hub.refresh(token["refresh_token"])).is_success
    assert await other.is_good(kept["access_token"])
    assert "The ERP" not in (await owner.get(CONSENTS)).text
    assert "ticket" in hidden_of(await asked(hub, owner))
    assert hub.web.ask(
        "SELECT user_id FROM audit_entries "
        "WHERE brand_id = %s AND action = 'identity.withdraw_consent'",
        hub.web.trade.brand_id,
    ) == [(hub.web.trade.user(1),)]


async def test_a_device_that_was_allowed_is_listed_and_withdrawn(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    till = await hub.another(
        name="Till", flows=frozenset({Flow.DEVICE_CODE}), redirect_uris=(), is_public=True
    )
    given = {"client_id": till.client_id, "scope": "orders:read"}
    begun = (await till.machine.post("/oauth/device_authorization", data=given)).json()
    page = await owner.get("/oauth/device", params={"user_code": begun["user_code"]})
    await till.agree(owner, page)
    poll = {"grant_type": Flow.DEVICE_CODE.value, "device_code": begun["device_code"]}
    token = (await till.token(poll)).json()["access_token"]
    (form,) = forms_of(await owner.get(CONSENTS))

    await owner.post(CONSENTS, data=form)

    assert not await till.is_good(token)


async def test_nobody_withdraws_by_a_form_that_was_not_shown_to_them(
    hub: Hub, owner: httpx.AsyncClient
) -> None:
    token = (await hub.tokens(owner))["access_token"]
    (form,) = forms_of(await owner.get(CONSENTS))
    accountant = await hub.web.signed_in(2)
    stranger = await hub.web.browser()
    other = await hub.another()

    refused = [
        await accountant.post(CONSENTS, data=form),
        await stranger.post(CONSENTS, data=form),
        await owner.post(CONSENTS, data={**form, "ticket": ""}),
        await owner.post(CONSENTS, data={**form, "program": other.made.program_id.hex}),
        await owner.post(CONSENTS, data=form, headers={"origin": "https://evil.example"}),
        await owner.post(CONSENTS, data=form, headers={"sec-fetch-site": "cross-site"}),
    ]

    assert {answer.status_code for answer in refused} == {403}
    assert await hub.is_good(token)


async def test_the_page_is_for_those_who_are_signed_in(hub: Hub, owner: httpx.AsyncClient) -> None:
    stranger = await hub.web.browser()

    owner.headers["accept-language"] = "en"
    page = await stranger.get(CONSENTS)
    nothing = await owner.get(CONSENTS)

    assert hidden_of(page)["back"] == CONSENTS
    assert "have allowed no program" in nothing.text
    for answer in (page, nothing):
        policy = answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "script-src" not in policy
