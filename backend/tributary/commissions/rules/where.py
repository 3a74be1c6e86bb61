"""Which lines a term takes, said in CEL: a part of the language in which every line has an answer.

No fractions, no division, no lists but of constants: nothing that could fail on some line of some
month. The words of CEL that are left mean what the library makes of them, and what they are
compiled to in SQL must mean the same: see ADR 0046.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from tributary.kernel import Currency, expressions

Constant = expressions.Constant
Kind = expressions.Kind
Name = expressions.Name
Operation = expressions.Operation
Part = expressions.Part
WHERE_MAX = expressions.WHERE_MAX
WhereUnreadable = expressions.WhereUnreadable

__all__ = [
    "VARIABLES",
    "WHERE_MAX",
    "Constant",
    "Kind",
    "Name",
    "Operation",
    "Part",
    "WhereUnreadable",
    "condition_of",
]

VARIABLES: Final[Mapping[str, Kind]] = {
    "channel": Kind.TEXT,
    "product": Kind.TEXT,
    "product_group": Kind.TEXT,
    "mode": Kind.TEXT,
    "seller": Kind.TEXT,
    "grade": Kind.TEXT,
    "quantity": Kind.NUMBER,
    "level": Kind.NUMBER,
    "distance": Kind.NUMBER,
    "net": Kind.AMOUNT,
    "gross": Kind.AMOUNT,
    "ordered_on": Kind.DAY,
    "billed_on": Kind.DAY,
}
"""What a rule may ask of an order line, and what each is."""


@lru_cache(maxsize=256)
def condition_of(where: str, currency: Currency) -> Part:
    """Return a rule as a tree whose types fit.

    >>> condition_of("quantity >= 10", Currency("CNY")).kind
    <Kind.TRUTH: 'true or false'>
    >>> condition_of("net >= 1000", Currency("CNY"))
    Traceback (most recent call last):
    ...
    tributary.kernel.expressions.WhereUnreadable: at 1: >= does not compare an amount with \
a number; write an amount as amount("1000.00") and a day as day("2026-11-11")

    Raises:
        WhereUnreadable: it is no condition.
    """
    return expressions.condition_of(where, currency, VARIABLES)
