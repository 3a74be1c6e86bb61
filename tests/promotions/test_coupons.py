"""Coupons that buyers give: each counts, or the message says why it does not."""

from datetime import date
from typing import Any

import pytest

from tributary.kernel import Money
from tributary.promotions import (
    Cart,
    CartLine,
    Coupon,
    CouponRefused,
    Offer,
    price,
    require_counted,
    rule_from,
    trace_of,
)

TWELVE: dict[str, Any] = {
    "kind": "percentage",
    "currency": "CNY",
    "terms": {"pays": "88"},
    "rank": 10,
}
HALF = TWELVE | {"terms": {"pays": "50"}, "rank": 20}
DAY = date(2026, 1, 10)
ABC = Coupon("ABC", "SPRING", 1)
XYZ = Coupon("XYZ", "SPRING", 1)


def asked(*coupons: Coupon, **documents: dict[str, Any]) -> None:
    """Price 100.00 of tea with coupons, and ask whether each counts."""
    line = CartLine(1, "TEA-01", "tea", "", 1, Money.of("100.00", "CNY"), Money.zero("CNY"))
    cart = Cart("CNY", DAY, "gold", (line,), coupons=coupons)
    offers = [Offer(code, 1, rule_from(each), DAY) for code, each in documents.items()]
    known = {each.code: each for each in coupons}
    require_counted([each.code for each in coupons], known, trace_of(price(cart, offers)))


def test_a_coupon_counts_where_its_offer_applies() -> None:
    asked(ABC, SPRING=TWELVE | {"needs_coupon": True})


def test_a_coupon_that_nobody_asks_for_harms_nothing() -> None:
    asked(ABC, SPRING=TWELVE)


def test_a_coupon_may_wait_while_another_offer_of_its_group_saves_more() -> None:
    spring = TWELVE | {"needs_coupon": True, "group": "best"}

    asked(ABC, SPRING=spring, HALF=HALF | {"group": "best"})


@pytest.mark.parametrize(
    ("coupons", "document", "why"),
    [
        ((ABC, XYZ), {}, "XYZ does not count: offer SPRING is had by another coupon"),
        ((Coupon("ABC", "SPRING", 0),), {}, "ABC does not count: it is used up"),
        ((Coupon("ABC", "GONE", 1),), {}, "ABC does not count: offer GONE is not for this order"),
        ((ABC,), {"scope": {"grades": ["silver"]}}, "offer SPRING is for other grades"),
        ((ABC,), {"scope": {"skus": ["POT-01"]}}, "offer SPRING is for other goods"),
    ],
)
def test_a_coupon_that_does_not_count_says_why(
    coupons: tuple[Coupon, ...], document: dict[str, Any], why: str
) -> None:
    with pytest.raises(CouponRefused, match=why):
        asked(*coupons, SPRING=TWELVE | {"needs_coupon": True} | document)


def test_no_order_has_more_coupons_than_anybody_can_read() -> None:
    with pytest.raises(CouponRefused, match="at most 20 coupons"):
        require_counted([str(n) for n in range(21)], {}, None)
