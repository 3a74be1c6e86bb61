"""A site in one process, a brand to sign in to, and browsers that do.

Import `application` and `web` in the conftest of the package that needs them.
"""

import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from functools import cache
from uuid import UUID

import httpx
import psycopg
import pytest
from argon2 import PasswordHasher
from starlette.types import ASGIApp

from tests.conftest import OPENING_DAY, MovingClock
from tests.factories.trade import Trade, write_trade
from tributary.app import Application, composed, site
from tributary.kernel import BrandId, new_id
from tributary.platform.postgres import DatabaseUrls, EmbeddedPostgres
from tributary.settings import read_settings

ORIGIN = "https://tributary.test"
PASSWORD = "lantern tide orchard nine"
COOKIE = "__Host-tributary"


@cache
def hashed() -> str:
    # A hash says what it costs to compare: hundreds of tests begin with somebody who signs in.
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@dataclass
class Web:
    """A brand on a running site, and whoever comes to it."""

    application: Application
    clock: MovingClock
    trade: Trade
    superuser_url: str
    stack: AsyncExitStack
    app: ASGIApp

    @property
    def slug(self) -> str:
        return f"brand-{self.trade.brand_id.hex}"

    def email(self, n: int) -> str:
        return f"u{n}@{self.trade.brand_id.hex}.example"

    async def browser(self, *, address: str | None = None) -> httpx.AsyncClient:
        """Open a browser at an address of its own, as failures are counted by address."""
        where = address or f"10.{'.'.join(str(secrets.randbelow(256)) for _ in range(3))}"
        transport = httpx.ASGITransport(app=self.app, client=(where, 40_000))
        headers = {"x-tributary": "1", "origin": ORIGIN, "sec-fetch-site": "same-origin"}
        client = httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers)
        return await self.stack.enter_async_context(client)

    async def sign_in(
        self, browser: httpx.AsyncClient, n: int, *, password: str = PASSWORD, **more: str
    ) -> httpx.Response:
        """Sign in: 1 is the owner, 2 the accountant, 10 + n the owner of distributor n."""
        given = {"brand": self.slug, "email": self.email(n), "password": password, **more}
        return await browser.post("/session", json=given)

    async def signed_in(self, n: int) -> httpx.AsyncClient:
        """Open a browser in which somebody is signed in."""
        browser = await self.browser()
        assert (await self.sign_in(browser, n)).status_code == 200
        return browser

    def tamper(self, sql: str, *parameters: object) -> None:
        """Change the database as nobody else can."""
        with psycopg.connect(self.superuser_url) as connection:
            connection.execute(sql.encode(), parameters or None)

    def ask(self, sql: str, *parameters: object) -> list[tuple[object, ...]]:
        with psycopg.connect(self.superuser_url) as connection:
            return connection.execute(sql.encode(), parameters or None).fetchall()

    def give_role(self, n: int, role: str, party: UUID | None = None) -> None:
        self.tamper(
            "INSERT INTO memberships VALUES (%s, %s, %s, %s, '2026-01-01')",
            self.trade.brand_id,
            self.trade.user(n),
            role,
            party,
        )

    def take_roles(self, n: int) -> None:
        self.tamper(
            "DELETE FROM memberships WHERE brand_id = %s AND user_id = %s",
            self.trade.brand_id,
            self.trade.user(n),
        )

    async def another_brand(self) -> "Web":
        """Return a second brand on the same site."""
        return replace(self, trade=written(self.superuser_url))


def written(superuser_url: str, *, orders: int = 4) -> Trade:
    """Write a brand whose people all have the same password."""
    trade = Trade(BrandId(new_id()), orders=orders)
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute("SET timezone TO 'UTC'")
        write_trade(connection, trade)
        connection.execute(
            "INSERT INTO passwords SELECT DISTINCT user_id, %s, timestamptz '2026-01-01' "
            "FROM memberships WHERE brand_id = %s",
            (hashed(), trade.brand_id),
        )
    return trade


@pytest.fixture(scope="session")
async def application(
    urls: DatabaseUrls, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Application]:
    settings = read_settings(
        {
            "TRIBUTARY_HOME": str(tmp_path_factory.mktemp("home")),
            "TRIBUTARY_PUBLIC_URL": ORIGIN,
            "TRIBUTARY_PAGES": str(tmp_path_factory.mktemp("unbuilt")),
        }
    )
    async with composed(settings, urls, clock=MovingClock()) as application:
        yield application


@pytest.fixture
async def web(application: Application, server: EmbeddedPostgres) -> AsyncIterator[Web]:
    clock = application.desk.clock
    assert isinstance(clock, MovingClock)
    clock.at = OPENING_DAY
    url = server.superuser_url("tributary")
    async with AsyncExitStack() as stack:
        yield Web(application, clock, written(url), url, stack, site(application))
