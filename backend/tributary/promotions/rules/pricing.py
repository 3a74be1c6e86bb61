"""Price a cart: offers one after another, each discount spread over lines and then units."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby

from tributary.kernel import Money, Refusal, total_of
from tributary.promotions.rules.carts import Basket, Cart, CartLine, Coupon
from tributary.promotions.rules.kinds import Found, Lacking, Reason, find, worth_of
from tributary.promotions.rules.offers import Offer
from tributary.promotions.rules.terms import Bearer, CrossStore, Gift, Kind


class CartFaulty(Refusal):
    """The cart cannot be priced: a line has no units, another currency or the place of another.

    Correct the lines that the message names.
    """


class Outcome(StrEnum):
    """What an offer did to a cart."""

    APPLIED = "applied"
    APPLICABLE = "applicable"
    """It would apply, but another one of its group saves more, or it waits for its coupon, or for
    the order to be paid."""
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Allocation:
    """What one line was given by one offer."""

    position: int
    before: Money
    amount: Money


@dataclass(frozen=True, slots=True)
class Borne:
    """Who bears how much of a discount; a store by its code."""

    bearer: Bearer
    store: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Step:
    """What one offer did, with everything it was computed from."""

    offer_code: str
    version: int
    kind: Kind
    outcome: Outcome
    before: Money
    """What the goods it is for cost before."""
    amount: Money
    """What it took off."""
    rounding: str
    figures: Mapping[str, str] = field(default_factory=dict[str, str])
    reason: Reason | None = None
    allocations: tuple[Allocation, ...] = ()
    borne: tuple[Borne, ...] = ()
    gifts: tuple[Gift, ...] = ()
    coupon: str | None = None
    """The code it used up."""

    @property
    def after(self) -> Money:
        """What the goods it is for cost after."""
        return self.before - self.amount


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with what offers took off it."""

    line: CartLine
    discount: Money

    @property
    def paid(self) -> Money:
        """What it costs, net of tax."""
        return self.line.goods - self.line.given - self.discount

    def units(self) -> list[Money]:
        """Return what offers took off each unit, the first unit first."""
        return [self.share_of(1, gone=gone) for gone in range(self.line.quantity)]

    def share_of(self, units: int, *, gone: int = 0) -> Money:
        """Return what offers took off so many units, when others are gone already.

        >>> cny = Money.of("10.00", "CNY"), Money.zero("CNY")
        >>> line = PricedLine(CartLine(1, "TEA", "", "", 3, *cny), Money.of("1.00", "CNY"))
        >>> line.share_of(1), line.share_of(2, gone=1)
        (Money('0.34 CNY'), Money('0.66 CNY'))
        """
        return self._share_until(gone + units) - self._share_until(gone)

    def paid_for(self, units: int) -> Money:
        """Return what the first so many units cost, net of tax; none of them below zero."""
        off = share_of(self.line.given + self.discount, self.line.quantity, units)
        return self.line.unit_price.times(units) - off

    def _share_until(self, units: int) -> Money:
        # What the source took off and what offers did is spread together: spread one by one, the
        # cents that do not divide would meet on the first unit and could make it dearer than free.
        both = share_of(self.line.given + self.discount, self.line.quantity, units)
        return both - share_of(self.line.given, self.line.quantity, units)


def share_of(discount: Money, quantity: int, units: int) -> Money:
    """Return what the first so many of all units were given: the earlier ones a cent more.

    >>> share_of(Money.of("1.00", "CNY"), 3, 2)
    Money('0.67 CNY')
    """
    each, luckier = divmod(discount.minor, quantity)
    return Money(units * each + min(units, luckier), discount.currency)


@dataclass(frozen=True, slots=True)
class Pricing:
    """A priced cart: its lines as they came, the gifts, and each offer's step."""

    cart: Cart
    lines: tuple[PricedLine, ...]
    gifts: tuple[Gift, ...]
    steps: tuple[Step, ...]

    @property
    def discount(self) -> Money:
        """What offers took off in all."""
        return total_of((line.discount for line in self.lines), self.cart.currency)

    @property
    def total(self) -> Money:
        """What the goods cost, net of tax."""
        return total_of((line.paid for line in self.lines), self.cart.currency)


def price(cart: Cart, offers: Sequence[Offer]) -> Pricing:
    """Price a cart by the offers in the order of their ranks.

    Of the offers of one group, which all look at the cart where the first of them stands, the one
    that saves the buyer most counts; between equals the rank decides, then the code. A cent that
    does not divide goes by SKU, so that the order of the lines decides nothing of the total.

    Refuses:
        CartFaulty: a line has no units, another currency or the place of another.
    """
    faults = cart.faults()
    if faults:
        raise CartFaulty(f"The cart cannot be priced: {'; '.join(faults)}.")
    ordered = sorted(cart.lines, key=lambda line: line.canon)
    left = {line.position: line.goods - line.given for line in ordered}
    steps: list[Step] = []
    for turn in _turns(offers):
        taken = _best_of([_tried(offer, cart, ordered, left) for offer in turn])
        for step in taken:
            for part in step.allocations:
                left[part.position] -= part.amount
        steps += taken
    lines = tuple(
        PricedLine(line, line.goods - line.given - left[line.position]) for line in cart.lines
    )
    gifts = tuple(gift for step in steps for gift in step.gifts)
    return Pricing(cart, lines, gifts, tuple(steps))


def _turns(offers: Sequence[Offer]) -> Iterator[list[Offer]]:
    """Yield the offers that look at the cart at the same time: one, or those of a group."""
    ordered = sorted(offers, key=lambda offer: offer.place)
    first = {
        group: min(each.place for each in members)
        for group, members in groupby(
            sorted(ordered, key=lambda offer: offer.rule.group), key=lambda offer: offer.rule.group
        )
    }
    for offer in ordered:
        group = offer.rule.group
        if not group:
            yield [offer]
        elif offer.place == first[group]:
            yield [each for each in ordered if each.rule.group == group]


@dataclass(frozen=True, slots=True)
class _Try:
    step: Step
    worth: Money


def _best_of(tries: list[_Try]) -> list[Step]:
    """Return the steps of a turn, of which one at most applies."""
    applied = [each for each in tries if each.step.outcome is Outcome.APPLIED]
    if not applied:
        return [each.step for each in tries]
    # The first of equals stays: they come by rank, then code.
    best = max(applied, key=lambda each: each.worth)
    return [
        each.step if each is best or each not in applied else _outdone(each, best) for each in tries
    ]


def _outdone(one: _Try, best: _Try) -> Step:
    figures = {
        "by": best.step.offer_code,
        "saves": best.worth.decimal,
        "would_save": one.worth.decimal,
    }
    return replace(
        one.step,
        outcome=Outcome.APPLICABLE,
        amount=Money.zero(one.worth.currency),
        figures=figures,
        reason=Reason.OUTDONE,
        allocations=(),
        borne=(),
        gifts=(),
        coupon=None,
    )


def _tried(
    offer: Offer, cart: Cart, ordered: Sequence[CartLine], left: Mapping[int, Money]
) -> _Try:
    lines = [
        line
        for line in ordered
        if offer.rule.scope.covers(sku=line.sku, product_group=line.product_group, store=line.store)
    ]
    asked = cart.asked_of(offer.code)
    if asked is not None and asked.position is not None:
        lines = [line for line in lines if line.position == asked.position]
    basket = Basket(cart.currency, lines, [left[line.position] for line in lines])
    coupon = _coupon_for(offer, cart)
    found = _closed_to(offer, cart, basket) or find(offer, cart, basket)
    if isinstance(found, Found) and offer.rule.needs_coupon:
        found = _without_coupon(coupon) or found
    if isinstance(found, Found) and not found.amount and not found.gifts:
        found = Lacking(Reason.NOTHING_LEFT, found.figures)
    step = Step(
        offer_code=offer.code,
        version=offer.version,
        kind=offer.rule.kind,
        outcome=Outcome.NOT_APPLICABLE,
        before=basket.subtotal,
        amount=Money.zero(cart.currency),
        rounding=offer.rule.rounding.value,
    )
    if isinstance(found, Lacking):
        waits = found.reason in {Reason.COUPON_MISSING, Reason.NOT_PAID}
        outcome = Outcome.APPLICABLE if waits else Outcome.NOT_APPLICABLE
        missed = replace(step, outcome=outcome, reason=found.reason, figures=found.figures)
        return _Try(missed, Money.zero(cart.currency))
    return _applied(step, offer, basket, found, coupon)


def _applied(step: Step, offer: Offer, basket: Basket, found: Found, coupon: Coupon | None) -> _Try:
    rule = offer.rule
    most = basket.subtotal if rule.cap is None else min(rule.cap, basket.subtotal)
    amount = min(found.amount, most)
    figures = dict(found.figures)
    if amount < found.amount:
        figures["uncapped"] = found.amount.decimal
    allocations: tuple[Allocation, ...] = ()
    if amount:
        parts = amount.allocate([each.minor for each in basket.left])
        allocations = tuple(
            Allocation(line.position, before, part)
            for line, before, part in zip(basket.lines, basket.left, parts, strict=True)
        )
    applied = replace(
        step,
        outcome=Outcome.APPLIED,
        amount=amount,
        figures=figures,
        allocations=allocations,
        borne=_borne(rule.terms, basket.lines, allocations) if amount else (),
        gifts=found.gifts,
        coupon=coupon.code if coupon and rule.needs_coupon else None,
    )
    return _Try(applied, worth_of(amount, found.gifts))


def _closed_to(offer: Offer, cart: Cart, basket: Basket) -> Lacking | None:
    """Return why an offer does not even look at the amounts of a cart."""
    rule = offer.rule
    if not offer.is_in_force_on(cart.ordered_on):
        days = {"from": str(offer.valid_from), "until": str(offer.valid_until or "")}
        return Lacking(Reason.NOT_IN_FORCE, days | {"day": str(cart.ordered_on)})
    if rule.currency != cart.currency:
        return Lacking(Reason.OTHER_CURRENCY, {"needed": rule.currency, "found": cart.currency})
    if not rule.scope.is_for(cart.grade):
        needed = ", ".join(rule.scope.grades)
        return Lacking(Reason.OTHER_GRADE, {"needed": needed, "found": cart.grade})
    if not basket.lines:
        return Lacking(Reason.NO_SUCH_GOODS)
    if not basket.subtotal and not rule.counts:
        return Lacking(Reason.NOTHING_LEFT)
    return None


def _coupon_for(offer: Offer, cart: Cart) -> Coupon | None:
    """Return the buyer's coupon for an offer; one that may still be used before one that is not."""
    fitting = [each for each in cart.coupons if each.offer_code == offer.code]
    return min(fitting, key=lambda each: (each.uses_left < 1, each.code), default=None)


def _without_coupon(coupon: Coupon | None) -> Lacking | None:
    if coupon is None:
        return Lacking(Reason.COUPON_MISSING)
    if coupon.uses_left < 1:
        return Lacking(Reason.COUPON_USED_UP, {"code": coupon.code})
    return None


def _borne(
    terms: object, lines: Sequence[CartLine], allocations: Sequence[Allocation]
) -> tuple[Borne, ...]:
    """Split a discount by the shares of its cost; the stores' part by their lines."""
    if not isinstance(terms, CrossStore):
        return ()
    code = allocations[0].amount.currency
    total = total_of((each.amount for each in allocations), code)
    parts = total.allocate([share.rate.ppm for share in terms.shares])
    borne: list[Borne] = []
    for share, part in zip(terms.shares, parts, strict=True):
        if share.bearer is not Bearer.STORES:
            borne.append(Borne(share.bearer, "", part))
            continue
        by_store: dict[str, int] = {}
        for line, each in zip(lines, allocations, strict=True):
            by_store[line.store] = by_store.get(line.store, 0) + each.amount.minor
        stores = sorted(by_store)
        split = part.allocate([by_store[store] for store in stores])
        borne += [
            Borne(Bearer.STORES, store, own) for store, own in zip(stores, split, strict=True)
        ]
    return tuple(borne)
