"""Finding out what became of payments that nobody knows about."""

import asyncio

from tributary.kernel import BrandId, Outage
from tributary.payouts.operations import claim_unsettled, complete_batch, settle
from tributary.payouts.ports import Declined, Executed, NotSent, PayoutRail, Unclear
from tributary.payouts.reactions.sending import after_spent_key, executed, order_of
from tributary.payouts.rules import Claim, ItemState, Outcome, left
from tributary.platform import Desk

ORIGIN = "chore:resolve_payouts"


async def resolve_unsettled(desk: Desk, brand_id: BrandId) -> None:
    """Look up every payment whose outcome is unknown, dead workers' ones included."""
    rail = desk.port(PayoutRail)  # type: ignore[type-abstract]
    while claims := await _claim(desk, brand_id, rail):
        outcomes = await asyncio.gather(*(look_up(rail, claim) for claim in claims))
        async with desk.work(brand_id, ORIGIN) as work:
            await settle(work, outcomes)
        for batch_id in {claim.batch_id for claim in claims}:
            async with desk.work(brand_id, ORIGIN) as work:
                await complete_batch(work, batch_id=batch_id)


async def look_up(rail: PayoutRail, claim: Claim) -> Outcome:
    """Find out what became of a payment; only proof moves it.

    What the rail finds by our reference is paid. Finding nothing proves nothing while the first
    call may still be running at the rail: so the same order is repeated under the same key, which
    makes no second payment. Its answer is the first one's, or "still running", or a stored
    failure; only that last one ends the key, and only a second look-up after it frees a new one.
    """
    try:
        found = await rail.find(order_of(claim))
    except Outage as outage:
        return left(claim, ItemState.UNKNOWN, str(outage))
    if found is not None:
        return executed(claim, found)
    if not claim.may_send:
        return left(claim, ItemState.UNKNOWN, "Not found, and the payee account is on hold.")
    return await _repeat(rail, claim)


async def _repeat(rail: PayoutRail, claim: Claim) -> Outcome:
    answer = await rail.send(order_of(claim))
    match answer:
        case Executed():
            return executed(claim, answer)
        case Declined(is_short=True) | Unclear(is_key_spent=True):
            return await after_spent_key(rail, claim, answer.reason)
        case Declined():
            return left(claim, ItemState.FAILED, answer.reason)
        case NotSent() | Unclear():
            # Not sent this time says nothing about the time before.
            return left(claim, ItemState.UNKNOWN, answer.reason)


async def _claim(desk: Desk, brand_id: BrandId, rail: PayoutRail) -> list[Claim]:
    async with desk.work(brand_id, ORIGIN) as work:
        return await claim_unsettled(work, now=desk.clock(), limit=rail.in_flight_max)
