"""The columns of the canonical layout: under which names they are known, and what a row needs."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from tributary.channels.rules.contract import (
    FIELDS,
    PLACE,
    FileOfOtherKind,
    HeaderMissing,
    Record,
    RowFault,
    Terms,
)

HEADER_LINES_MAX: Final = 40
"""How many lines may stand above a header."""

ALIASES: Final = {
    "external_id": "order_no order_number order_id external_id 订单号 订单编号 单号 销售单号",
    "number": "number 订单名称",
    "state": "status state order_status 状态 订单状态",
    "ordered_at": "ordered_at ordered_on order_date date 下单时间 下单日期 订单日期 订单时间",
    "updated_at": "updated_at modified_at 更新时间 修改时间",
    "shipped_on": "shipped_on shipped_at ship_date 发货日期 发货时间",
    "delivered_on": "delivered_on delivered_at delivery_date 签收日期 签收时间 妥投时间",
    "carrier": "carrier shipping_company courier 快递公司 物流公司 承运商",
    "tracking_number": (
        "tracking_number tracking_no waybill waybill_no 快递单号 物流单号 运单号 物流运单号"
    ),
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

FIELD_OF: Final = {name: field for field, names in ALIASES.items() for name in names.split()}
"""The field that each name of a column means."""

_FOOTER: Final = re.compile(
    r"[#*-]|合计|总计|小计|汇总|总交易|导出时间|grand total|total\b|sum\b", re.IGNORECASE
)

_SKU: Final = PLACE["sku"]
_CURRENCY: Final = PLACE["currency"]
_STATE: Final = PLACE["state"]
_RETURN_REF: Final = PLACE["return_ref"]
_SCOPE: Final = PLACE["scope"]


def column_name(cell: str) -> str:
    """Return a header cell in one way of writing, without units in brackets.

    >>> column_name(" 单价(元)")
    '单价'
    """
    plain = unicodedata.normalize("NFKC", cell).strip(" \t\ufeff\"'`*").lower()
    return re.sub(r"\(.*?\)", "", plain).strip().replace(" ", "_")


def fields_of(cells: Iterable[str]) -> list[str]:
    """Return the field of each header cell; a name we do not know begins with a question mark."""
    return [FIELD_OF.get(column_name(cell), f"?{cell}") for cell in cells]


class Header(NamedTuple):
    """Which row of a table names its columns, and what each column means."""

    place: int
    columns: list[str]


def header_of(rows: Sequence[Sequence[str]], terms: Terms, *, lines: int, first: str) -> Header:
    """Return the first row that names every column an order needs.

    Args:
        rows: the first rows of a table; a row may stand there once for each way to split it.
        terms: whether each row has to name its distributor.
        lines: how many lines of the file those rows are.
        first: the first text of the file, which may tell what it is instead.

    Refuses:
        FileOfOtherKind: it is JSON, HTML or XML.
        HeaderMissing: a column is not there, or is there twice.
    """
    needed = ["external_id", "ordered_at", "sku", "quantity"]
    if terms.needs_distributor:
        needed.append("distributor")
    best: list[str] = []
    for place, cells in enumerate(rows):
        columns = fields_of(cells)
        known = [field for field in needed if field in columns]
        if len(known) == len(needed):
            _require_once(columns)
            return Header(place, columns)
        best = max(best, known, key=len)
    require_table(first)
    missing = ", ".join(ALIASES[field].split()[0] for field in needed if field not in best)
    raise HeaderMissing(
        f"None of the first {lines} lines names the columns every order needs; "
        f"missing: {missing}. docs/import.md lists the names of each column."
    )


def require_table(first: str) -> None:
    """Make sure that a text does not begin as something else than a table.

    Refuses:
        FileOfOtherKind: it begins as JSON, HTML or XML.
    """
    if first[:1] in {"{", "["}:
        raise FileOfOtherKind("The file is JSON, not CSV text. Choose the channel it belongs to.")
    if first[:1] == "<":
        raise FileOfOtherKind("The file is HTML or XML, not CSV text. Save it as CSV.")


def _require_once(columns: Sequence[str]) -> None:
    twice = [field for field in ALIASES if columns.count(field) > 1]
    if twice:
        names = ", ".join(ALIASES[field].split()[0] for field in twice)
        raise HeaderMissing(
            f"The header names the same column twice: {names}. Remove or rename one of them."
        )


class Completion:
    """Fills in what a file may leave out."""

    state: Final = "confirmed"

    def __init__(self, terms: Terms) -> None:
        self.currency: Final = terms.currency

    def __call__(self, fields: Sequence[str]) -> tuple[str, ...]:
        """Return the fields of a row with currency, status and scope."""
        if fields[_CURRENCY] and fields[_STATE] and not fields[_RETURN_REF]:
            return tuple(fields)
        filled = list(fields)
        filled[_CURRENCY] = fields[_CURRENCY] or self.currency
        filled[_STATE] = fields[_STATE] or self.state
        if fields[_RETURN_REF]:
            filled[_SCOPE] = "line"
        return tuple(filled)


def is_aside(cells: Sequence[str]) -> bool:
    """Tell whether a row is blank, a footer or a remark rather than an order."""
    said = [cell.strip() for cell in cells if cell.strip()]
    return not said or _FOOTER.match(said[0]) is not None


def is_footer(fields: Sequence[str], cells: Sequence[str]) -> bool:
    """Tell whether a row without an order number or a SKU is none at all."""
    return (not fields[0] or not fields[_SKU]) and is_aside(cells)


def misfit(
    row_number: int, said: Mapping[str, str], original: str, reason: str, value: str | None
) -> Record:
    """Return the record of a row whose cells do not fit its header, with what can be told."""
    fields = tuple(said.get(field, "") for field in FIELDS)
    return Record(row_number, fields, original, RowFault("row", reason, value))
