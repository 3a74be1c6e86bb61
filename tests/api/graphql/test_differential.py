"""The engine against stock execution: the same answers to thousands of generated queries."""

import os
from dataclasses import replace

import orjson
import pytest

from tests.api.graphql.conftest import distributor_of, owner_of, salesperson_of
from tests.api.graphql.generator import Generator, Harvest
from tests.api.graphql.reference import Reference, Rows
from tests.factories.trade import Trade
from tributary.api.graphql.engine import Engine, GraphQLRequest, Viewer

QUERIES = int(os.environ.get("TRIBUTARY_DIFFERENTIAL_QUERIES", "2000"))
SEED = int(os.environ.get("TRIBUTARY_SEED", "7"))
PARTS = 5


def viewer_of(trade: Trade, part: int) -> Viewer:
    if part == 0:
        return owner_of(trade)
    if part == PARTS - 1:
        return salesperson_of(trade)
    return replace(distributor_of(trade, part), sees_much=part == 1)


@pytest.mark.parametrize("part", range(PARTS))
async def test_generated_queries_are_answered_as_stock_execution_does(
    part: int, wide_engine: Engine, trade: Trade, superuser_url: str
) -> None:
    viewer = viewer_of(trade, part)
    reference = Reference(Rows.read(superuser_url, trade.brand_id), viewer)
    harvest = Harvest()
    for sown in SOWING:
        harvest.take(reference.execute(sown, {}))
    harvest.cursors = reference.cursors
    generator = Generator(SEED * PARTS + part, viewer, harvest)

    for _ in range(QUERIES // PARTS):
        query = generator.query()
        expected = reference.execute(query.text, query.variables)
        request = GraphQLRequest(query.text, None, query.variables)
        answer = await wide_engine.execute(request, viewer)

        assert orjson.dumps(orjson.loads(answer.body).get("data")) == orjson.dumps(expected), (
            query.text,
            query.variables,
        )
        harvest.take(expected)


SOWING = (
    "{orders{nodes{id lines(first:1){nodes{id}} receivables{nodes{id}}}}}",
    "{distributors{nodes{id}} settlementRuns{nodes{id}} statements{nodes{id}}}",
    "{receipts{nodes{id}} paymentLinks{nodes{id}} commissionLines{nodes{id}}}",
)
