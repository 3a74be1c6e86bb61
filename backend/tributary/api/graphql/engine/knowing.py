"""Who was known a moment ago: looked up again by the very statement that reads.

Finding out who asks is a statement of its own, and for a short query as dear as the query. So the
answer it gave is kept. The next statement asks again and compares: only if the database tells the
same, word for word, it reads anything. A session that ended, a role taken back or a factor removed
counts for the next request as before; what is spared is a round trip.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from tributary.api.graphql.engine.viewers import Viewer

_PLACE: Final = re.compile(r"\$(\d+)")
STATEMENTS_MAX: Final = 512


class Known(NamedTuple):
    """A viewer as the database told it once, and what it must tell again."""

    viewer: Viewer
    question: str
    """The statement that tells who asks, as one text."""
    arguments: Sequence[object]
    told: str
    """What it told."""


@lru_cache(maxsize=STATEMENTS_MAX)
def while_known(sql: str, taken: int, question: str, asked: int) -> str:
    """Return a statement that reads while its question is answered as before, else tells nothing.

    Args:
        sql: reads one text that is never empty.
        taken: how many arguments it has; those of the question follow, and what it told last.
        question: reads one text.
        asked: how many arguments the question has.

    >>> while_known("SELECT f($1)", 1, "SELECT g($1, $2)", 2)
    "SELECT CASE WHEN (SELECT g($2, $3)) = $4::text THEN (SELECT f($1)) ELSE '' END"
    """
    moved = _PLACE.sub(lambda found: f"${int(found[1]) + taken}", question)
    told = f"${taken + asked + 1}::text"
    return f"SELECT CASE WHEN ({moved}) = {told} THEN ({sql}) ELSE '' END"
