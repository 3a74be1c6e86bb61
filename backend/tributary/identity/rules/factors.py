"""Second factors: who needs one, which there are, and how long a proof counts as fresh."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from tributary.identity.rules.guessing import Limit, key_of
from tributary.identity.rules.people import Role
from tributary.kernel import Refusal

FACTOR_ROLES: Final = frozenset(
    {Role.OWNER, Role.FINANCE_DIRECTOR, Role.ACCOUNTANT, Role.PAYOUT_OPERATOR}
)
"""Whoever administers, approves or keeps the books of the brand."""

FRESH_FOR: Final = timedelta(minutes=5)
TOTP_SECONDS: Final = 30
TOTP_DRIFT: Final = 1
"""How many steps the clock of a phone may be off."""

RECOVERY_CODES: Final = 10
RECOVERY_LETTERS: Final = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Nothing that looks like something else."""
RECOVERY_LENGTH: Final = 12


class ConfirmationNeeded(Refusal):
    """The deed needs a proof of who you are that is not older than five minutes.

    Confirm it is you, with a passkey, a code or the password, then do it again.
    """


class Factor(StrEnum):
    """What somebody has beside the password."""

    TOTP = "totp"
    PASSKEY = "passkey"
    RECOVERY = "recovery"
    PROVIDER = "provider"
    """What an identity provider asked for; nobody shows it here."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody shows to prove who it is: one of these."""

    code: str | None = None
    """The six digits that an application shows."""
    recovery: str | None = None
    passkey: Mapping[str, Any] | None = None
    """What the browser answered, as PublicKeyCredential.toJSON writes it."""
    password: str | None = None
    """Enough only where there is no second factor."""
    origin: str = ""
    """Which of our own pages asked the browser."""


def require_fresh(confirmed_at: datetime | None, *, now: datetime) -> None:
    """Make sure that somebody proved who it is a moment ago.

    Refuses:
        ConfirmationNeeded: that is too long ago.
    """
    if confirmed_at is None or now - confirmed_at > FRESH_FOR:
        raise ConfirmationNeeded("Confirm that it is you, then do it again.")


def factor_limits(user_id: UUID) -> list[Limit]:
    """Return what wrong proofs of a person count against, wherever they come from."""
    return [Limit(key_of("factor", str(user_id)), 10, timedelta(minutes=15))]


def recovery_of(text: str) -> str:
    """Return a recovery code as it is hashed, however it was typed.

    >>> recovery_of(" abcd-efgh-jkmn ")
    'ABCDEFGHJKMN'
    """
    return "".join(each for each in text.upper() if each in RECOVERY_LETTERS)
