"""What waits for a person: a till that shows a short code, a request left beforehand."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from tributary.identity import rules
from tributary.identity.operations.grants import Allowed, Taken, begin_grant
from tributary.kernel import UserId
from tributary.platform import Work

DEVICE_LIFE: Final = timedelta(minutes=10)
POLL_EVERY: Final = timedelta(seconds=5)
PUSHED_LIFE: Final = timedelta(minutes=10)
"""Long enough to sign in on the way."""

LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, so that no word comes about; nothing that looks like a figure."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A device that waits to be allowed."""

    code_sha256: str
    program_id: UUID
    scope: str


@dataclass(frozen=True, slots=True)
class Poll:
    """What a device learns that asks whether it was allowed."""

    state: str
    """One of allowed, denied, expired, slow_down and pending."""
    scope: str = ""
    taken: Taken | None = None


async def push_request(work: Work, *, program_id: UUID, parameters: str) -> str:
    """Keep a request of a program for ten minutes; return the token that stands for it."""
    token = rules.token_of(work.brand_id, secrets.token_urlsafe(32))
    await work.run(
        """
        INSERT INTO pushed_requests (brand_id, request_sha256, program_id, parameters, expires_at)
        VALUES (:brand, :digest, :program, :parameters, :until)
        """,
        brand=work.brand_id,
        digest=rules.digest_of(token),
        program=program_id,
        parameters=parameters,
        until=work.opened_at + PUSHED_LIFE,
    )
    return token


async def pushed_request(work: Work, *, token: str, program_id: UUID) -> str | None:
    """Return the parameters of a request that a program left and that was not answered yet."""
    found = await work.rows(
        """
        SELECT parameters FROM pushed_requests
        WHERE brand_id = :brand AND request_sha256 = :digest AND program_id = :program
          AND used_at IS NULL AND expires_at > :now
        """,
        brand=work.brand_id,
        digest=rules.digest_of(token),
        program=program_id,
        now=work.opened_at,
    )
    return found[0].parameters if found else None


async def use_pushed(work: Work, *, token: str) -> bool:
    """Use up a request that was left; tell whether it was the first time."""
    used = await work.run(
        """
        UPDATE pushed_requests SET used_at = :now
        WHERE brand_id = :brand AND request_sha256 = :digest AND used_at IS NULL
        """,
        brand=work.brand_id,
        digest=rules.digest_of(token),
        now=work.opened_at,
    )
    return used == 1


async def begin_device(work: Work, *, program_id: UUID, scope: str) -> tuple[str, str]:
    """Let a device wait; return its own code and the short one that a person types."""
    device_code = rules.token_of(work.brand_id, secrets.token_urlsafe(32))
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    await work.run(
        """
        INSERT INTO device_codes (brand_id, code_sha256, user_code_sha256, program_id, scope,
                                  expires_at)
        VALUES (:brand, :digest, :user_digest, :program, :scope, :until)
        """,
        brand=work.brand_id,
        digest=rules.digest_of(device_code),
        user_digest=rules.digest_of(letters),
        program=program_id,
        scope=scope,
        until=work.opened_at + DEVICE_LIFE,
    )
    return device_code, f"{letters[:4]}-{letters[4:]}"


async def device_waiting(work: Work, *, user_code: str) -> Waiting | None:
    """Return the device that shows a code, if it still waits; case and hyphens do not matter."""
    letters = "".join(each for each in user_code.upper() if each in LETTERS)
    found = await work.rows(
        """
        SELECT d.code_sha256, d.program_id, d.scope FROM device_codes d
        JOIN programs p ON p.brand_id = :brand AND p.id = d.program_id AND p.disabled_at IS NULL
        WHERE d.brand_id = :brand AND d.user_code_sha256 = :digest AND d.expires_at > :now
          AND d.grant_id IS NULL AND d.denied_at IS NULL
        """,
        brand=work.brand_id,
        digest=rules.digest_of(letters),
        now=work.opened_at,
    )
    return Waiting(found[0].code_sha256, found[0].program_id, found[0].scope) if found else None


async def allow_device(work: Work, waiting: Waiting, allowed: Allowed) -> None:
    """Allow a device what it asked for."""
    grant_id = await begin_grant(work, allowed)
    await work.run(
        """
        UPDATE device_codes SET grant_id = :grant
        WHERE brand_id = :brand AND code_sha256 = :digest AND grant_id IS NULL
          AND denied_at IS NULL
        """,
        brand=work.brand_id,
        digest=waiting.code_sha256,
        grant=grant_id,
    )


async def deny_device(work: Work, waiting: Waiting) -> None:
    """Deny a device what it asked for."""
    await work.run(
        """
        UPDATE device_codes SET denied_at = :now
        WHERE brand_id = :brand AND code_sha256 = :digest AND grant_id IS NULL
        """,
        brand=work.brand_id,
        digest=waiting.code_sha256,
        now=work.opened_at,
    )


async def poll_device(work: Work, *, code: str, program_id: UUID) -> Poll | None:
    """Tell a device where it stands, and use its code up when it was allowed.

    None when the program has no such code, or got its tokens already.
    """
    digest = rules.digest_of(code)
    found = await work.rows(
        """
        SELECT d.scope, d.grant_id, d.denied_at, d.polled_at, d.expires_at,
               g.user_id, g.signed_in_at
        FROM device_codes d
        LEFT JOIN program_grants g
          ON g.brand_id = :brand AND g.id = d.grant_id AND g.revoked_at IS NULL
        WHERE d.brand_id = :brand AND d.code_sha256 = :digest AND d.program_id = :program
          AND d.used_at IS NULL
        FOR UPDATE OF d
        """,
        brand=work.brand_id,
        digest=digest,
        program=program_id,
    )
    if not found:
        return None
    (row,) = found
    state = _state(row, work.opened_at)
    column = "used_at" if state == "allowed" else "polled_at"
    await work.run(
        f"UPDATE device_codes SET {column} = :now "  # noqa: S608  One of two names of ours.
        "WHERE brand_id = :brand AND code_sha256 = :digest",
        brand=work.brand_id,
        digest=digest,
        now=work.opened_at,
    )
    if state != "allowed" or row.user_id is None:
        return Poll("denied" if state == "allowed" else state)
    taken = Taken(row.grant_id, UserId(row.user_id), row.scope, row.signed_in_at)
    return Poll(state, row.scope, taken)


def _state(row: Row[Any], now: datetime) -> str:
    if row.expires_at <= now:
        return "expired"
    if row.denied_at is not None:
        return "denied"
    if row.grant_id is not None:
        return "allowed"
    is_early = row.polled_at is not None and now < row.polled_at + POLL_EVERY
    return "slow_down" if is_early else "pending"
