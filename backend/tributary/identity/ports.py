"""What identity needs of others: single statements that read as one brand."""

from collections.abc import Sequence
from typing import Protocol

from tributary.kernel import BrandId


class Reads(Protocol):
    """Connections on which a brand's rows are read, one prepared statement at a time."""

    async def value(self, sql: str, arguments: Sequence[object], brand_id: BrandId) -> bytes:
        """Return the single text that a statement makes, as its bytes."""
        ...
