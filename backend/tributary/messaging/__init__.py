"""Letters to people: invitations, links to a new password, and what somebody must hear about.

A letter is written in the transaction of whatever it is about, and sent afterwards by an errand:
what is committed is sent, if not now then later, and what is rolled back never. No letter holds a
secret while it waits: a link's token follows from its ticket when the letter leaves. A letter may
arrive twice, never under two names: its Message-ID is its own. Of each there is one in Chinese
and one in English.
"""

from tributary.messaging.events import LetterSettled, LetterWritten
from tributary.messaging.operations import send_letter, write_letter
from tributary.messaging.ports import AddressRefused, Envelope, Post, Site
from tributary.messaging.rules import LETTER_TRANSITIONS, LetterKind, LetterState

__all__ = [
    "LETTER_TRANSITIONS",
    "AddressRefused",
    "Envelope",
    "LetterKind",
    "LetterSettled",
    "LetterState",
    "LetterWritten",
    "Post",
    "Site",
    "send_letter",
    "write_letter",
]
