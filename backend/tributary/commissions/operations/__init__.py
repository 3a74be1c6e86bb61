"""The verbs of commissions: activate a plan, accrue a period."""

from tributary.commissions.operations.accruing import Accrual, accrue, settle_one
from tributary.commissions.operations.drafting import (
    APPROVERS,
    DRAFTERS,
    PlanDraftChanged,
    PlanDraftNotSubmitted,
    PlanDraftUnknown,
    SavedPlan,
    approve_draft,
    drop_draft,
    return_draft,
    save_draft,
    submit_draft,
)
from tributary.commissions.operations.plans import (
    Approval,
    PlanOverlaps,
    PlanTooLate,
    activate_plan,
)

__all__ = [
    "APPROVERS",
    "DRAFTERS",
    "Accrual",
    "Approval",
    "PlanDraftChanged",
    "PlanDraftNotSubmitted",
    "PlanDraftUnknown",
    "PlanOverlaps",
    "PlanTooLate",
    "SavedPlan",
    "accrue",
    "activate_plan",
    "approve_draft",
    "drop_draft",
    "return_draft",
    "save_draft",
    "settle_one",
    "submit_draft",
]
