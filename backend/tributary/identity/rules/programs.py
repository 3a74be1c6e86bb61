"""What a program may be: how it comes to tokens, what for, and where browsers return to it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tributary.identity.rules.people import BRAND_ROLES, DISTRIBUTOR_ROLES, Role
from tributary.kernel import PartyId, Refusal

STANDARD_SCOPES: Final = ("openid", "profile", "email", "offline_access")
"""What OpenID Connect defines."""

READ_DOMAINS: Final = (
    "catalog",
    "channels",
    "cockpit",
    "commissions",
    "identity",
    "integrations",
    "orders",
    "parties",
    "payments",
    "payouts",
    "promotions",
    "rebates",
    "receivables",
    "settlements",
    "shipments",
    "tasks",
)
"""Parts of the business that can be looked at, one scope each."""

WRITE_DOMAINS: Final = ("channels", "orders", "payments", "payouts", "settlements", "shipments")
"""Parts of the business in which something can be done."""

RELEASE: Final = "payouts:release"
"""Letting money go is asked for by a scope of its own."""

SCOPES: Final = frozenset(
    {
        *STANDARD_SCOPES,
        *(f"{domain}:read" for domain in READ_DOMAINS),
        *(f"{domain}:write" for domain in WRITE_DOMAINS),
        RELEASE,
    }
)

NAME_MAX: Final = 80
URI_MAX: Final = 500
URIS_MAX: Final = 20

_WEB: Final = re.compile(
    r"https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?P<path>/[A-Za-z0-9._~/?=&%+-]*)?", re.ASCII
)
_LOOPBACK: Final = re.compile(
    r"(?P<host>http://(?:127\.0\.0\.1|\[::1\]))(?P<port>:[0-9]{1,5})?"
    r"(?P<path>/[A-Za-z0-9._~/?=&%+-]*)?",
    re.ASCII,
)
_OWN_SCHEME: Final = re.compile(
    r"[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+:(?P<path>/[A-Za-z0-9._~/-]*)", re.ASCII
)
"""An application's own scheme is a domain name backwards (RFC 8252, 7.1)."""

_CLIMBING: Final = re.compile(r"(?:^|/)\.{1,2}(?:[/?]|$)|%2e|%2f|%5c", re.IGNORECASE)


class ProgramInvalid(Refusal):
    """A program asks for what does not fit together, or returns to an address that is unsafe.

    Correct what the message names.
    """


class Flow(StrEnum):
    """The ways in which a program comes to tokens."""

    AUTHORIZATION_CODE = "authorization_code"
    REFRESH_TOKEN = "refresh_token"  # noqa: S105  The name of a grant.
    CLIENT_CREDENTIALS = "client_credentials"
    DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"


@dataclass(frozen=True, slots=True)
class ProgramDraft:
    """A program as somebody wants it to be."""

    name: str
    flows: frozenset[Flow]
    scopes: frozenset[str]
    redirect_uris: tuple[str, ...] = ()
    logout_uris: tuple[str, ...] = ()
    roles: frozenset[Role] = frozenset()
    """What it may do when it acts for nobody but itself."""
    party_id: PartyId | None = None
    """The distributor whose program it is."""
    is_public: bool = False
    """Whether it runs where a secret cannot be kept: a phone, a browser."""
    is_first_party: bool = False
    """Whether it is the brand's own, so that nobody is asked for consent."""


def require_program(draft: ProgramDraft) -> None:
    """Make sure that a program can be let in as drafted.

    Refuses:
        ProgramInvalid: something does not fit together, or an address is unsafe.
    """
    if not 0 < len(draft.name.strip()) <= NAME_MAX or not draft.name.isprintable():
        raise ProgramInvalid(f"A program has a name of 1 to {NAME_MAX} printable characters.")
    unknown = sorted(draft.scopes - SCOPES)
    if unknown or not draft.scopes:
        raise ProgramInvalid(
            f"Scopes {' '.join(unknown) or '(none)'} are unknown: "
            f"choose of {' '.join(sorted(SCOPES))}."
        )
    if not draft.flows:
        raise ProgramInvalid("Say how the program comes to tokens: name at least one grant.")
    _require_addresses(draft)
    _require_roles(draft)


def _require_addresses(draft: ProgramDraft) -> None:
    redirects = Flow.AUTHORIZATION_CODE in draft.flows
    if redirects != bool(draft.redirect_uris):
        raise ProgramInvalid(
            "Redirect addresses belong to the grant authorization_code: name both or neither."
        )
    for uri in (*draft.redirect_uris, *draft.logout_uris):
        if not is_safe_uri(uri):
            raise ProgramInvalid(
                f"Address {uri!r} is unsafe: use https, http on 127.0.0.1, or a scheme of your own "
                "such as com.example.app, without fragment, wildcard, user or dots that climb."
            )
    if len(draft.redirect_uris) > URIS_MAX or len(draft.logout_uris) > URIS_MAX:
        raise ProgramInvalid(f"A program has at most {URIS_MAX} addresses of each kind.")


def _require_roles(draft: ProgramDraft) -> None:
    acts_itself = Flow.CLIENT_CREDENTIALS in draft.flows
    if acts_itself and draft.is_public:
        raise ProgramInvalid("A program without a secret cannot act for itself.")
    if acts_itself != bool(draft.roles):
        raise ProgramInvalid("Roles belong to the grant client_credentials: name both or neither.")
    side = BRAND_ROLES if draft.party_id is None else DISTRIBUTOR_ROLES
    if not draft.roles <= side:
        whose = "the brand's" if draft.party_id is None else "a distributor's"
        raise ProgramInvalid(f"The roles of this program must be {whose}.")


def is_safe_uri(uri: str) -> bool:
    """Tell whether a browser may be sent to an address with a code in it.

    >>> is_safe_uri("https://erp.example/cb"), is_safe_uri("com.example.app:/cb")
    (True, True)
    >>> [is_safe_uri(uri) for uri in ("http://erp.example/cb", "https://u@erp.example/cb",
    ...     "https://*.example/cb", "https://erp.example/a/../b", "javascript:alert(1)",
    ...     "https://erp.example/cb#x")]
    [False, False, False, False, False, False]
    """
    if len(uri) > URI_MAX:
        return False
    for pattern in (_WEB, _LOOPBACK, _OWN_SCHEME):
        found = pattern.fullmatch(uri)
        if found is not None:
            return _CLIMBING.search(found["path"] or "") is None
    return False


def is_registered(uri: str, registered: Iterable[str]) -> bool:
    """Tell whether an address is one of those registered, character by character.

    Only the port of a program on the same machine may differ: it takes what is free (RFC 8252,
    7.3).

    >>> is_registered("http://127.0.0.1:51004/cb", ["http://127.0.0.1/cb"])
    True
    >>> is_registered("https://erp.example:444/cb", ["https://erp.example/cb"])
    False
    """
    known = tuple(registered)
    return uri in known or (
        _LOOPBACK.fullmatch(uri) is not None
        and _without_port(uri) in {_without_port(each) for each in known}
    )


def _without_port(uri: str) -> str:
    found = _LOOPBACK.fullmatch(uri)
    return uri if found is None else f"{found['host']}{found['path'] or ''}"


def scopes_of(text: str) -> frozenset[str]:
    """Return the scopes that a text names.

    >>> sorted(scopes_of("openid orders:read"))
    ['openid', 'orders:read']
    """
    return frozenset(text.split())
