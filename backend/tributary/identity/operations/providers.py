"""Identity providers as the owner of a brand configures them."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from tributary.identity import queries, rules
from tributary.identity.operations.links import end_opened
from tributary.identity.operations.people import require_role
from tributary.identity.ports import Providers, Terms, Trial
from tributary.identity.queries import IdentityProvider
from tributary.identity.rules import Audience, ProviderDraft, Role
from tributary.kernel import BrandId, Outage, Refusal, new_id
from tributary.platform import Desk, Seals, Work

SEAL: Final = "identity-provider"

PROVIDERS_MAX: Final = 10


class IdentityProviderUnknown(Refusal):
    """The brand has no such identity provider, or it is switched off.

    Choose another way to sign in, or load the list anew.
    """


class IdentityProviderTaken(Refusal):
    """The brand has as many identity providers as it can have, or this one already.

    Change the one that is there, or switch one off.
    """


class EnforcementUnsafe(Refusal):
    """A provider is to be required while the owner who asks has no second factor.

    Add a second step of your own first: with it you come in when the provider does not work.
    """


class ProviderUnreachable(Refusal):
    """The identity provider is not there, or does not answer as it must.

    Compare the addresses with those over there, then try again.
    """


class ProviderSecretMissing(Refusal):
    """An identity provider is to be used without its secret, or with an unreadable one.

    Copy the secret anew from over there.
    """


@dataclass(frozen=True, slots=True)
class ProviderChange:
    """What of a provider may change; who says so, and where, never does."""

    name: str
    client_id: str
    audience: Audience
    is_required: bool
    factor_values: frozenset[str]
    email_domains: frozenset[str]
    scopes: str
    email_claim: str


async def add_provider(work: Work, seals: Seals, draft: ProviderDraft, *, secret: str) -> UUID:
    """Let people come in from an identity provider.

    Refuses:
        RoleMissing: whoever acts does not own the brand.
        IdentityProviderInvalid: something does not fit together, or an address is unsafe.
        ProviderSecretMissing: the secret cannot be one.
        EnforcementUnsafe: it is to be required, and the owner has no second factor.
        IdentityProviderTaken: there are too many, or this one is there already.
    """
    await require_role(work, Role.OWNER)
    rules.require_provider(draft)
    await _require_enforceable(work, is_required=draft.is_required)
    await _require_room(work, draft)
    provider_id = new_id()
    await _insert(work, provider_id, draft, _sealed(seals, secret))
    if draft.is_required:
        await _end_by_password(work)
    fields = {**_fields(draft), "kind": draft.kind.value, "issuer": draft.issuer}
    await work.audit(
        "identity.add_provider", subject="identity_provider", subject_id=provider_id, after=fields
    )
    return provider_id


async def change_provider(work: Work, provider_id: UUID, change: ProviderChange) -> None:
    """Let other people come in from a provider, or by other rules.

    Refuses:
        RoleMissing: whoever acts does not own the brand.
        IdentityProviderUnknown: there is none.
        IdentityProviderInvalid: something does not fit together.
        EnforcementUnsafe: it is to be required, and the owner has no second factor.
    """
    await require_role(work, Role.OWNER)
    before = await _held(work, provider_id)
    after = _changed(before, change)
    rules.require_provider(after)
    begins = change.is_required and not before.is_required
    await _require_enforceable(work, is_required=begins)
    await work.run(
        """
        UPDATE identity_providers
        SET name = :name, client_id = :client, audience = :audience, is_required = :required,
            factor_values = :factors, email_domains = :domains, scopes = :scopes,
            email_claim = :email, changed_at = :now
        WHERE brand_id = :brand AND id = :id
        """,
        brand=work.brand_id,
        id=provider_id,
        name=change.name.strip(),
        client=change.client_id.strip(),
        audience=change.audience.value,
        required=change.is_required,
        factors=" ".join(sorted(change.factor_values)),
        domains=" ".join(sorted(change.email_domains)),
        scopes=change.scopes.strip(),
        email=change.email_claim,
        now=work.opened_at,
    )
    if begins and before.disabled_at is None:
        await _end_by_password(work)
    await work.audit(
        "identity.change_provider",
        subject="identity_provider",
        subject_id=provider_id,
        before=_fields(_draft_of(before)),
        after=_fields(after),
    )


async def renew_provider_secret(
    work: Work, seals: Seals, provider_id: UUID, *, secret: str
) -> None:
    """Keep the secret that was made anew over there.

    Refuses:
        RoleMissing: whoever acts does not own the brand.
        IdentityProviderUnknown: there is none.
        ProviderSecretMissing: the secret cannot be one.
    """
    await require_role(work, Role.OWNER)
    await _held(work, provider_id)
    await work.run(
        "UPDATE identity_providers SET sealed_secret = :sealed, changed_at = :now "
        "WHERE brand_id = :brand AND id = :id",
        brand=work.brand_id,
        id=provider_id,
        sealed=_sealed(seals, secret),
        now=work.opened_at,
    )
    await work.audit(
        "identity.renew_provider_secret", subject="identity_provider", subject_id=provider_id
    )


async def switch_provider(work: Work, provider_id: UUID, *, is_on: bool) -> None:
    """Let people come in from a provider again, or no longer: sessions it opened are over then.

    Refuses:
        RoleMissing: whoever acts does not own the brand.
        IdentityProviderUnknown: there is none.
        EnforcementUnsafe: it is required, and the owner who switches it on has no second factor.
    """
    await require_role(work, Role.OWNER)
    before = await _held(work, provider_id)
    if is_on == (before.disabled_at is None):
        return
    await _require_enforceable(work, is_required=is_on and before.is_required)
    await work.run(
        "UPDATE identity_providers SET disabled_at = :at WHERE brand_id = :brand AND id = :id",
        brand=work.brand_id,
        id=provider_id,
        at=None if is_on else work.opened_at,
    )
    ended = 0
    if not is_on:
        ended = await end_opened(work, provider_id)
    elif before.is_required:
        ended = await _end_by_password(work)
    await work.audit(
        "identity.enable_provider" if is_on else "identity.disable_provider",
        subject="identity_provider",
        subject_id=provider_id,
        after={"ended": ended},
    )


async def try_provider(desk: Desk, brand_id: BrandId, provider_id: UUID) -> Trial:
    """Ask a provider what it is asked on the way in; it is read in a look of its own.

    Refuses:
        IdentityProviderUnknown: there is none.
        ProviderSecretMissing: the secret was sealed under another one of the site.
        ProviderUnreachable: it is not there, or does not answer as it must.
    """
    provider = await open_provider(desk, brand_id, provider_id, is_any=True)
    terms = terms_of(desk.port(Seals), provider)
    try:
        return await desk.port(Providers).tried(terms)  # type: ignore[type-abstract]
    except Outage as outage:
        raise ProviderUnreachable(f"The provider did not pass: {outage}.") from outage


async def open_provider(
    desk: Desk, brand_id: BrandId, provider_id: UUID, *, is_any: bool = False
) -> IdentityProvider:
    """Return a provider that people come in from now.

    Refuses:
        IdentityProviderUnknown: there is none, or it is switched off.
    """
    async with desk.database.reading(brand_id) as session:
        found = await queries.provider_of(session, brand_id, provider_id)
    if found is None or (found.disabled_at is not None and not is_any):
        raise IdentityProviderUnknown("Nobody comes in from there.")
    return found


def terms_of(seals: Seals, provider: IdentityProvider) -> Terms:
    """Return what is needed to talk to a provider.

    Refuses:
        ProviderSecretMissing: the secret was sealed under another one of the site.
    """
    secret = seals.unseal(SEAL, provider.sealed_secret)
    if secret is None:
        raise ProviderSecretMissing("The secret cannot be read any more: enter it anew.")
    return Terms(
        provider_id=provider.id,
        kind=provider.kind,
        issuer=provider.issuer,
        client_id=provider.client_id,
        secret=secret,
        scopes=provider.scopes,
        addresses=provider.addresses,
        subject_claim=provider.subject_claim,
        email_claim=provider.email_claim,
    )


async def _insert(work: Work, provider_id: UUID, draft: ProviderDraft, sealed: str) -> None:
    theirs = draft.addresses
    await work.run(
        """
        INSERT INTO identity_providers (
          brand_id, id, name, kind, issuer, client_id, sealed_secret, audience, is_required,
          factor_values, email_domains, scopes, authorize_url, token_url, userinfo_url,
          subject_claim, email_claim, created_at, changed_at)
        VALUES (:brand, :id, :name, :kind, :issuer, :client, :sealed, :audience, :required,
                :factors, :domains, :scopes, :authorize, :token, :userinfo, :subject, :email,
                :now, :now)
        """,
        brand=work.brand_id,
        id=provider_id,
        name=draft.name.strip(),
        kind=draft.kind.value,
        issuer=draft.issuer,
        client=draft.client_id.strip(),
        sealed=sealed,
        audience=draft.audience.value,
        required=draft.is_required,
        factors=" ".join(sorted(draft.factor_values)),
        domains=" ".join(sorted(draft.email_domains)),
        scopes=draft.scopes.strip(),
        authorize=theirs.authorize if theirs else None,
        token=theirs.token if theirs else None,
        userinfo=theirs.userinfo if theirs else None,
        subject=draft.subject_claim,
        email=draft.email_claim,
        now=work.opened_at,
    )


def _sealed(seals: Seals, secret: str) -> str:
    text = secret.strip()
    if not 0 < len(text) <= rules.TEXT_MAX or not (text.isascii() and text.isprintable()):
        raise ProviderSecretMissing("This cannot be the secret: copy it anew.")
    return seals.seal(SEAL, text)


async def _held(work: Work, provider_id: UUID) -> IdentityProvider:
    await work.run(
        "SELECT 1 FROM identity_providers WHERE brand_id = :brand AND id = :id FOR UPDATE",
        brand=work.brand_id,
        id=provider_id,
    )
    found = await queries.provider_of(work.session, work.brand_id, provider_id)
    if found is None:
        raise IdentityProviderUnknown("There is no such provider in this brand.")
    return found


async def _require_room(work: Work, draft: ProviderDraft) -> None:
    there = await queries.providers_of(work.session, work.brand_id)
    if len(there) >= PROVIDERS_MAX:
        raise IdentityProviderTaken(f"A brand has at most {PROVIDERS_MAX} providers.")
    for each in there:
        if (each.issuer, each.client_id) == (draft.issuer, draft.client_id.strip()):
            raise IdentityProviderTaken(f"{each.name} is this one already: change it instead.")


async def _require_enforceable(work: Work, *, is_required: bool) -> None:
    """Make sure that whoever requires a provider comes in without it; the system always does."""
    user_id = work.actor.user_id
    if not is_required or user_id is None:
        return
    account = await queries.account_of(work.session, work.brand_id, user_id)
    if not (account.ways and account.has_password):
        raise EnforcementUnsafe(
            "Have a password and a second step of your own first: with them you come in when the "
            "provider does not work."
        )


async def _end_by_password(work: Work) -> int:
    """End what the brand's own people opened by a password, but for owners with a factor."""
    return await work.run(
        """
        UPDATE sessions s SET ended_at = :now
        WHERE s.brand_id = :brand AND s.party_id IS NULL AND s.provider_id IS NULL
          AND s.ended_at IS NULL
          AND NOT (s.factor IS NOT NULL AND EXISTS (
            SELECT 1 FROM memberships m WHERE m.brand_id = :brand AND m.user_id = s.user_id
              AND m.role = 'owner'))
        """,
        brand=work.brand_id,
        now=work.opened_at,
    )


def _draft_of(provider: IdentityProvider) -> ProviderDraft:
    return ProviderDraft(
        name=provider.name,
        kind=provider.kind,
        issuer=provider.issuer,
        client_id=provider.client_id,
        audience=provider.audience,
        is_required=provider.is_required,
        factor_values=provider.factor_values,
        email_domains=provider.email_domains,
        scopes=provider.scopes,
        addresses=provider.addresses,
        subject_claim=provider.subject_claim,
        email_claim=provider.email_claim,
    )


def _changed(provider: IdentityProvider, change: ProviderChange) -> ProviderDraft:
    return replace(
        _draft_of(provider),
        name=change.name,
        client_id=change.client_id,
        audience=change.audience,
        is_required=change.is_required,
        factor_values=change.factor_values,
        email_domains=change.email_domains,
        scopes=change.scopes,
        email_claim=change.email_claim,
    )


def _fields(draft: ProviderDraft) -> dict[str, object]:
    return {
        "name": draft.name.strip(),
        "client_id": draft.client_id.strip(),
        "audience": draft.audience.value,
        "is_required": draft.is_required,
        "factor_values": sorted(draft.factor_values),
        "email_domains": sorted(draft.email_domains),
        "scopes": draft.scopes.strip(),
    }
