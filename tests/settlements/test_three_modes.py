"""The golden numbers of the three modes, from the file to the PDF: prices 50, 60 and 70."""

import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.conftest import MovingClock
from tests.factories.channels import Import, csv_of, make_channel, open_trade, order_row
from tests.factories.commissions import level, make_plan, override
from tests.factories.settlements import PORTS
from tributary import channels, ledger, orders, payments, receivables, settlements
from tributary.app import invariants_of_all, subscriptions_of_all
from tributary.commissions import Mode
from tributary.kernel import Actor, Currency, DistributorId, PartyId, Period, ReceivableId
from tributary.orders import OrderKind, OrderMode
from tributary.payments import LinkItem
from tributary.platform import Database, Desk, Work, blobs, outbox, prove
from tributary.platform.postgres import DatabaseUrls
from tributary.settlements import Statement

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

JANUARY, FEBRUARY = Period.month(2026, 1), Period.month(2026, 2)
CNY = Currency("CNY")
KINDS = ledger.AccountKind
RETURNS = "order_no,sku,quantity,return_no,returned_on,ordered_at,distributor"
SHOP_ROW = "1,2026-01-10 09:30,T2,TEA-01,1,100.00"
SHOP_HEADER = "order_no,ordered_at,distributor,sku,quantity,unit_price"

ALL_OWED = {
    OrderMode.DIRECT: {"T2 owes BRAND": "70.00"},
    OrderMode.CASCADE: {"T2 owes T1": "70.00", "T1 owes GA": "60.00", "GA owes BRAND": "50.00"},
    OrderMode.AGENCY: {"ACQ-agency owes BRAND": "100.00"},
}
ALL_EARNED = {
    OrderMode.DIRECT: {"GA": "10.00", "T1": "10.00"},
    OrderMode.CASCADE: {},
    # The plan of the agents: 10 % to the seller, 3 % and 2 % to those above.
    OrderMode.AGENCY: {"GA": "2.00", "T1": "3.00", "T2": "10.00"},
}
MODES = pytest.mark.parametrize("mode", list(OrderMode))


@pytest.fixture
async def database(urls: DatabaseUrls) -> AsyncIterator[Database]:
    """Everybody reacts here: the road goes through every package."""
    database = Database(urls.app, subscriptions=subscriptions_of_all())
    yield database
    await database.close()


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(datetime(2026, 2, 1, 2, tzinfo=UTC))


@pytest.fixture
def desk(database: Database, clock: MovingClock) -> Desk:
    return Desk(database=database, clock=clock, ports=PORTS)


@pytest.fixture
async def chain(open_work: OpenWork) -> Sequence[DistributorId]:
    """A house with a channel in each mode, a plan of price gaps, and one for agents."""
    async with open_work() as work:
        chain = await open_trade(work)
        await make_plan(work, pays_price_gap=True, modes=frozenset({Mode.DIRECT}))
        agents = (level(3, "10"), override(1, "3"), override(2, "2"))
        await make_plan(work, *agents, code="AGENTS", modes=frozenset({Mode.AGENCY}))
        for mode in OrderMode:
            kind = OrderKind.CONSUMER if mode is OrderMode.AGENCY else OrderKind.DROPSHIP
            await make_channel(work, mode.value, kind=kind, mode=mode)
    return chain


class Road:
    """Files in, everything that follows, months closed."""

    def __init__(self, desk: Desk, actor: Actor, folder: Path, clock: MovingClock) -> None:
        self.desk = desk
        self.brand_id = actor.brand_id
        self._load = Import(desk, actor, folder)
        self._clock = clock

    async def bring(self, mode: OrderMode, *rows: str, header: str | None = None) -> None:
        usual = SHOP_HEADER if mode is OrderMode.AGENCY else None
        named = header or usual
        text = csv_of(rows, named) if named else csv_of(rows)
        outcome = await self._load(text, mode.value)
        assert outcome.orders_quarantined == 0
        await outbox.deliver_all(self.desk, self.brand_id)

    async def sell(self, mode: OrderMode) -> None:
        """The second tier sells one."""
        row = SHOP_ROW if mode is OrderMode.AGENCY else order_row("1", unit_price="95.00")
        await self.bring(mode, row)

    async def take_back(self, mode: OrderMode, on: str) -> None:
        await self.bring(mode, f"1,TEA-01,1,R1,{on},,", header=RETURNS)

    async def close(self, period: Period) -> dict[str, Statement]:
        """Close a month and print it; return its statements by pair."""
        async with self.desk.work(self.brand_id, "test") as work:
            run = await settlements.close_month(work, period=period)
        await settlements.print_statements(self.desk, self.brand_id, run.run_id)
        await outbox.deliver_all(self.desk, self.brand_id)
        codes = await self.codes()
        async with self.desk.database.reading(self.brand_id) as session:
            found = await settlements.statements_of(session, self.brand_id, run_id=run.run_id)
        return {
            f"{codes[each.counterparty_id]} owes {codes[each.creditor_id]}": each for each in found
        }

    async def codes(self) -> dict[PartyId, str]:
        async with self.desk.work(self.brand_id, "test") as work:
            rows = await work.rows(
                "SELECT id, code FROM parties WHERE brand_id = :brand", brand=self.brand_id
            )
        return {row.id: row.code for row in rows}

    async def open_items(self) -> dict[str, str]:
        codes = await self.codes()
        async with self.desk.database.reading(self.brand_id) as session:
            aged = await receivables.ageing_by_pair(session, self.brand_id, as_of=FEBRUARY.last)
        return {
            f"{codes[debtor]} owes {codes[creditor]}": each.balance.decimal
            for (creditor, debtor, _), each in aged.items()
            if each.balance
        }

    async def books(self) -> dict[str, str]:
        """Return what the ledger says each pair owes and who has earned what."""
        codes = await self.codes()
        async with self.desk.work(self.brand_id, "test") as work:
            rows = await work.rows(
                "SELECT a.book_id, a.kind, a.counterparty_id, "
                "sum(b.debits_minor - b.credits_minor)::bigint AS minor FROM accounts a "
                "JOIN balances b ON b.brand_id = :brand AND b.account_id = a.id "
                "WHERE a.brand_id = :brand AND a.kind IN ('receivable', 'customer_credit', "
                "'commission_payable') GROUP BY a.book_id, a.kind, a.counterparty_id",
                brand=self.brand_id,
            )
        said: dict[str, int] = {}
        for row in rows:
            earned = row.kind == "commission_payable"
            who, whom = codes[row.counterparty_id], codes[row.book_id]
            name = who if earned else f"{who} owes {whom}"
            said[name] = said.get(name, 0) + (-row.minor if earned else row.minor)
        return {name: f"{minor / 100:.2f}" for name, minor in said.items() if minor}

    async def faults(self) -> list[str]:
        proofs = await prove(self.desk.database, self.brand_id, invariants_of_all())
        return [fault for proof in proofs for fault in proof.faults]


@pytest.fixture
def road(
    desk: Desk,
    actor: Actor,
    tmp_path: Path,
    clock: MovingClock,
    chain: Sequence[DistributorId],
) -> Road:
    del chain
    return Road(desk, actor, tmp_path, clock)


@MODES
async def test_every_level_owes_and_earns_what_its_mode_says(mode: OrderMode, road: Road) -> None:
    await road.sell(mode)
    owed = await road.open_items()
    statements = await road.close(JANUARY)

    books = await road.books()
    assert owed == ALL_OWED[mode]
    assert books == ALL_OWED[mode] | ALL_EARNED[mode]
    assert {pair: s.owed_closing.decimal for pair, s in statements.items() if s.owed_closing} == (
        ALL_OWED[mode]
    )
    assert {
        s.counterparty_code: s.earned_closing.decimal
        for s in statements.values()
        if s.earned_closing
    } == ALL_EARNED[mode]
    assert await road.faults() == []


@MODES
async def test_what_comes_back_nets_every_level_to_zero(
    mode: OrderMode, road: Road, clock: MovingClock
) -> None:
    await road.sell(mode)
    await road.close(JANUARY)
    await road.take_back(mode, "2026-02-03")
    owed = await road.open_items()
    clock.move(days=28)

    statements = await road.close(FEBRUARY)

    assert owed == {}
    assert await road.books() == {}
    assert {s.owed_closing.minor for s in statements.values()} == {0}
    assert {s.earned_closing.minor for s in statements.values()} == {0}
    assert statements.keys() >= ALL_OWED[mode].keys()
    assert await road.faults() == []


@MODES
async def test_the_same_file_and_the_same_batch_twice_change_nothing(
    mode: OrderMode, road: Road, open_work: OpenWork
) -> None:
    await road.sell(mode)
    await road.sell(mode)
    async with open_work() as work:
        rows = await work.rows(
            "SELECT billable_batch_id AS batch FROM orders WHERE brand_id = :brand",
            brand=work.brand_id,
        )
        again = [await receivables.raise_for(work, row.batch) for row in rows]

    assert again == [0]
    assert await road.open_items() == ALL_OWED[mode]


async def test_a_month_with_all_three_modes_keeps_every_promise(
    road: Road, clock: MovingClock
) -> None:
    for mode in OrderMode:
        await road.sell(mode)
    statements = await road.close(JANUARY)
    await road.take_back(OrderMode.CASCADE, "2026-02-03")
    clock.move(days=28)
    after = await road.close(FEBRUARY)

    assert {pair: s.owed_closing.decimal for pair, s in statements.items() if s.owed_closing} == {
        pair: amount for owed in ALL_OWED.values() for pair, amount in owed.items()
    }
    assert {pair: s.owed_closing.decimal for pair, s in after.items() if s.owed_closing} == (
        ALL_OWED[OrderMode.DIRECT] | ALL_OWED[OrderMode.AGENCY]
    )
    async with road.desk.database.reading(road.brand_id) as session:
        runs = await settlements.runs_of(session, road.brand_id)
        (totals,) = await settlements.totals_of(session, road.brand_id, runs[0].run_id)
    # What distributors owe each other is no money of the brand.
    assert (totals.owed_closing.decimal, totals.earned_closing.decimal) == ("220.00", "35.00")
    assert await road.faults() == []


async def test_the_print_names_the_creditor_and_offers_payment_to_the_brand_only(
    road: Road, tmp_path: Path
) -> None:
    await road.sell(OrderMode.CASCADE)
    statements = await road.close(JANUARY)

    async with road.desk.database.reading(road.brand_id) as session:
        pages = {
            pair: pdf_text(await blobs.load(session, road.brand_id, each.blob_id), tmp_path)
            for pair, each in statements.items()
            if each.blob_id
        }
    closing = {pair: closing_line(text) for pair, text in pages.items()}
    assert closing == {
        "T2 owes T1": ["70.00", "0.00"],
        "T1 owes GA": ["60.00", "0.00"],
        "GA owes BRAND": ["50.00", "0.00"],
    }
    assert {pair for pair, text in pages.items() if "pay.lotus.example" in text} == {
        "GA owes BRAND"
    }
    assert "货款请直接付给T1" in pages["T2 owes T1"].replace(" ", "")
    assert "T1 商贸有限公司" in pages["T2 owes T1"].splitlines()[0]
    assert statements["T2 owes T1"].creditor_name == "T1 商贸有限公司"


async def test_nobody_pays_another_distributor_through_the_brand(
    road: Road, chain: Sequence[DistributorId], open_work: OpenWork, clock: MovingClock
) -> None:
    await road.sell(OrderMode.CASCADE)
    async with open_work() as work:
        for creditor, debtor in ((chain[1], chain[2]), (chain[0], chain[1])):
            (item,) = await receivables.open_items(
                work.session,
                work.brand_id,
                creditor_id=PartyId(creditor),
                debtor_id=PartyId(debtor),
                currency=CNY,
            )
            with pytest.raises(payments.CreditorNotOnline, match="another distributor"):
                await payments.create_link(
                    work, items=[LinkItem(ReceivableId(item.receivable_id))], now=clock()
                )


async def test_agents_are_named_by_the_rows_and_must_stand_in_the_tree(
    road: Road, desk: Desk, actor: Actor, tmp_path: Path, open_work: OpenWork
) -> None:
    del road
    load = Import(desk, actor, tmp_path)
    rows = [
        "1,2026-01-10 09:30,T2,TEA-01,1,100.00",
        "2,2026-01-10 09:30,,TEA-01,1,100.00",
        "3,2026-01-10 09:30,T9,TEA-01,1,100.00",
        "4,2025-12-10 09:30,T2,TEA-01,1,100.00",
    ]

    outcome = await load(csv_of(rows, SHOP_HEADER), "agency")

    async with open_work() as work:
        kept = await channels.quarantine_of(work.session, work.brand_id)
    assert outcome.orders_loaded == 1
    assert [(row.external_id, row.reason) for row in kept] == [
        ("2", "missing_field"),
        ("3", "distributor_unknown"),
        ("4", "distributor_outside_tree"),
    ]


async def test_until_it_is_billed_a_cascade_follows_its_buyer(
    road: Road, chain: Sequence[DistributorId], open_work: OpenWork
) -> None:
    await road.bring(OrderMode.CASCADE, order_row("1", unit_price="95.00", status="unpaid"))
    await road.bring(
        OrderMode.CASCADE,
        order_row("1", unit_price="95.00", distributor="T1", status="confirmed"),
    )

    async with open_work() as work:
        rows = await work.rows(
            "SELECT mode, creditor_id, debtor_id FROM orders WHERE brand_id = :brand",
            brand=work.brand_id,
        )
    assert [tuple(row) for row in rows] == [("cascade", chain[0], chain[1])]
    assert await road.open_items() == {"T1 owes GA": "60.00", "GA owes BRAND": "50.00"}
    assert await road.faults() == []


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        (OrderKind.CONSUMER, OrderMode.CASCADE),
        (OrderKind.WHOLESALE, OrderMode.AGENCY),
        (OrderKind.DROPSHIP, OrderMode.AGENCY),
    ],
)
async def test_a_channel_takes_only_a_mode_that_its_orders_can_have(
    kind: OrderKind, mode: OrderMode, open_work: OpenWork, chain: Sequence[DistributorId]
) -> None:
    del chain
    async with open_work() as work:
        with pytest.raises(channels.ChannelInvalid, match="cannot be settled by"):
            await make_channel(work, "odd", kind=kind, mode=mode)


async def test_a_plan_that_says_so_pays_price_gaps_in_a_cascade(
    road: Road, open_work: OpenWork
) -> None:
    async with open_work() as work:
        rates = [override(1, "1")]
        modes = frozenset({Mode.CASCADE})
        await make_plan(work, *rates, code="UP", modes=modes, valid_from=date(2026, 1, 2))
    await road.sell(OrderMode.CASCADE)
    await road.close(JANUARY)

    assert await road.books() == ALL_OWED[OrderMode.CASCADE] | {"T1": "0.70"}


def test_commissions_and_orders_name_the_same_modes() -> None:
    assert [mode.value for mode in Mode] == [mode.value for mode in orders.OrderMode]


def pdf_text(content: bytes, tmp_path: Path) -> str:
    """Return the text of a PDF as pdftotext reads it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    file = tmp_path / "statement.pdf"
    file.write_bytes(content)
    command = ["pdftotext", "-layout", str(file), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def closing_line(text: str) -> list[str]:
    """Return the closing figures of both accounts, which stand side by side."""
    found = [each for line in text.splitlines() for each in re.finditer(r"期末余额\s+(\S+)", line)]
    return [each[1] for each in sorted(found, key=lambda each: each.start())]
