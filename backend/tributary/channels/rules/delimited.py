"""Rows of delimited text: cells, quotation marks, and cells that hold line ends."""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

from tributary.channels.rules.columns import HEADER_LINES_MAX
from tributary.channels.rules.contract import Blocks
from tributary.channels.rules.texts import encoding_of, lines_of, require_text

WANTED: Final = "CSV text"
DELIMITERS: Final = ",;\t|"
_QUOTED_LINES_MAX: Final = 50
"""A cell of more lines is a quotation mark that somebody forgot to close."""

Lines = Iterator[tuple[int, str]]
"""Numbered lines of a file."""


class Opened(NamedTuple):
    """A text file whose first lines have been read."""

    head: list[tuple[int, str]]
    rest: Lines


def opened(blocks: Blocks) -> Opened:
    """Open a text file and read as many lines as may stand above a header.

    Refuses:
        FileEmpty: there is nothing in it.
        FileOfOtherKind: it is a workbook or the like.
        FileUnreadable: it is not text, or a line never ends.
    """
    require_text(blocks, WANTED)
    numbered = enumerate(lines_of(blocks, encoding_of(blocks)), start=1)
    head = [line for _, line in zip(range(HEADER_LINES_MAX), numbered, strict=False)]
    return Opened(head, numbered)


def splits(lines: Sequence[str]) -> list[list[str]]:
    """Return every line split in every way, line by line: len(DELIMITERS) rows for each."""
    return [cells_of(line, delimiter) for line in lines for delimiter in DELIMITERS]


def cells_of(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line; none when it cannot be split."""
    try:
        return next(csv.reader([line], delimiter=delimiter))
    except (csv.Error, StopIteration):
        return []


class DelimitedRows:
    """The lines of a file as rows of cells; a quoted cell may hold line ends."""

    def __init__(self, opened_file: Opened, place: int, width: int) -> None:
        """Begin below the header, which stands at `place` among the `splits` of the head."""
        above, way = divmod(place, len(DELIMITERS))
        self.delimiter = DELIMITERS[way]
        self.header_line = above + 1
        self._lines = chain(opened_file.head[above + 1 :], opened_file.rest)
        self._again: deque[tuple[int, str]] = deque()
        self._width = width

    def __iter__(self) -> Iterator[tuple[int, str, list[str] | None]]:
        """Yield line number, text and cells; no cells where a quotation mark never closes."""
        again, lines, delimiter = self._again, self._lines, self.delimiter
        while (numbered := again.popleft() if again else next(lines, None)) is not None:
            number, line = numbered
            if '"' in line:
                yield self._quoted(number, line)
            else:
                yield number, line, line.split(delimiter)

    def before_quote(self, line: str) -> list[str]:
        """Return the cells of a line that stand before its first quotation mark."""
        return line.partition('"')[0].split(self.delimiter)[:-1]

    def _next(self) -> tuple[int, str] | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def _quoted(self, number: int, line: str) -> tuple[int, str, list[str] | None]:
        taken = [(number, line)]

        def following() -> Iterator[str]:
            yield line + "\n"
            while len(taken) < _QUOTED_LINES_MAX and (numbered := self._next()) is not None:
                taken.append(numbered)
                yield numbered[1] + "\n"

        try:
            cells = next(csv.reader(following(), delimiter=self.delimiter))
        except csv.Error:
            cells = []
        if len(taken) > 1 and (len(cells) != self._width or len(taken) == _QUOTED_LINES_MAX):
            # The mark swallowed rows that are none of its own: they get their turn.
            self._again.extendleft(reversed(taken[1:]))
            return number, line, None
        return number, "\n".join(text for _, text in taken), cells
