"""Gifts for the first paid orders: taken with the payment, given back when it is undone."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date

import pytest

from tests.factories.offered_orders import FIRST_100, House, open_shop
from tests.receivables.test_applying import credited
from tributary import orders, promotions, receivables
from tributary.kernel import BrandId, Currency, DistributorId, Money, OrderId, PartyId
from tributary.orders import BillingTrigger, LineDraft, ReturnedLine
from tributary.platform import Database, Work, prove
from tributary.receivables import ApplicationAlreadyReversed, ApplicationSource

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

CNY = Currency("CNY")
DAY = date(2026, 1, 12)
PAID_100 = FIRST_100 | {"terms": FIRST_100["terms"] | {"counted": "paid_orders"}}  # type: ignore[operator]
PAID_1 = FIRST_100 | {"terms": PAID_100["terms"] | {"limit": 1}}


@pytest.fixture
async def house(open_work: OpenWork) -> House:
    return await open_shop(open_work)


async def place(house: House, *numbers: int) -> list[OrderId]:
    """Place orders of all the distributors by turns, and bill them."""
    rows = await house.rows(
        "SELECT id FROM parties WHERE brand_id = :brand AND kind = 'distributor' ORDER BY 1"
    )
    shops = [replace(house, buyer=DistributorId(row[0])) for row in rows]
    placed = await asyncio.gather(
        *(shops[n % len(shops)].place(f"SO-{n}", LineDraft("TEA-01", 1)) for n in numbers)
    )
    async with house.open_work() as work:
        for batch in await work.rows(
            "SELECT DISTINCT billable_batch_id AS id FROM orders WHERE brand_id = :brand",
            brand=work.brand_id,
        ):
            await receivables.raise_for(work, batch.id)
    return list(placed)


async def give_credit(house: House) -> None:
    """Give each debtor more money than it needs."""
    async with house.open_work() as work:
        for row in await work.rows(
            "SELECT DISTINCT debtor_id AS id FROM receivables WHERE brand_id = :brand",
            brand=work.brand_id,
        ):
            await credited(work, row.id, "9000.00")


async def pay(house: House, order_id: OrderId, amount: str | None = None) -> None:
    """Pay all that is open of an order, or so much of it."""
    async with house.open_work() as work:
        (item,) = await work.rows(
            "SELECT id, creditor_id, debtor_id, total_minor - applied_minor AS open "
            "FROM receivables "
            "WHERE brand_id = :brand AND order_id = :order",
            brand=work.brand_id,
            order=order_id,
        )
        await receivables.apply(
            work,
            source=ApplicationSource.CREDIT,
            source_id=item.debtor_id,
            creditor_id=PartyId(item.creditor_id),
            debtor_id=PartyId(item.debtor_id),
            currency=CNY,
            amounts=[(item.id, Money.of(amount, CNY) if amount else Money(item.open, CNY))],
            applied_on=DAY,
        )


async def undo(house: House, order_id: OrderId) -> None:
    async with house.open_work() as work:
        rows = await work.rows(
            "SELECT a.id FROM applications a JOIN receivables r "
            "ON r.brand_id = :brand AND r.id = a.receivable_id AND r.order_id = :order "
            "WHERE a.brand_id = :brand AND a.reverses_id IS NULL ORDER BY a.created_at LIMIT 1",
            brand=work.brand_id,
            order=order_id,
        )
        await receivables.reverse_applications(work, [row.id for row in rows], reversed_on=DAY)


async def take_back(house: House, order_id: OrderId) -> None:
    async with house.open_work() as work:
        await orders.book_return(
            work,
            order_id=order_id,
            return_ref="R",
            returned_on=DAY,
            lines=[ReturnedLine(1, 1)],
        )
    async with house.open_work() as work:
        for batch in await work.rows(
            "SELECT batch_id AS id FROM returns WHERE brand_id = :brand", brand=work.brand_id
        ):
            await receivables.raise_credit_notes(work, batch.id)


async def given(house: House) -> tuple[int, int]:
    """Return what the counter says, and how many claims there are."""
    (row,) = await house.rows(
        "SELECT c.taken, (SELECT count(*) FROM offer_claims k WHERE k.brand_id = :brand "
        "AND k.released_at IS NULL) FROM offer_counters c WHERE c.brand_id = :brand"
    )
    return row[0], row[1]


async def holders(house: House) -> set[OrderId]:
    rows = await house.rows(
        "SELECT order_id FROM offer_claims WHERE brand_id = :brand AND released_at IS NULL"
    )
    return {OrderId(row[0]) for row in rows}


@pytest.mark.seconds(15)
async def test_of_101_parallel_payments_100_take_a_gift_and_an_undone_one_returns_once(
    house: House, database: Database, brand_id: BrandId
) -> None:
    await house.offer("FIRST", PAID_100)
    placed = await place(house, *range(101))
    await give_credit(house)
    assert await given(house) == (0, 0)

    await asyncio.gather(*(pay(house, each) for each in placed))

    assert await given(house) == (100, 100)
    (missed,) = set(placed) - await holders(house)
    undone = next(iter(await holders(house)))
    await undo(house, undone)
    with pytest.raises(ApplicationAlreadyReversed):
        await undo(house, undone)
    assert await given(house) == (99, 99)
    # Whoever is paid next takes what is free again, and one that was too late may be it.
    await undo(house, missed)
    await pay(house, missed)
    assert missed in await holders(house)
    await pay(house, undone)
    assert undone not in await holders(house)
    assert await given(house) == (100, 100)
    for invariants in (promotions.INVARIANTS, receivables.INVARIANTS):
        proofs = await prove(database, brand_id, invariants)
        assert [proof.faults for proof in proofs] == [[]] * len(proofs)


async def test_an_order_says_that_its_gift_waits_for_the_payment(house: House) -> None:
    await house.offer("FIRST", PAID_1)
    first, second = await place(house, 1, 2)
    await give_credit(house)

    (step,) = (await house.trace(first))["steps"]
    assert (step["outcome"], step["reason"]) == ("applicable", "not_paid")
    await pay(house, second)
    assert await holders(house) == {second}
    # The payment stands, with or without a gift.
    await pay(house, first)
    assert await holders(house) == {second}

    # An order that is placed when the gifts are gone is promised none.
    (third,) = await place(house, 3)
    (step,) = (await house.trace(third))["steps"]
    assert (step["outcome"], step["reason"]) == ("not_applicable", "gifts_gone")


async def test_half_a_payment_takes_no_gift(house: House) -> None:
    await house.offer("FIRST", PAID_1)
    (order,) = await place(house, 1)
    await give_credit(house)

    await pay(house, order, "40.00")
    assert await given(house) == (0, 0)
    await pay(house, order)
    assert await given(house) == (1, 1)
    await undo(house, order)
    assert await given(house) == (0, 0)


async def test_what_came_back_whole_is_not_paid(house: House) -> None:
    await house.offer("FIRST", PAID_1)
    first, second = await place(house, 1, 2)
    await give_credit(house)
    # A credit note of its own closes an order, and is no payment.
    await take_back(house, first)
    assert await given(house) == (0, 0)

    await pay(house, second)
    await take_back(house, second)
    assert await given(house) == (0, 0)
    assert await house.rows(
        "SELECT count(*) FROM offer_claims WHERE brand_id = :brand AND released_at IS NOT NULL"
    ) == [(1,)]


async def test_a_gift_for_paid_orders_is_in_no_group_and_needs_no_coupon(house: House) -> None:
    with pytest.raises(promotions.OfferFaulty, match=r"group: .*; needs_coupon: "):
        await house.offer("FIRST", PAID_1 | {"group": "SPRING", "needs_coupon": True})


async def test_an_order_that_comes_again_waits_for_its_payment_as_before(house: House) -> None:
    await house.offer("FIRST", PAID_1)
    shipping = replace(house.source, billing_trigger=BillingTrigger.SHIPMENT)
    shop = replace(house, source=shipping)
    await shop.place("SO-1", LineDraft("TEA-01", 1))
    await shop.place("SO-1", LineDraft("TEA-01", 2))

    promised = "SELECT sku, quantity, on_payment FROM order_promises WHERE brand_id = :brand"
    assert await house.rows(promised) == [("CUP", 1, True)]
    assert await given(house) == (0, 0)
