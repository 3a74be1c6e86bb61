"""Amounts as Stripe counts them, where it differs from ISO 4217."""

from enum import StrEnum
from typing import Final

from tributary.kernel import EXPONENTS, Currency, Money, Refusal, Rounding, currency

_ZERO_DECIMAL_CODES: Final = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF"
_ZERO_DECIMAL: Final = frozenset(_ZERO_DECIMAL_CODES.split())
# Stripe keeps counting these in hundredths for old integrations although they have no decimals
# (documented under "Special cases"); fractions are refused.
_WHOLE_IN_HUNDREDTHS: Final = frozenset(("ISK", "UGX"))
# Charged in hundredths, but paid out in whole units only.
_WHOLE_PAYOUTS: Final = frozenset(("HUF", "TWD"))
_THREE_DECIMAL: Final = frozenset(code for code, digits in EXPONENTS.items() if digits == 3)  # noqa: PLR2004

_CHARGE_MINIMA: Final = {
    "AED": 200,
    "CZK": 1500,
    "DKK": 250,
    "GBP": 30,
    "HKD": 400,
    "HUF": 17500,
    "MXN": 1000,
    "MYR": 200,
    "NOK": 300,
    "PLN": 200,
    "RON": 200,
    "SEK": 300,
    "THB": 1000,
}
_CHARGE_MINIMUM: Final = 50
CHARGE_MAX: Final = 99_999_999
"""The largest charge in Stripe's minor units: eight digits."""


class AmountNotRepresentable(Refusal):
    """Stripe cannot carry this amount exactly in its currency.

    Round the amount to the unit named in the message, or choose another way to pay.
    """


class Use(StrEnum):
    """What an amount is for: payouts are stricter in some currencies."""

    CHARGE = "charge"
    PAYOUT = "payout"


def stripe_exponent(code: str) -> int:
    """Return how many decimals Stripe's integers have in a currency.

    >>> stripe_exponent("ISK"), stripe_exponent("MGA"), stripe_exponent("CNY")
    (2, 0, 2)
    """
    if code in _ZERO_DECIMAL:
        return 0
    if code in _WHOLE_IN_HUNDREDTHS:
        return 2
    return EXPONENTS[currency(code)]


def stripe_step(code: str, use: Use = Use.CHARGE) -> int:
    """Return the number that Stripe's integers in a currency must be divisible by.

    >>> stripe_step("KWD"), stripe_step("TWD"), stripe_step("TWD", Use.PAYOUT)
    (10, 1, 100)
    """
    if code in _THREE_DECIMAL:
        return 10
    if code in _WHOLE_IN_HUNDREDTHS or (use is Use.PAYOUT and code in _WHOLE_PAYOUTS):
        return 100
    return 1


def to_stripe(amount: Money, use: Use = Use.CHARGE) -> int:
    """Return the integer Stripe expects for an amount.

    Refuses:
        AmountNotRepresentable: the amount has a fraction that Stripe does not carry.

    >>> to_stripe(Money.of("5", "ISK"))
    500
    """
    theirs, ours = _scales(amount.currency)
    scaled, lost = divmod(amount.minor * theirs, ours)
    if lost or scaled % stripe_step(amount.currency, use):
        unit = representable_unit(amount.currency, use)
        message = f"{amount} cannot be sent through Stripe: it needs a multiple of {unit}"
        raise AmountNotRepresentable(message)
    return scaled


def from_stripe(minor: int, code: str) -> Money:
    """Return the amount that Stripe's integer and lower-case code stand for.

    >>> from_stripe(500, "isk")
    Money('5 ISK')
    """
    unit = currency(code.upper())
    theirs, ours = _scales(unit)
    whole, lost = divmod(minor * ours, theirs)
    if lost:
        message = f"Stripe says {minor} {code}, which is no whole number of our minor units"
        raise ValueError(message)
    return Money(whole, unit)


def representable(amount: Money, use: Use, rounding: Rounding) -> Money:
    """Round an amount to what Stripe can carry; the caller books the difference.

    >>> representable(Money.of("5.124", "KWD"), Use.CHARGE, Rounding.HALF_UP)
    Money('5.120 KWD')
    """
    unit = representable_unit(amount.currency, use)
    steps = _divided(amount.minor, unit.minor, rounding)
    return Money(steps * unit.minor, amount.currency)


def representable_unit(code: Currency, use: Use) -> Money:
    """Return the smallest amount of a currency that Stripe can carry.

    >>> representable_unit(currency("MGA"), Use.CHARGE)
    Money('1.00 MGA')
    """
    theirs, ours = _scales(code)
    return Money(max(1, stripe_step(code, use) * ours // theirs), code)


def charge_minimum(code: str) -> int:
    """Return the smallest charge in Stripe's minor units.

    >>> charge_minimum("HKD"), charge_minimum("USD")
    (400, 50)
    """
    return _CHARGE_MINIMA.get(code, _CHARGE_MINIMUM)


def _scales(code: Currency) -> tuple[int, int]:
    return int(10 ** stripe_exponent(code)), int(10 ** EXPONENTS[code])


def _divided(units: int, step: int, rounding: Rounding) -> int:
    whole, rest = divmod(abs(units), step)
    match rounding:
        case Rounding.DOWN:
            up = False
        case Rounding.UP:
            up = rest > 0
        case Rounding.HALF_UP:
            up = 2 * rest >= step
        case Rounding.HALF_EVEN:
            up = 2 * rest > step or (2 * rest == step and whole % 2 == 1)
    return (whole + up) * (-1 if units < 0 else 1)
