"""Documents of offers and carts: plain JSON into frozen values and back, all faults at once."""

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Any, Final, TypeVar, cast, get_args, get_origin, get_type_hints

from tributary.kernel import EXPONENTS, AmountUnreadable, Money, Rate, Refusal
from tributary.promotions.rules.offers import OfferRule
from tributary.promotions.rules.terms import TERMS_OF, Kind

WHOLE_MAX: Final = 2**31 - 1
TEXT_MAX: Final = 1_000

Plain = None | bool | int | str | Sequence["Plain"] | Mapping[str, "Plain"]
"""What JSON can say without fractions: amounts and rates are decimal texts."""

T = TypeVar("T")


class OfferFaulty(Refusal):
    """The document of an offer cannot be read or contradicts itself.

    The message lists every fault with its place; mend them all and save it again.
    """


def rule_from(document: Plain, others: Sequence[str] = ()) -> OfferRule:
    """Read the document of an offer.

    Args:
        document: what somebody wrote.
        others: what is wrong beside it, to be said at the same time.

    Refuses:
        OfferFaulty: something is missing, unknown, of another type, or contradicts itself.
    """
    found: list[str] = []
    rule = _rule(document, found)
    if rule is not None and not found:
        found += rule.faults()
    faults = [*others, *found]
    if rule is None or faults:
        raise OfferFaulty(f"The offer has {len(faults)} fault(s): {'; '.join(faults)}.")
    return rule


def document_of(rule: OfferRule) -> dict[str, Plain]:
    """Return the document of an offer: reading it again gives the same rule."""
    written = cast("dict[str, Plain]", plain(rule))
    return {"kind": rule.kind.value} | written


def plain(value: object) -> Plain:  # noqa: PLR0911  One line for each kind of value.
    """Write a value the way `read` reads it."""
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


def read(of: type[T], document: Plain, currency: str) -> T:
    """Read what `plain` wrote of a value whose amounts are of one currency.

    Raises:
        ValueError: it was not written by `plain`; the message lists every fault.
    """
    faults: list[str] = []
    value = _Reader(currency, faults).value(of, document, "")
    if faults:
        raise ValueError("; ".join(faults))
    return cast("T", value)


def _rule(document: Plain, faults: list[str]) -> OfferRule | None:
    if not isinstance(document, Mapping):
        faults.append("document: it is an object")
        return None
    stated = dict(document)
    kind = stated.pop("kind", None)
    currency = stated.get("currency")
    if not isinstance(currency, str) or currency not in EXPONENTS:
        faults.append(f"currency: {currency!r} is not an active ISO 4217 currency")
        currency = "CNY"
    if kind not in set(Kind):
        known = ", ".join(Kind)
        faults.append(f"kind: {kind!r} is none of {known}")
        return None
    terms = TERMS_OF[Kind(cast("str", kind))]
    reader = _Reader(currency, faults, {"terms": terms})
    return cast("OfferRule", reader.value(OfferRule, stated, ""))


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


__all__ = [
    "OfferFaulty",
    "Plain",
    "document_of",
    "is_required",
    "plain",
    "read",
    "rule_from",
]
