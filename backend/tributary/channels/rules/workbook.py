"""The cells of an XLSX workbook, row by row, as texts of what was typed."""

import re
from collections.abc import Iterator, Mapping
from decimal import Context
from typing import Final, NamedTuple

from tributary.channels.rules.archive import Archive
from tributary.channels.rules.contract import FileOfOtherKind, FileTooLarge, FileUnreadable
from tributary.channels.rules.markup import MarkupReader, Start

WANTED: Final = "an Excel workbook (.xlsx)"
_SHEET_NAMES: Final = frozenset({"orders", "order", "订单"})
_SMALL_PART: Final = 4 * 1024 * 1024
_TEXTS_PART: Final = 96 * 1024 * 1024
_TEXTS_MAX: Final = 2_000_000
COLUMNS_MAX: Final = 500
_ROWS_MAX: Final = 1_048_576
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})[0-9]{1,7}", re.ASCII)
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
_NUMBER_MAX: Final = 40
_DIGITS: Final = Context(prec=15)
_RELATION_SHEET: Final = "/worksheet"
_RELATION_TEXTS: Final = "/sharedStrings"
_RELATION_BOOK: Final = "/officeDocument"


class Cell(NamedTuple):
    """What one cell holds."""

    text: str
    kind: str = "text"
    """`text`, `number`, `error`, or `uncounted`: a formula whose result was never stored."""


EMPTY: Final = Cell("")


class Row(NamedTuple):
    """One row by its number in the sheet, and its cells from the first column on."""

    number: int
    cells: list[Cell]


class Workbook:
    """An XLSX file: which sheets it has, and the rows of the one with orders."""

    def __init__(self, content: bytes) -> None:
        """Look at the parts of the file.

        Refuses:
            FileOfOtherKind: it is no workbook, or has no sheet with cells.
            FileUnreadable: it is broken.
            FileTooLarge: it was made to burst.
        """
        self._archive = Archive(content, WANTED)
        if "[Content_Types].xml" not in self._archive:
            raise FileOfOtherKind(f"The file is a zip archive, not {WANTED}. Unpack it first.")
        book = next(self._related("", "_rels/.rels", _RELATION_BOOK), "xl/workbook.xml")
        self._folder, _, name = book.rpartition("/")
        self._relations = f"{self._folder}/_rels/{name}.rels".lstrip("/")
        self.counts_from_1904 = False
        self._sheet = self._sheet_of(book)

    def rows(self) -> Iterator[Row]:
        """Yield the rows that hold anything, from the top.

        Refuses:
            FileUnreadable: the sheet is broken.
            FileTooLarge: it holds more than a workbook can.
        """
        sheet = _Sheet(self._texts(), self._sheet)
        for _ in sheet.reader.read(self._archive.blocks(self._sheet)):
            yield from sheet.taken()

    def _sheet_of(self, book: str) -> str:
        """Return the part of the sheet called orders, else of the first one that is shown."""
        found: list[tuple[str, str]] = []
        hidden: list[tuple[str, str]] = []

        def start(name: str, attributes: Mapping[str, str]) -> None:
            if name == "workbookPr":
                self.counts_from_1904 = attributes.get("date1904") in {"1", "true"}
            elif name == "sheet":
                relation = next(
                    (text for key, text in attributes.items() if key.rpartition(":")[2] == "id"),
                    "",
                )
                shown = attributes.get("state", "visible") == "visible"
                entry = (attributes.get("name", "").strip().lower(), relation)
                (found if shown else hidden).append(entry)

        self._walk(book, start)
        sheets = dict(self._relations_of(self._folder, self._relations, _RELATION_SHEET))
        known = [(name, sheets[relation]) for name, relation in found if relation in sheets]
        if not known:
            raise FileOfOtherKind("The workbook has no sheet with cells. Add one with the orders.")
        return next((part for name, part in known if name in _SHEET_NAMES), known[0][1])

    def _texts(self) -> list[str]:
        """Return the texts that cells share."""
        part = next(self._related(self._folder, self._relations, _RELATION_TEXTS), "")
        texts: list[str] = []
        if part not in self._archive:
            return texts
        pieces: list[str] = []
        phonetic = False

        def start(name: str, _: Mapping[str, str]) -> None:
            nonlocal phonetic
            phonetic = phonetic or name == "rPh"
            reader.text()

        def end(name: str) -> None:
            nonlocal phonetic
            text = reader.text()
            if name == "t" and not phonetic:
                pieces.append(text)
            elif name == "rPh":
                phonetic = False
            elif name == "si":
                texts.append("".join(pieces))
                pieces.clear()

        reader = MarkupReader(part, start, end)
        for _ in reader.read(self._archive.blocks(part, _TEXTS_PART)):
            if len(texts) > _TEXTS_MAX:
                raise FileTooLarge(f"The workbook has more than {_TEXTS_MAX} texts.")
        return texts

    def _related(self, folder: str, relations: str, kind: str) -> Iterator[str]:
        if relations in self._archive:
            for _, target in self._relations_of(folder, relations, kind):
                yield target

    def _relations_of(self, folder: str, relations: str, kind: str) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []

        def start(name: str, attributes: Mapping[str, str]) -> None:
            target = attributes.get("Target", "")
            outside = attributes.get("TargetMode") == "External"
            if name == "Relationship" and attributes.get("Type", "").endswith(kind) and not outside:
                inside = f"{folder}/{target}" if folder else target
                path = target[1:] if target.startswith("/") else inside
                found.append((attributes.get("Id", ""), path))

        self._walk(relations, start)
        return found

    def _walk(self, part: str, start: Start) -> None:
        reader = MarkupReader(part, start, lambda _: None)
        for _ in reader.read(self._archive.blocks(part, _SMALL_PART)):
            reader.text()


class _Sheet:
    """Turns the elements of a sheet into rows."""

    def __init__(self, texts: list[str], part: str) -> None:
        self.reader = MarkupReader(part, self._start, self._end)
        self._shared = texts
        self._rows: list[Row] = []
        self._number = 0
        self._cells: list[Cell] = []
        self._column = -1
        self._type = ""
        self._value: str | None = None
        self._is_formula = False
        self._in_phonetic = False

    def taken(self) -> list[Row]:
        """Take the rows that are complete."""
        rows, self._rows = self._rows, []
        return rows

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            match = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _column_of(match[1]) if match else self._column + 1
            self._type = attributes.get("t", "n")
            self._value = None
            self._is_formula = False
        elif name == "row":
            said = attributes.get("r", "")
            number = int(said) if said.isascii() and said.isdigit() and len(said) <= 7 else 0  # noqa: PLR2004
            self._number = max(number, self._number + 1)
            if self._number > _ROWS_MAX:
                raise FileTooLarge(f"The sheet has more than {_ROWS_MAX} rows.")
            self._cells = []
            self._column = -1
        elif name == "f":
            self._is_formula = True
        elif name == "rPh":
            self._in_phonetic = True
        self.reader.text()

    def _end(self, name: str) -> None:
        text = self.reader.text()
        if name == "v" or (name == "t" and not self._in_phonetic):
            self._value = (self._value or "") + text
        elif name == "rPh":
            self._in_phonetic = False
        elif name == "c":
            self._place(self._cell())
        elif name == "row" and any(cell.text or cell.kind != "text" for cell in self._cells):
            self._rows.append(Row(self._number, self._cells))

    def _place(self, cell: Cell) -> None:
        if self._column >= COLUMNS_MAX or cell is EMPTY:
            return
        self._cells.extend([EMPTY] * (self._column + 1 - len(self._cells)))
        self._cells[self._column] = cell

    def _cell(self) -> Cell:
        value, kind = self._value, self._type
        if value is None:
            return Cell("", "uncounted") if self._is_formula else EMPTY
        if kind == "s":
            place = int(value) if value.isascii() and value.isdigit() and len(value) < 8 else -1  # noqa: PLR2004
            if not 0 <= place < len(self._shared):
                raise FileUnreadable(
                    f"Row {self._number} points to a text that is not there. Save the file again."
                )
            return Cell(self._shared[place])
        if kind == "n":
            return Cell(shortest(value), "number")
        if kind == "e":
            return Cell(value, "error")
        if kind == "b":
            return Cell("TRUE" if value.strip() == "1" else "FALSE")
        return Cell(value)


def _column_of(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def shortest(value: str) -> str:
    """Return the decimal text of a stored number, in the fifteen digits a spreadsheet shows.

    A workbook keeps 70.1 as the nearest binary number, and programs write 70.099999999999994 or
    70.09999999999999 for it. Fifteen digits bring back whatever was typed, and no more was kept.

    >>> shortest("70.099999999999994"), shortest("2.0"), shortest("1E3"), shortest("70.105")
    ('70.1', '2', '1000', '70.105')
    """
    plain = value.strip()
    if len(plain) > _NUMBER_MAX or plain.isdigit() or _NUMBER.fullmatch(plain) is None:
        return plain
    number = _DIGITS.create_decimal(plain)
    if number and abs(number.adjusted()) > _NUMBER_MAX:
        return plain
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
