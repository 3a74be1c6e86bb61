"""Money: exact, of one currency, rounded once, and never lost when it is split."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tributary.kernel import (
    EXPONENTS,
    AmountUnreadable,
    CurrencyMismatch,
    Money,
    Rate,
    Rounding,
    total_of,
)

amounts = st.integers(min_value=-(10**15), max_value=10**15)
weights = st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=40).filter(
    lambda each: sum(each) > 0
)


@given(amounts, weights)
def test_parts_always_add_up_to_the_whole(minor: int, shares: list[int]) -> None:
    whole = Money(minor, Money.zero("CNY").currency)

    parts = whole.allocate(shares)

    assert total_of(parts, "CNY") == whole
    assert len(parts) == len(shares)


@given(amounts, weights)
def test_each_part_is_within_one_unit_of_its_exact_share(minor: int, shares: list[int]) -> None:
    parts = Money(minor, Money.zero("CNY").currency).allocate(shares)

    for part, share in zip(parts, shares, strict=True):
        exact = Decimal(minor) * share / sum(shares)
        assert abs(part.minor - exact) < 1
        assert share > 0 or part.minor == 0


def test_forty_off_three_equal_lines_is_the_golden_split() -> None:
    parts = Money.of("40.00", "CNY").allocate([10000, 10000, 10000])

    assert [part.decimal for part in parts] == ["13.34", "13.33", "13.33"]


@pytest.mark.parametrize(
    ("amount", "factor", "rounding", "expected"),
    [
        ("0.05", "0.5", Rounding.HALF_UP, "0.03"),
        ("-0.05", "0.5", Rounding.HALF_UP, "-0.03"),
        ("0.05", "0.5", Rounding.HALF_EVEN, "0.02"),
        ("0.05", "0.5", Rounding.DOWN, "0.02"),
        ("0.01", "0.001", Rounding.UP, "0.01"),
        ("99.90", "2.5", Rounding.HALF_UP, "249.75"),
    ],
)
def test_a_product_is_rounded_once(
    amount: str, factor: str, rounding: Rounding, expected: str
) -> None:
    assert Money.of(amount, "CNY").times(Decimal(factor), rounding).decimal == expected


@pytest.mark.parametrize(
    "text",
    ["", "1_000", "NaN", "Infinity", "1e3", "１２", "1,000.00", " 1", "+1", "1.", ".5", "--1", "٣"],
)
def test_what_is_not_plain_digits_is_no_amount(text: str) -> None:
    with pytest.raises(AmountUnreadable, match=r"such as 1234\.50"):
        Money.of(text, "CNY")


def test_more_decimals_than_the_currency_has_are_refused() -> None:
    assert Money.of("1.500", "CNY") == Money.of("1.5", "CNY")
    with pytest.raises(AmountUnreadable, match="more than the 0 decimals of JPY"):
        Money.of("1.5", "JPY")
    with pytest.raises(AmountUnreadable, match="more than the 2 decimals of CNY"):
        Money.of("1.005", "CNY")


@pytest.mark.parametrize(("code", "written"), [("JPY", "5"), ("CNY", "0.05"), ("KWD", "0.005")])
def test_each_currency_is_written_with_its_own_decimals(code: str, written: str) -> None:
    assert Money(5, Money.zero(code).currency).decimal == written


@given(amounts, st.sampled_from(sorted(EXPONENTS)))
def test_reading_what_was_written_gives_the_same_amount(minor: int, code: str) -> None:
    money = Money(minor, Money.zero(code).currency)

    assert Money.of(money.decimal, code) == money


def test_two_currencies_never_meet() -> None:
    yuan, euro = Money.of("1.00", "CNY"), Money.of("1.00", "EUR")

    for operation in (Money.__add__, Money.__sub__, Money.__lt__, Money.__le__):
        with pytest.raises(CurrencyMismatch):
            operation(yuan, euro)
    assert yuan != euro


def test_a_float_or_an_unknown_currency_makes_no_money() -> None:
    with pytest.raises(TypeError, match="whole minor units, not float"):
        Money(1.5, "CNY")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not float"):
        Money.of("1.00", "CNY").times(0.5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not an active ISO 4217 currency"):
        Money.zero("XXX")
    with pytest.raises(TypeError):
        Money(True, "CNY")  # type: ignore[arg-type]


@pytest.mark.parametrize("shares", [[], [0, 0], [1, -1, 5]])
def test_weights_that_cannot_carry_an_amount_are_refused(shares: list[int]) -> None:
    with pytest.raises(ValueError, match=r"weights|min"):
        Money.of("1.00", "CNY").allocate(shares)


@given(st.integers(min_value=0, max_value=10**7))
def test_a_rate_survives_being_written(ppm: int) -> None:
    rate = Rate(ppm)

    assert Rate.percent(str(rate).removesuffix(" %")) == rate


@pytest.mark.parametrize("text", ["2.00001", "NaN", "Infinity"])
def test_a_rate_has_at_most_four_decimals_of_a_percent(text: str) -> None:
    with pytest.raises(ValueError, match="at most four decimals"):
        Rate.percent(text)
