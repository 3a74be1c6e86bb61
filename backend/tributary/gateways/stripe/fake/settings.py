"""How one fake Stripe is set up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

PLATFORM_KEY: Final = "sk_test_tributary"
PLATFORM_ACCOUNT: Final = "acct_tributary"


@dataclass(frozen=True, slots=True)
class EndpointSettings:
    """A webhook endpoint that exists from the start."""

    url: str
    secret: str
    enabled_events: tuple[str, ...] = ("*",)
    account_id: str = PLATFORM_ACCOUNT


@dataclass(frozen=True, slots=True)
class FakeStripeSettings:
    """Everything that can differ between two fakes; the defaults suit a demo."""

    state_file: Path | None = None
    """SQLite file that survives a kill; without one, memory only."""
    public_url: str = "http://127.0.0.1:8420"
    """Where a browser reaches the hosted pages."""
    secret_keys: Mapping[str, str] = field(default_factory=lambda: {PLATFORM_KEY: PLATFORM_ACCOUNT})
    """Secret API key to platform account."""
    country: str = "US"
    endpoints: tuple[EndpointSettings, ...] = ()
    opening_balances: Mapping[str, int] = field(default_factory=dict[str, int])
    """Available balance of each platform account at first start, by lower-case currency."""
    fee_ppm: int = 29_000
    fee_fixed_minor: int = 30
    settlement_delay_seconds: int = 0
    """How long the net of a charge stays pending."""
    asynchronous_delay_seconds: int | None = None
    """When a pending payment settles by itself; None waits for the control API."""
    retry_base_ms: int = 1_000
    """Pause before the second delivery of a webhook; doubles up to `retry_max_ms`."""
    retry_max_ms: int = 60_000
    attempts_max: int = 5_000
