"""The command line on the session's database, and a house to run it on."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tributary.app import composed
from tributary.cli.demo.files import OrderFile, write_files
from tributary.cli.demo.house import open_house
from tributary.cli.demo.sales import months_before, sales_of
from tributary.cli.root import app
from tributary.platform import Desk
from tributary.platform.postgres import DatabaseUrls
from tributary.settings import read_settings

TODAY = date(2026, 4, 15)
MONTHS = months_before(TODAY)

Command = Callable[..., Result]


@pytest.fixture(scope="session")
def environment(urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {
        "MIGRATE_DATABASE_URL": urls.migrate,
        "APP_DATABASE_URL": urls.app,
        "WORKER_DATABASE_URL": urls.worker,
        "REPORT_DATABASE_URL": urls.report,
        "TRIBUTARY_HOME": str(tmp_path_factory.mktemp("home")),
        "COLUMNS": "200",
    }


@pytest.fixture
def tributary(environment: dict[str, str]) -> Iterator[Command]:
    """Runs one command in this process, with the log put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level

    def command(*arguments: str | Path, typed: str | None = None) -> Result:
        given = [str(each) for each in arguments]
        return CliRunner().invoke(app, given, input=typed, env=environment)

    yield command
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="session")
def house(urls: DatabaseUrls, environment: dict[str, str]) -> str:
    """Open the demo's house before its first order; return the slug of the brand."""

    async def opened() -> None:
        async with composed(read_settings(environment), urls) as application:
            desk = application.worker_desk
            then = datetime(2026, 1, 1, tzinfo=UTC)
            past = Desk(database=desk.database, clock=lambda: then, ports=desk.ports)
            await open_house(past, first_day=MONTHS[0].start, third_month=MONTHS[2].start)

    asyncio.run(opened())
    return "qingluan"


@pytest.fixture(scope="session")
def order_files(tmp_path_factory: pytest.TempPathFactory) -> list[OrderFile]:
    return write_files(tmp_path_factory.mktemp("files"), sales_of(MONTHS, 120))
