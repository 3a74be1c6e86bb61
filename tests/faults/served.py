"""The site in a process of its own, over a PostgreSQL and a brand that were made for it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

from tests.conftest import FAST
from tests.factories.web import COOKIE, PASSWORD, written
from tributary.app import composed
from tributary.cli.hosting import listen, told_to_stop
from tributary.cli.serving import serve_until
from tributary.cli.terminal import run_loop
from tributary.platform import migrate
from tributary.platform.postgres import DatabaseUrls, EmbeddedPostgres, prepare_database
from tributary.settings import read_settings


@dataclass(frozen=True)
class Served:
    """Where the site is, and whom it knows."""

    port: int
    process_id: int
    postmaster_id: int
    brands: tuple[str, ...]
    """What each brand's slug and the addresses of its people follow from."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def cookie(self, n: int, *, brand: int = 0) -> str:
        """Sign the n-th person of a brand in; return the cookie as it is sent back."""
        mark = self.brands[brand]
        email = f"u{n}@{mark}.example"
        given = {"brand": f"brand-{mark}", "email": email, "password": PASSWORD}
        async with httpx.AsyncClient(base_url=self.url, headers={"x-tributary": "1"}) as client:
            answer = await client.post("/session", json=given, timeout=30)
        assert answer.status_code == 200, answer.text
        # Over plain HTTP a jar would keep back a cookie that is for HTTPS.
        token = answer.headers["set-cookie"].split(";")[0].partition("=")[2]
        return f"{COOKIE}={token}"


def serve() -> None:
    """Serve the site until told to stop, as the product does."""
    given = json.loads(os.environ["SERVED_SITE"])

    async def serving() -> None:
        url = f"http://127.0.0.1:{given['port']}"
        settings = read_settings({"TRIBUTARY_HOME": given["home"], "TRIBUTARY_PUBLIC_URL": url})
        async with (
            composed(settings, DatabaseUrls(**given["urls"])) as application,
            told_to_stop() as stop,
        ):
            listener = listen("127.0.0.1", given["port"], advice="")
            await serve_until(stop, application, listener, with_worker=False)

    run_loop(serving())


@contextmanager
def served(folder: Path, *, orders: int = 4, brands: int = 1) -> Iterator[Served]:
    """Serve brands with so many orders each until the block ends."""
    with EmbeddedPostgres(folder / "postgres", conf=FAST) as server:
        superuser = server.superuser_url("tributary")
        urls = prepare_database(superuser, secrets_file=folder / "roles.json")
        migrate(urls.migrate)
        trades = [written(superuser, orders=orders) for _ in range(brands)]
        with listen("127.0.0.1", 0, advice="") as free:
            port = free.getsockname()[1]
        given = {"home": str(folder / "home"), "port": port, "urls": asdict(urls)}
        with subprocess.Popen(
            [sys.executable, "-c", "from tests.faults.served import serve; serve()"],
            env={**os.environ, "SERVED_SITE": json.dumps(given)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                assert process.stdout is not None
                assert process.stdout.readline().startswith(b"Serving on")
                marks = tuple(trade.brand_id.hex for trade in trades)
                yield Served(port, process.pid, server.postmaster_pid, marks)
            finally:
                process.terminate()
