"""The trace of a priced cart as data: stored with the order, shown, and computed again."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
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


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a stored trace and what is computed from it again part."""

    where: str
    """The place in the trace, such as `steps[0].amount`."""
    stored: str
    computed: str


def difference(trace: Mapping[str, Plain], offers: Sequence[Offer]) -> Difference | None:
    """Return the first place where a stored trace does not come out the same; None for none."""
    return next(_differences("", trace, trace_of(replay(trace, offers))), None)


def _differences(at: str, stored: Plain, computed: Plain) -> Iterator[Difference]:
    if isinstance(stored, Mapping) and isinstance(computed, Mapping):
        for name in [*stored, *(computed.keys() - stored.keys())]:
            under = f"{at}.{name}" if at else name
            yield from _differences(under, stored.get(name), computed.get(name))
    elif isinstance(stored, list) and isinstance(computed, list):
        for place, (one, other) in enumerate(zip_longest(stored, computed)):
            yield from _differences(f"{at}[{place}]", one, other)
    elif stored != computed:
        yield Difference(at, _said(stored), _said(computed))


def _said(value: Plain) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def is_replayed(trace: Mapping[str, Plain], offers: Sequence[Offer]) -> bool:
    """Tell whether a stored trace comes out the same, to the cent and step by step."""
    return trace_of(replay(trace, offers)) == trace


def _step(step: Step) -> Plain:
    return {**cast("dict[str, Plain]", plain(step)), "after": step.after.decimal}
