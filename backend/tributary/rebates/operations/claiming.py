"""Claim a rebate for order lines, withdraw the claim, or hand it in again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import orjson
from sqlalchemy import Row
from sqlalchemy.exc import IntegrityError

from tributary import identity
from tributary.kernel import (
    Currency,
    DistributorId,
    Money,
    OrderLineId,
    RebateClaimId,
    RebateCreditId,
    Refusal,
    UserId,
    new_id,
)
from tributary.platform import Work, jsonable, numbers
from tributary.rebates.events import ClaimNews, RebateClaimMoved
from tributary.rebates.operations.moving import (
    RebateClaimMovedOn,
    locked_claim,
    move_claim,
    note_deed,
)
from tributary.rebates.operations.releasing import lock_credits
from tributary.rebates.queries.claims import claim_steps_of
from tributary.rebates.rules import (
    ClaimableCost,
    ClaimDeed,
    ClaimState,
    ClaimStep,
    answer_due,
    chain_of,
    chain_said,
    claimable_of,
)


class RebateNothingToClaim(Refusal):
    """There is nothing to claim: it needs no claim, lapsed, or all of it was claimed before.

    Look at the rebate again; what is claimed already stands below it.
    """


class RebateClaimedTwice(Refusal):
    """Somebody claimed one of these order lines at the same moment.

    Look at the rebate again: what is left to claim may be less now.
    """


@dataclass(frozen=True, slots=True)
class RebateClaimed:
    """A claim waits for the brand: a document with a number of its own."""

    claim_id: RebateClaimId
    number: str
    amount: Money


_CREDIT: Final = """
    SELECT c.id, c.distributor_id, c.plan_name, c.plan_version, c.term_code, c.rated_from,
           c.rated_until, c.settled_by, CAST(c.currency AS text) AS currency, c.is_claimed,
           p.code AS plan_code, p.document, e.volume_minor, e.back_minor, e.units,
           e.figure, e.band, e.rate_ppm, e.as_of
    FROM rebate_credits c
    JOIN rebate_plans p ON p.brand_id = :brand AND p.id = c.plan_id
    JOIN LATERAL (
      SELECT * FROM rebate_entries x
      WHERE x.brand_id = :brand AND x.credit_id = c.id AND x.as_of IS NOT NULL
      ORDER BY x.nth DESC LIMIT 1) AS e ON true
    WHERE c.brand_id = :brand AND c.id = :credit AND c.distributor_id = :distributor
    FOR UPDATE OF c
"""

_COSTS: Final = """
    SELECT k.id, k.order_id, k.order_line_id, k.amount_minor FROM rebate_costs k
    WHERE k.brand_id = :brand AND k.credit_id = :credit AND NOT EXISTS (
      SELECT 1 FROM rebate_claim_lines x
      WHERE x.brand_id = :brand AND x.cost_id = k.id AND x.is_live)
    ORDER BY k.order_line_id, k.id
"""

_INSERT: Final = """
    INSERT INTO rebate_claims (
      brand_id, id, number, credit_id, distributor_id, plan_name, plan_version, term_code,
      rated_from, rated_until, amount_minor, currency, note, snapshot, claimed_by, claimed_at,
      state, step, waits_for, due_on)
    SELECT :brand, :id, :number, c.id, c.distributor_id, c.plan_name, c.plan_version, c.term_code,
           c.rated_from, c.rated_until, :minor, c.currency, CAST(:note AS text),
           CAST(:snapshot AS jsonb), :person, :now, 'open', 1, :role, :due
    FROM rebate_credits c WHERE c.brand_id = :brand AND c.id = :credit
"""

_INSERT_LINES: Final = """
    INSERT INTO rebate_claim_lines (brand_id, id, claim_id, cost_id, order_id, order_line_id,
                                    amount_minor, currency, is_live)
    SELECT :brand, derived_id('rebate_claim_line:' || CAST(:id AS uuid) || ':' || k.id), :id, k.id,
           k.order_id, k.order_line_id, k.amount_minor, k.currency, true
    FROM rebate_costs k WHERE k.brand_id = :brand AND k.id = ANY(:costs)
"""

_INSERT_STEP: Final = """
    INSERT INTO rebate_claim_steps (brand_id, claim_id, position, role, days)
    VALUES (:brand, :id, :position, :role, :days)
"""


async def claim(
    work: Work,
    *,
    credit_id: RebateCreditId,
    distributor_id: DistributorId,
    today: date,
    left_out: Collection[OrderLineId] = (),
    note: str = "",
) -> RebateClaimed:
    """Claim what a rebate came to on its order lines, and have it go along the brand's chain.

    The sum is what was released of the lines and not claimed before; what it was computed from, by
    which rule and for which lines is frozen with the claim, and so is the chain.

    Args:
        work: the work of one of the distributor's people.
        credit_id: which rebate.
        distributor_id: for whom that person speaks.
        today: the business day.
        left_out: order lines that are not claimed now.
        note: what the brand is to read.

    Refuses:
        PersonMissing: nobody in particular asks.
        RebateNothingToClaim: no claim is asked for, it has lapsed, or nothing is left to claim.
        RebateClaimedTwice: one of the lines was claimed at the same moment.
    """
    person = identity.acting_person(work)
    # Nothing is released meanwhile: what is frozen is what there is.
    await lock_credits(work, is_shared=True)
    scope = {"brand": work.brand_id, "credit": credit_id}
    found = await work.rows(_CREDIT, **scope, distributor=distributor_id)
    if not found or not found[0].is_claimed:
        raise RebateNothingToClaim("Of this rebate there is nothing to claim.")
    await _require_in_time(work, credit_id, today)
    (credit,) = found
    taken = await _taken(work, credit_id, left_out)
    amount = Money(sum(each.amount_minor for each in taken), Currency(credit.currency))
    chain = chain_of(await claim_steps_of(work.session, work.brand_id), amount)
    made = await _write(work, credit, taken, amount, chain, person, today, note.strip() or None)
    nth = await note_deed(
        work, made.claim_id, ClaimDeed.CLAIMED, by=person, reason=note.strip() or None
    )
    work.tell("distributor", distributor_id)
    work.announce(RebateClaimMoved(work.brand_id, made.claim_id, ClaimNews.SUBMITTED, nth))
    return made


async def withdraw_claim(
    work: Work, claim_id: RebateClaimId, *, distributor_id: DistributorId, today: date
) -> None:
    """Take a claim back that nobody has agreed to for good; its lines can be claimed again.

    Refuses:
        PersonMissing: nobody in particular asks.
        RebateClaimUnknown: there is none, or it is somebody else's.
        RebateClaimMovedOn: it was approved or withdrawn before.
    """
    person = identity.acting_person(work)
    kept = await locked_claim(work, claim_id, of=distributor_id)
    await move_claim(work, kept, ClaimState.WITHDRAWN, step=None, today=today)
    await work.run(
        "UPDATE rebate_claim_lines SET is_live = false WHERE brand_id = :brand AND claim_id = :id",
        brand=work.brand_id,
        id=claim_id,
    )
    await note_deed(work, claim_id, ClaimDeed.WITHDRAWN, by=person)


async def hand_in_again(
    work: Work,
    claim_id: RebateClaimId,
    *,
    distributor_id: DistributorId,
    today: date,
    note: str = "",
) -> None:
    """Hand in a claim that was given back; everybody is asked anew, and it stays what it was.

    Refuses:
        PersonMissing: nobody in particular asks.
        RebateClaimUnknown: there is none, or it is somebody else's.
        RebateClaimMovedOn: it was not given back.
        RebateNothingToClaim: the rebate has lapsed meanwhile.
    """
    person = identity.acting_person(work)
    # The order that releasing has: first the credits, then the claim.
    await lock_credits(work, is_shared=True)
    kept = await locked_claim(work, claim_id, of=distributor_id)
    if kept.state is not ClaimState.RETURNED:
        # An open one would stay open, and its days begin anew.
        kept_at = f"Claim {kept.number} is {kept.state.value}: it was not given back."
        raise RebateClaimMovedOn(kept_at)
    await _require_in_time(work, kept.credit_id, today)
    await move_claim(work, kept, ClaimState.OPEN, step=1, today=today)
    nth = await note_deed(
        work, claim_id, ClaimDeed.HANDED_IN, by=person, reason=note.strip() or None
    )
    work.announce(RebateClaimMoved(work.brand_id, claim_id, ClaimNews.SUBMITTED, nth))


_LAPSED: Final = """
    SELECT 1 FROM rebate_credits c
    WHERE c.brand_id = :brand AND c.id = :credit AND (c.use_until < :today OR EXISTS (
      SELECT 1 FROM rebate_entries e
      WHERE e.brand_id = :brand AND e.credit_id = c.id AND e.kind = 'expired'))
    FOR UPDATE OF c
"""


async def _require_in_time(work: Work, credit_id: RebateCreditId, today: date) -> None:
    if await work.rows(_LAPSED, brand=work.brand_id, credit=credit_id, today=today):
        raise RebateNothingToClaim("The rebate has lapsed: withdraw the claim.")


async def _taken(
    work: Work, credit_id: RebateCreditId, left_out: Collection[OrderLineId]
) -> Sequence[Row[Any]]:
    costs = await work.rows(_COSTS, brand=work.brand_id, credit=credit_id)
    places = claimable_of(
        [ClaimableCost(str(each.order_line_id), each.amount_minor) for each in costs],
        {str(line) for line in left_out},
    )
    if not places:
        raise RebateNothingToClaim("Of this rebate there is nothing left to claim.")
    return [costs[place] for place in places]


async def _write(
    work: Work,
    credit: Row[Any],
    taken: Sequence[Row[Any]],
    amount: Money,
    chain: Sequence[ClaimStep],
    person: UserId,
    today: date,
    note: str | None,
) -> RebateClaimed:
    claim_id = RebateClaimId(new_id())
    (ordinal,) = await numbers.take(work, f"RC-{today.year}")
    number = f"RC-{today.year}-{ordinal:06}"
    scope = {"brand": work.brand_id, "id": claim_id}
    await work.run(
        _INSERT,
        **scope,
        number=number,
        credit=credit.id,
        minor=amount.minor,
        note=note,
        snapshot=orjson.dumps(_snapshot(credit, taken, amount, chain)).decode(),
        person=person,
        now=work.opened_at,
        role=chain[0].role.value,
        due=answer_due(today, chain[0].days),
    )
    try:
        async with work.session.begin_nested():
            await work.run(_INSERT_LINES, **scope, costs=[each.id for each in taken])
    except IntegrityError as twice:
        raise RebateClaimedTwice("One of these order lines is claimed already.") from twice
    for position, step in enumerate(chain, start=1):
        await work.run(
            _INSERT_STEP, **scope, position=position, role=step.role.value, days=step.days
        )
    return RebateClaimed(claim_id, number, amount)


def _snapshot(
    credit: Row[Any], taken: Sequence[Row[Any]], amount: Money, chain: Sequence[ClaimStep]
) -> Any:  # noqa: ANN401  JSON has any type.
    """Return all that a claim follows from, as it was when it was made."""
    term = next(each for each in credit.document["terms"] if each["code"] == credit.term_code)
    currency = amount.currency

    def money(minor: int | None) -> str | None:
        return None if minor is None else Money(minor, currency).decimal

    return jsonable(
        {
            "amount_minor": amount.minor,
            "amount": amount.decimal,
            "currency": currency,
            "rule": {
                "plan": credit.plan_code,
                "name": credit.plan_name,
                "version": credit.plan_version,
                "term": term,
            },
            "inputs": {
                "rated_from": credit.rated_from,
                "rated_until": credit.rated_until,
                "counted_through": credit.as_of,
                "volume": money(credit.volume_minor),
                "came_back": money(credit.back_minor),
                "units": credit.units,
                "figure": credit.figure,
                "band": credit.band,
                "rate_ppm": credit.rate_ppm,
            },
            "chain": chain_said(chain),
            "lines": [
                {
                    "order_id": each.order_id,
                    "order_line_id": each.order_line_id,
                    "cost_id": each.id,
                    "amount": money(each.amount_minor),
                }
                for each in taken
            ],
        }
    )
