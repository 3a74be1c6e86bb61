import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.factories.channels import make_channel, open_trade
from tests.factories.orders import order_draft, orders_as_text, ship_all
from tributary import catalog, orders
from tributary.kernel import BrandId, DistributorId, Money, OrderId, PartyId, new_id
from tributary.orders import (
    BillingTrigger,
    LineDraft,
    OrderBilled,
    OrderFaulty,
    OrderKind,
    OrderNotConfirmed,
    OrderState,
    OrderUnknown,
    ReturnedLine,
    ReturnFaulty,
    ReturnsBooked,
    Source,
)
from tributary.platform import Database, Work, prove

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

SHIPPED_ON = date(2026, 1, 12)


class House:
    """A brand with a chain of distributors and a channel that bills on shipment."""

    def __init__(self, source: Source, chain: list[DistributorId]) -> None:
        self.source = source
        self.chain = chain


@pytest.fixture
async def house(open_work: OpenWork) -> House:
    async with open_work() as work:
        chain = await open_trade(work)
        channel_id = await make_channel(work, billing_trigger=BillingTrigger.SHIPMENT)
    return House(Source(channel_id, OrderKind.WHOLESALE, BillingTrigger.SHIPMENT), chain)


async def place(open_work: OpenWork, house: House, *lines: LineDraft) -> OrderId:
    async with open_work() as work:
        return await orders.place(work, house.source, order_draft(house.chain[-1], *lines))


async def ship(open_work: OpenWork, order_id: OrderId) -> None:
    async with open_work() as work:
        await ship_all(work, order_id, on=SHIPPED_ON)


async def give_back(open_work: OpenWork, order_id: OrderId, quantity: int, ref: str = "R1") -> None:
    async with open_work() as work:
        await orders.book_return(
            work,
            order_id=order_id,
            return_ref=ref,
            returned_on=SHIPPED_ON,
            lines=[ReturnedLine(1, quantity)],
        )


async def seen(open_work: OpenWork) -> list[str]:
    async with open_work() as work:
        return await orders_as_text(work)


async def test_in_direct_mode_the_seller_owes_the_brand_its_own_price(
    open_work: OpenWork, house: House
) -> None:
    order_id = await place(open_work, house)

    async with open_work() as work:
        order = await orders.order_of(work.session, work.brand_id, order_id)
        (line,) = await orders.lines_of(work.session, work.brand_id, order_id)
        ladder = await orders.ladder_of(work.session, work.brand_id, line.id)
        assert order is not None
        assert (order.creditor_id, order.debtor_id) == (work.brand_id, house.chain[-1])
        assert order.total_minor == 7000
        assert [rung.unit_price_minor for rung in ladder] == [7000, 6000, 5000]
        assert [rung.party_id for rung in ladder] == house.chain[::-1]


async def test_the_same_draft_twice_is_one_order(open_work: OpenWork, house: House) -> None:
    first = await place(open_work, house)
    second = await place(open_work, house)

    assert first == second
    assert len(await seen(open_work)) == 1


async def test_a_draft_placed_many_times_at_once_is_one_order(
    open_work: OpenWork, house: House
) -> None:
    placed = await asyncio.gather(
        *(place(open_work, house) for _ in range(5)), return_exceptions=True
    )

    assert any(isinstance(each, type(new_id())) for each in placed)
    assert len(await seen(open_work)) == 1


async def test_an_order_that_is_not_billed_may_be_placed_anew(
    open_work: OpenWork, house: House
) -> None:
    await place(open_work, house)
    await place(open_work, house, LineDraft("TEA-01", 3, discount=Money.of("10.00", "CNY")))

    (order,) = await seen(open_work)
    assert order.endswith(
        "T2 20000 21000 1000 0 0 CNY | 1 TEA-01 3 20000 0 T2=7000,T1=6000,GA=5000"
    )


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([LineDraft("TEA-01", 0)], "order 1 or more"),
        ([LineDraft("TEA-01", 1, unit_price=Money.of("1.00", "CNY"))], "which is 70.00 CNY"),
        ([LineDraft("TEA-01", 1, unit_price=Money.of("1.00", "EUR"))], "one currency"),
        ([LineDraft("TEA-01", 1, discount=Money.of("70.01", "CNY"))], "larger than the goods"),
        ([LineDraft("TEA-01", 1, tax=Money.of("1.00", "CNY"))], "gives 0.00 CNY"),
    ],
)
async def test_a_faulty_draft_is_refused(
    lines: list[LineDraft], message: str, open_work: OpenWork, house: House
) -> None:
    with pytest.raises(OrderFaulty, match=message):
        await place(open_work, house, *lines)

    assert await seen(open_work) == []


async def test_a_draft_needs_known_products_and_lines(open_work: OpenWork, house: House) -> None:
    with pytest.raises(catalog.UnknownProduct, match="NO-TEA"):
        await place(open_work, house, LineDraft("NO-TEA", 1))
    draft = order_draft(house.chain[0])
    bare = replace(draft, lines=())
    async with open_work() as work:
        with pytest.raises(OrderFaulty, match="no lines"):
            await orders.place(work, house.source, bare)


async def test_a_distributor_outside_the_tree_cannot_order(
    open_work: OpenWork, house: House
) -> None:
    async with open_work() as work:
        with pytest.raises(OrderFaulty, match="no place in the tree on 2026-01-10"):
            await orders.place(work, house.source, order_draft(DistributorId(new_id())))


async def test_a_cancelled_order_stays_out(open_work: OpenWork, house: House) -> None:
    order_id = await place(open_work, house)
    for _ in range(2):
        async with open_work() as work:
            await orders.cancel(work, order_id=order_id, reason="changed his mind")

    with pytest.raises(OrderNotConfirmed, match="is cancelled"):
        await ship(open_work, order_id)
    async with open_work() as work:
        rows = await work.rows(
            "SELECT reason FROM audit_entries WHERE brand_id = :brand AND action = 'orders.cancel'",
            brand=work.brand_id,
        )
        assert [row.reason for row in rows] == ["changed his mind"]
        with pytest.raises(OrderUnknown):
            await orders.cancel(work, order_id=OrderId(new_id()), reason="-")


async def test_a_billed_order_is_not_cancelled(open_work: OpenWork, house: House) -> None:
    order_id = await place(open_work, house)
    await ship(open_work, order_id)

    async with open_work() as work:
        with pytest.raises(OrderBilled, match="book a return"):
            await orders.cancel(work, order_id=order_id, reason="-")


@pytest.mark.parametrize(
    ("billing_trigger", "billed"), [(BillingTrigger.CONFIRMATION, 1), (BillingTrigger.SHIPMENT, 0)]
)
async def test_a_confirmed_order_is_billable_where_the_channel_says_so(
    billing_trigger: BillingTrigger, billed: int, open_work: OpenWork, house: House
) -> None:
    draft = order_draft(house.chain[-1])
    pending = replace(draft, state=OrderState.PENDING)
    async with open_work() as work:
        order_id = await orders.place(work, house.source, pending)

    for _ in range(2):
        async with open_work() as work:
            await orders.confirm(work, order_id=order_id, billing_trigger=billing_trigger)
            assert len(work.outbox) in {0, billed}
            billed = 0 if work.outbox else billed
    assert (await seen(open_work))[0].startswith("SO-1 wholesale confirmed")


async def test_a_cancelled_order_is_not_confirmed_by_hand(
    open_work: OpenWork, house: House
) -> None:
    pending = replace(order_draft(house.chain[-1]), state=OrderState.PENDING)
    async with open_work() as work:
        order_id = await orders.place(work, house.source, pending)
        await orders.cancel(work, order_id=order_id, reason="changed my mind")

    with pytest.raises(orders.OrderCancelled, match="SO-1 is cancelled"):
        async with open_work() as work:
            await orders.confirm(work, order_id=order_id, billing_trigger=BillingTrigger.SHIPMENT)


async def test_units_come_back_until_none_are_left(
    open_work: OpenWork, house: House, database: Database, brand_id: BrandId
) -> None:
    order_id = await place(open_work, house, LineDraft("TEA-01", 3))
    await ship(open_work, order_id)

    await give_back(open_work, order_id, 2)
    await give_back(open_work, order_id, 2)
    await give_back(open_work, order_id, 1, "R2")
    with pytest.raises(ReturnFaulty, match="nothing is left"):
        await give_back(open_work, order_id, 1, "R3")

    (order,) = await seen(open_work)
    assert order.endswith("| R1 2026-01-12 14000 0 0 + R2 2026-01-12 7000 0 0")
    proofs = await prove(database, brand_id, orders.INVARIANTS)
    assert [proof.faults for proof in proofs if proof.faults] == []


async def test_returns_are_announced_by_batch(open_work: OpenWork, house: House) -> None:
    order_id = await place(open_work, house)
    await ship(open_work, order_id)

    async with open_work() as work:
        return_id = await orders.book_return(
            work,
            order_id=order_id,
            return_ref="R1",
            returned_on=SHIPPED_ON,
            lines=[ReturnedLine(1, 1)],
        )
        (event,) = work.outbox
    async with open_work() as work:
        (booked,) = await orders.returns_of(work.session, work.brand_id, order_id)
        (line,) = await orders.return_lines_of(work.session, work.brand_id, return_id)
        assert (booked.id, event) == (return_id, ReturnsBooked(booked.batch_id))
        assert (line.quantity, line.net_minor) == (1, 7000)


@pytest.mark.parametrize(
    ("position", "quantity", "message"),
    [(1, 2, "More comes back"), (2, 1, "no line 2"), (1, 0, "no amount and no quantity")],
)
async def test_a_return_that_does_not_fit_is_refused(
    position: int, quantity: int, message: str, open_work: OpenWork, house: House
) -> None:
    order_id = await place(open_work, house)
    await ship(open_work, order_id)

    async with open_work() as work:
        with pytest.raises(ReturnFaulty, match=message):
            await orders.book_return(
                work,
                order_id=order_id,
                return_ref="R1",
                returned_on=SHIPPED_ON,
                lines=[ReturnedLine(position, quantity)],
            )


async def test_nothing_comes_back_of_what_was_not_billed(open_work: OpenWork, house: House) -> None:
    order_id = await place(open_work, house)

    with pytest.raises(ReturnFaulty, match="is not billed"):
        await give_back(open_work, order_id, 1)


async def test_two_returns_at_once_do_not_take_the_same_unit(
    open_work: OpenWork, house: House
) -> None:
    order_id = await place(open_work, house, LineDraft("TEA-01", 3))
    await ship(open_work, order_id)

    outcomes = await asyncio.gather(
        *(give_back(open_work, order_id, 1, f"R{place}") for place in range(6)),
        return_exceptions=True,
    )

    refused = [outcome for outcome in outcomes if outcome is not None]
    assert len(refused) == 3
    assert all(isinstance(outcome, ReturnFaulty) for outcome in refused)
    async with open_work() as work:
        booked = await orders.returns_of(work.session, work.brand_id, order_id)
        assert sum(each.total_minor for each in booked) == 21000


@pytest.mark.parametrize("broken", ["lines", "returns", "ladder"])
async def test_an_invariant_finds_a_breakage(
    broken: str,
    open_work: OpenWork,
    house: House,
    database: Database,
    brand_id: BrandId,
) -> None:
    order_id = await place(open_work, house, LineDraft("TEA-01", 2))
    await ship(open_work, order_id)
    await give_back(open_work, order_id, 1)
    breakages = {
        "lines": "UPDATE orders SET goods_minor = goods_minor + 1, total_minor = total_minor + 1"
        " WHERE brand_id = :brand",
        "ladder": "DELETE FROM order_line_prices WHERE brand_id = :brand AND depth = 1",
        "returns": """
            INSERT INTO return_lines (brand_id, id, return_id, order_line_id, quantity, net_minor,
                                      tax_minor, currency)
            SELECT brand_id, derived_id('copy'), derived_id('copy'), order_line_id, 9, 9, 0,
                   currency FROM return_lines WHERE brand_id = :brand
        """,
    }
    async with open_work() as work:
        if broken == "returns":
            await work.run(
                """
                INSERT INTO returns SELECT brand_id, derived_id('copy'), order_id, 'copy',
                  returned_on, batch_id, 99999, 0, 0, 99999, currency, created_at
                FROM returns WHERE brand_id = :brand
                """,
                brand=work.brand_id,
            )
        await work.run(breakages[broken], brand=work.brand_id)

    proofs = await prove(database, brand_id, orders.INVARIANTS)

    assert sum(bool(proof.faults) for proof in proofs) == 1


async def test_many_lines_add_up_for_any_quantity(open_work: OpenWork, house: House) -> None:
    lines = [LineDraft("TEA-01", quantity) for quantity in (1, 2, 3)]

    order_id = await place(open_work, house, *lines)

    async with open_work() as work:
        order = await orders.order_of(work.session, work.brand_id, order_id)
        assert order is not None
        assert Decimal(order.total_minor) / 7000 == 6
        (volume,) = await orders.volume_by_state(work.session, work.brand_id)
        assert (volume.orders_count, volume.total_minor) == (1, 42000)
        assert PartyId(order.debtor_id) == house.chain[-1]
        assert len(await orders.orders_named(work.session, work.brand_id, "SO-1")) == 1


async def test_a_draft_does_not_take_an_order_back(open_work: OpenWork, house: House) -> None:
    await place(open_work, house)
    pending = replace(order_draft(house.chain[-1]), state=OrderState.PENDING)

    async with open_work() as work:
        with pytest.raises(OrderFaulty, match="further along"):
            await orders.place(work, house.source, pending)
