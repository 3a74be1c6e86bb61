"""What identity does by itself: it issues what was asked for, and forgets what is of no use."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from tributary.identity.events import ResetAsked
from tributary.identity.operations import (
    forget_attempts,
    forget_grants,
    forget_paces,
    forget_pending,
    issue_reset,
)
from tributary.kernel import BrandId
from tributary.platform import Chore, Desk, Event


async def forget(desk: Desk, brand_id: BrandId) -> None:
    """Forget who tried and asked; it belongs to no brand, and the second brand finds none."""
    async with desk.work(brand_id, "job") as work:
        await forget_attempts(work, now=desk.clock())
        await forget_paces(work)


async def forget_tokens(desk: Desk, brand_id: BrandId) -> None:
    """Forget codes, tokens and grants that expired long ago."""
    async with desk.work(brand_id, "job") as work:
        await forget_grants(work)
        await forget_pending(work)


ERRANDS: Final[Mapping[type[Event], Sequence[Callable[[Desk, Any], Awaitable[None]]]]] = {
    ResetAsked: (issue_reset,),
}

CHORES: Final[Sequence[Chore]] = (
    Chore("forget_sign_in_attempts", "17 * * * *", forget),
    Chore("forget_tokens", "47 * * * *", forget_tokens),
)
