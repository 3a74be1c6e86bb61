"""The arithmetic of rebates, without input, output or clock."""

from tributary.rebates.rules.balances import (
    AdjustReason,
    EntryKind,
    Held,
    Invoicing,
    Taken,
    UseKind,
    made_up,
    taken_from,
)
from tributary.rebates.rules.documents import (
    RebateUnreadable,
    document_of,
    draft_of,
    limit_read,
    limit_said,
)
from tributary.rebates.rules.plans import (
    USUAL_MODES,
    Coverage,
    Measure,
    RebateDraft,
    RebateTerm,
    SettledBy,
    faults_of,
    last_use_of,
)
from tributary.rebates.rules.rating import (
    NextStep,
    Purchase,
    Rebate,
    figure_of,
    next_step,
    rebates_of,
)
from tributary.rebates.rules.resolving import Facts, Outcome, Resolved, resolution_of
from tributary.rebates.rules.schema import REBATE_SCHEMA

__all__ = [
    "REBATE_SCHEMA",
    "USUAL_MODES",
    "AdjustReason",
    "Coverage",
    "EntryKind",
    "Facts",
    "Held",
    "Invoicing",
    "Measure",
    "NextStep",
    "Outcome",
    "Purchase",
    "Rebate",
    "RebateDraft",
    "RebateTerm",
    "RebateUnreadable",
    "Resolved",
    "SettledBy",
    "Taken",
    "UseKind",
    "document_of",
    "draft_of",
    "faults_of",
    "figure_of",
    "last_use_of",
    "limit_read",
    "limit_said",
    "made_up",
    "next_step",
    "rebates_of",
    "resolution_of",
    "taken_from",
]
