"""Counts attempts to sign in before they are judged, so that many at once count as many."""

import math
from collections.abc import Sequence
from datetime import datetime

from tributary.identity import rules
from tributary.identity.rules import Limit
from tributary.kernel import Refusal
from tributary.platform import Work


class SignInDelayed(Refusal):
    """There were too many attempts to sign in with this address, or from this place.

    Wait as long as the answer says, then try again.
    """

    def __init__(self, message: str, *, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


async def count_attempt(work: Work, limits: Sequence[Limit], *, now: datetime) -> None:
    """Count an attempt by each limit, and from when on the next one may follow.

    Refuses:
        SignInDelayed: one of the limits says that it is too early; nothing is counted.
    """
    for limit in limits:
        counted = await work.rows(
            """
            INSERT INTO sign_in_attempts AS a (key, attempts, last_at, blocked_until)
            VALUES (:key, 1, :now, :now)
            ON CONFLICT (key) DO UPDATE
            SET attempts = CASE WHEN a.last_at < :begins THEN 1 ELSE a.attempts + 1 END,
                last_at = :now
            WHERE a.blocked_until <= :now
            RETURNING attempts
            """,
            key=limit.key,
            now=now,
            begins=now - rules.FORGOTTEN_AFTER,
        )
        if not counted:
            raise await _delayed(work, limit, now)
        delay = rules.delay_after(counted[0].attempts, limit)
        if delay:
            await work.run(
                "UPDATE sign_in_attempts SET blocked_until = :until WHERE key = :key",
                key=limit.key,
                until=now + delay,
            )


async def forgive_attempt(work: Work, limits: Sequence[Limit], *, now: datetime) -> None:
    """Take back an attempt that turned out to be rightful.

    Each limit loses this one attempt and no other: whoever has a password of his own must not be
    able to guess another's for ever.
    """
    for limit in limits:
        await work.run(
            """
            UPDATE sign_in_attempts SET attempts = greatest(attempts - 1, 0), blocked_until = :now
            WHERE key = :key
            """,
            key=limit.key,
            now=now,
        )


async def forget_attempts(work: Work, *, now: datetime) -> None:
    """Delete what no longer slows anybody down."""
    await work.run(
        "DELETE FROM sign_in_attempts WHERE last_at < :begins AND blocked_until < :now",
        begins=now - rules.FORGOTTEN_AFTER,
        now=now,
    )


async def _delayed(work: Work, limit: Limit, now: datetime) -> SignInDelayed:
    rows = await work.rows(
        "SELECT blocked_until FROM sign_in_attempts WHERE key = :key", key=limit.key
    )
    left = (rows[0].blocked_until - now).total_seconds() if rows else 1
    seconds = max(1, math.ceil(left))
    return SignInDelayed(f"Too many attempts: try again in {seconds} s.", seconds=seconds)
