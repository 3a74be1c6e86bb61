"""What the ledger does by itself: it seals what has been posted, every minute."""

from collections.abc import Mapping, Sequence
from typing import Any

from tributary.kernel import BrandId
from tributary.ledger.queries import CHAIN
from tributary.platform import Chore, Desk, Event, chains

REACTIONS: Mapping[type[Event], Sequence[Any]] = {}
ERRANDS: Mapping[type[Event], Sequence[Any]] = {}


async def seal_posted(desk: Desk, brand_id: BrandId) -> None:
    """Seal every transfer that waits for it."""
    await chains.seal_waiting(desk, brand_id, CHAIN)


CHORES: Sequence[Chore] = (Chore(name="seal_ledger", cron="* * * * *", run=seal_posted),)
