from collections.abc import AsyncIterator, Iterator

import pytest

from tests.gateways.stripe.running import Receiver, RunningFake, running_fake, running_receiver
from tributary.gateways.stripe import StripeGateway
from tributary.gateways.stripe.fake import FakeStripeSettings

PLENTY = {"usd": 10**12, "hkd": 10**12}


@pytest.fixture(scope="session")
def shared_fake() -> Iterator[RunningFake]:
    with running_fake(FakeStripeSettings(opening_balances=PLENTY)) as fake:
        yield fake


@pytest.fixture
def fake(shared_fake: RunningFake) -> Iterator[RunningFake]:
    """One fake for many tests; objects are the test's own, faults end with it."""
    yield shared_fake
    shared_fake.control("/faults", "DELETE")


@pytest.fixture
def own_fake() -> Iterator[RunningFake]:
    """A fake of the test's own, with an empty balance."""
    with running_fake() as fake:
        yield fake


@pytest.fixture
async def gateway(fake: RunningFake) -> AsyncIterator[StripeGateway]:
    async with fake.gateway() as gateway:
        yield gateway


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running_receiver() as receiver:
        yield receiver
