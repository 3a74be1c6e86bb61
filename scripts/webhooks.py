"""Writes schema/webhooks.json: what each kind of message looks like."""

import json
from pathlib import Path

from tributary.integrations import FactKind, schema_of

TARGET = Path(__file__).resolve().parent.parent / "schema" / "webhooks.json"


def page() -> str:
    """Return the schemas of all kinds by name."""
    return json.dumps({kind.value: schema_of(kind) for kind in FactKind}, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
