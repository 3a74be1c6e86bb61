"""What a version of a plan says: rates of lines, and terms that depend on a period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Final

from tributary.commissions.rules.terms import (
    Conditions,
    Earner,
    Term,
    TermKind,
    faults_of_term,
    may_meet,
)
from tributary.kernel import Rate

WHOLE: Final = Rate(1_000_000)
HOLD_DAYS_MAX: Final = 366


class CommissionKind(StrEnum):
    """Why a commission is earned."""

    LEVEL = "level"
    """On one's own sale, at the rate of one's level or by a term for sellers."""
    OVERRIDE = "override"
    """On the sale of a distributor further down, at the rate of the distance or by a term."""
    PRICE_GAP = "price_gap"
    """The difference between what the level below pays and one's own price."""
    BONUS = "bonus"
    """On top, for what a month, a quarter or a year came to."""


class Reason(StrEnum):
    """Why a line that books a difference was booked."""

    SALE = "sale"
    """The order line was billed in the run's period."""
    RETURN = "return"
    """Something of it came back in the run's period."""
    TRUE_UP = "true_up"
    """Other lines of its rating period or of its order were billed or came back."""
    PAYMENT = "payment"
    """Money for its order came in, or went back, in the run's period."""


class Mode(StrEnum):
    """How an order is settled along the chain, as orders say."""

    DIRECT = "direct"
    CASCADE = "cascade"
    AGENCY = "agency"


USUAL_MODES: Final = frozenset({Mode.DIRECT, Mode.AGENCY})
"""In a cascade whoever stands above earns by its own invoice: a plan pays there if it says so."""


class Base(StrEnum):
    """What a rate is a rate of."""

    NET = "net"
    """The line after discount, without tax."""
    GROSS = "gross"
    """The line after discount, with tax."""
    MARGIN = "margin"
    """What the line was sold for after discount, without tax, less the beneficiary's own price.

    The own price is the one frozen on the order's ladder, times the quantity. What was sold below
    it has no margin, not a negative one: a loss on one line lowers no other. Whoever stands
    higher buys for less, so the margins of those below are part of its own.
    """


class EarnedOn(StrEnum):
    """What earns the commission of a line."""

    INVOICE = "invoice"
    """The bill: all of it, on the day the line is billed."""
    CASH = "cash"
    """The money: of what the line would earn by its bill, the part its order is paid for.

    See rules.collecting for what counts as money and what an order owes.
    """


@dataclass(frozen=True, slots=True)
class PlanRate:
    """A rate of a plan: for a level, or for a number of steps above the seller."""

    kind: CommissionKind
    step: int
    """The level for `LEVEL` (1 is directly under the brand); the distance for `OVERRIDE`."""
    rate: Rate
    product_group: str = ""
    """One product group, or all that have no rate of their own."""


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A version of a plan before it takes effect."""

    code: str
    name: str
    rates: Sequence[PlanRate]
    valid_from: date
    valid_until: date | None = None
    base: Base = Base.NET
    pays_price_gap: bool = False
    pays_both: bool = False
    """Whether a line that earns a price gap earns this plan's overrides as well."""
    modes: frozenset[Mode] = USUAL_MODES
    """How orders must be settled to earn under it."""
    terms: Sequence[Term] = ()
    """What depends on what a whole period comes to."""
    earned_on: EarnedOn = EarnedOn.INVOICE
    hold_days: int = 0
    """How many days after it was earned it is paid out at the earliest."""

    def is_valid_on(self, day: date) -> bool:
        """Tell whether an order of this day falls under the plan."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    def rate_of(self, kind: CommissionKind, step: int, product_group: str) -> PlanRate | None:
        """Return the rate of the product's own group, else the rate of all groups."""
        for group in (product_group, ""):
            for rate in self.rates:
                if (rate.kind, rate.step, rate.product_group) == (kind, step, group):
                    return rate
        return None


def faults_of(draft: PlanDraft) -> list[str]:
    """Return what is wrong with a plan; nothing when it can be activated."""
    faults: list[str] = []
    if not draft.code.strip() or not draft.name.strip():
        faults.append("a plan has a code and a name")
    if draft.valid_until is not None and draft.valid_until <= draft.valid_from:
        faults.append(f"it would end on {draft.valid_until}, not after {draft.valid_from}")
    if not draft.modes:
        faults.append("it pays in no mode: name one at least")
    if not 0 <= draft.hold_days <= HOLD_DAYS_MAX:
        faults.append(f"it would hold for {draft.hold_days} days, not for 0 to {HOLD_DAYS_MAX}")
    if not draft.rates and not draft.terms and not draft.pays_price_gap:
        faults.append("it pays nothing: give it rates, terms or the price gap")
    faults += _faults_of_rates(draft.rates)
    codes = [term.code for term in draft.terms]
    faults += [f"term {code} is given twice" for code in {c for c in codes if codes.count(c) > 1}]
    for term in draft.terms:
        faults += faults_of_term(term)
    faults += _conflicts_of(draft)
    return sorted(faults)


def _faults_of_rates(rates: Sequence[PlanRate]) -> Iterator[str]:
    keys = [(rate.kind, rate.step, rate.product_group) for rate in rates]
    for key in {key for key in keys if keys.count(key) > 1}:
        yield f"{key[0]} {key[1]} is given twice"
    for rate in rates:
        if rate.kind is CommissionKind.PRICE_GAP:
            yield "the price gap has no rate: it is the whole difference of two prices"
        if rate.kind is CommissionKind.BONUS:
            yield "a bonus is a term, not a rate: it depends on what a period comes to"
        if rate.step < 1:
            yield f"{rate.kind} {rate.step}: levels and distances count from 1"
        if not Rate(0) <= rate.rate <= WHOLE:
            yield f"{rate.kind} {rate.step}: {rate.rate} is not between 0 % and 100 %"


def _conflicts_of(draft: PlanDraft) -> Iterator[str]:
    """Yield what could pay the same beneficiary two commissions for the same line."""
    commissions = [term for term in draft.terms if term.kind is TermKind.COMMISSION]
    for one, other in combinations(commissions, 2):
        if may_meet(one, other):
            yield f"terms {one.code} and {other.code} could both pay the same line"
    for term in commissions:
        for rate in draft.rates:
            if _may_meet_rate(term, rate):
                named = f"{rate.kind} {rate.step} {rate.product_group}".rstrip()
                yield f"term {term.code} and the rate of {named} could both pay the same line"


def _may_meet_rate(term: Term, rate: PlanRate) -> bool:
    groups = frozenset({rate.product_group}) if rate.product_group else frozenset[str]()
    step = frozenset({rate.step})
    if rate.kind is CommissionKind.LEVEL:
        on = Conditions(product_groups=groups, levels=step)
        return term.earner is Earner.SELLER and on.may_meet(term.conditions)
    on = Conditions(product_groups=groups, depths=step)
    return term.earner is Earner.ABOVE and on.may_meet(term.conditions)
