from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.factories.promotions import CNY, cart, cny, gift, line, offer
from tributary.kernel import Rate
from tributary.promotions import (
    BuyGet,
    Cart,
    CartFaulty,
    NthUnit,
    Outcome,
    Percentage,
    Pooling,
    Pricing,
    Reason,
    Scope,
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


def test_of_a_group_the_best_for_the_buyer_counts() -> None:
    small = offer("SMALL", SpendSave(cny("100.00"), cny("10.00"), repeat=False), group="spring")
    large = offer("LARGE", SAVE_40, rank=9, group="spring")

    pricing = price(cart(line("TEA", "300.00")), [small, large])

    assert pricing.discount == cny("40.00")
    assert lacking(pricing.steps[0]) == (
        Outcome.APPLICABLE,
        Reason.OUTDONE,
        {"by": "LARGE", "saves": "40.00", "would_save": "10.00"},
    )


def test_a_tie_in_a_group_is_decided_by_rank_then_code() -> None:
    by_code = [offer(code, SAVE_40, group="spring") for code in ("B", "A")]
    by_rank = [
        offer("A", SAVE_40, group="spring", rank=2),
        offer("B", SAVE_40, group="spring", rank=1),
    ]

    applied = [
        [s.offer_code for s in price(cart(line("TEA", "300.00")), each).steps if s.amount]
        for each in (by_code, by_rank)
    ]

    assert applied == [["A"], ["B"]]


def test_the_worth_of_a_gift_counts_in_its_group() -> None:
    present = replace(gift("POT"), worth=cny("45.00"))
    pot = offer(
        "POT", BuyGet(1, 0, repeat=False, pooling=Pooling.ALL, gift=present), group="spring"
    )
    save = offer("SAVE", SAVE_40, group="spring")

    assert price(cart(line("TEA", "300.00")), [save, pot]).gifts == (present,)


@pytest.mark.parametrize(
    ("scope", "reason"),
    [
        (Scope(skus=("COFFEE",)), Reason.NO_SUCH_GOODS),
        (Scope(product_groups=("coffee",)), Reason.NO_SUCH_GOODS),
        (Scope(stores=("west",)), Reason.NO_SUCH_GOODS),
        (Scope(grades=("gold",)), Reason.OTHER_GRADE),
        (Scope(("COFFEE",), ("tea",), ("east",), ("silver",)), None),
        (Scope(), None),
    ],
)
def test_an_offer_is_for_some_goods_stores_and_grades(scope: Scope, reason: Reason | None) -> None:
    step = only(price(cart(line("TEA", "300.00")), [offer("SAVE", SAVE_40, scope=scope)]))

    assert step.reason is reason


def test_an_offer_is_in_force_from_its_first_day_until_before_its_end() -> None:
    spring = replace(
        offer("SAVE", SAVE_40), valid_from=date(2026, 3, 1), valid_until=date(2026, 4, 1)
    )
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
    carts = [replace(cart(line("TEA", "300.00")), ordered_on=day) for day in days]

    reasons = [only(price(each, [spring])).reason for each in carts]

    assert reasons == [Reason.NOT_IN_FORCE, None, None, Reason.NOT_IN_FORCE]


def test_an_offer_in_another_currency_does_not_apply() -> None:
    dollars = replace(
        offer("SAVE", SAVE_40), rule=replace(offer("X", SAVE_40).rule, currency="USD")
    )

    assert only(price(cart(line("TEA", "300.00")), [dollars])).reason is Reason.OTHER_CURRENCY


def test_what_the_source_took_off_is_no_longer_there_for_offers() -> None:
    step = only(price(cart(line("TEA", "300.00", given="0.01")), [offer("SAVE", SAVE_40)]))

    assert (step.reason, step.figures["short"]) == (Reason.THRESHOLD_NOT_MET, "0.01")


def test_of_goods_that_cost_nothing_nothing_is_taken() -> None:
    step = only(price(cart(line("TEA", "0.00")), [offer("TWELVE", TWELVE_OFF)]))

    assert step.reason is Reason.NOTHING_LEFT


def test_a_saving_too_small_to_round_to_a_cent_is_none() -> None:
    step = only(price(cart(line("TEA", "0.01")), [offer("TWELVE", TWELVE_OFF)]))

    assert step.reason is Reason.NOTHING_LEFT


def test_a_capped_saving_shows_what_it_would_have_been() -> None:
    capped = offer("SAVE", replace(SAVE_40, repeat=True), cap=cny("50.00"))

    step = only(price(cart(line("TEA", "600.00")), [capped]))

    assert (step.amount, step.after, step.figures["uncapped"]) == (
        cny("50.00"),
        cny("550.00"),
        "80.00",
    )


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ((replace(line("A", "1.00"), quantity=0),), "no units"),
        ((replace(line("A", "1.00", given="2.00")),), "more than it is worth"),
        ((line("A", "1.00"), line("B", "1.00")), "same position"),
    ],
)
def test_what_is_no_cart_is_refused(lines: tuple[Any, ...], fault: str) -> None:
    faulty = Cart(CNY, date(2026, 3, 3), "silver", lines)

    with pytest.raises(CartFaulty, match=fault):
        price(faulty, [])


def test_a_line_in_another_currency_is_refused() -> None:
    with pytest.raises(CartFaulty, match="not in USD"):
        price(replace(cart(line("A", "1.00")), currency="USD"), [])
