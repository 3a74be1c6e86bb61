"""What identity does by itself: it forgets attempts, and what programs can use no longer."""

from collections.abc import Sequence
from typing import Final

from tributary.identity.operations import forget_attempts, forget_grants
from tributary.kernel import BrandId
from tributary.platform import Chore, Desk


async def forget(desk: Desk, brand_id: BrandId) -> None:
    """Forget old attempts; they belong to no brand, and the second brand finds none."""
    async with desk.work(brand_id, "job") as work:
        await forget_attempts(work, now=desk.clock())


async def forget_tokens(desk: Desk, brand_id: BrandId) -> None:
    """Forget codes, tokens and grants that expired long ago."""
    async with desk.work(brand_id, "job") as work:
        await forget_grants(work)


CHORES: Final[Sequence[Chore]] = (
    Chore("forget_sign_in_attempts", "17 * * * *", forget),
    Chore("forget_tokens", "47 * * * *", forget_tokens),
)
