"""The canonical columns in an Excel workbook: the sheet named orders, or the first one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import chain, islice
from types import MappingProxyType
from typing import Final

from tributary.channels.rules.columns import (
    HEADER_LINES_MAX,
    Completion,
    header_of,
    is_footer,
)
from tributary.channels.rules.contract import (
    FIELDS,
    PLACE,
    Blocks,
    FileEmpty,
    FileTooLarge,
    Record,
    RowFault,
    Terms,
)
from tributary.channels.rules.texts import require_content, whole_bytes
from tributary.channels.rules.workbook import EMPTY, WANTED, Cell, Row, Workbook

BYTES_MAX: Final = 64 * 1024 * 1024

# A number in a workbook has fifteen digits; what was typed behind them is gone.
_DIGITS_KEPT: Final = 15

_ORIGINAL_MAX: Final = 4_000

_DAYS: Final = frozenset({"ordered_at", "updated_at", "shipped_on", "delivered_on", "returned_at"})
_NAMES: Final = frozenset({"external_id", "number", "line_ref", "sku", "return_ref", "distributor"})
_SECONDS_OF_A_DAY: Final = 86_400
_SERIALS: Final = range(30_000, 80_000)
"""From 1982 to 2119: other numbers, such as 20260131, are texts of their own."""

_FAULTS: Final[Mapping[str, str]] = MappingProxyType(
    {"error": "cell_error", "uncounted": "formula_uncounted"}
)


class CanonicalXlsx:
    """Reads a workbook with one row per order line, in any column order."""

    name = "xlsx"
    version = "2"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    about = "Excel workbook with the columns of the CSV, in its sheet orders or its first one"

    def read(self, blocks: Blocks, terms: Terms) -> Iterator[Record]:
        """Yield one record per row under the header; footers and blank rows are passed over.

        Refuses:
            FileEmpty: there is nothing in it, or nothing below its header.
            FileOfOtherKind: it is no workbook of this kind.
            FileUnreadable: it is broken, or brings what no spreadsheet program writes.
            FileTooLarge: it is larger than we read, or was made to burst.
            HeaderMissing: a column that every order needs is not there, or is there twice.
        """
        require_content(blocks, WANTED, b"PK\x03\x04")
        content = whole_bytes(blocks, BYTES_MAX)
        if content is None:
            raise FileTooLarge(
                f"The file has more than {BYTES_MAX // 1024**2} MiB. Export a shorter period."
            )
        book = Workbook(content)
        rows = book.rows()
        head = list(islice(rows, HEADER_LINES_MAX))
        header = header_of([_texts(row) for row in head], terms, lines=len(head), first="")
        layout = _Layout(header.columns, counts_from_1904=book.counts_from_1904)
        complete = Completion(terms)
        found = False
        for row in chain(head[header.place + 1 :], rows):
            said, fault = layout.fields(row)
            if is_footer(said, _texts(row)):
                continue
            found = True
            original = "\t".join(_texts(row))[:_ORIGINAL_MAX]
            yield Record(row.number, complete(said), original, fault)
        if not found:
            raise FileEmpty(
                f"There is no order below the header in row {head[header.place].number}. "
                "Export the file again."
            )


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


class _Layout:
    """Which column holds which field, and how its cells are read."""

    def __init__(self, columns: Sequence[str], *, counts_from_1904: bool) -> None:
        self._columns = [
            (field, columns.index(field)) if field in columns else None for field in FIELDS
        ]
        self._first_day = datetime(1904, 1, 1) if counts_from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001

    def fields(self, row: Row) -> tuple[tuple[str, ...], RowFault | None]:
        """Return the fields of a row, and the first cell that says nothing."""
        said = [""] * len(FIELDS)
        fault = None
        for found in self._columns:
            if found is None:
                continue
            field, place = found
            cell = row.cells[place] if place < len(row.cells) else EMPTY
            said[PLACE[field]], reason = self._read(field, cell)
            if reason is not None and fault is None:
                fault = RowFault(field, reason, cell.text or None)
        return tuple(said), fault

    def _read(self, field: str, cell: Cell) -> tuple[str, str | None]:
        if cell.kind == "text":
            return cell.text.strip(" \t'`\u3000"), None
        if cell.kind != "number":
            return "", _FAULTS[cell.kind]
        if field in _DAYS:
            return self._instant(cell.text), None
        if field in _NAMES and len(cell.text) > _DIGITS_KEPT:
            return "", "digits_lost"
        return cell.text, None

    def _instant(self, text: str) -> str:
        """Return the day or the instant of a serial number; other numbers stay as they are."""
        if not text.replace(".", "", 1).isdigit():
            return text
        serial = Decimal(text)
        if int(serial) not in _SERIALS:
            return text
        seconds = int((serial * _SECONDS_OF_A_DAY).to_integral_value())
        at = self._first_day + timedelta(seconds=seconds)
        return at.date().isoformat() if serial == int(serial) else at.isoformat()
