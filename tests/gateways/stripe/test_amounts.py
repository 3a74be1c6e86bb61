import pytest
from hypothesis import given
from hypothesis import strategies as st

from tributary.gateways.stripe.amounts import (
    AmountNotRepresentable,
    Use,
    from_stripe,
    representable,
    to_stripe,
)
from tributary.kernel import EXPONENTS, Money, Rounding


@pytest.mark.parametrize(
    ("amount", "stripe_minor"),
    [
        ("12.34 CNY", 1234),
        ("500 JPY", 500),
        ("5 ISK", 500),
        ("5 UGX", 500),
        ("5.00 MGA", 5),
        ("5.120 KWD", 5120),
        ("10.45 HUF", 1045),
    ],
)
def test_amounts_are_counted_as_stripe_counts(amount: str, stripe_minor: int) -> None:
    figure, code = amount.split()
    ours = Money.of(figure, code)

    assert to_stripe(ours) == stripe_minor
    assert from_stripe(stripe_minor, code.lower()) == ours


@pytest.mark.parametrize(
    ("amount", "use"),
    [
        ("5.10 MGA", Use.CHARGE),
        ("5.124 KWD", Use.CHARGE),
        ("10.45 HUF", Use.PAYOUT),
        ("10.45 TWD", Use.PAYOUT),
    ],
)
def test_a_fraction_stripe_does_not_carry_is_refused(amount: str, use: Use) -> None:
    figure, code = amount.split()

    with pytest.raises(AmountNotRepresentable):
        to_stripe(Money.of(figure, code), use)


def test_stripe_never_says_half_a_unit() -> None:
    with pytest.raises(ValueError, match="no whole number"):
        from_stripe(550, "isk")


@given(
    minor=st.integers(-(10**12), 10**12),
    code=st.sampled_from(sorted(EXPONENTS)),
    use=st.sampled_from(Use),
    rounding=st.sampled_from(Rounding),
)
def test_a_rounded_amount_makes_the_trip_both_ways(
    minor: int, code: str, use: Use, rounding: Rounding
) -> None:
    amount = Money(minor, Money.zero(code).currency)

    rounded = representable(amount, use, rounding)

    assert from_stripe(to_stripe(rounded, use), code.lower()) == rounded
    assert abs(rounded.minor - minor) < 100
    assert rounding is not Rounding.DOWN or abs(rounded) <= abs(amount)
    assert rounding is not Rounding.UP or abs(rounded) >= abs(amount)


@pytest.mark.parametrize(
    ("figure", "rounding", "expected"),
    [
        ("1.50", Rounding.HALF_UP, "2.00"),
        ("2.50", Rounding.HALF_EVEN, "2.00"),
        ("3.50", Rounding.HALF_EVEN, "4.00"),
        ("-1.50", Rounding.HALF_UP, "-2.00"),
        ("-1.10", Rounding.UP, "-2.00"),
        ("1.90", Rounding.DOWN, "1.00"),
    ],
)
def test_halves_are_rounded_as_asked(figure: str, rounding: Rounding, expected: str) -> None:
    amount = Money.of(figure, "MGA")

    assert representable(amount, Use.CHARGE, rounding) == Money.of(expected, "MGA")
