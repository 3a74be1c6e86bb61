"""P5: statement PDFs of 1 and 18 pages, Chinese and Latin, and 10,000 of them with all cores.

Pages per CPU second of our printer, and of platypus with the same fonts on the same lines in the
same run; the slowest of the four kinds counts. Then a run of many statements is printed through
the product by a process for each core, into a server of its own: one process is killed -9 in the
middle, another takes its place, and at the end every statement has exactly one PDF.
N=500 make bench ID=P5 prints fewer.
"""

import asyncio
import multiprocessing
import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from bench.server import own_server
from bench.statement_floor import floor_pdf, prepare
from tests.factories.parties import open_house
from tests.gateways.pdf.specimens import long_statement, statement
from tributary import settlements
from tributary.gateways.pdf import PdfStatements, render_statement
from tributary.kernel import Actor, BrandId, SettlementRunId, new_id
from tributary.platform import Database, Desk, prove
from tributary.settlements import PayPages, StatementDocument, StatementPrinter
from tributary.settlements.ports import Language

STATEMENTS: Final = int(os.environ.get("N", "10000"))
CPU_SECONDS: Final = 3.0
PAGES_MIN: Final = 100
LINES: Final = 12
LANGUAGES: Final[tuple[Language, ...]] = ("zh-CN", "en")
NOW: Final = datetime(2026, 4, 1, 2, tzinfo=UTC)
CORES: Final = os.cpu_count() or 1

_PAGE: Final = re.compile(rb"/Type /Page\b")

_PARTIES: Final = """
    INSERT INTO parties (brand_id, id, kind, code, name, language, created_at)
    SELECT :brand, derived_id(:brand || ':' || n), 'distributor', 'D' || n, '成都锦里商贸 ' || n,
           CASE n % 2 WHEN 0 THEN 'zh' ELSE 'en' END, :now
    FROM generate_series(1, :count) n
"""
_RUN: Final = """
    INSERT INTO settlement_runs (brand_id, id, period_start, period_end, state, started_at,
                                 closed_at, statements_count)
    VALUES (:brand, :run, '2026-03-01', '2026-04-01', 'closed', :now, :now, :count)
"""
_STATEMENTS: Final = """
    INSERT INTO statements (brand_id, id, run_id, number, creditor_id, counterparty_id, currency,
      period_start, period_end, owed_opening_minor, owed_movement_minor, owed_closing_minor,
      earned_opening_minor, earned_movement_minor, earned_closing_minor, netting, language,
      creditor_name, creditor_address, counterparty_name, counterparty_code, state, issued_on,
      created_at)
    SELECT :brand, derived_id('statement:' || :brand || ':' || n), :run,
      'ST-2026-' || lpad(n::text, 6, '0'), :brand, derived_id(:brand || ':' || n), 'CNY',
      '2026-03-01', '2026-04-01', 0, :lines * 12345, :lines * 12345, 0, 0, 0, 'separate',
      CASE n % 2 WHEN 0 THEN 'zh' ELSE 'en' END, '上海云岚茶业有限公司', 'Shanghai',
      '成都锦里商贸 ' || n, 'D' || n, 'issued', '2026-04-01', :now
    FROM generate_series(1, :count) n
"""
_LINES: Final = """
    INSERT INTO statement_lines (brand_id, statement_id, position, side, section, journal_id,
      subject_id, booked_on, reference, detail, amount_minor, currency)
    SELECT :brand, derived_id('statement:' || :brand || ':' || n), line, 'owed', 'receivable',
      derived_id(:brand || ':' || n || ':' || line), NULL, DATE '2026-03-01' + line,
      'INV-2026-' || n || '-' || line, 'SO-' || n || '-' || line, 12345, 'CNY'
    FROM generate_series(1, :count) n CROSS JOIN generate_series(1, :lines) line
"""
_PRINTED: Final = """
    SELECT count(*) FILTER (WHERE kept = 1) AS once, count(*) AS statements FROM (
      SELECT s.id, count(b.id) AS kept FROM statements s
      LEFT JOIN blobs b ON b.brand_id = :brand AND b.file_name = s.number || '.pdf'
      WHERE s.brand_id = :brand GROUP BY s.id) AS found
"""


class _Pages:
    """Pay pages at no address: nothing of this run can be paid."""

    def url_of(self, token: str) -> str:
        return f"https://pay.lotus.example/pay/{token}"


def specimens() -> dict[str, StatementDocument]:
    """Return what is printed: one page and eighteen, in both languages."""
    found: dict[str, StatementDocument] = {}
    for language in LANGUAGES:
        short = replace(statement(language), commission_lines=[], open_items=[])
        short = replace(short, sections=short.sections[:2])
        moved = short.sections[0].total + short.sections[1].total
        owed = replace(short.owed, closing=short.owed.opening + moved)
        found[f"{language[:2]}_1"] = replace(short, owed=owed)
        found[f"{language[:2]}_18"] = long_statement(700, language)
    return found


def rate(render: Callable[[StatementDocument], bytes], document: StatementDocument) -> float:
    """Return the pages of a document that are printed in a second of one core."""
    pages = len(_PAGE.findall(render(document)))
    printed, began = 0, time.process_time()
    while (spent := time.process_time() - began) < CPU_SECONDS:
        render(document)
        printed += pages
    return printed / spent


def desk_at(url: str) -> Desk:
    """Return what a worker prints with."""
    ports: dict[object, object] = {StatementPrinter: PdfStatements(), PayPages: _Pages()}
    return Desk(database=Database(url, connections_max=2), clock=lambda: NOW, ports=ports)


async def prepare_run(url: str, brand_id: BrandId, run_id: SettlementRunId) -> None:
    """Write a closed run of statements that nobody has printed."""
    database = Database(url)
    scope = {"brand": brand_id, "run": run_id, "now": NOW, "count": STATEMENTS, "lines": LINES}
    async with database.work(Actor.system(brand_id, "bench"), now=NOW) as work:
        await open_house(work)
        for step in (_PARTIES, _RUN, _STATEMENTS, _LINES):
            named = {name: value for name, value in scope.items() if f":{name}" in step}
            await work.run(step, **named)
    await database.close()


def print_share(url: str, brand_id: BrandId, run_id: SettlementRunId, share: int) -> None:
    """Print as one of several processes, to the end."""

    async def printed() -> None:
        desk = desk_at(url)
        await settlements.print_statements(desk, brand_id, run_id, share=share)
        await desk.database.close()

    asyncio.run(printed())


async def progress(url: str, brand_id: BrandId, run_id: SettlementRunId) -> settlements.Progress:
    """Return how far the run is, as its screen shows it."""
    database = Database(url)
    async with database.reading(brand_id) as session:
        found = await settlements.progress_of(session, brand_id, run_id)
    await database.close()
    return found


def print_all(url: str, brand_id: BrandId, run_id: SettlementRunId) -> float:
    """Print a run with a process for each core, kill one on the way, and return the seconds."""
    context = multiprocessing.get_context("spawn")

    def begun(share: int) -> multiprocessing.process.BaseProcess:
        process = context.Process(target=print_share, args=(url, brand_id, run_id, share))
        process.start()
        return process

    began = time.monotonic()
    working = [begun(share) for share in range(CORES)]
    while (seen := asyncio.run(progress(url, brand_id, run_id))).printed < STATEMENTS // 3:
        time.sleep(0.5)
    working[0].kill()
    working[0].join()
    print(f"P5: killed one process after {seen.printed} of {seen.statements}", flush=True)
    working[0] = begun(0)
    while any(process.is_alive() for process in working):
        time.sleep(1)
        seen = asyncio.run(progress(url, brand_id, run_id))
        print(f"P5: {seen.printed} of {seen.statements} printed", flush=True)
    return time.monotonic() - began


async def faults(url: str, brand_id: BrandId) -> tuple[int, list[str]]:
    """Return how many statements have exactly one PDF, and what the stored bytes fail."""
    database = Database(url)
    wanted = [each for each in settlements.INVARIANTS if "PDF" in each.name]
    proofs = await prove(database, brand_id, wanted)
    async with database.work(Actor.system(brand_id, "bench"), now=NOW) as work:
        (row,) = await work.rows(_PRINTED, brand=brand_id)
    await database.close()
    return row.once, [fault for proof in proofs for fault in proof.faults]


def main() -> int:
    """Measure and print the closing line; return 0 when the figures are reached."""
    prepare()
    documents = specimens()
    rates = {name: rate(render_statement, document) for name, document in documents.items()}
    floors = {name: rate(floor_pdf, document) for name, document in documents.items()}
    for name, found in rates.items():
        print(f"P5: {name}: {found:.0f} pages per CPU second, platypus {floors[name]:.0f}")
    with own_server("p5") as server:
        brand_id, run_id = BrandId(new_id()), SettlementRunId(new_id())
        asyncio.run(prepare_run(server.urls.app, brand_id, run_id))
        seconds = print_all(server.urls.worker, brand_id, run_id)
        once, wrong = asyncio.run(faults(server.urls.app, brand_id))
    for fault in wrong:
        print(fault)
    slowest = min(rates.values())
    shown = " ".join(f"{name}={found:.0f}/s" for name, found in rates.items())
    least = {
        pages: min(floors[f"{language[:2]}_{pages}"] for language in LANGUAGES) for pages in (1, 18)
    }
    reached = slowest >= PAGES_MIN and once == STATEMENTS and not wrong
    print(
        f"P5 {shown} platypus_1={least[1]:.0f}/s platypus_18={least[18]:.0f}/s "
        f"statements={STATEMENTS} once={once} seconds={seconds:.0f} "
        f"each={STATEMENTS / seconds:.0f}/s faults={len(wrong)} "
        f"reach={'ok' if reached else 'no'}"
    )
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
