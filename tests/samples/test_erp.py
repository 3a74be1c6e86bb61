"""The ERP sample: killed in the middle and started again, it does nothing twice."""

import asyncio
import csv
import os
import signal
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest

from tests.factories.ports import free_port
from tests.journeys.house import CNY, HEADER, pay_out
from tests.samples.building import ROOT
from tests.samples.conftest import Shop
from tests.samples.snippets import scopes_named
from tributary import identity, integrations, payments, receivables
from tributary.identity import Flow, ProgramDraft, Role
from tributary.integrations import EndpointDraft, FactKind
from tributary.kernel import Money, PartyId, ReceiptId
from tributary.payments import LinkItem
from tributary.platform import Seals, outbox

SCRIPT: Final = ROOT / "docs" / "samples" / "erp" / "erp.py"
PATIENCE: Final = 60.0

NOTES: Final = (
    HEADER
    + """\
N-1,{month}-20 10:00:00,{month}-21,EAST,TEA-01,3,,
N-2,{month}-20 11:00:00,{month}-21,EAST,TEA-99,1,,
"""
)


@dataclass
class Erp:
    """The script, let in as a program with the role of an accountant."""

    shop: Shop
    folder: Path
    environment: dict[str, str]

    @asynccontextmanager
    async def started(self, *arguments: str) -> AsyncGenerator[asyncio.subprocess.Process]:
        """Start it, and kill it at the end of the block if it still runs."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(SCRIPT),
            "--state",
            str(self.folder),
            *arguments,
            env=self.environment,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGKILL)
            await process.communicate()

    async def run(self, *arguments: str) -> str:
        """Run it to its end, and return what it logged."""
        async with self.started(*arguments) as process, asyncio.timeout(PATIENCE):
            _, told = await process.communicate()
        assert process.returncode == 0, told.decode()
        return told.decode()

    def journal(self) -> list[list[str]]:
        """Return what was written of East, without documents and references."""
        text = (self.folder / "journal.csv").read_text(encoding="utf-8")
        rows = [each for each in csv.reader(text.splitlines()) if "EAST" in each]
        return [[row[0], row[4], row[5]] for row in rows]

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        async with self.shop.stage.application.desk.work(self.shop.brand_id, "test") as work:
            return [tuple(row) for row in await work.rows(sql)]


@pytest.fixture
async def erp(shop: Shop, tmp_path: Path) -> Erp:
    program = await shop.let_in(
        ProgramDraft(
            name="ERP",
            flows=frozenset({Flow.CLIENT_CREDENTIALS}),
            scopes=identity.scopes_of(*scopes_named(SCRIPT.with_name("README.md"))),
            roles=frozenset({Role.ACCOUNTANT}),
        )
    )
    environment = {
        **os.environ,
        "TRIBUTARY_SITE": shop.stage.site_url,
        "TRIBUTARY_CLIENT_ID": program.name,
        "TRIBUTARY_CLIENT_SECRET": program.secret or "",
    }
    return Erp(shop, tmp_path / "state", environment)


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await holds():  # noqa: ASYNC110  It is in another process.
            await asyncio.sleep(0.02)


async def settled(shop: Shop) -> None:
    await outbox.deliver_all(shop.stage.application.worker_desk, shop.brand_id)


@asynccontextmanager
async def working(shop: Shop) -> AsyncGenerator[None]:
    """Have done what the brand's people and programs start, as a worker does."""

    async def work() -> None:
        while True:
            await settled(shop)
            await asyncio.sleep(0.05)

    worker = asyncio.ensure_future(work())
    try:
        yield
    finally:
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)


async def test_delivery_notes_come_in_once_though_it_is_killed(erp: Erp, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    notes = NOTES.format(month=erp.shop.month.start.isoformat()[:7])
    (folder / "note-1.csv").write_text(notes, encoding="utf-8")
    command = ("notes", str(folder), "--channel", "desk")

    # Nobody works yet: it has sent its file and waits, and there it dies.
    async with erp.started(*command):
        await until(lambda: _is_there(erp, "SELECT 1 FROM tasks WHERE title = 'note-1.csv'"))
    async with working(erp.shop):
        again = await erp.run(*command)
        third = await erp.run(*command)

    assert "note-1.csv: 1 orders wait to be corrected" in again
    assert "note-1.csv" not in third
    runs = "SELECT count(*) FROM import_runs WHERE file_name = 'note-1.csv'"
    orders = "SELECT external_id, shipped_on IS NOT NULL FROM orders WHERE external_id LIKE 'N-%'"
    assert await erp.rows(runs) == [(1,)]
    assert await erp.rows(orders) == [("N-1", True)]


async def _is_there(erp: Erp, sql: str) -> bool:
    return bool(await erp.rows(sql))


async def paid_by_east(shop: Shop) -> ReceiptId:
    """Let East pay the oldest of what it owes."""
    desk = shop.stage.application.desk
    brand_id, east = shop.brand_id, PartyId(shop.house["EAST"])
    async with desk.database.reading(brand_id) as session:
        items = await receivables.open_items(
            session, brand_id, creditor_id=PartyId(brand_id), debtor_id=east, currency=CNY
        )
    async with desk.work(brand_id, "test") as work:
        wanted = [LinkItem(items[0].receivable_id, Money.of("565.00", CNY))]
        link = await payments.create_link(work, items=wanted, now=desk.clock())
    await shop.stage.pay(f"{shop.stage.site_url}/pay/{link.token}")
    await shop.stage.settle_webhooks(brand_id)
    async with desk.database.reading(brand_id) as session:
        (receipt,) = await payments.receipts_of_link(session, brand_id, link.link_id)
    return receipt.receipt_id


async def listened_to(shop: Shop, port: int) -> str:
    """Open an endpoint for what the script listens to; return its secret."""
    application = shop.stage.application
    kinds = frozenset({FactKind.PAYMENT_RECEIVED, FactKind.REFUND_SETTLED})
    draft = EndpointDraft(f"http://127.0.0.1:{port}/", "ERP", kinds)
    async with application.desk.work(shop.brand_id, "test") as work:
        made = await integrations.create_endpoint(work, application.desk.port(Seals), draft)
    return made.secret


async def refund(shop: Shop, receipt_id: UUID) -> None:
    desk = shop.stage.application.desk
    async with desk.work(shop.brand_id, "test") as work:
        await payments.request_refund(
            work,
            receipt_id=ReceiptId(receipt_id),
            amount=Money.of("65.00", CNY),
            reason="a chest was damaged",
            today=desk.clock().date(),
        )
    await settled(shop)
    await shop.stage.settle_webhooks(shop.brand_id)


async def test_settled_cash_goes_out_once_though_it_is_killed(erp: Erp) -> None:
    shop = erp.shop
    receipt_id = await paid_by_east(shop)
    await pay_out(shop.stage, shop.brand_id, shop.house)
    before = [
        ["receipt", "565.00", "CNY"],
        ["fee", "-5.65", "CNY"],
        ["payout", "-116.00", "CNY"],
    ]
    file = erp.folder / "journal.csv"

    # Killed as soon as something is written, in the middle of a line.
    async with erp.started("cash"):
        await until(lambda: _is_written(file))
    os.truncate(file, file.stat().st_size - 7)
    await erp.run("cash")
    again = await erp.run("cash")

    assert erp.journal() == before
    assert f" 0 entries written, everything before {shop.month.end} is final" in again

    # From now on it is woken by a message that we sign.
    port = free_port()
    erp.environment["TRIBUTARY_WEBHOOK_SECRET"] = await listened_to(shop, port)
    async with erp.started("cash", "--listen", str(port)) as process:
        assert process.stderr is not None
        while b"entries written" not in await process.stderr.readline():
            pass
        await refund(shop, receipt_id)
        await until(lambda: _is_written(file, "refund"))

    assert erp.journal() == [*before, ["refund", "-65.00", "CNY"]]


async def _is_written(file: Path, kind: str = "receipt") -> bool:
    def look() -> bool:
        return file.exists() and f"\n{kind}," in file.read_text(encoding="utf-8")

    return await asyncio.to_thread(look)
