"""The owner of a brand configures where people come in from; nobody else does."""

# ruff: noqa: ANN401  Answers are JSON, which has any type.

from typing import Any

import httpx
import pytest

from tests.api.test_factors import code_of as totp_of
from tests.api.test_factors import with_totp
from tests.factories.provider import CLIENT_ID, SECRET, FakeProvider
from tests.factories.web import PASSWORD, Web
from tributary.identity import outside
from tributary.identity.rules import require_provider

SAVED = "... on SavedIdentityProvider { identityProvider { id } }"
LIST = """{ identityProviders(first: 10) { nodes {
    id name kind issuer clientId callbackPath audience isRequired factorValues emailDomains scopes
    authorizeUrl tokenUrl userinfoUrl subjectClaim emailClaim people disabledAt } } }"""


def draft(fake: FakeProvider, **more: Any) -> dict[str, Any]:
    return {
        "name": "Company account",
        "kind": "OPENID",
        "issuer": fake.issuer,
        "clientId": CLIENT_ID,
        "clientSecret": SECRET,
        "audience": "BRAND",
        "isRequired": False,
        "factorValues": ["mfa"],
        "emailDomains": ["Tea.Example"],
        "scopes": "",
        **more,
    }


async def do(browser: httpx.AsyncClient, deed: str, told: str, given: dict[str, Any]) -> Any:
    """Do a deed, and return the member of its union."""
    kind = f"{deed[0].upper()}{deed[1:]}Input!"
    document = f"""mutation($input: {kind}) {{ {deed}(input: $input) {{
        __typename {told} ... on Refused {{ code }} }} }}"""
    answer = await browser.post("/graphql", json={"query": document, "variables": {"input": given}})
    return answer.json()["data"][deed]


async def listed(browser: httpx.AsyncClient) -> list[dict[str, Any]]:
    answer = await browser.post("/graphql", json={"query": LIST})
    found: list[dict[str, Any]] = answer.json()["data"]["identityProviders"]["nodes"]
    return found


async def test_an_owner_adds_tries_changes_and_switches_a_provider(
    web: Web, shared: FakeProvider
) -> None:
    owner, browser = await web.signed_in(1), await web.browser()
    doors = {"brand": web.slug, "side": "brand"}

    made = await do(owner, "addIdentityProvider", SAVED, draft(shared))
    provider = made["identityProvider"]["id"]
    (shown,) = await listed(owner)
    assert (shown["id"], shown["kind"], shown["audience"]) == (provider, "OPENID", "BRAND")
    assert (shown["emailDomains"], shown["people"]) == ("tea.example", 0)
    assert shown["callbackPath"].startswith("/session/provider/")
    assert SECRET not in str(shown)

    trial = "... on TestedIdentityProvider { authorizeUrl keys saysIssuer }"
    tried = await do(owner, "testIdentityProvider", trial, {"providerId": provider})
    assert (tried["authorizeUrl"], tried["keys"]) == (f"{shared.issuer}/authorize", 1)
    shared.metadata = {"issuer": "https://evil.example"}
    failed = await do(owner, "testIdentityProvider", trial, {"providerId": provider})
    shared.behave()
    assert failed["code"] == "PROVIDER_UNREACHABLE"

    left_out = {"kind", "issuer", "clientSecret"}
    change = {name: value for name, value in draft(shared).items() if name not in left_out}
    change |= {"providerId": provider, "name": "Feishu", "audience": "DISTRIBUTORS"}
    assert (await do(owner, "changeIdentityProvider", SAVED, change))["identityProvider"]
    assert (await browser.get("/session/providers", params=doors)).json() == {"providers": []}
    doors["side"] = "distributor"
    assert "Feishu" in (await browser.get("/session/providers", params=doors)).text

    off = {"providerId": provider, "isOn": False}
    assert (await do(owner, "switchIdentityProvider", SAVED, off))["identityProvider"]
    assert (await browser.get("/session/providers", params=doors)).json() == {"providers": []}


async def test_it_takes_a_fresh_proof(web: Web, shared: FakeProvider) -> None:
    owner = await web.signed_in(1)
    web.clock.move(minutes=6)

    stale = await do(owner, "addIdentityProvider", SAVED, draft(shared))
    await owner.post("/session/confirm", json={"password": PASSWORD})
    fresh = await do(owner, "addIdentityProvider", SAVED, draft(shared))
    twice = await do(owner, "addIdentityProvider", SAVED, draft(shared))

    assert (stale["code"], twice["code"]) == ("CONFIRMATION_NEEDED", "IDENTITY_PROVIDER_TAKEN")
    assert fresh["__typename"] == "SavedIdentityProvider"


async def test_only_an_owner_who_comes_in_without_it_requires_a_provider(
    web: Web, shared: FakeProvider
) -> None:
    owner = await web.signed_in(1)
    required = draft(shared, isRequired=True)
    unsafe = await do(owner, "addIdentityProvider", SAVED, required)

    owner, secret, _ = await with_totp(web)
    await owner.post("/session/confirm", json={"code": totp_of(web, secret)})
    safe = await do(owner, "addIdentityProvider", SAVED, required)

    assert unsafe["code"] == "ENFORCEMENT_UNSAFE"
    assert safe["__typename"] == "SavedIdentityProvider"
    assert (await owner.get("/session")).status_code == 200
    assert (await web.sign_in(await web.browser(), 2)).json()["code"] == "PROVIDER_REQUIRED"


OAUTH = outside.Addresses(*(f"https://id.example/{each}" for each in ("a", "t", "u")))


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"issuer": "http://id.example"},
        {"issuer": "https://id.example/?x"},
        {"issuer": "https://user@id.example"},
        {"client_id": ""},
        {"email_domains": frozenset({"gmail.com"})},
        {"email_domains": frozenset({"*"})},
        {"addresses": OAUTH},
        {"kind": outside.ProviderKind.OAUTH},
        {
            "kind": outside.ProviderKind.OAUTH,
            "addresses": OAUTH,
            "factor_values": frozenset({"mfa"}),
        },
        {"audience": outside.Audience.DISTRIBUTORS, "is_required": True},
        {"subject_claim": "a b"},
    ],
)
def test_what_does_not_fit_together_is_refused(wrong: dict[str, Any]) -> None:
    given: dict[str, Any] = {
        "name": "Company account",
        "kind": outside.ProviderKind.OPENID,
        "issuer": "https://id.example",
        "client_id": "x",
        "audience": outside.Audience.BRAND,
        **wrong,
    }

    with pytest.raises(outside.IdentityProviderInvalid):
        require_provider(outside.ProviderDraft(**given))
