from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.commissions import level, override
from tributary.commissions import (
    Base,
    CommissionKind,
    PlanDraft,
    PlanRate,
    Sale,
    earnings_on,
    gaps_of,
    reversals_of,
)
from tributary.commissions.rules import faults_of
from tributary.kernel import Money, PartyId, Rate, total_of

T2, T1, GA = (PartyId(UUID(int=place)) for place in (1, 2, 3))
DAY = date(2026, 3, 3)


def cny(amount: str) -> Money:
    return Money.of(amount, "CNY")


def sale(**changes: Any) -> Sale:  # noqa: ANN401  Any field of a sale.
    usual = Sale(
        ordered_on=DAY,
        net=cny("70.00"),
        tax=cny("9.10"),
        quantity=1,
        product_group="tea",
        chain=(T2, T1, GA),
        ladder=(cny("70.00"), cny("60.00"), cny("50.00")),
    )
    return replace(usual, **changes)


def plan(*rates: PlanRate, **changes: Any) -> PlanDraft:  # noqa: ANN401  Any field of a plan.
    usual = PlanDraft(code="CORE", name="Core", rates=rates, valid_from=date(2026, 1, 1))
    return replace(usual, **changes)


def paid(sold: Sale, *plans: PlanDraft) -> list[tuple[PartyId, str, str]]:
    return [
        (each.beneficiary_id, each.kind.value, each.amount.decimal)
        for each in earnings_on(sold, plans)
    ]


def test_each_level_above_the_seller_earns_its_price_gap() -> None:
    assert paid(sale(), plan(pays_price_gap=True)) == [
        (T1, "price_gap", "10.00"),
        (GA, "price_gap", "10.00"),
    ]


def test_a_gap_is_per_unit() -> None:
    assert paid(sale(quantity=3), plan(pays_price_gap=True)) == [
        (T1, "price_gap", "30.00"),
        (GA, "price_gap", "30.00"),
    ]


def test_who_buys_dearer_than_somebody_below_leaves_less_for_those_above() -> None:
    ladder = [cny("55.00"), cny("60.00"), cny("50.00")]

    assert gaps_of(ladder) == [cny("0.00"), cny("5.00")]


def test_the_seller_earns_its_level_and_each_ancestor_its_distance() -> None:
    rates = plan(level(3, "8"), override(1, "2"), override(2, "1"))

    assert paid(sale(), rates) == [
        (T2, "level", "5.60"),
        (T1, "override", "1.40"),
        (GA, "override", "0.70"),
    ]


def test_the_rate_of_the_group_wins_over_the_rate_of_all() -> None:
    assert paid(sale(), plan(level(3, "8"), level(3, "10", "tea"))) == [(T2, "level", "7.00")]


def test_a_group_can_be_left_without_commission() -> None:
    assert paid(sale(), plan(level(3, "8"), level(3, "0", "tea"))) == []


def test_gross_counts_the_tax() -> None:
    assert paid(sale(), plan(level(3, "10"), base=Base.GROSS)) == [(T2, "level", "7.91")]


def test_a_line_with_a_price_gap_earns_no_override() -> None:
    both = plan(level(3, "8"), override(1, "2"), pays_price_gap=True)

    assert paid(sale(), both) == [
        (T1, "price_gap", "10.00"),
        (GA, "price_gap", "10.00"),
        (T2, "level", "5.60"),
    ]


def test_a_line_without_a_gap_earns_the_override() -> None:
    even = sale(ladder=(cny("70.00"),) * 3)

    assert paid(even, plan(override(1, "2"), pays_price_gap=True)) == [(T1, "override", "1.40")]


def test_a_plan_may_pay_both() -> None:
    both = plan(override(1, "2"), pays_price_gap=True, pays_both=True)

    assert [kind for _, kind, _ in paid(sale(), both)] == ["price_gap", "price_gap", "override"]


def test_another_plan_pays_no_override_on_a_gap_either() -> None:
    gaps = plan(pays_price_gap=True, code="GAP")

    assert [kind for _, kind, _ in paid(sale(), gaps, plan(override(1, "2")))] == ["price_gap"] * 2


def test_the_plan_of_the_order_day_counts() -> None:
    old = plan(level(3, "8"), valid_until=DAY)
    new = plan(level(3, "9"), valid_from=DAY)

    assert paid(sale(), old, new) == [(T2, "level", "6.30")]


@given(
    earned=st.integers(1, 10**12),
    returned=st.lists(st.integers(0, 10**9), min_size=1, max_size=12).filter(any),
    unreturned=st.integers(0, 10**9),
)
def test_returns_take_back_their_share_and_never_drift(
    earned: int, returned: list[int], unreturned: int
) -> None:
    whole = sum(returned) + unreturned

    parts = reversals_of(Money(earned, cny("0").currency), whole=whole, returned=returned)

    so_far = total_of(parts, "CNY").minor
    assert all(part.minor >= 0 for part in parts)
    assert abs(2 * so_far * whole - 2 * earned * sum(returned)) <= whole
    if not unreturned:
        assert so_far == earned


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8))
def test_gaps_add_up_to_the_price_less_the_lowest(prices: list[int]) -> None:
    ladder = [Money(price, cny("0").currency) for price in prices]

    gaps = gaps_of(ladder)

    assert total_of(gaps, "CNY") == ladder[0] - min(ladder)
    assert all(gap.minor >= 0 for gap in gaps)


@pytest.mark.parametrize(
    ("draft", "fault"),
    [
        (plan(), "pays nothing"),
        (plan(level(1, "5"), code=" "), "has a code and a name"),
        (plan(level(1, "5"), valid_until=date(2026, 1, 1)), "would end on 2026-01-01"),
        (plan(level(1, "5"), level(1, "6")), "level 1 is given twice"),
        (plan(level(0, "5")), "count from 1"),
        (plan(level(1, "101")), "not between 0 % and 100 %"),
        (plan(PlanRate(CommissionKind.PRICE_GAP, 1, Rate(1))), "price gap has no rate"),
    ],
)
def test_a_plan_that_contradicts_itself_is_found(draft: PlanDraft, fault: str) -> None:
    assert fault in "; ".join(faults_of(draft))


def test_a_sound_plan_has_no_faults() -> None:
    assert faults_of(plan(level(1, "5"), override(1, "0.5", "tea"))) == []
