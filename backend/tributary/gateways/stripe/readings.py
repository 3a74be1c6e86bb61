"""Stripe's objects read into our words."""

from datetime import UTC, datetime
from typing import Final

import stripe
from stripe.checkout import Session

from tributary.gateways.stripe.amounts import from_stripe
from tributary.gateways.stripe.states import (
    CheckoutState,
    CheckoutStatus,
    PaymentState,
    PaymentStatus,
    RefundState,
    RefundStatus,
    StripeEvent,
    TransferState,
    TransferStatus,
)
from tributary.gateways.stripe.webhooks import event_from
from tributary.kernel import Money

REFERENCE: Final = "tributary_reference"
"""The metadata key under which Stripe's objects carry our id."""

_PAYMENT_STATUS: Final = {
    "canceled": PaymentStatus.CANCELLED,
    "processing": PaymentStatus.PENDING,
    "succeeded": PaymentStatus.SUCCEEDED,
}
_REFUND_STATUS: Final = {
    "canceled": RefundStatus.CANCELLED,
    "failed": RefundStatus.FAILED,
    "succeeded": RefundStatus.SUCCEEDED,
}


def id_of(reference: "str | stripe.StripeObject | None") -> str | None:
    """Return the id of an object that may or may not have been expanded."""
    if reference is None or isinstance(reference, str):
        return reference
    return str(reference["id"])


def checkout_state(session: Session) -> CheckoutState:
    """Read a session whose payment intent was expanded."""
    return CheckoutState(
        session_id=session.id,
        status=_checkout_status(session),
        reference=session.client_reference_id or "",
        amount=from_stripe(session.amount_total or 0, session.currency or ""),
        expires_at=_at(session.expires_at),
        url=session.url,
        payment_intent_id=id_of(session.payment_intent),
    )


def _checkout_status(session: Session) -> CheckoutStatus:
    if session.status == "open":
        return CheckoutStatus.OPEN
    if session.status == "expired":
        return CheckoutStatus.EXPIRED
    if session.payment_status != "unpaid":
        return CheckoutStatus.PAID
    # A completed but unpaid page is told apart by its payment: one that asks for a method again
    # has failed, since the page cannot be used twice.
    intent = session.payment_intent
    if isinstance(intent, stripe.PaymentIntent) and intent.status != "processing":
        return CheckoutStatus.FAILED
    return CheckoutStatus.PENDING


def payment_state(intent: stripe.PaymentIntent) -> PaymentState:
    """Read a payment intent whose latest charge and its balance transaction were expanded."""
    status = _PAYMENT_STATUS.get(intent.status, PaymentStatus.OPEN)
    charge = intent.latest_charge
    refunded, fee, method, succeeded_at = Money.zero(intent.currency.upper()), None, None, None
    if isinstance(charge, stripe.Charge):
        refunded = from_stripe(charge.amount_refunded, charge.currency)
        method = charge.payment_method_details.type if charge.payment_method_details else None
        movement = charge.balance_transaction
        if isinstance(movement, stripe.BalanceTransaction):
            fee = _fee(charge, movement)
            succeeded_at = _at(movement.created)
    return PaymentState(
        payment_intent_id=intent.id,
        status=status,
        reference=_reference(intent.metadata),
        amount=from_stripe(intent.amount, intent.currency),
        refunded=refunded,
        charge_id=id_of(charge),
        fee=fee,
        method=method,
        succeeded_at=succeeded_at,
    )


def _fee(charge: stripe.Charge, movement: stripe.BalanceTransaction) -> Money:
    """Return the fee in the currency of the payment.

    An account that settles in another currency is charged in that one. The fee is the same share
    of what came in, so that what is left in our books is what was converted, to a minor unit.
    """
    if movement.currency == charge.currency or movement.amount <= movement.fee:
        return from_stripe(movement.fee, movement.currency)
    paid = from_stripe(charge.amount, charge.currency)
    return paid.allocate([movement.fee, movement.amount - movement.fee])[0]


def refund_state(refund: stripe.Refund) -> RefundState:
    """Read a refund."""
    return RefundState(
        refund_id=refund.id,
        status=_REFUND_STATUS.get(refund.status or "", RefundStatus.PENDING),
        reference=_reference(refund.metadata),
        amount=from_stripe(refund.amount, refund.currency),
        payment_intent_id=id_of(refund.payment_intent),
        charge_id=id_of(refund.charge),
        created_at=_at(refund.created),
    )


def transfer_state(transfer: stripe.Transfer) -> TransferState:
    """Read a transfer."""
    state = TransferStatus.PAID
    if transfer.amount_reversed:
        state = TransferStatus.REVERSED if transfer.reversed else TransferStatus.PARTLY_REVERSED
    return TransferState(
        provider_id=transfer.id,
        state=state,
        reference=_reference(transfer.metadata),
        amount=from_stripe(transfer.amount, transfer.currency),
        reversed_amount=from_stripe(transfer.amount_reversed, transfer.currency),
        destination=id_of(transfer.destination) or "",
        created_at=_at(transfer.created),
    )


def event(received: stripe.Event) -> StripeEvent:
    """Read an event that was asked for."""
    return event_from(received.to_dict())


def _reference(metadata: stripe.StripeObject | None) -> str:
    if metadata is None or REFERENCE not in metadata:
        return ""
    return str(metadata[REFERENCE])


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
