"""Excel workbooks, written part by part (ECMA-376): texts, plain numbers and days, no formulas."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from tributary.gateways.spreadsheets.cells import Cell, looks_like_formula, text_of
from tributary.gateways.spreadsheets.tables import Table
from tributary.kernel import Money

ROWS_MAX: Final = 1_048_576
"""What a sheet can hold; a longer table goes on in the next sheet."""

_DAY_ZERO: Final = date(1899, 12, 30)
_DIGITS_MAX: Final = 15
"""A number of more digits would lose the last ones: it is written as text."""
_TEXT_MAX: Final = 32_767
_NAME_MAX: Final = 31
_WIDTHS: Final[Mapping[str, int]] = {
    "description": 36,
    "fact": 52,
    "reference": 24,
    "trace": 24,
    "journal": 38,
    "base": 14,
    "total": 14,
    "amount": 16,
    "section": 16,
    "account": 18,
}
_WIDTH: Final = 12

# Places in the list of cell formats below; amounts begin at the one without decimals.
_PLAIN, _HEAD, _DAY, _QUOTED, _AMOUNT = range(5)
_DECIMALS_MAX: Final = 4

_HEADER: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def written_xlsx(tables: Sequence[Table], titles: Mapping[str, str]) -> bytes:
    """Return a workbook with a sheet for each table, more for one that is longer than a sheet.

    Args:
        tables: their titles name the sheets.
        titles: what a column is called.
    """
    sheets = [sheet for table in tables for sheet in _split(table)]
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, text: str) -> None:
            # The day of an entry is part of the bytes: it is always the same one.
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, _HEADER + text)

        add("[Content_Types].xml", _content_types(len(sheets)))
        add("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        add("xl/workbook.xml", _book([sheet.title for sheet in sheets]))
        parts = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
        add("xl/_rels/workbook.xml.rels", _relations([*parts, ("styles", "styles.xml")]))
        add("xl/styles.xml", _styles())
        for n, sheet in enumerate(sheets, start=1):
            add(f"xl/worksheets/sheet{n}.xml", _sheet(sheet, titles))
    return written.getvalue()


def _split(table: Table) -> Iterator[Table]:
    yield Table(table.title, table.columns, table.rows[: ROWS_MAX - 1])
    rest = range(ROWS_MAX - 1, len(table.rows), ROWS_MAX - 1)
    for n, start in enumerate(rest, start=2):
        rows = table.rows[start : start + ROWS_MAX - 1]
        yield Table(f"{table.title[: _NAME_MAX - 4]} {n}", table.columns, rows)


def _content_types(sheets: int) -> str:
    parts = [("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles")]
    parts += [(f"xl/worksheets/sheet{n}.xml", "worksheet") for n in range(1, sheets + 1)]
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_KIND}.{kind}+xml"/>' for name, kind in parts
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _book(names: Sequence[str]) -> str:
    entries = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{entries}</sheets></workbook>'


def _styles() -> str:
    first = 164
    decimals = range(_DECIMALS_MAX + 1)
    codes = ["yyyy\\-mm\\-dd", *("0" + "." * (n > 0) + "0" * n for n in decimals)]
    formats = "".join(
        f'<numFmt numFmtId="{first + n}" formatCode={quoteattr(code)}/>'
        for n, code in enumerate(codes)
    )
    cells = [
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" applyFont="1"/>',
        _number_format(first),
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" quotePrefix="1"/>',
        *(_number_format(first + 1 + n) for n in decimals),
    ]
    font = '<sz val="11"/><name val="Calibri"/>'
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(codes)}">{formats}</numFmts>'
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        "<borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        f'</cellStyleXfs><cellXfs count="{len(cells)}">{"".join(cells)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )


def _number_format(place: int) -> str:
    return f'<xf numFmtId="{place}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>'


def _sheet(table: Table, titles: Mapping[str, str]) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{_WIDTHS.get(key, _WIDTH)}" customWidth="1"/>'
        for n, key in enumerate(table.columns, start=1)
    )
    head = "".join(_text(titles[key], _HEAD) for key in table.columns)
    body = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in table.rows)
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{columns}</cols>"
        f"<sheetData><row>{head}</row>{body}</sheetData></worksheet>"
    )


def _cell(cell: Cell) -> str:
    if cell is None:
        return "<c/>"
    if isinstance(cell, date):
        return f'<c s="{_DAY}"><v>{(cell - _DAY_ZERO).days}</v></c>'
    if isinstance(cell, (Money, int)):
        return _number(cell)
    return _text(text_of(cell), _QUOTED if looks_like_formula(cell) else _PLAIN)


def _number(number: Money | int) -> str:
    plain = text_of(number)
    digits = Decimal(plain).as_tuple()
    if len(digits.digits) > _DIGITS_MAX:
        return _text(plain, _PLAIN)
    style = _AMOUNT + len(plain.partition(".")[2]) if isinstance(number, Money) else _PLAIN
    return f'<c s="{style}"><v>{plain}</v></c>'


def _text(text: str, style: int) -> str:
    kept = escape(text[:_TEXT_MAX])
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{kept}</t></is></c>'
