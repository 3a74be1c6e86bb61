"""Brands, people, how they sign in, and sessions as the database keeps them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CHAR, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import ForeignKeyConstraint, Index, UniqueConstraint

from tributary.platform import Base, TenantBase


class BrandRow(Base):
    """A tenant."""

    __tablename__ = "brands"
    __table_args__ = (UniqueConstraint("slug", name="uq_brands_slug"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str]
    """How URLs and the command line name the brand."""
    name: Mapped[str]
    time_zone: Mapped[str]
    """Business dates are days in this zone."""
    currency: Mapped[str] = mapped_column(CHAR(3))
    """What the brand keeps its books in."""
    created_at: Mapped[datetime]
    factors_required_from: Mapped[datetime | None]
    """From when on roles that need a second factor count only with one; None for never."""


class UserRow(Base):
    """A person, known by an e-mail address in lower case."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("email", name="uq_users_email"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str]
    name: Mapped[str]
    language: Mapped[str]
    created_at: Mapped[datetime]
    email_verified_at: Mapped[datetime | None]
    """When a link that was sent to the address came back."""


class Membership(TenantBase):
    """One role of one person in one brand."""

    __tablename__ = "memberships"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_memberships_brand"),
        ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_memberships_user"),
        ForeignKeyConstraint(
            ["brand_id", "party_id"],
            ["parties.brand_id", "parties.id"],
            name="fk_memberships_party",
        ),
        Index("ix_memberships_user", "user_id"),
        Index("ix_memberships_party_id", "brand_id", "party_id"),
    )

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    party_id: Mapped[UUID | None]
    """The distributor a distributor's role is for."""
    since_at: Mapped[datetime]


class FormerMembership(TenantBase):
    """A role that somebody had: who could see and do what then stays known."""

    __tablename__ = "former_memberships"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_former_memberships_user"),
        ForeignKeyConstraint(
            ["brand_id", "party_id"],
            ["parties.brand_id", "parties.id"],
            name="fk_former_memberships_party",
        ),
        Index("ix_former_memberships_user", "user_id"),
        Index("ix_former_memberships_party_id", "brand_id", "party_id"),
    )

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    since_at: Mapped[datetime] = mapped_column(primary_key=True)
    party_id: Mapped[UUID | None]
    until_at: Mapped[datetime]


class Password(Base):
    """The password of a person, in all brands the same; read by nothing but signing in."""

    __tablename__ = "passwords"
    __table_args__ = (ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_passwords_user"),)

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    hash: Mapped[str]
    """Argon2id with its parameters."""
    set_at: Mapped[datetime]
    """Sessions that are older are over."""


class TotpFactor(Base):
    """An application that shows codes."""

    __tablename__ = "totp_factors"
    __table_args__ = (ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_totp_factors_user"),)

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    sealed_secret: Mapped[str]
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    """None until the first code was right."""
    last_step: Mapped[int]
    """Of the last code that was taken; only later ones are."""


class RecoveryCode(Base):
    """What opens the door once when the telephone is lost."""

    __tablename__ = "recovery_codes"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_recovery_codes_user"),
    )

    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Passkey(Base):
    """A key pair of which the private half never leaves the device."""

    __tablename__ = "passkeys"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_passkeys_user"),
        Index("ix_passkeys_user", "user_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    """What the device calls it, as base64url."""
    user_id: Mapped[UUID]
    public_key: Mapped[str]
    sign_count: Mapped[int]
    host: Mapped[str]
    """The name of the site it was made for, and works on."""
    name: Mapped[str]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignInAttempts(Base):
    """How often somebody tried to sign in lately, and from when on the next try is heard."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index("ix_sign_in_attempts_last_at", "last_at"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    """A hash of who tried: an address of mail, a network, or both."""
    attempts: Mapped[int]
    last_at: Mapped[datetime]
    blocked_until: Mapped[datetime]


class Session(TenantBase):
    """A browser that somebody signed in with."""

    __tablename__ = "sessions"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_sessions_brand"),
        ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sessions_user"),
        ForeignKeyConstraint(
            ["brand_id", "party_id"], ["parties.brand_id", "parties.id"], name="fk_sessions_party"
        ),
        ForeignKeyConstraint(
            ["brand_id", "provider_id"],
            ["identity_providers.brand_id", "identity_providers.id"],
            name="fk_sessions_provider",
        ),
        UniqueConstraint("brand_id", "token_sha256", name="uq_sessions_token_sha256"),
        Index("ix_sessions_user", "user_id"),
        Index("ix_sessions_provider_id", "brand_id", "provider_id"),
        Index("ix_sessions_party_id", "brand_id", "party_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_sha256: Mapped[str]
    user_id: Mapped[UUID]
    party_id: Mapped[UUID | None]
    """The distributor the person acts for in this session; none for the brand's people."""
    user_agent: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    """When the person last proved who it is."""
    factor: Mapped[str | None]
    """What was proven beside the password."""
    provider_id: Mapped[UUID | None]
    """The identity provider that opened it; None where a password did."""
    is_confirmed_outside: Mapped[bool] = mapped_column(server_default=text("false"))
    """Whether the last proof was the provider's, and none of the person's own."""


class PendingSignIn(TenantBase):
    """Somebody whose password was right and who has to prove more."""

    __tablename__ = "pending_sign_ins"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_pending_sign_ins_user"),
        ForeignKeyConstraint(
            ["brand_id", "party_id"],
            ["parties.brand_id", "parties.id"],
            name="fk_pending_sign_ins_party",
        ),
        ForeignKeyConstraint(
            ["brand_id", "provider_id"],
            ["identity_providers.brand_id", "identity_providers.id"],
            name="fk_pending_sign_ins_provider",
        ),
        Index("ix_pending_sign_ins_user", "user_id"),
        Index("ix_pending_sign_ins_provider_id", "brand_id", "provider_id"),
        Index("ix_pending_sign_ins_party_id", "brand_id", "party_id"),
    )

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    party_id: Mapped[UUID | None]
    user_agent: Mapped[str]
    attempts: Mapped[int]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    provider_id: Mapped[UUID | None]
    """The identity provider that came before the second factor; None where a password did."""


class PasskeyChallenge(TenantBase):
    """What a passkey is to sign, once."""

    __tablename__ = "passkey_challenges"
    __table_args__ = (
        ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_passkey_challenges_user"),
        Index("ix_passkey_challenges_user", "user_id"),
    )

    challenge_sha256: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[UUID]
    purpose: Mapped[str]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class TicketRow(TenantBase):
    """What a link in a letter opens, once."""

    __tablename__ = "tickets"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_tickets_brand"),
        ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_tickets_user"),
        UniqueConstraint("brand_id", "token_sha256", name="uq_tickets_token_sha256"),
        Index("ix_tickets_user", "user_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    user_id: Mapped[UUID]
    email: Mapped[str]
    """Where it was sent; it opens nothing once the person has another address."""
    token_sha256: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ImpersonationRow(TenantBase):
    """A while in which an owner of the brand looks as somebody else."""

    __tablename__ = "impersonations"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_impersonations_brand"),
        ForeignKeyConstraint(["owner_id"], ["users.id"], name="fk_impersonations_owner"),
        ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_impersonations_user"),
        ForeignKeyConstraint(
            ["brand_id", "session_id"],
            ["sessions.brand_id", "sessions.id"],
            name="fk_impersonations_session",
        ),
        ForeignKeyConstraint(
            ["brand_id", "party_id"],
            ["parties.brand_id", "parties.id"],
            name="fk_impersonations_party",
        ),
        UniqueConstraint("brand_id", "token_sha256", name="uq_impersonations_token_sha256"),
        Index("ix_impersonations_owner", "owner_id"),
        Index("ix_impersonations_user", "user_id"),
        Index("ix_impersonations_session_id", "brand_id", "session_id"),
        Index("ix_impersonations_party_id", "brand_id", "party_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_sha256: Mapped[str]
    owner_id: Mapped[UUID]
    session_id: Mapped[UUID]
    """The owner's own session; both cookies are needed."""
    user_id: Mapped[UUID]
    """As whom the owner looks."""
    party_id: Mapped[UUID | None]
    reason: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
