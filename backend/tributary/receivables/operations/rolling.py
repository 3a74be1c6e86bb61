"""Keep the roll-up of open items: every deed that changes them counts along, at its end."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Row

from tributary.platform import Work

# Keys of one statement are locked in their order: whoever counts along at the same time waits for
# the first that both touch, and never in a circle.
_CHANGES: Final = """
    changes AS (
      SELECT c.creditor_id, c.currency::char(3) AS currency, c.due_on, c.lane,
             sum(c.minor)::bigint AS minor, sum(c.items)::bigint AS items
      FROM unnest(CAST(:creditors AS uuid[]), CAST(:currencies AS text[]), CAST(:days AS date[]),
                  CAST(:lanes AS smallint[]), CAST(:minors AS bigint[]), CAST(:items AS bigint[]))
           AS c (creditor_id, currency, due_on, lane, minor, items)
      GROUP BY 1, 2, 3, 4
    )
"""

_SAME_ROW: Final = """
    t.brand_id = :brand AND t.creditor_id = c.creditor_id AND t.currency = c.currency
    AND t.due_on = c.due_on AND t.lane = c.lane
"""

_ADD: Final = f"""
    WITH {_CHANGES}
    INSERT INTO open_totals AS t (brand_id, creditor_id, currency, due_on, lane, open_minor, items)
    SELECT :brand, c.creditor_id, c.currency, c.due_on, c.lane, c.minor, c.items FROM changes c
    ORDER BY c.creditor_id, c.currency, c.due_on, c.lane
    ON CONFLICT (brand_id, creditor_id, currency, due_on, lane)
    DO UPDATE SET open_minor = t.open_minor + excluded.open_minor, items = t.items + excluded.items
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_LOCK: Final = f"""
    WITH {_CHANGES}
    SELECT 1 FROM open_totals t JOIN changes c ON {_SAME_ROW}
    ORDER BY t.creditor_id, t.currency, t.due_on, t.lane FOR UPDATE OF t
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

# A row of which nothing is left is taken away: there is one for each day on which something is due.
_TAKE: Final = f"""
    WITH {_CHANGES}, gone AS (
      DELETE FROM open_totals t USING changes c
      WHERE {_SAME_ROW} AND t.open_minor + c.minor = 0 AND t.items + c.items = 0
      RETURNING 1
    ), left_over AS (
      UPDATE open_totals t SET open_minor = t.open_minor + c.minor, items = t.items + c.items
      FROM changes c
      WHERE {_SAME_ROW} AND NOT (t.open_minor + c.minor = 0 AND t.items + c.items = 0)
      RETURNING 1
    )
    SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM left_over)
           = (SELECT count(*) FROM changes) AS is_whole
"""  # noqa: S608  Only constants of this module meet here; values are parameters.


async def roll_up(work: Work, changes: Sequence[Row[Any]]) -> None:
    """Count changes of open items, given by key with the minor units and items they come to.

    Comes after the locks on the accounts and items of a deed, so that nobody who holds a row of
    the roll-up waits for one of those.
    """
    more = [each for each in changes if each.minor > 0]
    less = [each for each in changes if each.minor < 0]
    if less:
        # Also those that are added to: taken one after the other they would be in no order.
        await work.rows(_LOCK, brand=work.brand_id, **_columns(changes))
        (found,) = await work.rows(_TAKE, brand=work.brand_id, **_columns(less))
        if not found.is_whole:
            message = "the roll-up of open items lacks a row for what was open"
            raise RuntimeError(message)
    if more:
        await work.run(_ADD, brand=work.brand_id, **_columns(more))


def _columns(changes: Sequence[Row[Any]]) -> dict[str, list[Any]]:
    return {
        "creditors": [each.creditor_id for each in changes],
        "currencies": [each.currency for each in changes],
        "days": [each.due_on for each in changes],
        "lanes": [each.lane for each in changes],
        "minors": [each.minor for each in changes],
        "items": [each.items for each in changes],
    }
