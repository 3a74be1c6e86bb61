"""What rebates announce."""

from dataclasses import dataclass
from enum import StrEnum

from tributary.kernel import BrandId, RebateClaimId
from tributary.platform import Event


class ClaimNews(StrEnum):
    """What is told of a claim."""

    SUBMITTED = "submitted"
    """It waits for the first step, for the first time or again."""
    RETURNED = "returned"
    APPROVED = "approved"
    OVERDUE = "overdue"
    """A step was not decided in time."""


@dataclass(frozen=True, slots=True)
class RebateClaimMoved(Event):
    """Something that others want to know became of a claim."""

    brand_id: BrandId
    claim_id: RebateClaimId
    news: ClaimNews
    nth: int
    """How much had been done to it by then, which tells the same news from earlier ones."""
