"""Connections for reads: nobody waits for ever, and nobody is handed what another left behind."""

import asyncio

import asyncpg  # type: ignore[import-untyped]
import pytest

from tributary.api.graphql.engine import ReadPool
from tributary.api.graphql.engine.pool import CONNECTIONS_STEADY, as_brand
from tributary.kernel import BrandId, Outage, new_id
from tributary.platform.postgres import DatabaseUrls

NOWHERE = "postgresql://nobody@127.0.0.1:1/none"
ONE = "SELECT 'x'::text"
PLANS = """
    SELECT generic_plans + custom_plans || ' of a statement with a name'
    FROM pg_prepared_statements WHERE statement = $1
"""
SLOW = "SELECT pg_sleep(30)::text"


async def test_whoever_waits_while_the_database_is_away_is_told_so(brand_id: BrandId) -> None:
    pool = ReadPool(NOWHERE, connections_max=1)

    async with asyncio.timeout(20):
        found = await asyncio.gather(
            *(pool.value(ONE, [], brand_id) for _ in range(12)), return_exceptions=True
        )

    assert [type(each) for each in found] == [Outage] * 12


async def test_whoever_leaves_the_queue_passes_the_turn_on(
    urls: DatabaseUrls, brand_id: BrandId
) -> None:
    pool = ReadPool(urls.app, connections_max=1)
    holding = asyncio.ensure_future(pool.value(SLOW, [], brand_id))
    await asyncio.sleep(0.3)
    leaving = asyncio.ensure_future(pool.value(ONE, [], brand_id))
    staying = asyncio.ensure_future(pool.value(ONE, [], brand_id))
    await asyncio.sleep(0.05)

    # The one that holds the connection ends it, and whose turn it is leaves at the same moment.
    holding.cancel()
    pool._waiting[0].turn.add_done_callback(lambda _: leaving.cancel())

    async with asyncio.timeout(20):
        assert await staying == b"x"
    await asyncio.gather(holding, leaving, return_exceptions=True)
    await pool.close()


async def test_a_cancelled_query_leaves_nothing_to_the_next(
    urls: DatabaseUrls, brand_id: BrandId
) -> None:
    pool = ReadPool(urls.app, connections_max=1)
    shown = "SELECT current_setting('app.brand_id')"
    other = BrandId(new_id())
    for _ in range(3):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.02):
                await pool.value(SLOW, [], brand_id)

        assert await pool.value(shown, [], other) == str(other).encode()
        assert await pool.value(shown, [], brand_id) == str(brand_id).encode()
    await pool.close()


async def test_a_statement_is_parsed_and_planned_once(
    urls: DatabaseUrls, brand_id: BrandId
) -> None:
    pool = ReadPool(urls.app, connections_max=1)
    for _ in range(5):
        await pool.value(ONE, [], brand_id)

    plans = await pool.value(PLANS, [as_brand(ONE, 0)], brand_id)

    assert plans == b"5 of a statement with a name"
    await pool.close()


async def test_each_statement_reads_as_its_own_brand(urls: DatabaseUrls) -> None:
    pool = ReadPool(urls.app, connections_max=2)
    shown = "SELECT current_setting('app.brand_id')"
    asked = [BrandId(new_id()) for _ in range(20)]

    found = await asyncio.gather(*(pool.value(shown, [], each) for each in asked))

    assert found == [str(each).encode() for each in asked]
    await pool.close()


async def test_a_statement_that_fails_leaves_no_brand_to_the_next(
    urls: DatabaseUrls, brand_id: BrandId
) -> None:
    pool = ReadPool(urls.app, connections_max=1)
    other = BrandId(new_id())
    with pytest.raises(asyncpg.DivisionByZeroError):
        await pool.value("SELECT (1 / $1::int)::text", [0], other)

    assert await pool.value("SELECT current_setting('app.brand_id')", [], brand_id) == (
        str(brand_id).encode()
    )
    await pool.close()


async def test_whoever_waits_longest_is_next(urls: DatabaseUrls) -> None:
    pool = ReadPool(urls.app, connections_max=1)
    came: list[int] = []

    async def read(place: int) -> None:
        await pool.value(ONE, [], BrandId(new_id()))
        came.append(place)

    async with asyncio.TaskGroup() as waiting:
        for place in range(12):
            waiting.create_task(read(place))
            await asyncio.sleep(0)

    assert came == list(range(12))
    await pool.close()


async def test_waiting_counts_towards_the_deadline(urls: DatabaseUrls, brand_id: BrandId) -> None:
    pool = ReadPool(urls.app, connections_max=1, deadline_seconds=1)
    holding = asyncio.ensure_future(pool.value(SLOW, [], brand_id))
    await asyncio.sleep(0.5)

    async with asyncio.timeout(20):
        with pytest.raises(TimeoutError):
            await pool.value(SLOW, [], brand_id)
    with pytest.raises((TimeoutError, asyncpg.QueryCanceledError)):
        await holding

    assert await pool.value(ONE, [], brand_id) == b"x"
    await pool.close()


async def test_whatever_is_slow_keeps_nothing_that_is_short(
    urls: DatabaseUrls, brand_id: BrandId
) -> None:
    pool = ReadPool(urls.app)
    slow = [
        asyncio.ensure_future(pool.value(SLOW, [], brand_id)) for _ in range(CONNECTIONS_STEADY)
    ]

    async with asyncio.timeout(2):
        assert await pool.value(ONE, [], brand_id) == b"x"

    assert not any(each.done() for each in slow)
    for each in slow:
        each.cancel()
    await asyncio.gather(*slow, return_exceptions=True)
    await pool.close()


async def test_more_connections_are_opened_for_a_while_only_and_never_too_many(
    urls: DatabaseUrls, brand_id: BrandId
) -> None:
    most = CONNECTIONS_STEADY + 2
    pool = ReadPool(urls.app, connections_max=most)
    second = "SELECT pg_sleep(1)::text"
    seen: list[int] = []

    async def looking() -> None:
        while True:
            seen.append(pool._open)
            await asyncio.sleep(0.01)

    looker = asyncio.ensure_future(looking())
    await asyncio.gather(*(pool.value(second, [], brand_id) for _ in range(2 * most)))
    assert max(seen) == most

    for _ in range(most):
        await asyncio.gather(*(pool.value(ONE, [], brand_id) for _ in range(most)))
    looker.cancel()
    assert pool._open == len(pool._idle) == CONNECTIONS_STEADY
    await pool.close()


async def test_short_statements_share_few_connections(
    urls: DatabaseUrls, brand_id: BrandId
) -> None:
    pool = ReadPool(urls.app)
    hundredth = "SELECT pg_sleep(0.01)::text"

    for _ in range(20):
        await asyncio.gather(
            *(pool.value(hundredth, [], brand_id) for _ in range(4 * CONNECTIONS_STEADY))
        )

    assert pool._open == CONNECTIONS_STEADY
    await pool.close()
