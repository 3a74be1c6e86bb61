"""The golden numbers of direct mode: prices 50, 60 and 70, and the second tier sells one."""

import re
import shutil
import subprocess
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.conftest import MovingClock
from tests.factories.commissions import make_plan
from tests.factories.settlements import PORTS, Shop, cny, make_goods, open_shop
from tributary import commissions, ledger, settlements
from tributary.kernel import (
    BrandId,
    Currency,
    JournalId,
    OrderId,
    PartyId,
    Period,
    TransferId,
    derived_id,
)
from tributary.platform import Database, Desk, Work, blobs, prove

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

MARCH, APRIL = Period.month(2026, 3), Period.month(2026, 4)
CNY = Currency("CNY")
KINDS = ledger.AccountKind


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(datetime(2026, 4, 1, 2, tzinfo=UTC))


@pytest.fixture
def desk(database: Database, clock: MovingClock) -> Desk:
    return Desk(database=database, clock=clock, ports=PORTS)


@pytest.fixture
async def sold(open_work: OpenWork) -> tuple[Shop, OrderId]:
    """The second tier has sold one, and March is closed."""
    async with open_work() as work:
        shop = await open_shop(work)
        await make_goods(work, "TEA", "50.00", "60.00", "70.00")
        await make_plan(work, pays_price_gap=True)
        order_id = await shop.sell(work, "SO-1", shop.chain[2], ("TEA", 1), on=date(2026, 3, 9))
    async with open_work() as work:
        await settlements.close_month(work, period=MARCH)
    return shop, order_id


async def held(desk: Desk, brand_id: BrandId, party: PartyId) -> tuple[str, str]:
    """Return what a party owes and what it has earned, by the ledger."""
    owed, credit, earned = [
        ledger.Account(brand_id, kind, party, CNY)
        for kind in (KINDS.RECEIVABLE, KINDS.CUSTOMER_CREDIT, KINDS.COMMISSION_PAYABLE)
    ]
    async with desk.database.reading(brand_id) as session:
        items = (await ledger.balance_of(session, brand_id, owed)).on_debit
        items -= (await ledger.balance_of(session, brand_id, credit)).on_credit
        return items.decimal, (await ledger.balance_of(session, brand_id, earned)).on_credit.decimal


async def test_the_ledger_has_70_owed_and_10_earned_twice(
    sold: tuple[Shop, OrderId], desk: Desk, brand_id: BrandId
) -> None:
    shop, _ = sold

    books = [await held(desk, brand_id, party) for party in shop.chain]

    assert books == [("0.00", "10.00"), ("0.00", "10.00"), ("70.00", "0.00")]


async def test_statement_and_print_say_the_same(
    sold: tuple[Shop, OrderId], desk: Desk, brand_id: BrandId, tmp_path: Path
) -> None:
    del sold
    async with desk.database.reading(brand_id) as session:
        (run,) = await settlements.runs_of(session, brand_id)
    await settlements.print_statements(desk, brand_id, run.run_id)

    async with desk.database.reading(brand_id) as session:
        rows = await settlements.statements_of(session, brand_id, run_id=run.run_id)
        pages = [
            pdf_lines(await blobs.load(session, brand_id, row.blob_id), tmp_path)
            for row in rows
            if row.blob_id
        ]
    figures = [(row.owed_closing, row.earned_closing) for row in rows]
    assert figures == [
        (cny("0.00"), cny("10.00")),
        (cny("0.00"), cny("10.00")),
        (cny("70.00"), cny("0.00")),
    ]
    assert [closing_line(lines) for lines in pages] == [
        ["0.00", "10.00"],
        ["0.00", "10.00"],
        ["70.00", "0.00"],
    ]


async def test_a_full_refund_after_the_run_nets_every_level_to_zero(
    sold: tuple[Shop, OrderId],
    desk: Desk,
    open_work: OpenWork,
    clock: MovingClock,
    brand_id: BrandId,
) -> None:
    shop, order_id = sold
    async with open_work() as work:
        await shop.take_back(work, order_id, "RT-1", quantity=1, on=date(2026, 4, 2))
    clock.move(days=31)
    async with open_work() as work:
        await settlements.close_month(work, period=APRIL)

    async with desk.database.reading(brand_id) as session:
        rows = await settlements.statements_of(session, brand_id)
    april = [(row.owed_closing.minor, row.earned_closing.minor) for row in rows[3:]]
    assert april == [(0, 0)] * 3
    assert [await held(desk, brand_id, party) for party in shop.chain] == [("0.00", "0.00")] * 3
    every = (*ledger.INVARIANTS, *commissions.INVARIANTS, *settlements.INVARIANTS)
    proofs = await prove(desk.database, brand_id, every)
    assert [fault for proof in proofs for fault in proof.faults] == []


async def test_payments_and_payouts_are_lines_of_the_statement(
    sold: tuple[Shop, OrderId],
    desk: Desk,
    open_work: OpenWork,
    clock: MovingClock,
    brand_id: BrandId,
) -> None:
    agent, buyer = sold[0].chain[0], sold[0].chain[2]
    async with open_work() as work:
        bank, credit, earned = [
            ledger.Account(brand_id, KINDS.BANK, None, CNY),
            ledger.Account(brand_id, KINDS.CUSTOMER_CREDIT, buyer, CNY),
            ledger.Account(brand_id, KINDS.COMMISSION_PAYABLE, agent, CNY),
        ]
        await ledger.open_accounts(work, [bank, credit])
        paid = (bank, credit, "30.00", ledger.Reason.RECEIPT)
        paid_out = (earned, bank, "4.00", ledger.Reason.PAYOUT)
        await ledger.post(work, [transfer(brand_id, *each) for each in (paid, paid_out)])
    clock.move(days=31)
    async with open_work() as work:
        await settlements.close_month(work, period=APRIL)

    async with desk.database.reading(brand_id) as session:
        rows = await settlements.statements_of(session, brand_id)
        documents = [
            await settlements.document_of(session, brand_id, row.statement_id) for row in rows[3:]
        ]
    assert [(doc.owed.closing.decimal, doc.earned.closing.decimal) for doc in documents] == [
        ("0.00", "6.00"),
        ("0.00", "10.00"),
        ("40.00", "0.00"),
    ]
    assert [[(s.kind.value, s.total.decimal) for s in doc.sections] for doc in documents] == [
        [("payout", "-4.00")],
        [],
        [("receipt", "-30.00")],
    ]


def transfer(
    brand_id: BrandId,
    debit: ledger.Account,
    credit: ledger.Account,
    amount: str,
    reason: ledger.Reason,
) -> ledger.Transfer:
    name = derived_id("test", brand_id, reason)
    return ledger.Transfer(
        id=TransferId(name),
        journal_id=JournalId(name),
        debit=debit.id_in(brand_id),
        credit=credit.id_in(brand_id),
        amount=cny(amount),
        reason=reason,
        booked_on=date(2026, 4, 7),
        subject_id=name,
    )


def pdf_lines(content: bytes, tmp_path: Path) -> list[str]:
    """Return the lines of a PDF as pdftotext reads them."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    file = tmp_path / "statement.pdf"
    file.write_bytes(content)
    command = ["pdftotext", "-layout", str(file), "-"]
    read = subprocess.run(command, check=True, capture_output=True, text=True)
    return read.stdout.splitlines()


def closing_line(lines: list[str]) -> list[str]:
    """Return the closing figures of both accounts, which stand side by side."""
    found = [each for line in lines for each in re.finditer(r"期末余额\s+(\S+)", line)]
    return [each[1] for each in sorted(found, key=lambda each: each.start())]
