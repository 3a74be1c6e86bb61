"""What is done with offers: drafted, put in force, ended, claimed and given back."""

from tributary.promotions.operations.claiming import (
    Claim,
    Counts,
    claim,
    claim_left,
    hold_counts,
    release,
)
from tributary.promotions.operations.drafting import (
    activate,
    add_coupons,
    drop_draft,
    end,
    save_draft,
)

__all__ = [
    "Claim",
    "Counts",
    "activate",
    "add_coupons",
    "claim",
    "claim_left",
    "drop_draft",
    "end",
    "hold_counts",
    "release",
    "save_draft",
]
