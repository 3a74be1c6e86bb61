"""Reads of programs, of what they were allowed, and of who shows an access token."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import orjson
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.identity import rules
from tributary.identity.queries.people import Brand
from tributary.identity.queries.sessions import USABLE, Question
from tributary.identity.rules import Flow, Role
from tributary.kernel import BrandId, Currency, PartyId, UserId


@dataclass(frozen=True, slots=True)
class Program:
    """A program that is let in."""

    id: UUID
    brand_id: BrandId
    name: str
    flows: frozenset[Flow]
    scopes: frozenset[str]
    redirect_uris: tuple[str, ...]
    logout_uris: tuple[str, ...]
    roles: frozenset[Role]
    party_id: PartyId | None
    is_public: bool
    is_first_party: bool
    created_at: datetime
    used_at: datetime | None
    digests: tuple[str, ...]
    """Hashes of the secrets that are taken now."""

    @property
    def full_name(self) -> str:
        """What the program calls itself by."""
        return rules.program_name(self.brand_id, self.id)

    def knows(self, secret: str) -> bool:
        """Tell whether a secret is the program's."""
        digest = rules.digest_of(secret)
        return any(hmac.compare_digest(each, digest) for each in self.digests)


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who shows an access token: a person by a program, or a program by itself."""

    brand: Brand
    program_id: UUID
    program_name: str
    user_id: UserId | None
    roles: frozenset[Role]
    party_id: PartyId | None
    scopes: frozenset[str]
    confirmed_at: datetime | None = None
    """When the person last proved, in the browser, who it is."""


@dataclass(frozen=True, slots=True)
class TokenSeen:
    """A token as its own program may look at it."""

    grant_id: UUID
    program_id: UUID
    user_id: UserId | None
    scope: str
    created_at: datetime
    expires_at: datetime
    is_refresh: bool
    is_live: bool


_PROGRAM: Final = """
    SELECT id, name, secret_sha256, former_sha256, former_until, flows, scopes, redirect_uris,
           logout_uris, roles, party_id, is_first_party, created_at, used_at
    FROM programs WHERE brand_id = :brand AND disabled_at IS NULL
"""

_BEARER: Final = f"""
    SELECT coalesce((
      SELECT json_build_object(
        'program', p.id, 'named', p.name, 'user', g.user_id, 'party', g.party_id,
        'scope', a.scope, 'slug', b.slug, 'brand', b.name, 'zone', b.time_zone,
        'currency', b.currency, 'confirmed', s.confirmed_at,
        'roles', CASE WHEN g.user_id IS NULL THEN to_json(string_to_array(p.roles, ' '))
          ELSE (SELECT json_agg(m.role ORDER BY m.role) FROM memberships m
                WHERE m.brand_id = $1::uuid AND m.user_id = g.user_id
                  AND m.party_id IS NOT DISTINCT FROM g.party_id AND {USABLE}) END)::text
      FROM access_tokens a
      JOIN program_grants g ON g.brand_id = $1::uuid AND g.id = a.grant_id
      JOIN programs p ON p.brand_id = $1::uuid AND p.id = g.program_id
      JOIN brands b ON b.id = $1::uuid
      LEFT JOIN passwords w ON w.user_id = g.user_id
      LEFT JOIN sessions s ON s.brand_id = $1::uuid AND s.id = g.session_id
      WHERE a.brand_id = $1::uuid AND a.token_sha256 = $2::text
        AND a.expires_at > $3::timestamptz AND a.revoked_at IS NULL
        AND g.revoked_at IS NULL AND p.disabled_at IS NULL
        AND (w.set_at IS NULL OR g.created_at >= w.set_at)
        AND (s.ended_at IS NULL OR 'offline_access' = ANY (string_to_array(g.scope, ' ')))
    ), 'null')
"""  # noqa: S608  Names of our own roles.
"""A new password ends what was allowed before it, as it ends sessions; however a session came to
its end, only programs that may work while nobody is there go on."""


async def program_of(
    session: AsyncSession, brand_id: BrandId, program_id: UUID, *, now: datetime
) -> Program | None:
    """Return a program of a brand; None when there is none, or it was shut out."""
    found = await session.execute(
        text(f"{_PROGRAM} AND id = :program"), {"brand": brand_id, "program": program_id}
    )
    row = found.one_or_none()
    return None if row is None else _program(brand_id, row, now)


async def programs_of(session: AsyncSession, brand_id: BrandId, *, now: datetime) -> list[Program]:
    """Return the programs of a brand that were not shut out, by name."""
    found = await session.execute(text(f"{_PROGRAM} ORDER BY name, id"), {"brand": brand_id})
    return [_program(brand_id, row, now) for row in found]


async def program_roles(
    session: AsyncSession, brand_id: BrandId, program_id: UUID
) -> frozenset[Role]:
    """Return what a program may that acts for itself; nothing once it was shut out."""
    found = await session.execute(
        text(
            "SELECT roles FROM programs "
            "WHERE brand_id = :brand AND id = :program AND disabled_at IS NULL"
        ),
        {"brand": brand_id, "program": program_id},
    )
    row = found.one_or_none()
    return frozenset() if row is None else frozenset(Role(each) for each in row.roles.split())


def bearer_question(token: str) -> Question | None:
    """Return what asks who shows an access token; None when it is no token."""
    brand_id = rules.brand_of_token(token)
    return None if brand_id is None else Question(_BEARER, brand_id, rules.digest_of(token))


def bearer_told(brand_id: BrandId, told: bytes) -> Bearer | None:
    """Return who shows an access token, as the answer to its question tells it."""
    found: Any = orjson.loads(told)
    if found is None or not found["roles"]:
        return None
    user, party, confirmed = found["user"], found["party"], found["confirmed"]
    return Bearer(
        brand=Brand(
            brand_id, found["slug"], found["brand"], found["zone"], Currency(found["currency"])
        ),
        program_id=UUID(found["program"]),
        program_name=found["named"],
        user_id=None if user is None else UserId(UUID(user)),
        roles=frozenset(Role(role) for role in found["roles"]),
        party_id=None if party is None else PartyId(UUID(party)),
        scopes=rules.scopes_of(found["scope"]),
        confirmed_at=None if confirmed is None else datetime.fromisoformat(confirmed),
    )


async def token_seen(
    session: AsyncSession, brand_id: BrandId, token: str, *, now: datetime
) -> TokenSeen | None:
    """Return a token of either kind, good or not; None when it never was one of the brand."""
    found = await session.execute(
        text(
            """
            SELECT g.id, g.program_id, g.user_id, g.revoked_at,
                   coalesce(t.scope, g.scope) AS scope, t.created_at,
                   t.expires_at, t.ended_at, t.is_refresh, p.disabled_at,
                   g.user_id IS NULL OR NOT EXISTS (
                     SELECT 1 FROM passwords w
                     WHERE w.user_id = g.user_id AND w.set_at > g.created_at)
                     AND ('offline_access' = ANY (string_to_array(g.scope, ' '))
                          OR NOT EXISTS (SELECT 1 FROM sessions s
                                         WHERE s.brand_id = :brand AND s.id = g.session_id
                                           AND s.ended_at IS NOT NULL)) AS is_current
            FROM (SELECT grant_id, scope, created_at, expires_at, revoked_at AS ended_at,
                         false AS is_refresh
                  FROM access_tokens WHERE brand_id = :brand AND token_sha256 = :digest
                  UNION ALL
                  SELECT grant_id, NULL, created_at, expires_at, used_at, true
                  FROM refresh_tokens WHERE brand_id = :brand AND token_sha256 = :digest) t
            JOIN program_grants g ON g.brand_id = :brand AND g.id = t.grant_id
            JOIN programs p ON p.brand_id = :brand AND p.id = g.program_id
            """
        ),
        {"brand": brand_id, "digest": rules.digest_of(token)},
    )
    row = found.one_or_none()
    if row is None:
        return None
    return TokenSeen(
        grant_id=row.id,
        program_id=row.program_id,
        user_id=None if row.user_id is None else UserId(row.user_id),
        scope=row.scope,
        created_at=row.created_at,
        expires_at=row.expires_at,
        is_refresh=row.is_refresh,
        is_live=row.revoked_at is None
        and row.ended_at is None
        and row.disabled_at is None
        and row.is_current
        and row.expires_at > now,
    )


async def is_nonce_known(
    session: AsyncSession, brand_id: BrandId, *, program_id: UUID, nonce: str
) -> bool:
    """Tell whether a program has used a nonce lately."""
    found = await session.execute(
        text(
            """
            SELECT 1 FROM authorization_codes c
            JOIN program_grants g ON g.brand_id = :brand AND g.id = c.grant_id
            WHERE c.brand_id = :brand AND c.nonce = :nonce AND g.program_id = :program LIMIT 1
            """
        ),
        {"brand": brand_id, "nonce": nonce, "program": program_id},
    )
    return found.first() is not None


@dataclass(frozen=True, slots=True)
class Person:
    """Who a token tells about."""

    user_id: UserId
    name: str
    email: str
    language: str


async def person_of(session: AsyncSession, user_id: UserId) -> Person | None:
    """Return a person by its id."""
    found = await session.execute(
        text("SELECT id, name, email, language FROM users WHERE id = :user"), {"user": user_id}
    )
    row = found.one_or_none()
    return None if row is None else Person(UserId(row.id), row.name, row.email, row.language)


def _program(brand_id: BrandId, row: Row[Any], now: datetime) -> Program:
    digests = [row.secret_sha256]
    if row.former_until is not None and row.former_until > now:
        digests.append(row.former_sha256)
    return Program(
        id=row.id,
        brand_id=brand_id,
        name=row.name,
        flows=frozenset(Flow(each) for each in row.flows.split()),
        scopes=rules.scopes_of(row.scopes),
        redirect_uris=tuple(row.redirect_uris.split()),
        logout_uris=tuple(row.logout_uris.split()),
        roles=frozenset(Role(each) for each in row.roles.split()),
        party_id=row.party_id,
        is_public=row.secret_sha256 is None,
        is_first_party=row.is_first_party,
        created_at=row.created_at,
        used_at=row.used_at,
        digests=tuple(each for each in digests if each is not None),
    )
