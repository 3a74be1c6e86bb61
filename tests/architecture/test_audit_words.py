"""Whatever the audit writes down has words on the screen of the console."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tributary.platform import Cause

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "frontend" / "src" / "features" / "audit" / "words.ts"
CAUSES = ROOT / "frontend" / "src" / "ui" / "words" / "causes.ts"
BACKEND = ROOT / "backend" / "tributary"


def said_as_reason() -> Iterator[str]:
    """Yield every reason that our own code gives in so many words, where a `Cause` belongs."""
    for path in BACKEND.rglob("*.py"):
        if "gateways" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in {"reason", "why"}:
                value = node.value
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield f"{path.relative_to(BACKEND)}: {value.value}"


def written() -> Iterator[tuple[str, str]]:
    """Yield deed and subject of every call of `audit` that says both in so many words."""
    for path in BACKEND.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr != "audit" or not node.args:
                continue
            subject = next(each.value for each in node.keywords if each.arg == "subject")
            if isinstance(node.args[0], ast.Constant) and isinstance(subject, ast.Constant):
                yield str(node.args[0].value), str(subject.value)


def worded(name: str, path: Path = WORDS) -> set[str]:
    text = path.read_text(encoding="utf-8")
    block = text.split(f"export const {name}")[1].split("\n};")[0]
    return set(re.findall(r"^  '?([a-z_.]+)'?: msg", block, re.MULTILINE))


def test_every_deed_and_what_it_was_done_to_has_words() -> None:
    found = set(written())
    assert len(found) > 50

    unnamed = {deed for deed, _ in found} - worded("DEEDS")
    unnamed |= {subject for _, subject in found} - worded("SUBJECTS")

    assert not unnamed, f"give them words in {WORDS.relative_to(ROOT)}: {sorted(unnamed)}"


def test_a_reason_that_no_person_wrote_is_a_cause_with_words() -> None:
    assert list(said_as_reason()) == []

    assert worded("CAUSES", CAUSES) == set(Cause)
