"""Compute the price of an order again from what was stored with it, and compare to the cent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from tributary import promotions
from tributary.kernel import Money, OrderId, Plain
from tributary.orders.queries import order_of
from tributary.orders.rules import NothingToReplay, OrderUnknown
from tributary.platform import Work
from tributary.promotions import Difference


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of computing an order again."""

    difference: Difference | None
    """The first place where it came out otherwise; None where it is the same to the cent."""
    trace: Mapping[str, Plain]
    """How offers price the stored cart now."""


async def replay(work: Work, order_id: OrderId) -> Replay:
    """Price the stored cart of an order again, by the versions that its trace names.

    The trace has to come out the same, step by step; and what it gave each line has to be what the
    line of the order has.

    Refuses:
        OrderUnknown: there is no such order.
        NothingToReplay: no offer of its day was for it, so nothing was computed.
    """
    order = await order_of(work.session, work.brand_id, order_id)
    if order is None:
        raise OrderUnknown(f"There is no order {order_id}.")
    rows = await work.rows(
        "SELECT document FROM order_traces WHERE brand_id = :brand AND order_id = :order",
        brand=work.brand_id,
        order=order_id,
    )
    if not rows:
        raise NothingToReplay(f"No offer was for order {order.number} when it was placed.")
    stored = cast("Mapping[str, Plain]", rows[0].document)
    steps = cast("Sequence[Mapping[str, Plain]]", stored["steps"])
    named = [
        promotions.offer_id_of(
            work.brand_id, cast("str", each["offer_code"]), cast("int", each["version"])
        )
        for each in steps
    ]
    offers = await promotions.offers_named(work.session, work.brand_id, named)
    computed = promotions.trace_of(promotions.replay(stored, offers))
    found = promotions.difference(stored, offers) or await _of_lines(work, order_id, computed)
    return Replay(found, computed)


async def _of_lines(work: Work, order_id: OrderId, trace: Mapping[str, Plain]) -> Difference | None:
    """Return the first line that has another discount of offers than was computed for it."""
    rows = await work.rows(
        "SELECT position, offers_minor, currency FROM order_lines "
        "WHERE brand_id = :brand AND order_id = :order ORDER BY position",
        brand=work.brand_id,
        order=order_id,
    )
    lines = cast("Sequence[Mapping[str, Plain]]", trace["lines"])
    for row, line in zip(rows, lines, strict=True):
        booked = Money(row.offers_minor, row.currency).decimal
        if booked != line["discount"]:
            where = f"order line {row.position}: discount"
            return Difference(where, booked, cast("str", line["discount"]))
    return None
