"""What messages look like, as JSON schemas that other programs can check them with."""

from collections.abc import Mapping
from typing import Any, Final

from tributary.integrations.rules.facts import FACTS, FACTS_MAX, FactKind, Form, Told

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_MONEY: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {
        "amount": {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
    },
    "required": ["amount", "currency"],
}


def schema_of(kind: FactKind) -> dict[str, Any]:
    """Return the JSON schema of the messages of one kind; fields may be added, never taken away."""
    shape = FACTS[kind]
    fact = {
        "type": "object",
        "properties": {field.name: _field(field) for field in shape.fields},
        "required": [field.name for field in shape.fields],
    }
    facts = {"type": "array", "minItems": 1, "maxItems": FACTS_MAX, "items": fact}
    return {
        "$schema": DIALECT,
        "title": kind.value,
        "description": shape.meaning,
        "type": "object",
        "properties": {
            "type": {"const": kind.value},
            "timestamp": {"type": "string", "format": "date-time"},
            "data": {
                "type": "object",
                "properties": {shape.collection: facts},
                "required": [shape.collection],
            },
        },
        "required": ["type", "timestamp", "data"],
    }


def _field(field: Told) -> dict[str, Any]:
    form = _form(field)
    if field.is_optional:
        form = {"anyOf": [form, {"type": "null"}]}
    return {**form, "description": field.meaning}


def _form(field: Told) -> dict[str, Any]:
    match field.form:
        case Form.ID:
            return {"type": "string", "pattern": f"^{field.node}:[0-9a-f-]{{36}}$"}
        case Form.TEXT:
            return {"type": "string"}
        case Form.DAY:
            return {"type": "string", "format": "date"}
        case Form.COUNT:
            return {"type": "integer", "minimum": 0}
        case Form.MONEY:
            return dict(_MONEY)
