from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime

import pytest

from tests.conftest import MovingClock
from tests.factories.commissions import level, make_plan, override
from tests.factories.settlements import PORTS, Shop, cny, make_goods, open_shop
from tributary import commissions, ledger, parties, receivables, settlements
from tributary.gateways.pdf import PdfStatements
from tributary.kernel import BrandId, PartyId, Period, StatementId
from tributary.platform import Database, Desk, Work, blobs, outbox, prove
from tributary.platform.postgres import DatabaseUrls
from tributary.platform.subscriptions import Subscriptions
from tributary.settlements import PeriodNotOver, PeriodOutOfOrder
from tributary.settlements import reactions as settlement_reactions
from tributary.settlements.ports import StatementPrinter

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

MARCH = Period.month(2026, 3)
APRIL = Period.month(2026, 4)
FIRST_OF_APRIL = datetime(2026, 4, 1, 2, tzinfo=UTC)


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(FIRST_OF_APRIL)


@pytest.fixture
async def desk(urls: DatabaseUrls, clock: MovingClock) -> AsyncIterator[Desk]:
    """A desk whose database delivers what settlements do when a period is closed."""
    subscriptions = Subscriptions()
    subscriptions.subscribe(settlement_reactions.REACTIONS, settlement_reactions.ERRANDS)
    database = Database(urls.app, subscriptions=subscriptions)
    yield Desk(database=database, clock=clock, ports=PORTS)
    await database.close()


@pytest.fixture
async def shop(open_work: OpenWork) -> Shop:
    """One order of ten and one of three in March, under levels and overrides."""
    async with open_work() as work:
        shop = await open_shop(work)
        await make_goods(work, "TEA", "50.00", "60.00", "70.00", tax="13")
        await make_plan(work, level(2, "4"), level(3, "5"), override(1, "2"), override(2, "1"))
        _, t1, t2 = shop.chain
        await shop.sell(work, "SO-1", t2, ("TEA", 10), on=date(2026, 3, 3))
        await shop.sell(work, "SO-2", t1, ("TEA", 3), on=date(2026, 3, 9))
    return shop


async def statements_by_code(work: Work) -> dict[str, settlements.Statement]:
    rows = await settlements.statements_of(work.session, work.brand_id)
    return {f"{row.counterparty_code} {row.period}": row for row in rows}


async def close(open_work: OpenWork, period: Period) -> settlements.Run:
    async with open_work() as work:
        return await settlements.close_month(work, period=period)


async def faults_in(database: Database, brand_id: BrandId) -> list[str]:
    every = (*ledger.INVARIANTS, *commissions.INVARIANTS, *settlements.INVARIANTS)
    everything = (*every, *receivables.INVARIANTS)
    return [f for proof in await prove(database, brand_id, everything) for f in proof.faults]


async def test_each_pair_with_a_balance_gets_a_statement(shop: Shop, open_work: OpenWork) -> None:
    async with open_work() as work:
        run = await settlements.close_month(work, period=MARCH)

    assert {("distributor", each) for each in shop.chain} <= work.told
    async with open_work() as work:
        found = await statements_by_code(work)
    figures = {
        code: (row.number, row.owed_closing.decimal, row.earned_closing.decimal)
        for code, row in found.items()
    }
    # T2: 10 x 70.00 and 13 % tax; 5 % of 700.00. T1: 3 x 60.00 and tax; 4 % of 180.00 and 2 % of
    # 700.00. GA: 1 % of 700.00 and 2 % of 180.00.
    assert run.statements == 3
    assert figures == {
        "GA 2026-03": ("ST-2026-000001", "0.00", "10.60"),
        "T1 2026-03": ("ST-2026-000002", "203.40", "21.20"),
        "T2 2026-03": ("ST-2026-000003", "791.00", "35.00"),
    }


async def test_everything_is_true_after_closing(
    shop: Shop, open_work: OpenWork, database: Database
) -> None:
    del shop
    await close(open_work, MARCH)

    async with open_work() as work:
        assert await faults_in(database, work.brand_id) == []


async def test_closing_again_returns_the_run_and_adds_nothing(
    shop: Shop, open_work: OpenWork, database: Database
) -> None:
    del shop
    first = await close(open_work, MARCH)
    count = (
        "SELECT (SELECT count(*) FROM transfers WHERE brand_id = :brand) + (SELECT count(*) "
        "FROM statement_lines WHERE brand_id = :brand) AS rows"
    )
    async with open_work() as work:
        before = await work.rows(count, brand=work.brand_id)

    again = await close(open_work, MARCH)

    async with open_work() as work:
        assert (again, await work.rows(count, brand=work.brand_id)) == (first, before)
        assert await faults_in(database, work.brand_id) == []


async def test_a_month_that_is_not_over_stays_open(shop: Shop, open_work: OpenWork) -> None:
    del shop
    await close(open_work, MARCH)

    with pytest.raises(PeriodNotOver, match="2026-04-30"):
        await close(open_work, APRIL)


async def test_the_last_day_ends_in_the_time_zone_of_the_brand(
    shop: Shop, open_work: OpenWork, clock: MovingClock
) -> None:
    del shop
    clock.at = datetime(2026, 3, 31, 15, 59, tzinfo=UTC)
    with pytest.raises(PeriodNotOver):
        await close(open_work, MARCH)
    clock.move(minutes=1)

    assert (await close(open_work, MARCH)).statements == 3


async def test_a_later_month_does_not_come_first(shop: Shop, open_work: OpenWork) -> None:
    del shop
    with pytest.raises(PeriodOutOfOrder, match="2026-03-03"):
        await close(open_work, APRIL)


async def test_a_month_is_not_left_out(shop: Shop, open_work: OpenWork, clock: MovingClock) -> None:
    del shop
    await close(open_work, MARCH)
    clock.move(days=70)

    with pytest.raises(PeriodOutOfOrder, match="2026-04-01"):
        await close(open_work, Period.month(2026, 5))


async def test_a_preview_says_what_closing_will_say_and_keeps_nothing(
    shop: Shop, open_work: OpenWork
) -> None:
    del shop
    async with open_work() as work:
        seen = await settlements.preview(work, period=MARCH)
        kept = await work.rows(
            "SELECT count(*) AS lines FROM commission_lines WHERE brand_id = :brand",
            brand=work.brand_id,
        )

    run = await close(open_work, MARCH)

    async with open_work() as work:
        totals = await settlements.totals_of(work.session, work.brand_id, run.run_id)
        after = await settlements.preview(work, period=MARCH)
    assert (seen.statements, seen.totals, kept[0].lines) == (3, totals, 0)
    assert (after.totals, seen.commission_lines) == (totals, 5)
    assert totals[0].earned_closing == cny("66.80")


async def test_what_comes_late_rolls_into_the_next_month(
    shop: Shop, open_work: OpenWork, clock: MovingClock, database: Database
) -> None:
    await close(open_work, MARCH)
    async with open_work() as work:
        await shop.sell(work, "SO-LATE", shop.chain[2], ("TEA", 1), on=date(2026, 3, 30))
    clock.move(days=31)
    await close(open_work, APRIL)

    async with open_work() as work:
        found = await statements_by_code(work)
        assert await faults_in(database, work.brand_id) == []
    late = found["T2 2026-04"]
    assert (late.owed_opening, late.owed_movement) == (cny("791.00"), cny("79.10"))
    assert (late.earned_opening, late.earned_movement) == (cny("35.00"), cny("3.50"))
    assert found["T1 2026-04"].number == "ST-2026-000005"


async def test_an_empty_month_closes_without_statements(open_work: OpenWork) -> None:
    async with open_work() as work:
        await open_shop(work)

    assert (await close(open_work, MARCH)).statements == 0


async def test_a_closed_period_is_printed_once_and_prints_to_the_same_bytes(
    shop: Shop, desk: Desk, database: Database, brand_id: BrandId
) -> None:
    del shop
    async with desk.work(brand_id, "test") as work:
        run = await settlements.close_month(work, period=MARCH)

    await outbox.deliver_all(desk, brand_id)

    async with desk.work(brand_id, "test") as work:
        await parties_rename(work)
        for row in (await statements_by_code(work)).values():
            assert row.blob_id is not None
            stored = await blobs.load(work.session, brand_id, row.blob_id)
            document = await settlements.document_of(work.session, brand_id, row.statement_id)
            assert PdfStatements().render(document) == stored
            assert (document.pay_url is not None) == (row.owed_closing > cny("0"))
        progress = await settlements.progress_of(work.session, brand_id, run.run_id)
    assert progress == settlements.Progress(statements=3, printed=3)
    assert await faults_in(database, brand_id) == []


async def parties_rename(work: Work) -> None:
    """Later names must not reach back into what was issued."""
    await work.run(
        "UPDATE parties SET name = 'renamed' WHERE brand_id = :brand", brand=work.brand_id
    )


async def test_printing_goes_on_where_it_was_killed(
    shop: Shop, desk: Desk, brand_id: BrandId
) -> None:
    del shop
    async with desk.work(brand_id, "test") as work:
        run = await settlements.close_month(work, period=MARCH)
    dying = Desk(
        database=desk.database,
        clock=desk.clock,
        ports={**PORTS, StatementPrinter: DyingPrinter(lives=1)},
    )
    with pytest.raises(PrinterDied):
        await settlements.print_statements(dying, brand_id, run.run_id)
    async with desk.database.reading(brand_id) as session:
        halfway = await settlements.progress_of(session, brand_id, run.run_id)
        (first, *_) = await settlements.statements_of(session, brand_id)

    finished = await settlements.print_statements(desk, brand_id, run.run_id)

    async with desk.database.reading(brand_id) as session:
        (still, *_) = await settlements.statements_of(session, brand_id)
    assert (halfway.printed, finished.printed) == (1, 3)
    assert still.blob_id == first.blob_id is not None


async def test_a_statement_that_cannot_be_printed_keeps_none_behind_it_waiting(
    shop: Shop, desk: Desk, brand_id: BrandId
) -> None:
    del shop
    async with desk.work(brand_id, "test") as work:
        run = await settlements.close_month(work, period=MARCH)
    jammed = Desk(
        database=desk.database,
        clock=desk.clock,
        ports={**PORTS, StatementPrinter: JammingPrinter("ST-2026-000001")},
    )

    with pytest.raises(settlements.StatementUnprintable, match="ST-2026-000001"):
        await settlements.print_statements(jammed, brand_id, run.run_id)

    async with desk.database.reading(brand_id) as session:
        halfway = await settlements.progress_of(session, brand_id, run.run_id)
    finished = await settlements.print_statements(desk, brand_id, run.run_id)
    assert (halfway.printed, finished.printed) == (2, 3)


class JammingPrinter:
    """Cannot print one number."""

    def __init__(self, number: str) -> None:
        self._number = number

    def render(self, document: settlements.StatementDocument) -> bytes:
        if document.number == self._number:
            message = "jammed"
            raise ValueError(message)
        return PdfStatements().render(document)


class PrinterDied(BaseException):
    """The process ends in the middle of a batch."""


class DyingPrinter:
    """Prints so many statements and then dies."""

    def __init__(self, *, lives: int) -> None:
        self.lives = lives

    def render(self, document: settlements.StatementDocument) -> bytes:
        if not self.lives:
            raise PrinterDied
        self.lives -= 1
        return PdfStatements().render(document)


async def test_a_language_follows_the_counterparty(shop: Shop, open_work: OpenWork) -> None:
    async with open_work() as work:
        english = await parties.register_distributor(
            work,
            code="HK",
            name="Brightwater Trading",
            parent_id=shop.chain[0],
            grade="gold",
            since=date(2026, 1, 1),
            language="en",
        )
        await shop.sell(work, "SO-HK", PartyId(english), ("TEA", 1), on=date(2026, 3, 5))
    await close(open_work, MARCH)

    async with open_work() as work:
        row = (await statements_by_code(work))["HK 2026-03"]
        document = await settlements.document_of(work.session, work.brand_id, row.statement_id)
    assert document.language == "en"
    assert document.sections[0].lines[0].description == "Order SO-HK"


async def test_a_statement_of_nobody_is_unknown(open_work: OpenWork) -> None:
    async with open_work() as work:
        shop = await open_shop(work)
        with pytest.raises(settlements.UnknownStatement):
            await settlements.document_of(
                work.session, work.brand_id, StatementId(shop.source.channel_id)
            )
