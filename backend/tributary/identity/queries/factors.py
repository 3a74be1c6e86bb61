"""Reads of second factors, and of the devices somebody is signed in on."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.identity.queries.sessions import IDLE_MAX
from tributary.identity.rules import Factor
from tributary.kernel import BrandId, UserId


@dataclass(frozen=True, slots=True)
class PasskeySeen:
    """A passkey as its owner knows it."""

    id: str
    host: str
    name: str
    created_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Device:
    """A browser in which somebody is signed in."""

    session_id: UUID
    user_agent: str
    began_at: datetime
    seen_at: datetime
    factor: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """How a person signs in."""

    email: str
    is_verified: bool
    has_totp: bool
    passkeys: tuple[PasskeySeen, ...]
    recovery_left: int
    factors_required_from: datetime | None
    has_password: bool

    @property
    def ways(self) -> frozenset[Factor]:
        """What the person can prove beside the password."""
        ways = {Factor.TOTP} if self.has_totp else set[Factor]()
        if self.passkeys:
            ways.add(Factor.PASSKEY)
        if ways and self.recovery_left:
            ways.add(Factor.RECOVERY)
        return frozenset(ways)


async def account_of(session: AsyncSession, brand_id: BrandId, user_id: UserId) -> Account:
    """Return how a person signs in."""
    found = await session.execute(
        text(
            """
            SELECT u.email, u.email_verified_at IS NOT NULL AS is_verified,
                   b.factors_required_from,
                   EXISTS (SELECT 1 FROM totp_factors t
                           WHERE t.user_id = u.id AND t.confirmed_at IS NOT NULL) AS has_totp,
                   EXISTS (SELECT 1 FROM passwords p WHERE p.user_id = u.id) AS has_password,
                   (SELECT count(*) FROM recovery_codes r
                    WHERE r.user_id = u.id AND r.used_at IS NULL) AS recovery_left
            FROM users u, brands b WHERE u.id = :user AND b.id = :brand
            """
        ),
        {"user": user_id, "brand": brand_id},
    )
    row = found.one()
    keys = await session.execute(
        text(
            "SELECT id, host, name, created_at, used_at FROM passkeys WHERE user_id = :user "
            "ORDER BY created_at, id"
        ),
        {"user": user_id},
    )
    return Account(
        email=row.email,
        is_verified=row.is_verified,
        has_totp=row.has_totp,
        passkeys=tuple(
            PasskeySeen(each.id, each.host, each.name, each.created_at, each.used_at)
            for each in keys
        ),
        recovery_left=row.recovery_left,
        factors_required_from=row.factors_required_from,
        has_password=row.has_password,
    )


async def devices_of(
    session: AsyncSession, brand_id: BrandId, user_id: UserId, *, now: datetime
) -> list[Device]:
    """Return where a person is signed in, the last used first."""
    found = await session.execute(
        text(
            """
            SELECT s.id, s.user_agent, s.created_at, s.seen_at, s.factor FROM sessions s
            LEFT JOIN passwords p ON p.user_id = s.user_id
            WHERE s.brand_id = :brand AND s.user_id = :user AND s.ended_at IS NULL
              AND s.expires_at > :now AND s.seen_at > :idle
              AND (p.set_at IS NULL OR s.created_at >= p.set_at)
            ORDER BY s.seen_at DESC, s.id
            """
        ),
        {"brand": brand_id, "user": user_id, "now": now, "idle": now - IDLE_MAX},
    )
    return [
        Device(row.id, row.user_agent, row.created_at, row.seen_at, row.factor) for row in found
    ]
