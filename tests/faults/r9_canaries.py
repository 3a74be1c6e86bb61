"""R9: generated questions over marked brands; nobody meets a mark of others, no log holds one."""

import asyncio
import tempfile
from pathlib import Path
from typing import Final

import structlog

from tests.api.graphql.canaries import Aviary, Flight, marked_in, plant
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


async def _fly(wanted: int, seed: int, folder: Path) -> tuple[int, int, list[str], list[str]]:
    server = EmbeddedPostgres(folder / "postgres", conf=FAST)
    server.start()
    asked, marks = 0, 0
    leaks: list[str] = []
    logged: list[str] = []
    try:
        url = server.superuser_url("tributary")
        urls = prepare_database(url, secrets_file=folder / "roles.json")
        migrate(urls.migrate)
        pool = ReadPool(urls.app, connections_max=2, deadline_seconds=20)
        while asked < wanted:
            trades = [write_forest(url, seed + asked + each) for each in (0, 500)]
            for trade in trades:
                plant(url, trade.brand_id, catalogue())
            aviary = Aviary(catalogue(), [Forest.read(url, trade) for trade in trades])
            engine = Engine(Library(catalogue(), limits=WIDE), pool)
            flight = Flight(engine, aviary, seed + asked)
            with structlog.testing.capture_logs() as told:
                await flight.run(min(PER_FOREST, wanted - asked))
            logged += marked_in(map(str, told))
            asked, marks = asked + flight.asked, marks + flight.marks
            leaks += flight.leaks
            print(f"{asked} asked, {marks} marks met, {len(leaks)} foreign", flush=True)
        await pool.close()
    finally:
        server.stop()
    return asked, marks, leaks, logged


def main(n: int | None, seed: int) -> int:
    """Ask as many questions as told; 0 when no answer and no log holds a foreign mark."""
    with tempfile.TemporaryDirectory(prefix="tributary-r9-") as folder:
        Path(folder).chmod(0o711)
        asked, marks, leaks, logged = asyncio.run(_fly(n or QUERIES, seed, Path(folder)))
    for each in (*leaks[:20], *logged[:20]):
        print(each)
    reached = asked >= (n or QUERIES) and marks > asked and not leaks and not logged
    print(
        f"R9 queries={asked} marks={marks} foreign={len(leaks)} logged={len(logged)} "
        f"seed={seed} reach={'ok' if reached else 'no'}"
    )
    return 0 if reached else 1
