from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.commissions.sums import slow_dues
from tests.factories.commissions import term_plan
from tributary.commissions import (
    Band,
    ClawBack,
    CoveredLine,
    Earner,
    Every,
    Term,
    TermKind,
    Tiers,
    document_of,
    dues_of,
)
from tributary.kernel import Currency, Rate

CNY = Currency("CNY")
HUNDRED_THOUSAND = 100_000_00


def bands(*steps: tuple[int, str]) -> list[Band]:
    """Bands that begin at these amounts of whole yuan, each up to the next."""
    starts = [start * 100 for start, _ in steps]
    return [
        Band(Rate.percent(percent), start, until)
        for (_, percent), start, until in zip(steps, starts, [*starts[1:], None], strict=True)
    ]


def term(tiers: Tiers = Tiers.WHOLE, *steps: tuple[int, str]) -> Term:
    return Term(
        code="volume",
        kind=TermKind.COMMISSION,
        earner=Earner.SELLER,
        tiers=tiers,
        bands=bands(*(steps or ((0, "5"), (100_000, "8")))),
        every=Every.MONTH,
        currency=CNY,
    )


def due(of: Term, *sold: int, back: int = 0) -> int:
    """What is due in all when so much was sold line by line and so much of the last came back."""
    lines = [CoveredLine(each, each) for each in sold]
    lines[-1] = replace(lines[-1], back=back)
    return sum(one.amount for one in dues_of(of, lines))


def test_golden_a_return_at_the_original_rate_takes_back_1600() -> None:
    whole = term()

    assert due(whole, HUNDRED_THOUSAND) == 8_000_00
    assert due(whole, HUNDRED_THOUSAND, back=20_000_00) == 8_000_00 - 1_600_00


def test_golden_a_period_rated_anew_takes_back_4000() -> None:
    whole = replace(term(), claw_back=ClawBack.RERATE)

    assert due(whole, HUNDRED_THOUSAND, back=20_000_00) == 8_000_00 - 4_000_00


@pytest.mark.parametrize(
    ("volume", "whole", "marginal"),
    [
        (HUNDRED_THOUSAND - 1, 5_000_00, 5_000_00),
        (HUNDRED_THOUSAND, 8_000_00, 5_000_00),
        (HUNDRED_THOUSAND + 1, 8_000_00, 5_000_00),
        (HUNDRED_THOUSAND + 10, 8_000_01, 5_000_01),
        (200_000_00 - 1, 16_000_00, 13_000_00),
        (200_000_00, 20_000_00, 13_000_00),
        (200_000_00 + 5, 20_000_01, 13_000_01),
    ],
)
def test_a_limit_belongs_to_the_band_above_it_to_the_cent(
    volume: int, whole: int, marginal: int
) -> None:
    steps = ((0, "5"), (100_000, "8"), (200_000, "10"))

    assert due(term(Tiers.WHOLE, *steps), volume) == whole
    assert due(term(Tiers.MARGINAL, *steps), volume) == marginal


def test_a_line_says_its_band_and_the_volume_before_and_in_all() -> None:
    lines = [CoveredLine(60_000_00, 60_000_00), CoveredLine(60_000_00, 60_000_00)]

    found = dues_of(term(Tiers.MARGINAL), lines)

    assert [(one.band, one.volume_before, one.volume) for one in found] == [
        (1, 0, 120_000_00),
        (2, 60_000_00, 120_000_00),
    ]
    assert [one.amount for one in found] == [3_000_00, 2_000_00 + 1_600_00]


@pytest.mark.parametrize(
    ("limits", "sold", "expected"),
    [
        ({"cap": 4_000_00}, 100_000_00, 4_000_00),
        ({"cap": 9_000_00}, 100_000_00, 8_000_00),
        ({"floor": 300_00}, 1_00, 300_00),
        ({"minimum": 8_000_00}, 100_000_00, 8_000_00),
        ({"minimum": 8_000_01}, 100_000_00, 0),
    ],
)
def test_cap_floor_and_minimum_hold_for_the_whole_period(
    limits: dict[str, int], sold: int, expected: int
) -> None:
    limited = replace(
        term(),
        cap=limits.get("cap"),
        floor=limits.get("floor"),
        minimum=limits.get("minimum"),
    )

    assert due(limited, sold) == expected
    assert due(limited, sold // 2, sold - sold // 2) == expected


def test_a_fixed_bonus_goes_once_to_the_line_that_reaches_the_band() -> None:
    fixed = replace(
        term(),
        kind=TermKind.BONUS,
        bands=[
            Band(Rate(0), 0, 1_000_00),
            Band(Rate(0), 1_000_00, 2_000_00, amount=50_00),
            Band(Rate(0), 2_000_00, None, amount=120_00),
        ],
    )
    lines = [CoveredLine(500_00, 500_00) for _ in range(4)]

    assert [one.amount for one in dues_of(fixed, lines[:3])] == [0, 50_00, 0]
    assert [one.amount for one in dues_of(fixed, lines)] == [0, 0, 0, 120_00]
    marginal = replace(fixed, tiers=Tiers.MARGINAL)
    assert [one.amount for one in dues_of(marginal, lines)] == [0, 50_00, 0, 120_00]


@st.composite
def terms(draw: st.DrawFn) -> Term:
    tiers = draw(st.sampled_from(Tiers))
    count = 0 if tiers is Tiers.FLAT else draw(st.integers(0, 4))
    limits = draw(st.lists(st.integers(1, 10**7), min_size=count, max_size=count, unique=True))
    starts = [0, *sorted(limits)]
    kind = draw(st.sampled_from(TermKind))
    amounts = st.integers(0, 10**5) if kind is TermKind.BONUS else st.just(0)
    drawn = [
        Band(Rate(draw(st.integers(0, 400_000))), start, until, draw(amounts))
        for start, until in zip(starts, [*starts[1:], None], strict=True)
    ]
    low, high = sorted(draw(st.tuples(st.integers(1, 10**6), st.integers(1, 10**6))))
    cap, floor, minimum = draw(
        st.sampled_from(
            [(None, None, None), (high, None, None), (high, low, None), (high, None, low)]
        )
    )
    return Term(
        code="t",
        kind=kind,
        earner=Earner.SELLER,
        tiers=tiers,
        bands=drawn,
        every=draw(st.sampled_from(Every)),
        claw_back=draw(st.sampled_from(ClawBack)),
        currency=CNY,
        cap=cap,
        floor=floor,
        minimum=minimum,
    )


sold_lines = st.lists(
    st.tuples(st.integers(1, 4 * 10**6), st.integers(0, 10**6)).map(
        lambda drawn: CoveredLine(drawn[0], drawn[0] + drawn[1])
    ),
    min_size=1,
    max_size=12,
)


@given(terms(), sold_lines)
def test_the_rules_make_due_what_the_oracle_makes_due(of: Term, lines: list[CoveredLine]) -> None:
    said: Any = document_of(term_plan(of))["terms"]
    bases = [line.base for line in lines]

    assert [one.amount for one in dues_of(of, lines)] == slow_dues(said[0], bases)


@given(terms(), sold_lines)
def test_nothing_is_due_when_everything_came_back(of: Term, lines: list[CoveredLine]) -> None:
    back = [replace(line, back=line.sold) for line in lines]

    assert {one.amount for one in dues_of(of, back)} == {0}


@given(terms(), sold_lines, st.data())
def test_whatever_came_back_no_line_is_due_less_than_nothing(
    of: Term, lines: list[CoveredLine], data: st.DataObject
) -> None:
    back = [replace(line, back=data.draw(st.integers(0, line.sold))) for line in lines]

    assert all(one.amount >= 0 for one in dues_of(of, back))


@given(terms(), sold_lines, st.integers(1, 10**6))
def test_selling_more_never_earns_less_where_rates_rise(
    of: Term, lines: list[CoveredLine], more: int
) -> None:
    rising = sorted(band.rate for band in of.bands)
    amounts = sorted(band.amount for band in of.bands)
    sorted_bands = [
        replace(band, rate=rate, amount=amount)
        for band, rate, amount in zip(of.bands, rising, amounts, strict=True)
    ]
    monotone = replace(of, bands=sorted_bands)

    def total(sold: Sequence[CoveredLine]) -> int:
        return sum(one.amount for one in dues_of(monotone, sold))

    assert total(lines) <= total([*lines, CoveredLine(more, more)])


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=12), terms())
def test_marginal_lines_add_up_to_what_the_whole_volume_earns(parts: list[int], of: Term) -> None:
    marginal = replace(of, tiers=Tiers.MARGINAL)

    assert due(marginal, *parts) == due(marginal, sum(parts))
