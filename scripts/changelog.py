"""Writes docs/schema-changelog.md: what changed in the graph since the last release.

Compares schema/released.graphql with the schema as it is. What was released before stays as the
file has it; `python -m scripts.release` closes a chapter.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from graphql import (
    BreakingChange,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
)
from graphql.utilities import (
    DangerousChange,
    DangerousChangeType,
    SafeChangeType,
    SchemaChange,
    find_schema_changes,
)

from tributary.api.graphql import sdl

ROOT: Final = Path(__file__).resolve().parents[1]
RELEASED: Final = Path("schema", "released.graphql")
BREAKING: Final = Path("schema", "breaking.json")
PAGE: Final = Path("docs", "schema-changelog.md")

PREFACE: Final = """\
# Changelog of the schema

What changed for those who call the graph. Made by `python -m scripts.sdl` from the schema of the
last release, `schema/released.graphql`, and the present one; a test compares. Nothing that was
released goes away without having been deprecated in a release before, or a line below "Breaking"
that says why. Ask for `__typename` of every union and expect new values of every enum: what is
added is no break.

"""

UNRELEASED: Final = "## Unreleased\n"
_COORDINATE: Final = re.compile(r"\w+\.\w+(?:\(\w+:\))?")
_UNTOLD: Final = {SafeChangeType.DESCRIPTION_CHANGED}
_HARMLESS: Final = {
    DangerousChangeType.OPTIONAL_ARG_ADDED,
    DangerousChangeType.OPTIONAL_INPUT_FIELD_ADDED,
    DangerousChangeType.IMPLEMENTED_INTERFACE_ADDED,
}
"""Who does not know of it notices nothing."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different between two schemas, in sentences."""

    broken: tuple[str, ...] = ()
    """Breaks callers who were not warned."""
    removed: tuple[str, ...] = ()
    """Breaks callers who go on using what was deprecated in the last release."""
    deprecated: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    """Breaks callers who counted on there being no more, such as values of an enum."""
    added: tuple[str, ...] = ()


def changes_between(old: GraphQLSchema, new: GraphQLSchema) -> Changes:
    """Return what is different, each part in the order of the alphabet."""
    found = find_schema_changes(old, new)
    breaks = [each for each in found if isinstance(each, BreakingChange)]
    others = [each for each in found if each not in breaks and each.type not in _UNTOLD]
    doubtful = [
        each for each in others if isinstance(each, DangerousChange) and each.type not in _HARMLESS
    ]
    warned = dict(deprecations(old))
    removed = [each for each in breaks if _subject(each) in warned]
    before, now = set(deprecations(old)), set(deprecations(new))
    return Changes(
        broken=_sentences([each for each in breaks if each not in removed]),
        removed=_sentences(removed),
        deprecated=tuple(f"{name}: {why}" for name, why in sorted(now - before)),
        doubtful=_sentences(doubtful),
        added=_sentences([each for each in others if each not in doubtful]),
    )


def _sentences(changes: Iterable[SchemaChange]) -> tuple[str, ...]:
    return tuple(sorted(each.description for each in changes))


def _subject(change: SchemaChange) -> str:
    """Return what a change is about: `Type.field`, or an argument as `Type.field(name:)`."""
    named = _COORDINATE.search(change.description)
    return named[0] if named else ""


def deprecations(schema: GraphQLSchema) -> Iterator[tuple[str, str]]:
    """Yield whatever is deprecated, by its coordinate, and why."""
    for kind in schema.type_map.values():
        parts: Mapping[str, object] = {}
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            parts = kind.fields
        elif isinstance(kind, GraphQLEnumType):
            parts = kind.values
        for name, part in parts.items():
            yield from _deprecation(f"{kind.name}.{name}", part)
            for argument, each in getattr(part, "args", {}).items():
                yield from _deprecation(f"{kind.name}.{name}({argument}:)", each)


def _deprecation(coordinate: str, part: object) -> Iterator[tuple[str, str]]:
    reason: str | None = getattr(part, "deprecation_reason", None)
    if reason is not None:
        yield coordinate, reason


def chapter(changes: Changes, recorded: Mapping[str, str]) -> str:
    """Return what is told of the changes, with the reasons that were recorded for breaks."""
    told = tuple(f"{each} {recorded.get(each, '')}".rstrip() for each in changes.broken)
    parts = {
        "Breaking": told,
        "Removed, deprecated before": changes.removed,
        "Deprecated": changes.deprecated,
        "Added where callers may not expect more": changes.doubtful,
        "Added": changes.added,
    }
    lists = (
        f"### {heading}\n\n" + "".join(f"- {each}\n" for each in sentences)
        for heading, sentences in parts.items()
        if sentences
    )
    return "\n".join(lists) or "Nothing yet.\n"


@lru_cache(maxsize=1)
def changes_since(released: str, schema: str) -> Changes:
    """Return what is different between two schemas that are given as text."""
    return changes_between(build_schema(released), build_schema(schema))


def whole_page(root: Path, schema: str) -> str:
    """Return the page: what is new in a schema, and the chapters that are closed."""
    changes = changes_since((root / RELEASED).read_text(encoding="utf-8"), schema)
    present = root / PAGE
    kept = present.read_text(encoding="utf-8") if present.exists() else ""
    _, _, chapters = kept.partition(UNRELEASED)
    closed = re.search(r"^## ", chapters, re.MULTILINE)
    older = "\n" + chapters[closed.start() :] if closed else ""
    return f"{PREFACE}{UNRELEASED}\n{chapter(changes, recorded(root))}{older}"


def recorded(root: Path) -> dict[str, str]:
    """Return the breaks that somebody has decided on since the last release, and why."""
    breaks: dict[str, str] = json.loads((root / BREAKING).read_text(encoding="utf-8"))
    return breaks


def main() -> None:
    """Write the page anew."""
    (ROOT / PAGE).write_text(whole_page(ROOT, sdl()), encoding="utf-8")
    print(f"wrote {PAGE.name}")


if __name__ == "__main__":
    main()
