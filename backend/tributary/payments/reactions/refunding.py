"""Send refunds so that each is executed at most once, and exactly once when it says so."""

from typing import Final
from uuid import UUID

from tributary import identity
from tributary.kernel import BrandId, Outage, business_date
from tributary.payments import operations
from tributary.payments.events import RefundRequested
from tributary.payments.ports import (
    KeySpent,
    ProviderDeclined,
    ProviderRefund,
    RefundStatus,
)
from tributary.payments.reactions.opening import provider_of
from tributary.payments.rules import RefundState
from tributary.platform import Desk

ORIGIN: Final = "payments:refund"


async def send_refund(desk: Desk, event: RefundRequested) -> None:
    """Send a requested refund."""
    await send(desk, BrandId(event.brand_id), event.refund_id)


async def send(desk: Desk, brand_id: BrandId, refund_id: UUID) -> None:
    """Bring a refund to its end: look up what an earlier attempt did, then send what is missing."""
    spent = False
    # The second round is for a key that the provider has spent on a failure.
    for _ in range(2):
        async with desk.work(brand_id, ORIGIN) as work:
            seen = await operations.refund_to_send(work, refund_id)
        if seen is None or await _found(desk, brand_id, seen):
            return
        if seen.state is RefundState.PENDING:
            return
        async with desk.work(brand_id, ORIGIN) as work:
            attempt = await operations.begin_sending(
                work, seen=seen, now=desk.clock(), key_spent=spent
            )
        if attempt is None:
            return
        try:
            told = await provider_of(desk).refund(
                attempt.provider_payment_id,
                attempt.amount,
                refund_id=attempt.refund_id,
                key=attempt.key,
            )
        except ProviderDeclined as declined:
            told = ProviderRefund(
                provider_refund_id="",
                refund_id=attempt.refund_id,
                status=RefundStatus.FAILED,
                amount=attempt.amount,
                failure=declined.message,
            )
        except KeySpent:
            await _unknown(desk, brand_id, attempt)
            spent = True
            continue
        except Outage:
            await _unknown(desk, brand_id, attempt)
            raise
        await _settle(desk, brand_id, told, attempt.refund_id)
        return


async def _found(desk: Desk, brand_id: BrandId, seen: operations.Sending) -> bool:
    """Settle a refund that the provider has already; only one never sent needs no look-up."""
    if seen.state is RefundState.REQUESTED:
        return False
    for told in await provider_of(desk).refunds_of(seen.provider_payment_id):
        if _is_it(seen, told):
            await _settle(desk, brand_id, told, seen.refund_id)
            return True
    return False


def _is_it(seen: operations.Sending, told: ProviderRefund) -> bool:
    """Tell by the provider's id where we know it: a refund of its dashboard has none of ours."""
    if seen.provider_refund_id is not None:
        return told.provider_refund_id == seen.provider_refund_id
    return told.refund_id == seen.refund_id


async def _unknown(desk: Desk, brand_id: BrandId, attempt: operations.Sending) -> None:
    async with desk.work(brand_id, ORIGIN) as work:
        await operations.mark_unknown(work, refund_id=attempt.refund_id, fence=attempt.fence)


async def _settle(desk: Desk, brand_id: BrandId, told: ProviderRefund, refund_id: UUID) -> None:
    async with desk.work(brand_id, ORIGIN) as work:
        brand = await identity.brand_of(work.session, brand_id)
        today = business_date(work.opened_at, brand.time_zone)
        await operations.settle_refund(work, refund_id=refund_id, told=told, today=today)
