"""Counts requests before they are looked at, so that nobody asks faster than the others can."""

import math
from collections.abc import Sequence

from tributary.identity.rules import Pace
from tributary.platform import Work


async def keep_pace(work: Work, paces: Sequence[Pace]) -> int:
    """Count a request by each pace; return how many seconds too early it is, 0 if it may pass.

    Each pace is one instant: until when it is paid for. One statement moves it, so that of many
    requests at once, in as many processes, no more pass than may.
    """
    for pace in paces:
        seconds = await _counted(work, pace)
        if seconds:
            return seconds
    return 0


async def _counted(work: Work, pace: Pace) -> int:
    now = work.opened_at
    latest = now + pace.every * (pace.at_once - 1)
    passed = await work.run(
        """
        INSERT INTO request_paces AS p (key, paid_until) VALUES (:key, :once)
        ON CONFLICT (key) DO UPDATE
        SET paid_until = CASE WHEN p.paid_until BETWEEN :now AND :most
                              THEN p.paid_until + :every ELSE :once END
        -- A clock that was set back shuts nobody out.
        WHERE p.paid_until <= :latest OR p.paid_until > :most
        """,
        key=pace.key,
        now=now,
        once=now + pace.every,
        every=pace.every,
        latest=latest,
        most=latest + pace.every,
    )
    if passed:
        return 0
    rows = await work.rows("SELECT paid_until FROM request_paces WHERE key = :key", key=pace.key)
    left = (rows[0].paid_until - latest).total_seconds() if rows else 1
    return max(1, math.ceil(left))


async def forget_paces(work: Work) -> None:
    """Delete what slows nobody down any more."""
    await work.run("DELETE FROM request_paces WHERE paid_until < :now", now=work.opened_at)
