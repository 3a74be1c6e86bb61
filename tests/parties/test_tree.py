"""Moves in the tree: the closure is what the edges say, whoever moves when."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.parties import FIRST_DAY, make_chain, make_distributor, open_house
from tributary import parties
from tributary.kernel import Actor, BrandId, Clock, DistributorId, PartyId, new_id
from tributary.platform import Database, Subscriptions, Work, prove
from tributary.platform.postgres import DatabaseUrls

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

MARCH = date(2026, 3, 1)
APRIL = date(2026, 4, 1)
A_DAY = timedelta(days=1)

Closure = dict[tuple[PartyId, PartyId], int]


async def test_a_subtree_moves_with_everybody_below(work: Work, brand_id: BrandId) -> None:
    await open_house(work)
    west = await make_distributor(work, "WEST")
    east, tier, store = await make_chain(work, "EAST", "TIER", "STORE")

    await _move(work, tier, west, MARCH)

    assert await _above(work, store, MARCH - A_DAY) == [tier, east, brand_id]
    assert await _above(work, store, MARCH) == [tier, west, brand_id]
    assert await parties.descendants_on(work.session, brand_id, PartyId(east), MARCH) == []


async def test_a_move_is_written_down_with_before_and_after(work: Work) -> None:
    await open_house(work)
    east, tier = await make_chain(work, "EAST", "TIER")

    await _move(work, tier, work.brand_id, MARCH)

    (row,) = await work.rows(
        "SELECT subject_id, before, after FROM audit_entries "
        "WHERE action = 'parties.move_distributor'"
    )
    assert row.subject_id == tier
    assert row.before == {"parent_id": str(east)}
    assert row.after == {"parent_id": str(work.brand_id), "from_on": "2026-03-01"}


async def test_a_second_move_on_the_same_day_corrects_the_first(work: Work) -> None:
    await open_house(work)
    east, west, north = [await make_distributor(work, code) for code in ("EAST", "WEST", "NORTH")]

    await _move(work, north, east, MARCH)
    await _move(work, north, west, MARCH)

    assert await _above(work, north, MARCH) == [west, work.brand_id]
    assert await _above(work, north, MARCH - A_DAY) == [work.brand_id]


async def test_moving_to_where_it_stands_changes_nothing(work: Work) -> None:
    await open_house(work)
    east, tier = await make_chain(work, "EAST", "TIER")

    await _move(work, tier, east, MARCH)

    assert await work.rows("SELECT 1 FROM tree_edges WHERE valid_until IS NOT NULL") == []


async def test_history_is_not_rewritten(work: Work) -> None:
    await open_house(work)
    east, west, tier = [await make_distributor(work, code) for code in ("EAST", "WEST", "TIER")]
    await _move(work, tier, east, APRIL)

    with pytest.raises(parties.LaterMoveExists, match="TIER stands where it is from 2026-04-01"):
        await _move(work, tier, west, MARCH)
    assert await _above(work, tier, MARCH) == [work.brand_id]


async def test_a_move_before_a_later_one_of_somebody_below_keeps_both(work: Work) -> None:
    await open_house(work)
    west = await make_distributor(work, "WEST")
    east, tier, store = await make_chain(work, "EAST", "TIER", "STORE")
    await _move(work, store, east, APRIL)

    await _move(work, tier, west, MARCH)

    assert await _above(work, store, MARCH - A_DAY) == [tier, east, work.brand_id]
    assert await _above(work, store, APRIL - A_DAY) == [tier, west, work.brand_id]
    assert await _above(work, store, APRIL) == [east, work.brand_id]


async def test_nobody_stands_above_itself(work: Work) -> None:
    await open_house(work)
    east, tier, store = await make_chain(work, "EAST", "TIER", "STORE")

    for upline in (store, tier, east):
        with pytest.raises(parties.TreeCycle, match="EAST cannot stand under it"):
            await _move(work, east, upline, MARCH)


async def test_a_circle_that_would_close_only_later_is_refused(work: Work) -> None:
    await open_house(work)
    east, west = [await make_distributor(work, code) for code in ("EAST", "WEST")]
    await _move(work, west, east, APRIL)

    with pytest.raises(parties.TreeCycle, match="WEST is EAST itself or stands below it"):
        await _move(work, east, west, MARCH)


async def test_an_upline_must_be_there_on_the_day(work: Work) -> None:
    await open_house(work)
    north = await make_distributor(work, "NORTH")
    young = await make_distributor(work, "YOUNG", since=APRIL)

    with pytest.raises(parties.UplineJoinsLater, match="YOUNG joins on 2026-04-01"):
        await _move(work, north, young, MARCH)
    with pytest.raises(parties.UnknownDistributor, match="to put NORTH under"):
        await _move(work, north, new_id(), MARCH)
    with pytest.raises(parties.UnknownDistributor, match="register it first"):
        await _move(work, DistributorId(new_id()), north, MARCH)


async def test_moves_at_the_same_time_make_no_circle(
    open_work: OpenWork, database: Database, brand_id: BrandId
) -> None:
    async with open_work() as work:
        await open_house(work)
        ring = [await make_distributor(work, f"R{number}") for number in range(4)]

    async def move_under_the_next(place: int) -> None:
        async with open_work() as own:
            await _move(own, ring[place], ring[(place + 1) % len(ring)], MARCH)

    outcomes = await asyncio.gather(
        *(move_under_the_next(place) for place in range(len(ring))), return_exceptions=True
    )

    assert [type(each) for each in outcomes if each is not None] == [parties.TreeCycle]
    assert await _faults(database, brand_id) == []


async def test_two_open_works_cannot_each_make_half_a_circle(
    open_work: OpenWork, brand_id: BrandId
) -> None:
    async with open_work() as work:
        await open_house(work)
        east, west = [await make_distributor(work, code) for code in ("EAST", "WEST")]

    async def move_west() -> None:
        async with open_work() as second:
            await _move(second, west, east, MARCH)

    async with open_work() as first:
        await _move(first, east, west, MARCH)
        waiting = asyncio.create_task(move_west())
        await asyncio.sleep(0.2)
        assert not waiting.done()
    with pytest.raises(parties.TreeCycle):
        await waiting

    async with open_work() as work:
        above = await parties.ancestors_on(work.session, brand_id, PartyId(west), MARCH)
    assert above == [brand_id]


MOVES = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 8), st.integers(0, 20)), min_size=1, max_size=25
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    joins=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 5)), min_size=8, max_size=8),
    moves=MOVES,
)
async def test_after_any_moves_the_closure_is_what_the_edges_say(
    database: Database,
    clock: Clock,
    joins: list[tuple[int, int]],
    moves: list[tuple[int, int, int]],
) -> None:
    actor = Actor.system(BrandId(new_id()), "test")
    async with database.work(actor, now=clock()) as work:
        await open_house(work)
        members = await _join(work, joins)
        for who, under, day in moves:
            upline = members[under] if under < len(members) else work.brand_id
            try:
                await _move(work, members[who], upline, FIRST_DAY + timedelta(days=day))
            except (parties.TreeCycle, parties.LaterMoveExists, parties.UplineJoinsLater):
                continue
        for day in range(-1, 23):
            on = FIRST_DAY + timedelta(days=day)
            assert await _kept(work, on) == await _climbed(work, on), on

    assert await _faults(database, actor.brand_id) == []


async def _join(work: Work, joins: list[tuple[int, int]]) -> list[DistributorId]:
    """Register eight, each under an earlier one that has joined by then, else the brand."""
    members: list[DistributorId] = []
    for number, (under, day) in enumerate(joins):
        since = FIRST_DAY + timedelta(days=day)
        upline = members[under] if under < number else None
        try:
            member = await make_distributor(work, f"M{number}", under=upline, since=since)
        except parties.UplineJoinsLater:
            member = await make_distributor(work, f"M{number}", since=since)
        members.append(member)
    return members


async def _kept(work: Work, on: date) -> Closure:
    rows = await work.rows(
        "SELECT ancestor_id, descendant_id, depth FROM tree_paths "
        "WHERE descendant_id <> :brand AND valid_from <= :on "
        "AND (valid_until IS NULL OR valid_until > :on)",
        brand=work.brand_id,
        on=on,
    )
    closure = {(row.ancestor_id, row.descendant_id): row.depth for row in rows}
    assert len(closure) == len(rows)
    return closure


async def _climbed(work: Work, on: date) -> Closure:
    rows = await work.rows(
        "SELECT distributor_id, parent_id FROM tree_edges "
        "WHERE valid_from <= :on AND (valid_until IS NULL OR valid_until > :on)",
        on=on,
    )
    parents = {row.distributor_id: row.parent_id for row in rows}
    closure: Closure = {}
    for descendant in parents:
        here, depth = descendant, 0
        closure[here, descendant] = 0
        while here in parents:
            here, depth = parents[here], depth + 1
            closure[here, descendant] = depth
        assert here == work.brand_id
    return closure


PLANTED = {
    "UPDATE tree_paths SET depth = 3 WHERE depth = 2": "at depth 3",
    "DELETE FROM tree_paths WHERE depth = 2": "closure says",
    "UPDATE tree_edges SET valid_until = '2026-05-01' WHERE distributor_id = :tier": "nowhere",
    "UPDATE tree_edges SET parent_id = :tier WHERE distributor_id = :east": "above itself",
}


@pytest.fixture
async def owner(urls: DatabaseUrls) -> AsyncIterator[Database]:
    """The role that owns the tables and can do what the app cannot."""
    owner = Database(urls.migrate, subscriptions=Subscriptions())
    yield owner
    await owner.close()


@pytest.mark.parametrize("fault", PLANTED)
async def test_a_planted_fault_in_the_tree_is_found(
    open_work: OpenWork,
    database: Database,
    brand_id: BrandId,
    owner: Database,
    fault: str,
) -> None:
    async with open_work() as work:
        await open_house(work)
        east, tier = await make_chain(work, "EAST", "TIER")
    assert await _faults(database, brand_id) == []

    async with owner.work(work.actor, now=work.opened_at) as breaking:
        used = {name: key for name, key in (("east", east), ("tier", tier)) if f":{name}" in fault}
        assert await breaking.run(fault, **used)

    faults = await _faults(database, brand_id)
    assert any(PLANTED[fault] in text for text in faults), faults


async def test_the_database_itself_refuses_two_uplines_on_a_day(work: Work) -> None:
    await open_house(work)
    north = await make_distributor(work, "NORTH")

    with pytest.raises(Exception, match="ex_tree_edges_period"):
        await work.run(
            "INSERT INTO tree_edges (brand_id, distributor_id, parent_id, valid_from) "
            "VALUES (:brand, :id, :brand, '2026-02-01')",
            brand=work.brand_id,
            id=north,
        )
    await work.session.rollback()


async def _move(work: Work, who: DistributorId, under: UUID, day: date) -> None:
    await parties.move_distributor(work, distributor_id=who, parent_id=PartyId(under), from_on=day)


async def _above(work: Work, who: DistributorId, on: date) -> list[PartyId]:
    return await parties.ancestors_on(work.session, work.brand_id, PartyId(who), on)


async def _faults(database: Database, brand_id: BrandId) -> list[str]:
    (proof,) = await prove(database, brand_id, parties.INVARIANTS)
    return list(proof.faults)
