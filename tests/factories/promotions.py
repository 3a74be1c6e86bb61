"""Carts and offers as tests of promotions need them."""

from dataclasses import replace
from datetime import date
from typing import Any

from tributary.kernel import Money
from tributary.promotions import Cart, CartLine, Gift, Offer, OfferRule

CNY = "CNY"


def cny(amount: str) -> Money:
    return Money.of(amount, CNY)


def line(
    sku: str, unit_price: str, quantity: int = 1, *, store: str = "east", given: str = "0.00"
) -> CartLine:
    return CartLine(1, sku, "tea", store, quantity, cny(unit_price), cny(given))


def cart(*lines: CartLine) -> Cart:
    placed = tuple(replace(each, position=place) for place, each in enumerate(lines, start=1))
    return Cart(CNY, date(2026, 3, 3), "silver", placed)


def gift(sku: str, quantity: int = 1) -> Gift:
    return Gift(sku, quantity, cny("0.00"))


def offer(code: str, terms: Any, rank: int = 5, **changes: Any) -> Offer:  # noqa: ANN401
    return Offer(code, 1, OfferRule(CNY, terms, rank, **changes), date(2026, 1, 1))
