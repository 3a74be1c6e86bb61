"""How a value of the database is written as JSON, by the scalar that the schema promises."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from tributary.api.graphql.engine.text import Piece, Sql
from tributary.kernel import EXPONENTS

_FREQUENT: Final = ("CNY", "USD", "EUR", "HKD")


def _codes(exponent: int) -> str:
    return ",".join(f"'{code}'" for code, decimals in EXPONENTS.items() if decimals == exponent)


# A bigint times 0.01 is a numeric with exactly two decimals: no rounding, no padding. The usual
# currencies are compared first, because this runs once for every amount of an answer.
_DIGITS: Final = (
    "CASE WHEN {currency} IN ({frequent}) THEN ({minor}) * 0.01"
    " WHEN {currency} IN ({none}) THEN ({minor})::numeric"
    " WHEN {currency} IN ({three}) THEN ({minor}) * 0.001"
    " WHEN {currency} IN ({four}) THEN ({minor}) * 0.0001"
    " ELSE ({minor}) * 0.01 END"
)


def digits(minor: str, currency: str) -> str:
    """Return the expression for an amount's digits with the decimals of its currency."""
    return _DIGITS.format(
        minor=minor,
        currency=currency,
        frequent=",".join(f"'{code}'" for code in _FREQUENT),
        none=_codes(0),
        three=_codes(3),
        four=_codes(4),
    )


def _plain(sql: str) -> list[Piece]:
    return [Sql(sql)]


def _quoted(sql: str) -> list[Piece]:
    return ['"', Sql(sql), '"']


def _escaped(sql: str) -> list[Piece]:
    return [Sql(f"to_json({sql})")]


def _boolean(sql: str) -> list[Piece]:
    return [Sql(f"CASE WHEN {sql} THEN 'true' ELSE 'false' END")]


def _rate(sql: str) -> list[Piece]:
    return ['"', Sql(f"({sql}) * 0.000001"), '"']


_SCALARS: Final[Mapping[str, Callable[[str], list[Piece]]]] = {
    "Boolean": _boolean,
    "CurrencyCode": _quoted,
    "Date": _quoted,
    "DateTime": _escaped,
    "Int": _plain,
    "JSON": _plain,
    "Rate": _rate,
    "String": _escaped,
}


def written(scalar: str, sql: str, enums: Mapping[str, Mapping[str, str]]) -> list[Piece]:
    """Return the pieces that write a value which is never NULL."""
    if scalar in enums:
        return ['"', Sql(_named(sql, enums[scalar])), '"']
    return _SCALARS[scalar](sql)


def _named(sql: str, names: Mapping[str, str]) -> str:
    """Return the expression for the schema's name of a stored value."""
    if all(stored.upper() == name for stored, name in names.items()):
        return f"upper({sql})"
    cases = " ".join(f"WHEN '{stored}' THEN '{name}'" for stored, name in names.items())
    return f"CASE {sql} {cases} END"


def or_null(sql: str, pieces: Iterable[Piece], concat: Callable[[list[Piece]], str]) -> Sql:
    """Return the piece that writes a value, or null when it is NULL."""
    return Sql(f"CASE WHEN {sql} IS NULL THEN 'null' ELSE {concat(list(pieces))} END")
