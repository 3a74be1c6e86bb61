"""Identity providers: what one may be, what is believed of what it says, who may come in without.

The owner of a brand configures them, so whatever one says is believed for that brand alone.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from tributary.kernel import Refusal

NAME_MAX: Final = 40
TEXT_MAX: Final = 500
SUBJECT_MAX: Final = 255
"""OpenID Connect Core, section 2."""
VALUES_MAX: Final = 20

JOURNEY_LIFE: Final = timedelta(minutes=10)
"""How long somebody may take to sign in over there."""

CLAIM_LIFE: Final = timedelta(minutes=10)
"""How long an account that nobody knows yet waits for a password that links it."""

SKEW: Final = timedelta(seconds=60)
"""How far the clock of a provider may be off."""

_HOST: Final = r"(?:[A-Za-z0-9-]+\.)*[A-Za-z0-9-]+|\[[0-9A-Fa-f:]+\]"
_PATH: Final = r"(?:/[A-Za-z0-9._~%!$&'()*+,;=:@-]*)*"
_URL: Final = re.compile(rf"https://(?:{_HOST})(?::[0-9]{{1,5}})?{_PATH}", re.ASCII)
_LOOPBACK: Final = re.compile(
    rf"http://(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]{{1,5}})?{_PATH}", re.ASCII
)
"""The gateway takes these outside production alone."""

_CLAIM: Final = re.compile(r"[A-Za-z0-9_:.-]{1,60}", re.ASCII)
_VALUE: Final = re.compile(r"[!-~]{1,200}", re.ASCII)
_DOMAIN: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.ASCII)

_EVERYBODYS: Final = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "msn.com",
        "yahoo.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "aol.com",
        "proton.me",
        "protonmail.com",
        "gmx.com",
        "gmx.net",
        "gmx.de",
        "web.de",
        "mail.ru",
        "yandex.ru",
        "qq.com",
        "foxmail.com",
        "163.com",
        "126.com",
        "yeah.net",
        "sina.com",
        "sina.cn",
        "sohu.com",
        "aliyun.com",
        "139.com",
        "189.cn",
    ]
)
"""Where anybody gets an address: no company decides whose one is."""


class IdentityProviderInvalid(Refusal):
    """An identity provider is described by what does not fit together, or by an unsafe address.

    Correct what the message names.
    """


class ProviderAnswerInvalid(Refusal):
    """What the identity provider said about somebody does not hold: it is not believed.

    Begin again; if it stays so, the owner compares the settings here with those over there.
    """


class IdentityProviderDeclined(Refusal):
    """The identity provider did not let the person through, or the person turned back.

    Try again, or sign in another way.
    """


class ProviderProofStale(Refusal):
    """The identity provider did not ask again who one is, so there is no fresh proof.

    Try again and sign in over there; if it never asks, add a second step of your own here.
    """


class ProviderKind(StrEnum):
    """How a provider says who somebody is."""

    OPENID = "openid"
    """By a signed token (OpenID Connect); everything else about it is discovered."""
    OAUTH = "oauth"
    """By an address that tells it to whoever has a token, as WeCom and DingTalk do."""


class Audience(StrEnum):
    """Who comes in from a provider."""

    BRAND = "brand"
    DISTRIBUTORS = "distributors"
    EVERYBODY = "everybody"

    def admits(self, *, is_distributor: bool) -> bool:
        """Tell whether people of a distributor, or of the brand, come in from there."""
        return self is Audience.EVERYBODY or (self is Audience.DISTRIBUTORS) == is_distributor


class Purpose(StrEnum):
    """What somebody is sent to a provider for."""

    SIGN_IN = "sign_in"
    INVITATION = "invitation"
    LINK = "link"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a provider without discovery is asked what."""

    authorize: str
    token: str
    userinfo: str


@dataclass(frozen=True, slots=True)
class ProviderDraft:
    """An identity provider as the owner wants it to be."""

    name: str
    kind: ProviderKind
    issuer: str
    """Who says so; with the subject it names one person, so it never changes."""
    client_id: str
    audience: Audience
    is_required: bool = False
    factor_values: frozenset[str] = frozenset()
    email_domains: frozenset[str] = frozenset()
    scopes: str = ""
    addresses: Addresses | None = None
    subject_claim: str = "sub"
    email_claim: str = "email"


@dataclass(frozen=True, slots=True)
class Outsider:
    """Somebody as a provider knows it; nothing here was said by the browser."""

    subject: str
    email: str | None = None
    is_email_verified: bool = False
    name: str | None = None
    methods: frozenset[str] = frozenset()
    """What amr and acr say about how the person proved who it is."""
    proven_at: datetime | None = None
    """When that was, if it was said."""

    @property
    def label(self) -> str:
        """What the person recognises the account by."""
        return (self.email or self.name or self.subject)[:120]


def require_provider(draft: ProviderDraft) -> None:
    """Make sure that a provider can be used as drafted.

    Refuses:
        IdentityProviderInvalid: something does not fit together, or an address is unsafe.
    """
    if not 0 < len(draft.name.strip()) <= NAME_MAX or not draft.name.isprintable():
        raise IdentityProviderInvalid(f"Give it a name of 1 to {NAME_MAX} printable characters.")
    for what, text in (("client id", draft.client_id), ("list of scopes", draft.scopes or "-")):
        if not 0 < len(text.strip()) <= TEXT_MAX or not (text.isascii() and text.isprintable()):
            raise IdentityProviderInvalid(f"The {what} cannot be used: copy it anew.")
    _require_addresses(draft)
    if draft.is_required and draft.audience is Audience.DISTRIBUTORS:
        raise IdentityProviderInvalid(
            "Only what is for the brand's own people can be required: choose whom it is for."
        )
    for claim in (draft.subject_claim, draft.email_claim):
        if _CLAIM.fullmatch(claim) is None:
            raise IdentityProviderInvalid(
                f"{claim!r} is no name of a claim, such as sub or userid."
            )
    _require_beliefs(draft)


def _require_addresses(draft: ProviderDraft) -> None:
    if (draft.kind is ProviderKind.OAUTH) != (draft.addresses is not None):
        raise IdentityProviderInvalid(
            "The three addresses belong to a provider without discovery: name all or none."
        )
    theirs = draft.addresses
    for url in (
        draft.issuer,
        *((theirs.authorize, theirs.token, theirs.userinfo) if theirs else ()),
    ):
        if not is_provider_url(url):
            raise IdentityProviderInvalid(
                f"Address {url!r} cannot be used: it begins with https:// and has no user, "
                "question mark or fragment."
            )


def _require_beliefs(draft: ProviderDraft) -> None:
    if len(draft.factor_values) > VALUES_MAX or len(draft.email_domains) > VALUES_MAX:
        raise IdentityProviderInvalid(f"Name at most {VALUES_MAX} values of each kind.")
    if draft.factor_values and draft.kind is ProviderKind.OAUTH:
        raise IdentityProviderInvalid(
            "Without a signed token nobody says how somebody proved who it is: nothing can count "
            "as a second factor."
        )
    for value in draft.factor_values:
        if _VALUE.fullmatch(value) is None:
            raise IdentityProviderInvalid(f"{value!r} is no value of amr or acr, such as mfa.")
    for domain in draft.email_domains:
        if _DOMAIN.fullmatch(domain) is None or domain in _EVERYBODYS:
            raise IdentityProviderInvalid(
                f"{domain!r} is no domain of a company: name those whose addresses the provider "
                "gives out itself, such as example.com."
            )


def is_provider_url(url: str) -> bool:
    """Tell whether we may ask, or send a browser to, an address.

    >>> is_provider_url("https://id.example.com/realms/tea")
    True
    >>> [is_provider_url(each) for each in ("http://id.example.com", "https://u@id.example.com",
    ...     "https://id.example.com/?x=1", "https://id.example.com#x", "javascript:alert(1)")]
    [False, False, False, False, False]
    """
    if len(url) > TEXT_MAX:
        return False
    return _URL.fullmatch(url) is not None or _LOOPBACK.fullmatch(url) is not None


def is_authoritative(domains: Collection[str], outsider: Outsider) -> bool:
    """Tell whether a provider decides whose an address of mail is, and says it is verified.

    >>> is_authoritative({"tea.example"}, Outsider("1", "li@TEA.example", True))
    True
    >>> is_authoritative({"tea.example"}, Outsider("1", "li@tea.example", False))
    False
    >>> is_authoritative({"tea.example"}, Outsider("1", "li@tea.example@evil.example", True))
    False
    """
    name, _, domain = (outsider.email or "").lower().partition("@")
    return outsider.is_email_verified and bool(name) and domain in domains


def counts_as_factor(values: Collection[str], outsider: Outsider) -> bool:
    """Tell whether somebody proved more than a password over there."""
    return not outsider.methods.isdisjoint(values)


def proven_from(outsider: Outsider, *, has_own: bool, now: datetime) -> datetime | None:
    """Return since when a sign-in from outside counts as a proof; None when it does not.

    A provider that knows the browser may have asked for nothing. Whoever has a proof of its own
    gives that one then; for whoever has none, coming in is all there is.
    """
    if outsider.proven_at is not None:
        return min(outsider.proven_at, now)
    return None if has_own else now


def require_proof(outsider: Outsider, *, asked_at: datetime) -> None:
    """Make sure that a provider asked who somebody is since we wanted it to.

    Refuses:
        ProviderProofStale: that was before, or is not said.
    """
    if outsider.proven_at is None or outsider.proven_at < asked_at - SKEW:
        raise ProviderProofStale("The provider did not ask again who you are: there is no proof.")


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list with blanks or commas between.

    >>> sorted(words_of("mfa, otp hwk"))
    ['hwk', 'mfa', 'otp']
    """
    return frozenset(text.replace(",", " ").split())
