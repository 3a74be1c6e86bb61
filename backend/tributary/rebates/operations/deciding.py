"""Decide about claims step by step: agree, reject with a reason, and say what is overdue."""

from datetime import date

from tributary import identity, ledger
from tributary.kernel import RebateClaimId, Refusal, UserId, new_id
from tributary.platform import Work
from tributary.rebates.events import ClaimNews, RebateClaimMoved
from tributary.rebates.operations.moving import (
    RebateClaimMovedOn,
    RebateClaimReasonMissing,
    locked_claim,
    move_claim,
    note_deed,
)
from tributary.rebates.operations.releasing import lock_credits, post_entries
from tributary.rebates.operations.using import lock_accounts
from tributary.rebates.queries.claims import DecidedStep, RebateClaim, away_for
from tributary.rebates.queries.released import APPROVE, GIVE
from tributary.rebates.rules import (
    CLAIM_ROLES,
    USE_DAYS_LEAST,
    ClaimDeed,
    ClaimState,
    answer_due,
    may_decide,
)


class RebateClaimNotForYou(Refusal):
    """Another role is asked at this step, and nobody who has it lets you stand in.

    Ask somebody with that role, or the owner, to decide or to delegate.
    """


async def approve_claim(
    work: Work, claim_id: RebateClaimId, *, step: int, today: date
) -> ClaimState:
    """Agree to a claim at the step it stands at; after the last one it can be used.

    Nobody agrees twice to one claim, and never whoever made it, neither in person nor through
    somebody who stands in: each step is a pair of eyes of its own. What was claimed in time can be
    used for thirty days at least; what is settled in cash goes on to be paid out.

    Args:
        work: the work of somebody of the brand.
        claim_id: which claim.
        step: the step that was shown.
        today: the business day.

    Refuses:
        RebateClaimUnknown: there is none.
        RebateClaimMovedOn: it does not stand at this step any more.
        RebateClaimNotForYou: another role is asked.
        SecondPersonMissing: whoever claimed it, or agreed at an earlier step, asks.
        PersonMissing: nobody in particular asks.
    """
    # The order that releasing has: first the credits, then the claim.
    await lock_credits(work, is_shared=True)
    claim = await locked_claim(work, claim_id)
    asked = _asked(claim, step)
    person, away = await _decider(work, claim, asked, today)
    hands = (person, away, work.actor.on_behalf_of)
    identity.require_second_person(claim.claimed_by, hands)
    for each in claim.steps:
        for before in (each.decided_by, each.decided_for):
            if before is not None and each.position < step:
                identity.require_second_person(before, hands)
    await _keep_step(work, claim, asked, person, away)
    nth = await note_deed(work, claim_id, ClaimDeed.AGREED, by=person, instead_of=away, step=step)
    if step < len(claim.steps):
        await move_claim(work, claim, ClaimState.OPEN, step=step + 1, today=today)
        return ClaimState.OPEN
    await move_claim(work, claim, ClaimState.APPROVED, step=None, today=today)
    await _let_use(work, claim, today)
    work.announce(RebateClaimMoved(work.brand_id, claim_id, ClaimNews.APPROVED, nth))
    return ClaimState.APPROVED


async def reject_claim(
    work: Work,
    claim_id: RebateClaimId,
    *,
    step: int,
    reason: str,
    today: date,
    to_step: int | None = None,
) -> ClaimState:
    """Reject a claim, to an earlier step or to the distributor, with a reason that is kept.

    Whoever agreed from that step on is asked anew.

    Args:
        work: the work of somebody of the brand.
        claim_id: which claim.
        step: the step that was shown.
        reason: what is to be mended; whoever gets it back reads it.
        today: the business day.
        to_step: the earlier step; none gives it back to the distributor.

    Refuses:
        RebateClaimReasonMissing: nobody says why.
        RebateClaimUnknown: there is none.
        RebateClaimMovedOn: it does not stand at this step any more, or the other is no earlier one.
        RebateClaimNotForYou: another role is asked.
        PersonMissing: nobody in particular asks.
    """
    if not reason.strip():
        raise RebateClaimReasonMissing("Say what is to be mended.")
    claim = await locked_claim(work, claim_id)
    person, away = await _decider(work, claim, _asked(claim, step), today)
    if to_step is not None and not 1 <= to_step < step:
        raise RebateClaimMovedOn(f"Step {to_step} is not before step {step}.")
    await _ask_anew(work, claim_id, to_step or 1)
    nth = await note_deed(
        work,
        claim_id,
        ClaimDeed.RETURNED if to_step is None else ClaimDeed.SENT_BACK,
        by=person,
        instead_of=away,
        step=step,
        to_step=to_step,
        reason=reason.strip(),
    )
    to = ClaimState.RETURNED if to_step is None else ClaimState.OPEN
    await move_claim(work, claim, to, step=to_step, today=today)
    if to_step is None:
        work.announce(RebateClaimMoved(work.brand_id, claim_id, ClaimNews.RETURNED, nth))
    return to


async def note_overdue(work: Work, *, today: date) -> int:
    """Say, once for each step, of which claims nobody decided in time; return of how many."""
    rows = await work.rows(
        "UPDATE rebate_claims SET overdue_at = :now WHERE brand_id = :brand AND state = 'open' "
        "AND due_on < :today AND overdue_at IS NULL RETURNING id, distributor_id, ("
        "SELECT count(*) FROM rebate_claim_deeds d "
        "WHERE d.brand_id = :brand AND d.claim_id = rebate_claims.id) AS nth",
        brand=work.brand_id,
        today=today,
        now=work.opened_at,
    )
    for row in rows:
        claim_id = RebateClaimId(row.id)
        work.announce(RebateClaimMoved(work.brand_id, claim_id, ClaimNews.OVERDUE, row.nth))
        work.tell("distributor", row.distributor_id)
    return len(rows)


def _asked(claim: RebateClaim, step: int) -> DecidedStep:
    if claim.state is not ClaimState.OPEN or claim.step != step:
        at = claim.state.value if claim.step is None else f"at step {claim.step}"
        raise RebateClaimMovedOn(f"Claim {claim.number} is {at}.")
    return claim.steps[step - 1]


async def _decider(
    work: Work, claim: RebateClaim, asked: DecidedStep, today: date
) -> tuple[UserId, UserId | None]:
    """Return who decides, and on whose behalf where that person may not by itself."""
    person = identity.acting_person(work)
    session, brand = work.session, work.brand_id
    held = await identity.roles_of(session, brand, person)
    if may_decide(asked.role, held):
        return person, None
    if not held.isdisjoint(CLAIM_ROLES):
        for away in await away_for(session, brand, person, on=today):
            if may_decide(asked.role, await identity.roles_of(session, brand, away)):
                return person, away
    raise RebateClaimNotForYou(
        f"Claim {claim.number} waits for the role {asked.role} at step {asked.position}."
    )


async def _ask_anew(work: Work, claim_id: RebateClaimId, first: int) -> None:
    await work.run(
        "UPDATE rebate_claim_steps SET decided_by = NULL, decided_for = NULL, decided_at = NULL "
        "WHERE brand_id = :brand AND claim_id = :id AND position >= :first",
        brand=work.brand_id,
        id=claim_id,
        first=first,
    )


async def _keep_step(
    work: Work, claim: RebateClaim, asked: DecidedStep, person: UserId, away: UserId | None
) -> None:
    await work.run(
        "UPDATE rebate_claim_steps SET decided_by = :person, decided_for = CAST(:away AS uuid), "
        "decided_at = :now WHERE brand_id = :brand AND claim_id = :id AND position = :position",
        brand=work.brand_id,
        id=claim.claim_id,
        position=asked.position,
        person=person,
        away=away,
        now=work.opened_at,
    )


async def _let_use(work: Work, claim: RebateClaim, today: date) -> None:
    """Let what was agreed to be used from now on, or paid out where it is given in cash."""
    scope = {"brand": work.brand_id, "credit": claim.credit_id}
    await work.run(APPROVE, **scope, least=answer_due(today, USE_DAYS_LEAST))
    booked_on = await ledger.first_open_day(work.session, work.brand_id, today)
    deed = new_id()
    given = await work.run(GIVE, **scope, deed=deed, booked_on=booked_on, now=work.opened_at)
    if given:
        await lock_accounts(work, claim.distributor_id, claim.amount.currency)
        await post_entries(work, deed)
