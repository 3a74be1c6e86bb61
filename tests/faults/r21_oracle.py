"""R21: the engine books the commissions that the slow oracle books, world by world, row by row."""

import asyncio
import tempfile
from pathlib import Path
from typing import Final

from tests.commissions.worlds import difference
from tests.conftest import FAST
from tributary.platform import Database, Subscriptions, migrate
from tributary.platform.postgres import EmbeddedPostgres, prepare_database

WORLDS: Final = 200


async def _run(worlds: int, seed: int, folder: Path) -> list[str]:
    with EmbeddedPostgres(folder / "postgres", conf=FAST) as server:
        url = server.superuser_url("tributary")
        urls = prepare_database(url, secrets_file=folder / "roles.json")
        migrate(urls.migrate)
        database = Database(urls.app, subscriptions=Subscriptions(), connections_max=4)
        found = [await difference(database, seed * 1_000_000 + nth) for nth in range(1, worlds + 1)]
        await database.close()
    return [one for one in found if one is not None]


def main(n: int | None, seed: int) -> int:
    """Try so many worlds; 0 when engine and oracle agree in all."""
    worlds = n or WORLDS
    with tempfile.TemporaryDirectory(prefix="tributary-r21-") as folder:
        Path(folder).chmod(0o711)
        unequal = asyncio.run(_run(worlds, seed, Path(folder)))
    for each in unequal:
        print(each)
    reach = "no" if unequal else "ok"
    print(f"R21 worlds={worlds} unequal={len(unequal)} seed={seed} reach={reach}")
    return 1 if unequal else 0
