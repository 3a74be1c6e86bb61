"""The roll-up of open items, and where it says something else than they do."""

from typing import Final

from tributary.receivables.rules import LANES

ROLLED: Final = f"""
    creditor_id, CAST(currency AS text) AS currency, due_on,
    get_byte(uuid_send(debtor_id), 15) & {LANES - 1} AS lane
"""
"""The row of the roll-up that an open item is counted in."""

DRIFT: Final = f"""
    SELECT creditor_id, currency, due_on, lane,
           coalesce(o.minor, 0)::bigint AS minor, coalesce(o.items, 0) AS items,
           coalesce(t.open_minor, 0) AS rolled_minor, coalesce(t.items, 0) AS rolled_items
    FROM (SELECT {ROLLED}, sum(total_minor - applied_minor) AS minor, count(*) AS items
          FROM receivables WHERE brand_id = :brand AND applied_minor < total_minor
          GROUP BY 1, 2, 3, 4) AS o
    FULL JOIN (SELECT creditor_id, CAST(currency AS text) AS currency, due_on, lane,
                      open_minor, items FROM open_totals WHERE brand_id = :brand) AS t
      USING (creditor_id, currency, due_on, lane)
    WHERE (o.minor, o.items) IS DISTINCT FROM (t.open_minor, t.items)
"""  # noqa: S608  A constant of this module.
"""A row for each place where the two differ: what the items say, and what was rolled up."""
