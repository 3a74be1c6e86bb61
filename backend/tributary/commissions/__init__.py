"""Commissions: who earns what on which sale, under which rule of which plan.

A plan has versions, each in force for a period and never edited after use. Orders fall under the
tree and the plans of the day they were made. A sale earns its seller a rate of its level, and
those above an override or the gap between two prices: not both, unless the plan says both. A
plan says in which modes of settling it pays; in a cascade only when it says so.

Always true: a line is commissioned once; the lines of a run are its transfers; a return takes
back at the original line's rate, and a full return exactly what was earned.
"""

from tributary.commissions.operations import (
    Accrual,
    PlanInvalid,
    PlanOverlaps,
    PlanTooLate,
    accrue,
    activate_plan,
)
from tributary.commissions.queries import (
    INVARIANTS,
    CommissionLine,
    Plan,
    UnknownCommissionLine,
    lines_of,
    lines_of_order,
    missing_from,
    plans_of,
    trace,
)
from tributary.commissions.rules import (
    USUAL_MODES,
    Base,
    CommissionKind,
    Earning,
    Mode,
    PlanDraft,
    PlanRate,
    Sale,
    commission_on,
    earnings_on,
    gaps_of,
    reversals_of,
)

__all__ = [
    "INVARIANTS",
    "USUAL_MODES",
    "Accrual",
    "Base",
    "CommissionKind",
    "CommissionLine",
    "Earning",
    "Mode",
    "Plan",
    "PlanDraft",
    "PlanInvalid",
    "PlanOverlaps",
    "PlanRate",
    "PlanTooLate",
    "Sale",
    "UnknownCommissionLine",
    "accrue",
    "activate_plan",
    "commission_on",
    "earnings_on",
    "gaps_of",
    "lines_of",
    "lines_of_order",
    "missing_from",
    "plans_of",
    "reversals_of",
    "trace",
]
