"""Chains of seals: what a seal covers cannot change, go or come in unnoticed.

Rows that are only added to, such as transfers and audit entries, are sealed after they were
committed: a seal is the root of a Merkle tree over the rows and names the hash of the seal before.
Whoever writes such a row puts it in a backlog in the same transaction, where no writer waits for
another; a chore takes from the backlog what is committed, however late that was.
"""

import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import structlog
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId
from tributary.platform.desk import Desk
from tributary.platform.work import Work

SEAL_ROWS_MAX: Final = 100_000
"""How many rows one seal covers; what is left goes under the next one."""

FIRST_PREVIOUS_HASH: Final = bytes(32)
"""What the first seal of a brand names as its predecessor."""

FAULTS_MAX: Final = 100

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Chain:
    """Where the rows, the backlog and the seals of one chain are.

    Two SQL functions go with it: `<name>_leaf(row)` hashes one row, and `<name>_add_seal(...)`,
    the only way to write a seal, hashes the rows again: what is sealed is what the table holds.
    """

    name: str
    rows: str
    row: str
    """What faults call a row."""
    key: str
    """The column of `entries` that names a row."""
    backlog: str
    backlog_key: str
    """The column of `backlog` that names what waits."""
    waits_by: str
    """The column of `rows` that `backlog_key` stands for."""
    seals: str
    entries: str

    def sql(self, template: str) -> str:
        """Return a statement with the names of this chain in the place of braces."""
        return template.format(
            name=self.name,
            rows=self.rows,
            row=self.row,
            key=self.key,
            backlog=self.backlog,
            backlog_key=self.backlog_key,
            waits_by=self.waits_by,
            seals=self.seals,
            entries=self.entries,
        )


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal as it is kept: its place in the chain, and the hash that stands for all before."""

    number: int
    rows: int
    seal_hash: bytes
    sealed_at: datetime


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """Return the root of the SHA-256 tree over hashed leaves; an odd last node moves up as it is.

    Inner nodes are hashed with the prefix 1 and leaves with the prefix 0 (RFC 6962, 2.1), so that
    nobody can pass a node off as a leaf.

    >>> merkle_root([bytes(32)]) == bytes(32)
    True
    """
    if not leaves:
        raise ValueError("an empty set of rows has no root")
    level = list(leaves)
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs]
        if len(level) % 2:
            above.append(level[-1])
        level = above
    return level[0]


def seal_hash(number: int, leaves_count: int, root: bytes, previous: bytes) -> bytes:
    """Return what chains a seal to the one before: whoever changes one changes all after it."""
    words = f"{number}|{leaves_count}|{root.hex()}|{previous.hex()}"
    return hashlib.sha256(words.encode()).digest()


# Sorting ids first and hashing after the limit keeps one seal cheap in a large backlog.
_UNSEALED: Final = """
    SELECT t.id, {name}_leaf(t) AS leaf
    FROM (
      SELECT w.id FROM {backlog} b
      JOIN {rows} w ON w.brand_id = :brand AND w.{waits_by} = b.{backlog_key}
      LEFT JOIN {entries} e ON e.brand_id = :brand AND e.{key} = w.id
      WHERE b.brand_id = :brand AND e.{key} IS NULL
      ORDER BY w.id LIMIT :rows_max
    ) AS u
    JOIN {rows} t ON t.brand_id = :brand AND t.id = u.id
    ORDER BY t.id
"""

_LATEST: Final = """
    SELECT s.number, s.leaves_count, s.seal_hash, s.sealed_at FROM {seals} s
    WHERE s.brand_id = :brand ORDER BY s.number DESC LIMIT 1
"""

_ADD: Final = """
    SELECT {name}_add_seal(CAST(:ids AS uuid[]), :number, :root, :previous, :chained, :work, :at)
"""


async def seal_waiting(desk: Desk, brand_id: BrandId, chain: Chain) -> None:
    """Seal everything that waits, each seal in a work of its own, and tell each in the log.

    A log that is kept elsewhere shows later whether the last seals were cut off.
    """
    while True:
        async with desk.work(brand_id, f"chore:seal_{chain.name}") as work:
            made = await seal(work, chain)
        if made is None:
            return
        log.info(
            "sealed",
            chain=chain.name,
            brand_id=str(brand_id),
            number=made.number,
            rows=made.rows,
            seal_hash=made.seal_hash.hex(),
        )


async def seal(work: Work, chain: Chain) -> Seal | None:
    """Seal the committed rows that wait for it; return the seal, None if nothing waits."""
    key = chain.sql("SELECT pg_advisory_xact_lock({name}_sealing_key(:brand))")
    await work.rows(key, brand=work.brand_id)
    unsealed = await work.rows(chain.sql(_UNSEALED), brand=work.brand_id, rows_max=SEAL_ROWS_MAX)
    if not unsealed:
        return None
    last = await latest(work.session, work.brand_id, chain)
    number = last.number + 1 if last else 1
    previous = last.seal_hash if last else FIRST_PREVIOUS_HASH
    root = merkle_root([row.leaf for row in unsealed])
    made = Seal(
        number, len(unsealed), seal_hash(number, len(unsealed), root, previous), work.opened_at
    )
    await work.rows(
        chain.sql(_ADD),
        ids=[row.id for row in unsealed],
        number=number,
        root=root,
        previous=previous,
        chained=made.seal_hash,
        work=work.id,
        at=work.opened_at,
    )
    return made


async def latest(session: AsyncSession, brand_id: BrandId, chain: Chain) -> Seal | None:
    """Return the last seal of a brand, which stands for all rows sealed by then."""
    rows = await _rows(session, chain.sql(_LATEST), brand_id)
    if not rows:
        return None
    (last,) = rows
    return Seal(last.number, last.leaves_count, last.seal_hash, last.sealed_at)


ROW_FAULTS: Final = """
    SELECT format('{row} %s was changed after seal %s', e.{key}, e.seal_number)
    FROM {entries} e
    JOIN {rows} t ON t.brand_id = :brand AND t.id = e.{key}
    WHERE e.brand_id = :brand AND e.leaf <> {name}_leaf(t)
    UNION ALL
    SELECT format('{row} %s is missing since seal %s', e.{key}, e.seal_number)
    FROM {entries} e
    LEFT JOIN {rows} t ON t.brand_id = :brand AND t.id = e.{key}
    WHERE e.brand_id = :brand AND t.id IS NULL
"""
"""What happened to sealed rows, by comparing each with its leaf; for `Chain.sql`."""

# Writing puts a row in the backlog and sealing takes it out: whatever is in neither place came in
# another way, and what waits without a row was taken away.
_UNSEALED_FAULTS: Final = """
    SELECT format('{row} %s was added behind our back', t.id)
    FROM {rows} t
    LEFT JOIN {entries} e ON e.brand_id = :brand AND e.{key} = t.id
    LEFT JOIN {backlog} b ON b.brand_id = :brand AND b.{backlog_key} = t.{waits_by}
    WHERE t.brand_id = :brand AND e.{key} IS NULL AND b.{backlog_key} IS NULL
    UNION ALL
    SELECT format('the {row} of %s %s is missing before it was sealed', '{backlog_key}',
                  b.{backlog_key})
    FROM {backlog} b
    LEFT JOIN {rows} t ON t.brand_id = :brand AND t.{waits_by} = b.{backlog_key}
    WHERE b.brand_id = :brand AND t.id IS NULL
"""

_SEALS: Final = """
    SELECT s.number, s.leaves_count, s.merkle_root, s.previous_hash, s.seal_hash FROM {seals} s
    WHERE s.brand_id = :brand ORDER BY s.number
"""

_LEAVES: Final = """
    SELECT e.seal_number, e.leaf FROM {entries} e WHERE e.brand_id = :brand
    ORDER BY e.seal_number, e.{key}
"""


async def verify(session: AsyncSession, brand_id: BrandId, chain: Chain) -> Sequence[str]:
    """Return what is wrong with the sealed rows of a brand, in words; nothing when all is well.

    Finds changed, missing and added rows by name, and seals that do not follow from their rows or
    from the seal before. Cutting off the last seals with everything they cover leaves a chain
    that is whole: only a seal that was kept elsewhere shows it (`is_kept`).
    """
    links = _Links(chain.row, await _rows(session, chain.sql(_SEALS), brand_id))
    leaves = await session.stream(text(chain.sql(_LEAVES)), {"brand": brand_id})
    try:
        await links.follow(leaves.yield_per(10_000))
    finally:
        # A fault ends the reading early, and an open cursor would keep its rows.
        await leaves.close()
    faults = list(links.faults)
    for template in (ROW_FAULTS, _UNSEALED_FAULTS):
        sql = chain.sql(f"{template} LIMIT {FAULTS_MAX}")
        faults += [row[0] for row in await _rows(session, sql, brand_id)]
    return faults[:FAULTS_MAX]


async def is_kept(
    session: AsyncSession, brand_id: BrandId, chain: Chain, number: int, hashed: bytes
) -> bool:
    """Tell whether a seal that was written down elsewhere is still in the chain, as it was."""
    sql = chain.sql(_SEALS).replace("ORDER BY", "AND s.number = :number ORDER BY")
    found = (await session.execute(text(sql), {"brand": brand_id, "number": number})).first()
    return found is not None and found.seal_hash == hashed


@dataclass(slots=True)
class _Links:
    """The seals of a brand, checked one by one as their leaves come in."""

    row: str
    seals: Sequence[Row[Any]]
    faults: list[str] = field(default_factory=list[str])

    async def follow(self, entries: AsyncIterator[Row[Any]]) -> None:
        """Check every seal against its leaves and its predecessor."""
        leaves: list[bytes] = []
        waiting = await anext(entries, None)
        previous = FIRST_PREVIOUS_HASH
        for place, seal in enumerate(self.seals, start=1):
            leaves.clear()
            while waiting is not None and waiting.seal_number <= seal.number:
                if waiting.seal_number == seal.number:
                    leaves.append(waiting.leaf)
                waiting = await anext(entries, None)
            self._check(seal, place, leaves, previous)
            previous = seal.seal_hash
        if waiting is not None:
            self.faults.append(f"seal {waiting.seal_number} is missing, what it covers is not")

    def _check(self, seal: Row[Any], place: int, leaves: Sequence[bytes], previous: bytes) -> None:
        if seal.number != place:
            self.faults.append(f"seal {seal.number} stands where seal {place} is expected")
        if (
            not leaves
            or seal.leaves_count != len(leaves)
            or merkle_root(leaves) != seal.merkle_root
        ):
            self.faults.append(f"seal {seal.number} does not follow from each {self.row} it covers")
        chained = seal_hash(seal.number, seal.leaves_count, seal.merkle_root, seal.previous_hash)
        if seal.previous_hash != previous or seal.seal_hash != chained:
            self.faults.append(f"seal {seal.number} does not follow from the seal before it")


async def _rows(session: AsyncSession, sql: str, brand_id: BrandId) -> Sequence[Row[Any]]:
    return (await session.execute(text(sql), {"brand": brand_id})).all()
