"""A version of a plan as JSON with a schema; amounts and percentages as people write them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import InvalidOperation
from enum import StrEnum
from typing import Final, TypeVar, cast

from tributary.commissions.rules.examples import Example
from tributary.commissions.rules.plans import (
    HOLD_DAYS_MAX,
    Base,
    CommissionKind,
    EarnedOn,
    Mode,
    PlanDraft,
    PlanRate,
)
from tributary.commissions.rules.terms import (
    Band,
    ClawBack,
    Conditions,
    Earner,
    Every,
    Term,
    TermKind,
    Tiers,
)
from tributary.commissions.rules.where import VARIABLES, WHERE_MAX, Kind
from tributary.kernel import Currency, Money, Rate
from tributary.kernel import currency as currency_of

SCHEMA_VERSION: Final = 1

Json = Mapping[str, object]
W = TypeVar("W", bound=StrEnum)


class DocumentUnreadable(ValueError):
    """A document is not a plan; the message says every reason."""


def _one_of(words: type[StrEnum]) -> Json:
    return {"enum": [word.value for word in words]}


def _object(properties: Mapping[str, Json], *optional: str) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _list(items: Json, **more: object) -> Json:
    return {"type": "array", "items": items, **more}


_TEXT: Final[Json] = {"type": "string", "minLength": 1}
_PERCENT: Final[Json] = {"type": "string", "pattern": r"^[0-9]{1,3}(\.[0-9]{1,4})?$"}
_AMOUNT: Final[Json] = {"type": "string", "pattern": r"^[0-9]{1,16}(\.[0-9]{1,4})?$"}
_STEP: Final[Json] = {"type": "integer", "minimum": 1, "maximum": 99}
_RATES: Final = _list(
    _object(
        {
            "kind": {"enum": ["level", "override"]},
            "step": _STEP,
            "product_group": {"type": "string"},
            "percent": _PERCENT,
        },
        "product_group",
    )
)
_BANDS: Final = _list(
    _object(
        {"from": _AMOUNT, "until": _AMOUNT, "percent": _PERCENT, "amount": _AMOUNT},
        *("from", "until", "percent", "amount"),
    ),
    minItems=1,
)
_NAMES: Final = ("product_groups", "products", "channels", "grades")
_STEPS: Final = ("levels", "depths")
_LIMITS: Final = ("cap", "floor", "minimum")
_SAID: Final[Mapping[Kind, Json]] = {
    Kind.NUMBER: {"type": "integer"},
    Kind.AMOUNT: _AMOUNT,
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.TEXT: {"type": "string"},
}
_EXAMPLE: Final = _object(
    {
        "line": _object({name: _SAID[kind] for name, kind in VARIABLES.items()}, *VARIABLES),
        "expected": {"type": "boolean"},
    }
)
_TERM: Final = _object(
    {
        "code": _TEXT,
        "kind": _one_of(TermKind),
        "earner": _one_of(Earner),
        "tiers": _one_of(Tiers),
        "every": _one_of(Every),
        "claw_back": _one_of(ClawBack),
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "bands": _BANDS,
        "conditions": _object(
            {
                **dict.fromkeys(_NAMES, _list(_TEXT, minItems=1)),
                **dict.fromkeys(_STEPS, _list(_STEP, minItems=1)),
            },
            *_NAMES,
            *_STEPS,
        ),
        **dict.fromkeys(_LIMITS, _AMOUNT),
        "where": {**_TEXT, "maxLength": WHERE_MAX},
        "examples": _list(_EXAMPLE, minItems=2),
    },
    *("conditions", "where", "examples"),
    *_LIMITS,
)
PLAN_SCHEMA: Final[Json] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A version of a commission plan",
    **_object(
        {
            "kind": {"const": "commission_plan"},
            "schema": {"const": SCHEMA_VERSION},
            "base": _one_of(Base),
            "modes": _list(_one_of(Mode), minItems=1, uniqueItems=True),
            "pays_price_gap": {"type": "boolean"},
            "pays_both": {"type": "boolean"},
            "rates": _RATES,
            "terms": _list(_TERM),
            "earned_on": _one_of(EarnedOn),
            "hold_days": {"type": "integer", "minimum": 0, "maximum": HOLD_DAYS_MAX},
        },
        *("earned_on", "hold_days"),
    ),
}
"""The JSON Schema of `plans.document`."""


def document_of(draft: PlanDraft) -> dict[str, object]:
    """Return a plan as the document that is stored; code, name and period stand beside it."""
    return {
        "kind": "commission_plan",
        "schema": SCHEMA_VERSION,
        "base": draft.base.value,
        "modes": sorted(mode.value for mode in draft.modes),
        "pays_price_gap": draft.pays_price_gap,
        "pays_both": draft.pays_both,
        "rates": [_rate_said(rate) for rate in draft.rates],
        "terms": [_term_said(term) for term in draft.terms],
        "earned_on": draft.earned_on.value,
        "hold_days": draft.hold_days,
    }


def draft_of(
    document: Json, *, code: str, name: str, valid_from: date, valid_until: date | None = None
) -> PlanDraft:
    """Read a document as a plan.

    Raises:
        DocumentUnreadable: it is not one; the message lists every fault of its form. Whether it
            contradicts itself is looked at when it is activated.
    """
    reader = _Reader()
    draft = PlanDraft(
        code=code,
        name=name,
        rates=[reader.rate(each) for each in reader.objects(document, "rates")],
        valid_from=valid_from,
        valid_until=valid_until,
        base=reader.word(document, "base", Base),
        pays_price_gap=reader.flag(document, "pays_price_gap"),
        pays_both=reader.flag(document, "pays_both"),
        modes=frozenset(reader.words(document, "modes", Mode)),
        terms=[reader.term(each) for each in reader.objects(document, "terms")],
        # Documents of before say neither: they earn by the bill and hold nothing.
        earned_on=reader.word({"earned_on": "invoice", **document}, "earned_on", EarnedOn),
        hold_days=reader.count(document, "hold_days"),
    )
    if (document.get("kind"), document.get("schema")) != ("commission_plan", SCHEMA_VERSION):
        reader.faults.append(f"it is no commission plan of schema {SCHEMA_VERSION}")
    reader.only(document, "kind", "schema", *_PLAN_NAMES)
    if reader.faults:
        raise DocumentUnreadable("; ".join(reader.faults))
    return draft


_PLAN_NAMES: Final = (
    *("base", "modes", "pays_price_gap", "pays_both", "rates", "terms"),
    *("earned_on", "hold_days"),
)
_TERM_NAMES: Final = ("code", "kind", "earner", "tiers", "every", "claw_back", "currency", "bands")


def _percent(rate: Rate) -> str:
    return str(rate).removesuffix(" %")


def _rate_said(rate: PlanRate) -> Json:
    said: dict[str, object] = {"kind": rate.kind.value, "step": rate.step}
    if rate.product_group:
        said["product_group"] = rate.product_group
    return {**said, "percent": _percent(rate.rate)}


def _term_said(term: Term) -> Json:
    def amount(minor: int) -> str:
        return Money(minor, term.currency).decimal

    conditions = {
        field.name: sorted(value)
        for field in fields(Conditions)
        if (value := getattr(term.conditions, field.name))
    }
    limits = {name: amount(value) for name in _LIMITS if (value := getattr(term, name)) is not None}
    examples = [{"line": dict(one.line), "expected": one.expected} for one in term.examples]
    return {
        "code": term.code,
        "kind": term.kind.value,
        "earner": term.earner.value,
        "tiers": term.tiers.value,
        "every": term.every.value,
        "claw_back": term.claw_back.value,
        "currency": term.currency,
        **({"conditions": conditions} if conditions else {}),
        "bands": [_band_said(band, amount) for band in term.bands],
        **limits,
        **({"where": term.where} if term.where else {}),
        **({"examples": examples} if examples else {}),
    }


def _band_said(band: Band, amount: Callable[[int], str]) -> Json:
    said: dict[str, object] = {"percent": _percent(band.rate)}
    if band.start:
        said["from"] = amount(band.start)
    if band.until is not None:
        said["until"] = amount(band.until)
    if band.amount:
        said["amount"] = amount(band.amount)
    return said


class _Reader:
    """Reads what can be read and remembers what cannot, so that all faults are told at once."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def only(self, of: Json, *names: str) -> None:
        self.faults += [f"{name!r} is not a word of it" for name in of if name not in names]

    def objects(self, of: Json, name: str) -> Sequence[Json]:
        found = self._list(of, name)
        if all(isinstance(one, dict) for one in found):
            return cast("list[Json]", found)
        self.faults.append(f"{name!r} is not a list of objects")
        return []

    def word(self, of: Json, name: str, words: type[W]) -> W:
        try:
            return words(str(of.get(name)))
        except ValueError:
            allowed = ", ".join(words)
            self.faults.append(f"{name!r} is {of.get(name)!r}, not one of {allowed}")
            return next(iter(words))

    def words(self, of: Json, name: str, words: type[W]) -> list[W]:
        return [self.word({name: each}, name, words) for each in self._list(of, name)]

    def flag(self, of: Json, name: str) -> bool:
        if not isinstance(of.get(name), bool):
            self.faults.append(f"{name!r} is neither true nor false")
        return of.get(name) is True

    def text(self, of: Json, name: str) -> str:
        found = of.get(name, "")
        if not isinstance(found, str):
            self.faults.append(f"{name!r} is not a text")
            return ""
        return found

    def step(self, value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.faults.append(f"{value!r} is not a level or a distance")
        return 1

    def count(self, of: Json, name: str) -> int:
        value = of.get(name, 0)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.faults.append(f"{name!r} is {value!r}, not a whole number")
        return 0

    def percent(self, of: Json) -> Rate:
        text = self.text(of, "percent") or "0"
        try:
            return Rate.percent(text)
        except (ValueError, InvalidOperation):
            self.faults.append(f"{text!r} is not a percentage with at most four decimals")
            return Rate(0)

    def amount(self, of: Json, name: str, unit: Currency) -> int | None:
        text = self.text(of, name)
        if not text:
            return None
        try:
            return Money.of(text, unit).minor
        except ValueError as error:
            self.faults.append(str(error))
            return None

    def rate(self, of: Json) -> PlanRate:
        self.only(of, "kind", "step", "product_group", "percent")
        kind = self.word(of, "kind", CommissionKind)
        step = self.step(of.get("step"))
        return PlanRate(kind, step, self.percent(of), self.text(of, "product_group"))

    def term(self, of: Json) -> Term:
        self.only(of, *_TERM_NAMES, "conditions", *_LIMITS, "where", "examples")
        unit = self._currency(of)
        return Term(
            code=self.text(of, "code"),
            kind=self.word(of, "kind", TermKind),
            earner=self.word(of, "earner", Earner),
            tiers=self.word(of, "tiers", Tiers),
            bands=[self._band(each, unit) for each in self.objects(of, "bands")],
            every=self.word(of, "every", Every),
            claw_back=self.word(of, "claw_back", ClawBack),
            conditions=self._conditions(of.get("conditions", {})),
            currency=unit,
            cap=self.amount(of, "cap", unit),
            floor=self.amount(of, "floor", unit),
            minimum=self.amount(of, "minimum", unit),
            where=self.text(of, "where").strip(),
            examples=tuple(self._example(each) for each in self.objects(of, "examples")),
        )

    def _example(self, of: Json) -> Example:
        self.only(of, "line", "expected")
        line = of.get("line")
        if not isinstance(line, dict):
            self.faults.append("the 'line' of an example is not an object")
            line = {}
        said = cast("Json", line)
        for name, value in said.items():
            if isinstance(value, bool) or not isinstance(value, int | str):
                self.faults.append(f"{name!r} of an example is neither a whole number nor a text")
        return Example(cast("Mapping[str, int | str]", said), self.flag(of, "expected"))

    def _band(self, of: Json, unit: Currency) -> Band:
        self.only(of, "from", "until", "percent", "amount")
        return Band(
            rate=self.percent(of),
            start=self.amount(of, "from", unit) or 0,
            until=self.amount(of, "until", unit),
            amount=self.amount(of, "amount", unit) or 0,
        )

    def _conditions(self, of: object) -> Conditions:
        if not isinstance(of, dict):
            self.faults.append("'conditions' is not an object")
            return Conditions()
        said = cast("Json", of)
        self.only(said, *_NAMES, *_STEPS)
        names = {name: self._names(said, name) for name in _NAMES}
        levels, depths = (
            frozenset(self.step(each) for each in self._list(said, name)) for name in _STEPS
        )
        return Conditions(**names, levels=levels, depths=depths)

    def _names(self, of: Json, name: str) -> frozenset[str]:
        return frozenset(self.text({name: each}, name) for each in self._list(of, name))

    def _list(self, of: Json, name: str) -> list[object]:
        found = of.get(name, [])
        if isinstance(found, list):
            return cast("list[object]", found)
        self.faults.append(f"{name!r} is not a list")
        return []

    def _currency(self, of: Json) -> Currency:
        try:
            return currency_of(self.text(of, "currency"))
        except ValueError as error:
            self.faults.append(str(error))
            return Currency("XXX")
