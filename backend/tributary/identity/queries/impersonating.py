"""Who looks as whom: found anew for each request, by two cookies together."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.identity import rules
from tributary.identity.ports import Reads
from tributary.identity.queries.people import Brand
from tributary.identity.queries.sessions import IDLE_MAX, USABLE, Impersonator, SignedIn
from tributary.identity.rules import Role
from tributary.kernel import BrandId, Currency, PartyId, UserId

SHOWN_MAX: Final = 20

_MASKED: Final = f"""
    SELECT coalesce((
      SELECT json_build_object(
        'session', s.id, 'user', u.id, 'name', u.name, 'language', o.language,
        'slug', b.slug, 'brand', b.name, 'zone', b.time_zone, 'currency', b.currency,
        'party', i.party_id, 'began', i.created_at, 'until', i.expires_at,
        'owner', o.id, 'owner_name', o.name,
        'roles', (SELECT json_agg(h.role) FROM memberships h
                  WHERE h.brand_id = $1::uuid AND h.user_id = i.user_id
                    AND h.party_id IS NOT DISTINCT FROM i.party_id))::text
      FROM impersonations i
      JOIN sessions s ON s.brand_id = $1::uuid AND s.id = i.session_id AND s.user_id = i.owner_id
      JOIN users u ON u.id = i.user_id
      JOIN users o ON o.id = i.owner_id
      JOIN brands b ON b.id = $1::uuid
      LEFT JOIN passwords p ON p.user_id = i.owner_id
      WHERE i.brand_id = $1::uuid AND i.token_sha256 = $2::text AND i.ended_at IS NULL
        AND i.expires_at > $3::timestamptz
        AND s.token_sha256 = $5::text AND s.ended_at IS NULL AND s.party_id IS NULL
        AND s.expires_at > $3::timestamptz AND s.seen_at > $4::timestamptz
        AND (p.set_at IS NULL OR s.created_at >= p.set_at)
        AND EXISTS (SELECT 1 FROM memberships m
                    WHERE m.brand_id = $1::uuid AND m.user_id = i.owner_id AND m.role = 'owner'
                      AND {USABLE})
    ), 'null')
"""  # noqa: S608  Names of our own roles.
"""It ends with the owner's session, and with the role, however these come to their end."""


@dataclass(frozen=True, slots=True)
class Impersonation:
    """A while in which an owner looked as somebody, as that person may know it."""

    user_id: UserId
    by: str
    reason: str
    began_at: datetime
    until_at: datetime
    """When it ended, or ends at the latest."""


async def masked_viewer(reads: Reads, mask: str, token: str, *, now: datetime) -> SignedIn | None:
    """Return as whom an owner looks; None when that is over.

    Args:
        reads: connections to read on.
        mask: the token of looking as somebody else.
        token: the token of the owner's own session, which must be the one it was begun in.
        now: the present instant.
    """
    brand_id = rules.brand_of_token(mask)
    if brand_id is None or rules.brand_of_token(token) != brand_id:
        return None
    digest, own = rules.digest_of(mask), rules.digest_of(token)
    found: Any = json.loads(
        await reads.value(_MASKED, (brand_id, digest, now, now - IDLE_MAX, own), brand_id)
    )
    if found is None or not found["roles"]:
        return None
    party = found["party"]
    return SignedIn(
        session_id=UUID(found["session"]),
        brand=Brand(
            brand_id, found["slug"], found["brand"], found["zone"], Currency(found["currency"])
        ),
        user_id=UserId(UUID(found["user"])),
        name=found["name"],
        language=found["language"],
        roles=frozenset(Role(role) for role in found["roles"]),
        party_id=None if party is None else PartyId(UUID(party)),
        began_at=datetime.fromisoformat(found["began"]),
        confirmed_at=None,
        withheld=frozenset(),
        is_unseen=False,
        impersonator=Impersonator(
            UserId(UUID(found["owner"])),
            found["owner_name"],
            datetime.fromisoformat(found["until"]),
        ),
    )


async def impersonation_of(
    session: AsyncSession, brand_id: BrandId, impersonation_id: UUID
) -> Impersonation | None:
    """Return one while of looking as somebody else."""
    found = await _found(session, "i.id = :id", brand=brand_id, id=impersonation_id)
    return found[0] if found else None


async def impersonations_of(
    session: AsyncSession, brand_id: BrandId, user_id: UserId
) -> list[Impersonation]:
    """Return when owners looked as a person lately, the last one first."""
    return await _found(session, "i.user_id = :user", brand=brand_id, user=user_id)


async def _found(session: AsyncSession, which: str, **given: object) -> list[Impersonation]:
    rows = await session.execute(
        text(
            f"""
            SELECT i.user_id, o.name, i.reason, i.created_at,
                   coalesce(i.ended_at, i.expires_at) AS until_at
            FROM impersonations i JOIN users o ON o.id = i.owner_id
            WHERE i.brand_id = :brand AND {which} ORDER BY i.created_at DESC LIMIT {SHOWN_MAX}
            """  # noqa: S608  One of two conditions of ours.
        ),
        given,
    )
    return [
        Impersonation(UserId(row.user_id), row.name, row.reason, row.created_at, row.until_at)
        for row in rows
    ]
