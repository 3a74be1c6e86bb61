"""What outlives a crash: a database, a fake Stripe in a process of its own, and the parent."""

import logging
import os
import shutil
import signal
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import structlog

from tests.conftest import FAST, MovingClock
from tests.faults.crashing import CrashingTransport, Patience, Points, enumerate_statements
from tests.gateways.stripe.running import RunningFake, free_port
from tributary import app
from tributary.gateways.stripe import StripeGateway
from tributary.gateways.stripe.checkout import StripeCheckout
from tributary.gateways.stripe.fake import PLATFORM_KEY, FakeStripeSettings, run
from tributary.gateways.stripe.transfers import StripePayoutRail
from tributary.kernel import system_clock
from tributary.payments import CheckoutProvider
from tributary.payouts import PayoutRail
from tributary.platform import Database, Desk, migrate
from tributary.platform.postgres import DatabaseUrls, EmbeddedPostgres, prepare_database

PLENTY = {"usd": 10**15, "cny": 10**15}


@dataclass(frozen=True, slots=True)
class World:
    """A database and a provider that survive whoever works with them."""

    server: EmbeddedPostgres
    urls: DatabaseUrls
    fake: RunningFake

    @asynccontextmanager
    async def desk(self, clock: MovingClock, *, in_flight_max: int = 1) -> AsyncIterator[Desk]:
        """Open a worker's desk."""
        database = Database(
            self.urls.worker, subscriptions=app.subscriptions_of_all(), connections_max=4
        )
        async with self._wired(database, clock, Points(), Patience(), in_flight_max) as desk:
            yield desk
        await database.close()

    @asynccontextmanager
    async def desk_after_fork(
        self, database: Database, clock: MovingClock, points: Points, patience: Patience
    ) -> AsyncIterator[Desk]:
        """Open a desk in a child that can die at each point.

        It goes on with the parent's engine, whose statements are compiled, on connections of its
        own; those of the parent are forgotten, not closed.
        """
        database.engine.sync_engine.dispose(close=False)
        enumerate_statements(database, points)
        async with self._wired(database, clock, points, patience) as desk:
            yield desk

    @asynccontextmanager
    async def _wired(
        self,
        database: Database,
        clock: MovingClock,
        points: Points,
        patience: Patience,
        in_flight_max: int = 1,
    ) -> AsyncIterator[Desk]:
        gateway = StripeGateway(
            secret_key=PLATFORM_KEY,
            api_base=self.fake.url,
            transport=CrashingTransport(points, patience),
        )
        ports: dict[Any, object] = {
            PayoutRail: StripePayoutRail(gateway, in_flight_max=in_flight_max),
            CheckoutProvider: StripeCheckout(gateway),
        }
        yield Desk(database=database, clock=clock, ports=ports)
        await gateway.close()


@contextmanager
def world(*, conf: dict[str, str] | None = None) -> Iterator[World]:
    """Start database and provider, each in processes of their own."""
    quiet()
    home = Path(tempfile.mkdtemp(prefix="tributary-faults-"))
    home.chmod(0o711)
    secrets = Path(tempfile.mkdtemp(prefix="tributary-faults-"))
    server = EmbeddedPostgres(home, conf=FAST if conf is None else conf)
    with running_fake() as fake:
        server.start()
        try:
            urls = prepare_database(
                server.superuser_url("tributary"), secrets_file=secrets / "roles.json"
            )
            migrate(urls.migrate)
            yield World(server, urls, fake)
        finally:
            server.stop()
            shutil.rmtree(home, ignore_errors=True)
            shutil.rmtree(secrets, ignore_errors=True)


@contextmanager
def running_fake() -> Iterator[RunningFake]:
    """Run a fake Stripe in a fork, made before anything else holds threads or connections."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = FakeStripeSettings(public_url=url, opening_balances=PLENTY, fee_fixed_minor=0)
    child = os.fork()
    if child == 0:
        try:
            run(settings, host="127.0.0.1", port=port, clock=system_clock)
        finally:
            os._exit(0)
    try:
        with httpx.Client(base_url=url) as http:
            _wait_for(http)
            yield RunningFake(url, http)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def quiet() -> None:
    """Keep what crashes say out of the output: failures are told by the trials themselves."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.getLogger("stripe").setLevel(logging.CRITICAL)
    logging.getLogger("httpx").setLevel(logging.CRITICAL)


def _wait_for(http: httpx.Client) -> None:
    deadline = time.monotonic() + 20
    while True:
        try:
            if http.get("/_control/ready").is_success:
                return
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.02)
