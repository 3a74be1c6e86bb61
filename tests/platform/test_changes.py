"""Changes are told by the commit and by nothing else, and whoever listens misses none of them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from uuid import UUID

import psycopg
import pytest

from tests.conftest import MovingClock
from tests.factories.cutting import Cable, cable_to
from tributary.kernel import Actor, BrandId, Outage, new_id
from tributary.platform import Database, Listening, Ring, Subscriptions, Work
from tributary.platform.changes import CHANNEL, EACH_MAX, changes_in
from tributary.platform.postgres import DatabaseUrls

PATIENCE = 20.0
MOMENT = 0.3

Open = Callable[[], AbstractAsyncContextManager[Work]]


@pytest.fixture(scope="module")
async def told(urls: DatabaseUrls) -> AsyncIterator[Database]:
    """A database of which boats and pets are followed."""
    followed = Subscriptions(followed=frozenset({"boat", "pet"}))
    database = Database(urls.app, subscriptions=followed, connections_max=4)
    yield database
    await database.close()


@pytest.fixture
def open_told(told: Database, actor: Actor, clock: MovingClock) -> Open:
    return lambda: told.work(actor, now=clock())


@pytest.fixture
async def listening(urls: DatabaseUrls) -> AsyncIterator[Listening]:
    listening = Listening(urls.worker, lost_seconds=1.0)
    yield listening
    await listening.close()


async def sent(urls: DatabaseUrls, open_work: Open, *deeds: tuple[str, UUID | None]) -> list[str]:
    """Return what the server passed on of one work that told these things."""
    async with await psycopg.AsyncConnection.connect(urls.report, autocommit=True) as ear:
        await ear.execute(f"LISTEN {CHANNEL}".encode())
        async with open_work() as work:
            for subject, subject_id in deeds:
                work.tell(subject, subject_id)
        brand = work.brand_id.hex
        return [
            each.payload
            async for each in ear.notifies(timeout=MOMENT)
            if each.payload.startswith(brand)
        ]


async def test_one_transaction_sends_one_message_for_each_kind(
    urls: DatabaseUrls, open_told: Open, brand_id: BrandId
) -> None:
    boat, other, pet = (new_id() for _ in range(3))
    deeds = [("boat", boat), ("pet", pet), ("boat", boat), ("boat", other), ("tree", new_id())]

    messages = await sent(urls, open_told, *deeds)

    assert len(messages) == 2
    changes = [each for message in messages for each in changes_in(message)]
    assert {each.brand_id for each in changes} == {brand_id}
    found = {(each.subject, each.subject_id) for each in changes}
    assert found == {("boat", boat), ("boat", other), ("pet", pet)}


async def test_what_is_rolled_back_is_never_told(urls: DatabaseUrls, open_told: Open) -> None:
    with pytest.raises(ZeroDivisionError):
        async with open_told() as work:
            work.tell("boat", new_id())
            _ = 1 // 0

    assert await sent(urls, open_told, ("boat", None)) == [f"{work.brand_id.hex} boat *"]


async def test_of_very_many_it_is_told_that_all_may_have_changed(
    urls: DatabaseUrls, open_told: Open
) -> None:
    some = await sent(urls, open_told, *(("boat", new_id()) for _ in range(EACH_MAX)))
    many = await sent(urls, open_told, *(("boat", new_id()) for _ in range(EACH_MAX + 1)))

    assert [len(changes_in(each)) for each in some] == [EACH_MAX]
    assert [each.split()[2] for each in many] == ["*"]
    assert all(len(each.encode()) < 8_000 for each in some)


async def test_what_is_audited_is_told(
    listening: Listening, open_told: Open, brand_id: BrandId
) -> None:
    boat = new_id()
    async with listening.following(brand_id, [("boat", boat)]) as bell:
        async with open_told() as work:
            await work.audit("test.sail", subject="boat", subject_id=boat)
            assert await bell.wait(MOMENT) is Ring.QUIET

        assert await bell.wait(PATIENCE) is Ring.CHANGED


async def test_changes_of_others_ring_no_bell(
    listening: Listening, open_told: Open, told: Database, brand_id: BrandId, clock: MovingClock
) -> None:
    boat = new_id()
    stranger = Actor.system(BrandId(new_id()), "test")
    async with listening.following(brand_id, [("boat", boat)]) as bell:
        async with told.work(stranger, now=clock()) as work:
            work.tell("boat", boat)
        async with open_told() as work:
            work.tell("boat", new_id())
            work.tell("pet", boat)
        assert await bell.wait(MOMENT) is Ring.QUIET

        async with open_told() as work:
            work.tell("boat", None)
        assert await bell.wait(PATIENCE) is Ring.CHANGED


async def test_who_is_slow_hears_of_many_changes_once(
    listening: Listening, open_told: Open, brand_id: BrandId
) -> None:
    async with (
        listening.following(brand_id, [("boat", None)]) as slow,
        listening.following(brand_id, [("pet", None)]) as other,
    ):
        for _ in range(10):
            async with open_told() as work:
                work.tell("boat", new_id())
        async with open_told() as work:
            work.tell("pet", new_id())
        assert await other.wait(PATIENCE) is Ring.CHANGED

        assert await slow.wait(PATIENCE) is Ring.CHANGED
        assert await slow.wait(MOMENT) is Ring.QUIET


async def test_a_connection_that_was_killed_comes_back_and_every_bell_rings(
    listening: Listening, urls: DatabaseUrls, open_told: Open, brand_id: BrandId
) -> None:
    async with listening.following(brand_id, [("boat", None)]) as bell:
        async with await psycopg.AsyncConnection.connect(urls.worker) as killer:
            killed = await killer.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name = 'tributary-listens' AND usename = current_user"
            )
            assert (await killed.fetchall())[-1] == (True,)

        assert await bell.wait(PATIENCE) is Ring.CHANGED
        async with open_told() as work:
            work.tell("boat", new_id())
        assert await bell.wait(PATIENCE) is Ring.CHANGED


@pytest.fixture
async def cable(urls: DatabaseUrls) -> AsyncIterator[Cable]:
    async with cable_to(urls.worker) as cable:
        yield cable


async def test_without_a_database_who_follows_is_sent_away_and_nobody_is_let_in(
    cable: Cable, open_told: Open, brand_id: BrandId
) -> None:
    listening = Listening(cable.url, lost_seconds=0.5)
    try:
        async with listening.following(brand_id, [("boat", None)]) as bell:
            cable.cut()
            assert await bell.wait(PATIENCE) is Ring.LOST
            assert await bell.wait(PATIENCE) is Ring.LOST
        with pytest.raises(Outage):
            async with listening.following(brand_id, [("boat", None)]):
                pass

        cable.mend()
        while True:
            try:
                async with listening.following(brand_id, [("boat", None)]) as bell:
                    async with open_told() as work:
                        work.tell("boat", new_id())
                    assert await bell.wait(PATIENCE) is Ring.CHANGED
                    break
            except Outage:
                await asyncio.sleep(0.05)
    finally:
        await listening.close()


async def test_at_the_end_everybody_is_sent_away(listening: Listening, brand_id: BrandId) -> None:
    async with listening.following(brand_id, [("boat", None)]) as bell:
        listening.end()

        assert await bell.wait(PATIENCE) is Ring.OVER
    with pytest.raises(Outage):
        async with listening.following(brand_id, [("boat", None)]):
            pass
