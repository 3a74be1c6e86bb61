"""The canonical CSV layout: one row per order line, columns known by their names."""

from collections.abc import Iterator, Sequence
from operator import itemgetter

from tributary.channels.rules.columns import (
    Completion,
    header_of,
    is_aside,
    is_footer,
    misfit,
)
from tributary.channels.rules.contract import FIELDS, Blocks, FileEmpty, Record, Terms
from tributary.channels.rules.delimited import DelimitedRows, opened, splits


class CanonicalCsv:
    """Reads CSV with one row per order line, in any column order, in UTF-8 or GBK."""

    name = "csv"
    version = "3"
    media_type = "text/csv"
    about = "CSV with one row per order line, columns known by name"

    def read(self, blocks: Blocks, terms: Terms) -> Iterator[Record]:
        """Yield one record per row under the header; footers and blank rows are passed over.

        Refuses:
            FileEmpty: there is nothing in it, or nothing below its header.
            FileOfOtherKind: it is a workbook, JSON, HTML or the like.
            FileUnreadable: it is not text, or a line never ends.
            HeaderMissing: a column that every order needs is not there, or is there twice.
        """
        file = opened(blocks)
        head = [line for _, line in file.head]
        first = next((line.strip() for line in head if line.strip()), "")
        header = header_of(splits(head), terms, lines=len(head), first=first)
        rows = DelimitedRows(file, header.place, len(header.columns))
        found = False
        for record in _records(rows, header.columns, terms):
            found = True
            yield record
        if not found:
            raise FileEmpty(
                f"There is no order below the header in line {rows.header_line}. "
                "Export the file again."
            )


def _records(rows: DelimitedRows, columns: Sequence[str], terms: Terms) -> Iterator[Record]:
    width = len(columns)
    complete = Completion(terms)
    # Behind the cells of each row stands what a file says that has no such column.
    behind = ["", complete.currency, complete.state]
    unsaid = {"currency": width + 1, "state": width + 2}
    pick = itemgetter(
        *(columns.index(each) if each in columns else unsaid.get(each, width) for each in FIELDS)
    )
    for number, original, cells in rows:
        if cells is None:
            # What stands before the open mark may name the order, which stays out with its row.
            said = dict(zip(columns, map(_bare, rows.before_quote(original)), strict=False))
            yield misfit(number, said, original, "quote_unclosed", None)
            continue
        if len(cells) != width:
            if is_aside(cells):
                continue
            if len(cells) < width or any(cells[width:]):
                said = dict(zip(columns, map(_bare, cells), strict=False))
                value = f"{len(cells)} instead of {width}"
                yield misfit(number, said, original, "field_count", value)
                continue
            del cells[width:]
        plain = list(map(str.strip, cells))
        if '"' in original or "'" in original or "`" in original:
            plain = [_bare(cell) for cell in plain]
        fields = pick(plain + behind)
        if is_footer(fields, plain):
            continue
        yield Record(number, complete(fields), original)


def _bare(cell: str) -> str:
    """Take off what spreadsheets put around texts that look like numbers."""
    cell = cell.strip()
    if cell.startswith('="') and cell.endswith('"'):
        cell = cell[2:-1]
    return cell.strip("'` \t")
