"""Who is signed in: one statement that finds session, person, brand and roles together."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.identity import rules
from tributary.identity.ports import Reads
from tributary.identity.queries.people import Brand
from tributary.identity.rules import FACTOR_ROLES, Role
from tributary.kernel import BrandId, Currency, PartyId, UserId

IDLE_MAX: Final = timedelta(hours=12)
"""A session that nobody used for this long is over."""

SEEN_EVERY: Final = timedelta(minutes=5)
"""How exactly it is written down when a session was last used."""


@dataclass(frozen=True, slots=True)
class Question:
    """Asks who holds a token: one statement, and one text that tells all that is known of it.

    As long as the text is the same, nothing has changed of whoever holds it.
    """

    sql: str
    brand_id: BrandId
    digest: str
    """Of the token."""
    ages: tuple[timedelta, ...] = ()
    """How long before now the instants lie that it compares with, beside now itself."""

    def arguments(self, now: datetime) -> tuple[object, ...]:
        """Return what the statement is asked with."""
        return (self.brand_id, self.digest, now, *[now - age for age in self.ages])


@dataclass(frozen=True, slots=True)
class Impersonator:
    """The owner who looks as somebody else."""

    user_id: UserId
    name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person in a session, with the roles of this very moment on the side it was opened for."""

    session_id: UUID
    brand: Brand
    user_id: UserId
    name: str
    language: str
    roles: frozenset[Role]
    party_id: PartyId | None
    """The distributor the person acts for; None for people of the brand."""
    began_at: datetime
    """When the person signed in."""
    confirmed_at: datetime | None
    """When the person last proved who it is."""
    withheld: frozenset[Role]
    """Roles the person has and may not use before there is a second factor."""
    is_unseen: bool
    """Whether it is time to write down again that the session is used."""
    is_confirmed_outside: bool = False
    """Whether the last proof was an identity provider's and none of the person's own."""
    impersonator: Impersonator | None = None
    """Who looks as this person, if it is not the person: nothing is changed then."""

    @property
    def side(self) -> str:
        """The side of the business that this person stands on here."""
        return "brand" if self.party_id is None else "distributor"


_NEEDY: Final = ", ".join(f"'{role}'" for role in sorted(FACTOR_ROLES))

USABLE: Final = f"""
    (m.role NOT IN ({_NEEDY}) OR s.factor IS NOT NULL OR b.factors_required_from IS NULL
     OR b.factors_required_from > $3::timestamptz)
"""
"""Whether a role `m` counts in a session `s` of a brand `b` at the instant of the third argument:
some roles only where a second factor was proven."""

_SIGNED_IN: Final = f"""
    SELECT coalesce((
      SELECT json_build_object(
        'session', s.id, 'user', u.id, 'name', u.name, 'language', u.language,
        'slug', b.slug, 'brand', b.name, 'zone', b.time_zone, 'currency', b.currency,
        'party', s.party_id, 'began', s.created_at, 'unseen', s.seen_at <= $5::timestamptz,
        'confirmed', s.confirmed_at, 'outside', s.is_confirmed_outside,
        'roles', (SELECT json_object_agg(m.role, {USABLE} ORDER BY m.role) FROM memberships m
                  WHERE m.brand_id = $1::uuid AND m.user_id = s.user_id
                    AND m.party_id IS NOT DISTINCT FROM s.party_id))::text
      FROM sessions s
      JOIN users u ON u.id = s.user_id
      LEFT JOIN passwords p ON p.user_id = s.user_id
      JOIN brands b ON b.id = s.brand_id
      WHERE s.brand_id = $1::uuid AND s.token_sha256 = $2::text AND s.ended_at IS NULL
        AND s.expires_at > $3::timestamptz AND s.seen_at > $4::timestamptz
        AND (p.set_at IS NULL OR s.created_at >= p.set_at)
    ), 'null')
"""  # noqa: S608  Names of our own roles.
"""A new password ends the sessions before it, in every brand; whoever comes in by an identity
provider alone has none."""


async def viewer_of(reads: Reads, token: str, *, now: datetime) -> SignedIn | None:
    """Return who holds a token; None when the session is over or the person has no role left."""
    question = session_question(token)
    if question is None:
        return None
    told = await reads.value(question.sql, question.arguments(now), question.brand_id)
    return signed_in_of(question.brand_id, told)


def session_question(token: str) -> Question | None:
    """Return what asks who holds the token of a session; None when it is no token."""
    brand_id = rules.brand_of_token(token)
    if brand_id is None:
        return None
    return Question(_SIGNED_IN, brand_id, rules.digest_of(token), (IDLE_MAX, SEEN_EVERY))


def signed_in_of(brand_id: BrandId, told: bytes) -> SignedIn | None:
    """Return who holds the token of a session, as the answer to its question tells it."""
    found: Any = orjson.loads(told)
    if found is None or found["roles"] is None:
        return None
    party, confirmed = found["party"], found["confirmed"]
    roles = {Role(role): is_usable for role, is_usable in found["roles"].items()}
    return SignedIn(
        session_id=UUID(found["session"]),
        brand=Brand(
            brand_id, found["slug"], found["brand"], found["zone"], Currency(found["currency"])
        ),
        user_id=UserId(UUID(found["user"])),
        name=found["name"],
        language=found["language"],
        roles=frozenset(role for role, is_usable in roles.items() if is_usable),
        party_id=None if party is None else PartyId(UUID(party)),
        began_at=datetime.fromisoformat(found["began"]),
        confirmed_at=None if confirmed is None else datetime.fromisoformat(confirmed),
        withheld=frozenset(role for role, is_usable in roles.items() if not is_usable),
        is_unseen=found["unseen"],
        is_confirmed_outside=found["outside"],
    )


async def passwords_set(session: AsyncSession, brand_id: BrandId) -> frozenset[UserId]:
    """Return which people of a brand can sign in."""
    rows = await session.execute(
        text(
            "SELECT DISTINCT p.user_id FROM memberships m "
            "JOIN passwords p ON p.user_id = m.user_id WHERE m.brand_id = :brand"
        ),
        {"brand": brand_id},
    )
    return frozenset(UserId(row.user_id) for row in rows)
