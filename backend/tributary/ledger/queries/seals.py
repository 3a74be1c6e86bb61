"""Verifying that what was sealed is still there, unchanged, and nothing came in behind our back."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId
from tributary.ledger.rules import FIRST_PREVIOUS_HASH, merkle_root, seal_hash

FAULTS_MAX: Final = 100

ROW_FAULTS: Final = """
    SELECT format('transfer %s was changed after seal %s', e.transfer_id, e.seal_number)
    FROM seal_entries e
    JOIN transfers t ON t.brand_id = :brand AND t.id = e.transfer_id
    WHERE e.brand_id = :brand AND e.leaf <> ledger_leaf(t)
    UNION ALL
    SELECT format('transfer %s is missing since seal %s', e.transfer_id, e.seal_number)
    FROM seal_entries e
    LEFT JOIN transfers t ON t.brand_id = :brand AND t.id = e.transfer_id
    WHERE e.brand_id = :brand AND t.id IS NULL
"""
"""What happened to sealed transfers, by comparing each with its leaf."""

# Posting puts its work in the backlog and sealing takes it out: whatever is in neither place
# was not posted.
_ADDED: Final = """
    SELECT format('transfer %s was added without posting it', t.id)
    FROM transfers t
    LEFT JOIN seal_entries e ON e.brand_id = :brand AND e.transfer_id = t.id
    LEFT JOIN seal_backlog b ON b.brand_id = :brand AND b.work_id = t.work_id
    WHERE t.brand_id = :brand AND e.transfer_id IS NULL AND b.work_id IS NULL
"""

_SEALS: Final = """
    SELECT s.number, s.leaves_count, s.merkle_root, s.previous_hash, s.seal_hash FROM seals s
    WHERE s.brand_id = :brand ORDER BY s.number
"""

_LEAVES: Final = """
    SELECT e.seal_number, e.leaf FROM seal_entries e WHERE e.brand_id = :brand
    ORDER BY e.seal_number, e.transfer_id
"""


async def verify_seals(session: AsyncSession, brand_id: BrandId) -> Sequence[str]:
    """Return what is wrong with the sealed books of a brand, in words; nothing when all is well.

    Finds changed, missing and added transfers by name, and seals that do not follow from their
    transfers or from the seal before.
    """
    chain = _Chain(await _rows(session, _SEALS, brand_id))
    leaves = await session.stream(text(_LEAVES), {"brand": brand_id})
    try:
        await chain.follow(leaves.yield_per(10_000))
    finally:
        # A fault ends the reading early, and an open cursor would keep its rows.
        await leaves.close()
    faults = list(chain.faults)
    for sql in (ROW_FAULTS, _ADDED):
        faults += [row[0] for row in await _rows(session, f"{sql} LIMIT {FAULTS_MAX}", brand_id)]
    return faults[:FAULTS_MAX]


@dataclass(slots=True)
class _Chain:
    """The seals of a brand, checked one by one as their leaves come in."""

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
            self.faults.append(f"seal {waiting.seal_number} is missing, its transfers are not")

    def _check(self, seal: Row[Any], place: int, leaves: Sequence[bytes], previous: bytes) -> None:
        if seal.number != place:
            self.faults.append(f"seal {seal.number} stands where seal {place} is expected")
        if (
            not leaves
            or seal.leaves_count != len(leaves)
            or merkle_root(leaves) != seal.merkle_root
        ):
            self.faults.append(f"seal {seal.number} does not follow from its transfers")
        chained = seal_hash(seal.number, seal.leaves_count, seal.merkle_root, seal.previous_hash)
        if seal.previous_hash != previous or seal.seal_hash != chained:
            self.faults.append(f"seal {seal.number} does not follow from the seal before it")


async def _rows(session: AsyncSession, sql: str, brand_id: BrandId) -> Sequence[Row[Any]]:
    return (await session.execute(text(sql), {"brand": brand_id})).all()
