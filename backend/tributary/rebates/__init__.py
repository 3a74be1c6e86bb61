"""Rebates: what a distributor earns back on its own purchases over a period.

A commission is earned on the sales of others; a rebate on what one bought oneself. A plan has
versions, each in force for whole periods and never edited after use. Of the terms of a plan the
first that fits a purchase covers it; it earns by volume, units, growth, target or days to pay.

Always true: what the lines of a period earn adds up to what the period earns; when everything
came back, nothing is earned.
"""

from tributary.rebates.operations import (
    RebateAccrued,
    RebatePlanInvalid,
    RebatePlanOverlaps,
    RebatePlanTooLate,
    RebatesAccruedLater,
    accrue,
    activate_plan,
)
from tributary.rebates.queries import (
    INVARIANTS,
    RebateAccrual,
    RebatePlan,
    Resolution,
    accruals_of,
    accrued_through,
    plans_of,
    resolve,
)
from tributary.rebates.rules import (
    REBATE_SCHEMA,
    USUAL_MODES,
    Coverage,
    Facts,
    Measure,
    NextStep,
    Outcome,
    Purchase,
    Rebate,
    RebateDraft,
    RebateTerm,
    RebateUnreadable,
    Resolved,
    SettledBy,
    document_of,
    draft_of,
    faults_of,
    figure_of,
    last_use_of,
    limit_read,
    limit_said,
    next_step,
    rebates_of,
    resolution_of,
)

__all__ = [
    "INVARIANTS",
    "REBATE_SCHEMA",
    "USUAL_MODES",
    "Coverage",
    "Facts",
    "Measure",
    "NextStep",
    "Outcome",
    "Purchase",
    "Rebate",
    "RebateAccrual",
    "RebateAccrued",
    "RebateDraft",
    "RebatePlan",
    "RebatePlanInvalid",
    "RebatePlanOverlaps",
    "RebatePlanTooLate",
    "RebateTerm",
    "RebateUnreadable",
    "RebatesAccruedLater",
    "Resolution",
    "Resolved",
    "SettledBy",
    "accruals_of",
    "accrue",
    "accrued_through",
    "activate_plan",
    "document_of",
    "draft_of",
    "faults_of",
    "figure_of",
    "last_use_of",
    "limit_read",
    "limit_said",
    "next_step",
    "plans_of",
    "rebates_of",
    "resolution_of",
    "resolve",
]
