from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest

from tests.conftest import MovingClock
from tests.gateways.stripe.running import RunningFake, running_fake
from tributary.gateways.stripe.fake import FakeStripeSettings
from tributary.gateways.stripe.transfers import StripePayoutRail
from tributary.payouts import PayoutRail
from tributary.payouts import reactions as payout_reactions
from tributary.platform import Database, Desk, Subscriptions
from tributary.platform.postgres import DatabaseUrls


@pytest.fixture(scope="module")
def running() -> Iterator[RunningFake]:
    with running_fake(FakeStripeSettings(opening_balances={"usd": 10**12})) as fake:
        yield fake


@pytest.fixture
def fake(running: RunningFake) -> Iterator[RunningFake]:
    yield running
    running.control("/faults", "DELETE")


@pytest.fixture
async def rail(fake: RunningFake) -> AsyncIterator[StripePayoutRail]:
    async with fake.gateway() as gateway:
        yield StripePayoutRail(gateway, in_flight_max=8)


@pytest.fixture
async def desk(
    urls: DatabaseUrls, clock: MovingClock, rail: StripePayoutRail
) -> AsyncIterator[Desk]:
    """A worker's desk with the payout rail behind its port."""
    subscriptions = Subscriptions()
    subscriptions.subscribe(payout_reactions.REACTIONS, payout_reactions.ERRANDS)
    database = Database(urls.worker, subscriptions=subscriptions, connections_max=12)
    yield replace(Desk(database=database, clock=clock), ports={PayoutRail: rail})
    await database.close()
