"""R8: every cell of docs/access.md, run on three brands that follow from a seed."""

import asyncio
import tempfile
from pathlib import Path
from typing import Final

from tests.api.graphql.matrix import Findings, Matrix
from tests.api.graphql.reaches import NOW, Reaches
from tests.conftest import FAST, MovingClock
from tests.factories.forest import Forest, write_forest
from tests.factories.settlements import PORTS
from tributary import app
from tributary.api.graphql.engine import Engine, Library, Limits, ReadPool
from tributary.api.graphql.schema import catalogue
from tributary.platform import Database, Desk, configure_logs, migrate
from tributary.platform.postgres import EmbeddedPostgres, prepare_database

SEEDS: Final = 3
WIDE: Final = Limits(
    tokens=100_000, aliases=10_000, directives=10_000, depth=50, cost=10**9, fields=100_000
)


async def _run(seeds: int, seed: int, folder: Path) -> tuple[Findings, set[str]]:
    server = EmbeddedPostgres(folder / "postgres", conf=FAST)
    server.start()
    findings, missing = Findings(), set[str]()
    try:
        url = server.superuser_url("tributary")
        urls = prepare_database(url, secrets_file=folder / "roles.json")
        migrate(urls.migrate)
        pool = ReadPool(urls.app, connections_max=2, deadline_seconds=20)
        database = Database(urls.app, subscriptions=app.subscriptions_of_all(), connections_max=3)
        desk = Desk(database=database, clock=MovingClock(NOW), ports=PORTS)
        engine = Engine(Library(catalogue(), limits=WIDE), pool, desk)
        for each in range(seed, seed + seeds):
            own, foreign = (Forest.read(url, write_forest(url, n)) for n in (each, each + 1_000))
            matrix = Matrix(engine, catalogue(), own, foreign, findings)
            reaches = Reaches(engine, catalogue(), own, foreign, findings)
            await matrix.run()
            await reaches.run()
            missing |= matrix.missing() | reaches.missing()
        await pool.close()
        await database.close()
    finally:
        server.stop()
    return findings, missing


def main(n: int | None, seed: int) -> int:
    """Run the matrix on so many brands; 0 when every cell is as the page says."""
    # Deeds that would talk with the world have nobody to talk to here.
    configure_logs(as_json=True, level="CRITICAL")
    with tempfile.TemporaryDirectory(prefix="tributary-r8-") as folder:
        Path(folder).chmod(0o711)
        findings, missing = asyncio.run(_run(n or SEEDS, seed, Path(folder)))
    for each in (*findings.wrong[:20], *sorted(missing)[:20]):
        print(each)
    reached = not findings.wrong and not missing
    print(
        f"R8 brands={n or SEEDS} cells={len(findings.cells)} wrong={len(findings.wrong)} "
        f"missing={len(missing)} seed={seed} reach={'ok' if reached else 'no'}"
    )
    return 0 if reached else 1
