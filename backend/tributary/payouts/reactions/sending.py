"""Sending what was released: claim and commit, call the rail, settle and commit."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from tributary.kernel import BrandId, Money, Outage, PayoutBatchId
from tributary.payouts import queries
from tributary.payouts.events import PayoutBatchReleased
from tributary.payouts.operations import claim_ready, complete_batch, note_waiting, settle
from tributary.payouts.ports import (
    Declined,
    Executed,
    NotSent,
    PayoutOrder,
    PayoutRail,
    Unclear,
)
from tributary.payouts.rules import Claim, ItemState, Outcome, left, paid, told_of
from tributary.platform import Desk

LANE_WIDTH: Final = 8
"""How many items are claimed, sent and settled together."""

QUIET_FOR: Final = timedelta(minutes=1)
"""A released batch in which nothing moved for so long is taken up again."""

ORIGIN: Final = "errand:payouts.send"


@dataclass(slots=True)
class _Run:
    """One pass over a batch: what the rail still has, and why the pass ends early."""

    desk: Desk
    rail: PayoutRail
    brand_id: BrandId
    batch_id: PayoutBatchId
    budget: Money
    calls: asyncio.Semaphore
    claiming: asyncio.Lock = field(default_factory=asyncio.Lock)
    shortage: str | None = None
    outage: str | None = None

    @property
    def is_halted(self) -> bool:
        return self.shortage is not None or self.outage is not None


async def send_released(desk: Desk, event: PayoutBatchReleased) -> None:
    """Send what a second person released."""
    await send_batch(desk, BrandId(event.brand_id), PayoutBatchId(event.batch_id))


async def send_waiting(desk: Desk, brand_id: BrandId) -> None:
    """Take up released batches in which nothing moves, and complete those that are done."""
    async with desk.database.reading(brand_id) as session:
        quiet = await queries.unfinished_batches(
            session, brand_id, quiet_since=desk.clock() - QUIET_FOR
        )
    for batch_id in quiet:
        await send_batch(desk, brand_id, batch_id)


async def send_batch(desk: Desk, brand_id: BrandId, batch_id: PayoutBatchId) -> None:
    """Send the ready items of a released batch, as far as the rail's balance goes.

    Safe to repeat and to run twice at once: an item is in the hands of one worker at a time.

    Raises:
        Outage: the rail cannot be reached; what was not sent is still ready.
    """
    rail = desk.port(PayoutRail)  # type: ignore[type-abstract]
    async with desk.database.reading(brand_id) as session:
        batch = await queries.batch_of(session, brand_id, batch_id)
        progress = await queries.progress_of(session, brand_id, batch_id)
    if progress.counts.get(ItemState.READY):
        run = _Run(
            desk=desk,
            rail=rail,
            brand_id=brand_id,
            batch_id=batch_id,
            budget=await rail.available(batch.total.currency),
            calls=asyncio.Semaphore(rail.in_flight_max),
        )
        await _send_all(run)
    async with desk.work(brand_id, ORIGIN) as work:
        await complete_batch(work, batch_id=batch_id)


async def _send_all(run: _Run) -> None:
    # One lane more than the calls need: it talks to the database while the others wait.
    spare = 1 if run.rail.in_flight_max > 1 else 0
    lanes = -(-run.rail.in_flight_max // LANE_WIDTH) + spare
    async with asyncio.TaskGroup() as group:
        for _ in range(lanes):
            group.create_task(_lane(run))
    reason = run.outage or run.shortage or f"The balance at {run.rail.name} is too low."
    async with run.desk.work(run.brand_id, ORIGIN) as work:
        await note_waiting(work, batch_id=run.batch_id, reason=reason)
    if run.outage is not None:
        raise Outage(run.outage, retryable=True)


async def _lane(run: _Run) -> None:
    while not run.is_halted:
        claims = await _claim(run)
        if not claims:
            return
        outcomes = await asyncio.gather(*(_attempt(run, claim) for claim in claims))
        async with run.desk.work(run.brand_id, ORIGIN) as work:
            await settle(work, outcomes)


async def _claim(run: _Run) -> list[Claim]:
    """Claim for one lane; one lane at a time, so that all share one budget."""
    width = min(LANE_WIDTH, run.rail.in_flight_max)
    async with run.claiming:
        async with run.desk.work(run.brand_id, ORIGIN) as work:
            claims = await claim_ready(work, batch_id=run.batch_id, budget=run.budget, limit=width)
        for claim in claims:
            run.budget -= claim.amount
        return claims


async def _attempt(run: _Run, claim: Claim) -> Outcome:
    """Send one item that is proven not executed, and say what became of it."""
    order = order_of(claim)
    async with run.calls:
        answer = await run.rail.send(order)
        match answer:
            case Executed():
                return executed(claim, answer)
            case Declined(is_short=True):
                run.shortage = told_of(claim, answer.reason)
                return await after_spent_key(run.rail, claim, answer.reason)
            case Declined():
                return left(claim, ItemState.FAILED, answer.reason)
            case NotSent():
                run.outage = told_of(claim, answer.reason)
                return left(claim, ItemState.READY, answer.reason)
            case Unclear():
                return left(claim, ItemState.UNKNOWN, answer.reason)


async def after_spent_key(rail: PayoutRail, claim: Claim, reason: str) -> Outcome:
    """Look an item up whose key will never move anything more; nothing found frees a new key."""
    try:
        found = await rail.find(order_of(claim))
    except Outage as outage:
        return left(claim, ItemState.UNKNOWN, str(outage))
    if found is not None:
        return executed(claim, found)
    return left(claim, ItemState.READY, reason).on_next_generation()


def executed(claim: Claim, found: Executed) -> Outcome:
    """Return that an item is paid, unless the rail paid something else under its name."""
    if found.amount != claim.amount:
        # Neither paid nor failed is true: it stays in sight until a person has looked at it.
        reason = f"The rail has moved {found.amount} instead of {claim.amount}."
        return left(claim, ItemState.UNKNOWN, reason)
    return paid(claim, found.provider_transfer_id)


def order_of(claim: Claim) -> PayoutOrder:
    """Return what is asked of the rail for a claim; the same item and generation, the same."""
    return PayoutOrder(claim.item_id, claim.generation, claim.destination, claim.amount)
