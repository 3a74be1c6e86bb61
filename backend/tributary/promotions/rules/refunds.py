"""What a return takes back: the share of its units, and what becomes of the rest's discount.

Where what stays is priced again, a return gives back less than its units were paid for, and one
that comes later makes up for it: whatever the parts, an order that came back whole gave back
exactly what was paid for each of its lines.

Where the lost discount is charged, a return gives back all that its units were paid for, and what
was charged beside it is taken back by those that come later: of an order that is gone whole,
nothing is charged any more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tributary.kernel import Money, total_of
from tributary.promotions.rules.carts import Cart
from tributary.promotions.rules.offers import AfterReturn, Offer
from tributary.promotions.rules.pricing import Outcome, Pricing, price, share_of


@dataclass(frozen=True, slots=True)
class Refund:
    """What units that come back are worth, net of tax, before anybody confirms it."""

    policy: AfterReturn
    share: Money
    """What was paid for exactly these units."""
    lost: Money
    """The discount that what stays earns no longer; below zero where it is given back."""
    refunded: Money
    """What is given back now; never below zero."""
    charged: Money
    """What is charged beside it; below zero where an earlier charge is taken back."""


def refund_of(
    pricing: Pricing,
    offers: Sequence[Offer],
    returned: Mapping[int, int],
    *,
    gone: Mapping[int, int] | None = None,
    refunded: Money | None = None,
    charged: Money | None = None,
) -> Refund:
    """Return what so many units of each line give back when others have come back already.

    The strictest policy of the offers that applied counts: recompute before charge back before
    keep. What stays is priced again by the same offers as on the day of the order. Whatever the
    policy, an order that came back whole gave back exactly what was paid for it.

    Args:
        pricing: the cart as it was ordered.
        offers: the versions it was priced by.
        returned: units by the position of their line.
        gone: units that came back before, by the position of their line.
        refunded: what those gave back; what the policy says of them where it is unsaid.
        charged: what was charged beside those; what the policy says where it is unsaid.
    """
    before = gone or {}
    after = {
        position: before.get(position, 0) + returned.get(position, 0)
        for position in {*before, *returned}
    }
    nothing = Money.zero(pricing.cart.currency)
    share = _paid_for(pricing, after) - _paid_for(pricing, before)
    policy = _policy(pricing, offers)
    if policy is AfterReturn.KEEP:
        return Refund(policy, share, nothing, share, nothing)
    lost_before, lost_after = (_lost(pricing, offers, each) for each in (before, after))
    lost = lost_after - lost_before
    if policy is AfterReturn.CHARGE_BACK:
        known = lost_before if charged is None else charged
        return Refund(policy, share, lost, share, lost_after - known)
    if refunded is None:
        refunded = max(_paid_for(pricing, before) - lost_before, nothing)
    due = _paid_for(pricing, after) - lost_after - refunded
    return Refund(policy, share, lost, max(due, nothing), nothing)


@dataclass(frozen=True, slots=True)
class Restated:
    """What a return gives back of each line when what stays is priced again."""

    refund: Refund
    lines: Mapping[int, Money]
    """By position, net of tax; a line may get back what an earlier return kept of it."""
    rest: Pricing
    """What stays, priced by the same offers as on the day of the order."""
    lost: Mapping[int, Money]
    """By position, what is charged in all for the discount that the line lost; all of it nothing
    where the policy charges nothing."""


def restated(
    pricing: Pricing,
    offers: Sequence[Offer],
    returned: Mapping[int, int],
    *,
    gone: Mapping[int, int],
    refunded: Mapping[int, Money],
    charged: Money | None = None,
) -> Restated:
    """Return what so many units give back, line by line.

    What is given back now goes to the lines of which more came back than was given back, in
    proportion to what is missing, so that no line ever gives back more than was paid for its units.

    Args:
        pricing: the cart as it was ordered.
        offers: the versions it was priced by.
        returned: units by the position of their line.
        gone: units that came back before, by the position of their line.
        refunded: what those gave back, by the position of their line.
        charged: what was charged beside those; what the policy says where it is unsaid.
    """
    code = pricing.cart.currency
    refund = refund_of(
        pricing,
        offers,
        returned,
        gone=gone,
        refunded=total_of(refunded.values(), code),
        charged=charged,
    )
    after = {
        each.line.position: gone.get(each.line.position, 0) + returned.get(each.line.position, 0)
        for each in pricing.lines
    }
    missing = {
        each.line.position: each.paid_for(after[each.line.position])
        - refunded.get(each.line.position, Money.zero(code))
        for each in pricing.lines
    }
    weights = [each.minor for each in missing.values()]
    parts = (
        refund.refunded.allocate(weights)
        if refund.refunded
        else [Money.zero(code) for _ in weights]
    )
    rest = price(_rest_of(pricing.cart, after), offers)
    charges = refund.policy is AfterReturn.CHARGE_BACK
    lost = _lost_by_line(pricing, rest, after) if charges else {}
    return Restated(refund, dict(zip(missing, parts, strict=True)), rest, lost)


def _paid_for(pricing: Pricing, gone: Mapping[int, int]) -> Money:
    """Return what was paid for the first so many units of each line."""
    return total_of(
        (each.paid_for(gone.get(each.line.position, 0)) for each in pricing.lines),
        pricing.cart.currency,
    )


def _policy(pricing: Pricing, offers: Sequence[Offer]) -> AfterReturn:
    applied = {
        (step.offer_code, step.version) for step in pricing.steps if step.outcome is Outcome.APPLIED
    }
    policies = {each.rule.after_return for each in offers if (each.code, each.version) in applied}
    strictest = (AfterReturn.RECOMPUTE, AfterReturn.CHARGE_BACK, AfterReturn.KEEP)
    return next((each for each in strictest if each in policies), AfterReturn.KEEP)


def _lost(pricing: Pricing, offers: Sequence[Offer], gone: Mapping[int, int]) -> Money:
    """Return how much of the kept discount the goods that stay would not earn by themselves."""
    code = pricing.cart.currency
    kept = total_of(_kept_of(pricing, gone).values(), code)
    earned = price(_rest_of(pricing.cart, gone), offers).discount
    return max(kept - earned, Money.zero(code))


def _kept_of(pricing: Pricing, gone: Mapping[int, int]) -> dict[int, Money]:
    """Return the discount of what stays of each line, by its position."""
    return {
        each.line.position: each.share_of(
            each.line.quantity - gone.get(each.line.position, 0),
            gone=gone.get(each.line.position, 0),
        )
        for each in pricing.lines
    }


def _lost_by_line(pricing: Pricing, rest: Pricing, gone: Mapping[int, int]) -> dict[int, Money]:
    """Spread what is lost over the lines that earn less than they keep."""
    nothing = Money.zero(pricing.cart.currency)
    kept = _kept_of(pricing, gone)
    lost = max(total_of(kept.values(), nothing.currency) - rest.discount, nothing)
    earned = {each.line.position: each.discount for each in rest.lines}
    less = {place: max(own - earned.get(place, nothing), nothing) for place, own in kept.items()}
    if not lost:
        return dict.fromkeys(kept, nothing)
    parts = lost.allocate([each.minor for each in less.values()])
    return dict(zip(less, parts, strict=True))


def _rest_of(cart: Cart, gone: Mapping[int, int]) -> Cart:
    lines = [
        replace(
            line,
            quantity=line.quantity - gone.get(line.position, 0),
            given=line.given - share_of(line.given, line.quantity, gone.get(line.position, 0)),
        )
        for line in cart.lines
        if line.quantity > gone.get(line.position, 0)
    ]
    return replace(cart, lines=tuple(lines))
