"""What a sale earns whom and what a return takes back: the definition the SQL must agree with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tributary.commissions.rules.plans import Base, CommissionKind, Mode, PlanDraft, PlanRate
from tributary.kernel import Money, PartyId, Rate


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

    def base_for(self, plan: PlanDraft, depth: int) -> Money:
        """Return the amount a plan's rates apply to, for whoever stands so far above the seller."""
        match plan.base:
            case Base.NET:
                return self.net
            case Base.GROSS:
                return self.net + self.tax
            case Base.MARGIN:
                margin = self.net - self.ladder[depth].times(self.quantity)
                return max(margin, Money.zero(self.net.currency))

    def sold_for(self, plan: PlanDraft) -> Money:
        """Return what of a line a return brings back a part of, in the plan's terms."""
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
                base=sale.base_for(plan, depth),
                rate=None,
                unit_gap=gap,
                amount=gap.times(sale.quantity),
            )


def _rate_earnings(sale: Sale, plan: PlanDraft, *, overrides: bool) -> Iterator[Earning]:
    steps = [(CommissionKind.LEVEL, sale.level, 0)]
    if overrides:
        steps += [(CommissionKind.OVERRIDE, depth, depth) for depth in range(1, len(sale.chain))]
    for kind, step, depth in steps:
        base = sale.base_for(plan, depth)
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
        whole: what the line was sold for, or its quantity when it was sold for nothing.
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
