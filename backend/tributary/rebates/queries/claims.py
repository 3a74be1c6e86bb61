"""Claims as they stand, the chain that holds, and who stands in for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.identity import Role
from tributary.kernel import (
    BrandId,
    Currency,
    DistributorId,
    Money,
    RebateClaimId,
    RebateCreditId,
    UserId,
)
from tributary.rebates.rules import USUAL_STEPS, ClaimState, ClaimStep


@dataclass(frozen=True, slots=True)
class DecidedStep:
    """One step of a claim's chain, and who agreed, if anybody did."""

    position: int
    role: Role
    days: int
    decided_by: UserId | None
    decided_for: UserId | None


@dataclass(frozen=True, slots=True)
class RebateClaim:
    """A claim as it stands."""

    claim_id: RebateClaimId
    number: str
    credit_id: RebateCreditId
    distributor_id: DistributorId
    amount: Money
    state: ClaimState
    step: int | None
    """Which step decides now, from 1; none when it does not wait for the brand."""
    due_on: date | None
    claimed_by: UserId
    steps: Sequence[DecidedStep]


_CLAIM: Final = """
    SELECT id, number, credit_id, distributor_id, amount_minor, CAST(currency AS text) AS currency,
           state, step, due_on, claimed_by
    FROM rebate_claims
    WHERE brand_id = :brand AND id = :id
      AND (CAST(:of AS uuid) IS NULL OR distributor_id = CAST(:of AS uuid))
    {lock}
"""

_STEPS: Final = """
    SELECT position, role, days, decided_by, decided_for FROM rebate_claim_steps
    WHERE brand_id = :brand AND claim_id = :id ORDER BY position
"""


async def claim_by_id(
    session: AsyncSession,
    brand_id: BrandId,
    claim_id: RebateClaimId,
    *,
    of: DistributorId | None = None,
    is_locked: bool = False,
) -> RebateClaim | None:
    """Return a claim, if there is one, and if it is of a distributor where one is named.

    Who is about to change it has it locked until the work ends.
    """
    scope = {"brand": brand_id, "id": claim_id}
    lock = "FOR UPDATE" if is_locked else ""
    found = await session.execute(text(_CLAIM.format(lock=lock)), {**scope, "of": of})
    row = found.one_or_none()
    if row is None:
        return None
    steps = await session.execute(text(_STEPS), scope)
    return RebateClaim(
        claim_id=claim_id,
        number=row.number,
        credit_id=RebateCreditId(row.credit_id),
        distributor_id=DistributorId(row.distributor_id),
        amount=Money(row.amount_minor, Currency(row.currency)),
        state=ClaimState(row.state),
        step=row.step,
        due_on=row.due_on,
        claimed_by=UserId(row.claimed_by),
        steps=[
            DecidedStep(
                each.position,
                Role(each.role),
                each.days,
                _user(each.decided_by),
                _user(each.decided_for),
            )
            for each in steps
        ],
    )


_SETTINGS: Final = """
    SELECT role, days, least_minor, CAST(currency AS text) AS currency FROM rebate_claim_settings
    WHERE brand_id = :brand AND changed_at = (
      SELECT max(changed_at) FROM rebate_claim_settings WHERE brand_id = :brand)
    ORDER BY position
"""


async def claim_steps_of(session: AsyncSession, brand_id: BrandId) -> Sequence[ClaimStep]:
    """Return the chain that new claims go along; the usual one until a brand says otherwise."""
    rows = (await session.execute(text(_SETTINGS), {"brand": brand_id})).all()
    return [
        ClaimStep(
            Role(row.role),
            row.days,
            None if row.least_minor is None else Money(row.least_minor, Currency(row.currency)),
        )
        for row in rows
    ] or USUAL_STEPS


_AWAY: Final = """
    SELECT from_user_id FROM rebate_delegations
    WHERE brand_id = :brand AND to_user_id = :user AND first_on <= :today AND last_on >= :today
      AND ended_at IS NULL
    ORDER BY created_at, id
"""


async def away_for(
    session: AsyncSession, brand_id: BrandId, user_id: UserId, *, on: date
) -> list[UserId]:
    """Return for whom a person decides on a day because they are away."""
    rows = await session.execute(text(_AWAY), {"brand": brand_id, "user": user_id, "today": on})
    return [UserId(row.from_user_id) for row in rows]


def _user(user_id: UUID | None) -> UserId | None:
    return None if user_id is None else UserId(user_id)
