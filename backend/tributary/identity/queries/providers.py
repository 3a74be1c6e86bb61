"""Reads of identity providers, of who is known by them, and of who may come in by nothing else."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.identity.rules import Addresses, Audience, ProviderKind, words_of
from tributary.kernel import BrandId, UserId


class Enforcement(StrEnum):
    """Whether somebody may come in with a password where a provider is required."""

    NONE = "none"
    SPARED = "spared"
    """An owner: with a second factor of one's own, so that nobody is ever shut out."""
    FULL = "full"


@dataclass(frozen=True, slots=True)
class IdentityProvider:
    """A provider that is configured; its secret is not part of what anybody reads."""

    id: UUID
    name: str
    kind: ProviderKind
    issuer: str
    client_id: str
    sealed_secret: str
    audience: Audience
    is_required: bool
    factor_values: frozenset[str]
    email_domains: frozenset[str]
    scopes: str
    addresses: Addresses | None
    subject_claim: str
    email_claim: str
    disabled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Connection:
    """A provider that somebody may come in from, and whether it knows the person already."""

    provider_id: UUID
    name: str
    kind: ProviderKind
    label: str | None
    """How the person is called there; None where there is no link."""
    linked_at: datetime | None
    used_at: datetime | None


_PROVIDER: Final = """
    SELECT id, name, kind, issuer, client_id, sealed_secret, audience, is_required, factor_values,
           email_domains, scopes, authorize_url, token_url, userinfo_url, subject_claim,
           email_claim, disabled_at
    FROM identity_providers WHERE brand_id = :brand
"""


async def providers_of(session: AsyncSession, brand_id: BrandId) -> list[IdentityProvider]:
    """Return the providers of a brand, disabled ones too, by name."""
    found = await session.execute(text(f"{_PROVIDER} ORDER BY name, id"), {"brand": brand_id})
    return [_provider(row) for row in found]


async def provider_of(
    session: AsyncSession, brand_id: BrandId, provider_id: UUID
) -> IdentityProvider | None:
    """Return a provider of a brand, disabled or not; None when there is none."""
    found = await session.execute(
        text(f"{_PROVIDER} AND id = :provider"), {"brand": brand_id, "provider": provider_id}
    )
    row = found.one_or_none()
    return None if row is None else _provider(row)


async def doors_of(
    session: AsyncSession, brand_id: BrandId, *, is_distributor: bool | None = None
) -> list[IdentityProvider]:
    """Return the providers that stand open to one side of the business, or to any."""
    return [
        each
        for each in await providers_of(session, brand_id)
        if each.disabled_at is None
        and (is_distributor is None or each.audience.admits(is_distributor=is_distributor))
    ]


async def enforcement_of(session: AsyncSession, brand_id: BrandId, user_id: UserId) -> Enforcement:
    """Return whether a person may come in to the brand's own side with a password."""
    found = await session.execute(
        text(
            """
            SELECT EXISTS (SELECT 1 FROM identity_providers p
                           WHERE p.brand_id = :brand AND p.is_required
                             AND p.disabled_at IS NULL) AS is_required,
                   count(*) FILTER (WHERE m.party_id IS NULL) AS own,
                   count(*) FILTER (WHERE m.role = 'owner') AS owning
            FROM memberships m WHERE m.brand_id = :brand AND m.user_id = :user
            """
        ),
        {"brand": brand_id, "user": user_id},
    )
    row = found.one()
    if not row.is_required or not row.own:
        return Enforcement.NONE
    return Enforcement.SPARED if row.owning else Enforcement.FULL


async def connections_of(
    session: AsyncSession, brand_id: BrandId, user_id: UserId, *, is_distributor: bool
) -> list[Connection]:
    """Return what a person of one side may come in from, by name."""
    found = await session.execute(
        text(
            """
            SELECT p.id, p.name, p.kind, p.audience, l.label, l.linked_at, l.used_at
            FROM identity_providers p
            LEFT JOIN identity_links l
              ON l.brand_id = :brand AND l.provider_id = p.id AND l.user_id = :user
            WHERE p.brand_id = :brand AND p.disabled_at IS NULL ORDER BY p.name, p.id
            """
        ),
        {"brand": brand_id, "user": user_id},
    )
    return [
        Connection(row.id, row.name, ProviderKind(row.kind), row.label, row.linked_at, row.used_at)
        for row in found
        if row.label is not None or Audience(row.audience).admits(is_distributor=is_distributor)
    ]


def _provider(row: Row[Any]) -> IdentityProvider:
    return IdentityProvider(
        id=row.id,
        name=row.name,
        kind=ProviderKind(row.kind),
        issuer=row.issuer,
        client_id=row.client_id,
        sealed_secret=row.sealed_secret,
        audience=Audience(row.audience),
        is_required=row.is_required,
        factor_values=words_of(row.factor_values),
        email_domains=words_of(row.email_domains),
        scopes=row.scopes,
        addresses=None
        if row.authorize_url is None
        else Addresses(row.authorize_url, row.token_url, row.userinfo_url),
        subject_claim=row.subject_claim,
        email_claim=row.email_claim,
        disabled_at=row.disabled_at,
    )
