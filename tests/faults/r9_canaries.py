"""R9: generated questions over marked brands; nobody meets a mark of others, no log holds one.

Nor do the PDFs and the lists that CSV files are written of, which people of every kind download.
"""

import asyncio
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import structlog

from tests.api.graphql.canaries import Aviary, Flight, marked_in, plant
from tests.api.graphql.papers import Papers, print_statements
from tests.conftest import FAST
from tests.factories.forest import Forest, write_forest
from tests.faults.r8_matrix import WIDE
from tributary.api.graphql.engine import Engine, Library, ReadPool
from tributary.api.graphql.schema import catalogue
from tributary.platform import migrate
from tributary.platform.postgres import EmbeddedPostgres, prepare_database

QUERIES: Final = 5_000
PER_FOREST: Final = 10_000
"""Then other brands are planted: of another shape, and asked about by other people."""
PRINTED: Final = 60
"""Statements of each brand that are printed."""
CROWD: Final = 60
"""People who download, beside one of each kind."""


@dataclass
class Told:
    """What was asked, and what was found."""

    asked: int = 0
    marks: int = 0
    pdfs: int = 0
    csv: int = 0
    printed_marks: int = 0
    tampered: int = 0
    leaks: list[str] = field(default_factory=list[str])
    logged: list[str] = field(default_factory=list[str])

    def add(self, flight: Flight, papers: Papers) -> None:
        """Add what a flight and its downloads found."""
        self.asked += flight.asked
        self.marks += flight.marks + papers.marks
        self.pdfs += papers.pdfs
        self.csv += papers.csv
        self.printed_marks += papers.printed_marks
        self.tampered += papers.tampered
        self.leaks += [*flight.leaks, *papers.leaks]


async def _fly(wanted: int, seed: int, folder: Path) -> Told:
    server = EmbeddedPostgres(folder / "postgres", conf=FAST)
    server.start()
    found = Told()
    try:
        url = server.superuser_url("tributary")
        urls = prepare_database(url, secrets_file=folder / "roles.json")
        migrate(urls.migrate)
        pool = ReadPool(urls.app, connections_max=2, deadline_seconds=20)
        while found.asked < wanted:
            # Each time other people ask about brands of another shape.
            grown = seed + found.asked
            trades = [write_forest(url, grown + each) for each in (0, 500)]
            for trade in trades:
                plant(url, trade.brand_id, catalogue())
                await print_statements(url, urls, trade.brand_id, PRINTED)
            aviary = Aviary(catalogue(), [Forest.read(url, trade) for trade in trades])
            engine = Engine(Library(catalogue(), limits=WIDE), pool)
            flight, papers = Flight(engine, aviary, grown), Papers(engine, urls, aviary, grown)
            with structlog.testing.capture_logs() as told:
                await flight.run(min(PER_FOREST, wanted - found.asked))
                await papers.run(CROWD)
            found.logged += marked_in(map(str, told))
            found.add(flight, papers)
            print(
                f"{found.asked} asked, {found.pdfs} PDFs, {found.csv} CSV, "
                f"{found.marks} marks met, {len(found.leaks)} foreign",
                flush=True,
            )
        await pool.close()
    finally:
        server.stop()
    return found


def main(n: int | None, seed: int) -> int:
    """Ask as many questions as told; 0 when no answer and no log holds a foreign mark."""
    with tempfile.TemporaryDirectory(prefix="tributary-r9-") as folder:
        Path(folder).chmod(0o711)
        found = asyncio.run(_fly(n or QUERIES, seed, Path(folder)))
    for each in (*found.leaks[:20], *found.logged[:20]):
        print(each)
    is_enough = found.asked >= (n or QUERIES) and found.marks > found.asked
    is_read = found.printed_marks > found.pdfs > 0 and found.csv > 0
    reached = is_enough and is_read and not found.leaks and not found.logged
    print(
        f"R9 queries={found.asked} pdfs={found.pdfs} csv={found.csv} tampered={found.tampered} "
        f"marks={found.marks} foreign={len(found.leaks)} logged={len(found.logged)} "
        f"seed={seed} reach={'ok' if reached else 'no'}"
    )
    return 0 if reached else 1
