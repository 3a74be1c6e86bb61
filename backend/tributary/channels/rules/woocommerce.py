"""Orders and refunds of a WooCommerce shop, as its REST API and its exports write them."""

import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final, NoReturn, cast

from tributary.channels.rules.contract import (
    Blocks,
    FileEmpty,
    FileOfOtherKind,
    FileTooLarge,
    FileUnreadable,
    Record,
    RowFault,
    Terms,
    record_of,
)
from tributary.channels.rules.objects import Json, dicts_in, list_in, text_in
from tributary.channels.rules.texts import require_text, whole_text
from tributary.channels.rules.woocommerce_parcels import parcel_of

BYTES_MAX: Final = 64 * 1024 * 1024
"""A list of orders is read whole; the API itself gives at most a hundred at once."""

_WANTED: Final = "a JSON list of WooCommerce orders or refunds"

_STATES: Final = {
    "pending": "pending",
    "on-hold": "pending",
    "checkout-draft": "pending",
    "failed": "pending",
    "paid": "confirmed",
    "processing": "confirmed",
    "completed": "confirmed",
    "refunded": "confirmed",
    "cancelled": "cancelled",
}

# Everything else, names and addresses first of all, stays in the file that was imported.
_SHOWN: Final = (
    "id",
    "parent_id",
    "number",
    "status",
    "currency",
    "date_created_gmt",
    "date_modified_gmt",
    "discount_total",
    "shipping_total",
    "shipping_tax",
    "total",
    "total_tax",
    "amount",
)
_SHOWN_OF_LINE: Final = (
    "id",
    "name",
    "product_id",
    "variation_id",
    "sku",
    "quantity",
    "subtotal",
    "total",
    "total_tax",
)
_ORDER_LINK: Final = re.compile(r"/orders/([0-9]+)(?:/refunds(?:/[0-9]+)?)?/?$")

_DIGITS_MAX: Final = 24
"""Longer is no amount; and adding up numbers without end would take time without end."""

Parsed = dict[str, object] | list[object] | str | bool | None
"""What JSON can hold at the top; numbers are left as texts."""


class WooCommerceJson:
    """Reads a list, a single object, or either inside a `data` envelope."""

    name = "woocommerce"
    version = "2"
    media_type = "application/json"
    about = "WooCommerce REST, JSON of orders or of refunds"

    def read(self, blocks: Blocks, terms: Terms) -> Iterator[Record]:
        """Yield one record per order line and per refunded line, order by order.

        Refuses:
            FileEmpty: there is nothing in it, or an empty list.
            FileOfOtherKind: it holds neither orders nor refunds.
            FileUnreadable: the JSON is broken or cut short.
            FileTooLarge: it is too large to be read whole.
        """
        require_text(blocks, _WANTED)
        text = whole_text(blocks, BYTES_MAX)
        if text is None:
            raise FileTooLarge(
                f"The file has more than {BYTES_MAX // 1024**2} MiB. Export a shorter period."
            )
        for ordinal, found in enumerate(_objects(text), start=1):
            if _is_order(found):
                yield from _order_records(ordinal, found, terms)
            elif _is_refund(found):
                yield from _refund_records(ordinal, found, _order_of_refund(found), terms)
            else:
                fault = RowFault("record", "record_unknown", ", ".join(list(found)[:5]))
                yield record_of(ordinal, json.dumps(sorted(found)), fault)


def _objects(text: str) -> Sequence[Json]:
    parsed = _parsed(text)
    inside = cast("Parsed", parsed.get("data")) if isinstance(parsed, dict) else None
    content = inside if isinstance(inside, (dict, list)) else parsed
    found: list[object] = content if isinstance(content, list) else [content]
    if not found:
        raise FileEmpty("The list is empty: there is no order in it. Export the orders again.")
    known = dicts_in(found)
    if len(known) < len(found) or not any(_is_order(each) or _is_refund(each) for each in known):
        keys = ", ".join(list(known[0])[:5]) if known else type(found[0]).__name__
        raise FileOfOtherKind(
            f"The file is JSON, but not {_WANTED}: it holds {keys}. "
            "Export /wp-json/wc/v3/orders or /wp-json/wc/v3/orders/<id>/refunds."
        )
    return known


def _parsed(text: str) -> Parsed:
    try:
        return cast(
            "Parsed",
            json.loads(text, parse_float=str, parse_int=str, parse_constant=_no_number),
        )
    except json.JSONDecodeError as error:
        # Counting lines tells people where to look; what broke is the parser's own word.
        raise FileUnreadable(
            f"The JSON breaks off or is broken at line {error.lineno}, column {error.colno}: "
            f"{error.msg}. Export the file again."
        ) from error
    except RecursionError as error:
        raise FileUnreadable("The JSON is nested too deeply. Export the file again.") from error


def _no_number(name: str) -> NoReturn:
    raise FileUnreadable(f"The JSON holds {name}, which is no amount. Export the file again.")


def _is_order(found: Json) -> bool:
    return "status" in found and "currency" in found and "total" in found


def _is_refund(found: Json) -> bool:
    return "amount" in found and "line_items" in found and "status" not in found


def _order_records(ordinal: int, order: Json, terms: Terms) -> Iterator[Record]:
    header = _header(order)
    lines = list_in(order, "line_items")
    status = text_in(order, "status") or ""
    fault = None
    if status not in _STATES:
        fault = RowFault("state", "state_unknown", status)
    elif not lines:
        fault = RowFault("line_items", "missing_field", None)
    if fault is not None:
        yield record_of(ordinal, _shown(order), fault, **header)
        return
    spread = _spread(order, lines)
    for line, extra in zip(lines, spread, strict=True):
        said = _line(line, extra)
        yield record_of(ordinal, _shown(order, line), None, **header, **said)
    yield from _summary_records(ordinal, order, status, terms)


def _header(order: Json) -> dict[str, str | None]:
    fees = [fee for fee in list_in(order, "fee_lines") if not _is_negative(text_in(fee, "total"))]
    created = text_in(order, "date_created_gmt")
    updated = text_in(order, "date_modified_gmt")
    return {
        "external_id": text_in(order, "id"),
        "number": text_in(order, "number"),
        "state": _STATES.get(text_in(order, "status") or ""),
        "ordered_at": f"{created}Z" if created else text_in(order, "date_created"),
        "updated_at": f"{updated}Z" if updated else text_in(order, "date_modified"),
        **parcel_of(order),
        "currency": text_in(order, "currency"),
        "freight": _sum(
            [text_in(order, "shipping_total"), *(text_in(fee, "total") for fee in fees)]
        ),
        "freight_tax": _sum(
            [text_in(order, "shipping_tax"), *(text_in(fee, "total_tax") for fee in fees)]
        ),
        "total": text_in(order, "total"),
    }


def _line(line: Json, extra: Decimal) -> dict[str, str | None]:
    """Return what a line says; what it cost before and after discounts gives the discount."""
    before, after = text_in(line, "subtotal"), text_in(line, "total")
    goods, paid = _decimal(before), _decimal(after)
    discount: str | None = None
    if goods is not None and paid is not None:
        if paid > goods:
            before, goods = after, paid
        discount = f"{goods - paid + extra:f}"
    return {
        **_product(line),
        "line_ref": text_in(line, "id"),
        "quantity": text_in(line, "quantity"),
        "goods": before,
        "discount": discount,
        "tax": text_in(line, "total_tax"),
    }


def _product(line: Json) -> dict[str, str | None]:
    sku = text_in(line, "sku")
    return {"sku": sku or f"woo:{text_in(line, 'product_id') or 0}", "name": text_in(line, "name")}


def _spread(order: Json, lines: Sequence[Json]) -> list[Decimal]:
    """Return the part of each line in the order's negative fees, which are discounts."""
    off = -sum(
        (
            amount
            for amount in (_decimal(text_in(fee, "total")) for fee in list_in(order, "fee_lines"))
            if amount is not None and amount < 0
        ),
        start=Decimal(0),
    )
    shares: list[Decimal] = []
    for line in lines:
        share = min(off, _decimal(text_in(line, "total")) or Decimal(0))
        shares.append(share)
        off -= share
    return shares


def _summary_records(ordinal: int, order: Json, status: str, terms: Terms) -> Iterator[Record]:
    """Yield what an order says of its refunds.

    An order names its refunds by amount only; which lines came back is said by the refunds
    themselves. Only where all of it came back is nothing left to ask.
    """
    refunds = list_in(order, "refunds")
    order_id, at = text_in(order, "id"), text_in(order, "date_modified_gmt")
    given_back = _decimal(_sum([text_in(refund, "total") for refund in refunds])) or Decimal(0)
    if status == "refunded" or (refunds and abs(given_back) == _decimal(text_in(order, "total"))):
        said = {"external_id": order_id, "return_ref": "rest", "scope": "rest"}
        when = f"{at}Z" if at else None
        yield record_of(ordinal, _shown(order), None, **said, returned_at=when)
        return
    for refund in refunds:
        if "line_items" in refund:
            yield from _refund_records(ordinal, refund, order_id, terms)
            continue
        amount = (text_in(refund, "total") or "").lstrip("-")
        said = {"external_id": order_id, "return_ref": text_in(refund, "id"), "total": amount}
        fault = RowFault("return_ref", "refund_lines_missing", amount)
        yield record_of(ordinal, _shown(order, refund), fault, **said, scope="line")


def _refund_records(
    ordinal: int, refund: Json, order_id: str | None, terms: Terms
) -> Iterator[Record]:
    created = text_in(refund, "date_created_gmt")
    aside = [*list_in(refund, "shipping_lines"), *list_in(refund, "fee_lines")]
    header = {
        "external_id": order_id,
        "return_ref": text_in(refund, "id"),
        "returned_at": f"{created}Z" if created else text_in(refund, "date_created"),
        "freight": _sum([_given(each, "total") for each in aside]),
        "freight_tax": _sum([_given(each, "total_tax") for each in aside]),
        "total": _given(refund, "amount") or _given(refund, "total"),
    }
    if order_id is None:
        yield record_of(
            ordinal, _shown(refund), RowFault("external_id", "missing_field", None), **header
        )
        return
    found = False
    for line in list_in(refund, "line_items"):
        quantity, goods = _given(line, "quantity"), _given(line, "total")
        if not _decimal(quantity) and not _decimal(goods):
            continue
        found = True
        said = {
            **_product(line),
            "line_ref": _refunded_line(line),
            "quantity": quantity,
            "goods": goods,
            "tax": _given(line, "total_tax"),
        }
        yield record_of(ordinal, _shown(refund, line), None, **header, **said, scope="line")
    if not found:
        yield _amount_record(ordinal, refund, header, terms)


def _amount_record(
    ordinal: int, refund: Json, header: dict[str, str | None], terms: Terms
) -> Record:
    """Return the record of a refund that names no line: money back for nothing in particular."""
    fault = None
    if not terms.refunds_by_amount:
        fault = RowFault("return_ref", "refund_lines_missing", header["total"])
    total, freight = _decimal(header["total"]), _decimal(header["freight"])
    tax = _decimal(header["freight_tax"])
    goods = None
    if total is not None and freight is not None and tax is not None:
        goods = f"{max(total - freight - tax, Decimal(0)):f}"
    return record_of(ordinal, _shown(refund), fault, **header, goods=goods, scope="amount")


def _order_of_refund(refund: Json) -> str | None:
    """Return the order a refund belongs to; it says so only in its links."""
    links = refund.get("_links")
    for name in ("up", "self", "collection"):
        for link in list_in(cast("Json", links), name) if isinstance(links, dict) else []:
            match = _ORDER_LINK.search(text_in(link, "href") or "")
            if match is not None:
                return match[1]
    parent = text_in(refund, "parent_id")
    return parent if parent and parent != "0" else None


def _refunded_line(line: Json) -> str | None:
    for meta in list_in(line, "meta_data"):
        if meta.get("key") == "_refunded_item_id":
            return text_in(meta, "value")
    return None


def _shown(found: Json, line: Json | None = None) -> str:
    """Return what the quarantine keeps of an object: no names, no addresses."""
    shown = {key: found[key] for key in _SHOWN if key in found}
    if line is not None:
        shown["line"] = {key: line[key] for key in _SHOWN_OF_LINE if key in line}
    return json.dumps(shown, ensure_ascii=False)


def _given(found: Json, key: str) -> str | None:
    """Return an amount or a count without its sign: refunds write theirs either way."""
    said = text_in(found, key)
    return said.removeprefix("-") if said is not None else None


def _is_negative(said: str | None) -> bool:
    return said is not None and said.startswith("-")


def _decimal(said: str | None) -> Decimal | None:
    try:
        found = Decimal(said) if said is not None and len(said) <= _DIGITS_MAX else None
    except InvalidOperation:
        return None
    return found if found is not None and found.is_finite() else None


def _sum(amounts: Sequence[str | None]) -> str | None:
    """Add texts up; one that is no number is handed on as it is, to be found out."""
    total = Decimal(0)
    for said in amounts:
        if said is None or said == "":
            continue
        amount = _decimal(said)
        if amount is None:
            return said
        total += amount
    return f"{total:f}"
