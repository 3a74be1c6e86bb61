"""Tables that run over as many pages as they need and repeat their heads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from tributary.gateways.pdf.fonts import BOLD, printable, text_width
from tributary.gateways.pdf.sheets import (
    BODY,
    HAIR,
    LEFT,
    NAVY,
    QUIET,
    RIGHT,
    SMALL,
    STRONG,
    TINT,
    Flow,
    Style,
    wrapped,
)

HEADING: Final = Style(font=BOLD, size=11, colour=NAVY)
COLUMN_TITLE: Final = Style(font=BOLD, size=7.8, colour=QUIET)
CONTINUED: Final = Style(size=8, colour=QUIET)
PADDING: Final = 5.0
LEADING: Final = 11.5
_HEADING_HEIGHT: Final = 22.0
_TITLES_HEIGHT: Final = 18.0
_TOTAL_HEIGHT: Final = LEADING + PADDING + 2
_CELL_GAP: Final = 8.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; figures stand to the right."""

    title: str
    width: float
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and what stands small beneath each of them by its place."""

    cells: Sequence[str]
    beneath: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, columns and rows; `total` stands under the last column."""

    heading: str
    continued: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    none: str
    total_label: str = ""
    total: str = ""


def draw_table(flow: Flow, table: Table) -> None:
    """Draw a table from where the flow is; heads are repeated on every new sheet."""
    row_height = LEADING + PADDING
    flow.make_room(_HEADING_HEIGHT + _TITLES_HEIGHT + 2 * row_height)
    _draw_heads(flow, table, is_first=True)
    last: Row | None = None
    for row in table.rows:
        if last is not None:
            _draw_row(flow, table, last)
        last = row
    if last is not None:
        # The total never stands alone on a sheet.
        _draw_row(flow, table, last, followed_by=_TOTAL_HEIGHT if table.total else 0)
    else:
        flow.sheet.left(LEFT + PADDING, flow.y - LEADING, table.none, CONTINUED)
        flow.y -= row_height
    if table.total:
        _draw_total(flow, table)
    flow.y -= 20


def _draw_heads(flow: Flow, table: Table, *, is_first: bool) -> None:
    sheet = flow.sheet
    heading = printable(table.heading)
    flow.y -= 11
    sheet.left(LEFT, flow.y, heading, HEADING)
    if not is_first:
        behind = LEFT + text_width(heading, HEADING.font, HEADING.size) + 2
        sheet.left(behind, flow.y, table.continued, CONTINUED)
    flow.y -= 8 + _TITLES_HEIGHT
    sheet.box(LEFT, flow.y, RIGHT - LEFT, _TITLES_HEIGHT, TINT)
    x = LEFT
    for column in table.columns:
        if column.is_figure:
            sheet.right(x + column.width - PADDING, flow.y + 5.8, column.title, COLUMN_TITLE)
        else:
            sheet.left(x + PADDING, flow.y + 5.8, column.title, COLUMN_TITLE)
        x += column.width


def _draw_row(flow: Flow, table: Table, row: Row, followed_by: float = 0) -> None:
    stacks = [_stack(row, place, column) for place, column in enumerate(table.columns)]
    height = max(len(stack) for stack in stacks) * LEADING + PADDING
    if not flow.fits(height + followed_by):
        flow.turn()
        _draw_heads(flow, table, is_first=False)
    sheet = flow.sheet
    x = LEFT
    for column, stack in zip(table.columns, stacks, strict=True):
        y = flow.y - LEADING
        for words, style in stack:
            if column.is_figure:
                room = column.width - PADDING
                sheet.right(x + column.width - PADDING, y, words, style, room)
            else:
                sheet.left(x + PADDING, y, words, style)
            y -= LEADING
        x += column.width
    flow.y -= height
    sheet.rule(flow.y)


def _stack(row: Row, place: int, column: Column) -> list[tuple[str, Style]]:
    """Return the lines of one cell: a figure is never broken, words are."""
    words = row.cells[place]
    if column.is_figure:
        return [(words, BODY)]
    width = column.width - _CELL_GAP
    lines = [(line, BODY) for line in wrapped(words, BODY, width)] if words else []
    beneath = row.beneath[place] if place < len(row.beneath) else ""
    if beneath:
        lines += [(line, SMALL) for line in wrapped(beneath, SMALL, width)]
    return lines


def _draw_total(flow: Flow, table: Table) -> None:
    y = flow.y - LEADING - 1
    room = (RIGHT - LEFT) / 2
    flow.sheet.left(LEFT + PADDING, y, table.total_label, STRONG)
    flow.sheet.right(RIGHT - PADDING, y, table.total, STRONG, room)
    flow.y -= _TOTAL_HEIGHT
    flow.sheet.rule(flow.y, HAIR, 1)
