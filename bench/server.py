"""The database that a measurement has to itself."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tributary.platform import migrate
from tributary.platform.postgres import DatabaseUrls, EmbeddedPostgres, prepare_database


class Server(NamedTuple):
    """An embedded PostgreSQL with the product's durable settings, migrated and empty."""

    home: Path
    """A folder that is gone with it."""
    superuser: str
    """How to log in past all row policies, to fill it."""
    urls: DatabaseUrls
    """How the roles of the product log in."""


@contextmanager
def own_server(name: str) -> Iterator[Server]:
    """Run a server until the block ends."""
    with tempfile.TemporaryDirectory(prefix=f"tributary-{name}-") as folder:
        home = Path(folder)
        # The server runs as another user, who has to find its folder in here.
        home.chmod(0o711)
        with EmbeddedPostgres(home / "server") as server:
            superuser = server.superuser_url("tributary")
            urls = prepare_database(superuser, secrets_file=home / "roles.json")
            migrate(urls.migrate)
            yield Server(home, superuser, urls)
