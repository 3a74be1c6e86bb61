"""When statements are written about, to whom, and what the letters say."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.identity import Role
from tributary.kernel import BrandId, StatementId, next_hour
from tributary.settlements.model import StatementRow
from tributary.settlements.rules import MAIL_HOUR

READERS: Final = (Role.DISTRIBUTOR_OWNER, Role.DISTRIBUTOR_FINANCE)
"""Who of a counterparty reads its statements."""

_HELD: Final = """
    SELECT hour FROM statement_mailings WHERE brand_id = :brand
    ORDER BY changed_at DESC LIMIT 1
"""

_ZONE: Final = """
    SELECT coalesce(p.time_zone, b.time_zone) AS time_zone
    FROM brands b JOIN parties p ON p.brand_id = b.id AND p.id = :party WHERE b.id = :brand
"""

# A statement that was corrected meanwhile is written about no more: its successor is.
_DUE: Final = """
    SELECT id FROM statements
    WHERE brand_id = :brand AND mail_at <= :now AND mailed_at IS NULL
    ORDER BY mail_at, id LIMIT :most FOR UPDATE SKIP LOCKED
"""

_SHEETS: Final = """
    SELECT s.id AS statement_id, s.number, s.counterparty_id, s.creditor_name, s.currency,
           s.period_start, s.period_end, s.owed_closing_minor, s.earned_closing_minor,
           s.answer_by, s.silence_confirms, s.correction_reason, before.number AS replaces,
           u.id AS user_id, u.name, u.email, u.language, b.slug,
           1 + (SELECT count(DISTINCT l.nth) FROM statement_letters l
                WHERE l.brand_id = s.brand_id AND l.statement_id = s.id) AS nth
    FROM statements s
    JOIN brands b ON b.id = s.brand_id
    JOIN users u ON u.id IN (
      SELECT m.user_id FROM memberships m WHERE m.brand_id = s.brand_id
        AND m.party_id = s.counterparty_id AND m.role = ANY(CAST(:roles AS text[])))
    LEFT JOIN statements before ON before.brand_id = s.brand_id AND before.id = s.supersedes_id
    WHERE s.brand_id = :brand AND s.id = ANY(CAST(:statements AS uuid[]))
      AND s.state <> 'superseded' AND s.blob_id IS NOT NULL
    ORDER BY s.number COLLATE "C", u.id
"""


@dataclass(frozen=True, slots=True)
class Mailing:
    """Whether a brand has its statements e-mailed, and when."""

    hour: int | None
    """From 0 to 23, where the counterparty is; None where no letters are written."""


async def mailing_of(session: AsyncSession, brand_id: BrandId) -> Mailing:
    """Return how a brand has its statements e-mailed; who has set nothing, at nine."""
    found = await session.execute(text(_HELD), {"brand": brand_id})
    row = found.one_or_none()
    return Mailing(MAIL_HOUR if row is None else row.hour)


async def mail_at(
    session: AsyncSession, statement: StatementRow, *, now: datetime
) -> datetime | None:
    """Return when those who read a statement are to be written to; None where nobody is.

    The hour is one of the counterparty's own day: nobody is woken by the brand's.
    """
    mailing = await mailing_of(session, BrandId(statement.brand_id))
    if mailing.hour is None:
        return None
    found = await session.execute(
        text(_ZONE), {"brand": statement.brand_id, "party": statement.counterparty_id}
    )
    return next_hour(now, mailing.hour, found.scalar_one())


async def due_to_mail(
    session: AsyncSession, brand_id: BrandId, *, now: datetime, most: int
) -> list[StatementId]:
    """Lock statements whose hour has come, and return them; others who ask get others."""
    rows = await session.execute(text(_DUE), {"brand": brand_id, "now": now, "most": most})
    return [StatementId(UUID(str(row.id))) for row in rows]


async def sheets_of(
    session: AsyncSession, brand_id: BrandId, statement_ids: list[StatementId]
) -> list[Row[Any]]:
    """Return what is to be written about statements, a row for each person who reads one."""
    rows = await session.execute(
        text(_SHEETS),
        {
            "brand": brand_id,
            "statements": statement_ids,
            "roles": [role.value for role in READERS],
        },
    )
    return list(rows)
