import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime

import pytest

from tests.conftest import MovingClock
from tests.factories.commissions import level, make_plan, override
from tests.factories.settlements import Shop, cny, make_goods, open_shop
from tributary import commissions, ledger, orders, parties, receivables, settlements
from tributary.kernel import BrandId, DistributorId, OrderId, PartyId, Period, StatementId
from tributary.orders import BillingTrigger, LineDraft, OrderDraft, OrderKind, Source
from tributary.platform import Database, Work, numbers, prove

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

MARCH = Period.month(2026, 3)
APRIL = Period.month(2026, 4)


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(datetime(2026, 4, 1, 2, tzinfo=UTC))


@pytest.fixture
async def shop(open_work: OpenWork) -> Shop:
    """Ten units sold by the second tier on the third of March, under overrides and price gaps."""
    async with open_work() as work:
        shop = await open_shop(work)
        await make_goods(work, "TEA", "50.00", "60.00", "70.00")
        await make_plan(work, level(3, "5"), override(1, "2"), override(2, "1"), code="RATES")
        await shop.sell(work, "SO-1", shop.chain[2], ("TEA", 10), on=date(2026, 3, 3))
    return shop


async def statements(work: Work) -> dict[str, settlements.Statement]:
    rows = await settlements.statements_of(work.session, work.brand_id)
    return {f"{row.counterparty_code} {row.period}": row for row in rows}


async def faults_in(database: Database, brand_id: BrandId) -> list[str]:
    books = (*orders.INVARIANTS, *ledger.INVARIANTS, *receivables.INVARIANTS)
    every = (*books, *commissions.INVARIANTS, *settlements.INVARIANTS)
    return [fault for proof in await prove(database, brand_id, every) for fault in proof.faults]


async def move_up(work: Work, shop: Shop) -> None:
    """Put the second tier directly under the brand, from a day before its order on."""
    await parties.move_distributor(
        work,
        distributor_id=DistributorId(shop.chain[2]),
        parent_id=PartyId(work.brand_id),
        from_on=date(2026, 3, 1),
    )


async def test_a_move_that_reaches_back_leaves_orders_to_the_tree_they_were_made_in(
    shop: Shop, open_work: OpenWork, database: Database, brand_id: BrandId
) -> None:
    async with open_work() as work:
        await move_up(work, shop)
        await settlements.close_month(work, period=MARCH)

    async with open_work() as work:
        found = await statements(work)
    earned = {code: row.earned_closing.decimal for code, row in found.items()}
    assert earned == {"T2 2026-03": "35.00", "T1 2026-03": "14.00", "GA 2026-03": "7.00"}
    assert await faults_in(database, brand_id) == []


async def test_a_move_into_a_settled_month_changes_nothing_of_it(
    shop: Shop, open_work: OpenWork, database: Database, brand_id: BrandId
) -> None:
    async with open_work() as work:
        await settlements.close_month(work, period=MARCH)

    async with open_work() as work:
        await move_up(work, shop)

    assert await faults_in(database, brand_id) == []


async def test_a_preview_bears_that_others_bill_meanwhile(shop: Shop, open_work: OpenWork) -> None:
    async def look() -> settlements.Preview:
        async with open_work() as work:
            return await settlements.preview(work, period=MARCH)

    async with open_work() as work:
        # Whoever holds the series keeps the preview between counting and numbering.
        await numbers.take(work, "ST-2026")
        looking = asyncio.create_task(look())
        await asyncio.sleep(1)
        async with open_work() as other:
            newcomer = await parties.register_distributor(
                other,
                code="NEW",
                name="新店",
                parent_id=shop.chain[0],
                grade="gold",
                since=date(2026, 1, 1),
                language="zh",
            )
            await shop.sell(other, "SO-2", PartyId(newcomer), ("TEA", 1), on=date(2026, 3, 4))

    assert (await looking).statements in (3, 4)


async def test_two_who_close_at_once_close_once(
    shop: Shop, open_work: OpenWork, database: Database, brand_id: BrandId
) -> None:
    del shop

    async def close() -> settlements.Run:
        async with open_work() as work:
            return await settlements.close_month(work, period=MARCH)

    first, second = await asyncio.gather(close(), close())

    async with open_work() as work:
        found = await statements(work)
    assert first == second
    assert sorted(row.number for row in found.values()) == [
        f"ST-2026-{place:06}" for place in (1, 2, 3)
    ]
    assert await faults_in(database, brand_id) == []


async def test_a_close_that_fails_leaves_no_gap_in_the_numbers(
    shop: Shop, open_work: OpenWork
) -> None:
    del shop
    with pytest.raises(RuntimeError, match="died"):
        async with open_work() as work:
            await settlements.close_month(work, period=MARCH)
            message = "died before the commit"
            raise RuntimeError(message)

    async with open_work() as work:
        await settlements.close_month(work, period=MARCH)
        found = await statements(work)

    assert min(row.number for row in found.values()) == "ST-2026-000001"


async def test_a_balance_without_movement_is_stated_again(
    shop: Shop, open_work: OpenWork, clock: MovingClock
) -> None:
    del shop
    async with open_work() as work:
        await settlements.close_month(work, period=MARCH)
    clock.move(days=31)
    async with open_work() as work:
        await settlements.close_month(work, period=APRIL)
        row = (await statements(work))["T2 2026-04"]
        document = await settlements.document_of(work.session, work.brand_id, row.statement_id)

    assert (document.owed.opening, document.to_pay) == (cny("700.00"), cny("700.00"))
    assert (document.owed.movements, document.sections, document.commission_lines) == ([], [], [])
    assert [item.number for item in document.open_items] == ["AR-2026-000001"]


async def test_what_came_later_is_not_on_a_statement_printed_again(
    shop: Shop, open_work: OpenWork, clock: MovingClock
) -> None:
    async with open_work() as work:
        await settlements.close_month(work, period=MARCH)
        row = (await statements(work))["T2 2026-03"]
        before = await document_of(work, row.statement_id)
    clock.move(days=40)
    async with open_work() as work:
        (order,) = await orders.orders_named(work.session, work.brand_id, "SO-1")
        await shop.take_back(work, OrderId(order.id), "R-1", quantity=4, on=date(2026, 4, 9))
        await move_up(work, shop)
        await settlements.close_month(work, period=APRIL)

    async with open_work() as work:
        assert await document_of(work, row.statement_id) == before


async def test_an_acquirer_reads_of_what_it_collected_and_not_of_commissions(
    shop: Shop, open_work: OpenWork, database: Database, brand_id: BrandId
) -> None:
    async with open_work() as work:
        acquirer = await parties.register_party(
            work, kind=parties.PartyKind.ACQUIRER, code="ALIPAY", name="支付宝", language="zh"
        )
        source = Source(
            shop.source.channel_id,
            OrderKind.CONSUMER,
            BillingTrigger.CONFIRMATION,
            PartyId(acquirer),
        )
        draft = OrderDraft(
            external_id="WEB-1",
            currency="CNY",
            ordered_at=datetime(2026, 3, 31, 15, 59, tzinfo=UTC),
            ordered_on=MARCH.last,
            lines=[LineDraft(sku="TEA", quantity=2, unit_price=cny("90.00"))],
        )
        await orders.place(work, source, draft)
        await shop.bill(work)
    async with open_work() as work:
        await settlements.close_month(work, period=MARCH)
        row = (await statements(work))["ALIPAY 2026-03"]
        document = await document_of(work, row.statement_id)

    assert (document.to_pay, document.earned.closing) == (cny("180.00"), cny("0.00"))
    assert document.commission_lines == []
    assert document.netting_note is not None
    assert "佣金" not in document.netting_note
    assert await faults_in(database, brand_id) == []


async def document_of(work: Work, statement_id: StatementId) -> settlements.StatementDocument:
    return await settlements.document_of(work.session, work.brand_id, statement_id)
