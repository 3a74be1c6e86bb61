"""What is asked about offers: drafts, versions in force, coupons, and what is always true."""

from tributary.promotions.queries.invariants import INVARIANTS
from tributary.promotions.queries.offers import (
    coupons_of,
    draft_of,
    offers_between,
    offers_named,
)

__all__ = ["INVARIANTS", "coupons_of", "draft_of", "offers_between", "offers_named"]
