"""When a delivery is tried again, for how long, and what its failures mean for the endpoint."""

import hashlib
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

GIVEN_UP_AFTER: Final = timedelta(hours=72)

DELAYS: Final = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
)
"""How long to wait after the first failure, the second and so on; then always the last."""

SPREAD_PERCENT: Final = 20
"""Waiting takes up to so much longer, so that not all come back at once."""

SUCCESSES: Final = range(200, 300)
GONE: Final = 410


def next_attempt(
    delivery_id: UUID, failures: int, *, began_at: datetime, now: datetime
) -> datetime | None:
    """Return when a delivery that has just failed is tried again; None when it is given up.

    Args:
        delivery_id: of the delivery, whose waits are spread in a way of their own.
        failures: how many attempts of this round have failed, the last one included.
        began_at: when the round began.
        now: the present instant.
    """
    over = began_at + GIVEN_UP_AFTER
    if now >= over:
        return None
    delay = DELAYS[min(failures, len(DELAYS)) - 1]
    # The last attempt is made when time is up, not some hours before.
    return min(now + delay + _spread(delivery_id, failures, delay), over)


def is_given_up(*, began_at: datetime, succeeded_at: datetime | None) -> bool:
    """Tell whether an endpoint that a delivery gave up on took nothing since that one began."""
    return succeeded_at is None or succeeded_at < began_at


def _spread(delivery_id: UUID, failures: int, delay: timedelta) -> timedelta:
    digest = hashlib.sha256(f"{delivery_id}:{failures}".encode()).digest()
    return delay * (int.from_bytes(digest[:4]) % (SPREAD_PERCENT * 100)) // 10_000
