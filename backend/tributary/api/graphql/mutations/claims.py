"""Claims of rebates: made by distributors, decided by the brand step by step."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import strawberry

from tributary import identity, rebates
from tributary.api.graphql.mutations.words import (
    ID,
    KEY,
    Hands,
    MoneyInput,
    MoneyType,
    Refused,
    input_type,
    key_of,
    keys,
    money_of,
    optional,
    payload,
    said,
)
from tributary.api.graphql.refs import RebateClaimRef, RebateDelegationRef
from tributary.kernel import OrderLineId, RebateClaimId, RebateCreditId, UserId


@input_type
class ClaimRebateInput:
    """A rebate that is claimed for its order lines."""

    idempotency_key: ID = said(KEY)
    rebate_credit_id: ID = said("Which rebate.")
    left_out: list[ID] | None = optional("Order lines that are not claimed now; none if unsaid.")
    note: str | None = optional("What the brand is to read.")


@payload
class ClaimedRebate:
    """The claim waits for the first step."""

    rebate_claim: RebateClaimRef | None = said("The claim.")
    number: str = said("Its number.")
    amount: MoneyType = said("What is claimed.")


ClaimRebateResult = Annotated[
    ClaimedRebate | Refused,
    strawberry.union("ClaimRebateResult", description="What became of a rebate to be claimed."),
]


@input_type
class WithdrawRebateClaimInput:
    """A claim that is taken back."""

    rebate_claim_id: ID = said("Which claim.")


@input_type
class HandInRebateClaimInput:
    """A claim that was given back, and is handed in again."""

    rebate_claim_id: ID = said("Which claim.")
    note: str | None = optional("What is said to the reason it was given back for.")


@input_type
class ApproveRebateClaimInput:
    """A claim that somebody agrees to, at the step that was shown."""

    idempotency_key: ID = said(KEY)
    rebate_claim_id: ID = said("Which claim.")
    step: int = said("RebateClaim.step as it was shown.")


@input_type
class RejectRebateClaimInput:
    """A claim that goes back, from the step that was shown."""

    rebate_claim_id: ID = said("Which claim.")
    step: int = said("RebateClaim.step as it was shown.")
    to_step: int | None = optional("The earlier step; to the distributor if unsaid.")
    reason: str = said("What is to be mended; it is kept.")


@payload
class MovedRebateClaim:
    """The claim stands where it now says."""

    rebate_claim: RebateClaimRef | None = said("The claim as it is now.")


WithdrawRebateClaimResult = Annotated[
    MovedRebateClaim | Refused,
    strawberry.union(
        "WithdrawRebateClaimResult", description="What became of a claim to be withdrawn."
    ),
]
HandInRebateClaimResult = Annotated[
    MovedRebateClaim | Refused,
    strawberry.union(
        "HandInRebateClaimResult", description="What became of a claim to be handed in again."
    ),
]
ApproveRebateClaimResult = Annotated[
    MovedRebateClaim | Refused,
    strawberry.union(
        "ApproveRebateClaimResult", description="What became of a claim to be agreed to."
    ),
]
RejectRebateClaimResult = Annotated[
    MovedRebateClaim | Refused,
    strawberry.union(
        "RejectRebateClaimResult", description="What became of a claim to be rejected."
    ),
]


@input_type
class RebateClaimStepInput:
    """One step of the chain."""

    role: identity.Role = said("Whose agreement is asked for.")
    days: int = said("Within how many days, 1 to 365.")
    least: MoneyInput | None = optional("A claim of less, in this currency, skips it.")


@input_type
class SetRebateClaimStepsInput:
    """The chain that new claims go along."""

    steps: list[RebateClaimStepInput] = said("Its steps, in this order.")


@payload
class NewRebateClaimSteps:
    """It holds for the claims that are made from now on."""

    steps: int = said("How many steps it has.")


SetRebateClaimStepsResult = Annotated[
    NewRebateClaimSteps | Refused,
    strawberry.union("SetRebateClaimStepsResult", description="What became of a new chain."),
]


@input_type
class DelegateRebateClaimsInput:
    """Somebody who decides about claims while one is away."""

    user_id: ID = said("Who decides instead.")
    first_on: date = said("From which day.")
    last_on: date = said("The last day of it.")


@payload
class DelegatedRebateClaims:
    """From that day on the other decides, too."""

    delegation: RebateDelegationRef | None = said("From when until when.")


DelegateRebateClaimsResult = Annotated[
    DelegatedRebateClaims | Refused,
    strawberry.union(
        "DelegateRebateClaimsResult", description="What became of claims to be delegated."
    ),
]


@input_type
class EndRebateDelegationInput:
    """Claims that are one's own again."""

    delegation_id: ID = said("Which delegation of one's own.")


@payload
class EndedRebateDelegation:
    """Nobody decides instead by it any more."""

    delegation: RebateDelegationRef | None = said("The delegation, ended.")


EndRebateDelegationResult = Annotated[
    EndedRebateDelegation | Refused,
    strawberry.union(
        "EndRebateDelegationResult", description="What became of a delegation to be ended."
    ),
]


async def claim_rebate(hands: Hands, given: ClaimRebateInput) -> Mapping[str, object]:
    """Claim a rebate for the viewer's distributor.

    Refuses:
        RebateNothingToClaim: the viewer works for no distributor.
    """
    distributor_id = hands.viewer.distributor_id
    credit_id = RebateCreditId(key_of("RebateCredit", given.rebate_credit_id))
    if distributor_id is None:
        raise rebates.RebateNothingToClaim("The brand claims nothing from itself.")
    made = await rebates.claim(
        hands.work,
        credit_id=credit_id,
        distributor_id=distributor_id,
        today=hands.viewer.today,
        left_out=[OrderLineId(key) for key in keys("OrderLine", given.left_out or [])],
        note=given.note or "",
    )
    return {"rebate_claim": made.claim_id, "number": made.number, "amount": made.amount}


async def withdraw_claim(hands: Hands, given: WithdrawRebateClaimInput) -> Mapping[str, object]:
    """Take a claim of the viewer's distributor back.

    Refuses:
        RebateClaimUnknown: the viewer works for no distributor.
    """
    claim_id = _claim_of(given.rebate_claim_id)
    distributor_id = hands.viewer.distributor_id
    if distributor_id is None:
        raise rebates.RebateClaimUnknown(f"There is no rebate claim {claim_id}.")
    await rebates.withdraw_claim(
        hands.work, claim_id, distributor_id=distributor_id, today=hands.viewer.today
    )
    return {"rebate_claim": claim_id}


async def hand_in_claim(hands: Hands, given: HandInRebateClaimInput) -> Mapping[str, object]:
    """Hand a claim of the viewer's distributor in again.

    Refuses:
        RebateClaimUnknown: the viewer works for no distributor.
    """
    claim_id = _claim_of(given.rebate_claim_id)
    distributor_id = hands.viewer.distributor_id
    if distributor_id is None:
        raise rebates.RebateClaimUnknown(f"There is no rebate claim {claim_id}.")
    await rebates.hand_in_again(
        hands.work,
        claim_id,
        distributor_id=distributor_id,
        today=hands.viewer.today,
        note=given.note or "",
    )
    return {"rebate_claim": claim_id}


async def approve_claim(hands: Hands, given: ApproveRebateClaimInput) -> Mapping[str, object]:
    """Agree to a claim at the step it stands at."""
    claim_id = _claim_of(given.rebate_claim_id)
    await rebates.approve_claim(hands.work, claim_id, step=given.step, today=hands.viewer.today)
    return {"rebate_claim": claim_id}


async def reject_claim(hands: Hands, given: RejectRebateClaimInput) -> Mapping[str, object]:
    """Reject a claim to an earlier step or to the distributor."""
    claim_id = _claim_of(given.rebate_claim_id)
    await rebates.reject_claim(
        hands.work,
        claim_id,
        step=given.step,
        to_step=given.to_step,
        reason=given.reason,
        today=hands.viewer.today,
    )
    return {"rebate_claim": claim_id}


async def set_claim_steps(hands: Hands, given: SetRebateClaimStepsInput) -> Mapping[str, object]:
    """Say along which steps new claims go."""
    steps = [
        rebates.ClaimStep(
            each.role, each.days, None if each.least is None else money_of(each.least)
        )
        for each in given.steps
    ]
    await rebates.set_claim_steps(hands.work, steps)
    return {"steps": len(steps)}


async def delegate_claims(hands: Hands, given: DelegateRebateClaimsInput) -> Mapping[str, object]:
    """Let somebody else decide about claims while the viewer is away."""
    delegation = await rebates.delegate_claims(
        hands.work,
        to_user_id=UserId(key_of("User", given.user_id)),
        first_on=given.first_on,
        last_on=given.last_on,
        today=hands.viewer.today,
    )
    return {"delegation": delegation}


async def end_delegation(hands: Hands, given: EndRebateDelegationInput) -> Mapping[str, object]:
    """End a delegation of the viewer's own."""
    delegation = key_of("RebateDelegation", given.delegation_id)
    await rebates.end_delegation(hands.work, delegation)
    return {"delegation": delegation}


def _claim_of(given: str) -> RebateClaimId:
    return RebateClaimId(key_of("RebateClaim", given))
