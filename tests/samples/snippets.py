"""The pieces of programs that stand in the documentation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.samples.building import ROOT

DOCS: Final = ROOT / "docs"
_BLOCK: Final = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_SCOPES: Final = re.compile(r'--scope "([^"]+)"')


@dataclass(frozen=True)
class Snippet:
    """A block of a page, in the language it says."""

    page: str
    kind: str
    text: str
    next_text: str
    """Of the block that follows; a document's variables stand there."""


def snippets(page: Path) -> list[Snippet]:
    """Return the blocks of a page, in their order."""
    found = list(_BLOCK.finditer(page.read_text(encoding="utf-8")))
    texts = [each["text"] for each in found] + [""]
    return [
        Snippet(page.name, each["kind"], each["text"], texts[place])
        for place, each in enumerate(found, start=1)
    ]


def snippet(name: str, kind: str) -> str:
    """Return the only block of a language on a page."""
    (found,) = [each.text for each in snippets(DOCS / name) if each.kind == kind]
    return found


def documents() -> Iterator[Snippet]:
    """Return the documents of the graph that stand on any page."""
    for page in sorted(DOCS.rglob("*.md")):
        yield from (each for each in snippets(page) if each.kind == "graphql")


def scopes_named(page: Path) -> list[str]:
    """Return the scopes with which a page lets programs in, one text for each command."""
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    return [" ".join(each.split()) for each in _SCOPES.findall(text)]
