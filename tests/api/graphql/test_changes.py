"""What was released stays, or was deprecated first, or somebody has said why; and it is told."""

import json
from pathlib import Path

import pytest
from graphql import build_schema

from scripts.changelog import (
    BREAKING,
    PAGE,
    RELEASED,
    ROOT,
    Changes,
    changes_between,
    changes_since,
    recorded,
    whole_page,
)
from scripts.release import release
from tributary.api.graphql import sdl
from tributary.api.graphql.engine.declare import column, deprecated
from tributary.api.graphql.engine.viewers import ANYONE

OLD = """
    type Query { orders(first: Int): [Order!] gone: String @deprecated(reason: "Ask orders.") }
    type Order { number: String total(in: String): String }
    enum State { OPEN @deprecated(reason: "It is NEW.") NEW }
    input Draft { number: String }
"""
NEW = """
    type Query { orders(first: Int, after: String): [Order!] }
    type Order { number: String @deprecated(reason: "Ask name.") name: String }
    enum State { NEW PAID }
    input Draft { number: String lines: [String!]! }
    type Line { sku: String }
"""
WHAT_TO_DO = f"""
Callers break. Keep it, mark it with `deprecated(...)`, and remove it after the next release; or
write the sentence above with the reason into {BREAKING} and run `python -m scripts.sdl`.
"""


def test_nothing_that_was_released_breaks_without_a_word() -> None:
    broken = changes_since((ROOT / RELEASED).read_text(encoding="utf-8"), sdl()).broken

    assert [each for each in broken if each not in recorded(ROOT)] == [], WHAT_TO_DO
    assert [each for each in recorded(ROOT) if each not in broken] == [], "it is no break any more"


def test_the_changelog_is_the_one_checked_in() -> None:
    kept = (ROOT / PAGE).read_text(encoding="utf-8")

    assert kept == whole_page(ROOT, sdl()), "run `python -m scripts.sdl` and read the difference"


def test_what_breaks_is_told_apart_from_what_was_announced_and_what_is_new() -> None:
    assert changes_between(build_schema(OLD), build_schema(NEW)) == Changes(
        broken=("A required field Draft.lines was added.", "Field Order.total was removed."),
        removed=("Enum value State.OPEN was removed.", "Field Query.gone was removed."),
        deprecated=("Order.number: Ask name.",),
        doubtful=("Enum value State.PAID was added.",),
        added=(
            "An optional argument Query.orders(after:) was added.",
            "Field Order.name was added.",
            "Line was added.",
        ),
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("schema", "docs", "backend/tributary/api/graphql/documents"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / RELEASED).write_text(OLD)
    (tmp_path / BREAKING).write_text(json.dumps({"Field Order.total was removed.": "It lied."}))
    return tmp_path


def test_a_release_closes_its_chapter_and_keeps_what_its_pages_ask(project: Path) -> None:
    release(project, NEW, {"sha256:1": "{ orders { number } }"}, name="0.2.0")

    page = (project / PAGE).read_text()
    assert "## Unreleased\n\nNothing yet.\n\n## 0.2.0\n\n### Breaking\n" in page
    assert "- Field Order.total was removed. It lied.\n" in page
    assert whole_page(project, NEW) == page
    assert (project / RELEASED).read_text() == NEW
    assert recorded(project) == {}
    kept = project / "backend/tributary/api/graphql/documents/released.json"
    assert json.loads(kept.read_text()) == {"sha256:1": "{ orders { number } }"}

    added = whole_page(project, NEW + "type Parcel { sku: String }")
    assert "## Unreleased\n\n### Added\n\n- Parcel was added.\n\n## 0.2.0\n" in added


def test_a_field_is_deprecated_where_it_is_declared() -> None:
    field = deprecated(column("name", ANYONE, "A name."), "Ask title.")

    assert (field.deprecation_reason, field.description) == ("Ask title.", "A name.")
