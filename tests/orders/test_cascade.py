"""Whatever chain, prices, tax, discount and returns: what each level keeps adds up."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.catalog import make_product
from tests.factories.channels import make_channel, open_trade
from tests.factories.damage import faults_after
from tests.factories.orders import order_draft
from tests.factories.parties import make_chain, open_house
from tributary import orders, receivables
from tributary.kernel import Actor, BrandId, Currency, Money, OrderId, PartyId, Rate, new_id
from tributary.orders import (
    BillingTrigger,
    LineDraft,
    OrderDraft,
    OrderKind,
    OrderMode,
    ReturnedLine,
    Source,
)
from tributary.platform import Database, Work, prove
from tributary.platform.postgres import EmbeddedPostgres

CNY = Currency("CNY")
EVERY = (*orders.INVARIANTS, *receivables.INVARIANTS)
NOW = datetime(2026, 3, 1, tzinfo=UTC)
DAY = date(2026, 2, 1)


@dataclass(frozen=True)
class Line:
    prices: Sequence[int]
    """Of the general agent first, the buyer last."""
    tax_percent: int
    quantity: int
    discount_percent: int
    returned: Sequence[int]
    """Units that come back, return by return; the last one brings the rest."""

    @property
    def discount(self) -> Money:
        goods = Money(self.prices[-1] * self.quantity, CNY)
        return goods.times(Rate.percent(str(self.discount_percent)).fraction)


@dataclass(frozen=True)
class Deal:
    levels: int
    """Two or more: above a single one stands the brand alone."""
    freight: int
    lines: Sequence[Line]


@st.composite
def lines(draw: st.DrawFn, levels: int) -> Line:
    quantity = draw(st.integers(1, 20))
    first = draw(st.integers(0, quantity))
    return Line(
        prices=draw(st.lists(st.integers(1, 10**6), min_size=levels, max_size=levels)),
        tax_percent=draw(st.sampled_from((0, 6, 9, 13))),
        quantity=quantity,
        discount_percent=draw(st.integers(0, 100)),
        returned=(first, draw(st.integers(0, quantity - first))),
    )


@st.composite
def deals(draw: st.DrawFn) -> Deal:
    levels = draw(st.integers(2, 6))
    return Deal(
        levels=levels,
        freight=draw(st.integers(0, 5000)),
        lines=draw(st.lists(lines(levels), min_size=1, max_size=3)),
    )


async def react(work: Work) -> None:
    """Do at once what receivables do when the orders and returns of a work are announced."""
    for event in work.outbox:
        if isinstance(event, orders.OrdersBillable):
            await receivables.raise_for(work, event.batch_id)
        if isinstance(event, orders.ReturnsBooked):
            await receivables.raise_credit_notes(work, event.batch_id)


class Market:
    """A chain of distributors as deep as the deal, each level with a grade of its own."""

    def __init__(self, work: Work, deal: Deal) -> None:
        self.work = work
        self.deal = deal
        self.chain: list[PartyId] = []

    async def open(self) -> None:
        grades = tuple(f"G{depth}" for depth in range(self.deal.levels))
        await open_house(self.work, *grades)
        codes = [f"D{depth}" for depth in range(self.deal.levels)]
        self.chain = [PartyId(each) for each in await make_chain(self.work, *codes, grades=grades)]
        for place, line in enumerate(self.deal.lines):
            prices = {
                grade: Money(minor, CNY).decimal
                for grade, minor in zip(grades, line.prices, strict=True)
            }
            await make_product(self.work, sku=f"S{place}", tax=str(line.tax_percent), prices=prices)

    async def sell(self) -> OrderId:
        channel_id = await make_channel(self.work, mode=OrderMode.CASCADE)
        source = Source(
            channel_id,
            OrderKind.WHOLESALE,
            BillingTrigger.CONFIRMATION,
            mode=OrderMode.CASCADE,
        )
        draft = OrderDraft(
            external_id="SO-1",
            currency="CNY",
            ordered_at=datetime(2026, 2, 1, 4, tzinfo=UTC),
            ordered_on=DAY,
            lines=[
                LineDraft(f"S{place}", line.quantity, discount=line.discount)
                for place, line in enumerate(self.deal.lines)
            ],
            distributor_id=self.chain[-1],
            freight=Money(self.deal.freight, CNY),
        )
        order_id = await orders.place(self.work, source, draft)
        await react(self.work)
        return order_id

    async def take_back(self, order_id: OrderId, reference: str, units: Sequence[int]) -> None:
        back = [
            ReturnedLine(position, quantity)
            for position, quantity in enumerate(units, start=1)
            if quantity
        ]
        if back:
            await orders.book_return(
                self.work, order_id=order_id, return_ref=reference, returned_on=DAY, lines=back
            )
            await react(self.work)

    async def booked(self, kinds: Sequence[str]) -> dict[PartyId, int]:
        """Return what the books of each party have of some kinds of accounts, on credit."""
        rows = await self.work.rows(
            "SELECT a.book_id, sum(b.credits_minor - b.debits_minor)::bigint AS minor "
            "FROM accounts a JOIN balances b ON b.brand_id = :brand AND b.account_id = a.id "
            "WHERE a.brand_id = :brand AND a.kind = ANY(CAST(:kinds AS text[])) "
            "GROUP BY a.book_id",
            brand=self.work.brand_id,
            kinds=list(kinds),
        )
        return {row.book_id: row.minor for row in rows}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(deal=deals())
async def test_margins_add_up_to_retail_less_the_price_of_the_brand(
    database: Database, deal: Deal
) -> None:
    brand_id = BrandId(new_id())
    async with database.work(Actor.system(brand_id, "test"), now=NOW) as work:
        market = Market(work, deal)
        await market.open()
        order_id = await market.sell()

        sold = await market.booked(["sales"])
        books = [PartyId(brand_id), *market.chain[:-1]]
        by_level = [sold.get(book, 0) for book in books]
        margins = [above - below for below, above in pairwise(by_level)]
        retail = sum(line.prices[-1] * line.quantity - line.discount.minor for line in deal.lines)
        first = sum(line.prices[0] * line.quantity for line in deal.lines)
        assert (by_level[0], by_level[-1]) == (first, retail)
        assert sum(margins) == retail - first
        freight = await market.booked(["freight_income"])
        assert set(freight.values()) == {deal.freight}

        for nth in (0, 1):
            units = [line.returned[nth] for line in deal.lines]
            await market.take_back(order_id, f"R{nth}", units)
        rest = [line.quantity - sum(line.returned) for line in deal.lines]
        await market.take_back(order_id, "R2", rest)

        # Everything is back but the freight: goods and their tax are nothing at every level.
        goods = await market.booked(["sales", "sales_returns", "tax_payable"])
        assert set(goods.values()) <= {0}
        owed = await market.booked(["receivable", "customer_credit"])
        assert {-minor for minor in owed.values()} <= {0, deal.freight}
    every = (*orders.INVARIANTS, *receivables.INVARIANTS)
    assert [
        fault for proof in await prove(database, brand_id, every) for fault in proof.faults
    ] == []


DAMAGE = {
    "is not who stands above it": [
        "UPDATE orders SET creditor_id = :brand WHERE brand_id = :brand",
    ],
    "the ladder says": [
        (
            "UPDATE order_debts SET net_minor = net_minor + 1, total_minor = total_minor + 1 "
            "WHERE brand_id = :brand AND depth = 2"
        )
    ],
    "its receivables say": [
        (
            "UPDATE order_debts SET tax_minor = tax_minor + 1, total_minor = total_minor + 1 "
            "WHERE brand_id = :brand AND depth = 1"
        )
    ],
    "1 above: 12000 of 6000 came back": [
        (
            "UPDATE return_credits SET net_minor = net_minor + 6000, "
            "total_minor = total_minor + 6000 WHERE brand_id = :brand AND depth = 1"
        )
    ],
    "its credit note says": [
        (
            "UPDATE return_credits SET net_minor = net_minor - 1, total_minor = total_minor - 1 "
            "WHERE brand_id = :brand AND depth = 1"
        )
    ],
    "gives nothing back 2 above": [
        "DELETE FROM return_credits WHERE brand_id = :brand AND depth = 2",
    ],
    "stands for a debt that the order does not have": [
        "DELETE FROM order_debts WHERE brand_id = :brand AND depth = 2",
    ],
}


@pytest.fixture
async def sold(open_work: Callable[[], AbstractAsyncContextManager[Work]]) -> None:
    """An order of the second tier, billed along its chain, of which the unit came back."""
    async with open_work() as work:
        chain = await open_trade(work)
        channel_id = await make_channel(work, mode=OrderMode.CASCADE)
        trigger, mode = BillingTrigger.CONFIRMATION, OrderMode.CASCADE
        source = Source(channel_id, OrderKind.WHOLESALE, trigger, mode=mode)
        order_id = await orders.place(work, source, order_draft(chain[-1]))
        await orders.book_return(
            work, order_id=order_id, return_ref="R1", returned_on=DAY, lines=[ReturnedLine(1, 1)]
        )
        await react(work)


@pytest.mark.usefixtures("sold")
async def test_a_sound_cascade_has_no_fault(server: EmbeddedPostgres, brand_id: BrandId) -> None:
    assert await faults_after(server, brand_id, EVERY, []) == []


@pytest.mark.usefixtures("sold")
@pytest.mark.parametrize("fault", DAMAGE)
async def test_a_planted_fault_is_found(
    fault: str, server: EmbeddedPostgres, brand_id: BrandId
) -> None:
    said = await faults_after(server, brand_id, EVERY, DAMAGE[fault])

    assert any(fault in each for each in said), said
