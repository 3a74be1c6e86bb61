"""Reads of rebates: plans, what has been accrued, and the proof of what is always true."""

from tributary.rebates.queries.accruals import RebateAccrual, accruals_of, accrued_through
from tributary.rebates.queries.claims import RebateClaim, away_for, claim_by_id, claim_steps_of
from tributary.rebates.queries.credits import RebateCredit, credits_of
from tributary.rebates.queries.estimating import Estimate, Supposed, estimate
from tributary.rebates.queries.invariants import INVARIANTS
from tributary.rebates.queries.plans import RebatePlan, Resolution, plans_of, resolve

__all__ = [
    "INVARIANTS",
    "Estimate",
    "RebateAccrual",
    "RebateClaim",
    "RebateCredit",
    "RebatePlan",
    "Resolution",
    "Supposed",
    "accruals_of",
    "accrued_through",
    "away_for",
    "claim_by_id",
    "claim_steps_of",
    "credits_of",
    "estimate",
    "plans_of",
    "resolve",
]
