"""A shop whose orders have offers: what it sells, what it offers, and what came of its orders."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.factories.catalog import make_product
from tests.factories.channels import Import, csv_of, make_channel, open_trade, order_row
from tests.factories.orders import order_draft
from tributary import orders, promotions
from tributary.kernel import Actor, BrandId, DistributorId, OrderId, new_id
from tributary.orders import BillingTrigger, LineDraft, OrderKind, Source
from tributary.platform import Desk, Work
from tributary.promotions import OfferDraft

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

SAVE = {
    "kind": "spend_save",
    "currency": "CNY",
    "terms": {"threshold": "300.00", "saving": "40.00", "repeat": False},
    "rank": 10,
}
TWELVE = {"kind": "percentage", "currency": "CNY", "terms": {"pays": "88"}, "rank": 20}
FIRST_100 = {
    "kind": "first_gifts",
    "currency": "CNY",
    "terms": {
        "limit": 100,
        "counted": "orders",
        "gift": {"sku": "CUP", "quantity": 1, "worth": "0.00"},
    },
    "rank": 30,
}


@dataclass(frozen=True)
class House:
    """A brand with a chain, a channel that bills on confirmation, tea at 70.00 and a pot."""

    source: Source
    buyer: DistributorId
    open_work: OpenWork

    async def offer(self, code: str, document: dict[str, Any], **period: Any) -> None:  # noqa: ANN401
        draft = OfferDraft(code, code.title(), period.pop("since", date(2026, 1, 1)), document)
        async with self.open_work() as work:
            await promotions.save_draft(work, replace(draft, **period))
            await promotions.activate(work, code)

    async def place(self, number: str, *lines: LineDraft, **more: Any) -> OrderId:  # noqa: ANN401
        draft = replace(order_draft(self.buyer, *lines, external_id=number), **more)
        async with self.open_work() as work:
            return await orders.place(work, self.source, draft)

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        async with self.open_work() as work:
            return [tuple(row) for row in await work.rows(sql, brand=work.brand_id)]

    async def discounts(self, number: str) -> list[tuple[int, int, int]]:
        """Discount, net and tax of each line."""
        async with self.open_work() as work:
            rows = await work.rows(
                "SELECT l.discount_minor, l.net_minor, l.tax_minor FROM order_lines l "
                "JOIN orders o ON o.brand_id = :brand AND o.id = l.order_id "
                "AND o.number = :number "
                "WHERE l.brand_id = :brand ORDER BY l.position",
                brand=work.brand_id,
                number=number,
            )
        return [tuple(row) for row in rows]

    async def trace(self, order_id: OrderId) -> Any:  # noqa: ANN401
        async with self.open_work() as work:
            (row,) = await work.rows(
                "SELECT document FROM order_traces WHERE brand_id = :brand AND order_id = :id",
                brand=work.brand_id,
                id=order_id,
            )
        return row.document


async def open_shop(open_work: OpenWork) -> House:
    async with open_work() as work:
        chain = await open_trade(work)
        prices = {"gold": "150.00", "silver": "160.00", "bronze": "170.00"}
        await make_product(work, sku="POT-01", prices=prices, tax="13")
        channel_id = await make_channel(work)
    on_confirmation = BillingTrigger.CONFIRMATION
    source = Source(channel_id, OrderKind.WHOLESALE, on_confirmation, store="portal")
    return House(source, chain[-1], open_work)


PROMISED = """
    SELECT o.number, m.sku, m.quantity, t.discount_minor FROM orders o
    JOIN order_traces t ON t.brand_id = :brand AND t.order_id = o.id
    LEFT JOIN order_promises m ON m.brand_id = :brand AND m.order_id = o.id
    WHERE o.brand_id = :brand ORDER BY o.number, m.sku
"""

Cents = tuple[list[list[tuple[int, int, int]]], list[tuple[Any, ...]]]
"""Of each order the discount, net and tax of its lines; and what was promised."""


async def both_ways(
    desk: Desk,
    documents: Sequence[dict[str, Any]],
    sold: Sequence[Sequence[tuple[str, int]]],
    folder: Path,
) -> tuple[Cents, Cents]:
    """Place orders one by one with a brand, and by a file with another that offers the same."""
    placed, _ = await _brand(desk, documents)
    imported, actor = await _brand(desk, documents)
    rows: list[str] = []
    for n, lines in enumerate(sold):
        await placed.place(f"SO-{n}", *(LineDraft(sku, quantity) for sku, quantity in lines))
        rows += [
            order_row(f"SO-{n}", sku=sku, quantity=str(quantity), unit_price="")
            for sku, quantity in lines
        ]
    outcome = await Import(desk, actor, folder)(csv_of(rows))
    assert outcome.orders_loaded == len(sold)
    one, other = [
        (
            # A file has its lines in an order of its own.
            [sorted(await each.discounts(f"SO-{n}")) for n in range(len(sold))],
            await each.rows(PROMISED),
        )
        for each in (placed, imported)
    ]
    return one, other


async def _brand(desk: Desk, documents: Sequence[dict[str, Any]]) -> tuple[House, Actor]:
    actor = Actor.system(BrandId(new_id()), "test")
    house = await open_shop(lambda: desk.database.work(actor, now=desk.clock()))
    for n, document in enumerate(documents):
        await house.offer(f"O{n}", document)
    return house, actor
