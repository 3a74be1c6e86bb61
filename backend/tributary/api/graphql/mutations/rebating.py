"""The part of the mutation type that is about rebates."""

import strawberry

from tributary.api.graphql.mutations import claims, estimates, rebates
from tributary.api.graphql.mutations import words as w


@strawberry.type(description="What can be done with rebates.")
class Rebating:
    """What can be done with rebates."""

    use_rebate: rebates.UseRebateResult | None = w.deed(
        rebates.use_rebate,
        takes=rebates.UseRebateInput,
        gives=rebates.UsedRebate,
        policy=w.COLLECTING,
        reach=w.OWN,
        description="Deduct what is left of rebates from open items.",
    )
    give_rebate_in_cash: rebates.GiveRebateInCashResult | None = w.deed(
        rebates.give_rebate_in_cash,
        takes=rebates.GiveRebateInCashInput,
        gives=rebates.GaveRebateInCash,
        policy=w.BOOKKEEPING,
        reach=w.NOBODYS,
        description="Let what is left of rebates be paid out, the way of commissions.",
    )
    undo_rebate_use: rebates.UndoRebateUseResult | None = w.deed(
        rebates.undo_rebate_use,
        takes=rebates.UndoRebateUseInput,
        gives=rebates.UndidRebateUse,
        policy=w.BOOKKEEPING,
        reach=w.NOBODYS,
        description="Take back what was deducted from open items by one document.",
    )
    claim_rebate: claims.ClaimRebateResult | None = w.deed(
        claims.claim_rebate,
        takes=claims.ClaimRebateInput,
        gives=claims.ClaimedRebate,
        policy=w.ANSWERING,
        reach=w.OWN,
        description="Claim a rebate for its order lines.",
    )
    withdraw_rebate_claim: claims.WithdrawRebateClaimResult | None = w.deed(
        claims.withdraw_claim,
        takes=claims.WithdrawRebateClaimInput,
        gives=claims.MovedRebateClaim,
        policy=w.ANSWERING,
        reach=w.OWN,
        description="Take a claim back that was not approved.",
    )
    hand_in_rebate_claim: claims.HandInRebateClaimResult | None = w.deed(
        claims.hand_in_claim,
        takes=claims.HandInRebateClaimInput,
        gives=claims.MovedRebateClaim,
        policy=w.ANSWERING,
        reach=w.OWN,
        description="Hand in again a claim that was given back.",
    )
    approve_rebate_claim: claims.ApproveRebateClaimResult | None = w.deed(
        claims.approve_claim,
        takes=claims.ApproveRebateClaimInput,
        gives=claims.MovedRebateClaim,
        policy=w.DECIDING,
        reach=w.NOBODYS,
        description="Agree to a claim at the step it stands at.",
        is_confirmed=True,
    )
    reject_rebate_claim: claims.RejectRebateClaimResult | None = w.deed(
        claims.reject_claim,
        takes=claims.RejectRebateClaimInput,
        gives=claims.MovedRebateClaim,
        policy=w.DECIDING,
        reach=w.NOBODYS,
        description="Reject a claim to an earlier step or to the distributor.",
    )
    set_rebate_claim_steps: claims.SetRebateClaimStepsResult | None = w.deed(
        claims.set_claim_steps,
        takes=claims.SetRebateClaimStepsInput,
        gives=claims.NewRebateClaimSteps,
        policy=w.GOVERNING_CLAIMS,
        reach=w.NOBODYS,
        description="Say who has to agree to claims of rebates.",
        is_confirmed=True,
    )
    delegate_rebate_claims: claims.DelegateRebateClaimsResult | None = w.deed(
        claims.delegate_claims,
        takes=claims.DelegateRebateClaimsInput,
        gives=claims.DelegatedRebateClaims,
        policy=w.DECIDING,
        reach=w.NOBODYS,
        description="Let somebody else decide about claims while one is away.",
        is_confirmed=True,
    )
    end_rebate_delegation: claims.EndRebateDelegationResult | None = w.deed(
        claims.end_delegation,
        takes=claims.EndRebateDelegationInput,
        gives=claims.EndedRebateDelegation,
        policy=w.DECIDING,
        reach=w.NOBODYS,
        description="Decide about claims oneself again.",
    )
    estimate_rebate: estimates.EstimateRebateResult | None = w.deed(
        estimates.estimate_rebate,
        takes=estimates.EstimateRebateInput,
        gives=estimates.EstimatedRebate,
        policy=w.ESTIMATING,
        reach=w.OWN,
        description="Show what one's running periods would earn back with more bought.",
    )
