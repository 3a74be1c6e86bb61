"""Which roles there are, on which side each stands, and what a readable e-mail address is."""

import re
from enum import StrEnum
from typing import Final

from tributary.kernel import PartyId, Refusal

_EMAIL = re.compile(r"[^@\s\x00-\x1f\x7f]{1,64}@[^@\s.\x00-\x1f\x7f]+(?:\.[^@\s.\x00-\x1f\x7f]+)+")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}", re.ASCII)

LANGUAGES: Final = ("zh", "en")
"""What we write to people in."""


class EmailUnreadable(Refusal):
    """The text is not an e-mail address.

    Write it as name@example.com.
    """


class LanguageUnknown(Refusal):
    """We do not write in this language.

    Choose zh or en.
    """


class RoleMismatch(Refusal):
    """A distributor's role was given without a distributor, or a brand's role with one.

    Name the distributor for a distributor's role, and none for a role in the brand.
    """


class Role(StrEnum):
    """What a person is in a brand; each person may be several things."""

    OWNER = "owner"
    FINANCE_DIRECTOR = "finance_director"
    ACCOUNTANT = "accountant"
    PAYOUT_OPERATOR = "payout_operator"
    SALES_MANAGER = "sales_manager"
    SALESPERSON = "salesperson"
    AUDITOR = "auditor"
    DISTRIBUTOR_OWNER = "distributor_owner"
    DISTRIBUTOR_FINANCE = "distributor_finance"
    DISTRIBUTOR_BUYER = "distributor_buyer"


DISTRIBUTOR_ROLES: Final = frozenset(
    {Role.DISTRIBUTOR_OWNER, Role.DISTRIBUTOR_FINANCE, Role.DISTRIBUTOR_BUYER}
)
"""Roles of people who work for a distributor; they see that distributor and those below it."""

BRAND_ROLES: Final = frozenset(Role) - DISTRIBUTOR_ROLES
"""Roles of people who work for the brand itself."""


def email_of(text: str) -> str:
    """Return an address the way we keep and compare it: trimmed and lower-cased.

    Refuses:
        EmailUnreadable: it has no name, no @, or no domain with a dot.

    >>> email_of(" Li.Wei@Example.com ")
    'li.wei@example.com'
    """
    email = text.strip().lower()
    if _EMAIL.fullmatch(email) is None:
        raise EmailUnreadable(f"{text!r} is not an e-mail address: write it as name@example.com.")
    return email


def language_of(text: str) -> str:
    """Return a language that we write in.

    Refuses:
        LanguageUnknown: it is neither zh nor en.
    """
    if text not in LANGUAGES:
        raise LanguageUnknown(f"Language {text!r} is not offered: choose zh or en.")
    return text


def is_slug(text: str) -> bool:
    """Tell whether a text can stand in a URL as the name of a brand.

    >>> is_slug("lotus-tea"), is_slug("Lotus Tea")
    (True, False)
    """
    return _SLUG.fullmatch(text) is not None


def require_side(role: Role, party_id: PartyId | None) -> None:
    """Make sure that a role stands on the right side of the business.

    Refuses:
        RoleMismatch: a distributor's role names no distributor, or a brand's role names one.
    """
    if role in DISTRIBUTOR_ROLES and party_id is None:
        raise RoleMismatch(f"Role {role} is a distributor's: say which distributor it is for.")
    if role in BRAND_ROLES and party_id is not None:
        raise RoleMismatch(f"Role {role} is in the brand itself: leave the distributor out.")
