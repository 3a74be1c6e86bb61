"""What each kind of offer does to the lines it is for: one small function each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from tributary.kernel import Money, Rate
from tributary.promotions.rules.carts import Basket, Cart
from tributary.promotions.rules.offers import Offer, RoundingRule
from tributary.promotions.rules.terms import (
    BuyGet,
    Counted,
    CrossStore,
    FirstGifts,
    Gift,
    Manual,
    NthUnit,
    Percentage,
    Pooling,
    SpendSave,
    Terms,
)


class Reason(StrEnum):
    """Why an offer does nothing for a cart."""

    NOT_IN_FORCE = "not_in_force"
    OTHER_CURRENCY = "other_currency"
    OTHER_GRADE = "other_grade"
    NO_SUCH_GOODS = "no_such_goods"
    COUPON_MISSING = "coupon_missing"
    COUPON_USED_UP = "coupon_used_up"
    NOTHING_LEFT = "nothing_left"
    THRESHOLD_NOT_MET = "threshold_not_met"
    TOO_FEW_UNITS = "too_few_units"
    TOO_FEW_STORES = "too_few_stores"
    GIFTS_GONE = "gifts_gone"
    GIFT_TAKEN = "gift_taken"
    NOT_PAID = "not_paid"
    """The order takes its gift when it is paid, if there is one left by then."""
    NOT_ASKED = "not_asked"
    REASON_MISSING = "reason_missing"
    LIMIT_EXCEEDED = "limit_exceeded"
    OUTDONE = "outdone"
    """Another offer of its group saves the buyer more."""


TOLD_TO_BUYERS: Final = (
    Reason.NOTHING_LEFT,
    Reason.THRESHOLD_NOT_MET,
    Reason.TOO_FEW_UNITS,
    Reason.TOO_FEW_STORES,
    Reason.GIFTS_GONE,
    Reason.GIFT_TAKEN,
    Reason.NOT_PAID,
    Reason.OUTDONE,
)
"""Why a buyer missed an offer that is for it; what is for others, or for who has a coupon, is not
its business."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """Nothing is saved, and why."""

    reason: Reason
    figures: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Found:
    """What an offer would save, before its cap."""

    amount: Money
    figures: Mapping[str, str]
    gifts: tuple[Gift, ...] = ()


def find(  # noqa: PLR0911  One return for each kind.
    offer: Offer, cart: Cart, basket: Basket
) -> Found | Lacking:
    """Return what an offer saves on the goods it is for, or why it saves nothing."""
    rule = offer.rule
    match rule.terms:
        case SpendSave() as terms:
            return spend_save(terms, basket)
        case Percentage() as terms:
            return percentage(terms, basket, rule.rounding)
        case NthUnit() as terms:
            return nth_unit(terms, basket, rule.rounding)
        case BuyGet() as terms:
            return buy_get(terms, basket)
        case FirstGifts() as terms:
            return first_gifts(terms, basket, cart, offer)
        case CrossStore() as terms:
            return cross_store(terms, basket)
        case Manual() as terms:
            return manual(terms, basket, cart, offer)


def spend_save(terms: SpendSave | CrossStore, basket: Basket) -> Found | Lacking:
    """Take the saving off, once or for each time the threshold is reached."""
    short = _short_of(terms.threshold, basket)
    if short:
        return short
    times = basket.subtotal.minor // terms.threshold.minor if terms.repeat else 1
    figures = _spent(terms.threshold, basket) | {"times": str(times)}
    return Found(min(terms.saving.times(times), basket.subtotal), figures)


def cross_store(terms: CrossStore, basket: Basket) -> Found | Lacking:
    """Take the saving off what is bought in several stores together."""
    if len(basket.stores) < terms.stores_min:
        figures = {"needed": str(terms.stores_min), "found": str(len(basket.stores))}
        return Lacking(Reason.TOO_FEW_STORES, figures)
    return spend_save(terms, basket)


def percentage(terms: Percentage, basket: Basket, rule: RoundingRule) -> Found:
    """Let the goods cost a percentage; the price that is left is rounded, once."""
    price = basket.subtotal.times(terms.pays.fraction, rule.rounding)
    return Found(basket.subtotal - price, {"subtotal": basket.subtotal.decimal})


def nth_unit(terms: NthUnit, basket: Basket, rule: RoundingRule) -> Found | Lacking:
    """Let every Nth unit, from the dearest down, cost a percentage."""
    picked = _picked(basket, terms, whole=terms.nth, last=1)
    if not picked.units:
        return _too_few(basket, terms.nth)
    return Found(_reduced(picked.worth, terms.pays, rule), picked.figures)


def buy_get(terms: BuyGet, basket: Basket) -> Found | Lacking:
    """Give the cheapest units of each set away, or a gift for each set."""
    if terms.gift is None:
        picked = _picked(basket, terms, whole=terms.buy + terms.get, last=terms.get)
        if not picked.units:
            return _too_few(basket, terms.buy + terms.get)
        return Found(picked.worth, picked.figures)
    pools = basket.pools(by_sku=terms.pooling is Pooling.SKU)
    sets = [sum(many for _, many in pool) // terms.buy for pool in pools]
    times = sum(sets) if terms.repeat else min(sum(sets), 1)
    if not times:
        return _too_few(basket, terms.buy)
    gift = Gift(terms.gift.sku, terms.gift.quantity * times, terms.gift.worth)
    return Found(Money(0, basket.subtotal.currency), {"times": str(times)}, (gift,))


def first_gifts(terms: FirstGifts, basket: Basket, cart: Cart, offer: Offer) -> Found | Lacking:
    """Give a gift while there is one left to give."""
    if terms.threshold is not None:
        short = _short_of(terms.threshold, basket)
        if short:
            return short
    version = (offer.code, offer.version)
    counts = [each for each in cart.counts if (each.offer_code, each.version) == version]
    taken = max((each.taken for each in counts), default=0)
    if terms.counted is Counted.BUYERS and any(each.taken_by_buyer for each in counts):
        return Lacking(Reason.GIFT_TAKEN)
    figures = {"limit": str(terms.limit), "taken": str(taken)}
    if taken >= terms.limit:
        return Lacking(Reason.GIFTS_GONE, figures)
    if terms.counted is Counted.PAID_ORDERS and not cart.is_paid:
        return Lacking(Reason.NOT_PAID, figures)
    return Found(Money(0, basket.subtotal.currency), figures, (terms.gift,))


def manual(terms: Manual, basket: Basket, cart: Cart, offer: Offer) -> Found | Lacking:
    """Take off what was asked for, as far as whoever asked or approved may give it."""
    asked = cart.asked_of(offer.code)
    if asked is None or asked.amount.minor <= 0:
        return Lacking(Reason.NOT_ASKED)
    if not asked.reason.strip():
        return Lacking(Reason.REASON_MISSING)
    allowed = max(
        (
            limit.allowed(basket.subtotal)
            for limit in terms.limits
            if limit.role in {asked.role, asked.approver_role}
        ),
        default=Money(0, basket.subtotal.currency),
    )
    figures = {"asked": asked.amount.decimal, "allowed": allowed.decimal}
    if asked.amount > allowed:
        return Lacking(Reason.LIMIT_EXCEEDED, figures)
    who = {"asked_by": asked.asked_by, "approved_by": asked.approved_by}
    named = {name: value for name, value in who.items() if value}
    return Found(asked.amount, figures | {"reason": asked.reason, "role": asked.role} | named)


def _spent(threshold: Money, basket: Basket) -> dict[str, str]:
    return {"threshold": threshold.decimal, "subtotal": basket.subtotal.decimal}


def _short_of(threshold: Money, basket: Basket) -> Lacking | None:
    if basket.subtotal >= threshold:
        return None
    short = (threshold - basket.subtotal).decimal
    return Lacking(Reason.THRESHOLD_NOT_MET, _spent(threshold, basket) | {"short": short})


def _too_few(basket: Basket, needed: int) -> Lacking:
    return Lacking(Reason.TOO_FEW_UNITS, {"needed": str(needed), "found": str(basket.units)})


def _reduced(worth: Money, pays: Rate, rule: RoundingRule) -> Money:
    return worth - worth.times(pays.fraction, rule.rounding)


@dataclass(frozen=True, slots=True)
class _Picked:
    units: int
    worth: Money

    @property
    def figures(self) -> dict[str, str]:
        return {"units": str(self.units), "worth": self.worth.decimal}


def _picked(basket: Basket, terms: NthUnit | BuyGet, *, whole: int, last: int) -> _Picked:
    """Return the last units of each whole set, counted from the dearest unit down."""
    pools = basket.pools(by_sku=terms.pooling is Pooling.SKU)
    picks = [_last_of_sets(pool, whole, last, repeat=terms.repeat) for pool in pools]
    if not terms.repeat:
        # One set only, and the best for the buyer.
        picks = [max(picks, default=(0, 0), key=lambda pick: pick[1])]
    units, worth = (sum(pick[place] for pick in picks) for place in (0, 1))
    return _Picked(units, Money(worth, basket.subtotal.currency))


def _last_of_sets(
    pool: Sequence[tuple[int, int]], whole: int, last: int, *, repeat: bool
) -> tuple[int, int]:
    """Return how many units are the last ones of whole sets, and what they cost together."""
    sets = sum(many for _, many in pool) // whole
    end = (sets if repeat else min(sets, 1)) * whole
    units = worth = begun = 0
    for price, many in pool:
        until = min(begun + many, end)
        here = _lasts_before(until, whole, last) - _lasts_before(min(begun, end), whole, last)
        units += here
        worth += here * price
        begun += many
    return units, worth


def _lasts_before(place: int, whole: int, last: int) -> int:
    """Return how many of the first so many units are the last ones of their set."""
    sets, rest = divmod(place, whole)
    return sets * last + max(0, rest - (whole - last))


def worth_of(amount: Money, gifts: Iterable[Gift]) -> Money:
    """Return what a discount and gifts are worth to the buyer."""
    for gift in gifts:
        amount += gift.worth.times(gift.quantity)
    return amount


__all__ = ["Found", "Lacking", "Reason", "Terms", "find", "worth_of"]
