"""The canonical CSV layout: one row per order line, columns known by their names."""

import csv
import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import Final

from tributary.channels.rules.contract import (
    FIELDS,
    PLACE,
    Blocks,
    FileEmpty,
    FileOfOtherKind,
    HeaderMissing,
    Record,
    RowFault,
    Terms,
)
from tributary.channels.rules.texts import encoding_of, lines_of, require_text

_WANTED: Final = "CSV text"
_HEADER_LINES_MAX: Final = 40
_QUOTED_LINES_MAX: Final = 50
"""A cell of more lines is a quotation mark that somebody forgot to close."""
_DELIMITERS: Final = ",;\t|"

ALIASES: Final = {
    "external_id": "order_no order_number order_id external_id 订单号 订单编号 单号 销售单号",
    "number": "number 订单名称",
    "state": "status state order_status 状态 订单状态",
    "ordered_at": "ordered_at ordered_on order_date date 下单时间 下单日期 订单日期 订单时间",
    "updated_at": "updated_at modified_at 更新时间 修改时间",
    "shipped_on": "shipped_on shipped_at ship_date 发货日期 发货时间",
    "distributor": (
        "distributor distributor_code dealer 经销商 经销商编码 经销商编号 经销商代码 客户编码"
    ),
    "currency": "currency 币种 币别",
    "freight": "freight shipping shipping_fee 运费 邮费",
    "freight_tax": "freight_tax shipping_tax 运费税额",
    "total": "total order_total 订单金额 订单总额 订单总金额 应付金额",
    "line_ref": "line_no line line_number 行号 子订单编号",
    "sku": "sku product_code item_code 商品编码 商品编号 货号 商家编码 物料编码",
    "name": "name product_name item 商品名称 品名",
    "quantity": "quantity qty 数量 商品数量 订购数量",
    "unit_price": "unit_price price 单价 商品单价 价格",
    "discount": "discount 折扣 优惠 优惠金额 折扣金额",
    "tax": "tax tax_amount vat 税额",
    "return_ref": "return_no return_number 退货单号 退款单号 售后单号",
    "returned_at": "returned_on returned_at 退货日期 退货时间 退款时间",
}
"""The names under which a column is known, as `column_name` writes them."""

_FIELD_OF: Final = {name: field for field, names in ALIASES.items() for name in names.split()}
_FOOTER: Final = re.compile(
    r"[#*-]|合计|总计|小计|汇总|总交易|导出时间|grand total|total\b|sum\b", re.IGNORECASE
)


def column_name(cell: str) -> str:
    """Return a header cell in one way of writing, without units in brackets.

    >>> column_name(" 单价(元)")
    '单价'
    """
    plain = unicodedata.normalize("NFKC", cell).strip(" \t\ufeff\"'`*").lower()
    return re.sub(r"\(.*?\)", "", plain).strip().replace(" ", "_")


class CanonicalCsv:
    """Reads CSV with one row per order line, in any column order, in UTF-8 or GBK."""

    name = "csv"
    version = "1"
    media_type = "text/csv"

    def read(self, blocks: Blocks, terms: Terms) -> Iterator[Record]:
        """Yield one record per row under the header; footers and blank rows are passed over.

        Refuses:
            FileEmpty: there is nothing in it, or nothing below its header.
            FileOfOtherKind: it is a workbook, JSON, HTML or the like.
            FileUnreadable: it is not text, or a line never ends.
            HeaderMissing: a column that every order needs is not there, or is there twice.
        """
        require_text(blocks, _WANTED)
        numbered = enumerate(lines_of(blocks, encoding_of(blocks)), start=1)
        head = [line for _, line in zip(range(_HEADER_LINES_MAX), numbered, strict=False)]
        above, delimiter, columns = _header_of([line for _, line in head], terms)
        rows = chain(head[above + 1 :], numbered)
        found = False
        for record in _records(rows, delimiter, columns, terms):
            found = True
            yield record
        if not found:
            raise FileEmpty(
                f"There is no order below the header in line {above + 1}. Export the file again."
            )


class _Rows:
    """The lines of a file as rows of cells; a quoted cell may hold line ends."""

    def __init__(self, lines: Iterator[tuple[int, str]], delimiter: str, width: int) -> None:
        self._lines = lines
        self._again: deque[tuple[int, str]] = deque()
        self._delimiter = delimiter
        self._width = width

    def __iter__(self) -> Iterator[tuple[int, str, list[str] | None]]:
        """Yield line number, text and cells; no cells where a quotation mark never closes."""
        while (numbered := self._next()) is not None:
            number, line = numbered
            if '"' in line:
                yield self._quoted(number, line)
            else:
                yield number, line, line.split(self._delimiter)

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
            cells = next(csv.reader(following(), delimiter=self._delimiter))
        except csv.Error:
            cells = []
        if len(taken) > 1 and (len(cells) != self._width or len(taken) == _QUOTED_LINES_MAX):
            # The mark swallowed rows that are none of its own: they get their turn.
            self._again.extendleft(reversed(taken[1:]))
            return number, line, None
        return number, "\n".join(text for _, text in taken), cells


def _records(
    lines: Iterator[tuple[int, str]], delimiter: str, columns: Sequence[str], terms: Terms
) -> Iterator[Record]:
    width = len(columns)
    places = [columns.index(field) if field in columns else width for field in FIELDS]
    pick = itemgetter(*places)
    complete = _Completion(terms)
    for number, original, cells in _Rows(lines, delimiter, width):
        if cells is None:
            fault = RowFault("row", "quote_unclosed", None)
            yield Record(number, (None,) * len(FIELDS), original, fault)
            continue
        if len(cells) != width:
            if _is_aside(cells):
                continue
            if len(cells) < width or any(cells[width:]):
                yield _misfit(number, cells, columns, original)
                continue
            del cells[width:]
        plain = [cell.strip() for cell in cells]
        if '"' in original or "'" in original or "`" in original:
            plain = [_bare(cell) for cell in plain]
        plain.append("")
        fields = pick(plain)
        if (not fields[0] or not fields[_SKU]) and _is_aside(plain):
            continue
        yield Record(number, complete(fields), original)


_SKU: Final = PLACE["sku"]
_CURRENCY: Final = PLACE["currency"]
_STATE: Final = PLACE["state"]
_RETURN_REF: Final = PLACE["return_ref"]
_SCOPE: Final = PLACE["scope"]


class _Completion:
    """Fills in what a file may leave out."""

    def __init__(self, terms: Terms) -> None:
        self._currency = terms.currency

    def __call__(self, fields: tuple[str, ...]) -> tuple[str | None, ...]:
        if fields[_CURRENCY] and fields[_STATE] and not fields[_RETURN_REF]:
            return fields
        filled = list(fields)
        filled[_CURRENCY] = fields[_CURRENCY] or self._currency
        filled[_STATE] = fields[_STATE] or "confirmed"
        if fields[_RETURN_REF]:
            filled[_SCOPE] = "line"
        return tuple(filled)


def _bare(cell: str) -> str:
    """Take off what spreadsheets put around texts that look like numbers."""
    if cell.startswith('="') and cell.endswith('"'):
        cell = cell[2:-1]
    return cell.strip("'` \t")


def _is_aside(cells: Sequence[str]) -> bool:
    """Tell whether a row is blank, a footer or a remark rather than an order."""
    said = [cell.strip() for cell in cells if cell.strip()]
    return not said or _FOOTER.match(said[0]) is not None


def _misfit(number: int, cells: Sequence[str], columns: Sequence[str], original: str) -> Record:
    """Return the record of a row that has not as many fields as the header."""
    found = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
    said = tuple(found.get(field) or None for field in FIELDS)
    value = f"{len(cells)} instead of {len(columns)}"
    return Record(number, said, original, RowFault("row", "field_count", value))


def _header_of(lines: Sequence[str], terms: Terms) -> tuple[int, str, list[str]]:
    """Return which line is the header, what separates its cells, and the field of each cell."""
    needed = ["external_id", "ordered_at", "sku", "quantity"]
    if terms.needs_distributor:
        needed.append("distributor")
    best: list[str] = []
    for place, line in enumerate(lines):
        for delimiter in _DELIMITERS:
            columns = _columns(line, delimiter)
            known = [field for field in needed if field in columns]
            if len(known) == len(needed):
                _require_once(columns, place + 1)
                return place, delimiter, columns
            best = max(best, known, key=len)
    first = next((line for line in lines if line.strip()), "").strip()
    if first[:1] in {"{", "["}:
        raise FileOfOtherKind("The file is JSON, not CSV text. Choose the channel it belongs to.")
    if first[:1] == "<":
        raise FileOfOtherKind("The file is HTML or XML, not CSV text. Save it as CSV.")
    missing = ", ".join(ALIASES[field].split()[0] for field in needed if field not in best)
    raise HeaderMissing(
        f"None of the first {min(len(lines), _HEADER_LINES_MAX)} lines names the columns every "
        f"order needs; missing: {missing}. docs/import.md lists the names of each column."
    )


def _columns(line: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([line], delimiter=delimiter))
    except (csv.Error, StopIteration):
        return []
    return [_FIELD_OF.get(column_name(cell), f"?{cell}") for cell in cells]


def _require_once(columns: Sequence[str], line: int) -> None:
    twice = [field for field in ALIASES if columns.count(field) > 1]
    if twice:
        names = ", ".join(ALIASES[field].split()[0] for field in twice)
        raise HeaderMissing(
            f"Line {line} names the same column twice: {names}. Remove or rename one of them."
        )
