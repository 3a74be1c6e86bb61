"""Writes schema/offer.json and schema/commission-plan.json: what documents of them look like."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tributary.commissions import PLAN_SCHEMA
from tributary.promotions import SCHEMA_OF_OFFERS

FOLDER: Final = Path(__file__).resolve().parent.parent / "schema"
SCHEMAS: Final[Mapping[str, Mapping[str, object]]] = {
    "offer.json": SCHEMA_OF_OFFERS,
    "commission-plan.json": PLAN_SCHEMA,
}


def page(name: str) -> str:
    """Return one of the schemas as it is written."""
    return json.dumps(SCHEMAS[name], indent=1) + "\n"


if __name__ == "__main__":
    for each in SCHEMAS:
        (FOLDER / each).write_text(page(each), encoding="utf-8")
