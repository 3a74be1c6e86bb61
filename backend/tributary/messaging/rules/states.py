"""What becomes of a letter."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class LetterState(StrEnum):
    """Where a letter is."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    """The other side does not know the address."""
    LAPSED = "lapsed"
    """What it is about was over before it could be sent."""


LETTER_TRANSITIONS: Final[Mapping[LetterState, frozenset[LetterState]]] = {
    LetterState.WAITING: frozenset({LetterState.SENT, LetterState.REFUSED, LetterState.LAPSED}),
    LetterState.SENT: frozenset(),
    LetterState.REFUSED: frozenset(),
    LetterState.LAPSED: frozenset(),
}
