"""`tributary serve`, `worker` and `fake-stripe`: processes that run until told to stop."""

import asyncio
from pathlib import Path

import uvicorn

from tributary.app import Application, composed, site
from tributary.cli.terminal import told_plainly
from tributary.gateways.stripe.fake import EndpointSettings, FakeStripeSettings
from tributary.gateways.stripe.fake import run as run_fake_stripe
from tributary.kernel import system_clock
from tributary.platform import configure_logs, run_beside
from tributary.platform.runtime import migrated_database
from tributary.settings import read_settings


def serve(*, with_worker: bool) -> None:
    """Start everything one process can be, and stop in order on SIGINT or SIGTERM."""
    with told_plainly():
        settings = read_settings()
        configure_logs(as_json=settings.production)
        with migrated_database(settings) as urls:

            async def serving() -> None:
                async with composed(settings, urls) as application:
                    await serve_site(application, with_worker=with_worker)

            asyncio.run(serving())


async def serve_site(application: Application, *, with_worker: bool) -> None:
    """Answer requests, with jobs beside if wanted, until the server is told to stop."""
    settings = application.settings
    config = uvicorn.Config(
        site(application),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        proxy_headers=settings.production,
    )
    serving = asyncio.ensure_future(uvicorn.Server(config).serve())
    if with_worker:
        await run_beside(application.jobs, serving)
    await serving


def work() -> None:
    """Run jobs until SIGTERM; the jobs of a worker that dies are given to another."""
    with told_plainly():
        settings = read_settings()
        configure_logs(as_json=settings.production)
        with migrated_database(settings) as urls:

            async def working() -> None:
                async with composed(settings, urls) as application:
                    await application.jobs.run(signals=True)

            asyncio.run(working())


def fake_stripe(
    port: int, state: Path | None, webhook_url: str | None, webhook_secret: str
) -> None:
    """Run the stand-in for Stripe on the loopback interface."""
    configure_logs(as_json=False)
    endpoints = () if webhook_url is None else (EndpointSettings(webhook_url, webhook_secret),)
    stripe = FakeStripeSettings(
        state_file=state, public_url=f"http://127.0.0.1:{port}", endpoints=endpoints
    )
    run_fake_stripe(stripe, host="127.0.0.1", port=port, clock=system_clock)
