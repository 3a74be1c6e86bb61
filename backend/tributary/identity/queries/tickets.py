"""Reads of tickets, and of who is written to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.identity.rules import TicketKind
from tributary.kernel import BrandId, UserId

_PERSON: Final = """
    u.id AS user_id, u.name, u.email, u.language, b.name AS brand_name, b.slug AS brand_slug,
    EXISTS (SELECT 1 FROM memberships m WHERE m.brand_id = :brand AND m.user_id = u.id
            AND m.party_id IS NULL) AS is_staff
"""


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person as letters address it."""

    user_id: UserId
    name: str
    email: str
    language: str
    brand_name: str
    brand_slug: str
    is_staff: bool
    """Whether the person works for the brand itself."""

    @property
    def home(self) -> str:
        """Below which path the person's pages are."""
        return "/console/" if self.is_staff else "/portal/"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a link in a letter opens."""

    id: UUID
    kind: TicketKind
    person: Addressee
    expires_at: datetime


async def ticket_of(session: AsyncSession, brand_id: BrandId, ticket_id: UUID) -> Ticket | None:
    """Return a ticket that was not used."""
    found = await session.execute(
        text(
            f"""
            SELECT t.id, t.kind, t.expires_at, {_PERSON}
            FROM tickets t JOIN users u ON u.id = t.user_id AND u.email = t.email
            JOIN brands b ON b.id = t.brand_id
            WHERE t.brand_id = :brand AND t.id = :ticket AND t.used_at IS NULL
            """  # noqa: S608  Columns of ours.
        ),
        {"brand": brand_id, "ticket": ticket_id},
    )
    return _ticket(found.one_or_none())


async def ticket_shown(
    session: AsyncSession, brand_id: BrandId, digest: str, *, now: datetime
) -> Ticket | None:
    """Return the ticket of a token, as long as it opens something.

    A password that was set since ends every ticket for another one, in all brands.
    """
    found = await session.execute(
        text(
            f"""
            SELECT t.id, t.kind, t.expires_at, {_PERSON}
            FROM tickets t JOIN users u ON u.id = t.user_id AND u.email = t.email
            JOIN brands b ON b.id = t.brand_id
            WHERE t.brand_id = :brand AND t.token_sha256 = :digest AND t.used_at IS NULL
              AND t.expires_at > :now
              AND (t.kind = 'verification' OR NOT EXISTS (
                SELECT 1 FROM passwords p WHERE p.user_id = u.id AND p.set_at > t.created_at))
            """  # noqa: S608  Columns of ours.
        ),
        {"brand": brand_id, "digest": digest, "now": now},
    )
    return _ticket(found.one_or_none())


async def addressee_of(
    session: AsyncSession, brand_id: BrandId, user_id: UserId
) -> Addressee | None:
    """Return how a person is written to by a brand."""
    found = await session.execute(
        text(f"SELECT {_PERSON} FROM users u, brands b WHERE u.id = :user AND b.id = :brand"),  # noqa: S608
        {"brand": brand_id, "user": user_id},
    )
    row = found.one_or_none()
    return None if row is None else _addressee(row)


def _ticket(row: Row[Any] | None) -> Ticket | None:
    if row is None:
        return None
    return Ticket(row.id, TicketKind(row.kind), _addressee(row), row.expires_at)


def _addressee(row: Row[Any]) -> Addressee:
    return Addressee(
        user_id=UserId(row.user_id),
        name=row.name,
        email=row.email,
        language=row.language,
        brand_name=row.brand_name,
        brand_slug=row.brand_slug,
        is_staff=row.is_staff,
    )
