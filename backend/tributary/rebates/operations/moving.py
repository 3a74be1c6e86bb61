"""What every deed on a claim does: take it up as it stands, write what was done, move it."""

from datetime import date
from typing import Final

from tributary.kernel import DistributorId, RebateClaimId, Refusal, UserId
from tributary.platform import Work
from tributary.rebates.queries.claims import RebateClaim, claim_by_id
from tributary.rebates.rules import CLAIM_TRANSITIONS, ClaimDeed, ClaimState, answer_due


class RebateClaimUnknown(Refusal):
    """There is no such claim, or it is somebody else's.

    Look at the list of claims again.
    """


class RebateClaimMovedOn(Refusal):
    """The claim does not stand any more where it was when it was shown.

    Look at it again: somebody may have decided, returned or withdrawn it meanwhile.
    """


class RebateClaimReasonMissing(Refusal):
    """A claim is rejected, and nobody says why.

    Write at least a few words: whoever has to mend it reads them.
    """


async def locked_claim(
    work: Work, claim_id: RebateClaimId, *, of: DistributorId | None = None
) -> RebateClaim:
    """Return a claim that nobody else changes until the work ends.

    Refuses:
        RebateClaimUnknown: there is none, or it is not of the distributor that is named.
    """
    claim = await claim_by_id(work.session, work.brand_id, claim_id, of=of, is_locked=True)
    if claim is None:
        raise RebateClaimUnknown(f"There is no rebate claim {claim_id}.")
    return claim


_MOVE: Final = """
    UPDATE rebate_claims SET state = :state, step = CAST(:step AS smallint),
      waits_for = CAST(:role AS text), due_on = CAST(:due AS date), overdue_at = NULL,
      closed_at = CAST(:closed AS timestamptz)
    WHERE brand_id = :brand AND id = :id
"""


async def move_claim(
    work: Work, claim: RebateClaim, to: ClaimState, *, step: int | None, today: date
) -> None:
    """Let a claim stand somewhere else; the days of a step begin anew with it.

    Refuses:
        RebateClaimMovedOn: it cannot go this way from where it stands.
    """
    is_onward = to is claim.state is ClaimState.OPEN
    if not is_onward and to not in CLAIM_TRANSITIONS[claim.state]:
        raise RebateClaimMovedOn(f"Claim {claim.number} is {claim.state.value}.")
    asked = None if step is None else claim.steps[step - 1]
    is_closed = not CLAIM_TRANSITIONS[to]
    await work.run(
        _MOVE,
        brand=work.brand_id,
        id=claim.claim_id,
        state=to.value,
        step=step,
        role=asked and asked.role.value,
        due=asked and answer_due(today, asked.days),
        closed=work.opened_at if is_closed else None,
    )
    work.tell("distributor", claim.distributor_id)


_DEED: Final = """
    INSERT INTO rebate_claim_deeds (brand_id, claim_id, nth, kind, step, to_step, user_id,
                                    for_user_id, reason, done_at)
    SELECT :brand, :claim, 1 + count(*), :kind, CAST(:step AS smallint),
           CAST(:to_step AS smallint), :person, CAST(:away AS uuid), CAST(:reason AS text), :now
    FROM rebate_claim_deeds WHERE brand_id = :brand AND claim_id = :claim
    RETURNING nth
"""


async def note_deed(
    work: Work,
    claim_id: RebateClaimId,
    kind: ClaimDeed,
    *,
    by: UserId,
    instead_of: UserId | None = None,
    step: int | None = None,
    to_step: int | None = None,
    reason: str | None = None,
) -> int:
    """Write who did what to a claim, for good; return how much has been done to it now."""
    rows = await work.rows(
        _DEED,
        brand=work.brand_id,
        claim=claim_id,
        kind=kind.value,
        step=step,
        to_step=to_step,
        person=by,
        away=instead_of,
        reason=reason,
        now=work.opened_at,
    )
    await work.audit(
        "rebates.decide_claim",
        subject="rebate_claim",
        subject_id=claim_id,
        after={"deed": kind.value, "step": step, "to_step": to_step, "instead_of": instead_of},
        reason=reason,
    )
    return int(rows[0].nth)


__all__ = [
    "RebateClaimMovedOn",
    "RebateClaimReasonMissing",
    "RebateClaimUnknown",
    "locked_claim",
    "move_claim",
    "note_deed",
]
