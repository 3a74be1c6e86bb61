"""The engine against stock execution: the same answers to thousands of generated queries.

`make test-deep ID=R19` asks ten times as many.
"""

import pytest

from tests.api.graphql.differential import PARTS, first_unequal
from tests.api.graphql.reference import Rows
from tests.factories.trade import Trade
from tributary.api.graphql.engine import Engine

QUERIES = 2_000
SEED = 7


@pytest.mark.parametrize("part", range(PARTS))
async def test_generated_queries_are_answered_as_stock_execution_does(
    part: int, wide_engine: Engine, trade: Trade, superuser_url: str
) -> None:
    rows = Rows.read(superuser_url, trade.brand_id)
    queries = QUERIES // PARTS

    assert (
        await first_unequal(wide_engine, trade, rows, part=part, queries=queries, seed=SEED) is None
    )
