"""The whole product on one stage: database, site and the stand-in for Stripe, with one clock."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tributary.app import Application, composed, site
from tributary.cli.hosting import listen, running
from tributary.gateways.stripe.fake import (
    PLATFORM_KEY,
    EndpointSettings,
    FakeStripeSettings,
    build_app,
)
from tributary.kernel import BrandId, Clock
from tributary.platform import outbox
from tributary.platform.postgres import DatabaseUrls
from tributary.settings import read_settings

WEBHOOK_SECRET = "whsec_of_the_journeys"


@dataclass
class Stage:
    """What a journey walks on."""

    application: Application
    browser: httpx.AsyncClient
    site_url: str
    stripe_url: str

    async def settle_webhooks(self, brand_id: BrandId) -> None:
        """Let the provider deliver what it owes, and us react to it."""
        control = f"{self.stripe_url}/_control/webhooks"
        await self.browser.post(f"{control}/flush")
        while (await self.browser.get(control)).json()["owed"]:  # noqa: ASYNC110  It is far away.
            await asyncio.sleep(0.02)
        await outbox.deliver_all(self.application.worker_desk, brand_id)

    async def pay(self, pay_url: str) -> None:
        """Open a pay page, press its button, and pay on the hosted page."""
        pressed = await self.browser.post(pay_url)
        assert pressed.status_code == 303, pressed.text
        hosted = pressed.headers["location"]
        paid = await self.browser.post(hosted, data={"action": "pay", "method": "alipay"})
        assert paid.status_code == 303, paid.text


@asynccontextmanager
async def raised(
    urls: DatabaseUrls, clock: Clock, home: Path, *, brand_slug: str
) -> AsyncGenerator[Stage]:
    """Start everything one process can be, on free ports."""
    ours, theirs = (listen("127.0.0.1", 0, advice="") for _ in range(2))
    site_url, stripe_url = (f"http://127.0.0.1:{s.getsockname()[1]}" for s in (ours, theirs))
    settings = read_settings(
        {
            "TRIBUTARY_HOME": str(home),
            "TRIBUTARY_PUBLIC_URL": site_url,
            "STRIPE_API_BASE": stripe_url,
            "STRIPE_SECRET_KEY": PLATFORM_KEY,
            "STRIPE_WEBHOOK_SECRETS": WEBHOOK_SECRET,
        }
    )
    fake = FakeStripeSettings(
        public_url=stripe_url,
        country="CN",
        endpoints=(EndpointSettings(f"{site_url}/webhooks/stripe/{brand_slug}", WEBHOOK_SECRET),),
        opening_balances={"cny": 100_000},
        fee_ppm=10_000,
        fee_fixed_minor=0,
    )
    async with (
        composed(settings, urls, clock=clock) as application,
        running(build_app(fake, clock), theirs),
        running(site(application), ours),
        httpx.AsyncClient(timeout=30) as browser,
    ):
        yield Stage(application, browser, site_url, stripe_url)
