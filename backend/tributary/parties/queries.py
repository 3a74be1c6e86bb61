"""Reads of parties, of the tree on a day, of grades and terms; and what is always true of them."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.identity import Role
from tributary.kernel import BrandId, DistributorId, PartyId, Refusal
from tributary.parties.rules import PartyKind, StartEvent, Terms, TermsRule
from tributary.platform import Invariant


class UnknownParty(Refusal):
    """The brand has no party of this code or id.

    Register it first, or correct the code.
    """


class UnknownDistributor(Refusal):
    """The brand has no distributor of this code or id.

    Register it first, or correct the code.
    """


@dataclass(frozen=True, slots=True)
class Party:
    """The brand itself, a distributor, an acquirer or a provider."""

    id: PartyId
    kind: PartyKind
    code: str
    name: str
    language: str
    email: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """One step of the chain above a distributor; depth 0 is the distributor itself."""

    party_id: PartyId
    kind: PartyKind
    code: str
    name: str
    depth: int
    grade: str | None
    """None for the brand, or before the first grade."""


async def party_of(session: AsyncSession, brand_id: BrandId, party_id: PartyId) -> Party:
    """Return a party by its id.

    Refuses:
        UnknownParty: there is none.
    """
    rows = await _rows(
        session,
        """
        SELECT id, kind, code, name, language, email FROM parties
        WHERE brand_id = :brand AND id = :id
        """,
        brand=brand_id,
        id=party_id,
    )
    if not rows:
        raise UnknownParty(f"There is no party {party_id}: register it first.")
    return _party(rows[0])


async def by_code(session: AsyncSession, brand_id: BrandId, code: str) -> Party:
    """Return the party that a code names.

    Refuses:
        UnknownParty: there is none.
    """
    rows = await _rows(
        session,
        """
        SELECT id, kind, code, name, language, email FROM parties
        WHERE brand_id = :brand AND code = :code
        """,
        brand=brand_id,
        code=code,
    )
    if not rows:
        raise UnknownParty(f"There is no party {code!r}: register it first, or correct the code.")
    return _party(rows[0])


async def distributor_by_code(session: AsyncSession, brand_id: BrandId, code: str) -> DistributorId:
    """Return the id of the distributor that a code names.

    Refuses:
        UnknownParty: there is no such party.
        UnknownDistributor: the party is no distributor.
    """
    party = await by_code(session, brand_id, code)
    if party.kind != PartyKind.DISTRIBUTOR:
        raise UnknownDistributor(f"{code!r} is a {party.kind}, not a distributor.")
    return DistributorId(party.id)


async def ancestors_on(
    session: AsyncSession, brand_id: BrandId, party_id: PartyId, on: date
) -> list[PartyId]:
    """Return who stood above a party on a day, nearest first, the brand last, itself left out."""
    rows = await _rows(
        session,
        """
        SELECT ancestor_id FROM tree_paths
        WHERE brand_id = :brand AND descendant_id = :id AND depth > 0
          AND valid_from <= :on AND (valid_until IS NULL OR valid_until > :on)
        ORDER BY depth
        """,
        brand=brand_id,
        id=party_id,
        on=on,
    )
    return [PartyId(row.ancestor_id) for row in rows]


async def descendants_on(
    session: AsyncSession, brand_id: BrandId, party_id: PartyId, on: date
) -> list[PartyId]:
    """Return who stood below a party on a day, nearest first, itself left out."""
    rows = await _rows(
        session,
        """
        SELECT descendant_id FROM tree_paths
        WHERE brand_id = :brand AND ancestor_id = :id AND depth > 0
          AND valid_from <= :on AND (valid_until IS NULL OR valid_until > :on)
        ORDER BY depth, descendant_id
        """,
        brand=brand_id,
        id=party_id,
        on=on,
    )
    return [PartyId(row.descendant_id) for row in rows]


async def chain(
    session: AsyncSession, brand_id: BrandId, distributor_id: DistributorId, on: date
) -> list[Link]:
    """Return a distributor and everybody above it on a day, each with its grade of that day."""
    rows = await _rows(
        session,
        """
        SELECT p.id, p.kind, p.code, p.name, t.depth, g.grade
        FROM tree_paths t
        JOIN parties p ON p.brand_id = :brand AND p.id = t.ancestor_id
        LEFT JOIN distributor_grades g
          ON g.brand_id = :brand AND g.distributor_id = t.ancestor_id
          AND g.valid_from <= :on AND (g.valid_until IS NULL OR g.valid_until > :on)
        WHERE t.brand_id = :brand AND t.descendant_id = :id
          AND t.valid_from <= :on AND (t.valid_until IS NULL OR t.valid_until > :on)
        ORDER BY t.depth
        """,
        brand=brand_id,
        id=distributor_id,
        on=on,
    )
    return [
        Link(PartyId(row.id), PartyKind(row.kind), row.code, row.name, row.depth, row.grade)
        for row in rows
    ]


async def level_on(
    session: AsyncSession, brand_id: BrandId, distributor_id: DistributorId, on: date
) -> int | None:
    """Return how far below the brand a distributor stood on a day: a general agent is 1."""
    rows = await _rows(
        session,
        """
        SELECT depth FROM tree_paths
        WHERE brand_id = :brand AND descendant_id = :id AND ancestor_id = :brand
          AND valid_from <= :on AND (valid_until IS NULL OR valid_until > :on)
        """,
        brand=brand_id,
        id=distributor_id,
        on=on,
    )
    return rows[0].depth if rows else None


async def grade_on(
    session: AsyncSession, brand_id: BrandId, distributor_id: DistributorId, on: date
) -> str | None:
    """Return the rung of the price ladder a distributor bought at on a day."""
    rows = await _rows(
        session,
        """
        SELECT grade FROM distributor_grades
        WHERE brand_id = :brand AND distributor_id = :id
          AND valid_from <= :on AND (valid_until IS NULL OR valid_until > :on)
        """,
        brand=brand_id,
        id=distributor_id,
        on=on,
    )
    return rows[0].grade if rows else None


async def terms_on(
    session: AsyncSession,
    brand_id: BrandId,
    *,
    creditor_id: PartyId,
    debtor_id: PartyId,
    on: date,
) -> Terms | None:
    """Return the terms of a pair on a day, else the creditor's default, else None."""
    rows = await _rows(
        session,
        """
        SELECT start_event, rule, days, instalments FROM credit_terms
        WHERE brand_id = :brand AND creditor_id = :creditor
          AND (debtor_id = :debtor OR debtor_id IS NULL)
          AND valid_from <= :on AND (valid_until IS NULL OR valid_until > :on)
        ORDER BY debtor_id NULLS LAST LIMIT 1
        """,
        brand=brand_id,
        creditor=creditor_id,
        debtor=debtor_id,
        on=on,
    )
    if not rows:
        return None
    row = rows[0]
    return Terms(StartEvent(row.start_event), TermsRule(row.rule), row.days, row.instalments)


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Somebody who could see a distributor's rows on a day, and by what right."""

    email: str
    name: str
    role: Role
    through: str | None
    """The distributor whose people it is, or that was given to the salesperson; None for who
    sees the whole brand."""


# The day counts whole: who could see them for a part of it could see them.
_ONLOOKERS = """
    WITH held AS (
      SELECT user_id, role, party_id FROM memberships
      WHERE brand_id = :brand AND since_at < :until
      UNION
      SELECT user_id, role, party_id FROM former_memberships
      WHERE brand_id = :brand AND since_at < :until AND until_at > :since
    ), above AS (
      SELECT t.ancestor_id AS id, p.code FROM tree_paths t
      JOIN parties p ON p.brand_id = :brand AND p.id = t.ancestor_id
      WHERE t.brand_id = :brand AND t.descendant_id = :id
        AND t.valid_from <= :on AND (t.valid_until IS NULL OR t.valid_until > :on)
    ), given AS (
      SELECT DISTINCT s.user_id, above.code FROM sales_assignments s
      JOIN above ON above.id = s.distributor_id
      WHERE s.brand_id = :brand AND s.since_at < :until
        AND (s.until_at IS NULL OR s.until_at > :since)
    )
    SELECT u.email, u.name, held.role, coalesce(above.code, given.code) AS through
    FROM held
    JOIN users u ON u.id = held.user_id
    LEFT JOIN above ON above.id = held.party_id
    LEFT JOIN given ON held.role = 'salesperson' AND given.user_id = held.user_id
    WHERE CASE WHEN held.party_id IS NOT NULL THEN above.id IS NOT NULL
               WHEN held.role = 'salesperson' THEN given.user_id IS NOT NULL
               ELSE true END
    ORDER BY coalesce(above.code, given.code) COLLATE "C" NULLS FIRST, u.email, held.role
"""


async def onlookers_on(
    session: AsyncSession, brand_id: BrandId, distributor_id: DistributorId, *, on: date, zone: str
) -> list[Onlooker]:
    """Return who could see a distributor's rows on a day, in a time zone, as tree and roles were.

    Salespeople are counted whatever other roles they had; those open the whole brand anyway.
    """
    midnight = datetime.combine(on, time(), ZoneInfo(zone))
    rows = await _rows(
        session,
        _ONLOOKERS,
        brand=brand_id,
        id=distributor_id,
        on=on,
        since=midnight,
        until=midnight + timedelta(days=1),
    )
    return [Onlooker(row.email, row.name, Role(row.role), row.through) for row in rows]


async def _rows(session: AsyncSession, sql: str, **parameters: object) -> Sequence[Row[Any]]:
    return (await session.execute(text(sql), parameters)).all()


def _party(row: Row[Any]) -> Party:
    return Party(PartyId(row.id), PartyKind(row.kind), row.code, row.name, row.language, row.email)


# Whole histories are compared at once, as sets of days: every change day is among them.
_TREE_FAULTS = """
    WITH RECURSIVE climb AS (
      SELECT p.id AS descendant_id, p.id AS ancestor_id, 0 AS depth,
             min(e.valid_from) AS valid_from, CAST(NULL AS date) AS valid_until
      FROM parties p
      JOIN tree_edges e ON e.brand_id = :brand AND e.distributor_id = p.id
      WHERE p.brand_id = :brand AND p.kind = 'distributor' GROUP BY p.id
      UNION ALL
      SELECT c.descendant_id, e.parent_id, c.depth + 1,
             greatest(c.valid_from, e.valid_from), least(c.valid_until, e.valid_until)
      FROM climb c
      JOIN tree_edges e ON e.brand_id = :brand AND e.distributor_id = c.ancestor_id
        AND (c.valid_until IS NULL OR e.valid_from < c.valid_until)
        AND (e.valid_until IS NULL OR e.valid_until > c.valid_from)
    ) CYCLE ancestor_id SET is_cycle USING trail,
    said AS (
      SELECT descendant_id, ancestor_id, depth,
             range_agg(daterange(valid_from, valid_until)) AS days
      FROM climb WHERE NOT is_cycle GROUP BY 1, 2, 3
    ),
    kept AS (
      SELECT descendant_id, ancestor_id, depth,
             range_agg(daterange(valid_from, valid_until)) AS days
      FROM tree_paths
      WHERE brand_id = :brand AND descendant_id <> :brand GROUP BY 1, 2, 3
    )
    SELECT format('distributor %s stands above itself from %s', ancestor_id, valid_from)
    FROM climb WHERE is_cycle
    UNION ALL
    SELECT format('distributor %s hangs nowhere in the tree on some days', p.code)
    FROM parties p
    LEFT JOIN (
      SELECT descendant_id,
             range_agg(daterange(valid_from, valid_until)) FILTER (WHERE depth = 0) AS here,
             range_agg(daterange(valid_from, valid_until))
               FILTER (WHERE ancestor_id = :brand) AS hanging
      FROM climb GROUP BY 1
    ) AS days ON days.descendant_id = p.id
    WHERE p.brand_id = :brand AND p.kind = 'distributor'
      AND (days.hanging IS NULL OR days.hanging <> days.here)
    UNION ALL
    SELECT format('path %s above %s at depth %s: edges say %s, closure says %s', ancestor_id,
                  descendant_id, depth, said.days, kept.days)
    FROM said FULL JOIN kept USING (descendant_id, ancestor_id, depth)
    WHERE said.days IS DISTINCT FROM kept.days
    LIMIT 20
"""


@asynccontextmanager
async def set_based(session: AsyncSession) -> AsyncGenerator[None]:
    """Let statements about a whole tree join by hash, whatever the planner remembers.

    A brand that registers ten thousand in one go is larger than its statistics: a nested loop
    that looks cheap for three rows runs for minutes.
    """
    await session.execute(text("SET LOCAL enable_nestloop = off"))
    yield
    await session.execute(text("SET LOCAL enable_nestloop TO DEFAULT"))


async def _tree_faults(session: AsyncSession, brand_id: BrandId) -> list[str]:
    async with set_based(session):
        rows = await _rows(session, _TREE_FAULTS, brand=brand_id)
    return [str(row[0]) for row in rows]


INVARIANTS = (
    Invariant(
        24,
        "the tree is acyclic, every distributor hangs in it, its closure is what the edges say",
        "SELECT count(*) FROM tree_paths WHERE brand_id = :brand",
        _tree_faults,
    ),
)
