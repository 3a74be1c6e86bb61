import pytest

from tests.settlements.histories import live
from tributary.platform.postgres import DatabaseUrls

SEEDS = range(10)
EACH = 20
"""Two hundred in all; more are lived by `make test-deep ID=R18`."""

pytestmark = pytest.mark.seconds(120)


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_happens_what_is_always_true_stays_true(urls: DatabaseUrls, seed: int) -> None:
    live(urls.app, histories=EACH, seed=seed)
