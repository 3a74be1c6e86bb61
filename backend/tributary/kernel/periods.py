"""Half-open periods of business days."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self


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
        """Return a whole month as YYYY-MM, anything else as first..last day."""
        whole_month = self.start.day == 1 and self == Period.month(
            self.start.year, self.start.month
        )
        return f"{self.start:%Y-%m}" if whole_month else f"{self.start}..{self.last}"
