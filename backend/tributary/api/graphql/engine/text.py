"""JSON text made by SQL: literal pieces and expressions, joined by concat()."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

ARGUMENTS_MAX: Final = 90
"""A function of PostgreSQL takes 100 arguments at most."""


@dataclass(frozen=True, slots=True)
class Sql:
    """An expression whose value, never NULL, becomes a piece of the text."""

    code: str


Piece = str | Sql
"""Text as it is, or an expression."""


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Join neighbouring literals into one."""
    result: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and result and isinstance(result[-1], str):
            result[-1] += piece
        elif piece:
            result.append(piece)
    return result


def concat(pieces: Sequence[Piece]) -> str:
    r"""Return the SQL expression that makes the text of the pieces.

    >>> concat(['{"number":', Sql("to_json(t1.number)"), "}"])
    'concat(\'{"number":\',to_json(t1.number),\'}\')'
    """
    codes = [_code(piece) for piece in joined(pieces)]
    while len(codes) > ARGUMENTS_MAX:
        codes = [
            f"concat({','.join(codes[start : start + ARGUMENTS_MAX])})"
            for start in range(0, len(codes), ARGUMENTS_MAX)
        ]
    return f"concat({','.join(codes)})"


def literal_of(pieces: Sequence[Piece]) -> str | None:
    """Return the text when no piece of it depends on the database."""
    whole = joined(pieces)
    if all(isinstance(piece, str) for piece in whole):
        return "".join(piece for piece in whole if isinstance(piece, str))
    return None


def quoted(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _code(piece: Piece) -> str:
    return quoted(piece) if isinstance(piece, str) else piece.code
