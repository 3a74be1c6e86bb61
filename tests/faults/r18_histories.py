"""R18: random histories of a business, with a proof of all invariants after each step."""

import tempfile
import time
from pathlib import Path
from typing import Final

from tests.conftest import FAST
from tests.settlements.histories import live
from tributary.platform import migrate
from tributary.platform.postgres import EmbeddedPostgres, prepare_database

HISTORIES: Final = 200


def main(n: int | None, seed: int) -> int:
    """Live so many histories; 0 when nothing that is always true was ever untrue."""
    histories = n or HISTORIES
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tributary-r18-") as folder:
        Path(folder).chmod(0o711)
        with EmbeddedPostgres(Path(folder) / "postgres", conf=FAST) as server:
            url = server.superuser_url("tributary")
            urls = prepare_database(url, secrets_file=Path(folder) / "roles.json")
            migrate(urls.migrate)
            try:
                live(urls.app, histories=histories, seed=seed)
            except AssertionError as fault:
                print(fault)
                print(f"R18 histories={histories} untrue=1 seed={seed} reach=no")
                return 1
    seconds = time.monotonic() - began
    print(f"R18 histories={histories} untrue=0 seconds={seconds:.0f} seed={seed} reach=ok")
    return 0
