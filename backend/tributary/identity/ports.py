"""What identity needs of others: single statements that read as one brand, and providers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from tributary.identity.rules import Addresses, Outsider, ProviderKind
from tributary.kernel import BrandId


class Reads(Protocol):
    """Connections on which a brand's rows are read, one prepared statement at a time."""

    async def value(self, sql: str, arguments: Sequence[object], brand_id: BrandId) -> bytes:
        """Return the single text that a statement makes, as its bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Terms:
    """All that is needed to talk to an identity provider."""

    provider_id: UUID
    kind: ProviderKind
    issuer: str
    client_id: str
    secret: str = field(repr=False)
    scopes: str
    addresses: Addresses | None
    subject_claim: str
    email_claim: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What one browser is sent away with, and what must come back of it."""

    state: str
    nonce: str
    verifier: str = field(repr=False)
    redirect_uri: str
    is_fresh: bool = False
    """Whether the provider is to ask again who somebody is."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a provider answered when it was tried."""

    authorize_url: str
    keys: int
    """How many keys it signs with; 0 where nothing is signed."""
    says_issuer: bool
    """Whether browsers bring back who sent them (RFC 9207)."""


class Providers(Protocol):
    """The identity providers of the world.

    Each call ends within seconds, follows no redirect and reads no long answer.
    """

    async def address(self, terms: Terms, asked: Asked) -> str:
        """Return where a browser is sent.

        Raises:
            Outage: the provider is not there, or does not say what it must.
        """
        ...

    async def outsider(
        self, terms: Terms, asked: Asked, answer: Mapping[str, str], *, now: datetime
    ) -> Outsider:
        """Return who came back with an answer.

        Refuses:
            ProviderAnswerInvalid: what was said does not hold.
            IdentityProviderDeclined: the provider let nobody through.

        Raises:
            Outage: the provider is not there, or does not say what it must.
        """
        ...

    async def tried(self, terms: Terms) -> Trial:
        """Return what a provider answers when nobody is on the way.

        Raises:
            Outage: the provider is not there, or does not say what it must.
        """
        ...
