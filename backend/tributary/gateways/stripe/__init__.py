"""Stripe: checkout, refunds, transfers to payees, and webhooks, through the official SDK.

`StripeGateway` speaks our words and returns frozen values. Every way a call can end is explicit:
a value (executed), a `StripeRefused` (definitively not executed), an `OutcomeUnknown` (look it
up), or a plain `Outage` (not executed; try again). `fake` is the same thing without Stripe.
"""

from tributary.gateways.stripe.amounts import AmountNotRepresentable, Use, from_stripe, to_stripe
from tributary.gateways.stripe.client import StripeGateway
from tributary.gateways.stripe.outcomes import (
    AbsentAtStripe,
    CheckoutRefused,
    OutcomeUnknown,
    PayeeAccountRefused,
    RefundRefused,
    StripeRefused,
    TransferRefused,
)
from tributary.gateways.stripe.states import (
    CheckoutSession,
    CheckoutState,
    PaymentState,
    RefundState,
    StripeEvent,
    TransferState,
)
from tributary.gateways.stripe.webhooks import (
    PayloadUnreadable,
    SignatureInvalid,
    SignatureStale,
    verify,
)

__all__ = [
    "AbsentAtStripe",
    "AmountNotRepresentable",
    "CheckoutRefused",
    "CheckoutSession",
    "CheckoutState",
    "OutcomeUnknown",
    "PayeeAccountRefused",
    "PayloadUnreadable",
    "PaymentState",
    "RefundRefused",
    "RefundState",
    "SignatureInvalid",
    "SignatureStale",
    "StripeEvent",
    "StripeGateway",
    "StripeRefused",
    "TransferRefused",
    "TransferState",
    "Use",
    "from_stripe",
    "to_stripe",
    "verify",
]
