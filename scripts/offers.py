"""Writes schema/offer.json: what the document of an offer looks like."""

import json
from pathlib import Path

from tributary.promotions import SCHEMA_OF_OFFERS

TARGET = Path(__file__).resolve().parent.parent / "schema" / "offer.json"


def page() -> str:
    """Return the schema of every kind of offer."""
    return json.dumps(SCHEMA_OF_OFFERS, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
