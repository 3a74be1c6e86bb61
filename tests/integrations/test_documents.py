"""What is written about webhooks is what is sent."""

import json
import re
from pathlib import Path

from scripts.webhooks import TARGET, page
from tests.integrations.test_facts import checked
from tributary.integrations import FACTS, FactKind

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "webhooks.md").read_text(encoding="utf-8")
WORDS = ROOT / "frontend" / "src" / "features" / "webhooks" / "words.tsx"


def test_the_schemas_are_up_to_date() -> None:
    assert TARGET.read_text(encoding="utf-8") == page(), "run `python -m scripts.webhooks`"


def test_the_example_is_as_its_schema_says() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)

    assert checked(json.loads(example))


def test_every_event_is_in_the_table() -> None:
    rows = re.findall(r"^\| `([\w.]+)` \| `(\w+)` \| (.*) \|$", TEXT, re.MULTILINE)

    assert rows == [(kind.value, FACTS[kind].collection, FACTS[kind].meaning) for kind in FactKind]


def test_the_console_has_words_for_every_event_that_can_be_chosen() -> None:
    block = WORDS.read_text(encoding="utf-8").split("export const KINDS")[1].split("\n};")[0]

    assert re.findall(r"^  '([a-z_.]+)': msg", block, re.MULTILINE) == [
        kind.value for kind in FactKind if kind is not FactKind.WEBHOOK_TEST
    ]
