"""Reads of rebates: plans, what has been accrued, and the proof of what is always true."""

from tributary.rebates.queries.accruals import RebateAccrual, accruals_of, accrued_through
from tributary.rebates.queries.credits import RebateCredit, credits_of
from tributary.rebates.queries.invariants import INVARIANTS
from tributary.rebates.queries.plans import RebatePlan, Resolution, plans_of, resolve

__all__ = [
    "INVARIANTS",
    "RebateAccrual",
    "RebateCredit",
    "RebatePlan",
    "Resolution",
    "accruals_of",
    "accrued_through",
    "credits_of",
    "plans_of",
    "resolve",
]
