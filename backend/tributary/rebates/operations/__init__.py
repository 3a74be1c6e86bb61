"""Deeds of rebates: put a plan in force, count anew, release what was counted, use it."""

from tributary.rebates.operations.accruing import RebateAccrued, RebatesAccruedLater, accrue
from tributary.rebates.operations.plans import (
    RebatePlanInvalid,
    RebatePlanOverlaps,
    RebatePlanTooLate,
    activate_plan,
)
from tributary.rebates.operations.releasing import RebatesReleased, expire, release
from tributary.rebates.operations.using import (
    RebateNothingChosen,
    RebateTooLittle,
    RebateUsed,
    give_in_cash,
    use_on_goods,
)

__all__ = [
    "RebateAccrued",
    "RebateNothingChosen",
    "RebatePlanInvalid",
    "RebatePlanOverlaps",
    "RebatePlanTooLate",
    "RebateTooLittle",
    "RebateUsed",
    "RebatesAccruedLater",
    "RebatesReleased",
    "accrue",
    "activate_plan",
    "expire",
    "give_in_cash",
    "release",
    "use_on_goods",
]
