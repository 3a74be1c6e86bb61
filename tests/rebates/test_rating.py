from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.rebates import CNY, band, stepped
from tributary.commissions import Band, ClawBack, Tiers
from tributary.kernel import Rate
from tributary.rebates import Measure, Purchase, RebateTerm, figure_of, next_step, rebates_of
from tributary.rebates.rules import last_use_of

STEPS = (band("1", 0, 10_000_00), band("2", 10_000_00, 50_000_00), band("3.5", 50_000_00))
SHARES = (band("0", 0, 1_000_000), band("2", 1_000_000, 1_200_000), band("3", 1_200_000))
DAYS = (band("2", 0, 11), band("1", 11, 31), band("0", 31))


def total(term: RebateTerm, *purchases: Purchase, year_before: int = 0) -> int:
    return sum(each.amount for each in rebates_of(term, purchases, CNY, year_before=year_before))


def bought(net: int, **more: int) -> Purchase:
    return Purchase(net, 1, **more)


@pytest.mark.parametrize(
    ("volume", "whole", "marginal"),
    [
        (1, 0, 0),
        (9_999_99, 100_00, 100_00),
        (10_000_00, 200_00, 100_00),
        (10_000_01, 200_00, 100_00),
        (49_999_99, 1_000_00, 900_00),
        (50_000_00, 1_750_00, 900_00),
        (50_000_01, 1_750_00, 900_00),
    ],
)
def test_a_volume_at_and_a_cent_beside_each_limit(volume: int, whole: int, marginal: int) -> None:
    assert total(stepped(*STEPS), bought(volume)) == whole
    assert total(stepped(*STEPS, tiers=Tiers.MARGINAL), bought(volume)) == marginal


@pytest.mark.parametrize(
    ("units", "earned"), [(9, 10_00), (10, 20_00), (11, 20_00), (49, 20_00), (50, 35_00)]
)
def test_units_at_and_one_beside_each_limit(units: int, earned: int) -> None:
    by_units = (band("1", 0, 10), band("2", 10, 50), band("3.5", 50))
    term = stepped(*by_units, measure=Measure.UNITS)

    assert total(term, Purchase(1_000_00, units)) == earned


@pytest.mark.parametrize(
    ("volume", "earned"),
    [
        (99_999_99, 0),
        (100_000_00, 2_000_00),
        (100_000_01, 2_000_00),
        (119_999_99, 2_400_00),
        (120_000_00, 3_600_00),
        (120_000_01, 3_600_00),
    ],
)
def test_a_target_a_cent_short_of_it_at_it_and_beyond(volume: int, earned: int) -> None:
    term = stepped(*SHARES, measure=Measure.TARGET, target=100_000_00)

    assert total(term, bought(volume)) == earned


@pytest.mark.parametrize(
    ("volume", "earned"),
    [
        (99_999_99, 0),
        (100_000_00, 1_000_00),
        (109_999_99, 1_100_00),
        (110_000_00, 2_200_00),
        (110_000_01, 2_200_00),
    ],
)
def test_growth_a_cent_beside_each_limit(volume: int, earned: int) -> None:
    growth = (band("1", 0, 100_000), band("2", 100_000))
    term = stepped(*growth, measure=Measure.GROWTH)

    assert total(term, bought(volume), year_before=100_000_00) == earned


def test_from_nothing_nothing_has_grown() -> None:
    term = stepped(band("5"), measure=Measure.GROWTH)

    assert figure_of(term, [bought(100)]) is None
    assert total(term, bought(100_000_00)) == 0
    assert next_step(term, [bought(100)]) is None


@pytest.mark.parametrize(
    ("days", "earned"), [(None, 0), (0, 200), (10, 200), (11, 100), (30, 100), (31, 0)]
)
def test_each_order_earns_by_the_days_it_was_paid_in(days: int | None, earned: int) -> None:
    term = stepped(*DAYS, measure=Measure.DAYS_TO_PAY)
    on_time = Purchase(100_00, 1, days_to_pay=5)
    late = Purchase(100_00, 1, days_to_pay=days)

    assert total(term, on_time, late) == 200 + earned
    assert next_step(term, [late]) is None


def test_a_fixed_amount_is_paid_once_on_reaching_the_target() -> None:
    steps = (band("0", 0, 1_000_000), band("0", 1_000_000, amount=5_000_00))
    term = stepped(*steps, measure=Measure.TARGET, target=100_00)

    assert [e.amount for e in rebates_of(term, [bought(60_00), bought(40_00)], CNY)] == [
        5_000_00,
        0,
    ]
    assert total(term, bought(99_99)) == 0


def test_what_comes_back_may_lower_the_band_of_the_whole_period() -> None:
    kept, returned = bought(45_000_00), bought(5_000_00)
    term = stepped(*STEPS)

    assert total(term, kept, returned) == 1_750_00
    assert total(term, kept, replace(returned, back=5_000_00)) == 900_00
    original = replace(term, claw_back=ClawBack.ORIGINAL)
    assert total(original, kept, replace(returned, back=5_000_00)) == 1_575_00


@pytest.mark.parametrize(
    ("term", "volume", "year_before", "more"),
    [
        (stepped(*STEPS), 9_999_99, 0, 1),
        (stepped(*STEPS), 10_000_00, 0, 40_000_00),
        (stepped(*STEPS), 50_000_00, 0, None),
        (stepped(*SHARES, measure=Measure.TARGET, target=33_33), 33_32, 0, 1),
        (stepped(*SHARES, measure=Measure.TARGET, target=33_33), 33_33, 0, 6_67),
        (stepped(*SHARES, measure=Measure.GROWTH), 100, 77, 54),
    ],
)
def test_so_much_more_reaches_the_next_step_and_a_cent_less_does_not(
    term: RebateTerm, volume: int, year_before: int, more: int | None
) -> None:
    step = next_step(term, [bought(volume)], year_before=year_before)

    if step is None:
        assert more is None
        return
    assert step.more == more
    exact = figure_of(term, [bought(volume + step.more)], year_before=year_before)
    short = figure_of(term, [bought(volume + step.more - 1)], year_before=year_before)
    assert exact is not None
    assert short is not None
    assert short < step.band.start <= exact


def test_what_was_earned_lasts_as_many_months_as_the_plan_says() -> None:
    assert last_use_of(stepped(*STEPS), date(2027, 1, 1)) is None
    lasting = stepped(*STEPS, expires_after_months=12)
    assert last_use_of(lasting, date(2027, 1, 1)) == date(2027, 12, 31)


@st.composite
def rising(draw: st.DrawFn, top: int = 10**7) -> list[Band]:
    limits = sorted(draw(st.sets(st.integers(1, top), max_size=4)))
    rates = sorted(
        draw(st.lists(st.integers(0, 200_000), min_size=len(limits) + 1, max_size=len(limits) + 1))
    )
    ends = [*limits, None]
    return [
        Band(Rate(ppm), start, until)
        for ppm, start, until in zip(rates, [0, *limits], ends, strict=True)
    ]


@st.composite
def terms(draw: st.DrawFn) -> RebateTerm:
    measure = draw(st.sampled_from(Measure))
    is_volume = measure is Measure.VOLUME
    limits_allowed = measure is not Measure.DAYS_TO_PAY
    cap = draw(st.none() | st.integers(1, 10**6)) if limits_allowed else None
    return stepped(
        *draw(rising(60 if measure is Measure.DAYS_TO_PAY else 10**7)),
        measure=measure,
        tiers=draw(st.sampled_from((Tiers.WHOLE, Tiers.MARGINAL))) if is_volume else Tiers.WHOLE,
        claw_back=draw(st.sampled_from(ClawBack)),
        target=draw(st.integers(1, 10**7)) if measure is Measure.TARGET else None,
        cap=cap,
    )


@st.composite
def purchases(draw: st.DrawFn) -> Purchase:
    net, quantity = draw(st.integers(1, 10**7)), draw(st.integers(1, 100))
    return Purchase(
        net,
        quantity,
        back=draw(st.integers(0, net)),
        units_back=draw(st.integers(0, quantity)),
        days_to_pay=draw(st.none() | st.integers(0, 90)),
    )


@given(terms(), st.lists(purchases(), max_size=8), st.integers(0, 10**7))
def test_no_purchase_earns_less_than_nothing_and_the_cap_holds(
    term: RebateTerm, lines: Sequence[Purchase], year_before: int
) -> None:
    earned = rebates_of(term, lines, CNY, year_before=year_before)

    assert all(each.amount >= 0 for each in earned)
    assert term.cap is None or sum(each.amount for each in earned) <= term.cap


@given(terms(), st.lists(purchases(), max_size=8), st.integers(0, 10**7))
def test_when_everything_came_back_nothing_is_earned(
    term: RebateTerm, lines: Sequence[Purchase], year_before: int
) -> None:
    back = [replace(each, back=each.net, units_back=each.quantity) for each in lines]

    assert total(term, *back, year_before=year_before) == 0


@given(
    terms().filter(lambda term: term.measure is not Measure.DAYS_TO_PAY),
    st.integers(1, 10**7),
    st.integers(0, 10**7),
    st.integers(0, 10**7),
)
def test_who_buys_more_earns_no_less(
    term: RebateTerm, volume: int, more: int, year_before: int
) -> None:
    less = total(term, bought(volume), year_before=year_before)

    assert total(term, bought(volume + more), year_before=year_before) >= less


@given(rising(), st.lists(st.integers(1, 10**7), min_size=1, max_size=9))
def test_a_marginal_volume_earns_the_same_however_it_is_split(
    bands: list[Band], parts: list[int]
) -> None:
    term = stepped(*bands, tiers=Tiers.MARGINAL)

    assert total(term, *map(bought, parts)) == total(term, bought(sum(parts)))
