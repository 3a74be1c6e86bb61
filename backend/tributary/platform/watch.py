"""The watch: proves the invariants of every brand, one after the other, for ever.

Each minute some brands get a slice of time, in turn; what was proven longest ago comes first, and
what took long rests in proportion, so that neither a big brand nor a thousand small ones cost more
than a small part of one core. What was found is kept: a fault is told in the log and as a figure,
and `tributary check --last` shows it.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import orjson
import structlog
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId
from tributary.platform import figures
from tributary.platform.database import Database
from tributary.platform.desk import Chore, Desk
from tributary.platform.invariants import Invariant, Proof, prove_one

CHORE: Final = "prove_invariants"

SLICE_SECONDS: Final = 5
"""How long one brand is looked at in a minute; a proof that has begun is finished."""

ROUND_SECONDS: Final = 10
"""When the brands of a minute took this long, the others wait for the next."""

PROOF_SECONDS_MAX: Final = 120
"""What takes longer is given up; `tributary check` has all the time it needs."""

REST_FACTOR: Final = 20
"""What took a second is not proven again for twenty."""

STALE_AFTER: Final = timedelta(hours=2)
"""What was not proven for this long is nobody's knowledge any more."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class KeptProof:
    """What the watch found when it proved an invariant last."""

    name: str
    number: int
    proven_at: datetime | None
    """None when it never came to an end."""
    rows: int
    faults: Sequence[str]

    def is_fresh(self, now: datetime) -> bool:
        """Tell whether it was proven so lately that it says something of now."""
        return self.proven_at is not None and now - self.proven_at <= STALE_AFTER


def watch(database: Database, invariants: Sequence[Invariant]) -> Chore:
    """Return the chore of every minute that proves over a database, as a role that reads all."""

    async def run(desk: Desk, brand_id: BrandId) -> None:
        await prove_slice(desk, database, brand_id, invariants)

    return Chore(CHORE, "* * * * *", run, ROUND_SECONDS)


async def prove_slice(
    desk: Desk,
    database: Database,
    brand_id: BrandId,
    invariants: Sequence[Invariant],
    *,
    seconds: float = SLICE_SECONDS,
) -> int:
    """Prove what is due, longest ago first, until the slice is over; return how many were tried.

    One is tried in any case: the longest proof has its turn, too.
    """
    started = time.perf_counter()
    due = await _due(desk, database, brand_id, invariants)
    for tried, invariant in enumerate(due, start=1):
        await _try(desk, database, brand_id, invariant)
        if time.perf_counter() - started >= seconds:
            return tried
    return len(due)


async def proofs_of(session: AsyncSession, brand_id: BrandId) -> list[KeptProof]:
    """Return what the watch found of a brand, by number and name."""
    return [
        KeptProof(row.name, row.number, row.proven_at, row.rows_proven, row.faults)
        for row in await _kept(session, brand_id)
    ]


async def _kept(session: AsyncSession, brand_id: BrandId) -> Sequence[Row[Any]]:
    found = await session.execute(
        text('SELECT * FROM proofs WHERE brand_id = :brand ORDER BY number, name COLLATE "C"'),
        {"brand": brand_id},
    )
    return found.all()


async def _due(
    desk: Desk, database: Database, brand_id: BrandId, invariants: Sequence[Invariant]
) -> list[Invariant]:
    now = desk.clock()
    async with database.reading(brand_id) as session:
        kept = {row.name: row for row in await _kept(session, brand_id)}

    def rested(invariant: Invariant) -> bool:
        row = kept.get(invariant.name)
        return (
            row is None
            or row.tried_at + timedelta(milliseconds=REST_FACTOR * row.took_milliseconds) <= now
        )

    due = [each for each in invariants if rested(each)]
    new = [each for each in due if each.name not in kept]
    known = [each for each in due if each.name in kept]
    return new + sorted(known, key=lambda each: kept[each.name].tried_at)


async def _try(desk: Desk, database: Database, brand_id: BrandId, invariant: Invariant) -> None:
    """Prove one invariant and keep what was found; one that breaks stops none behind it."""
    started = time.perf_counter()
    proof: Proof | None = None
    try:
        async with (
            asyncio.timeout(PROOF_SECONDS_MAX),
            database.reading(brand_id) as session,
        ):
            proof = await prove_one(session, brand_id, invariant)
    except Exception:
        log.exception(
            "invariant_not_proven",
            brand_id=str(brand_id),
            number=invariant.number,
            invariant=invariant.name,
        )
    took = round((time.perf_counter() - started) * 1000)
    await _keep(desk, brand_id, invariant, proof, took)


async def _keep(
    desk: Desk, brand_id: BrandId, invariant: Invariant, proof: Proof | None, took: int
) -> None:
    outcome = "not_proven" if proof is None else "violated" if proof.faults else "holds"
    figures.PROOFS.labels(str(invariant.number), outcome).inc()
    if proof is not None and proof.faults:
        log.error(
            "invariant_violated",
            brand_id=str(brand_id),
            number=invariant.number,
            invariant=invariant.name,
            faults=list(proof.faults),
        )
    async with desk.work(brand_id, f"chore:{CHORE}") as work:
        await work.run(
            _KEEP_TRY if proof is None else _KEEP_PROOF,
            brand=brand_id,
            name=invariant.name,
            number=invariant.number,
            now=work.opened_at,
            took=took,
            **({} if proof is None else {"rows": proof.rows, "faults": _json(proof.faults)}),
        )


def _json(faults: Sequence[str]) -> str:
    return orjson.dumps(list(faults)).decode()


_KEEP_PROOF: Final = """
    INSERT INTO proofs (brand_id, name, number, tried_at, took_milliseconds, proven_at,
                        rows_proven, faults)
    VALUES (:brand, :name, :number, :now, :took, :now, :rows, CAST(:faults AS jsonb))
    ON CONFLICT (brand_id, name) DO UPDATE
    SET number = excluded.number, tried_at = excluded.tried_at,
        took_milliseconds = excluded.took_milliseconds, proven_at = excluded.proven_at,
        rows_proven = excluded.rows_proven, faults = excluded.faults
"""

# What was known stays known; it only grows older.
_KEEP_TRY: Final = """
    INSERT INTO proofs (brand_id, name, number, tried_at, took_milliseconds, rows_proven, faults)
    VALUES (:brand, :name, :number, :now, :took, 0, '[]')
    ON CONFLICT (brand_id, name) DO UPDATE
    SET number = excluded.number, tried_at = excluded.tried_at,
        took_milliseconds = excluded.took_milliseconds
"""
