"""The JSON Schema of a rebate plan's document."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from tributary.commissions.rules.terms import ClawBack, Every
from tributary.kernel import EXPONENTS
from tributary.rebates.rules.documents import SCHEMA_VERSION
from tributary.rebates.rules.plans import USUAL_MODES, Measure, SettledBy

Json = Mapping[str, object]

_TEXT: Final[Json] = {"type": "string", "minLength": 1}
_PERCENT: Final[Json] = {"type": "string", "pattern": r"^[0-9]{1,3}(\.[0-9]{1,4})?$"}
_NUMBER: Final[Json] = {"type": "string", "pattern": r"^[0-9]{1,16}(\.[0-9]{1,4})?$"}
_TEXTS: Final[Json] = {"type": "array", "items": _TEXT}


def _one_of(words: type[StrEnum]) -> Json:
    return {"enum": [word.value for word in words]}


def _object(properties: Mapping[str, object], *required: str) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


_BAND: Final = _object({"percent": _PERCENT, "start": _NUMBER, "until": _NUMBER, "amount": _NUMBER})
_COVERED_BY: Final = ("product_groups", "products", "channels", "grades", "distributors")
_TERM: Final = _object(
    {
        "code": _TEXT,
        "measure": _one_of(Measure),
        "tiers": {"enum": ["marginal", "whole"]},
        "every": _one_of(Every),
        "bands": {"type": "array", "items": _BAND, "minItems": 1},
        "coverage": _object(dict.fromkeys(_COVERED_BY, _TEXTS)),
        "target": _NUMBER,
        "claw_back": _one_of(ClawBack),
        **dict.fromkeys(("cap", "floor", "minimum"), _NUMBER),
        "settled_by": _one_of(SettledBy),
        "expires_after_months": {"type": "integer", "minimum": 1},
        "claimed": {"type": "boolean"},
    },
    *("code", "measure", "tiers", "every", "bands"),
)
REBATE_SCHEMA: Final[Json] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A version of a rebate plan",
    "description": "Limits of bands are amounts, units, percentages or days, by the measure.",
    **_object(
        {
            "kind": {"const": "rebate_plan"},
            "schema": {"const": SCHEMA_VERSION},
            "currency": {"enum": sorted(EXPONENTS)},
            "modes": {
                "type": "array",
                "items": {"enum": sorted(USUAL_MODES)},
                "minItems": 1,
            },
            "terms": {"type": "array", "items": _TERM, "minItems": 1},
        },
        *("kind", "schema", "currency", "terms"),
    ),
}
"""What any program may check a document against; activating refuses what only sense forbids."""
