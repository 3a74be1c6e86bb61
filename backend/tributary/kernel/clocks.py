"""The only place that asks what time it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
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


def next_hour(instant: datetime, hour: int, time_zone: str) -> datetime:
    """Return when a clock that hangs in a time zone next shows a full hour.

    An instant at which it shows just that is its own answer.

    Args:
        instant: from when on.
        hour: from 0 to 23.
        time_zone: where the clock hangs.

    >>> next_hour(datetime(2026, 4, 1, 1, 1, tzinfo=UTC), 9, "Asia/Shanghai").isoformat()
    '2026-04-02T01:00:00+00:00'
    >>> next_hour(datetime(2026, 4, 1, 1, tzinfo=UTC), 9, "Asia/Shanghai").isoformat()
    '2026-04-01T01:00:00+00:00'
    """
    zone = ZoneInfo(time_zone)
    day = instant.astimezone(zone).date()
    shown = datetime.combine(day, time(hour), zone).astimezone(UTC)
    if shown < instant:
        shown = datetime.combine(day + timedelta(days=1), time(hour), zone).astimezone(UTC)
    return shown


def day_end(day: date, time_zone: str) -> datetime:
    """Return the instant at which a calendar day is over in a brand's time zone.

    >>> day_end(date(2026, 1, 31), "Asia/Shanghai").isoformat()
    '2026-01-31T16:00:00+00:00'
    """
    midnight = datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(time_zone))
    return midnight.astimezone(UTC)
