"""A term of a plan: who earns on which lines, in which bands, by which period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

from tributary.commissions.rules.examples import Example, faults_of_where
from tributary.kernel import Currency, Period, Rate

_TOP: Final = Rate(1_000_000)
MONTHS_OF_A_YEAR: Final = 12


class TermKind(StrEnum):
    """Whether a term is the commission of a line or comes on top."""

    COMMISSION = "commission"
    """A line earns a beneficiary one commission of a plan at most."""
    BONUS = "bonus"
    """On top of commissions, price gaps and other bonuses."""


class Earner(StrEnum):
    """Whom a term pays."""

    SELLER = "seller"
    ABOVE = "above"
    """Each of those above the seller, the brand left out."""


class Tiers(StrEnum):
    """How bands apply to a volume."""

    FLAT = "flat"
    """There is one band: the same rate for every volume."""
    MARGINAL = "marginal"
    """Each band's rate applies to what of the volume lies in it."""
    WHOLE = "whole"
    """The rate of the band that the volume reaches applies to all of it."""


class Every(StrEnum):
    """The calendar period that a volume is counted in, by the day a sale was billed."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months it has."""
        return {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: MONTHS_OF_A_YEAR}[self]

    def around(self, day: date) -> Period:
        """Return the period a day lies in.

        >>> str(Every.QUARTER.around(date(2026, 5, 31)))
        '2026-Q2'
        """
        first = (day.month - 1) // self.months * self.months + 1
        last = Period.month(day.year, first + self.months - 1)
        return Period(date(day.year, first, 1), last.end)


class ClawBack(StrEnum):
    """What a return takes back."""

    ORIGINAL = "original"
    """The line's share at its own rate: volume and bands stay as they were sold."""
    RERATE = "rerate"
    """The period is rated anew, as if what came back had never been sold."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Which lines a term covers; an empty condition is met by all."""

    product_groups: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    """SKUs."""
    channels: frozenset[str] = frozenset()
    """Codes of channels."""
    grades: frozenset[str] = frozenset()
    """Grades of the beneficiary, as frozen on the order's ladder."""
    levels: frozenset[int] = frozenset()
    """Levels of the seller; 1 is directly under the brand."""
    depths: frozenset[int] = frozenset()
    """How far above the seller; only for those above."""

    def may_meet(self, other: "Conditions") -> bool:
        """Tell whether a line could fulfil both."""
        pairs = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return all(not mine or not theirs or mine & theirs for mine, theirs in pairs)


@dataclass(frozen=True, slots=True)
class Band:
    """What a volume from `start` up to, but not including, `until` earns.

    Limits and the amount count the smallest unit of the term's currency.
    """

    rate: Rate
    start: int = 0
    until: int | None = None
    """None is without end."""
    amount: int = 0
    """Paid once to the line with which the volume reaches the band; only bonuses have one."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a plan."""

    code: str
    kind: TermKind
    earner: Earner
    tiers: Tiers
    bands: Sequence[Band]
    currency: Currency
    """Sales in other currencies fall under terms of their own."""
    every: Every = Every.MONTH
    claw_back: ClawBack = ClawBack.ORIGINAL
    conditions: Conditions = Conditions()
    cap: int | None = None
    """What a beneficiary earns under the term in a period at most."""
    floor: int | None = None
    """What a beneficiary earns in a period at least, once anything was sold in it."""
    minimum: int | None = None
    """What comes to less than this in a period is not paid at all."""
    where: str = ""
    """A special rule in CEL that a line has to fulfil beside the conditions: see rules.where."""
    examples: Sequence[Example] = ()
    """What the rule has to say of some lines, one that it takes and one that it does not."""


def may_meet(one: Term, other: Term) -> bool:
    """Tell whether two terms could pay the same beneficiary for the same line."""
    return (
        one.earner is other.earner
        and one.currency == other.currency
        and one.conditions.may_meet(other.conditions)
    )


def faults_of_term(term: Term) -> list[str]:
    """Return what is wrong with a term by itself."""
    faults = [*_faults_of_bands(term), *_faults_of_limits(term)]
    if not term.code.strip():
        faults.append("it has no code")
    steps = {*term.conditions.levels, *term.conditions.depths}
    if any(step < 1 for step in steps):
        faults.append("levels and distances count from 1")
    if term.earner is Earner.SELLER and term.conditions.depths:
        faults.append("a distance is for those above, not for the seller")
    faults += faults_of_where(term.where, term.examples, term.currency)
    return [f"term {term.code}: {fault}" for fault in faults]


def _faults_of_bands(term: Term) -> Iterator[str]:
    bands = term.bands
    if not bands:
        yield "it has no band"
        return
    if term.tiers is Tiers.FLAT and len(bands) > 1:
        yield f"flat has one band, not {len(bands)}"
    if bands[0].start != 0:
        yield f"its first band begins at {bands[0].start}, not at 0"
    if bands[-1].until is not None:
        yield f"its last band ends at {bands[-1].until}: leave it open"
    yield from _faults_between(bands)
    for nth, band in enumerate(bands, start=1):
        if band.until is not None and band.until <= band.start:
            yield f"band {nth} would end at {band.until}, not after {band.start}"
        if not Rate(0) <= band.rate <= _TOP:
            yield f"band {nth}: {band.rate} is not between 0 % and 100 %"
        if band.amount < 0:
            yield f"band {nth} would pay {band.amount}"


def _faults_between(bands: Sequence[Band]) -> Iterator[str]:
    for nth, (band, following) in enumerate(pairwise(bands), start=1):
        if band.until is None:
            yield f"band {nth} has no end and is not the last"
        elif band.until < following.start:
            yield f"between bands {nth} and {nth + 1} there is a hole from {band.until}"
        elif band.until > following.start:
            yield f"bands {nth} and {nth + 1} overlap from {following.start}"


def _faults_of_limits(term: Term) -> Iterator[str]:
    limits = (term.cap, term.floor, term.minimum)
    amounts = [band.amount for band in term.bands]
    if any(limit is not None and limit <= 0 for limit in limits):
        yield "cap, floor and minimum are more than nothing, or left out"
    if term.cap is not None and (term.floor or 0) > term.cap:
        yield f"its floor of {term.floor} is above its cap of {term.cap}"
    if term.cap is not None and (term.minimum or 0) > term.cap:
        yield f"its minimum of {term.minimum} is above its cap of {term.cap}"
    if term.floor is not None and term.minimum is not None:
        yield "a floor pays what a minimum leaves unpaid: name one of them"
    if any(amounts) and term.kind is TermKind.COMMISSION:
        yield "only a bonus pays fixed amounts"
    if not any(amounts) and not any(band.rate.ppm for band in term.bands) and not term.floor:
        yield "it pays nothing"
