"""Exact amounts of money, counted in the currency's smallest unit."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from enum import StrEnum
from typing import Final, Self

from tributary.kernel.currencies import EXPONENTS, Currency, currency

MINOR_MAX: Final = 2**63 - 1
"""The largest amount a BIGINT column can hold."""

_AMOUNT = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,6})?", re.ASCII)


class CurrencyMismatch(Exception):
    """Two amounts of different currencies met in one calculation: a bug, not a refusal."""


class AmountUnreadable(ValueError):
    """A text is not an amount; the message says why."""


class Rounding(StrEnum):
    """How a fraction of the smallest unit becomes whole."""

    HALF_UP = ROUND_HALF_UP
    HALF_EVEN = ROUND_HALF_EVEN
    DOWN = ROUND_DOWN
    UP = ROUND_UP


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount, counted in the currency's smallest unit.

    >>> Money.of("12.30", "CNY") + Money.of("0.70", "CNY")
    Money('13.00 CNY')
    """

    minor: int
    currency: Currency

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            message = f"money counts whole minor units, not {type(self.minor).__name__}"
            raise TypeError(message)
        if self.currency not in EXPONENTS:
            message = f"{self.currency!r} is not an active ISO 4217 currency"
            raise ValueError(message)

    @classmethod
    def of(cls, amount: str, code: str) -> Self:
        """Read a plain decimal text such as "-12.30" as an amount of a currency.

        Raises:
            AmountUnreadable: the text is not ASCII digits with an optional point, has more
                decimals than the currency, or does not fit a BIGINT.
        """
        unit = currency(code)
        if _AMOUNT.fullmatch(amount) is None:
            message = f"{amount!r} is not an amount: write digits with a point, such as 1234.50"
            raise AmountUnreadable(message)
        exponent = EXPONENTS[unit]
        scaled = Decimal(amount).scaleb(exponent)
        if scaled != scaled.to_integral_value():
            message = f"{amount!r} has more than the {exponent} decimals of {unit}"
            raise AmountUnreadable(message)
        if abs(scaled) > MINOR_MAX:
            message = f"{amount!r} is larger than the system can hold"
            raise AmountUnreadable(message)
        return cls(int(scaled), unit)

    @classmethod
    def zero(cls, code: str) -> Self:
        """Return nothing of a currency."""
        return cls(0, currency(code))

    @property
    def decimal(self) -> str:
        """The amount as plain digits with the currency's own number of decimals."""
        exponent = EXPONENTS[self.currency]
        return f"{Decimal(self.minor).scaleb(-exponent):.{exponent}f}"

    def __repr__(self) -> str:
        """Show amount and currency, the way people write them."""
        return f"Money('{self}')"

    def __str__(self) -> str:
        """Return amount and currency, such as 13.00 CNY."""
        return f"{self.decimal} {self.currency}"

    def __bool__(self) -> bool:
        """Tell whether there is any money at all."""
        return self.minor != 0

    def __add__(self, other: Self) -> Self:
        """Add an amount of the same currency."""
        return type(self)(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: Self) -> Self:
        """Subtract an amount of the same currency."""
        return type(self)(self.minor - self._same(other).minor, self.currency)

    def __neg__(self) -> Self:
        """Turn the sign."""
        return type(self)(-self.minor, self.currency)

    def __abs__(self) -> Self:
        """Drop the sign."""
        return type(self)(abs(self.minor), self.currency)

    def __lt__(self, other: Self) -> bool:
        """Compare with an amount of the same currency."""
        return self.minor < self._same(other).minor

    def __le__(self, other: Self) -> bool:
        """Compare with an amount of the same currency."""
        return self.minor <= self._same(other).minor

    def __gt__(self, other: Self) -> bool:
        """Compare with an amount of the same currency."""
        return self.minor > self._same(other).minor

    def __ge__(self, other: Self) -> bool:
        """Compare with an amount of the same currency."""
        return self.minor >= self._same(other).minor

    def times(self, factor: Decimal | int, rounding: Rounding = Rounding.HALF_UP) -> Self:
        """Multiply by a rate or a quantity and round once, here.

        >>> Money.of("99.99", "CNY").times(Decimal("0.05"))
        Money('5.00 CNY')
        """
        if not isinstance(factor, (Decimal, int)) or isinstance(factor, bool):
            message = f"a factor is a Decimal or an int, not {type(factor).__name__}"
            raise TypeError(message)
        product = Decimal(self.minor) * factor
        return type(self)(int(product.quantize(Decimal(1), rounding.value)), self.currency)

    def allocate(self, weights: Sequence[int]) -> list[Self]:
        """Split into parts in proportion to whole weights; the parts add up to the whole.

        Largest remainder: each part is first rounded towards zero, then the units left over
        go one each to the largest remainders, the earlier part first among equals.

        >>> Money.of("10.00", "EUR").allocate([1, 1, 1])
        [Money('3.34 EUR'), Money('3.33 EUR'), Money('3.33 EUR')]
        """
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            message = "weights are not negative and at least one is positive"
            raise ValueError(message)
        sign = -1 if self.minor < 0 else 1
        shares = [divmod(abs(self.minor) * weight, total) for weight in weights]
        left = abs(self.minor) - sum(share for share, _ in shares)
        by_remainder = sorted(range(len(shares)), key=lambda place: (-shares[place][1], place))
        lucky = frozenset(by_remainder[:left])
        return [
            type(self)(sign * (share + (place in lucky)), self.currency)
            for place, (share, _) in enumerate(shares)
        ]

    def _same(self, other: Self) -> Self:
        if other.currency != self.currency:
            message = f"{self} and {other} are of different currencies"
            raise CurrencyMismatch(message)
        return other


def total_of(amounts: Iterable[Money], code: str) -> Money:
    """Add up amounts of one currency; nothing at all is zero of that currency.

    >>> total_of([], "JPY")
    Money('0 JPY')
    """
    total = Money.zero(code)
    for amount in amounts:
        total += amount
    return total
