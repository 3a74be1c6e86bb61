"""What identity announces; a secret is never part of it."""

from dataclasses import dataclass
from uuid import UUID

from tributary.kernel import BrandId, UserId
from tributary.platform import Event


@dataclass(frozen=True, slots=True)
class ResetAsked(Event):
    """Somebody who may or may not exist wants a new password."""

    brand_id: BrandId
    ask_id: UUID
    email_sha256: str
    """People type passwords into the wrong field, so what was typed is not kept."""


@dataclass(frozen=True, slots=True)
class TicketIssued(Event):
    """There is a ticket whose link a person must get."""

    brand_id: BrandId
    ticket_id: UUID


@dataclass(frozen=True, slots=True)
class AccessGiven(Event):
    """A person who can sign in already has a role in this brand now."""

    brand_id: BrandId
    user_id: UserId


@dataclass(frozen=True, slots=True)
class ImpersonationBegun(Event):
    """An owner looks as somebody else for a while."""

    brand_id: BrandId
    impersonation_id: UUID


@dataclass(frozen=True, slots=True)
class AccountChanged(Event):
    """The way in which a person signs in was changed."""

    brand_id: BrandId
    user_id: UserId
    what: str
    """One of password_changed, factor_added, factor_removed, provider_linked, provider_unlinked."""


@dataclass(frozen=True, slots=True)
class ResetDeclined(Event):
    """Somebody wants a new password whom the brand lets in by its identity provider only."""

    brand_id: BrandId
    user_id: UserId
