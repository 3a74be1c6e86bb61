"""Stripe as a provider of checkout pages: the ports of payments, spoken through the gateway."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeVar, cast
from uuid import UUID

from tributary.gateways.stripe.amounts import AmountNotRepresentable
from tributary.gateways.stripe.client import StripeGateway
from tributary.gateways.stripe.outcomes import OutcomeUnknown, StripeRefused
from tributary.gateways.stripe.states import (
    CheckoutState,
    CheckoutStatus,
    PaymentState,
    PaymentStatus,
    RefundState,
    RefundStatus,
    StripeEvent,
)
from tributary.gateways.stripe.webhooks import verify
from tributary.kernel import Money, PaymentSessionId, RefundId
from tributary.payments import (
    CheckoutRequest,
    KeySpent,
    ProviderDeclined,
    ProviderPayment,
    ProviderRefund,
    ProviderSession,
    WebhookMessage,
)
from tributary.payments import CheckoutStatus as PageStatus
from tributary.payments import PaymentStatus as MoneyStatus
from tributary.payments import RefundStatus as BackStatus

PROVIDER: Final = "stripe"

REFUND_EVENTS: Final = (
    "charge.refund.updated",
    "charge.refunded",
    "refund.created",
    "refund.failed",
    "refund.updated",
)

Result = TypeVar("Result")

_PAGES: Final[Mapping[CheckoutStatus, PageStatus]] = {
    CheckoutStatus.OPEN: PageStatus.OPEN,
    CheckoutStatus.PENDING: PageStatus.COMPLETE,
    CheckoutStatus.PAID: PageStatus.COMPLETE,
    CheckoutStatus.FAILED: PageStatus.COMPLETE,
    CheckoutStatus.EXPIRED: PageStatus.EXPIRED,
}
# An open payment is one whose last attempt was declined: no money, and none on its way.
_PAYMENTS: Final[Mapping[PaymentStatus, MoneyStatus]] = {
    PaymentStatus.OPEN: MoneyStatus.FAILED,
    PaymentStatus.PENDING: MoneyStatus.PENDING,
    PaymentStatus.SUCCEEDED: MoneyStatus.RECEIVED,
    PaymentStatus.CANCELLED: MoneyStatus.FAILED,
}
_REFUNDS: Final[Mapping[RefundStatus, BackStatus]] = {
    RefundStatus.PENDING: BackStatus.PENDING,
    RefundStatus.SUCCEEDED: BackStatus.REFUNDED,
    RefundStatus.FAILED: BackStatus.FAILED,
    RefundStatus.CANCELLED: BackStatus.FAILED,
}


class StripeCheckout:
    """Checkout pages, payments and refunds at Stripe."""

    name: str = PROVIDER

    def __init__(self, gateway: StripeGateway) -> None:
        self._gateway = gateway

    async def create(self, request: CheckoutRequest, *, key: str) -> ProviderSession:
        """Make a checkout page; the same key makes the same one."""
        made = await _declining(
            lambda: self._gateway.create_checkout(
                reference=str(request.session_id),
                amount=request.amount,
                description=request.description,
                success_url=request.return_url,
                cancel_url=request.cancel_url,
                expires_at=request.expires_at,
                locale="auto",
                idempotency_key=key,
            )
        )
        return ProviderSession(
            provider_session_id=made.session_id,
            session_id=request.session_id,
            url=made.url,
            status=PageStatus.OPEN,
            payment_id=made.payment_intent_id,
            expires_at=made.expires_at,
        )

    async def retrieve(self, provider_session_id: str) -> ProviderSession:
        """Return what a session is now."""
        return _page(await _declining(lambda: self._gateway.retrieve_checkout(provider_session_id)))

    async def expire(self, provider_session_id: str) -> ProviderSession:
        """End an open session, and return what it is now."""
        return _page(await _declining(lambda: self._gateway.expire_checkout(provider_session_id)))

    async def payment(self, payment_id: str) -> ProviderPayment:
        """Return what a payment is now."""
        return _payment(await _declining(lambda: self._gateway.payment_state(payment_id)))

    async def refund(
        self, payment_id: str, amount: Money, *, refund_id: RefundId, key: str
    ) -> ProviderRefund:
        """Send money back to where it came from."""
        return _refund(
            await _declining(
                lambda: self._gateway.refund(
                    payment_id=payment_id,
                    amount=amount,
                    reference=str(refund_id),
                    idempotency_key=key,
                )
            )
        )

    async def refunds_of(self, payment_id: str) -> Sequence[ProviderRefund]:
        """Return every refund of a payment, ours and those made at the dashboard."""
        found = await _declining(lambda: self._gateway.refunds_of(payment_id))
        return [_refund(each) for each in found]

    async def refund_events_since(self, since: datetime) -> Sequence[WebhookMessage]:
        """Return what webhooks told, or should have told, about refunds; at most 30 days back."""
        events = await _declining(lambda: self._gateway.events_since(since, types=REFUND_EVENTS))
        return [_message(event) for event in events]


class StripeWebhooks:
    """Tells whether a webhook comes from Stripe, and which page or payment it is about."""

    provider: str = PROVIDER

    def __init__(self, secrets: Sequence[str]) -> None:
        self._secrets = tuple(secrets)

    def verify(self, body: bytes, headers: Mapping[str, str], *, now: datetime) -> WebhookMessage:
        """Return what a webhook is about.

        Refuses:
            SignatureInvalid: the signature is missing or wrong.
            SignatureStale: the signature is too old.
            PayloadUnreadable: the body is not an event.
        """
        signature = headers.get("stripe-signature", "")
        return _message(verify(body, signature, secrets=self._secrets, now=now))


def _message(event: StripeEvent) -> WebhookMessage:
    page_id, payment_id = _subject(event)
    return WebhookMessage(
        provider=PROVIDER,
        event_id=event.event_id,
        kind=event.type,
        provider_session_id=page_id,
        payment_id=payment_id,
    )


async def _declining(call: Callable[[], Awaitable[Result]]) -> Result:
    """Return what a call returns; say a definitive no and a spent key in the words of the port."""
    try:
        return await call()
    except (StripeRefused, AmountNotRepresentable) as refused:
        raise ProviderDeclined(refused.message) from refused
    except OutcomeUnknown as unknown:
        if unknown.replayed:
            raise KeySpent(str(unknown)) from unknown
        raise


def _subject(event: StripeEvent) -> tuple[str | None, str | None]:
    """Return the page and the payment that an event is about; neither for what is not ours."""
    if event.account_id is not None:
        return None, None
    if event.object_type == "payment_intent":
        return None, event.object_id
    payment = event.object.get("payment_intent")
    if isinstance(payment, Mapping):
        payment = cast("Mapping[str, object]", payment).get("id")
    payment_id = payment if isinstance(payment, str) else None
    page_id = event.object_id if event.object_type == "checkout.session" else None
    return page_id, payment_id


def _page(state: CheckoutState) -> ProviderSession:
    reference = _uuid(state.reference)
    return ProviderSession(
        provider_session_id=state.session_id,
        session_id=None if reference is None else PaymentSessionId(reference),
        url=state.url,
        status=_PAGES[state.status],
        payment_id=state.payment_intent_id,
        expires_at=state.expires_at,
    )


def _payment(state: PaymentState) -> ProviderPayment:
    reference = _uuid(state.reference)
    # A fee that could not be brought into the payment's currency cannot be booked beside it.
    fee = state.fee if state.fee and state.fee.currency == state.amount.currency else None
    free = state.fee is not None and not state.fee
    return ProviderPayment(
        payment_id=state.payment_intent_id,
        session_id=None if reference is None else PaymentSessionId(reference),
        status=_PAYMENTS[state.status],
        amount=state.amount,
        fee=Money(0, state.amount.currency) if free else fee,
        received_at=state.succeeded_at,
        refunded=state.refunded,
    )


def _refund(state: RefundState) -> ProviderRefund:
    reference = _uuid(state.reference)
    status = _REFUNDS[state.status]
    return ProviderRefund(
        provider_refund_id=state.refund_id,
        refund_id=None if reference is None else RefundId(reference),
        status=status,
        amount=state.amount,
        failure=f"Stripe: {state.status}" if status is BackStatus.FAILED else None,
    )


def _uuid(reference: str) -> UUID | None:
    try:
        return UUID(reference)
    except ValueError:
        return None
