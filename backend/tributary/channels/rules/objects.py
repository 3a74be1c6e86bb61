"""What JSON objects of unknown shape hold, looked at with care."""

from collections.abc import Mapping
from typing import Any, cast

Json = Mapping[str, Any]
"""An object; its numbers are left as texts."""


def dicts_in(found: list[object]) -> list[Json]:
    """Return the objects of a list."""
    return [cast("Json", each) for each in found if isinstance(each, dict)]


def list_in(found: Json, key: str) -> list[Json]:
    """Return the objects in a list that an object holds; none where it holds something else."""
    listed = found.get(key)
    return dicts_in(cast("list[object]", listed)) if isinstance(listed, list) else []


def text_in(found: Json, key: str) -> str | None:
    """Return a text that an object holds, without blanks around it."""
    said = found.get(key)
    return said.strip() if isinstance(said, str) else None
