"""`tributary serve`, `worker` and `fake-stripe`: processes that run until told to stop."""

import asyncio
import gc
import secrets
import sys
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from socket import socket

from tributary.api.http.plain import body_of
from tributary.app import CATCHER_PORTS_ON, Application, composed, figures_site, site
from tributary.cli.hosting import listen, running, told_to_stop
from tributary.cli.terminal import console, run_loop, told_plainly
from tributary.gateways.mail.fake import Catcher, catching
from tributary.gateways.stripe.fake import EndpointSettings, FakeStripeSettings, build_app
from tributary.kernel import system_clock
from tributary.platform import configure_logs, run_beside
from tributary.platform.runtime import migrated_database
from tributary.settings import Settings, read_settings

GARBAGE_THRESHOLDS = (20_000, 20, 20)
"""Objects between two looks at the youngest, and how many looks until the older ones' turn."""

SWITCH_SECONDS = 0.001
"""A thread that reads a long document lets the loop have the interpreter after that: at the usual
five, everybody's answer waited several times as long, once for each thing the loop waits for."""

PORT_ADVICE = "stop that program, or choose another port, such as TRIBUTARY_PORT={port}"


def serve(*, with_worker: bool) -> None:
    """Start everything one process can be, and stop in order on SIGINT or SIGTERM."""
    with told_plainly():
        settings = read_settings()
        configure_logs(as_json=settings.production)
        listener = listener_of(settings)
        post = mail_listener_of(settings)
        with migrated_database(settings) as urls:

            async def serving() -> None:
                async with (
                    composed(settings, urls) as application,
                    told_to_stop() as stop,
                    mail_caught(settings, post),
                ):
                    await serve_until(stop, application, listener, with_worker=with_worker)

            run_loop(serving())


def listener_of(settings: Settings) -> socket:
    """Bind the port of the site.

    Refuses:
        PortTaken: somebody listens there already.
    """
    advice = PORT_ADVICE.format(port=settings.port + 1)
    return listen(settings.host, settings.port, advice=advice)


def mail_listener_of(settings: Settings) -> socket | None:
    """Bind the port of the catcher of mail; none where an SMTP server is given.

    Refuses:
        PortTaken: somebody listens there already.
    """
    if settings.smtp_url is not None or settings.production:
        return None
    advice = PORT_ADVICE.format(port=settings.port + 1)
    port = settings.port + CATCHER_PORTS_ON
    return listen("127.0.0.1", port, advice=f"the catcher of mail listens there; {advice}")


@asynccontextmanager
async def mail_caught(settings: Settings, listener: socket | None) -> AsyncGenerator[None]:
    """Keep letters as files while the block runs, where there is nobody to carry them."""
    if listener is None:
        yield
        return
    async with catching(Catcher(mail_folder(settings)), listener):
        yield


def mail_folder(settings: Settings) -> Path:
    """Return where the catcher keeps letters."""
    return settings.home / "mail"


async def serve_until(
    stop: asyncio.Event, application: Application, listener: socket, *, with_worker: bool
) -> None:
    """Answer requests, with jobs beside if wanted, until told to stop."""
    async with site_running(application, listener, stop):
        console.print(f"Serving on {application.settings.public_url}", highlight=False)
        keep_loaded()
        sys.setswitchinterval(SWITCH_SECONDS)
        stopped = asyncio.ensure_future(_until(stop))
        if with_worker:
            await run_beside(application.jobs, stopped)
        await stopped


def keep_loaded() -> None:
    """Have the garbage collector leave alone what was loaded to serve, and come less often.

    It stays until the process ends. Looking through all of it again took a fifth of a second, in
    which nobody was answered. What a request leaves is mostly freed by counting references;
    looking for cycles after every 700 objects took a twentieth of the time of short queries.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE_THRESHOLDS)


@asynccontextmanager
async def site_running(
    application: Application, listener: socket, stop: asyncio.Event
) -> AsyncGenerator[None]:
    """Answer requests while the block runs; say that we are closing once told to stop.

    Streams end then at once: whoever follows something comes again, to another process.
    """
    app = site(application, is_closing=stop.is_set)
    proxied = application.settings.production
    async with running(
        app, listener, proxied=proxied, turned_away=app.turned_away, body_of=body_of
    ):
        stopped = asyncio.ensure_future(_until(stop))
        stopped.add_done_callback(lambda _: application.listening.end())
        try:
            yield
        finally:
            stopped.cancel()
            application.listening.end()


def work(metrics_port: int | None = None) -> None:
    """Run jobs until SIGTERM; the jobs of a worker that dies are given to another.

    Refuses:
        PortTaken: somebody listens already where its figures should be shown.
    """
    with told_plainly():
        settings = read_settings()
        configure_logs(as_json=settings.production)
        listener = None
        if metrics_port is not None:
            listener = listen(settings.host, metrics_port, advice="choose another --metrics-port")
        with migrated_database(settings) as urls:

            async def working() -> None:
                async with composed(settings, urls) as application, told_to_stop() as stop:
                    await work_until(stop, application, listener)

            run_loop(working())


async def work_until(
    stop: asyncio.Event, application: Application, listener: socket | None = None
) -> None:
    """Run jobs, with figures and health shown beside if wanted, until told to stop."""
    stopped = asyncio.ensure_future(_until(stop))
    async with AsyncExitStack() as beside:
        if listener is not None:
            shown = figures_site(application, is_closing=stop.is_set)
            await beside.enter_async_context(running(shown, listener))
        await run_beside(application.jobs, stopped)


def fake_stripe(
    port: int, state: Path | None, webhook_url: str | None, webhook_secret: str
) -> None:
    """Run the stand-in for Stripe on the loopback interface."""
    with told_plainly():
        configure_logs(as_json=False, level="WARNING")
        endpoints: tuple[EndpointSettings, ...] = ()
        if webhook_url is not None:
            secret = webhook_secret or f"whsec_{secrets.token_urlsafe(24)}"
            endpoints = (EndpointSettings(webhook_url, secret),)
        stripe = FakeStripeSettings(
            state_file=state, public_url=f"http://127.0.0.1:{port}", endpoints=endpoints
        )
        listener = listen("127.0.0.1", port, advice="choose another with --port")

        async def standing_in() -> None:
            async with told_to_stop() as stop, running(build_app(stripe, system_clock), listener):
                console.print(f"The stand-in for Stripe is {stripe.public_url}", highlight=False)
                for endpoint in endpoints:
                    shown = endpoint.secret
                    console.print(f"Its webhooks to {endpoint.url} are signed with {shown}")
                await stop.wait()

        run_loop(standing_in())


async def _until(stop: asyncio.Event) -> None:
    await stop.wait()
