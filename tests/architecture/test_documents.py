import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

DECISIONS = ROOT / "docs" / "decisions"
SECTIONS = ["## Context", "## Decision", "## Consequences", "## Alternatives"]

# Paths in prose leave out where the package lives.
BASES = [ROOT, ROOT / "backend" / "tributary", ROOT / "backend"]


def missing_paths(text: str, *, exists: Callable[[str], bool]) -> list[str]:
    """Return the paths in backticks that lead nowhere."""
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    named = re.findall(r"`([\w./-]*/[\w./-]*|[\w.-]+\.(?:py|md|toml|sql|yml|graphql))`", prose)
    # A leading slash is an address of the server, not a file.
    return [path for path in named if not path.startswith("/") and not exists(path)]


def is_there(path: str) -> bool:
    return any((base / path).exists() for base in BASES)


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "README.md"])
def test_a_document_names_paths_that_exist(name: str) -> None:
    document = ROOT / name

    text = document.read_text(encoding="utf-8") if document.exists() else ""

    assert missing_paths(text, exists=is_there) == []


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in sorted(DECISIONS.glob("*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", sorted(DECISIONS.glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_has_its_four_sections(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.startswith(f"# {path.name[:4]} ")
    assert [line for line in text.splitlines() if line.startswith("## ")] == SECTIONS


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("The river in `backend/nowhere/`.", ["backend/nowhere/"]),
        ("See `credit/rules.py` and `nothing.py`.", ["nothing.py"]),
        ("It answers at `/graphql` with `Money`.", []),
        ("```\n`nowhere/x.py`\n```\n", []),
    ],
)
def test_a_path_that_leads_nowhere_is_found(text: str, missing: list[str]) -> None:
    assert missing_paths(text, exists={"credit/rules.py"}.__contains__) == missing
