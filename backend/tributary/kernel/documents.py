"""Documents: plain JSON into frozen values and back, with all faults at once, and their schema.

Amounts are decimal texts of one currency, rates percentages, days ISO 8601.
"""

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Any, Final, TypeVar, cast, get_args, get_origin, get_type_hints

from tributary.kernel.money import AmountUnreadable, Money
from tributary.kernel.rates import Rate

WHOLE_MAX: Final = 2**31 - 1
TEXT_MAX: Final = 1_000

Plain = None | bool | int | str | Sequence["Plain"] | Mapping[str, "Plain"]
"""What JSON can say without fractions: amounts and rates are decimal texts."""

T = TypeVar("T")


def plain(value: object) -> Plain:  # noqa: PLR0911  One line for each kind of value.
    """Write a value the way `read_plain` reads it."""
    match value:
        case Money():
            return value.decimal
        case Rate():
            return str(value).removesuffix(" %")
        case Enum():
            return cast("str", value.value)
        case date():
            return value.isoformat()
        case tuple() | list():
            return [plain(each) for each in cast("Sequence[object]", value)]
        case Mapping():
            pairs = cast("Mapping[str, object]", value)
            return {name: plain(each) for name, each in pairs.items()}
        case None | bool() | int() | str():
            return value
        case _:
            named = fields(cast("Any", value))
            return {each.name: plain(getattr(value, each.name)) for each in named}


def read_plain(of: type[T], document: Plain, currency: str) -> T:
    """Read what `plain` wrote of a value whose amounts are of one currency.

    Raises:
        ValueError: it was not written by `plain`; the message lists every fault.
    """
    faults: list[str] = []
    value = read_noting(faults, of, document, currency)
    if faults:
        raise ValueError("; ".join(faults))
    return cast("T", value)


def read_noting(
    faults: list[str],
    of: type[T],
    document: Plain,
    currency: str,
    narrowed: Mapping[str, object] | None = None,
) -> T | None:
    """Read a value and note what is wrong with its form; None where something is.

    Args:
        faults: where each fault is noted with its place.
        of: a frozen dataclass of texts, numbers, amounts, rates, days, words, and others of these.
        document: what somebody wrote.
        currency: of all amounts.
        narrowed: by the name of a field, what it has to be where its type leaves a choice.
    """
    return cast("T | None", _Reader(currency, faults, narrowed).value(of, document, ""))


class _Reader:
    """Walks a document beside the type that it should be of, and notes each fault."""

    def __init__(
        self, currency: str, faults: list[str], narrowed: Mapping[str, object] | None = None
    ) -> None:
        self._currency = currency
        self._faults = faults
        self._narrowed = narrowed or {}

    def value(self, of: object, given: Plain, at: str) -> object:
        """Return the value that is meant; None beside a fault."""
        of = self._narrowed.get(at, of)
        origin = get_origin(of)
        if origin is types.UnionType:
            inner = [each for each in get_args(of) if each is not types.NoneType]
            return None if given is None else self.value(inner[0], given, at)
        if origin is tuple:
            return self._sequence(get_args(of)[0], given, at)
        kind = cast("type[object]", of)
        if kind not in (Money, Rate) and is_dataclass(kind):
            return self._record(kind, given, at)
        if issubclass(kind, StrEnum):
            return self._one_of(kind, given, at)
        return self._leaf(cast("type[object]", of), given, at)

    def _fault(self, at: str, what: str) -> None:
        self._faults.append(f"{at or 'document'}: {what}")

    def _sequence(self, of: object, given: Plain, at: str) -> tuple[object, ...]:
        if not isinstance(given, Sequence) or isinstance(given, str):
            self._fault(at, "it is a list")
            return ()
        return tuple(self.value(of, each, f"{at}[{place}]") for place, each in enumerate(given))

    def _record(self, of: type, given: Plain, at: str) -> object:
        if not isinstance(given, Mapping):
            self._fault(at, "it is an object")
            return None
        hints = get_type_hints(of)
        known = {each.name: each for each in fields(of)}
        before = len(self._faults)
        for name in sorted(given.keys() - known.keys()):
            self._fault(_under(at, name), "there is no such field")
        values: dict[str, object] = {}
        for name, each in known.items():
            if name in given:
                values[name] = self.value(hints[name], given[name], _under(at, name))
            elif is_required(each):
                self._fault(_under(at, name), "it is missing")
        return of(**values) if len(self._faults) == before else None

    def _one_of(self, of: type[StrEnum], given: Plain, at: str) -> StrEnum | None:
        if given in set(of):
            return of(given)
        self._fault(at, f"{given!r} is none of {', '.join(of)}")
        return None

    def _leaf(self, of: type, given: Plain, at: str) -> object:
        if of is bool or of is int:
            fits = isinstance(given, bool) == (of is bool) and isinstance(given, int)
            if fits and abs(cast("int", given)) <= WHOLE_MAX:
                return given
            self._fault(at, "it is true or false" if of is bool else "it is a whole number")
            return None
        if not isinstance(given, str):
            self._fault(at, f"it is {_WORDS[of]}, written as a text")
        elif of is not str:
            try:
                return _READ[of](given, self._currency)
            except (AmountUnreadable, ArithmeticError, ValueError):
                self._fault(at, f"{given!r} is not {_WORDS[of]}")
        elif len(given) <= TEXT_MAX:
            return given
        else:
            self._fault(at, f"it is longer than {TEXT_MAX} characters")
        return None


_WORDS: Final[dict[type, str]] = {
    Money: "an amount such as 40.00",
    Rate: "a percentage such as 88",
    date: "a day such as 2026-06-18",
    str: "a word",
}

_READ: Final[dict[type, Callable[[str, str], object]]] = {
    Money: Money.of,
    Rate: lambda text, _: Rate.percent(text),
    date: lambda text, _: date.fromisoformat(text),
}


def _under(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def is_required(each: "Field[Any]") -> bool:
    """Tell whether a document has to say this field."""
    return each.default is MISSING and each.default_factory is MISSING


_LEAVES: Final[Mapping[type, Mapping[str, object]]] = {
    Money: {"type": "string", "pattern": r"^-?[0-9]{1,18}(\.[0-9]{1,6})?$"},
    Rate: {"type": "string", "pattern": r"^[0-9]{1,3}(\.[0-9]{1,4})?$"},
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
}


def schema_of(kind: object) -> dict[str, object]:
    """Return the JSON Schema of what is read as a type."""
    origin = get_origin(kind)
    if origin is types.UnionType:
        inner = [each for each in get_args(kind) if each is not types.NoneType]
        return {"anyOf": [schema_of(inner[0]), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": schema_of(get_args(kind)[0])}
    named = cast("type", kind)
    if is_dataclass(named) and named not in _LEAVES:
        return schema_of_record(named)
    if issubclass(named, StrEnum):
        return {"enum": [each.value for each in named]}
    return dict(_LEAVES[named])


def schema_of_record(named: type, **narrowed: object) -> dict[str, object]:
    """Return the JSON Schema of a record, with those of some of its fields given."""
    hints: dict[str, Any] = get_type_hints(named)
    properties = {
        each.name: narrowed[each.name] if each.name in narrowed else schema_of(hints[each.name])
        for each in fields(cast("Any", named))
    }
    required = [each.name for each in fields(cast("Any", named)) if is_required(each)]
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": required,
    }
