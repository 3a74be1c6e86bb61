"""What a sale earns whom and what a return takes back: the definition the SQL must agree with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Final

from tributary.kernel import Money, PartyId, Rate

WHOLE: Final = Rate(1_000_000)


class CommissionKind(StrEnum):
    """Why a commission is earned."""

    LEVEL = "level"
    """On one's own sale, at the rate of one's level."""
    OVERRIDE = "override"
    """On the sale of a distributor further down, at the rate of the distance."""
    PRICE_GAP = "price_gap"
    """The difference between what the level below pays and one's own price."""


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


@dataclass(frozen=True, slots=True)
class Sale:
    """One billed order line, and the tree as it was when it was ordered."""

    ordered_on: date
    net: Money
    tax: Money
    quantity: int
    product_group: str
    chain: Sequence[PartyId]
    """The seller, then whoever stands above, the brand left out."""
    ladder: Sequence[Money]
    """Unit prices frozen on the order, of the seller and of each one above."""
    mode: Mode = Mode.DIRECT

    @property
    def level(self) -> int:
        """The seller's level: 1 is directly under the brand."""
        return len(self.chain)

    def base_for(self, plan: PlanDraft) -> Money:
        """Return the amount a plan's rates apply to."""
        return self.net + self.tax if plan.base is Base.GROSS else self.net


@dataclass(frozen=True, slots=True)
class Earning:
    """What one line earns one beneficiary under one rule, with everything it was computed from."""

    beneficiary_id: PartyId
    kind: CommissionKind
    depth: int
    """How far above the seller; 0 is the seller."""
    plan_code: str
    base: Money
    rate: PlanRate | None
    unit_gap: Money | None
    amount: Money


def faults_of(draft: PlanDraft) -> list[str]:
    """Return what is wrong with a plan; nothing when it can be activated."""
    faults: list[str] = []
    if not draft.code.strip() or not draft.name.strip():
        faults.append("a plan has a code and a name")
    if draft.valid_until is not None and draft.valid_until <= draft.valid_from:
        faults.append(f"it would end on {draft.valid_until}, not after {draft.valid_from}")
    if not draft.modes:
        faults.append("it pays in no mode: name one at least")
    if not draft.rates and not draft.pays_price_gap:
        faults.append("it pays nothing: give it rates or the price gap")
    keys = [(rate.kind, rate.step, rate.product_group) for rate in draft.rates]
    faults += [
        f"{key[0]} {key[1]} is given twice" for key in {k for k in keys if keys.count(k) > 1}
    ]
    for rate in draft.rates:
        if rate.kind is CommissionKind.PRICE_GAP:
            faults.append("the price gap has no rate: it is the whole difference of two prices")
        if rate.step < 1:
            faults.append(f"{rate.kind} {rate.step}: levels and distances count from 1")
        if not Rate(0) <= rate.rate <= WHOLE:
            faults.append(f"{rate.kind} {rate.step}: {rate.rate} is not between 0 % and 100 %")
    return sorted(faults)


def gaps_of(ladder: Sequence[Money]) -> list[Money]:
    """Return what each one above the seller earns per unit, nearest first.

    Whoever buys dearer than somebody below earns nothing, and those above earn only what is left
    below the lowest price so far: together never more than the seller's price less the lowest.

    >>> [str(gap) for gap in gaps_of([Money(minor, "CNY") for minor in (7000, 6000, 5000)])]
    ['10.00 CNY', '10.00 CNY']
    """
    floors = [*ladder[:1]]
    for price in ladder[1:]:
        floors.append(min(floors[-1], price))
    return [below - own for below, own in pairwise(floors)]


def earnings_on(sale: Sale, plans: Sequence[PlanDraft]) -> list[Earning]:
    """Return everything one billed line earns, under every plan in force when it was ordered."""
    in_force = [
        plan for plan in plans if plan.is_valid_on(sale.ordered_on) and sale.mode in plan.modes
    ]
    gaps = [each for plan in in_force if plan.pays_price_gap for each in _gap_earnings(sale, plan)]
    earnings = list(gaps)
    for plan in in_force:
        earnings += _rate_earnings(sale, plan, overrides=plan.pays_both or not gaps)
    return earnings


def _gap_earnings(sale: Sale, plan: PlanDraft) -> Iterator[Earning]:
    for depth, gap in enumerate(gaps_of(sale.ladder), start=1):
        if gap:
            yield Earning(
                beneficiary_id=sale.chain[depth],
                kind=CommissionKind.PRICE_GAP,
                depth=depth,
                plan_code=plan.code,
                base=sale.base_for(plan),
                rate=None,
                unit_gap=gap,
                amount=gap.times(sale.quantity),
            )


def _rate_earnings(sale: Sale, plan: PlanDraft, *, overrides: bool) -> Iterator[Earning]:
    steps = [(CommissionKind.LEVEL, sale.level, 0)]
    if overrides:
        steps += [(CommissionKind.OVERRIDE, depth, depth) for depth in range(1, len(sale.chain))]
    base = sale.base_for(plan)
    for kind, step, depth in steps:
        rate = plan.rate_of(kind, step, sale.product_group)
        amount = commission_on(base, rate.rate) if rate else None
        if amount:
            yield Earning(
                beneficiary_id=sale.chain[depth],
                kind=kind,
                depth=depth,
                plan_code=plan.code,
                base=base,
                rate=rate,
                unit_gap=None,
                amount=amount,
            )


def commission_on(base: Money, rate: Rate) -> Money:
    """Return a rate of a base, rounded half up once.

    >>> commission_on(Money.of("99.99", "CNY"), Rate.percent("5"))
    Money('5.00 CNY')
    """
    return base.times(rate.fraction)


def reversals_of(amount: Money, *, whole: int, returned: Sequence[int]) -> list[Money]:
    """Return what each return takes back of an earned amount, oldest first.

    What is taken back so far is always the amount's share of what has come back so far, rounded
    once: cents cannot drift, and when everything has come back exactly everything is taken back.

    Args:
        amount: what the line earned.
        whole: the line's base, or its quantity when it was sold for nothing.
        returned: how much of that each return brought back.

    >>> [str(part) for part in reversals_of(Money(1000, "CNY"), whole=3, returned=[1, 1, 1])]
    ['3.33 CNY', '3.34 CNY', '3.33 CNY']
    """
    so_far = 0
    taken = Money.zero(amount.currency)
    parts: list[Money] = []
    for each in returned:
        so_far += each
        due = Money((2 * amount.minor * so_far + whole) // (2 * whole), amount.currency)
        parts.append(due - taken)
        taken = due
    return parts
