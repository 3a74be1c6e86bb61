"""Databases to break: copies of a migrated one, in which a test may do what nobody else can.

Both fixtures are imported by tests/conftest.py alone: each further import would be a template of
its own with passwords of its own for the same roles, and the earlier copies would be locked out.
"""

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import pytest
from psycopg import sql

from tributary.platform import Database, migrate
from tributary.platform.postgres import DatabaseUrls, EmbeddedPostgres, prepare_database
from tributary.platform.postgres.urls import with_database

TEMPLATE = "scratch_template"


@dataclass(frozen=True, slots=True)
class ScratchDatabase:
    """One copy: the app role's connections, and a superuser who drops what guards it."""

    database: Database
    urls: DatabaseUrls
    superuser_url: str

    def tamper(self, *statements: LiteralString, **parameters: object) -> None:
        """Run statements as the superuser, whom neither policies nor grants hold."""
        with psycopg.connect(self.superuser_url) as connection:
            for statement in statements:
                connection.execute(statement, parameters if "%(" in statement else None)

    def ask(self, query: LiteralString, **parameters: object) -> list[tuple[Any, ...]]:
        """Read as the superuser."""
        with psycopg.connect(self.superuser_url) as connection:
            return connection.execute(query, parameters or None).fetchall()


@pytest.fixture(scope="session")
def scratch_template(
    server: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory
) -> DatabaseUrls:
    """A migrated database to which nobody stays connected, so that it can be copied."""
    secrets_file: Path = tmp_path_factory.mktemp("scratch") / "roles.json"
    urls = prepare_database(server.superuser_url(TEMPLATE), secrets_file=secrets_file)
    migrate(urls.migrate)
    return urls


@pytest.fixture
async def scratch_database(
    server: EmbeddedPostgres, scratch_template: DatabaseUrls
) -> AsyncIterator[ScratchDatabase]:
    """A fresh copy, gone after the test; its roles are those of the template."""
    name = f"scratch_{secrets.token_hex(6)}"
    with psycopg.connect(server.superuser_url("postgres"), autocommit=True) as connection:
        connection.execute(
            # Files are copied in a third of the time that PostgreSQL needs to log each page.
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(
                sql.Identifier(name), sql.Identifier(TEMPLATE)
            )
        )
        urls = DatabaseUrls(
            migrate=with_database(scratch_template.migrate, name),
            app=with_database(scratch_template.app, name),
            worker=with_database(scratch_template.worker, name),
            report=with_database(scratch_template.report, name),
        )
        scratch = ScratchDatabase(Database(urls.app), urls, server.superuser_url(name))
        yield scratch
        await scratch.database.close()
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
