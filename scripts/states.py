"""Draws every table of transitions into ARCHITECTURE.md, between its markers."""

import importlib
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any

import tributary

DOCUMENT = Path(__file__).resolve().parent.parent / "ARCHITECTURE.md"

Transitions = Mapping[Any, Iterable[Enum]]

_BLOCK = re.compile(r"<!-- states:(?P<name>[\w.]+) -->\n.*?<!-- /states -->\n", re.DOTALL)


def machines() -> dict[str, Transitions]:
    """Return the tables of all rules by name, such as payouts.ItemState."""
    found: dict[str, Transitions] = {}
    for module in pkgutil.walk_packages(tributary.__path__, "tributary."):
        if re.match(r"tributary\.\w+\.rules\b", module.name):
            found.update(tables(importlib.import_module(module.name)))
    return dict(sorted(found.items()))


def tables(rules: ModuleType) -> Iterator[tuple[str, Transitions]]:
    """Yield each TRANSITIONS or X_TRANSITIONS of one module of rules."""
    for name, table in vars(rules).items():
        if re.fullmatch(r"([A-Z_]+_)?TRANSITIONS", name) and table:
            # The states name their package: rules may import the table of rules upstream.
            states = type(next(iter(table)))
            yield f"{states.__module__.split('.')[1]}.{states.__name__}", table


def drawing(name: str, table: Transitions) -> str:
    """Return one block: the markers and the diagram between them.

    The first state of the table is where everything begins; a state without a way out is an end.
    """
    states = list(table)
    lines = [f"[*] --> {states[0].value}"]
    for state in states:
        ways = sorted((one.value for one in table[state]), key=str)
        lines += [f"{state.value} --> {way}" for way in ways or ["[*]"]]
    body = "\n".join(f"    {line}" for line in lines)
    return f"<!-- states:{name} -->\n```mermaid\nstateDiagram-v2\n{body}\n```\n<!-- /states -->\n"


def drawn(text: str, found: Mapping[str, Transitions]) -> str:
    """Return the document with every block redrawn, gone tables removed, new ones at the end."""
    present = {match["name"] for match in _BLOCK.finditer(text)}
    redrawn = _BLOCK.sub(
        lambda match: (
            drawing(match["name"], found[match["name"]]) if match["name"] in found else ""
        ),
        text,
    )
    missing = [drawing(name, table) for name, table in found.items() if name not in present]
    if missing and "## States" not in redrawn:
        redrawn = redrawn.rstrip("\n") + "\n\n## States\n"
    return redrawn + "".join(f"\n{block}" for block in missing)


if __name__ == "__main__":
    before = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else "# Architecture\n"
    DOCUMENT.write_text(drawn(before, machines()), encoding="utf-8")
