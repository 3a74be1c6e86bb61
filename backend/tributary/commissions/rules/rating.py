"""What a term makes due on each line of a period: the definition the SQL must agree with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tributary.commissions.rules.terms import Band, ClawBack, Term, Tiers

_MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class CoveredLine:
    """A line that a term covers for a beneficiary, as it is up to some day."""

    base: int
    """What rates are taken of, in the smallest unit; more than nothing."""
    sold: int
    """What it was sold for, in the plan's terms: with tax if the base is gross."""
    back: int = 0
    """How much of `sold` has come back."""

    @property
    def left(self) -> int:
        """What of the base has not come back."""
        return self.base - share_of(self.base, self.back, self.sold)


@dataclass(frozen=True, slots=True)
class Due:
    """What is due on a line, and what it was computed from."""

    amount: int
    band: int
    """Which band, from 1: the one all lines are in, or the last one this line reaches."""
    volume_before: int
    volume: int
    """What the whole period came to."""


def share_of(amount: int, part: int, whole: int) -> int:
    """Return the part of an amount that a part of a whole stands for, rounded half up.

    >>> share_of(1000, 1, 3)
    333
    """
    return (2 * amount * part + whole) // (2 * whole)


def dues_of(term: Term, lines: Sequence[CoveredLine]) -> list[Due]:
    """Return what is due on each line of one beneficiary, currency and rating period.

    Args:
        term: a term without faults.
        lines: all lines it covers, in the order of the day they were billed and of their ids.

    >>> from tributary.commissions.rules.terms import Earner, TermKind
    >>> from tributary.kernel import Currency, Rate
    >>> bands = [Band(Rate.percent("5"), 0, 10_000_000), Band(Rate.percent("8"), 10_000_000)]
    >>> term = Term("volume", TermKind.COMMISSION, Earner.SELLER, Tiers.WHOLE, bands,
    ...             Currency("CNY"), claw_back=ClawBack.RERATE)
    >>> sold = CoveredLine(10_000_000, 10_000_000)
    >>> came_back = CoveredLine(10_000_000, 10_000_000, back=2_000_000)
    >>> dues_of(term, [sold])[0].amount - dues_of(term, [came_back])[0].amount
    400000
    """
    counted = [line.left if term.claw_back is ClawBack.RERATE else line.base for line in lines]
    volume = sum(counted)
    volumes = list(_running(counted))
    raw = [_earned(term, before, after, volume) for before, after in volumes]
    total = sum(raw)
    dues: list[Due] = []
    rows = zip(lines, volumes, _running(raw), strict=True)
    for line, (before, after), (earned_before, earned_after) in rows:
        amount = _limited(term, after, earned_after, total)
        amount -= _limited(term, before, earned_before, total)
        if term.claw_back is ClawBack.ORIGINAL:
            amount -= share_of(amount, line.back, line.sold)
        reached = volume if term.tiers is not Tiers.MARGINAL else max(after - 1, 0)
        dues.append(Due(amount, _place_of(term.bands, reached), before, volume))
    return dues


def _running(parts: Sequence[int]) -> Iterator[tuple[int, int]]:
    so_far = 0
    for part in parts:
        yield so_far, so_far + part
        so_far += part


def _place_of(bands: Sequence[Band], volume: int) -> int:
    return sum(band.start <= volume for band in bands)


def _earned(term: Term, before: int, after: int, volume: int) -> int:
    """Return what a line earns before cap, floor and minimum."""
    if term.tiers is Tiers.MARGINAL:
        fixed = sum(band.amount for band in term.bands if _reaches(band, before, after))
        return _through(term.bands, after) - _through(term.bands, before) + fixed
    band = term.bands[_place_of(term.bands, volume) - 1]
    fixed = band.amount if _reaches(band, before, after) else 0
    return share_of(after - before, band.rate.ppm, _MILLION) + fixed


def _through(bands: Sequence[Band], volume: int) -> int:
    """Return what a volume earns, each part of it at the rate of its band, rounded once."""
    parts = sum(
        band.rate.ppm
        * max(min(volume, volume if band.until is None else band.until) - band.start, 0)
        for band in bands
    )
    return share_of(parts, 1, _MILLION)


def _reaches(band: Band, before: int, after: int) -> bool:
    return after > 0 and before < max(band.start, 1) <= after


def _limited(term: Term, volume: int, earned: int, total: int) -> int:
    """Return a running total within cap, floor and minimum."""
    if volume == 0 or (term.minimum is not None and total < term.minimum):
        return 0
    capped = earned if term.cap is None else min(earned, term.cap)
    return capped if term.floor is None else max(capped, term.floor)
