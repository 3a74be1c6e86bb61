"""Form-encoded nested parameters: read, checked against what an endpoint takes, typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final
from urllib.parse import parse_qsl

from tributary.gateways.stripe.amounts import CHARGE_MAX
from tributary.gateways.stripe.fake.errors import Json, invalid
from tributary.kernel import EXPONENTS

Raw = dict[str, "str | Raw"]

_KEY = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
_WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_METADATA_MAX: Final = 50
_METADATA_KEY_MAX: Final = 40
_METADATA_VALUE_MAX: Final = 500
_TEXT_MAX: Final = 5_000
PAGE_MAX: Final = 100
PAGE_DEFAULT: Final = 10


class Kind(Enum):
    """What a parameter holds."""

    TEXT = auto()
    WHOLE = auto()
    FLAG = auto()
    CURRENCY = auto()
    TEXTS = auto()
    METADATA = auto()
    GROUP = auto()
    ROWS = auto()
    RANGE = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter of an endpoint."""

    kind: Kind = Kind.TEXT
    required: bool = False
    fields: Mapping[str, "Field"] = field(default_factory=dict[str, "Field"])
    choices: tuple[str, ...] = ()
    least: int | None = None


TEXT: Final = Field()
WHOLE: Final = Field(Kind.WHOLE)
METADATA: Final = Field(Kind.METADATA)
AMOUNT: Final = Field(Kind.WHOLE, least=1)
CURRENCY: Final = Field(Kind.CURRENCY, required=True)
_BOUNDS: Final[Mapping[str, Field]] = {"gt": WHOLE, "gte": WHOLE, "lt": WHOLE, "lte": WHOLE}
EXPAND: Final = {"expand": Field(Kind.TEXTS)}
PAGE: Final = {
    "limit": Field(Kind.WHOLE),
    "starting_after": TEXT,
    "ending_before": TEXT,
    "created": Field(Kind.RANGE),
}


def parse_form(text: str) -> Raw:
    """Read `a[b][0]=c` into nested mappings; list positions stay keys."""
    root: Raw = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        matched = _KEY.fullmatch(name)
        if matched is None:
            raise invalid(f"Invalid parameter name: {name}", code="parameter_unknown", param=name)
        path = [matched[1], *re.findall(r"\[([^\[\]]*)\]", matched[2])]
        _place(root, path, value)
    return root


def _place(root: Raw, path: list[str], value: str) -> None:
    node = root
    for step in path[:-1]:
        step_key = step or str(len(node))
        below = node.setdefault(step_key, {})
        if isinstance(below, str):
            raise invalid(f"Invalid object: {path[0]}", param=path[0])
        node = below
    node[path[-1] or str(len(node))] = value


def checked(fields: Mapping[str, Field], raw: Raw, prefix: str = "") -> Json:
    """Return typed parameters, or raise what Stripe says about the first bad one."""
    known = {**fields, **EXPAND} if not prefix else fields
    for name in raw:
        if name not in known:
            shown = _name(prefix, name)
            message = f"Received unknown parameter: {shown}"
            raise invalid(message, code="parameter_unknown", param=shown)
    typed: Json = {}
    for name, wanted in known.items():
        shown = _name(prefix, name)
        if name in raw:
            typed[name] = _typed(wanted, raw[name], shown)
        elif wanted.required:
            message = f"Missing required param: {shown}."
            raise invalid(message, code="parameter_missing", param=shown)
    return typed


def _name(prefix: str, name: str) -> str:
    return f"{prefix}[{name}]" if prefix else name


def _typed(wanted: Field, value: str | Raw, shown: str) -> object:
    match wanted.kind:
        case Kind.GROUP:
            return checked(wanted.fields, _nested(value, shown), shown)
        case Kind.ROWS:
            rows = _nested(value, shown)
            return [
                checked(wanted.fields, _nested(rows[at], shown), f"{shown}[{at}]") for at in rows
            ]
        case Kind.TEXTS:
            return [_text(item, shown) for item in _nested(value, shown).values()]
        case Kind.METADATA:
            return {} if value == "" else _metadata(_nested(value, shown), shown)
        case Kind.RANGE:
            exactly: Raw = {"gte": value, "lte": value}
            return checked(_BOUNDS, exactly if isinstance(value, str) else value, shown)
        case _:
            return _scalar(wanted, _text(value, shown), shown)


def _scalar(wanted: Field, text: str, shown: str) -> object:
    if text == "" and wanted.required:
        message = (
            f"You passed an empty string for '{shown}'. We assume empty values are an attempt to "
            f"unset a parameter; however '{shown}' cannot be unset. You should remove '{shown}' "
            "from your request or supply a non-empty value."
        )
        raise invalid(message, code="parameter_invalid_empty", param=shown)
    match wanted.kind:
        case Kind.WHOLE:
            return _bounded(_whole(text, shown), wanted.least, shown)
        case Kind.FLAG:
            if text not in {"true", "false"}:
                raise invalid(f"Invalid boolean: {text}", param=shown)
            return text == "true"
        case Kind.CURRENCY:
            return _currency(text, shown)
        case _:
            if wanted.choices and text not in wanted.choices:
                offered = ", ".join(wanted.choices[:-1]) + f", or {wanted.choices[-1]}"
                raise invalid(f"Invalid {shown}: must be one of {offered}", param=shown)
            return text


def _nested(value: str | Raw, shown: str) -> Raw:
    if isinstance(value, str):
        raise invalid("Invalid object", param=shown)
    return value


def _text(value: str | Raw, shown: str) -> str:
    if not isinstance(value, str):
        raise invalid(f"Invalid string: {value}", param=shown)
    if len(value) > _TEXT_MAX:
        message = f"Invalid string: {value[:10]}...; must be at most {_TEXT_MAX} characters"
        raise invalid(message, code="parameter_invalid_string", param=shown)
    return value


def _whole(text: object, shown: str) -> int:
    if not isinstance(text, str) or _WHOLE.fullmatch(text) is None:
        message = f"Invalid integer: {text}"
        raise invalid(message, code="parameter_invalid_integer", param=shown)
    return int(text)


def _bounded(number: int, least: int | None, shown: str) -> int:
    if least is not None and number < least:
        message = f"This value must be greater than or equal to {least}."
        raise invalid(message, code="parameter_invalid_integer", param=shown)
    if least is not None and number > CHARGE_MAX:
        raise invalid(
            "Amount must be no more than $999,999.99", code="amount_too_large", param=shown
        )
    return number


def _currency(text: str, shown: str) -> str:
    code = text.lower()
    if code.upper() not in EXPONENTS:
        known = ", ".join(sorted(known.lower() for known in EXPONENTS))
        message = f"Invalid currency: {text}. Stripe currently supports these currencies: {known}"
        raise invalid(message, param=shown)
    return code


def _metadata(raw: Raw, shown: str) -> dict[str, str]:
    if len(raw) > _METADATA_MAX:
        raise invalid(f"Metadata can have at most {_METADATA_MAX} keys", param=shown)
    for key, value in raw.items():
        if len(key) > _METADATA_KEY_MAX:
            message = (
                f"Metadata keys can have up to {_METADATA_KEY_MAX} characters, but you passed in a "
                f"key that is {len(key)} characters. Invalid key: {key}"
            )
            raise invalid(message, param=shown)
        if len(_text(value, shown)) > _METADATA_VALUE_MAX:
            message = (
                f"Metadata values can have up to {_METADATA_VALUE_MAX} characters, but you passed "
                f"in a value that is {len(value)} characters. Invalid value: {value}"
            )
            raise invalid(message, param=f"{shown}[{key}]")
    return {key: str(value) for key, value in raw.items()}
