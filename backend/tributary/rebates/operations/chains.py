"""Say who has to agree to claims, and who decides while somebody is away."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tributary import identity
from tributary.kernel import Refusal, UserId, new_id
from tributary.platform import Work
from tributary.rebates.rules import CLAIM_ROLES, ClaimStep, chain_said, faults_of_steps


class RebateClaimStepsInvalid(Refusal):
    """The chain of agreement asks for nobody, for somebody twice, or in no time.

    The message lists every fault; mend them and save it again.
    """


class RebateDelegationInvalid(Refusal):
    """Nobody can stand in like this: the person decides no claims, or the days are over.

    Name somebody else of the brand who decides claims, and days that begin today or later.
    """


async def set_claim_steps(work: Work, steps: Sequence[ClaimStep]) -> None:
    """Say along which steps new claims go; those that are under way keep their own.

    Refuses:
        RebateClaimStepsInvalid: all that is wrong with them.
    """
    faults = faults_of_steps(steps)
    if faults:
        raise RebateClaimStepsInvalid(f"The chain: {'; '.join(faults)}.")
    brand = await identity.brand_of(work.session, work.brand_id)
    scope = {"brand": work.brand_id, "now": work.opened_at}
    await work.run(
        "DELETE FROM rebate_claim_settings WHERE brand_id = :brand AND changed_at = :now", **scope
    )
    for position, step in enumerate(steps, start=1):
        await work.run(
            """
            INSERT INTO rebate_claim_settings (brand_id, changed_at, position, role, days,
                                               least_minor, currency)
            VALUES (:brand, :now, :position, :role, :days, CAST(:least AS bigint),
                    :currency)
            """,
            **scope,
            position=position,
            role=step.role.value,
            days=step.days,
            least=step.least and step.least.minor,
            currency=step.least.currency if step.least else brand.currency,
        )
    await work.audit(
        "rebates.set_claim_steps",
        subject="rebate_claim_settings",
        subject_id=work.brand_id,
        after={"steps": chain_said(steps)},
    )


async def delegate_claims(
    work: Work, *, to_user_id: UserId, first_on: date, last_on: date, today: date
) -> UUID:
    """Let somebody else decide claims on one's behalf from a day to a day, both included.

    Refuses:
        PersonMissing: nobody in particular asks.
        RebateDelegationInvalid: the other decides no claims, is oneself, or the days are over.
    """
    person = identity.acting_person(work)
    theirs = await identity.roles_of(work.session, work.brand_id, to_user_id)
    if to_user_id == person or theirs.isdisjoint(CLAIM_ROLES):
        raise RebateDelegationInvalid("Name somebody else who decides claims.")
    if not today <= first_on <= last_on:
        raise RebateDelegationInvalid(f"{first_on} to {last_on} does not lie ahead.")
    delegation_id = new_id()
    await work.run(
        """
        INSERT INTO rebate_delegations (brand_id, id, from_user_id, to_user_id, first_on, last_on,
                                        created_at)
        VALUES (:brand, :id, :person, :to, :first, :last, :now)
        """,
        brand=work.brand_id,
        id=delegation_id,
        person=person,
        to=to_user_id,
        first=first_on,
        last=last_on,
        now=work.opened_at,
    )
    await work.audit(
        "rebates.delegate_claims",
        subject="rebate_delegation",
        subject_id=delegation_id,
        after={"to_user_id": to_user_id, "first_on": first_on, "last_on": last_on},
    )
    return delegation_id


async def end_delegation(work: Work, delegation_id: UUID) -> None:
    """Be back: nobody decides on one's behalf by it any more.

    Refuses:
        PersonMissing: nobody in particular asks.
        RebateDelegationInvalid: there is none of one's own that is not over.
    """
    person = identity.acting_person(work)
    ended = await work.run(
        "UPDATE rebate_delegations SET ended_at = :now WHERE brand_id = :brand AND id = :id "
        "AND from_user_id = :person AND ended_at IS NULL",
        brand=work.brand_id,
        id=delegation_id,
        person=person,
        now=work.opened_at,
    )
    if not ended:
        raise RebateDelegationInvalid("Nobody stands in for you by this any more.")
    await work.audit(
        "rebates.end_delegation", subject="rebate_delegation", subject_id=delegation_id
    )
