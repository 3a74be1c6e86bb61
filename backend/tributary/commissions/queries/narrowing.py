"""The same statements for one beneficiary alone, beside what they are for everybody."""

import re
from typing import Final

_CONDITIONS: Final = {
    "line": "AND {0} IN (SELECT m.order_line_id FROM order_line_prices m "
    "WHERE m.brand_id = :brand AND m.party_id = CAST(:one AS uuid))",
    # An array, not a join: the planner takes it for a few orders and begins with these, where it
    # would read the sales of all for one.
    "order": "AND {0} = ANY(ARRAY(SELECT DISTINCT w.order_id FROM order_line_prices m "
    "JOIN order_lines w ON w.brand_id = :brand AND w.id = m.order_line_id "
    "WHERE m.brand_id = :brand AND m.party_id = CAST(:one AS uuid)))",
    "party": "AND {0} = CAST(:one AS uuid)",
}
_PLACE: Final = re.compile(r"/\* of one: (line|order|party) (\S+) \*/")


def of_one(sql: str) -> str:
    """Return a statement for the beneficiary `:one`: lines and orders on whose ladder it stands.

    A statement marks by comments where it can be narrowed, and by which column.

    >>> of_one("WHERE true /* of one: party c.beneficiary_id */")
    'WHERE true AND c.beneficiary_id = CAST(:one AS uuid)'
    """
    return _PLACE.sub(lambda place: _CONDITIONS[place[1]].format(place[2]), sql)
