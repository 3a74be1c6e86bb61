"""In which cycle books are closed: which period follows which, and where each stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from tributary.kernel import Period


class Cycle(StrEnum):
    """How often a brand closes its books and writes statements."""

    WEEKLY = "weekly"
    """From Monday to Sunday."""
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    CUSTOM = "custom"
    """By a calendar of the brand's own: the last day of each period."""


@dataclass(frozen=True, slots=True)
class CycleFrom:
    """A cycle and the day on which it begins to hold."""

    cycle: Cycle
    valid_from: date
    last_days: tuple[date, ...] = ()
    """Of a custom calendar, in order: on each of them a period ends."""


USUAL_CYCLE: Final = CycleFrom(Cycle.MONTHLY, date.min)
"""What holds where a brand has said nothing."""


def held_cycles(said: Iterable[CycleFrom]) -> list[CycleFrom]:
    """Return which cycle holds from which day, from what was said in this order.

    Whatever is said later counts from its first day on, also against what was to begin after it.

    >>> week = CycleFrom(Cycle.WEEKLY, date(2026, 5, 1))
    >>> [each.cycle.value for each in held_cycles([week, CycleFrom(Cycle.QUARTERLY, date.min)])]
    ['quarterly']
    """
    held = [USUAL_CYCLE]
    for each in said:
        held = [before for before in held if before.valid_from < each.valid_from] + [each]
    return held


def period_from(start: date, held: Sequence[CycleFrom]) -> Period | None:
    """Return the period that begins on a day: there is never a gap and never an overlap.

    It ends where its cycle ends one, or where another cycle begins before that.

    Args:
        start: the first day that is not closed.
        held: which cycle holds from which day, as `held_cycles` returns them.

    Returns:
        The period; None where a calendar of the brand's own names no later day.

    >>> weekly = [USUAL_CYCLE, CycleFrom(Cycle.WEEKLY, date(2026, 11, 18))]
    >>> [str(period_from(date(2026, 11, day), weekly)) for day in (1, 18, 23)]
    ['2026-11-01..2026-11-17', '2026-11-18..2026-11-22', '2026-W48']
    """
    now = [each for each in held if each.valid_from <= start][-1]
    ends = [each.valid_from for each in held if each.valid_from > start][:1]
    natural = _natural_end(start, now)
    if natural is not None:
        ends.append(natural)
    return Period(start, min(ends)) if ends else None


def _natural_end(start: date, now: CycleFrom) -> date | None:
    match now.cycle:
        case Cycle.WEEKLY:
            return start + timedelta(days=7 - start.weekday())
        case Cycle.MONTHLY:
            return Period.month(start.year, start.month).end
        case Cycle.QUARTERLY:
            return Period.quarter(start.year, (start.month + 2) // 3).end
        case Cycle.CUSTOM:
            later = [day for day in now.last_days if day >= start]
            return later[0] + timedelta(days=1) if later else None


class Standing(StrEnum):
    """Where a period stands."""

    CLOSED = "closed"
    DUE = "due"
    """The next one to be closed, and over."""
    LATER = "later"
    """Over, and one before it is open."""
    RUNNING = "running"
    """Not over."""


def first_period(day: date, held: Sequence[CycleFrom]) -> Period | None:
    """Return the whole period in which a day lies, where none was closed before.

    >>> str(first_period(date(2026, 11, 24), [USUAL_CYCLE]))
    '2026-11'
    """
    now = [each for each in held if each.valid_from <= day][-1]
    return period_from(max(_natural_start(day, now), now.valid_from), held)


def _natural_start(day: date, now: CycleFrom) -> date:
    match now.cycle:
        case Cycle.WEEKLY:
            return day - timedelta(days=day.weekday())
        case Cycle.MONTHLY:
            return day.replace(day=1)
        case Cycle.QUARTERLY:
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case Cycle.CUSTOM:
            earlier = [each for each in now.last_days if each < day]
            return earlier[-1] + timedelta(days=1) if earlier else now.valid_from


def standings(
    today: date, closed: Sequence[Period], first: Period | None, held: Sequence[CycleFrom]
) -> list[tuple[Period, Standing]]:
    """Return every period from the first closed one to the one that is not over, in order.

    Args:
        today: the business day.
        closed: what is closed, in order.
        first: which period is the first, where none is closed.
        held: which cycle holds from which day, as `held_cycles` returns them.

    >>> first = Period.month(2026, 9)
    >>> [(str(a), b.value) for a, b in standings(date(2026, 11, 2), [], first, [USUAL_CYCLE])]
    [('2026-09', 'due'), ('2026-10', 'later'), ('2026-11', 'running')]
    """
    found = [(each, Standing.CLOSED) for each in closed]
    following = period_from(closed[-1].end, held) if closed else first
    standing = Standing.DUE
    while following is not None:
        if today < following.end:
            return [*found, (following, Standing.RUNNING)]
        found.append((following, standing))
        standing = Standing.LATER
        following = period_from(following.end, held)
    return found
