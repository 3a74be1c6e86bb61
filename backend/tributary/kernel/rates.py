"""Rates: exact fractions, stored as whole parts per million."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Self

PER_MILLION: Final = 1_000_000


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """A fraction counted in parts per million, so that Python and SQL agree to the last digit.

    >>> Rate.percent("2.5")
    Rate('2.5 %')
    """

    ppm: int

    @classmethod
    def percent(cls, text: str) -> Self:
        """Read a percentage such as "2.5"; at most four decimals."""
        parts = Decimal(text).scaleb(4)
        if not parts.is_finite() or parts != parts.to_integral_value():
            message = f"{text!r} is not a percentage with at most four decimals"
            raise ValueError(message)
        return cls(int(parts))

    @property
    def fraction(self) -> Decimal:
        """The factor to multiply with: 2.5 % is 0.025."""
        return Decimal(self.ppm) / PER_MILLION

    def __str__(self) -> str:
        """Return the percentage without needless zeros."""
        return f"{(Decimal(self.ppm).scaleb(-4)).normalize():f} %"

    def __repr__(self) -> str:
        """Show the percentage."""
        return f"Rate('{self}')"
