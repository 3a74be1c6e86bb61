"""Identity providers: added, changed, given another secret, tried, switched off and on."""

from collections.abc import Mapping
from typing import Annotated

import strawberry

from tributary.api.graphql.mutations.words import (
    ID,
    Hands,
    Refused,
    input_type,
    key_of,
    optional,
    payload,
    said,
)
from tributary.api.graphql.refs import IdentityProviderRef
from tributary.identity import outside
from tributary.platform import Seals


@input_type
class AddIdentityProviderInput:
    """A provider from which people are to come in."""

    name: str = said("What the button says.")
    kind: outside.ProviderKind = said("How it says who somebody is.")
    issuer: str = said("Who says so: an address that begins with https://.")
    client_id: str = said("What it calls us by.")
    client_secret: str = said("What we prove ourselves with over there.")
    audience: outside.Audience = said("Who comes in from there.")
    is_required: bool = said("Whether the brand's own people come in by nothing else.")
    factor_values: list[str] = said("What of amr or acr counts as second factor; of OPENID alone.")
    email_domains: list[str] = said("Domains whose addresses it gives out itself.")
    scopes: str = said("What else it is asked for, with blanks between.")
    authorize_url: str | None = optional("Where browsers are sent; of OAUTH alone.")
    token_url: str | None = optional("Where codes become tokens; of OAUTH alone.")
    userinfo_url: str | None = optional("Where it tells who somebody is; of OAUTH alone.")
    subject_claim: str | None = optional("The field that holds who somebody is; sub if unsaid.")
    email_claim: str | None = optional("The field that holds the address; email if unsaid.")


@payload
class SavedIdentityProvider:
    """The provider is kept."""

    identity_provider: IdentityProviderRef | None = said("The provider as it is now.")


AddIdentityProviderResult = Annotated[
    SavedIdentityProvider | Refused,
    strawberry.union(
        "AddIdentityProviderResult", description="What became of a provider to be added."
    ),
]


@input_type
class ChangeIdentityProviderInput:
    """A provider that is to be another way; kind, issuer and addresses never change."""

    provider_id: ID = said("Which provider.")
    name: str = said("What the button says.")
    client_id: str = said("What it calls us by.")
    audience: outside.Audience = said("Who comes in from there.")
    is_required: bool = said("Whether the brand's own people come in by nothing else.")
    factor_values: list[str] = said("What of amr or acr counts as second factor; of OPENID alone.")
    email_domains: list[str] = said("Domains whose addresses it gives out itself.")
    scopes: str = said("What else it is asked for, with blanks between.")
    email_claim: str | None = optional("The field that holds the address; email if unsaid.")


ChangeIdentityProviderResult = Annotated[
    SavedIdentityProvider | Refused,
    strawberry.union(
        "ChangeIdentityProviderResult", description="What became of a provider to be changed."
    ),
]


@input_type
class RenewIdentityProviderSecretInput:
    """A provider that has another secret."""

    provider_id: ID = said("Which provider.")
    client_secret: str = said("What we prove ourselves with over there from now on.")


RenewIdentityProviderSecretResult = Annotated[
    SavedIdentityProvider | Refused,
    strawberry.union(
        "RenewIdentityProviderSecretResult", description="What became of a secret to be kept."
    ),
]


@input_type
class SwitchIdentityProviderInput:
    """A provider that is to be switched off or on."""

    provider_id: ID = said("Which provider.")
    is_on: bool = said("Whether people come in from there.")


SwitchIdentityProviderResult = Annotated[
    SavedIdentityProvider | Refused,
    strawberry.union(
        "SwitchIdentityProviderResult", description="What became of a provider to be switched."
    ),
]


@input_type
class TestIdentityProviderInput:
    """A provider that is to be tried."""

    provider_id: ID = said("Which provider.")


@payload
class TestedIdentityProvider:
    """The provider answered as it must."""

    authorize_url: str = said("Where browsers are sent.")
    keys: int = said("How many keys it signs with; 0 where nothing is signed.")
    says_issuer: bool = said("Whether browsers bring back who sent them (RFC 9207).")


TestIdentityProviderResult = Annotated[
    TestedIdentityProvider | Refused,
    strawberry.union(
        "TestIdentityProviderResult", description="What became of a provider to be tried."
    ),
]


async def add_provider(hands: Hands, given: AddIdentityProviderInput) -> Mapping[str, object]:
    """Let people come in from a provider."""
    theirs = (given.authorize_url, given.token_url, given.userinfo_url)
    addresses = None
    if any(theirs):
        addresses = outside.Addresses(*(each or "" for each in theirs))
    draft = outside.ProviderDraft(
        name=given.name,
        kind=given.kind,
        issuer=given.issuer.strip(),
        client_id=given.client_id,
        audience=given.audience,
        is_required=given.is_required,
        factor_values=frozenset(given.factor_values),
        email_domains=_domains(given.email_domains),
        scopes=given.scopes,
        addresses=addresses,
        subject_claim=given.subject_claim or "sub",
        email_claim=given.email_claim or "email",
    )
    provider_id = await outside.add_provider(
        hands.work, hands.desk.port(Seals), draft, secret=given.client_secret
    )
    return {"identity_provider": provider_id}


async def change_provider(hands: Hands, given: ChangeIdentityProviderInput) -> Mapping[str, object]:
    """Let other people come in from a provider, or by other rules."""
    provider_id = key_of("IdentityProvider", given.provider_id)
    change = outside.ProviderChange(
        name=given.name,
        client_id=given.client_id,
        audience=given.audience,
        is_required=given.is_required,
        factor_values=frozenset(given.factor_values),
        email_domains=_domains(given.email_domains),
        scopes=given.scopes,
        email_claim=given.email_claim or "email",
    )
    await outside.change_provider(hands.work, provider_id, change)
    return {"identity_provider": provider_id}


async def renew_secret(
    hands: Hands, given: RenewIdentityProviderSecretInput
) -> Mapping[str, object]:
    """Keep another secret of a provider."""
    provider_id = key_of("IdentityProvider", given.provider_id)
    seals = hands.desk.port(Seals)
    await outside.renew_provider_secret(hands.work, seals, provider_id, secret=given.client_secret)
    return {"identity_provider": provider_id}


async def switch_provider(hands: Hands, given: SwitchIdentityProviderInput) -> Mapping[str, object]:
    """Switch a provider off or on."""
    provider_id = key_of("IdentityProvider", given.provider_id)
    await outside.switch_provider(hands.work, provider_id, is_on=given.is_on)
    return {"identity_provider": provider_id}


async def test_provider(hands: Hands, given: TestIdentityProviderInput) -> Mapping[str, object]:
    """Try a provider; this work waits for it, for ten seconds at most."""
    provider_id = key_of("IdentityProvider", given.provider_id)
    trial = await outside.try_provider(hands.desk, hands.work.brand_id, provider_id)
    return {
        "authorize_url": trial.authorize_url,
        "keys": trial.keys,
        "says_issuer": trial.says_issuer,
    }


def _domains(given: list[str]) -> frozenset[str]:
    return frozenset(each.strip().lower() for each in given)
