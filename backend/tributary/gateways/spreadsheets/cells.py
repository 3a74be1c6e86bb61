"""What may stand in a cell, and how text is kept from being taken for a formula."""

import re
from datetime import date
from typing import Final

from tributary.kernel import Money

Cell = str | int | date | Money | None

# Spreadsheets in Chinese take the full-width signs for the usual ones.
FORMULA: Final = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
"""How a text begins that some spreadsheet would calculate."""

# Neither XML nor a line of CSV can hold these.
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def text_of(cell: Cell) -> str:
    """Write a cell: amounts as plain decimals, days as ISO 8601 has them.

    >>> text_of(Money.of("-1234567.50", "CNY"))
    '-1234567.50'
    """
    if isinstance(cell, Money):
        return cell.decimal
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", str(cell))


def looks_like_formula(cell: Cell) -> bool:
    """Tell whether a text would be calculated if it stood in a cell as it is.

    >>> looks_like_formula("=1+1"), looks_like_formula("SO-1"), looks_like_formula(-1)
    (True, False, False)
    """
    return isinstance(cell, str) and FORMULA.match(cell) is not None
