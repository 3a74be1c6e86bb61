from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.factories.promotions import cart, cny, gift, line, offer
from tributary.kernel import Rate
from tributary.promotions import (
    Bearer,
    Borne,
    BuyGet,
    Cart,
    CostShare,
    Counted,
    CountedSoFar,
    Coupon,
    CrossStore,
    FirstGifts,
    Manual,
    ManualDiscount,
    NthUnit,
    Offer,
    Outcome,
    Percentage,
    Pooling,
    Pricing,
    Reason,
    RoleLimit,
    RoundingRule,
    SpendSave,
    Step,
    price,
)

SAVE_40 = SpendSave(cny("300.00"), cny("40.00"), repeat=False)
TWELVE_OFF = Percentage(Rate.percent("88"))
SECOND_HALF = NthUnit(2, Rate.percent("50"), repeat=True, pooling=Pooling.SKU)


def only(pricing: Pricing) -> Step:
    (step,) = pricing.steps
    return step


def lacking(step: Step) -> tuple[Outcome, Reason | None, Mapping[str, str]]:
    return step.outcome, step.reason, step.figures


def discounts(pricing: Pricing) -> list[str]:
    return [each.discount.decimal for each in pricing.lines]


def test_spend_300_save_40_then_88_percent() -> None:
    first = offer("SAVE", SAVE_40, rank=1)
    then = offer("TWELVE", TWELVE_OFF, rank=2)

    assert price(cart(line("TEA", "300.00")), [then, first]).total == cny("228.80")


def test_88_percent_first_loses_the_threshold() -> None:
    then = offer("SAVE", SAVE_40, rank=2)
    first = offer("TWELVE", TWELVE_OFF, rank=1)

    pricing = price(cart(line("TEA", "300.00")), [then, first])

    assert pricing.total == cny("264.00")
    assert lacking(pricing.steps[1]) == (
        Outcome.NOT_APPLICABLE,
        Reason.THRESHOLD_NOT_MET,
        {"threshold": "300.00", "subtotal": "264.00", "short": "36.00"},
    )


def test_the_second_unit_at_half_price() -> None:
    assert price(cart(line("TEA", "99.90", 3)), [offer("HALF", SECOND_HALF)]).total == cny("249.75")


def test_40_off_over_three_equal_lines() -> None:
    three = cart(line("A", "100.00"), line("B", "100.00"), line("C", "100.00"))

    pricing = price(three, [offer("SAVE", SAVE_40)])

    assert discounts(pricing) == ["13.34", "13.33", "13.33"]


@pytest.mark.parametrize(
    ("spent", "repeat", "cap", "saved"),
    [
        ("299.99", True, None, "0.00"),
        ("300.00", True, None, "40.00"),
        ("599.99", True, None, "40.00"),
        ("600.00", False, None, "40.00"),
        ("600.00", True, None, "80.00"),
        ("1500.00", True, "100.00", "100.00"),
    ],
)
def test_spending_once_or_each_time(spent: str, repeat: bool, cap: str | None, saved: str) -> None:
    terms = replace(SAVE_40, repeat=repeat)
    one = offer("SAVE", terms, cap=None if cap is None else cny(cap))

    assert price(cart(line("TEA", spent)), [one]).discount == cny(saved)


@pytest.mark.parametrize(
    ("rounding", "left"),
    [
        (RoundingRule.HALF_UP, "0.13"),
        (RoundingRule.HALF_EVEN, "0.12"),
        (RoundingRule.DOWN, "0.12"),
        (RoundingRule.UP, "0.13"),
    ],
)
def test_the_price_that_is_left_is_rounded_by_the_offer_s_rule(
    rounding: RoundingRule, left: str
) -> None:
    half = offer("HALF", Percentage(Rate.percent("50")), rounding=rounding)

    assert price(cart(line("TEA", "0.25")), [half]).total == cny(left)


@pytest.mark.parametrize(
    ("pooling", "repeat", "saved"),
    [
        # A: 100 100 100, B: 40 40. By SKU one hundred and one forty are the second ones.
        (Pooling.SKU, True, "70.00"),
        (Pooling.SKU, False, "50.00"),
        # Together: 100 100* 100 40* 40.
        (Pooling.ALL, True, "70.00"),
        (Pooling.ALL, False, "50.00"),
    ],
)
def test_second_units_by_sku_or_together(pooling: Pooling, repeat: bool, saved: str) -> None:
    terms = NthUnit(2, Rate.percent("50"), repeat=repeat, pooling=pooling)

    pricing = price(cart(line("A", "100.00", 3), line("B", "40.00", 2)), [offer("HALF", terms)])

    assert pricing.discount == cny(saved)


def test_too_few_units_say_how_many_are_needed() -> None:
    step = only(price(cart(line("TEA", "99.90")), [offer("HALF", SECOND_HALF)]))

    assert lacking(step) == (
        Outcome.NOT_APPLICABLE,
        Reason.TOO_FEW_UNITS,
        {"needed": "2", "found": "1"},
    )


def test_buy_two_get_the_cheapest_of_three_free() -> None:
    terms = BuyGet(buy=2, get=1, repeat=True, pooling=Pooling.ALL)
    mixed = cart(line("A", "90.00", 2), line("B", "60.00", 2), line("C", "30.00", 2))

    pricing = price(mixed, [offer("B2G1", terms)])

    # 90 90 60* 60 30 30*
    assert pricing.discount == cny("90.00")


def test_a_gift_for_each_set_that_is_bought() -> None:
    terms = BuyGet(buy=3, get=0, repeat=True, pooling=Pooling.SKU, gift=gift("CUP"))

    pricing = price(cart(line("TEA", "10.00", 7)), [offer("CUP", terms)])

    assert [(each.sku, each.quantity) for each in pricing.gifts] == [("CUP", 2)]
    assert pricing.discount == cny("0.00")


def first(counted: Counted = Counted.ORDERS, **changes: Any) -> Offer:  # noqa: ANN401
    return offer("FIRST", FirstGifts(100, counted, gift("CUP"), **changes))


def counted_cart(taken: int, *, by_buyer: bool = False, **changes: Any) -> Cart:  # noqa: ANN401
    counts = (CountedSoFar("FIRST", 1, taken, by_buyer),)
    return replace(cart(line("TEA", "10.00")), counts=counts, **changes)


def test_the_hundredth_gets_the_gift_and_the_next_does_not() -> None:
    assert price(counted_cart(99), [first()]).gifts == (gift("CUP"),)
    assert lacking(only(price(counted_cart(100), [first()]))) == (
        Outcome.NOT_APPLICABLE,
        Reason.GIFTS_GONE,
        {"limit": "100", "taken": "100"},
    )


def test_a_buyer_who_took_the_gift_takes_it_again_only_where_orders_are_counted() -> None:
    again = counted_cart(1, by_buyer=True)

    assert price(again, [first(Counted.ORDERS)]).gifts
    assert only(price(again, [first(Counted.BUYERS)])).reason is Reason.GIFT_TAKEN


def test_where_paid_orders_are_counted_the_order_is_paid() -> None:
    assert only(price(counted_cart(0), [first(Counted.PAID_ORDERS)])).reason is Reason.NOT_PAID
    assert price(counted_cart(0, is_paid=True), [first(Counted.PAID_ORDERS)]).gifts


def test_a_gift_may_want_so_much_to_be_spent() -> None:
    step = only(price(counted_cart(0), [first(threshold=cny("50.00"))]))

    assert (step.reason, step.figures["short"]) == (Reason.THRESHOLD_NOT_MET, "40.00")


def test_stores_reach_a_threshold_together_and_share_its_cost() -> None:
    shares = (
        CostShare(Bearer.BRAND, Rate.percent("50")),
        CostShare(Bearer.STORES, Rate.percent("50")),
    )
    terms = CrossStore(cny("300.00"), cny("40.00"), repeat=False, stores_min=2, shares=shares)
    both = cart(line("A", "200.00", store="east"), line("B", "100.00", store="west"))

    step = only(price(both, [offer("CROSS", terms)]))

    assert step.borne == (
        Borne(Bearer.BRAND, "", cny("20.00")),
        Borne(Bearer.STORES, "east", cny("13.34")),
        Borne(Bearer.STORES, "west", cny("6.66")),
    )


def test_one_store_alone_is_too_few() -> None:
    shares = (CostShare(Bearer.BRAND, Rate.percent("100")),)
    terms = CrossStore(cny("300.00"), cny("40.00"), repeat=False, stores_min=2, shares=shares)

    step = only(price(cart(line("A", "300.00")), [offer("CROSS", terms)]))

    assert (step.reason, step.figures) == (Reason.TOO_FEW_STORES, {"needed": "2", "found": "1"})


@pytest.mark.parametrize(
    ("coupons", "outcome", "reason"),
    [
        ((), Outcome.APPLICABLE, Reason.COUPON_MISSING),
        ((Coupon("X", "OTHER", 1),), Outcome.APPLICABLE, Reason.COUPON_MISSING),
        ((Coupon("SPRING", "SAVE", 0),), Outcome.NOT_APPLICABLE, Reason.COUPON_USED_UP),
        ((Coupon("USED", "SAVE", 0), Coupon("SPRING", "SAVE", 1)), Outcome.APPLIED, None),
    ],
)
def test_an_offer_may_need_a_coupon(
    coupons: tuple[Coupon, ...], outcome: Outcome, reason: Reason | None
) -> None:
    given = replace(cart(line("TEA", "300.00")), coupons=coupons)

    step = only(price(given, [offer("SAVE", SAVE_40, needs_coupon=True)]))

    assert (step.outcome, step.reason) == (outcome, reason)
    assert step.coupon == ("SPRING" if outcome is Outcome.APPLIED else None)


LIMITS = Manual(
    (
        RoleLimit("salesperson", rate_max=Rate.percent("5")),
        RoleLimit("sales_manager", Rate.percent("20"), cny("50.00")),
    )
)


@pytest.mark.parametrize(
    ("asked", "role", "approver", "saved"),
    [
        ("15.00", "salesperson", None, "15.00"),
        ("15.01", "salesperson", None, None),
        ("50.00", "salesperson", "sales_manager", "50.00"),
        ("50.01", "sales_manager", None, None),
        ("0.01", "accountant", None, None),
    ],
)
def test_a_discount_by_hand_has_limits(
    asked: str, role: str, approver: str | None, saved: str | None
) -> None:
    request = ManualDiscount("HAND", cny(asked), "a dented tin", role, approver)
    given = replace(cart(line("TEA", "300.00")), manual=(request,))

    step = only(price(given, [offer("HAND", LIMITS)]))

    if saved is None:
        assert step.reason is Reason.LIMIT_EXCEEDED
    else:
        assert (step.amount, step.figures["reason"]) == (cny(saved), "a dented tin")


def test_a_discount_by_hand_is_asked_for_with_a_reason() -> None:
    plain = cart(line("TEA", "300.00"))
    silent = replace(plain, manual=(ManualDiscount("HAND", cny("1.00"), " ", "salesperson"),))

    assert only(price(plain, [offer("HAND", LIMITS)])).reason is Reason.NOT_ASKED
    assert only(price(silent, [offer("HAND", LIMITS)])).reason is Reason.REASON_MISSING


def test_a_gift_for_the_first_set_only_where_it_is_not_repeated() -> None:
    terms = BuyGet(buy=3, get=0, repeat=False, pooling=Pooling.ALL, gift=gift("CUP"))

    assert price(cart(line("TEA", "10.00", 7)), [offer("CUP", terms)]).gifts == (gift("CUP"),)
    assert only(price(cart(line("TEA", "10.00", 2)), [offer("CUP", terms)])).figures == {
        "needed": "3",
        "found": "2",
    }


def test_three_units_make_no_set_of_buy_three_get_one() -> None:
    terms = BuyGet(buy=3, get=1, repeat=True, pooling=Pooling.ALL)

    step = only(price(cart(line("TEA", "10.00", 3)), [offer("B3G1", terms)]))

    assert (step.reason, step.figures) == (Reason.TOO_FEW_UNITS, {"needed": "4", "found": "3"})
