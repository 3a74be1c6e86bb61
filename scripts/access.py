"""Writes who sees and does what into docs/access.md; a test compares."""

from pathlib import Path

from tributary.api.graphql.access import page
from tributary.api.graphql.schema import catalogue

TARGET = Path(__file__).resolve().parents[1] / "docs" / "access.md"


def main() -> None:
    """Write the page anew."""
    TARGET.write_text(page(catalogue()), encoding="utf-8")
    print(f"wrote {TARGET.name}")


if __name__ == "__main__":
    main()
