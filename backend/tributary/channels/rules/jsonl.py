"""The canonical orders as JSON lines: one order, with its lines inside, on each line."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Final, NamedTuple, NoReturn, cast

from tributary.channels.rules.columns import FIELD_OF, Completion, column_name
from tributary.channels.rules.contract import (
    FIELDS,
    PLACE,
    Blocks,
    FileEmpty,
    FileOfOtherKind,
    Record,
    RowFault,
    Terms,
)
from tributary.channels.rules.texts import encoding_of, lines_of, require_text

_WANTED: Final = "JSON lines, one order on each line"
_HEAD_LINES: Final = 40
_LINES: Final = frozenset({"lines", "items", "order_lines", "明细", "商品明细"})
_SHOWN_MAX: Final = 200
_ORIGINAL_MAX: Final = 4_000
_EXTERNAL_ID: Final = PLACE["external_id"]
_SKU: Final = PLACE["sku"]
_EMPTY: Final[tuple[str, ...]] = ("",) * len(FIELDS)

Found = dict[str, object]


class JsonLines:
    """Reads one order per line; names of fields are those of the canonical columns."""

    name = "jsonl"
    version = "2"
    media_type = "application/jsonl"
    about = "JSON lines, one order with its lines on each line of the file"

    def read(self, blocks: Blocks, terms: Terms) -> Iterator[Record]:
        """Yield one record per order line; a line that is no order is a fault of its own.

        Refuses:
            FileEmpty: there is nothing in it.
            FileOfOtherKind: none of its first lines is an order.
            FileUnreadable: it is not text, or a line never ends.
        """
        require_text(blocks, _WANTED)
        numbered = enumerate(lines_of(blocks, encoding_of(blocks)), start=1)
        filled = ((number, line) for number, line in numbered if line and not line.isspace())
        head = list(islice(filled, _HEAD_LINES))
        if not head:
            raise FileEmpty(f"The file is empty. Export it again as {_WANTED}.")
        if not any(is_order(line) for _, line in head):
            raise FileOfOtherKind(
                f"The file is not {_WANTED}: its first line begins with {head[0][1][:40]!r}. "
                "Write each order as one JSON object with order_no, ordered_at and lines."
            )
        shapes = _Shapes()
        complete = Completion(terms)
        for number, line in chain(head, filled):
            yield from _records(number, line, shapes, complete)


def is_order(line: str) -> bool:
    """Tell whether a line is an object that names its order."""
    found = _object_of(line)
    if not isinstance(found, dict):
        return False
    said = {FIELD_OF.get(column_name(key)) for key in found}
    return "external_id" in said and bool("sku" in said or _LINES & found.keys())


class _Shape(NamedTuple):
    """Where the fields of objects with the same keys go."""

    fields: Sequence[tuple[str, int]]
    lines: str | None
    twice: RowFault | None
    """That two of the keys mean the same field."""


class _Shapes:
    """Remembers what keys mean; the objects of a file have few shapes."""

    _MOST = 1_000

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], _Shape] = {}

    def __call__(self, found: Found) -> _Shape:
        keys = tuple(found)
        shape = self._known.get(keys)
        if shape is None:
            if len(self._known) == self._MOST:
                self._known.clear()
            self._known[keys] = shape = _shape_of(keys)
        return shape


def _shape_of(keys: Sequence[str]) -> _Shape:
    named = [(key, FIELD_OF[name]) for key in keys if (name := column_name(key)) in FIELD_OF]
    fields = [field for _, field in named]
    twice = next((RowFault(f, "field_twice", f) for f in fields if fields.count(f) > 1), None)
    lines = next((key for key in keys if key in _LINES), None)
    return _Shape([(key, PLACE[field]) for key, field in named], lines, twice)


def _records(number: int, line: str, shapes: _Shapes, complete: Completion) -> Iterator[Record]:
    found = _object_of(line)
    if not isinstance(found, dict):
        yield Record(number, _EMPTY, line, RowFault("row", "json_unreadable", found))
        return
    shape = shapes(found)
    order: list[str] = list(_EMPTY)
    _take(order, found, shape)
    if shape.lines is None:
        fault = None if order[_SKU] else RowFault("lines", "missing_field", None)
        yield Record(number, complete(order), line, fault or shape.twice)
        return
    listed = found[shape.lines]
    lines = cast("list[object]", listed) if isinstance(listed, list) else []
    if not lines:
        yield Record(number, complete(order), line, RowFault("lines", "missing_field", None))
    for each in lines:
        said = order.copy()
        shown: object = each
        if isinstance(each, dict):
            shown = inside = cast("Found", each)
            of_line = shapes(inside)
            _take(said, inside, of_line)
            fault = shape.twice or of_line.twice
        else:
            fault = RowFault("lines", "json_unreadable", str(each)[:_SHOWN_MAX])
        if order[_EXTERNAL_ID]:
            # A line belongs to the order that holds it, whatever it says itself.
            said[_EXTERNAL_ID] = order[_EXTERNAL_ID]
        original = line if len(lines) == 1 else _shown(found, shape.lines, shown)
        yield Record(number, complete(said), original, fault)


def _shown(found: Found, key: str, each: object) -> str:
    """Return an order with one of its lines: all lines beside each would grow by the square."""
    return _ENCODER.encode(found | {key: [each]})[:_ORIGINAL_MAX]


def _take(said: list[str], found: Mapping[str, object], shape: _Shape) -> None:
    for key, place in shape.fields:
        value = found[key]
        if isinstance(value, str):
            said[place] = value.strip()
        elif value is not None:
            # Nested where a text belongs: judged like any other text that makes no sense.
            said[place] = _ENCODER.encode(value)[:_SHOWN_MAX]


def _object_of(line: str) -> Found | str:
    """Return the object of a line with its numbers as texts, or why there is none."""
    try:
        found = _value_of(line)
    except json.JSONDecodeError as error:
        return f"column {error.colno}: {error.msg}"
    except _NoNumber as error:
        return f"{error} is no number"
    except RecursionError:
        return "it is nested too deeply"
    return cast("Found", found) if isinstance(found, dict) else "it is no object"


def _value_of(line: str) -> object:
    if line.startswith("{"):
        found, end = _DECODER.raw_decode(line)
        if end == len(line):
            return found
    # Blanks around it, or what is no object; both are rare enough for the long way.
    return _DECODER.decode(line)


class _NoNumber(ValueError):
    """JSON has no such number."""


def _no_number(name: str) -> NoReturn:
    raise _NoNumber(name)


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False)
_DECODER: Final = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=_no_number)
