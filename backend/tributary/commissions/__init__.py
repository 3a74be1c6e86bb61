"""Commissions: who earns what on which sale, under which rule of which plan.

A plan has versions, each in force for a period and never edited after use. Orders fall under the
tree and the plans of the day they were made. A sale earns its seller a rate of its level, and
those above an override or the gap between two prices: not both, unless the plan says both. Terms
depend on what a month, a quarter or a year comes to: every run works out anew what is due on each
line and books the difference. A plan says in which modes of settling it pays.

Always true: a line is commissioned once; the lines of a run are its transfers; a return takes
back at the original line's rate, unless its period is rated anew, and a full return everything.
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
    Rated,
    UnknownCommissionLine,
    lines_of,
    lines_of_order,
    missing_from,
    plans_of,
    trace,
)
from tributary.commissions.rules import (
    PLAN_SCHEMA,
    USUAL_MODES,
    Band,
    Base,
    ClawBack,
    CommissionKind,
    Conditions,
    CoveredLine,
    DocumentUnreadable,
    Due,
    Earner,
    Earning,
    Every,
    Mode,
    PlanDraft,
    PlanRate,
    Reason,
    Sale,
    Term,
    TermKind,
    Tiers,
    commission_on,
    document_of,
    draft_of,
    dues_of,
    earnings_on,
    gaps_of,
    reversals_of,
)

__all__ = [
    "INVARIANTS",
    "PLAN_SCHEMA",
    "USUAL_MODES",
    "Accrual",
    "Band",
    "Base",
    "ClawBack",
    "CommissionKind",
    "CommissionLine",
    "Conditions",
    "CoveredLine",
    "DocumentUnreadable",
    "Due",
    "Earner",
    "Earning",
    "Every",
    "Mode",
    "Plan",
    "PlanDraft",
    "PlanInvalid",
    "PlanOverlaps",
    "PlanRate",
    "PlanTooLate",
    "Rated",
    "Reason",
    "Sale",
    "Term",
    "TermKind",
    "Tiers",
    "UnknownCommissionLine",
    "accrue",
    "activate_plan",
    "commission_on",
    "document_of",
    "draft_of",
    "dues_of",
    "earnings_on",
    "gaps_of",
    "lines_of",
    "lines_of_order",
    "missing_from",
    "plans_of",
    "reversals_of",
    "trace",
]
