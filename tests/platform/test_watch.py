"""The watch proves every invariant again and again, keeps what it found, and tells of faults."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from tests.conftest import MovingClock
from tributary.app import invariants_of_all
from tributary.kernel import BrandId
from tributary.platform import Database, Desk, Invariant, figures, watch
from tributary.platform.postgres import DatabaseUrls

ROWS = "SELECT count(*) FROM tasks WHERE brand_id = :brand"
HOLDS = "SELECT 'no' WHERE false"
KETTLES = (
    Invariant(1, "kettles are hot", ROWS, HOLDS),
    Invariant(2, "kettles are full", ROWS, HOLDS),
    Invariant(3, "kettles are clean", ROWS, HOLDS),
)
COLD = replace(
    KETTLES[0], faults="SELECT 'kettle ' || n || ' is cold' FROM generate_series(1, 2) n"
)
BROKEN = replace(KETTLES[0], faults="SELECT 1 / 0")


@pytest.fixture
async def proving(urls: DatabaseUrls) -> AsyncIterator[Database]:
    database = Database(urls.report, connections_max=1)
    yield database
    await database.close()


@pytest.fixture
async def desk(urls: DatabaseUrls, clock: MovingClock) -> AsyncIterator[Desk]:
    database = Database(urls.worker)
    yield Desk(database=database, clock=clock)
    await database.close()


async def kept(desk: Desk, brand_id: BrandId) -> Sequence[watch.KeptProof]:
    async with desk.database.reading(brand_id) as session:
        return await watch.proofs_of(session, brand_id)


def counted(number: int, outcome: str) -> float:
    name = "tributary_proofs_total"
    labels = {"invariant": str(number), "outcome": outcome}
    return figures.REGISTRY.get_sample_value(name, labels) or 0


def test_no_two_invariants_have_one_name() -> None:
    names = [each.name for each in invariants_of_all()]

    assert sorted(set(names)) == sorted(names)


async def test_everything_is_proven_with_what_the_roles_may(
    desk: Desk, proving: Database, brand_id: BrandId
) -> None:
    every = invariants_of_all()

    with capture_logs() as told:
        await watch.watch(proving, every).run(desk, brand_id)
        while await watch.prove_slice(desk, proving, brand_id, every):
            # What was tried rests while the clock stands still, so this comes to an end.
            pass

    assert told == []
    found = await kept(desk, brand_id)
    assert {each.name for each in found} == {each.name for each in every}
    assert all(each.is_fresh(desk.clock()) and not each.faults for each in found)


async def test_a_slice_that_is_over_goes_on_where_it_stopped(
    desk: Desk, proving: Database, brand_id: BrandId, clock: MovingClock
) -> None:
    seen: list[list[str]] = []
    for _ in range(5):
        seen.append([each.name for each in await kept(desk, brand_id)])
        # No time at all: one is tried nevertheless, or a slow database would prove nothing.
        assert await watch.prove_slice(desk, proving, brand_id, KETTLES, seconds=0) == 1
        clock.move(hours=1)

    hot, full, clean = (each.name for each in KETTLES)
    assert seen == [[], [hot], [hot, full], [hot, full, clean], [hot, full, clean]]
    again = {each.name: each.proven_at for each in await kept(desk, brand_id)}
    assert again[clean] < again[hot] < again[full]  # type: ignore[operator]


async def test_what_took_long_rests_in_proportion(
    desk: Desk, proving: Database, brand_id: BrandId, clock: MovingClock
) -> None:
    slow = replace(KETTLES[0], rows_sql="SELECT 1 FROM pg_sleep(0.6)")
    proven = []

    for seconds in (0, 10, 600):
        clock.move(seconds=seconds)
        await watch.prove_slice(desk, proving, brand_id, (slow,))
        proven.append((await kept(desk, brand_id))[0].proven_at)

    first, soon, later = proven
    assert (soon, later) == (first, clock())


async def test_a_fault_is_told_counted_and_kept_until_it_is_mended(
    desk: Desk, proving: Database, brand_id: BrandId, clock: MovingClock
) -> None:
    before = counted(1, "violated")

    with capture_logs() as told:
        await watch.prove_slice(desk, proving, brand_id, (COLD, *KETTLES[1:]))

    assert [(line["event"], line["log_level"], line["faults"]) for line in told] == [
        ("invariant_violated", "error", ["kettle 1 is cold", "kettle 2 is cold"])
    ]
    assert counted(1, "violated") == before + 1
    assert [each.faults for each in await kept(desk, brand_id)] == [
        ["kettle 1 is cold", "kettle 2 is cold"],
        [],
        [],
    ]
    clock.move(minutes=5)
    await watch.prove_slice(desk, proving, brand_id, KETTLES)
    assert [each.faults for each in await kept(desk, brand_id)] == [[], [], []]


async def test_a_proof_that_breaks_is_told_and_stops_none_behind_it(
    desk: Desk, proving: Database, brand_id: BrandId, clock: MovingClock
) -> None:
    await watch.prove_slice(desk, proving, brand_id, KETTLES[:1])
    first = clock()
    clock.move(hours=3)

    with capture_logs() as told:
        tried = await watch.prove_slice(desk, proving, brand_id, (BROKEN, KETTLES[1]))

    assert tried == 2
    assert [line["event"] for line in told] == ["invariant_not_proven"]
    hot, full = await kept(desk, brand_id)
    assert (hot.proven_at, hot.is_fresh(clock())) == (first, False)
    assert (full.proven_at, full.is_fresh(clock())) == (clock(), True)


async def test_a_proof_that_takes_too_long_is_given_up(
    desk: Desk, proving: Database, brand_id: BrandId, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "PROOF_SECONDS_MAX", 1)
    endless = replace(KETTLES[0], faults="SELECT pg_sleep(3600)")

    with capture_logs() as told:
        await watch.prove_slice(desk, proving, brand_id, (endless, KETTLES[1]))

    assert [line["event"] for line in told] == ["invariant_not_proven"]
    never, full = await kept(desk, brand_id)
    assert never.proven_at is None
    assert full.proven_at is not None
