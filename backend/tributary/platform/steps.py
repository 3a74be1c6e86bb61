"""Invariant 20: what has a state came to it by listed steps, each with a name and a time."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Final

from tributary.platform.invariants import Invariant

_AUDITED: Final = """
    SELECT a.subject_id AS id, a.before ->> 'state' AS origin, a.after ->> 'state' AS goal
    FROM audit_entries a
    WHERE a.brand_id = :brand AND a.subject = '{subject}'
      AND a.before ->> 'state' IS NOT NULL AND a.after ->> 'state' IS NOT NULL
"""

_BEGIN: Final = "WITH steps AS (SELECT * FROM ({walked}) AS w WHERE w.origin <> w.goal)"

_COUNT: Final = "{begin} SELECT count(*) FROM steps"

_UNLISTED: Final = """
    SELECT format('{subject} %s went from %s to %s, which is no way', s.id, s.origin, s.goal)
    FROM steps s
    WHERE (s.origin, s.goal) NOT IN (VALUES {ways})
"""

# Each row is born into its first state and leaves its present one into nothing; then whoever
# enters a state as often as he leaves it has walked one unbroken way. It needs no order in time,
# so clocks that differ between machines do not matter.
_BROKEN: Final = """
    SELECT format('{subject} %s is %s, but its audited steps do not lead from %s to there', r.id,
                  r.state, r.first)
    FROM rows r
    WHERE r.id IN (
      SELECT m.id FROM (
        SELECT s.id, s.origin AS state, 1 AS moves FROM steps s
        UNION ALL SELECT s.id, s.goal, -1 FROM steps s
        UNION ALL SELECT r.id, r.first, -1 FROM rows r
        UNION ALL SELECT r.id, r.state, 1 FROM rows r) AS m
      GROUP BY m.id, m.state HAVING sum(m.moves) <> 0)
"""

_NAMELESS: Final = """
    SELECT format('%s of {subject} %s names nobody', a.action, a.subject_id)
    FROM audit_entries a
    WHERE a.brand_id = :brand AND a.subject = '{subject}' AND a.user_id IS NULL AND a.origin = ''
"""

_UNREASONED: Final = """
    SELECT format('%s of {subject} %s gives no reason', a.action, a.subject_id)
    FROM audit_entries a
    WHERE a.brand_id = :brand AND a.action IN ({reasoned}) AND a.reason IS NULL
"""


def listed_steps(
    subject: str,
    transitions: Mapping[Any, Iterable[StrEnum]],
    *,
    rows: str | None = None,
    steps: str | None = None,
    reasoned: Iterable[str] = (),
) -> Invariant:
    """Return the invariant that one kind of thing goes only ways that its table lists.

    Args:
        subject: what the audit entries call it.
        transitions: the states that follow each state.
        rows: SQL of id, state and first of every row; left out where not every step is audited,
            and then only the audited ones are proven.
        steps: SQL of id, origin and goal, where one audit entry tells the steps of many.
        reasoned: the actions for which a person has to give a reason.
    """
    ways = [(str(state), str(way)) for state, follow in transitions.items() for way in follow]
    listed = ", ".join(f"('{state}', '{way}')" for state, way in ways)
    walked = steps or _AUDITED.format(subject=subject)
    known = rows or "SELECT NULL::uuid AS id, NULL::text AS state, NULL::text AS first WHERE false"
    parts = [_UNLISTED.format(subject=subject, ways=listed), _NAMELESS.format(subject=subject)]
    if rows is not None:
        parts.append(_BROKEN.format(subject=subject))
    if actions := ", ".join(f"'{action}'" for action in reasoned):
        parts.append(_UNREASONED.format(subject=subject, reasoned=actions))
    begin = _BEGIN.format(walked=walked)
    return Invariant(
        20,
        f"{subject.replace('_', ' ')}: only listed steps, each with actor and time",
        _COUNT.format(begin=begin),
        f"{begin}, rows AS ({known})" + " UNION ALL ".join(parts),
    )
