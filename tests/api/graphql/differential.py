"""The engine beside stock execution, over queries that follow from a seed."""

from dataclasses import dataclass, replace
from typing import Final

import orjson

from tests.api.graphql.conftest import distributor_of, owner_of, salesperson_of
from tests.api.graphql.generator import Generator, Harvest
from tests.api.graphql.reference import Reference, Rows
from tests.factories.trade import Trade
from tributary.api.graphql.engine import Engine, GraphQLRequest, Viewer
from tributary.api.graphql.engine.viewers import Breadth

PARTS: Final = 5
"""An owner, three distributors of whom the first sees much, and a salesperson."""

SOWING: Final = (
    "{orders{nodes{id lines(first:1){nodes{id}} receivables{nodes{id}}}}}",
    "{distributors{nodes{id}} settlementRuns{nodes{id}} statements{nodes{id}}}",
    "{receipts{nodes{id}} paymentLinks{nodes{id}} commissionLines{nodes{id}}}",
)
"""What the first ids come from that generated queries ask for."""


@dataclass(frozen=True, slots=True)
class Unequal:
    """A query that the two answer differently."""

    query: str
    variables: object
    answered: bytes
    expected: bytes


def viewer_of(trade: Trade, part: int) -> Viewer:
    """Return who asks in a part."""
    if part == 0:
        return owner_of(trade)
    if part == PARTS - 1:
        return salesperson_of(trade)
    return replace(distributor_of(trade, part), breadth=[*Breadth][part % len(Breadth)])


async def first_unequal(
    engine: Engine, trade: Trade, rows: Rows, *, part: int, queries: int, seed: int
) -> Unequal | None:
    """Return the first of so many queries of one viewer that is answered differently."""
    viewer = viewer_of(trade, part)
    reference = Reference(rows, viewer)
    harvest = Harvest()
    for sown in SOWING:
        harvest.take(reference.execute(sown, {}))
    harvest.cursors = reference.cursors
    generator = Generator(seed * PARTS + part, viewer, harvest)
    for _ in range(queries):
        query = generator.query()
        told = reference.execute(query.text, query.variables)
        answer = await engine.execute(GraphQLRequest(query.text, None, query.variables), viewer)
        answered = orjson.dumps(orjson.loads(answer.body).get("data"))
        expected = orjson.dumps(told)
        if answered != expected:
            return Unequal(query.text, query.variables, answered, expected)
        harvest.take(told)
    return None
