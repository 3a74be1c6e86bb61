"""Orders of a Shopify shop, as the admin's orders export writes them."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from tributary.channels.rules.columns import HEADER_LINES_MAX, require_table
from tributary.channels.rules.contract import (
    Blocks,
    FileEmpty,
    FileTooLarge,
    HeaderMissing,
    Record,
    RowFault,
    Terms,
    record_of,
)
from tributary.channels.rules.delimited import DelimitedRows, opened, splits
from tributary.channels.rules.shopify_sums import Shares, shares_of, sum_fault

BYTES_MAX: Final = 64 * 1024 * 1024
"""The rows of an order are brought together, wherever they stand: the file is read whole."""

_NEEDED: Final[tuple[str, ...]] = (
    "name",
    "financial status",
    "currency",
    "total",
    "created at",
    "lineitem quantity",
    "lineitem name",
    "lineitem price",
)

# The export says nothing of the buyer's side but how much was paid: an order counts once all of it
# was taken. What was given back later does not undo it; it comes back as a return.
_STATES: Final = {
    "paid": "confirmed",
    "partially_refunded": "confirmed",
    "refunded": "confirmed",
    "pending": "pending",
    "authorized": "pending",
    "partially_paid": "pending",
    "unpaid": "pending",
    "expired": "pending",
    "voided": "cancelled",
}

# Everything else, names and addresses first of all, stays in the file that was imported.
_SHOWN: Final = (
    "name",
    "id",
    "financial status",
    "fulfillment status",
    "paid at",
    "fulfilled at",
    "created at",
    "cancelled at",
    "currency",
    "subtotal",
    "shipping",
    "taxes",
    "duties",
    "total",
    "discount code",
    "discount amount",
    "refunded amount",
    "outstanding balance",
    "lineitem quantity",
    "lineitem name",
    "lineitem price",
    "lineitem sku",
    "lineitem taxable",
    "lineitem fulfillment status",
    "lineitem discount",
)
_OF_ORDER: Final = (
    "financial status",
    "fulfillment status",
    "fulfilled at",
    "cancelled at",
    "currency",
    "subtotal",
    "shipping",
    "taxes",
    "duties",
    "total",
    "discount amount",
    "refunded amount",
)
_MOMENT: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2}:[0-9]{2}) ?([+-][0-9]{2}):?([0-9]{2})",
    re.ASCII,
)
_ZERO: Final = re.compile(r"[0.]*", re.ASCII)
_SKU_MAX: Final = 100

Cells = Mapping[str, str]
"""What a row says, by the names of the columns we use."""


class ShopifyCsv:
    """Reads the orders export: the first row of an order carries it, the others only their item."""

    name = "shopify"
    version = "2"
    media_type = "text/csv"
    about = "Shopify admin, Orders, Export: CSV for Excel or plain CSV"

    def read(self, blocks: Blocks, terms: Terms) -> Iterator[Record]:
        """Yield one record per item and one per refund, order by order.

        Refuses:
            FileEmpty: there is nothing in it, or nothing below its header.
            FileOfOtherKind: it is a workbook, JSON, HTML or the like.
            FileUnreadable: it is not text, or a line never ends.
            HeaderMissing: it is another export than that of orders.
            FileTooLarge: it is too large to be read whole.
        """
        if sum(len(block) for block in blocks()) > BYTES_MAX:
            raise FileTooLarge(
                f"The file has more than {BYTES_MAX // 1024**2} MiB. Export a shorter period."
            )
        file = opened(blocks)
        head = [line for _, line in file.head]
        place, columns = header_of(head)
        rows = DelimitedRows(file, place, len(columns))
        found: dict[str, list[_Row]] = {}
        loose: list[Record] = []
        for row in _rows(rows, columns):
            if row.name:
                found.setdefault(row.name, []).append(row)
            else:
                fault = row.fault or RowFault("external_id", "missing_field", None)
                loose.append(record_of(row.number, row.shown(), fault))
        if not found and not loose:
            raise FileEmpty("There is no order below the header. Export the orders again.")
        yield from loose
        for name, of_order in found.items():
            yield from _order_records(name, of_order, terms)


def header_of(lines: Sequence[str]) -> tuple[int, list[str]]:
    """Return where among the `splits` of the first lines the header stands, and its columns.

    Refuses:
        FileOfOtherKind: the text is no table.
        HeaderMissing: no line names the columns of an orders export.
    """
    best = set[str]()
    for place, cells in enumerate(splits(lines[:HEADER_LINES_MAX])):
        columns = [" ".join(cell.strip(" \t\ufeff\"'").lower().split()) for cell in cells]
        known = {name for name in _NEEDED if name in columns}
        if len(known) == len(_NEEDED):
            return place, columns
        best = max(best, known, key=len)
    require_table(next((line.strip() for line in lines if line.strip()), ""))
    missing = ", ".join(name.capitalize() for name in _NEEDED if name not in best)
    raise HeaderMissing(
        f"The file is not an orders export of Shopify; missing: {missing}. "
        "In the admin, choose Orders, then Export."
    )


class _Row:
    """One row of the export, without its personal cells."""

    def __init__(self, number: int, cells: Cells, fault: RowFault | None) -> None:
        self.number = number
        self.cells = cells
        self.fault = fault
        self.name = cells.get("name", "")

    def __getitem__(self, column: str) -> str | None:
        return self.cells.get(column) or None

    @property
    def carries_order(self) -> bool:
        """Whether it is the first row of its order."""
        return any(self.cells.get(column) for column in ("financial status", "currency", "total"))

    @property
    def carries_item(self) -> bool:
        """Whether it names something that was sold."""
        return any(self.cells.get(f"lineitem {what}") for what in ("name", "sku", "quantity"))

    def shown(self) -> str:
        """Return what the quarantine keeps of it: no names, no addresses."""
        return json.dumps(self.cells, ensure_ascii=False)


def _rows(rows: DelimitedRows, columns: Sequence[str]) -> Iterator[_Row]:
    wanted = {column: place for place, column in enumerate(columns) if column in _SHOWN}
    width = len(columns)
    for number, original, cells in rows:
        fault = None
        kept = cells
        if cells is None:
            kept = rows.before_quote(original)
            fault = RowFault("row", "quote_unclosed", None)
        elif not any(cell.strip() for cell in cells):
            continue
        elif len(cells) < width or any(cells[width:]):
            fault = RowFault("row", "field_count", f"{len(cells)} instead of {width}")
            # Nobody knows what stands where behind the cell that is missing.
            kept = cells[: wanted["name"] + 1]
        said = {
            column: text
            for column, place in wanted.items()
            if place < len(kept or ()) and (text := _bare((kept or ())[place]))
        }
        yield _Row(number, said, fault)


def _bare(cell: str) -> str:
    """Take off blanks, and the apostrophe that keeps a spreadsheet from counting."""
    return cell.strip(" \t\u3000").removeprefix("'").strip()


def _order_records(name: str, rows: Sequence[_Row], terms: Terms) -> Iterator[Record]:
    heads = [row for row in rows if row.carries_order and row.fault is None]
    items = [row for row in rows if row.carries_item and row.fault is None]
    for row in rows:
        if row.fault is not None:
            yield record_of(row.number, row.shown(), row.fault, external_id=name)
    if not heads:
        for row in items:
            fault = RowFault("order", "order_row_missing", name)
            yield record_of(row.number, row.shown(), fault, external_id=name)
        return
    first = heads[0]
    header = _header(first, terms)
    faulty = _order_fault(first, items) or sum_fault(first.cells, header["currency"] or "")
    if faulty is not None:
        for row in items or [first]:
            yield record_of(row.number, row.shown(), faulty, **header)
    else:
        yield from _item_records(first, items, header, heads)
    yield from _refund_records(first, header)


def _header(first: _Row, terms: Terms) -> dict[str, str | None]:
    status = (first["financial status"] or "").lower()
    state = _STATES.get(status)
    if first["cancelled at"] and state == "pending":
        state = "cancelled"
    return {
        "external_id": first.name,
        "number": first.name,
        "state": state,
        "ordered_at": _moment(first["created at"]),
        "shipped_on": _left_on(first) if first["fulfillment status"] == "fulfilled" else None,
        "currency": first["currency"] or terms.currency,
        "total": first["total"],
    }


def _left_on(first: _Row) -> str | None:
    """Return the day of the shop on which what is fulfilled of an order left."""
    return (_moment(first["fulfilled at"]) or "")[:10] or None


def _parcel(first: _Row, row: _Row) -> dict[str, str | None]:
    """Return when an item left of an order that has left in part; nobody says by whom."""
    if first["fulfillment status"] != "partial":
        return {}
    has_left = row["lineitem fulfillment status"] == "fulfilled"
    return {"shipped_on": _left_on(first) if has_left else None}


def _order_fault(first: _Row, items: Sequence[_Row]) -> RowFault | None:
    status = (first["financial status"] or "").lower()
    if status not in _STATES:
        reason = "state_unknown" if status else "missing_field"
        return RowFault("state", reason, first["financial status"])
    if first["cancelled at"] and status == "paid":
        return RowFault("state", "cancelled_but_paid", first["total"])
    if not items:
        return RowFault("line_items", "missing_field", None)
    return None


def _moment(said: str | None) -> str | None:
    """Return an instant as ISO 8601 writes it; what is none is handed on, to be found out."""
    match = _MOMENT.fullmatch(said or "")
    return f"{match[1]}T{match[2]}{match[3]}:{match[4]}" if match else said


def _item_records(
    first: _Row, items: Sequence[_Row], header: Mapping[str, str | None], heads: Sequence[_Row]
) -> Iterator[Record]:
    shares = shares_of(first.cells, [row.cells for row in items], header["currency"] or "")
    others = {row.number for row in heads if _differs(row, first)}
    for place, row in enumerate(items, start=1):
        fault = RowFault("order", "header_differs", None) if row.number in others else None
        said = {
            **header,
            **_parcel(first, row),
            "line_ref": str(place),
            "sku": _sku(row),
            "name": row["lineitem name"],
            "quantity": row["lineitem quantity"],
            **_amounts(row, shares, place - 1),
        }
        yield record_of(row.number, row.shown(), fault, **said)


def _differs(row: _Row, first: _Row) -> bool:
    """Tell whether two rows that both carry the order do not agree about it."""
    return any(row[column] != first[column] for column in _OF_ORDER)


def _sku(row: _Row) -> str | None:
    """Return the SKU; the export has no other name of a product than what people read."""
    by_name = f"shopify:{row['lineitem name']}"
    said = row["lineitem sku"]
    return said or (by_name if row["lineitem name"] and len(by_name) <= _SKU_MAX else None)


def _amounts(row: _Row, shares: Shares | None, place: int) -> dict[str, str | None]:
    """Return the sums of an item; those of the order are spread over its items."""
    if shares is None:
        # Something is no amount: it is handed on as it is, to be found out.
        said = {"unit_price": row["lineitem price"], "discount": row["lineitem discount"]}
        return {**said, "tax": "0" if place else None}
    return {
        "unit_price": None if shares.prices_include_tax else row["lineitem price"],
        "goods": shares.goods[place],
        "discount": shares.discounts[place],
        "tax": shares.taxes[place],
        "freight": shares.freight,
        "freight_tax": shares.freight_tax,
    }


def _refund_records(first: _Row, header: Mapping[str, str | None]) -> Iterator[Record]:
    """Yield what the export says of refunds: how much in all, not for what and not when.

    Only where all of it came back is nothing left to ask, but the day: an order that was cancelled
    gave it back then. Everything else waits for somebody who knows.
    """
    amount = first["refunded amount"]
    status = (first["financial status"] or "").lower()
    if status not in {"refunded", "partially_refunded"} or not amount or _ZERO.fullmatch(amount):
        return
    whole = status == "refunded"
    when = _moment(first["cancelled at"]) if whole else None
    said = {
        "external_id": header["external_id"],
        "currency": header["currency"],
        "return_ref": "rest" if whole else f"refunded {amount}",
        "returned_at": when,
        "scope": "rest" if whole else "amount",
        "goods": None if whole else amount,
        "total": amount,
    }
    fault = None if when else RowFault("returned_at", "refund_day_missing", amount)
    yield record_of(first.number, first.shown(), fault, **said)
