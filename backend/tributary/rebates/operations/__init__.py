"""Deeds of rebates: put a plan in force, count anew, release what was counted, use it."""

from tributary.rebates.operations.accruing import RebateAccrued, RebatesAccruedLater, accrue
from tributary.rebates.operations.chains import (
    RebateClaimStepsInvalid,
    RebateDelegationInvalid,
    delegate_claims,
    end_delegation,
    set_claim_steps,
)
from tributary.rebates.operations.claiming import (
    RebateClaimed,
    RebateClaimedTwice,
    RebateNothingToClaim,
    claim,
    hand_in_again,
    withdraw_claim,
)
from tributary.rebates.operations.deciding import (
    RebateClaimNotForYou,
    approve_claim,
    note_overdue,
    reject_claim,
)
from tributary.rebates.operations.moving import (
    RebateClaimMovedOn,
    RebateClaimReasonMissing,
    RebateClaimUnknown,
)
from tributary.rebates.operations.plans import (
    RebatePlanInvalid,
    RebatePlanOverlaps,
    RebatePlanTooLate,
    activate_plan,
)
from tributary.rebates.operations.releasing import RebatesReleased, expire, release
from tributary.rebates.operations.undoing import (
    RebateNotDeducted,
    RebateUndoReasonMissing,
    RebateUseUndone,
    RebateUseUnknown,
    undo_use,
)
from tributary.rebates.operations.using import (
    RebateNothingChosen,
    RebateTooLittle,
    RebateUsed,
    give_in_cash,
    use_on_goods,
)

__all__ = [
    "RebateAccrued",
    "RebateClaimMovedOn",
    "RebateClaimNotForYou",
    "RebateClaimReasonMissing",
    "RebateClaimStepsInvalid",
    "RebateClaimUnknown",
    "RebateClaimed",
    "RebateClaimedTwice",
    "RebateDelegationInvalid",
    "RebateNotDeducted",
    "RebateNothingChosen",
    "RebateNothingToClaim",
    "RebatePlanInvalid",
    "RebatePlanOverlaps",
    "RebatePlanTooLate",
    "RebateTooLittle",
    "RebateUndoReasonMissing",
    "RebateUseUndone",
    "RebateUseUnknown",
    "RebateUsed",
    "RebatesAccruedLater",
    "RebatesReleased",
    "accrue",
    "activate_plan",
    "approve_claim",
    "claim",
    "delegate_claims",
    "end_delegation",
    "expire",
    "give_in_cash",
    "hand_in_again",
    "note_overdue",
    "reject_claim",
    "release",
    "set_claim_steps",
    "undo_use",
    "use_on_goods",
    "withdraw_claim",
]
