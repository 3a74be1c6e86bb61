"""The arithmetic of commissions, without input, output or clock."""

from tributary.commissions.rules.collecting import Standing, collected_part, earned_by_cash
from tributary.commissions.rules.documents import (
    PLAN_SCHEMA,
    DocumentUnreadable,
    document_of,
    draft_of,
)
from tributary.commissions.rules.drafts import (
    PlanInvalid,
    WrittenPlan,
    content_sha256,
)
from tributary.commissions.rules.plans import (
    USUAL_MODES,
    Base,
    CommissionKind,
    EarnedOn,
    Mode,
    PlanDraft,
    PlanRate,
    Reason,
    faults_of,
)
from tributary.commissions.rules.progress import (
    NextBand,
    Progress,
    Standpoint,
    next_band,
    progress_of,
)
from tributary.commissions.rules.rating import CoveredLine, Due, dues_of, share_of
from tributary.commissions.rules.sales import (
    Earning,
    Sale,
    commission_on,
    earnings_on,
    gaps_of,
    reversals_of,
)
from tributary.commissions.rules.terms import (
    Band,
    ClawBack,
    Conditions,
    Earner,
    Every,
    Term,
    TermKind,
    Tiers,
)

__all__ = [
    "PLAN_SCHEMA",
    "USUAL_MODES",
    "Band",
    "Base",
    "ClawBack",
    "CommissionKind",
    "Conditions",
    "CoveredLine",
    "DocumentUnreadable",
    "Due",
    "EarnedOn",
    "Earner",
    "Earning",
    "Every",
    "Mode",
    "NextBand",
    "PlanDraft",
    "PlanInvalid",
    "PlanRate",
    "Progress",
    "Reason",
    "Sale",
    "Standing",
    "Standpoint",
    "Term",
    "TermKind",
    "Tiers",
    "WrittenPlan",
    "collected_part",
    "commission_on",
    "content_sha256",
    "document_of",
    "draft_of",
    "dues_of",
    "earned_by_cash",
    "earnings_on",
    "faults_of",
    "gaps_of",
    "next_band",
    "progress_of",
    "reversals_of",
    "share_of",
]
