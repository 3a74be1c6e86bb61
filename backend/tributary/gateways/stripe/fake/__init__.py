"""A stateful stand-in for Stripe: API, hosted page, signed webhooks, and faults on order.

It behaves as Stripe's v1 API does for the objects the product uses, idempotency keys and error
bodies included, keeps its state in one SQLite file so that killing it loses nothing, and serves
tests, the crash harness and the demo alike. `/_control` is the only part Stripe does not have.
"""

from tributary.gateways.stripe.fake.app import build_app, run
from tributary.gateways.stripe.fake.in_process import InProcessTransport
from tributary.gateways.stripe.fake.settings import (
    PLATFORM_ACCOUNT,
    PLATFORM_KEY,
    EndpointSettings,
    FakeStripeSettings,
)

__all__ = [
    "PLATFORM_ACCOUNT",
    "PLATFORM_KEY",
    "EndpointSettings",
    "FakeStripeSettings",
    "InProcessTransport",
    "build_app",
    "run",
]
