"""Reads of what people allowed programs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.identity import rules
from tributary.kernel import BrandId, PartyId, UserId


@dataclass(frozen=True, slots=True)
class Consent:
    """What a person allowed a program, as far as it counts still."""

    program_id: UUID
    program_name: str
    scopes: frozenset[str]
    since: datetime


async def consented_scopes(
    session: AsyncSession,
    brand_id: BrandId,
    *,
    program_id: UUID,
    user_id: UserId,
    party_id: PartyId | None,
) -> frozenset[str]:
    """Return what a person has allowed a program before, perhaps nothing."""
    found = await session.execute(
        text(
            """
            SELECT coalesce(string_agg(scope, ' '), '') FROM program_consents
            WHERE brand_id = :brand AND program_id = :program AND user_id = :user
              AND party_id IS NOT DISTINCT FROM :party
            """
        ),
        {"brand": brand_id, "program": program_id, "user": user_id, "party": party_id},
    )
    return rules.scopes_of(found.scalar_one())


async def consents_of(
    session: AsyncSession, brand_id: BrandId, *, user_id: UserId, party_id: PartyId | None
) -> list[Consent]:
    """Return what a person has allowed programs, by their names.

    Among it is what was never remembered, such as a till's, as long as it has not ended.
    """
    found = await session.execute(
        text(
            """
            SELECT p.id, p.name, string_agg(c.scope, ' ') AS scopes, min(c.since) AS since
            FROM (SELECT program_id, scope, given_at AS since FROM program_consents
                  WHERE brand_id = :brand AND user_id = :user
                    AND party_id IS NOT DISTINCT FROM :party
                  UNION ALL
                  SELECT program_id, scope, created_at FROM program_grants
                  WHERE brand_id = :brand AND user_id = :user
                    AND party_id IS NOT DISTINCT FROM :party AND revoked_at IS NULL) c
            JOIN programs p ON p.brand_id = :brand AND p.id = c.program_id
            WHERE p.disabled_at IS NULL
            GROUP BY p.id, p.name ORDER BY p.name, p.id
            """
        ),
        {"brand": brand_id, "user": user_id, "party": party_id},
    )
    return [Consent(row.id, row.name, rules.scopes_of(row.scopes), row.since) for row in found]
