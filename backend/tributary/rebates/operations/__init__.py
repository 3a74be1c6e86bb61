"""Deeds of rebates: put a plan in force, count anew what has been accrued."""

from tributary.rebates.operations.accruing import RebateAccrued, RebatesAccruedLater, accrue
from tributary.rebates.operations.plans import (
    RebatePlanInvalid,
    RebatePlanOverlaps,
    RebatePlanTooLate,
    activate_plan,
)

__all__ = [
    "RebateAccrued",
    "RebatePlanInvalid",
    "RebatePlanOverlaps",
    "RebatePlanTooLate",
    "RebatesAccruedLater",
    "accrue",
    "activate_plan",
]
