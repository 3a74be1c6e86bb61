"""Who asked a moment ago: what the database told of a token, and the viewer that was made of it.

Nothing is allowed because of what is kept here. The graph's own statement has the database tell it
again (`engine/knowing.py`) and reads only if it tells the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from starlette.types import Scope

from tributary.api.graphql import Known, Viewer
from tributary.api.graphql.engine.documents import Recent
from tributary.api.said import said
from tributary.identity import Question
from tributary.kernel import day_end

KEPT_FOR: Final = timedelta(minutes=5)
"""Whether somebody sees much of a brand may be this old: it only chooses between two ways to the
same rows."""

KEPT_MAX: Final = 10_000
SHOWN_MAX: Final = 2_048
"""How long a header is that is remembered: browsers add cookies of others to ours."""


class Asked(NamedTuple):
    """Whom the database was asked about, and what it told."""

    question: Question
    told: bytes


@dataclass(frozen=True, slots=True)
class _Kept:
    viewer: Viewer
    question: Question
    told: str
    until: datetime


class Recollection:
    """Viewers of a moment ago, by the very header that they showed."""

    def __init__(self) -> None:
        self._kept: Recent[bytes, _Kept] = Recent(KEPT_MAX)

    def of(self, shown: bytes | None, *, now: datetime) -> Known | None:
        """Return who showed this a moment ago; None if nobody did."""
        kept = None if shown is None else self._kept.get(shown)
        if kept is None or now >= kept.until:
            return None
        question = kept.question
        return Known(kept.viewer, question.sql, question.arguments(now), kept.told)

    def keep(
        self, shown: bytes | None, asked: Asked, viewer: Viewer, *, time_zone: str, now: datetime
    ) -> None:
        """Remember what was told of whoever showed this, and the viewer that was made of it."""
        if shown is None:
            return
        # A viewer is of one business day.
        until = min(now + KEPT_FOR, day_end(viewer.today, time_zone))
        self._kept.put(shown, _Kept(viewer, asked.question, asked.told.decode(), until))


def shown_in(scope: Scope, name: bytes) -> bytes | None:
    """Return the header by which a request shows who sends it; None when it is too long to keep."""
    shown = said(scope).get(name)
    return shown if shown is not None and len(shown) <= SHOWN_MAX else None
