"""Invariants: what is always true of the data, proven row by row on demand."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId
from tributary.platform.database import Database

Faults = Callable[[AsyncSession, BrandId], Awaitable[Sequence[str]]]

FAULTS_SHOWN_MAX = 20


@dataclass(frozen=True, slots=True)
class Invariant:
    """One thing that is always true.

    `number` is its place in the quality specification; `rows_sql` counts the rows that are
    proven; `faults` is SQL whose every row is a violation, its first column saying what and
    where, or a function that returns such texts. Both see one brand, as `:brand`.
    """

    number: int
    name: str
    rows_sql: str
    faults: str | Faults


@dataclass(frozen=True, slots=True)
class Proof:
    """What checking one invariant of one brand showed."""

    invariant: Invariant
    rows: int
    faults: Sequence[str]


async def prove(
    database: Database, brand_id: BrandId, invariants: Sequence[Invariant]
) -> list[Proof]:
    """Check each invariant on one consistent state of a brand."""
    ordered = sorted(invariants, key=lambda each: each.number)
    async with database.reading(brand_id) as session:
        return await _prove_all(session, brand_id, ordered)


async def prove_one(session: AsyncSession, brand_id: BrandId, invariant: Invariant) -> Proof:
    """Check one invariant on the state that a transaction sees."""
    (proof,) = await _prove_all(session, brand_id, [invariant])
    return proof


async def _prove_all(
    session: AsyncSession, brand_id: BrandId, invariants: Sequence[Invariant]
) -> list[Proof]:
    """Ask what is SQL in one statement: there are many, and each finds next to nothing."""
    counted = await _each(session, brand_id, [each.rows_sql for each in invariants])
    written = [each.faults if isinstance(each.faults, str) else None for each in invariants]
    found = await _each(session, brand_id, written)
    for place, invariant in enumerate(invariants):
        if not isinstance(invariant.faults, str):
            found[place] = await invariant.faults(session, brand_id)
    return [
        Proof(invariant, int(counts[0]), [str(fault) for fault in faults])
        for invariant, counts, faults in zip(invariants, counted, found, strict=True)
    ]


async def _each(
    session: AsyncSession, brand_id: BrandId, queries: Sequence[str | None]
) -> list[Sequence[str]]:
    """Return the first column of each query, as text, of as many rows as are shown."""
    answers: list[list[str]] = [[] for _ in queries]
    asked = " UNION ALL ".join(
        f"(SELECT {place}, CAST(found AS text) FROM ({query}) AS asked (found)"  # noqa: S608  Ours.
        f" LIMIT {FAULTS_SHOWN_MAX})"
        for place, query in enumerate(queries)
        if query is not None
    )
    if asked:
        for row in await session.execute(text(asked), {"brand": brand_id}):
            place: int = row[0]
            answers[place].append(str(row[1]))
    return list(answers)


INVARIANTS = (
    Invariant(
        7,
        "audit and event rows name a work; nothing updates or deletes them",
        "SELECT count(*) FROM audit_entries WHERE brand_id = :brand",
        """
        SELECT format('role %s may %s %s', r.rolname, p.privilege, t.name)
        FROM (VALUES ('audit_entries'), ('events'), ('audit_backlog'), ('audit_seals'),
                     ('audit_seal_entries')) AS t (name),
             (VALUES ('UPDATE'), ('DELETE'), ('TRUNCATE')) AS p (privilege),
             pg_roles r
        WHERE r.rolname IN (current_database() || '_app', current_database() || '_worker')
          AND has_table_privilege(r.rolname, t.name, p.privilege)
        """,
    ),
    Invariant(
        18,
        "one effect per idempotency key",
        "SELECT count(*) FROM idempotency_keys WHERE brand_id = :brand",
        """
        SELECT format('key %s has no answer', key) FROM idempotency_keys
        WHERE brand_id = :brand AND NOT response ? 'answer'
        UNION ALL
        SELECT format('key %s has the digest of no request', key) FROM idempotency_keys
        WHERE brand_id = :brand AND request_sha256 !~ '^[0-9a-f]{64}$'
        UNION ALL
        SELECT format('work %s had its effect under the keys %s', response ->> 'work',
                      string_agg(key, ', ' ORDER BY key COLLATE "C"))
        FROM idempotency_keys WHERE brand_id = :brand AND response ? 'work'
        GROUP BY response ->> 'work' HAVING count(*) > 1
        """,
    ),
    Invariant(
        19,
        "every event older than an hour is delivered to all",
        "SELECT count(*) FROM events WHERE brand_id = :brand",
        """
        SELECT format('event %s %s of %s is not delivered', e.name, e.id, e.occurred_at)
        FROM events e
        WHERE e.brand_id = :brand AND e.occurred_at < now() - interval '1 hour'
          AND NOT EXISTS (SELECT 1 FROM event_deliveries d WHERE d.brand_id = :brand
                          AND d.event_id = e.id AND d.reaction = '*')
        """,
    ),
)
