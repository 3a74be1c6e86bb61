"""The verbs of commissions: activate a plan, accrue a period."""

from tributary.commissions.operations.accruing import Accrual, accrue, settle_one
from tributary.commissions.operations.plans import (
    PlanInvalid,
    PlanOverlaps,
    PlanTooLate,
    activate_plan,
)

__all__ = [
    "Accrual",
    "PlanInvalid",
    "PlanOverlaps",
    "PlanTooLate",
    "accrue",
    "activate_plan",
    "settle_one",
]
