"""Behind PgBouncer in transaction mode: sessions are anybody's, and no brand stays in one."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx
import psycopg
import pytest
from sqlalchemy import text

from tests.api.graphql.conftest import ask, distributor_of, owner_of
from tests.conftest import MovingClock
from tests.factories.pooling import PROGRAM, pgbouncer
from tests.factories.trade import Trade
from tests.factories.web import ORIGIN, PASSWORD, Web
from tributary.api.graphql.engine import Engine, Library, ReadPool
from tributary.api.graphql.schema import catalogue
from tributary.app import composed, site
from tributary.kernel import Actor, BrandId, new_id
from tributary.platform import Database
from tributary.platform.postgres import (
    DatabaseUrls,
    SettingsDropped,
    refuse_dropped_settings,
)
from tributary.settings import read_settings

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="PgBouncer is not installed here")

SHOWN = "SELECT current_setting('app.brand_id')"
LEFT = "SELECT current_setting('app.brand_id', true)"
SETTINGS = "SELECT current_setting('TimeZone') || ' ' || current_setting('jit')"
ORDERS = "{ orders(first: 5) { nodes { id number lines(first: 3) { nodes { sku } } } } }"
IGNORING = (
    "ignore_startup_parameters = options,search_path,jit,plan_cache_mode,"
    "default_transaction_read_only,statement_timeout,app.brand_id"
)


@pytest.fixture(scope="module")
async def pooled(urls: DatabaseUrls) -> AsyncIterator[str]:
    """Two sessions for everybody."""
    async with pgbouncer(urls.app, sessions=2) as url:
        yield url


async def left_behind(url: str) -> set[str]:
    """Return what the sessions of the pooler still know of a brand, each asked several times."""
    found: set[str] = set()
    for _ in range(12):
        async with await psycopg.AsyncConnection.connect(url) as connection:
            row = await (await connection.execute(LEFT)).fetchone()
            found.add(str((row and row[0]) or ""))
    return found


async def test_reads_of_many_brands_share_sessions_and_no_brand(pooled: str) -> None:
    chance = random.Random(7)
    brands = [BrandId(new_id()) for _ in range(8)]
    asked = [chance.choice(brands) for _ in range(240)]
    reads = ReadPool(pooled, connections_max=8, pooled=True)

    seen = await asyncio.gather(*(reads.value(SHOWN, [], brand) for brand in asked))
    set_to = await reads.value(SETTINGS, [], brands[0])
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await reads.value("SELECT pg_sleep(30)::text", [], brands[0])
    await reads.close()

    assert [each.decode() for each in seen] == [str(brand) for brand in asked]
    assert set_to == b"UTC off"
    assert await left_behind(pooled) == {""}


async def test_works_of_many_brands_share_sessions_and_no_brand(pooled: str) -> None:
    database = Database(pooled, connections_max=8, pooled=True)
    clock = MovingClock()

    async def worked(fails: bool) -> bool:
        brand = BrandId(new_id())
        async with database.work(Actor.system(brand, "test"), now=clock()) as work:
            await asyncio.sleep(0)
            seen = (await work.session.execute(text(SHOWN))).scalar_one()
            zone = (await work.session.execute(text(SETTINGS))).scalar_one()
            if fails:
                await work.session.execute(text("SELECT 1 / 0"))
        return (seen, zone) == (str(brand), "UTC off")

    found = await asyncio.gather(
        *(worked(fails=n % 4 == 0) for n in range(60)), return_exceptions=True
    )
    await database.close()

    assert [one for n, one in enumerate(found) if n % 4] == [True] * 45
    assert all(isinstance(one, Exception) for one in found[::4])
    assert await left_behind(pooled) == {""}


async def test_the_graph_answers_the_same_behind_it(
    pooled: str, engine: Engine, trade: Trade, other_trade: Trade
) -> None:
    reads = ReadPool(pooled, connections_max=6, pooled=True)
    behind = Engine(Library(catalogue()), reads)
    viewers = [
        owner_of(trade),
        owner_of(other_trade),
        *(distributor_of(trade, n) for n in range(1, 5)),
        *(distributor_of(other_trade, n) for n in range(1, 5)),
    ]
    expected = [await ask(engine, viewer, ORDERS) for viewer in viewers]

    answers = await asyncio.gather(*(ask(behind, viewer, ORDERS) for viewer in viewers * 10))
    await reads.close()

    assert answers == expected * 10
    assert expected[0] != expected[1]


async def test_the_site_works_behind_it(
    pooled: str, web: Web, urls: DatabaseUrls, tmp_path: Path
) -> None:
    behind = replace(urls, app=pooled)
    settings = read_settings(
        {
            "TRIBUTARY_HOME": str(tmp_path),
            "TRIBUTARY_POOLER": "transaction",
            "MIGRATE_DATABASE_URL": urls.migrate,
            "APP_DATABASE_URL": pooled,
            "WORKER_DATABASE_URL": urls.worker,
        }
    )
    async with (
        composed(settings, behind, clock=MovingClock()) as application,
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app=site(application), client=("192.0.2.83", 1)),
            base_url=ORIGIN,
            headers={"x-tributary": "1"},
        ) as browser,
    ):
        given = {"brand": web.slug, "email": web.email(1), "password": PASSWORD}
        signed_in = await browser.post("/session", json=given)
        asked = await browser.post("/graphql", json={"query": "{ viewer { user { email } } }"})
        signed_out = await browser.delete("/session")

    assert (signed_in.status_code, signed_out.status_code) == (200, 204)
    assert asked.json()["data"] == {"viewer": {"user": {"email": web.email(1)}}}
    assert await left_behind(pooled) == {""}


async def test_a_pooler_that_nobody_told_of_is_refused(urls: DatabaseUrls, pooled: str) -> None:
    with pytest.raises(SettingsDropped, match="TRIBUTARY_POOLER"):
        await refuse_dropped_settings(pooled)
    async with pgbouncer(urls.app, sessions=1, more=IGNORING) as silent:
        with pytest.raises(SettingsDropped, match="TRIBUTARY_POOLER"):
            await refuse_dropped_settings(silent)

        # Why: sessions of it are taken for one's own, and what one brand set another finds.
        reads = ReadPool(silent, connections_max=1)
        mine = BrandId(new_id())
        assert await reads.value(SHOWN, [], mine) == str(mine).encode()
        assert await left_behind(silent) == {str(mine)}
        await reads.close()
    await refuse_dropped_settings(urls.app)
