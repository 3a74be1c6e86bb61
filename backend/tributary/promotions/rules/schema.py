"""The JSON Schema of an offer's document, built from the types it is read into."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any, Final, cast, get_args, get_origin, get_type_hints

from tributary.kernel import EXPONENTS, Money, Rate
from tributary.promotions.rules.documents import is_required
from tributary.promotions.rules.offers import OfferRule
from tributary.promotions.rules.terms import TERMS_OF, Kind

_LEAVES: Final[Mapping[type, Mapping[str, object]]] = {
    Money: {"type": "string", "pattern": r"^-?[0-9]{1,18}(\.[0-9]{1,6})?$"},
    Rate: {"type": "string", "pattern": r"^[0-9]{1,3}(\.[0-9]{1,4})?$"},
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
}


def _of(kind: object) -> dict[str, object]:
    origin = get_origin(kind)
    if origin is types.UnionType:
        inner = [each for each in get_args(kind) if each is not types.NoneType]
        return {"anyOf": [_of(inner[0]), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _of(get_args(kind)[0])}
    named = cast("type", kind)
    if is_dataclass(named) and named not in _LEAVES:
        return _record(named)
    if issubclass(named, StrEnum):
        return {"enum": [each.value for each in named]}
    return dict(_LEAVES[named])


def _record(named: type, **narrowed: object) -> dict[str, object]:
    hints: dict[str, Any] = get_type_hints(named)
    properties = {
        each.name: narrowed[each.name] if each.name in narrowed else _of(hints[each.name])
        for each in fields(cast("Any", named))
    }
    required = [each.name for each in fields(cast("Any", named)) if is_required(each)]
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": required,
    }


def _of_kind(kind: Kind) -> dict[str, object]:
    record = _record(OfferRule, terms=_of(TERMS_OF[kind]), currency={"enum": sorted(EXPONENTS)})
    properties = {"kind": {"const": kind.value}, **cast("dict[str, object]", record["properties"])}
    required = ["kind", *cast("list[str]", record["required"])]
    return record | {"title": kind.value, "properties": properties, "required": required}


SCHEMA_OF_OFFERS: Final[Mapping[str, object]] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "An offer",
    "description": "Amounts are decimal texts of the offer's currency, rates are percentages.",
    "oneOf": [_of_kind(kind) for kind in Kind],
}
"""What any program may check a document against; the reader refuses what only sense forbids."""
