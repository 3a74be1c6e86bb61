"""The only place that asks what time it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Returns the present instant, aware and in UTC."""


def system_clock() -> datetime:
    """Return the present instant in UTC."""
    return datetime.now(UTC)


def business_date(instant: datetime, time_zone: str) -> date:
    """Return the calendar day of an instant in a brand's time zone.

    >>> business_date(datetime(2026, 1, 31, 17, tzinfo=UTC), "Asia/Shanghai")
    datetime.date(2026, 2, 1)
    """
    return instant.astimezone(ZoneInfo(time_zone)).date()
