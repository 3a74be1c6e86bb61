"""One CSV table of several: the rows of each, under the columns of all."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

from tributary.gateways.spreadsheets.cells import Cell, looks_like_formula, text_of
from tributary.gateways.spreadsheets.tables import Table


def written_csv(
    tables: Sequence[Table], titles: Mapping[str, str], facts: Sequence[tuple[str, str | date]]
) -> bytes:
    """Return the rows of all tables as UTF-8 with a mark, which spreadsheets look for.

    Args:
        tables: each named in the column `part` of its rows.
        titles: what a column is called, in the order of the columns.
        facts: what stands in front of every row, so that files can be put together.
    """
    fixed = [name for name, _ in facts]
    used = {name for table in tables for name in table.columns}
    columns = ["part", *(name for name in titles if name in used)]
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([titles[name] for name in [*fixed, *columns]])
    front = [_safe(fact) for _, fact in facts]
    for table in tables:
        places = {name: place for place, name in enumerate(table.columns)}
        for row in table.rows:
            cells = [row[places[name]] if name in places else None for name in columns[1:]]
            lines.writerow([*front, table.title, *(_safe(cell) for cell in cells)])
    return f"\N{ZERO WIDTH NO-BREAK SPACE}{written.getvalue()}".encode()


def _safe(cell: Cell) -> str:
    # The apostrophe makes text of it; a number of ours is no string and has none.
    return f"'{text_of(cell)}" if looks_like_formula(cell) else text_of(cell)
