"""Invariant 23: whatever a row refers to is there, and of the same brand."""

from collections.abc import Collection, Iterator
from functools import cache
from typing import Final

from sqlalchemy import ForeignKeyConstraint, Table, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import BrandId
from tributary.platform.invariants import FAULTS_SHOWN_MAX, Invariant
from tributary.platform.model import Base

_READABLE: Final = """
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = CAST('public' AS regnamespace) AND c.relkind IN ('r', 'p')
      AND has_table_privilege(c.oid, 'SELECT')
"""

_DANGLING: Final = """
    (SELECT format('%s %s refers to %s that is not of its brand', '{table}',
                  concat_ws(' ', {key}), '{parent}')
    FROM {table} c
    WHERE c.brand_id = :brand AND {given}
      AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE {equal})
    LIMIT {most})
"""


async def dangling(session: AsyncSession, brand_id: BrandId) -> list[str]:
    """Return every reference that leads nowhere, or to another brand, by every mapped key.

    What a role may not read, such as sessions, is left to the keys of the database.
    """
    readable = frozenset(await session.scalars(text(_READABLE)))
    rows = await session.execute(text(_all_of(readable)), {"brand": brand_id})
    return [str(row[0]) for row in rows.fetchmany(FAULTS_SHOWN_MAX)]


@cache
def _all_of(readable: Collection[str]) -> str:
    """Return all of it as one statement: next to nothing is found, and there are hundreds."""
    return "UNION ALL".join(_queries(readable))


def _queries(readable: Collection[str]) -> Iterator[str]:
    for table in Base.metadata.sorted_tables:
        if "brand_id" not in table.c or table.name not in readable:
            continue
        for constraint in sorted(table.foreign_key_constraints, key=lambda one: str(one.name)):
            if constraint.referred_table.name in readable:
                yield _query(table, constraint)


def _query(table: Table, constraint: ForeignKeyConstraint) -> str:
    pairs = [(each.parent.name, each.column.name) for each in constraint.elements]
    parent = constraint.referred_table
    equal = [f"p.{theirs} = c.{ours}" for ours, theirs in pairs]
    if "brand_id" in parent.c:
        # The brand is bound in every table, so that a distributed database asks one shard.
        equal.append("p.brand_id = :brand")
    own = [column.name for column in table.primary_key if column.name != "brand_id"]
    return _DANGLING.format(
        table=table.name,
        parent=parent.name,
        key=", ".join(f"c.{name}" for name in own),
        given=" AND ".join(f"c.{ours} IS NOT NULL" for ours, _ in pairs),
        equal=" AND ".join(equal),
        most=FAULTS_SHOWN_MAX,
    )


REFERENCES_LEAD: Final = Invariant(
    23,
    "whatever a row refers to is there, and of its own brand",
    "SELECT sum(n) FROM (SELECT count(*) AS n FROM transfers WHERE brand_id = :brand "
    "UNION ALL SELECT count(*) FROM audit_entries WHERE brand_id = :brand) AS rows",
    dangling,
)
