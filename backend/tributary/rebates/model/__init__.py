"""The tables of rebates: plans, what was accrued and released, and claims."""

from tributary.rebates.model.books import (
    RebateAccrualRow,
    RebateBandRow,
    RebateCostRow,
    RebateCreditRow,
    RebateEntryRow,
    RebateLineRow,
    RebatePlanRow,
    RebateTermRow,
    RebateUseRow,
)
from tributary.rebates.model.claims import (
    RebateClaimDeedRow,
    RebateClaimLineRow,
    RebateClaimRow,
    RebateClaimSettingRow,
    RebateClaimStepRow,
    RebateDelegationRow,
)

__all__ = [
    "RebateAccrualRow",
    "RebateBandRow",
    "RebateClaimDeedRow",
    "RebateClaimLineRow",
    "RebateClaimRow",
    "RebateClaimSettingRow",
    "RebateClaimStepRow",
    "RebateCostRow",
    "RebateCreditRow",
    "RebateDelegationRow",
    "RebateEntryRow",
    "RebateLineRow",
    "RebatePlanRow",
    "RebateTermRow",
    "RebateUseRow",
]
