"""The trace of a priced cart as data: stored with the order, shown, and computed again."""

from collections.abc import Mapping, Sequence
from typing import Final, cast

from tributary.kernel import Plain, plain, read_plain
from tributary.promotions.rules.carts import Cart
from tributary.promotions.rules.offers import Offer
from tributary.promotions.rules.pricing import Pricing, Step, price

SCHEMA: Final = 1
"""Raised when what is stored is read differently."""


def trace_of(pricing: Pricing) -> dict[str, Plain]:
    """Return everything a cart's price was computed from and every step, as plain data.

    The versions of offers are named and not copied, as no version changes once it was used.
    """
    return {
        "schema": SCHEMA,
        "currency": pricing.cart.currency,
        "cart": plain(pricing.cart),
        "steps": [_step(step) for step in pricing.steps],
        "lines": [
            {
                "position": each.line.position,
                "goods": each.line.goods.decimal,
                "discount": each.discount.decimal,
                "paid": each.paid.decimal,
            }
            for each in pricing.lines
        ],
        "discount": pricing.discount.decimal,
        "total": pricing.total.decimal,
    }


def replay(trace: Mapping[str, Plain], offers: Sequence[Offer]) -> Pricing:
    """Compute a stored cart again by the versions that its steps name.

    Args:
        trace: what `trace_of` gave when the cart was priced.
        offers: at least the versions that it names.
    """
    cart = read_plain(Cart, trace["cart"], cast("str", trace["currency"]))
    steps = cast("Sequence[Mapping[str, Plain]]", trace["steps"])
    named = {(step["offer_code"], step["version"]) for step in steps}
    return price(cart, [offer for offer in offers if (offer.code, offer.version) in named])


def is_replayed(trace: Mapping[str, Plain], offers: Sequence[Offer]) -> bool:
    """Tell whether a stored trace comes out the same, to the cent and step by step."""
    return trace_of(replay(trace, offers)) == trace


def _step(step: Step) -> Plain:
    return {**cast("dict[str, Plain]", plain(step)), "after": step.after.decimal}
