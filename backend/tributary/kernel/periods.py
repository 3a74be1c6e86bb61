"""Half-open periods of business days."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Self

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
QUARTER_MONTHS: Final = 3

_NAME: Final = re.compile(
    r"(?P<year>[0-9]{4})-(?:(?P<month>[0-9]{2})|W(?P<week>[0-9]{2})|Q(?P<quarter>[1-4]))"
    r"|(?P<first>[0-9]{4}-[0-9]{2}-[0-9]{2})\.\.(?P<last>[0-9]{4}-[0-9]{2}-[0-9]{2})"
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The business days from `start` up to, but not including, `end`.

    >>> Period.month(2026, 2).last
    datetime.date(2026, 2, 28)
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            message = f"a period ends after it starts, not {self.start} .. {self.end}"
            raise ValueError(message)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """Return one calendar month."""
        start = date(year, month, 1)
        return cls(start, start + timedelta(days=calendar.monthrange(year, month)[1]))

    @classmethod
    def month_named(cls, text: str) -> Self:
        """Return the month written as YYYY-MM."""
        year, dash, month = text.partition("-")
        if dash != "-" or not (year.isascii() and year.isdigit() and len(year) == len("2026")):
            message = f"{text!r} is not a month: write it as 2026-10"
            raise ValueError(message)
        try:
            return cls.month(int(year), int(month))
        except OverflowError as late:
            message = f"the month {text!r} ends after the last day there is"
            raise ValueError(message) from late

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Self:
        """Return three calendar months, numbered from 1.

        >>> Period.quarter(2026, 4).last
        datetime.date(2026, 12, 31)
        """
        first = quarter * QUARTER_MONTHS - QUARTER_MONTHS + 1
        last = cls.month(year, first + QUARTER_MONTHS - 1)
        return cls(date(year, first, 1), last.end)

    @classmethod
    def week(cls, year: int, week: int) -> Self:
        """Return one week of ISO 8601, from Monday to Sunday.

        >>> str(Period.week(2026, 53).last)
        '2027-01-03'
        """
        start = date.fromisocalendar(year, week, 1)
        return cls(start, start + WEEK)

    @classmethod
    def named(cls, text: str) -> Self:
        """Return the period that a name means: what `str` says of a period, and nothing else.

        >>> [Period.named(each).start.isoformat() for each in ("2026-11", "2026-W47", "2026-Q4")]
        ['2026-11-01', '2026-11-16', '2026-10-01']
        >>> str(Period.named("2026-11-05..2026-12-04"))
        '2026-11-05..2026-12-04'
        """
        message = (
            f"{text!r} is no period: write a month as 2026-10, a week as 2026-W47, a quarter as "
            "2026-Q4, and days as 2026-11-05..2026-12-04"
        )
        found = _NAME.fullmatch(text)
        if found is None:
            raise ValueError(message)
        try:
            if found["first"]:
                last = date.fromisoformat(found["last"])
                return cls(date.fromisoformat(found["first"]), last + DAY)
            year = int(found["year"])
            if found["week"]:
                return cls.week(year, int(found["week"]))
            if found["quarter"]:
                return cls.quarter(year, int(found["quarter"]))
            return cls.month(year, int(found["month"]))
        except (ValueError, OverflowError) as unreadable:
            raise ValueError(message) from unreadable

    @classmethod
    def month_before(cls, day: date) -> Self:
        """Return the month before the one a day lies in: the last one that is over.

        >>> str(Period.month_before(date(2026, 1, 31)))
        '2025-12'
        """
        before = day.replace(day=1) - timedelta(days=1)
        return cls.month(before.year, before.month)

    @property
    def last(self) -> date:
        """The last day inside."""
        return self.end - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        """Tell whether a business day lies inside."""
        return self.start <= day < self.end

    def __str__(self) -> str:
        """Return a whole month, ISO week or quarter by its name, anything else by its days.

        >>> [str(each) for each in (Period.month(2026, 2), Period.week(2026, 1))]
        ['2026-02', '2026-W01']
        >>> [str(each) for each in (Period.quarter(2026, 4), Period(date(2026, 1, 1), date.max))]
        ['2026-Q4', '2026-01-01..9999-12-30']
        >>> str(Period(date(2026, 11, 1), date(2027, 2, 1)))
        '2026-11-01..2027-01-31'
        """
        if self.start.day == self.end.day == 1:
            first = self.start.month - 1
            months = 12 * (self.end.year - self.start.year) + self.end.month - 1 - first
            if months == 1:
                return f"{self.start:%Y-%m}"
            if months == QUARTER_MONTHS and first % QUARTER_MONTHS == 0:
                return f"{self.start.year}-Q{first // QUARTER_MONTHS + 1}"
        year, week, day = self.start.isocalendar()
        if day == 1 and self.end - self.start == WEEK:
            return f"{year}-W{week:02}"
        return f"{self.start}..{self.last}"
