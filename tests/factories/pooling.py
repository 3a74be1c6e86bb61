"""A real PgBouncer in transaction mode before a database, for as long as a test wants it."""

import asyncio
import os
import shutil
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg

from tests.factories.addresses import over_tcp
from tests.factories.ports import free_port

PROGRAM: Final = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")

_CONFIGURATION: Final = """
[databases]
{database} = host={host} port={port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listening}
unix_socket_dir =
auth_type = plain
auth_file = {users}
pool_mode = transaction
default_pool_size = {sessions}
max_client_conn = 200
{more}
"""


@asynccontextmanager
async def pgbouncer(url: str, *, sessions: int, more: str = "") -> AsyncGenerator[str]:
    """Hand out the URL of a pooler that shares a few sessions of a role among all transactions.

    Args:
        url: the role and the database behind it.
        sessions: how many it opens there.
        more: further lines of its configuration.
    """
    assert PROGRAM is not None
    parts = urlsplit(over_tcp(url))
    listening = free_port()
    home = Path(tempfile.mkdtemp(prefix="tributary-pooler-"))
    users = home / "users"
    users.write_text(f'"{unquote(parts.username or "")}" "{unquote(parts.password or "")}"\n')
    configuration = home / "pgbouncer.ini"
    configuration.write_text(
        _CONFIGURATION.format(
            database=parts.path.removeprefix("/"),
            host=parts.hostname,
            port=parts.port,
            listening=listening,
            users=users,
            sessions=sessions,
            more=more,
        )
    )
    # It refuses to run as root, and is to read what it is given all the same.
    account = ["-u", "nobody"] if os.geteuid() == 0 else []
    for path, mode in ((home, 0o755), (users, 0o644), (configuration, 0o644)):
        path.chmod(mode)
    process = await asyncio.create_subprocess_exec(
        PROGRAM, "-q", *account, str(configuration), stderr=asyncio.subprocess.DEVNULL
    )
    netloc = f"{parts.username}:{parts.password}@127.0.0.1:{listening}"
    pooled = urlunsplit(parts._replace(netloc=netloc))
    try:
        await _answering(pooled)
        yield pooled
    finally:
        process.terminate()
        await process.wait()
        shutil.rmtree(home, ignore_errors=True)


async def _answering(url: str) -> None:
    async with asyncio.timeout(10):
        while True:
            with suppress(psycopg.OperationalError):
                async with await psycopg.AsyncConnection.connect(url):
                    return
            await asyncio.sleep(0.05)
