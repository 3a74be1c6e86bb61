"""What each item of a Shopify order costs, where the export gives sums of the order only.

Discounts and taxes stand on the order: they are spread over its items in proportion, to the
smallest unit of the currency, so that the items add up to the order again.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from tributary.channels.rules.contract import RowFault
from tributary.kernel import EXPONENTS, Currency

_AMOUNT: Final = re.compile(r"([0-9]{1,12})(?:[.]([0-9]{1,4}))?", re.ASCII)
_QUANTITY: Final = re.compile(r"[0-9]{1,9}", re.ASCII)

Cells = Mapping[str, str]


class Shares(NamedTuple):
    """The sums of an order, item by item, as texts."""

    goods: Sequence[str]
    discounts: Sequence[str]
    taxes: Sequence[str]
    freight: str
    freight_tax: str
    prices_include_tax: bool


_SUMS: Final = {
    "subtotal": "total",
    "shipping": "freight",
    "taxes": "tax",
    "duties": "freight",
}
"""The sums an order is spread from, each with the field that shows it."""


def sum_fault(order: Cells, currency: str) -> RowFault | None:
    """Return the first sum of an order that is no amount."""
    exponent = _exponent(currency)
    for name, field in _SUMS.items():
        said = order.get(name)
        if said and _minor(said, exponent) is None:
            reason = "amount_negative" if said.startswith("-") else "amount_unreadable"
            return RowFault(field, reason, said)
    return None


def shares_of(order: Cells, items: Sequence[Cells], currency: str) -> Shares | None:
    """Return what each item bears of the sums of its order; None where an item has no amount.

    A total without the taxes beside it tells that prices include them. Which item bears which tax
    the export does not say, nor whether shipping is taxed: those marked as taxable share it.
    """
    exponent = _exponent(currency)
    gross = [_gross(item, exponent) for item in items]
    own = [_minor(item.get("lineitem discount"), exponent) for item in items]
    if any(amount is None for amount in (*gross, *own)):
        return None
    named = (*_SUMS, "total")
    sums = [_minor(order.get(name), exponent) for name in named]
    goods, own_off = [each or 0 for each in gross], [each or 0 for each in own]
    subtotal, shipping, taxes, duties, total = (each or 0 for each in sums)
    if any(off > worth for off, worth in zip(own_off, goods, strict=True)):
        return None
    net = [worth - off for worth, off in zip(goods, own_off, strict=True)]
    rest = sum(net) - subtotal if order.get("subtotal") else 0
    # A subtotal above its items is a contradiction, which the total will show.
    discounts = spread(max(rest, 0), net)
    included = taxes > 0 and total == subtotal + shipping + duties
    paid = [worth - off for worth, off in zip(net, discounts, strict=True)]
    bearing = [
        worth if item.get("lineitem taxable", "true").lower() == "true" else 0
        for worth, item in zip(paid, items, strict=True)
    ]
    on_goods = taxes if sum(bearing) and not (included and taxes > sum(bearing)) else 0
    on_freight = taxes - on_goods
    tax = spread(on_goods, bearing)
    inside = tax if included else [0] * len(items)
    return Shares(
        goods=[_text(worth - part, exponent) for worth, part in zip(goods, inside, strict=True)],
        discounts=[
            _text(off + part, exponent) for off, part in zip(own_off, discounts, strict=True)
        ],
        taxes=[_text(part, exponent) for part in tax],
        freight=_text(max(shipping + duties - (on_freight if included else 0), 0), exponent),
        freight_tax=_text(on_freight, exponent),
        prices_include_tax=included,
    )


def spread(total: int, weights: Sequence[int]) -> list[int]:
    """Split a sum in proportion, the largest remainders first; nothing where nobody bears it.

    >>> spread(100, [1, 1, 1])
    [34, 33, 33]
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    shares = [total * weight // whole for weight in weights]
    remainders = [(total * weight % whole, -place) for place, weight in enumerate(weights)]
    for _, place in sorted(remainders, reverse=True)[: total - sum(shares)]:
        shares[-place] += 1
    return shares


def _exponent(currency: str) -> int:
    # An order in a currency that does not exist is found out by its currency.
    return EXPONENTS.get(Currency(currency), 2)


def _gross(item: Cells, exponent: int) -> int | None:
    price = _minor(item.get("lineitem price"), exponent)
    quantity = item.get("lineitem quantity", "")
    if price is None or not item.get("lineitem price") or _QUANTITY.fullmatch(quantity) is None:
        return None
    return price * int(quantity)


def _minor(text: str | None, exponent: int) -> int | None:
    """Return an amount in minor units, 0 where there is none, None where it is no amount."""
    if not text:
        return 0
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return None
    decimals = (match[2] or "").ljust(exponent, "0")
    if decimals[exponent:].strip("0"):
        return None
    return int(match[1] + decimals[:exponent])


def _text(minor: int, exponent: int) -> str:
    if not exponent:
        return str(minor)
    digits = str(minor).rjust(exponent + 1, "0")
    return f"{digits[:-exponent]}.{digits[-exponent:]}"
