"""Closes a chapter of what others count on: `python -m scripts.release 0.2.0`.

The present schema becomes the one that changes are compared with, its changelog gets the number,
and what the pages of this release ask will be answered as long as the schema takes it.
"""

import json
import sys
from datetime import date
from pathlib import Path

from scripts.changelog import BREAKING, PAGE, RELEASED, ROOT, UNRELEASED, whole_page
from tributary.api.graphql import sdl, trusted


def release(root: Path, schema: str, documents: dict[str, str], *, name: str) -> None:
    """Write the four files of a release.

    Args:
        root: the folder of the project.
        schema: the schema that is released.
        documents: what its pages, and those before, ask: texts by their ids.
        name: the number of the release and its day.
    """
    page = whole_page(root, schema).replace(
        UNRELEASED, f"{UNRELEASED}\nNothing yet.\n\n## {name}\n"
    )
    (root / PAGE).write_text(page, encoding="utf-8")
    (root / RELEASED).write_text(schema, encoding="utf-8")
    (root / BREAKING).write_text("{}\n", encoding="utf-8")
    kept = root / "backend" / "tributary" / "api" / "graphql" / "documents" / "released.json"
    kept.write_text(json.dumps(documents, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    """Release what is here, under the number that is given."""
    if len(sys.argv) != 2:  # noqa: PLR2004
        sys.exit("say the number: python -m scripts.release 0.2.0")
    today = date.today()  # noqa: DTZ011  The day on the calendar of whoever releases.
    release(ROOT, sdl(), dict(trusted()), name=f"{sys.argv[1]}, {today}")


if __name__ == "__main__":
    main()
