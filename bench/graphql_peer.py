"""PostGraphile 5 on the same database, when npm brings it."""

from uuid import UUID


def postgraphile(
    url: str, brands: list[UUID], distributors: int, connections: int, seconds: float
) -> dict[str, float]:
    """Return requests per second by query; empty when it cannot be run."""
    print(
        f"no peer for {len(brands)} brands, {distributors}, {connections}, {seconds}, {bool(url)}"
    )
    return {}
