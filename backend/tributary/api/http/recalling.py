"""Who asked a moment ago: what the database told of a token, and the viewer that was made of it.

Nothing is allowed because of what is kept here. The graph's own statement has the database tell it
again (`engine/knowing.py`) and reads only if it tells the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tributary.api.graphql import Known, Viewer
from tributary.api.graphql.engine.documents import Recent
from tributary.identity import Question
from tributary.kernel import day_end

KEPT_FOR: Final = timedelta(minutes=5)
"""Whether somebody sees much of a brand may be this old: it only chooses between two ways to the
same rows."""

KEPT_MAX: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Kept:
    viewer: Viewer
    told: str
    until: datetime


class Recollection:
    """Viewers of a moment ago, by the digests of their tokens."""

    def __init__(self) -> None:
        self._kept: Recent[str, _Kept] = Recent(KEPT_MAX)

    def of(self, question: Question | None, *, now: datetime) -> Known | None:
        """Return whom a question was about a moment ago; None if it was not asked lately."""
        kept = None if question is None else self._kept.get(question.digest)
        if question is None or kept is None or now >= kept.until:
            return None
        return Known(kept.viewer, question.sql, question.arguments, kept.told)

    def keep(
        self, question: Question, told: bytes, viewer: Viewer, *, time_zone: str, now: datetime
    ) -> None:
        """Remember what was told of a token, and the viewer that was made of it."""
        # A viewer is of one business day.
        ends = day_end(viewer.today, time_zone)
        kept = _Kept(viewer, told.decode(), min(now + KEPT_FOR, ends))
        self._kept.put(question.digest, kept)
