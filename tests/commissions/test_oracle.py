import pytest

from tests.commissions.worlds import difference
from tributary.platform import Database

SAMPLE = 24
"""More are tried by `make test-deep ID=R21`."""

pytestmark = pytest.mark.seconds(60)


@pytest.mark.parametrize("seed", range(SAMPLE))
async def test_the_engine_books_what_the_oracle_books(database: Database, seed: int) -> None:
    assert await difference(database, seed) is None
