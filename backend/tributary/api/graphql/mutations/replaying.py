"""Computing what was computed again, from what was stored."""

from collections.abc import Mapping
from typing import Annotated

import strawberry

from tributary import orders
from tributary.api.graphql.mutations.tracing import TraceStep, steps_of
from tributary.api.graphql.mutations.words import (
    ID,
    Hands,
    Refused,
    input_type,
    key_of,
    payload,
    said,
)
from tributary.kernel import OrderId


@input_type
class ReplayOrderInput:
    """An order whose price is to be computed again; nothing is written."""

    order_id: ID = said("Which order.")


@payload
class ReplayDifference:
    """The first place where what is computed again is not what was stored."""

    where: str = said("The place in the trace, or the line of the order.")
    stored: str = said("What was stored.")
    computed: str = said("What is computed now.")


@payload
class OrderReplay:
    """What came of computing the price of an order again."""

    is_same: bool = said("Whether it came out the same to the cent, step by step.")
    difference: ReplayDifference | None = said("Where it did not, first.")
    steps: list[TraceStep] = said("The steps as they are computed now.")


ReplayOrderResult = Annotated[
    OrderReplay | Refused,
    strawberry.union("ReplayOrderResult", description="What came of computing an order again."),
]


async def replay_order(hands: Hands, given: ReplayOrderInput) -> Mapping[str, object]:
    """Compute the price of an order again from what was stored with it."""
    order_id = OrderId(key_of("Order", given.order_id))
    found = await orders.replay(hands.work, order_id)
    missed = found.difference
    return {
        "is_same": missed is None,
        "difference": missed
        and {"where": missed.where, "stored": missed.stored, "computed": missed.computed},
        "steps": steps_of(found.trace, is_buyer=False),
    }
