"""The sealed audit trail, and finding every way of rewriting it afterwards."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from uuid import UUID

import pytest

from tests.factories.damage import faults_after
from tests.factories.scratch import ScratchDatabase
from tributary.kernel import Actor, BrandId
from tributary.platform import Database, Desk, Work, chains, prove, trail
from tributary.platform.model import AuditEntry
from tributary.platform.postgres import EmbeddedPostgres

OpenWork = Callable[[], AbstractAsyncContextManager[Work]]

FREE = """
    ALTER TABLE audit_seal_entries DROP CONSTRAINT fk_audit_seal_entries_entry,
      DROP CONSTRAINT fk_audit_seal_entries_seal_number
"""
FREE_WAITING = "ALTER TABLE audit_backlog DROP CONSTRAINT fk_audit_backlog_entry"
ID = "(SELECT id FROM audit_entries WHERE brand_id = :brand AND action = 'test.{action}')"
FORGET = f"DELETE FROM audit_seal_entries WHERE brand_id = :brand AND entry_id = {ID}"
DELETE = "DELETE FROM audit_entries WHERE brand_id = :brand AND action = 'test.{action}'"
CHANGE = "UPDATE audit_entries SET reason = 'another' WHERE brand_id = :brand AND action = {action}"
FORGE = """
    INSERT INTO audit_entries (brand_id, id, work_id, at, origin, action, subject)
    SELECT brand_id, gen_random_uuid(), work_id, at, origin, 'test.forged', subject
    FROM audit_entries WHERE brand_id = :brand AND action = 'test.first'
"""
COVER = """
    INSERT INTO audit_seal_entries SELECT a.brand_id, a.id, 1, audit_leaf(a)
    FROM audit_entries a WHERE a.brand_id = :brand AND a.action = 'test.forged'
"""
LEAVES_AGAIN = """
    UPDATE audit_seal_entries e SET leaf = audit_leaf(a) FROM audit_entries a
    WHERE e.brand_id = :brand AND a.brand_id = :brand AND a.id = e.entry_id
"""

PLANTS: dict[str, tuple[str, list[str]]] = {
    "an entry that changed": (
        "was changed after seal 1",
        [CHANGE.format(action="'test.second'")],
    ),
    "an entry whose time was changed": (
        "was changed after seal 1",
        ["UPDATE audit_entries SET at = at - interval '1 microsecond' WHERE brand_id = :brand"],
    ),
    "an entry in the middle that is gone": (
        "is missing since seal 1",
        [FREE, DELETE.format(action="second")],
    ),
    "an entry in the middle that is gone without a trace": (
        "seal 1 does not follow from each audit entry it covers",
        [FREE, FORGET.format(action="second"), DELETE.format(action="second")],
    ),
    "a last sealed entry that is gone without a trace": (
        "seal 2 does not follow from each audit entry it covers",
        [FREE, FORGET.format(action="fourth"), DELETE.format(action="fourth")],
    ),
    "an entry that is gone before it was sealed": (
        "is missing before it was sealed",
        [FREE_WAITING, DELETE.format(action="unsealed")],
    ),
    "an entry that nobody wrote": ("was added behind our back", [FORGE]),
    "an entry slipped under an old seal": (
        "seal 1 does not follow from each audit entry it covers",
        [FORGE, COVER],
    ),
    "a changed entry whose leaf was changed along": (
        "seal 1 does not follow from each audit entry it covers",
        [CHANGE.format(action="'test.first'"), LEAVES_AGAIN],
    ),
    "an entry moved to a later seal": (
        "seal 2 does not follow from each audit entry it covers",
        [
            (
                "UPDATE audit_seal_entries SET seal_number = 2 WHERE brand_id = :brand "
                f"AND entry_id = {ID.format(action='first')}"
            )
        ],
    ),
    "a seal that was made up": (
        "seal 1 does not follow from the seal before it",
        [r"UPDATE audit_seals SET merkle_root = '\x00' WHERE brand_id = :brand AND number = 1"],
    ),
    "a first seal that is gone": (
        "seal 2 stands where seal 1 is expected",
        [FREE, "DELETE FROM audit_seals WHERE brand_id = :brand AND number = 1"],
    ),
    "a last seal that is gone": (
        "seal 2 is missing, what it covers is not",
        [FREE, "DELETE FROM audit_seals WHERE brand_id = :brand AND number = 2"],
    ),
}


async def write(open_work: OpenWork, *actions: str) -> None:
    async with open_work() as work:
        for action in actions:
            await work.audit(f"test.{action}", subject="thing", reason=action)


async def seal(open_work: OpenWork) -> chains.Seal | None:
    async with open_work() as work:
        return await chains.seal(work, trail.CHAIN)


async def tell_story(open_work: OpenWork) -> None:
    await write(open_work, "first", "second", "third")
    await seal(open_work)
    await write(open_work, "fourth", "fifth")
    await seal(open_work)
    await write(open_work, "unsealed")


@pytest.mark.parametrize("plant", PLANTS)
async def test_a_planted_fault_is_found(
    plant: str, server: EmbeddedPostgres, brand_id: BrandId, open_work: OpenWork
) -> None:
    await tell_story(open_work)
    fault, damage = PLANTS[plant]
    assert await faults_after(server, brand_id, [trail.IS_SEALED], []) == []

    said = await faults_after(server, brand_id, [trail.IS_SEALED], damage)

    assert any(fault in each for each in said), said


async def test_the_proof_covers_every_entry(
    database: Database, brand_id: BrandId, open_work: OpenWork
) -> None:
    await tell_story(open_work)

    (proof,) = await prove(database, brand_id, [trail.IS_SEALED])

    assert (proof.rows, list(proof.faults)) == (6, [])


async def test_an_end_cut_off_with_everything_shows_against_a_seal_that_was_kept(
    scratch_database: ScratchDatabase, actor: Actor, desk: Desk
) -> None:
    database = scratch_database.database

    def open_work() -> AbstractAsyncContextManager[Work]:
        return database.work(actor, now=desk.clock())

    await tell_story(open_work)
    async with database.reading(actor.brand_id) as session:
        last = await chains.latest(session, actor.brand_id, trail.CHAIN)
    assert last is not None

    async def kept() -> bool:
        async with database.reading(actor.brand_id) as session:
            return await chains.is_kept(
                session, actor.brand_id, trail.CHAIN, last.number, last.seal_hash
            )

    assert await kept()
    scratch_database.tamper(
        "DELETE FROM audit_backlog",
        "DELETE FROM audit_seal_entries WHERE seal_number = 2",
        "DELETE FROM audit_seals WHERE number = 2",
        "DELETE FROM audit_entries WHERE action IN ('test.fourth', 'test.fifth', 'test.unsealed')",
    )

    (proof,) = await prove(database, actor.brand_id, [trail.IS_SEALED])
    assert list(proof.faults) == []
    assert not await kept()


OTHERS: dict[str, str] = {
    "CHAR": f'"{UUID(int=9)}"',
    "TIMESTAMP": '"2020-02-02T02:02:02Z"',
    "TEXT": '"another"',
    "JSONB": '{"limit": null}',
}
COLUMNS = {each.name: str(each.type).upper() for each in AuditEntry.__table__.columns}


@pytest.mark.parametrize("column", COLUMNS)
async def test_a_leaf_depends_on_every_column(column: str, work: Work) -> None:
    await work.audit("test.limit", subject="thing", before={}, after={"limit": 1})

    rows = await work.rows(
        "SELECT audit_leaf(a) = audit_leaf(jsonb_populate_record(a, "
        "jsonb_build_object(CAST(:column AS text), CAST(:other AS jsonb)))) AS same "
        "FROM audit_entries a",
        column=column,
        other=OTHERS[next(each for each in OTHERS if COLUMNS[column].startswith(each))],
    )

    assert [row.same for row in rows] == [False]


async def test_what_commits_late_is_sealed_later_and_nothing_twice(
    database: Database, brand_id: BrandId, open_work: OpenWork
) -> None:
    async with open_work() as late:
        await late.audit("test.late", subject="thing")
        await write(open_work, "early")
        first = await seal(open_work)
    second = await seal(open_work)
    nothing = await seal(open_work)

    (proof,) = await prove(database, brand_id, [trail.IS_SEALED])
    assert [each and each.rows for each in (first, second, nothing)] == [1, 1, None]
    assert list(proof.faults) == []


async def test_writers_and_sealers_at_once_miss_nothing(
    database: Database, desk: Desk, brand_id: BrandId, open_work: OpenWork
) -> None:
    writers = [write(open_work, f"of_{number}") for number in range(12)]

    await asyncio.gather(*writers, *(trail.seal_written(desk, brand_id) for _ in range(3)))
    await trail.seal_written(desk, brand_id)

    async with database.reading(brand_id) as session:
        last = await chains.latest(session, brand_id, trail.CHAIN)
    (proof,) = await prove(database, brand_id, [trail.IS_SEALED])
    assert last is not None
    assert await seal(open_work) is None
    assert (proof.rows, list(proof.faults)) == (12, [])


async def test_a_sealing_that_was_broken_off_leaves_nothing_and_is_done_again(
    database: Database, brand_id: BrandId, open_work: OpenWork
) -> None:
    await write(open_work, "first")

    async def break_off() -> None:
        async with open_work() as work:
            await chains.seal(work, trail.CHAIN)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        await break_off()

    again = await seal(open_work)

    (proof,) = await prove(database, brand_id, [trail.IS_SEALED])
    assert again is not None
    assert (again.number, again.rows, list(proof.faults)) == (1, 1, [])
