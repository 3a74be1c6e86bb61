"""Identity providers and who is whom there, as the database keeps them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import ForeignKeyConstraint, Index, UniqueConstraint

from tributary.platform import TenantBase


class IdentityProviderRow(TenantBase):
    """Where people of a brand, or of its distributors, may come in from."""

    __tablename__ = "identity_providers"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_identity_providers_brand"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    issuer: Mapped[str]
    client_id: Mapped[str]
    sealed_secret: Mapped[str]
    audience: Mapped[str]
    is_required: Mapped[bool]
    """Whether the brand's own people may come in by nothing else."""
    factor_values: Mapped[str]
    """What of amr and acr counts as a second factor, with blanks between."""
    email_domains: Mapped[str]
    """Of which domains the provider knows whose an address is, with blanks between."""
    scopes: Mapped[str]
    authorize_url: Mapped[str | None]
    token_url: Mapped[str | None]
    userinfo_url: Mapped[str | None]
    subject_claim: Mapped[str]
    email_claim: Mapped[str]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class IdentityLink(TenantBase):
    """Who is whom: a subject of a provider is one person, a person one subject there."""

    __tablename__ = "identity_links"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "provider_id"],
            ["identity_providers.brand_id", "identity_providers.id"],
            name="fk_identity_links_provider",
        ),
        ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_identity_links_user"),
        UniqueConstraint(
            "brand_id", "provider_id", "user_id", name="uq_identity_links_provider_id_user_id"
        ),
        Index("ix_identity_links_user", "user_id"),
    )

    provider_id: Mapped[UUID] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    label: Mapped[str]
    """How the person knows the account: an address or a name."""
    linked_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ProviderJourney(TenantBase):
    """A browser that was sent to a provider, and may come back once."""

    __tablename__ = "provider_journeys"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "provider_id"],
            ["identity_providers.brand_id", "identity_providers.id"],
            name="fk_provider_journeys_provider",
        ),
        ForeignKeyConstraint(
            ["brand_id", "session_id"],
            ["sessions.brand_id", "sessions.id"],
            name="fk_provider_journeys_session",
        ),
        ForeignKeyConstraint(
            ["brand_id", "ticket_id"],
            ["tickets.brand_id", "tickets.id"],
            name="fk_provider_journeys_ticket",
        ),
        ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_provider_journeys_user"),
        Index("ix_provider_journeys_provider_id", "brand_id", "provider_id"),
        Index("ix_provider_journeys_session_id", "brand_id", "session_id"),
        Index("ix_provider_journeys_ticket_id", "brand_id", "ticket_id"),
        Index("ix_provider_journeys_browser_sha256", "brand_id", "browser_sha256"),
        Index("ix_provider_journeys_user", "user_id"),
    )

    state_sha256: Mapped[str] = mapped_column(primary_key=True)
    provider_id: Mapped[UUID]
    purpose: Mapped[str]
    side: Mapped[str]
    browser_sha256: Mapped[str]
    """Of the cookie that only this browser has."""
    sealed_secrets: Mapped[str]
    """The nonce and the verifier, encrypted."""
    user_id: Mapped[UUID | None]
    session_id: Mapped[UUID | None]
    ticket_id: Mapped[UUID | None]
    subject: Mapped[str | None]
    """Who came back whom nobody knows yet; a password makes the link."""
    label: Mapped[str | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
