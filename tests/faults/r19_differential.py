"""R19: the engine answers generated queries as stock execution does."""

import asyncio
import tempfile
from pathlib import Path
from typing import Final

from tests.api.graphql.conftest import WIDE, trade_written
from tests.api.graphql.differential import PARTS, Unequal, first_unequal
from tests.api.graphql.reference import Rows
from tests.conftest import FAST
from tributary.api.graphql.engine import Engine, Library, ReadPool
from tributary.api.graphql.schema import catalogue
from tributary.platform import migrate
from tributary.platform.postgres import EmbeddedPostgres, prepare_database

QUERIES: Final = 20_000


async def _run(queries: int, seed: int, folder: Path) -> list[Unequal]:
    with EmbeddedPostgres(folder / "postgres", conf=FAST) as server:
        url = server.superuser_url("tributary")
        urls = prepare_database(url, secrets_file=folder / "roles.json")
        migrate(urls.migrate)
        trade = trade_written(url, "CNY")
        trade_written(url, "JPY")
        rows = Rows.read(url, trade.brand_id)
        pool = ReadPool(urls.app, connections_max=2, deadline_seconds=20)
        engine = Engine(Library(catalogue(), limits=WIDE), pool)
        each = -(-queries // PARTS)
        found = [
            await first_unequal(engine, trade, rows, part=part, queries=each, seed=seed)
            for part in range(PARTS)
        ]
        await pool.close()
    return [one for one in found if one is not None]


def main(n: int | None, seed: int) -> int:
    """Ask so many queries; 0 when all are answered alike."""
    queries = n or QUERIES
    with tempfile.TemporaryDirectory(prefix="tributary-r19-") as folder:
        Path(folder).chmod(0o711)
        unequal = asyncio.run(_run(queries, seed, Path(folder)))
    for each in unequal:
        print(each)
    reach = "no" if unequal else "ok"
    print(f"R19 queries={queries} unequal={len(unequal)} seed={seed} reach={reach}")
    return 1 if unequal else 0
