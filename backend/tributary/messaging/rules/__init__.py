"""What a letter says, and what becomes of it."""

from tributary.messaging.rules.states import LETTER_TRANSITIONS, LetterState
from tributary.messaging.rules.wording import FOLLOWED, LetterKind, Text, text_of

__all__ = ["FOLLOWED", "LETTER_TRANSITIONS", "LetterKind", "LetterState", "Text", "text_of"]
