"""How distributors move in the tree and on the price ladder, from a day on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row

from tributary.kernel import DistributorId, PartyId, Refusal
from tributary.parties.queries import UnknownDistributor, set_based
from tributary.parties.rules import named
from tributary.platform import Work


class GradeUnknown(Refusal):
    """A distributor would get a grade that the brand does not have.

    Add the grade first, or correct its code.
    """


class TreeCycle(Refusal):
    """A distributor would stand above itself, on that day or on a later one.

    Choose an upline that is not below the distributor.
    """


class UplineJoinsLater(Refusal):
    """The upline is not in the tree yet on the day.

    Choose a day on which the upline has joined, or another upline.
    """


class LaterMoveExists(Refusal):
    """The distributor joined or moved on a later day, and history is not rewritten.

    Choose a day on or after the last move.
    """


class LaterGradeExists(Refusal):
    """The distributor got a grade from a later day on, and history is not rewritten.

    Choose a day on or after the last change of grade.
    """


CLIMB = """
    climb AS (
      SELECT s.id AS descendant_id, s.id AS ancestor_id, 0 AS depth,
             s.valid_from, CAST(NULL AS date) AS valid_until
      FROM starts s
      UNION ALL
      SELECT c.descendant_id, e.parent_id, c.depth + 1,
             greatest(c.valid_from, e.valid_from), least(c.valid_until, e.valid_until)
      FROM climb c
      JOIN tree_edges e ON e.brand_id = :brand AND e.distributor_id = c.ancestor_id
        AND (c.valid_until IS NULL OR e.valid_from < c.valid_until)
        AND (e.valid_until IS NULL OR e.valid_until > c.valid_from)
    )
"""
"""The paths that follow from the edges, each start going up through all of its time."""

_BELOW_FROM_NOW_ON = f"""
    WITH RECURSIVE starts AS (
      SELECT p.descendant_id AS id, greatest(p.valid_from, CAST(:on AS date)) AS valid_from
      FROM tree_paths p
      WHERE p.brand_id = :brand AND p.depth = 0 AND p.descendant_id IN (
        SELECT b.descendant_id FROM tree_paths b
        WHERE b.brand_id = :brand AND b.ancestor_id = :moved
          AND (b.valid_until IS NULL OR b.valid_until > :on))
    ),
    {CLIMB}
"""  # noqa: S608  Both halves are written here.

_SAME_PATH = """
    c.descendant_id = t.descendant_id AND c.ancestor_id = t.ancestor_id AND c.depth = t.depth
    AND c.valid_from = greatest(t.valid_from, CAST(:on AS date))
    AND coalesce(c.valid_until, 'infinity') = coalesce(t.valid_until, 'infinity')
"""

# Paths that begin on the day or later have not been true yet and go; older ones end on the day.
_END_OLD_PATHS = f"""
    {_BELOW_FROM_NOW_ON},
    stale AS (
      SELECT t.descendant_id, t.ancestor_id, t.valid_from FROM tree_paths t
      JOIN starts s ON s.id = t.descendant_id
      WHERE t.brand_id = :brand AND (t.valid_until IS NULL OR t.valid_until > :on)
        AND NOT EXISTS (SELECT FROM climb c WHERE {_SAME_PATH})
    ),
    gone AS (
      DELETE FROM tree_paths t USING stale
      WHERE t.brand_id = :brand AND t.descendant_id = stale.descendant_id
        AND t.ancestor_id = stale.ancestor_id AND t.valid_from = stale.valid_from
        AND t.valid_from >= :on
    )
    UPDATE tree_paths t SET valid_until = :on FROM stale
    WHERE t.brand_id = :brand AND t.descendant_id = stale.descendant_id
      AND t.ancestor_id = stale.ancestor_id AND t.valid_from = stale.valid_from
      AND t.valid_from < :on
"""  # noqa: S608  All parts are written above.

_OPEN_NEW_PATHS = f"""
    {_BELOW_FROM_NOW_ON}
    INSERT INTO tree_paths
      (brand_id, descendant_id, ancestor_id, depth, valid_from, valid_until)
    SELECT :brand, c.descendant_id, c.ancestor_id, c.depth, c.valid_from, c.valid_until
    FROM climb c
    WHERE NOT EXISTS (SELECT FROM tree_paths t WHERE t.brand_id = :brand AND {_SAME_PATH})
"""  # noqa: S608  All parts are written above.


async def move_distributor(
    work: Work, *, distributor_id: DistributorId, parent_id: PartyId, from_on: date
) -> None:
    """Put a distributor, with everybody below it, under another upline from a day on.

    What was true before that day stays. A second move on the same day corrects the first;
    moving to where the distributor stands already changes nothing.

    Refuses:
        UnknownDistributor: there is no such distributor.
        LaterMoveExists: it joined or moved on a later day.
        UplineJoinsLater: the upline is not in the tree on that day.
        TreeCycle: the upline is the distributor itself or stands below it, then or later.
    """
    await lock_tree(work)
    edge = await _last_edge(work, distributor_id)
    if from_on < edge.valid_from:
        raise LaterMoveExists(
            f"{edge.code} stands where it is from {edge.valid_from}, so it cannot move on "
            f"{from_on}: choose {edge.valid_from} or a later day."
        )
    if edge.parent_id == parent_id:
        return
    await _require_upline(work, edge.code, distributor_id, parent_id, from_on)
    await _rehang(work, edge, parent_id, from_on)
    # Nobody's place below the moved one changes; all they have above it does.
    scope = {"brand": work.brand_id, "moved": distributor_id, "on": from_on}
    async with set_based(work.session):
        await work.run(_END_OLD_PATHS, **scope)
        await work.run(_OPEN_NEW_PATHS, **scope)
    await work.audit(
        "parties.move_distributor",
        subject="distributor",
        subject_id=distributor_id,
        before={"parent_id": edge.parent_id},
        after={"parent_id": parent_id, "from_on": from_on},
    )


async def set_grade(
    work: Work, *, distributor_id: DistributorId, grade: str, from_on: date
) -> None:
    """Let a distributor buy at another rung of the price ladder from a day on.

    A second change on the same day corrects the first; the same grade again changes nothing.

    Refuses:
        UnknownDistributor: there is no such distributor.
        GradeUnknown: there is no such grade.
        LaterGradeExists: it got a grade from a later day on.
    """
    await lock_tree(work)
    await require_grades(work, [grade])
    held = await _last_grade(work, distributor_id)
    if from_on < held.valid_from:
        raise LaterGradeExists(
            f"{held.code} has grade {held.grade} from {held.valid_from}, so none can begin on "
            f"{from_on}: choose {held.valid_from} or a later day."
        )
    if held.grade == grade:
        return
    await _regrade(work, distributor_id, grade, from_on)
    await work.audit(
        "parties.set_grade",
        subject="distributor",
        subject_id=distributor_id,
        before={"grade": held.grade},
        after={"grade": grade, "from_on": from_on},
    )


async def lock_tree(work: Work) -> None:
    """Let one work at a time change a brand's tree.

    Two moves at once could each be harmless and make a cycle together.
    """
    await work.rows(
        "SELECT pg_advisory_xact_lock(hashtextextended(:lock, 0))",
        lock=f"parties.tree:{work.brand_id}",
    )


async def require_grades(work: Work, grades: Sequence[str]) -> None:
    """Make sure that all grades exist.

    Refuses:
        GradeUnknown: one of them does not.
    """
    rows = await work.rows("SELECT code FROM grades WHERE brand_id = :brand", brand=work.brand_id)
    known = {row.code for row in rows}
    unknown = [grade for grade in dict.fromkeys(grades) if grade not in known]
    if unknown:
        raise GradeUnknown(
            f"Grade {named(unknown)} does not exist: add it first, or correct the code."
        )


async def _last_edge(work: Work, distributor_id: DistributorId) -> Row[Any]:
    rows = await work.rows(
        """
        SELECT p.code, e.distributor_id, e.parent_id, e.valid_from
        FROM tree_edges e JOIN parties p ON p.brand_id = :brand AND p.id = e.distributor_id
        WHERE e.brand_id = :brand AND e.distributor_id = :id AND e.valid_until IS NULL
        """,
        brand=work.brand_id,
        id=distributor_id,
    )
    return _only(rows, distributor_id)


async def _last_grade(work: Work, distributor_id: DistributorId) -> Row[Any]:
    rows = await work.rows(
        """
        SELECT p.code, g.grade, g.valid_from
        FROM distributor_grades g
        JOIN parties p ON p.brand_id = :brand AND p.id = g.distributor_id
        WHERE g.brand_id = :brand AND g.distributor_id = :id AND g.valid_until IS NULL
        """,
        brand=work.brand_id,
        id=distributor_id,
    )
    return _only(rows, distributor_id)


async def _regrade(work: Work, distributor_id: DistributorId, grade: str, from_on: date) -> None:
    scope = {"brand": work.brand_id, "id": distributor_id, "grade": grade, "on": from_on}
    corrected = await work.run(
        """
        UPDATE distributor_grades SET grade = :grade
        WHERE brand_id = :brand AND distributor_id = :id AND valid_from = :on
        """,
        **scope,
    )
    if corrected:
        return
    await work.run(
        """
        UPDATE distributor_grades SET valid_until = :on
        WHERE brand_id = :brand AND distributor_id = :id AND valid_until IS NULL
        """,
        brand=work.brand_id,
        id=distributor_id,
        on=from_on,
    )
    await work.run(
        """
        INSERT INTO distributor_grades (brand_id, distributor_id, grade, valid_from)
        VALUES (:brand, :id, :grade, :on)
        """,
        **scope,
    )


def _only(rows: Sequence[Row[Any]], distributor_id: DistributorId) -> Row[Any]:
    if not rows:
        raise UnknownDistributor(f"There is no distributor {distributor_id}: register it first.")
    return rows[0]


async def _require_upline(
    work: Work, code: str, distributor_id: DistributorId, parent_id: PartyId, from_on: date
) -> None:
    joined = await work.rows(
        """
        SELECT p.code, t.valid_from FROM tree_paths t
        JOIN parties p ON p.brand_id = :brand AND p.id = t.descendant_id
        WHERE t.brand_id = :brand AND t.descendant_id = :parent AND t.ancestor_id = :parent
        """,
        brand=work.brand_id,
        parent=parent_id,
    )
    if not joined:
        raise UnknownDistributor(f"There is no distributor {parent_id} to put {code} under.")
    if joined[0].valid_from > from_on:
        raise UplineJoinsLater(
            f"{joined[0].code} joins on {joined[0].valid_from}, so {code} cannot stand under it "
            f"from {from_on}: choose a later day or another upline."
        )
    below = await work.rows(
        """
        SELECT 1 FROM tree_paths
        WHERE brand_id = :brand AND ancestor_id = :moved AND descendant_id = :parent
          AND (valid_until IS NULL OR valid_until > :on)
        """,
        brand=work.brand_id,
        moved=distributor_id,
        parent=parent_id,
        on=from_on,
    )
    if below:
        raise TreeCycle(
            f"{joined[0].code} is {code} itself or stands below it on or after {from_on}, so "
            f"{code} cannot stand under it: choose another upline, or move that one away first."
        )


async def _rehang(work: Work, edge: Row[Any], parent_id: PartyId, from_on: date) -> None:
    scope = {
        "brand": work.brand_id,
        "moved": edge.distributor_id,
        "on": from_on,
    }
    if edge.valid_from == from_on:
        await work.run(
            """
            UPDATE tree_edges SET parent_id = :parent
            WHERE brand_id = :brand AND distributor_id = :moved AND valid_from = :on
            """,
            parent=parent_id,
            **scope,
        )
        return
    await work.run(
        """
        UPDATE tree_edges SET valid_until = :on
        WHERE brand_id = :brand AND distributor_id = :moved AND valid_until IS NULL
        """,
        **scope,
    )
    await work.run(
        """
        INSERT INTO tree_edges (brand_id, distributor_id, parent_id, valid_from)
        VALUES (:brand, :moved, :parent, :on)
        """,
        parent=parent_id,
        **scope,
    )
