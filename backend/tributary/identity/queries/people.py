"""Reads of brands and of who may do what in them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.identity.model import BrandRow, Membership, UserRow
from tributary.identity.rules import Role
from tributary.kernel import BrandId, Currency, PartyId, Refusal, UserId


class UnknownBrand(Refusal):
    """There is no brand of this name or id.

    Check the spelling of the brand's slug.
    """


@dataclass(frozen=True, slots=True)
class Brand:
    """A tenant: how it is named, where its days begin, what it counts in."""

    id: BrandId
    slug: str
    name: str
    time_zone: str
    currency: Currency


@dataclass(frozen=True, slots=True)
class Member:
    """One role of one person in a brand."""

    user_id: UserId
    email: str
    name: str
    role: Role
    party_id: PartyId | None


async def brand_ids(session: AsyncSession) -> list[BrandId]:
    """Return every brand there is, in a stable order."""
    rows = await session.scalars(select(BrandRow.id).order_by(BrandRow.id))
    return [BrandId(row) for row in rows]


async def brand_of(session: AsyncSession, brand_id: BrandId) -> Brand:
    """Return a brand by its id.

    Refuses:
        UnknownBrand: there is none.
    """
    row = await session.scalar(select(BrandRow).where(BrandRow.id == brand_id))
    return _brand(row, str(brand_id))


async def brand_by_slug(session: AsyncSession, slug: str) -> Brand:
    """Return the brand that a slug names.

    Refuses:
        UnknownBrand: there is none.
    """
    row = await session.scalar(select(BrandRow).where(BrandRow.slug == slug))
    return _brand(row, slug)


async def members_of(session: AsyncSession, brand_id: BrandId) -> list[Member]:
    """Return who has which role in a brand, by e-mail address."""
    found = await session.execute(
        select(UserRow.id, UserRow.email, UserRow.name, Membership.role, Membership.party_id)
        .join(Membership, Membership.user_id == UserRow.id)
        .where(Membership.brand_id == brand_id)
        .order_by(UserRow.email, Membership.role)
    )
    return [
        Member(UserId(user_id), email, name, Role(role), _party(party_id))
        for user_id, email, name, role, party_id in found
    ]


async def roles_of(session: AsyncSession, brand_id: BrandId, user_id: UserId) -> frozenset[Role]:
    """Return the roles that a person has in a brand, perhaps none."""
    roles = await session.scalars(
        select(Membership.role).where(
            Membership.brand_id == brand_id, Membership.user_id == user_id
        )
    )
    return frozenset(Role(role) for role in roles)


def _party(party_id: UUID | None) -> PartyId | None:
    return None if party_id is None else PartyId(party_id)


def _brand(row: BrandRow | None, asked: str) -> Brand:
    if row is None:
        raise UnknownBrand(f"There is no brand {asked}: check the spelling of its slug.")
    return Brand(BrandId(row.id), row.slug, row.name, row.time_zone, Currency(row.currency))
