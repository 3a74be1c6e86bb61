"""What the ledger does by itself: it seals what has been posted, every minute."""

from collections.abc import Mapping, Sequence
from typing import Any

from tributary.kernel import BrandId
from tributary.ledger.operations import seal
from tributary.platform import Chore, Desk, Event

REACTIONS: Mapping[type[Event], Sequence[Any]] = {}
ERRANDS: Mapping[type[Event], Sequence[Any]] = {}


async def seal_posted(desk: Desk, brand_id: BrandId) -> None:
    """Seal everything that waits, each seal in a work of its own."""
    number: int | None = 0
    while number is not None:
        async with desk.work(brand_id, "chore:seal_ledger") as work:
            number = await seal(work)


CHORES: Sequence[Chore] = (Chore(name="seal_ledger", cron="* * * * *", run=seal_posted),)
