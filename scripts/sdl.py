"""Writes the schema of the GraphQL API to schema/tributary.graphql, and what changed in it."""

from pathlib import Path

from scripts import changelog
from tributary.api.graphql import sdl

TARGET = Path(__file__).resolve().parents[1] / "schema" / "tributary.graphql"


def main() -> None:
    """Write the file anew."""
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(sdl(), encoding="utf-8")
    print(f"wrote {TARGET.name}")
    changelog.main()


if __name__ == "__main__":
    main()
