"""A version of a rebate plan: who earns what back on which purchases of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from tributary.commissions.rules.plans import Mode
from tributary.commissions.rules.terms import (
    Band,
    ClawBack,
    Conditions,
    Earner,
    Every,
    Term,
    TermKind,
    Tiers,
    faults_of_term,
)
from tributary.kernel import Currency

USUAL_MODES: Final = frozenset({Mode.DIRECT, Mode.CASCADE})
"""In these a distributor buys; in an agency it is the consumer who does."""


class Measure(StrEnum):
    """What decides in which band purchases are."""

    VOLUME = "volume"
    """What was bought in the period, without tax."""
    UNITS = "units"
    """How many units were bought in the period."""
    GROWTH = "growth"
    """By how much the volume exceeds that of the same period a year before."""
    TARGET = "target"
    """How much of a target the volume reaches."""
    DAYS_TO_PAY = "days_to_pay"
    """In how many days an order was paid in full: each order by itself."""

    @property
    def is_share(self) -> bool:
        """Whether its bands are percentages."""
        return self in {Measure.GROWTH, Measure.TARGET}


class SettledBy(StrEnum):
    """How a rebate is given."""

    GOODS = "goods"
    """Deducted from goods: a credit note on chosen orders."""
    FREE_GOODS = "free_goods"
    CASH = "cash"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which purchases a term covers; an empty condition is met by all."""

    product_groups: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    """SKUs."""
    channels: frozenset[str] = frozenset()
    """Codes of channels."""
    grades: frozenset[str] = frozenset()
    """Grades of the buyer, as frozen on the order's ladder."""
    distributors: frozenset[str] = frozenset()
    """Codes of distributors."""


@dataclass(frozen=True, slots=True)
class RebateTerm:
    """One term of a plan; of its terms the first that fits a purchase covers it.

    Limits of bands count minor units for a volume, units, parts per million for growth and
    target, and days.
    """

    code: str
    measure: Measure
    tiers: Tiers
    every: Every
    bands: Sequence[Band]
    coverage: Coverage = field(default_factory=Coverage)
    target: int | None = None
    """What `Measure.TARGET` is a share of, in minor units."""
    claw_back: ClawBack = ClawBack.RERATE
    cap: int | None = None
    floor: int | None = None
    minimum: int | None = None
    settled_by: SettledBy = SettledBy.GOODS
    expires_after_months: int | None = None
    """How long what was earned can be used after the end of its period; None is for ever."""
    is_claimed: bool = False
    """Whether the distributor has to claim it, and the brand to agree, before it can be used."""

    def as_bonus(self, currency: Currency) -> Term:
        """Return it as a term of a commission plan: both are rated by one definition."""
        return Term(
            code=self.code,
            kind=TermKind.BONUS,
            earner=Earner.SELLER,
            tiers=self.tiers,
            bands=self.bands,
            currency=currency,
            every=self.every,
            claw_back=self.claw_back,
            conditions=Conditions(),
            cap=self.cap,
            floor=self.floor,
            minimum=self.minimum,
        )

    def at_rate_of(self, band: Band, currency: Currency) -> Term:
        """Return the term as it pays once one band is known to hold for all of the period."""
        flat = replace(band, start=0, until=None)
        return replace(self.as_bonus(currency), tiers=Tiers.FLAT, bands=[flat])


@dataclass(frozen=True, slots=True)
class RebateDraft:
    """A version of a rebate plan before it takes effect; of one currency."""

    code: str
    name: str
    currency: Currency
    terms: Sequence[RebateTerm]
    valid_from: date
    valid_until: date | None = None
    modes: frozenset[Mode] = USUAL_MODES

    def is_valid_on(self, day: date) -> bool:
        """Tell whether what was billed on this day falls under the plan."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


def faults_of(draft: RebateDraft) -> list[str]:
    """Return what is wrong with a plan, all of it; nothing when it can be activated."""
    faults: list[str] = []
    if not draft.code.strip() or not draft.name.strip():
        faults.append("a plan has a code and a name")
    if not draft.modes:
        faults.append("it pays in no mode: name one at least")
    if Mode.AGENCY in draft.modes:
        faults.append("in an agency the consumer buys: there is no purchase to earn back on")
    if not draft.terms:
        faults.append("it pays nothing: give it a term")
    codes = [term.code for term in draft.terms]
    faults += [f"term {code} is given twice" for code in {c for c in codes if codes.count(c) > 1}]
    faults += _faults_of_period(draft)
    for term in draft.terms:
        faults += faults_of_term(term.as_bonus(draft.currency))
        faults += [f"term {term.code}: {fault}" for fault in _faults_of(term)]
    return sorted(faults)


def _faults_of_period(draft: RebateDraft) -> Iterator[str]:
    if draft.valid_until is not None and draft.valid_until <= draft.valid_from:
        yield f"it would end on {draft.valid_until}, not after {draft.valid_from}"
    for every in sorted({term.every for term in draft.terms}):
        for what, day in (("begin", draft.valid_from), ("end", draft.valid_until)):
            if day is not None and every.around(day).start != day:
                # Half a period would have a volume that nobody ever agreed on.
                yield f"it would {what} on {day}, in the middle of a {every}"


def _faults_of(term: RebateTerm) -> Iterator[str]:
    if term.tiers is Tiers.FLAT:
        yield "say whether its bands are marginal or whole"
    if term.tiers is Tiers.MARGINAL and term.measure is not Measure.VOLUME:
        yield f"only a volume is split into bands: by {term.measure} it is whole"
    if (term.measure is Measure.TARGET) != (term.target is not None):
        yield "a target belongs to the measure of that name, and to no other"
    if term.target is not None and term.target <= 0:
        yield f"a target of {term.target} is reached before anything is bought"
    limits = (term.cap, term.floor, term.minimum)
    fixed = any(band.amount for band in term.bands)
    if term.measure is Measure.DAYS_TO_PAY and (fixed or any(x is not None for x in limits)):
        yield "each order is judged by itself: there is no cap, floor, minimum or fixed amount"
    if term.expires_after_months is not None and term.expires_after_months < 1:
        yield "what was earned lasts a month at least, or for ever"
    if term.settled_by is SettledBy.FREE_GOODS:
        # No order can have a line for nothing yet: what was promised could not be given.
        yield "free goods cannot be given yet: settle it by a deduction from goods, or in cash"


def last_use_of(term: RebateTerm, period_end: date) -> date | None:
    """Return the last day on which what a period earned can be used.

    Args:
        term: what it was earned under.
        period_end: the first day after the period.

    >>> from tributary.kernel import Rate
    >>> bands = [Band(Rate.percent("2"))]
    >>> term = RebateTerm("q", Measure.VOLUME, Tiers.WHOLE, Every.QUARTER, bands,
    ...                   expires_after_months=6)
    >>> str(last_use_of(term, date(2026, 10, 1)))
    '2027-03-31'
    """
    if term.expires_after_months is None:
        return None
    months = period_end.year * 12 + period_end.month - 1 + term.expires_after_months
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)
