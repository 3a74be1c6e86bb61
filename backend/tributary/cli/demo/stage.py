"""Where the demo plays: database, site, stand-in for Stripe and worker in one process."""

import asyncio
import os
import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from socket import socket
from typing import Final

from tributary.app import (
    FAKE_STRIPE_PORTS_ON,
    Application,
    StripeAccess,
    composed,
    stripe_access,
)
from tributary.cli.demo.erp import erp_listener_of, erp_running
from tributary.cli.demo.people import BRAND_SLUG
from tributary.cli.demo.story import Story
from tributary.cli.hosting import listen, running, told_to_stop
from tributary.cli.serving import (
    PORT_ADVICE,
    listener_of,
    mail_caught,
    mail_listener_of,
    site_running,
)
from tributary.cli.terminal import ArgumentUnreadable, console, run_loop, told_plainly
from tributary.gateways.stripe.fake import (
    EndpointSettings,
    FakeStripeSettings,
    build_app,
)
from tributary.kernel import system_clock
from tributary.platform import configure_logs, run_beside
from tributary.platform.postgres import DatabaseUrls
from tributary.platform.runtime import migrated_database
from tributary.settings import Settings, read_settings

ORDERS: Final = 2_500
ORDERS_MAX: Final = 100_000
ADVANCE_MINOR: Final = 500_000_000
"""What lies at the stand-in for Stripe from the start: payouts need not wait for takings."""


def play(*, serve: bool) -> None:
    """Build the demo brand where it is not there yet, tell its story, serve until told to stop."""
    began = time.monotonic()
    with told_plainly():
        orders = orders_wanted()
        settings = read_settings()
        configure_logs(as_json=settings.production, level="WARNING")
        listener = listener_of(settings)
        stripe = stripe_access(settings)
        beside = (
            _stripe_listener(settings, stripe),
            mail_listener_of(settings),
            erp_listener_of(settings),
        )
        console.print("[dim]Starting PostgreSQL ...[/]")
        with migrated_database(settings) as urls:
            run_loop(_play(settings, urls, listener, beside, orders, began, serve=serve))


def orders_wanted() -> int:
    """Return how many orders the demo has; TRIBUTARY_DEMO_ORDERS scales it.

    Refuses:
        ArgumentUnreadable: it is no sensible number.
    """
    text = os.environ.get("TRIBUTARY_DEMO_ORDERS", str(ORDERS))
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= ORDERS_MAX):
        raise ArgumentUnreadable(
            f"TRIBUTARY_DEMO_ORDERS is {text!r}; it must be a number from 1 to {ORDERS_MAX}."
        )
    return int(text)


def _stripe_listener(settings: Settings, stripe: StripeAccess) -> socket | None:
    """Bind the port of the stand-in; none where a key or an address of Stripe is given."""
    if not stripe.is_fake or settings.stripe_url is not None:
        return None
    port = settings.port + FAKE_STRIPE_PORTS_ON
    advice = PORT_ADVICE.format(port=settings.port + 1)
    return listen("127.0.0.1", port, advice=f"the stand-in for Stripe listens there; {advice}")


async def _play(
    settings: Settings,
    urls: DatabaseUrls,
    listener: socket,
    beside: tuple[socket | None, socket | None, socket | None],
    orders: int,
    began: float,
    *,
    serve: bool,
) -> None:
    stripe_listener, mail_listener, erp_listener = beside
    async with AsyncExitStack() as stack:
        stop = await stack.enter_async_context(told_to_stop())
        application = await stack.enter_async_context(composed(settings, urls))
        if stripe_listener is not None:
            await stack.enter_async_context(_stripe_running(settings, stripe_listener))
        await stack.enter_async_context(mail_caught(settings, mail_listener))
        await stack.enter_async_context(erp_running(erp_listener))
        await stack.enter_async_context(site_running(application, listener, stop))
        story = Story(application, orders, stack, has_fake=stripe_listener is not None)
        telling = asyncio.ensure_future(story.tell(lambda: _working(application)))
        stopped = asyncio.ensure_future(stop.wait())
        await asyncio.wait([telling, stopped], return_when=asyncio.FIRST_COMPLETED)
        if not telling.done():
            console.print("\nStopped; the next run continues here.")
            telling.cancel()
            await asyncio.wait([telling])
            stopped.cancel()
            return
        await telling
        console.print(f"[dim]Ready after {time.monotonic() - began:.1f} s.[/]", highlight=False)
        if serve:
            console.print("Serving until Ctrl-C.")
            await stopped
        stopped.cancel()


@asynccontextmanager
async def _stripe_running(settings: Settings, listener: socket) -> AsyncGenerator[None]:
    stripe = stripe_access(settings)
    hook = f"http://{settings.host}:{settings.port}/webhooks/stripe/{BRAND_SLUG}"
    fake = FakeStripeSettings(
        state_file=settings.home / "demo" / "stripe.sqlite",
        public_url=stripe.url or "",
        country="CN",
        endpoints=(EndpointSettings(hook, stripe.webhook_secrets[0]),),
        opening_balances={"cny": ADVANCE_MINOR},
    )
    (settings.home / "demo").mkdir(parents=True, exist_ok=True)
    async with running(build_app(fake, system_clock), listener):
        yield


@asynccontextmanager
async def _working(application: Application) -> AsyncGenerator[None]:
    """Run jobs in this process while the block runs."""
    ending: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    beside = asyncio.ensure_future(run_beside(application.jobs, ending))
    try:
        yield
    finally:
        ending.set_result(None)
        await beside
