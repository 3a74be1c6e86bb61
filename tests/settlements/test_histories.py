import pytest

from tests.settlements.histories import live
from tributary.platform.postgres import DatabaseUrls

SAMPLE = 4
"""More are lived by `make test-deep ID=R18`."""

pytestmark = pytest.mark.seconds(60)


def test_whatever_happens_what_is_always_true_stays_true(urls: DatabaseUrls) -> None:
    live(urls.app, histories=SAMPLE, seed=7)
