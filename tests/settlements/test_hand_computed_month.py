"""A month of twenty orders over three levels with one part refund, computed by hand.

Prices (gold / silver / bronze), no tax:   TEA  50.00 / 60.00 / 70.00   CUP  21.37 / 24.99 / 29.99
Plan: level 1 earns 2 %, level 2 3 %, level 3 5 % (CUP: 6 %); who stands one step above 1.5 %, two
steps above 0.75 %. Rounded half up per line and beneficiary.
"""

import csv
import io
import shutil
import subprocess
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.conftest import MovingClock
from tests.factories.commissions import level, make_plan, override
from tests.factories.settlements import PORTS, Shop, cny, make_goods, open_shop
from tributary import commissions, ledger, settlements
from tributary.gateways.spreadsheets import SpreadsheetStatements
from tributary.kernel import BrandId, Currency, PartyId, Period, total_of
from tributary.platform import Database, Desk, Work, blobs, prove

MARCH = Period.month(2026, 3)
GA, T1, T2 = range(3)

# number, seller, SKU, quantity, net = quantity x price of the seller's grade, and what it earns
# general agent, first tier and second tier.
ORDERS = [
    # The general agent sells: 2 % of its own.
    ("SO-01", GA, "TEA", 1, "50.00", "1.00", "0", "0"),
    ("SO-02", GA, "TEA", 7, "350.00", "7.00", "0", "0"),
    ("SO-03", GA, "CUP", 1, "21.37", "0.43", "0", "0"),  # 0.4274
    ("SO-04", GA, "CUP", 3, "64.11", "1.28", "0", "0"),  # 1.2822
    ("SO-05", GA, "TEA", 100, "5000.00", "100.00", "0", "0"),
    # The first tier sells: 3 % of its own, 1.5 % to the general agent.
    ("SO-06", T1, "TEA", 1, "60.00", "0.90", "1.80", "0"),
    ("SO-07", T1, "TEA", 3, "180.00", "2.70", "5.40", "0"),
    ("SO-08", T1, "CUP", 1, "24.99", "0.37", "0.75", "0"),  # 0.37485, 0.7497
    ("SO-09", T1, "CUP", 2, "49.98", "0.75", "1.50", "0"),  # 0.7497, 1.4994
    ("SO-10", T1, "CUP", 5, "124.95", "1.87", "3.75", "0"),  # 1.87425, 3.7485
    ("SO-11", T1, "TEA", 11, "660.00", "9.90", "19.80", "0"),
    ("SO-12", T1, "TEA", 2, "120.00", "1.80", "3.60", "0"),
    # The second tier sells: 5 % (CUP 6 %), 1.5 % to the first tier, 0.75 % to the general agent.
    ("SO-13", T2, "TEA", 1, "70.00", "0.53", "1.05", "3.50"),  # 0.525 rounds up
    ("SO-14", T2, "TEA", 2, "140.00", "1.05", "2.10", "7.00"),
    ("SO-15", T2, "CUP", 1, "29.99", "0.22", "0.45", "1.80"),  # 0.224925, 0.44985, 1.7994
    ("SO-16", T2, "CUP", 4, "119.96", "0.90", "1.80", "7.20"),  # 0.8997, 1.7994, 7.1976
    ("SO-17", T2, "TEA", 10, "700.00", "5.25", "10.50", "35.00"),
    ("SO-18", T2, "CUP", 9, "269.91", "2.02", "4.05", "16.19"),  # 2.024325, 4.04865, 16.1946
    ("SO-19", T2, "TEA", 3, "210.00", "1.58", "3.15", "10.50"),  # 1.575 rounds up
    ("SO-20", T2, "CUP", 2, "59.98", "0.45", "0.90", "3.60"),  # 0.44985, 0.8997, 3.5988
]

# Of the nine cups of SO-18 four come back: 4 x 29.99 = 119.96 of 269.91, and of each commission
# 119.96 / 269.91: 2.02 x 0.4444... = 0.8978, 4.05 x ... = 1.8000, 16.19 x ... = 7.1956.
REFUND = ("119.96", "-0.90", "-1.80", "-7.20")

# Owed: the sum of each seller's orders; the second tier's less its refund.
# GA: 50.00 + 350.00 + 21.37 + 64.11 + 5000.00.
# T1: 60.00 + 180.00 + 24.99 + 49.98 + 124.95 + 660.00 + 120.00.
# T2: 70.00 + 140.00 + 29.99 + 119.96 + 700.00 + 269.91 + 210.00 + 59.98 - 119.96.
OWED = ["5485.48", "1219.92", "1479.88"]

# Earned: the columns above, less the refund.
# GA: 109.71 own + 18.29 from the first tier + 12.00 from the second - 0.90.
# T1: 36.60 own + 24.00 from the second tier - 1.80.
# T2: 84.79 own - 7.20.
EARNED = ["139.10", "58.80", "77.59"]


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(datetime(2026, 4, 1, 2, tzinfo=UTC))


@pytest.fixture
def desk(database: Database, clock: MovingClock) -> Desk:
    return Desk(database=database, clock=clock, ports=PORTS)


@pytest.fixture
async def shop(open_work: Callable[[], AbstractAsyncContextManager[Work]]) -> Shop:
    """The month, sold, refunded and closed."""
    async with open_work() as work:
        shop = await open_shop(work)
        await make_goods(work, "TEA", "50.00", "60.00", "70.00")
        await make_goods(work, "CUP", "21.37", "24.99", "29.99", group="ware")
        rates = [level(1, "2"), level(2, "3"), level(3, "5"), level(3, "6", "ware")]
        await make_plan(work, *rates, override(1, "1.5"), override(2, "0.75"))
    for place, (number, seller, sku, quantity, *_) in enumerate(ORDERS):
        async with open_work() as work:
            day = date(2026, 3, 1 + place)
            order_id = await shop.sell(work, number, shop.chain[seller], (sku, quantity), on=day)
        if number == "SO-18":
            refunded = order_id
    async with open_work() as work:
        await shop.take_back(work, refunded, "RT-1", quantity=4, on=date(2026, 3, 25))
    async with open_work() as work:
        await settlements.close_month(work, period=MARCH)
    return shop


def account(shop: Shop, place: int, kind: ledger.AccountKind, brand_id: BrandId) -> ledger.Account:
    return ledger.Account(brand_id, kind, shop.chain[place], Currency("CNY"))


async def test_every_commission_line_is_what_the_hand_computed(
    shop: Shop, desk: Desk, brand_id: BrandId
) -> None:
    async with desk.database.reading(brand_id) as session:
        (run,) = await settlements.runs_of(session, brand_id)
        found = {
            (line.order_number, place, line.reverses_id is not None): (line.base, line.amount)
            for place, party in enumerate(shop.chain)
            for line in await commissions.lines_of(
                session, brand_id, run_id=run.run_id, beneficiary_id=PartyId(party)
            )
        }

    expected = {
        (number, place, False): (cny(net), cny(amount))
        for number, _, _, _, net, *amounts in ORDERS
        for place, amount in enumerate(amounts)
        if amount != "0"
    }
    for place, amount in enumerate(REFUND[1:]):
        expected["SO-18", place, True] = (cny(f"-{REFUND[0]}"), cny(amount))
    assert found == expected


async def test_the_ledger_holds_what_the_hand_computed(
    shop: Shop, desk: Desk, brand_id: BrandId
) -> None:
    kinds = ledger.AccountKind
    async with desk.database.reading(brand_id) as session:
        for place in (GA, T1, T2):
            receivable = account(shop, place, kinds.RECEIVABLE, brand_id)
            payable = account(shop, place, kinds.COMMISSION_PAYABLE, brand_id)
            owed = await ledger.balance_on(session, brand_id, receivable, MARCH.last)
            earned = await ledger.balance_on(session, brand_id, payable, MARCH.last)

            assert (owed.on_debit.decimal, earned.on_credit.decimal) == (OWED[place], EARNED[place])


async def test_the_statements_say_what_the_hand_computed(
    shop: Shop, desk: Desk, brand_id: BrandId
) -> None:
    del shop
    async with desk.database.reading(brand_id) as session:
        rows = await settlements.statements_of(session, brand_id)

    assert [row.owed_closing.decimal for row in rows] == OWED
    assert [row.earned_closing.decimal for row in rows] == EARNED


async def test_everything_stays_true(shop: Shop, desk: Desk, brand_id: BrandId) -> None:
    del shop
    every = (*ledger.INVARIANTS, *commissions.INVARIANTS, *settlements.INVARIANTS)

    proofs = await prove(desk.database, brand_id, every)

    assert [fault for proof in proofs for fault in proof.faults] == []


async def test_the_printed_statements_read_the_same(
    shop: Shop, desk: Desk, brand_id: BrandId, tmp_path: Path
) -> None:
    del shop
    async with desk.database.reading(brand_id) as session:
        (run,) = await settlements.runs_of(session, brand_id)
    await settlements.print_statements(desk, brand_id, run.run_id)

    async with desk.database.reading(brand_id) as session:
        rows = await settlements.statements_of(session, brand_id)
        printed = [
            pdf_text(await blobs.load(session, brand_id, row.blob_id), tmp_path)
            for row in rows
            if row.blob_id
        ]

    for place, words in enumerate(printed):
        assert f"{float_free(OWED[place])}" in words
        assert f"{float_free(EARNED[place])}" in words
    assert "SO-18" in printed[T2]
    assert "\N{MINUS SIGN}7.20" in printed[T2]
    assert "\N{MINUS SIGN}119.96" in printed[T2]
    assert len(printed) == len(OWED)


async def test_the_files_come_to_the_same(shop: Shop, desk: Desk, brand_id: BrandId) -> None:
    del shop
    async with desk.database.reading(brand_id) as session:
        documents = [
            await settlements.document_of(session, brand_id, row.statement_id)
            for row in await settlements.statements_of(session, brand_id)
        ]

    for place, document in enumerate(documents):
        written = SpreadsheetStatements().csv(document).decode("utf-8-sig")
        lines = [
            row
            for row in csv.DictReader(io.StringIO(written))
            if row.get("Part", row.get("部分")) in {"Lines", "明细"}
        ]
        # What was owed and earned when the month began was nothing.
        sums = [
            total_of((cny(dict(row)[amount]) for row in lines if row[account] == side), "CNY")
            for amount, account, side in SIDES
            if amount in lines[0]
            if any(row[account] == side for row in lines)
        ]
        assert [each.decimal for each in sums] == [OWED[place], EARNED[place]]
        assert all(row.get("Journal") or row.get("分录编号") for row in lines)


SIDES = (
    ("Amount", "Account", "What you owe"),
    ("Amount", "Account", "What you have earned"),
    ("金额", "账户", "往来欠款"),
    ("金额", "账户", "佣金与返利"),
)


def float_free(amount: str) -> str:
    """Write an amount with thousands separators, as the statement does."""
    whole, point, cents = amount.partition(".")
    return f"{int(whole):,}{point}{cents}"


def pdf_text(content: bytes, tmp_path: Path) -> str:
    """Return the text of a PDF as pdftotext reads it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    file = tmp_path / "statement.pdf"
    file.write_bytes(content)
    command = ["pdftotext", "-layout", str(file), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
