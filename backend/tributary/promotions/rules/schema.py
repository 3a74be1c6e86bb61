"""The JSON Schema of an offer's document, built from the types it is read into."""

from collections.abc import Mapping
from typing import Final, cast

from tributary.kernel import EXPONENTS, schema_of, schema_of_record
from tributary.promotions.rules.offers import OfferRule
from tributary.promotions.rules.terms import TERMS_OF, Kind


def _of_kind(kind: Kind) -> dict[str, object]:
    record = schema_of_record(
        OfferRule, terms=schema_of(TERMS_OF[kind]), currency={"enum": sorted(EXPONENTS)}
    )
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
