"""Who could see a distributor's rows, and when, in the graph."""

from typing import Final

# A right lasts as long as all it follows from: the role, the place in the tree, the assignment.
# Days of the tree are days of the brand's; `parties.onlookers_on` answers the same for one day.
# Through the brand itself, which is no distributor, goes whoever sees all of it.
_ONLOOKERS = """
    (SELECT w.distributor_id, w.user_id, u.name, w.role, w.through_id,
            w.since_at, nullif(w.until_at, 'infinity') AS until_at
     FROM (
       SELECT d.id AS distributor_id, h.user_id, h.role, {brand} AS through_id,
              h.since_at, h.until_at
       FROM parties d CROSS JOIN held h
       WHERE d.brand_id = {brand} AND h.party_id IS NULL AND h.role <> 'salesperson'
       UNION ALL
       SELECT a.descendant_id, h.user_id, h.role, h.party_id,
              greatest(h.since_at, a.since_at), least(h.until_at, a.until_at)
       FROM above a JOIN held h ON h.party_id = a.ancestor_id
       UNION ALL
       SELECT a.descendant_id, h.user_id, h.role, s.distributor_id,
              greatest(h.since_at, a.since_at, s.since_at),
              least(h.until_at, a.until_at, coalesce(s.until_at, 'infinity'))
       FROM above a
       JOIN sales_assignments s ON s.brand_id = {brand} AND s.distributor_id = a.ancestor_id
       JOIN held h ON h.role = 'salesperson' AND h.user_id = s.user_id
     ) AS w
     JOIN users u ON u.id = w.user_id
     WHERE w.since_at < w.until_at)
"""
_HELD = """
    (SELECT user_id, role, party_id, since_at, timestamptz 'infinity' AS until_at
     FROM memberships WHERE brand_id = {brand}
     UNION ALL
     SELECT user_id, role, party_id, since_at, until_at
     FROM former_memberships WHERE brand_id = {brand})
"""
_ABOVE = """
    (SELECT p.ancestor_id, p.descendant_id,
            timezone(b.time_zone, CAST(p.valid_from AS timestamp)) AS since_at,
            coalesce(timezone(b.time_zone, CAST(p.valid_until AS timestamp)), 'infinity')
              AS until_at
     FROM tree_paths p JOIN brands b ON b.id = {brand} WHERE p.brand_id = {brand})
"""


def _with(sql: str) -> str:
    for name, rows in (("held h", _HELD), ("above a", _ABOVE)):
        sql = sql.replace(f"JOIN {name}", f"JOIN {rows} {name[-1]}")
        sql = sql.replace(f"FROM {name}", f"FROM {rows} {name[-1]}")
    return sql


ONLOOKERS: Final = _with(_ONLOOKERS)
"""Every right of the brand to see a distributor's rows, past ones too; `{brand}` is the brand."""
