"""Ask the provider what is true of a session or a payment, and book it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from tributary import identity
from tributary.kernel import (
    BrandId,
    Outage,
    PaymentLinkId,
    PaymentSessionId,
    Refusal,
    business_date,
)
from tributary.payments import operations
from tributary.payments.events import SessionSuperseded, WebhookReceived
from tributary.payments.model import PaymentSession, WebhookEvent
from tributary.payments.ports import (
    CheckoutStatus,
    PaymentStatus,
    ProviderPayment,
    ProviderRefund,
    ProviderSession,
)
from tributary.payments.reactions.opening import provider_of
from tributary.payments.rules import EventState, SessionState
from tributary.platform import Desk, Work


@dataclass(frozen=True, slots=True)
class Told:
    """What the provider says now about one session and its payment."""

    session: ProviderSession | None
    payment: ProviderPayment | None
    refunds: Sequence[ProviderRefund]

    @property
    def session_id(self) -> PaymentSessionId | None:
        """Our session that all this is about."""
        for each in (self.session, self.payment):
            if each is not None and each.session_id is not None:
                return each.session_id
        return None


async def settle_webhook(desk: Desk, event: WebhookReceived) -> None:
    """Book what an event hints at: the provider's answer counts, the event is only the occasion.

    Events may come twice, late or in any order; each of them leads to the same look-up.
    """
    brand_id = BrandId(event.brand_id)
    async with desk.database.reading(brand_id) as session:
        row = await session.get(WebhookEvent, (brand_id, event.provider, event.event_id))
    if row is None or row.state == EventState.IGNORED:
        return
    try:
        told = await _ask(desk, brand_id, row.provider_session_id, row.provider_payment_id)
        async with desk.work(brand_id, f"webhook:{event.provider}") as work:
            ours = await _settle(work, event.provider, told)
            await operations.close_event(
                work,
                provider=event.provider,
                event_id=event.event_id,
                state=EventState.HANDLED if ours else EventState.IGNORED,
            )
    except Refusal as refusal:
        async with desk.work(brand_id, f"webhook:{event.provider}") as work:
            await operations.close_event(
                work,
                provider=event.provider,
                event_id=event.event_id,
                state=EventState.FAILED,
                error=f"{refusal.code}: {refusal.message}",
            )
    except Outage as outage:
        async with desk.work(brand_id, f"webhook:{event.provider}") as work:
            await operations.note_attempt(
                work, provider=event.provider, event_id=event.event_id, error=str(outage)
            )
        raise


async def settle_session(desk: Desk, brand_id: BrandId, session_id: UUID) -> None:
    """Bring one of our sessions to what the provider says about it now."""
    async with desk.database.reading(brand_id) as session:
        row = await session.get(PaymentSession, (brand_id, session_id))
    if row is None or row.provider_session_id is None:
        return
    told = await _ask(desk, brand_id, row.provider_session_id, None)
    async with desk.work(brand_id, "payments:settle") as work:
        await _settle(work, row.provider, told)


async def settle_link(desk: Desk, brand_id: BrandId, link_id: PaymentLinkId) -> None:
    """Ask the provider about every page of a link that may still bring something."""
    unsettled = select(PaymentSession.id).where(
        PaymentSession.brand_id == brand_id,
        PaymentSession.link_id == link_id,
        PaymentSession.closed_at.is_(None),
    )
    async with desk.database.reading(brand_id) as session:
        session_ids = list(await session.scalars(unsettled))
    for session_id in session_ids:
        await settle_session(desk, brand_id, session_id)


async def settle_payment(desk: Desk, brand_id: BrandId, payment_id: str) -> None:
    """Bring one payment, its fee and its refunds to what the provider says now."""
    told = await _ask(desk, brand_id, None, payment_id)
    async with desk.work(brand_id, "payments:settle") as work:
        await _settle(work, provider_of(desk).name, told)


async def expire_session(desk: Desk, event: SessionSuperseded) -> None:
    """End a superseded page at the provider; if it was paid meanwhile, book the payment."""
    brand_id = BrandId(event.brand_id)
    async with desk.database.reading(brand_id) as session:
        row = await session.get(PaymentSession, (brand_id, event.session_id))
    if row is None or row.closed_at is not None:
        return
    if row.provider_session_id is None:
        # Nobody was shown a page that we do not know, so nobody can pay it. Whoever is making it
        # now announces this again when the page exists.
        return
    told = await provider_of(desk).expire(row.provider_session_id)
    if told.status is CheckoutStatus.COMPLETE:
        await settle_session(desk, brand_id, row.id)
        return
    async with desk.work(brand_id, "payments:expire") as work:
        locked = await operations.locked_session(work, row.id)
        if locked is not None and locked.closed_at is None:
            await operations.end_session(work, row.id, SessionState(locked.state), now=desk.clock())


async def _ask(
    desk: Desk, brand_id: BrandId, provider_session_id: str | None, payment_id: str | None
) -> Told:
    provider = provider_of(desk)
    page: ProviderSession | None = None
    payment: ProviderPayment | None = None
    if provider_session_id is not None:
        page = await provider.retrieve(provider_session_id)
    wanted = payment_id or (page.payment_id if page is not None else None)
    if wanted is not None:
        payment = await provider.payment(wanted)
    if page is None and payment is not None and payment.session_id is not None:
        page = await _page_of(desk, brand_id, payment.session_id)
    refunds: Sequence[ProviderRefund] = ()
    if payment is not None and payment.status is PaymentStatus.RECEIVED:
        refunds = await provider.refunds_of(payment.payment_id)
    return Told(page, payment, refunds)


async def _page_of(
    desk: Desk, brand_id: BrandId, session_id: PaymentSessionId
) -> ProviderSession | None:
    async with desk.database.reading(brand_id) as session:
        row = await session.get(PaymentSession, (brand_id, session_id))
    if row is None or row.provider_session_id is None:
        return None
    return await provider_of(desk).retrieve(row.provider_session_id)


async def _settle(work: Work, provider: str, told: Told) -> bool:
    """Book all that was told in one transaction; False when it is nothing of this brand's."""
    session_id = told.session_id
    if session_id is None or await operations.locked_link_of(work, session_id) is None:
        return False
    if told.payment is not None:
        receipt_id = await operations.settle_payment(
            work, provider=provider, payment=told.payment, told=told.session
        )
        if receipt_id is not None and told.refunds:
            brand = await identity.brand_of(work.session, work.brand_id)
            today = business_date(work.opened_at, brand.time_zone)
            await operations.settle_refunds(
                work, receipt_id=receipt_id, told=told.refunds, today=today
            )
    elif told.session is not None:
        await operations.settle_session(work, told.session)
    return True
