"""Programs, what they were allowed, and the keys that sign, as the database keeps them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import ForeignKeyConstraint, Index, UniqueConstraint

from tributary.platform import Base, TenantBase


class ProgramRow(TenantBase):
    """A program that is let in: an application, an ERP, a till."""

    __tablename__ = "programs"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_programs_brand"),
        ForeignKeyConstraint(
            ["brand_id", "party_id"], ["parties.brand_id", "parties.id"], name="fk_programs_party"
        ),
        Index("ix_programs_party_id", "brand_id", "party_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    secret_sha256: Mapped[str | None]
    """None for a program that cannot keep a secret."""
    former_sha256: Mapped[str | None]
    """The secret before, while both are taken."""
    former_until: Mapped[datetime | None]
    flows: Mapped[str]
    scopes: Mapped[str]
    redirect_uris: Mapped[str]
    logout_uris: Mapped[str]
    roles: Mapped[str]
    party_id: Mapped[UUID | None]
    is_first_party: Mapped[bool]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]


class ProgramGrant(TenantBase):
    """What somebody allowed a program, with every token that came of it: one family."""

    __tablename__ = "program_grants"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "program_id"],
            ["programs.brand_id", "programs.id"],
            name="fk_program_grants_program",
        ),
        ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_program_grants_user"),
        ForeignKeyConstraint(
            ["brand_id", "party_id"],
            ["parties.brand_id", "parties.id"],
            name="fk_program_grants_party",
        ),
        ForeignKeyConstraint(
            ["brand_id", "session_id"],
            ["sessions.brand_id", "sessions.id"],
            name="fk_program_grants_session",
        ),
        Index("ix_program_grants_program_id", "brand_id", "program_id"),
        Index("ix_program_grants_user", "user_id"),
        Index("ix_program_grants_party_id", "brand_id", "party_id"),
        Index("ix_program_grants_session_id", "brand_id", "session_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    program_id: Mapped[UUID]
    user_id: Mapped[UUID | None]
    """None when the program acts for itself."""
    party_id: Mapped[UUID | None]
    session_id: Mapped[UUID | None]
    """The browser in which it was allowed."""
    scope: Mapped[str]
    signed_in_at: Mapped[datetime]
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_why: Mapped[str | None]


class AuthorizationCode(TenantBase):
    """What a browser carries to a program, to be exchanged once, within a minute."""

    __tablename__ = "authorization_codes"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "grant_id"],
            ["program_grants.brand_id", "program_grants.id"],
            name="fk_authorization_codes_grant",
        ),
        Index("ix_authorization_codes_grant_id", "brand_id", "grant_id"),
    )

    code_sha256: Mapped[str] = mapped_column(primary_key=True)
    grant_id: Mapped[UUID]
    redirect_uri: Mapped[str]
    code_challenge: Mapped[str]
    nonce: Mapped[str | None]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AccessToken(TenantBase):
    """What a program shows with each request."""

    __tablename__ = "access_tokens"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "grant_id"],
            ["program_grants.brand_id", "program_grants.id"],
            name="fk_access_tokens_grant",
        ),
        Index("ix_access_tokens_grant_id", "brand_id", "grant_id"),
    )

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    grant_id: Mapped[UUID]
    scope: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class RefreshToken(TenantBase):
    """What a program exchanges, once, for the next pair of tokens."""

    __tablename__ = "refresh_tokens"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "grant_id"],
            ["program_grants.brand_id", "program_grants.id"],
            name="fk_refresh_tokens_grant",
        ),
        Index("ix_refresh_tokens_grant_id", "brand_id", "grant_id"),
    )

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    grant_id: Mapped[UUID]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class DeviceCode(TenantBase):
    """A till that waits until somebody allows it, by a short code, from a browser."""

    __tablename__ = "device_codes"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "program_id"],
            ["programs.brand_id", "programs.id"],
            name="fk_device_codes_program",
        ),
        ForeignKeyConstraint(
            ["brand_id", "grant_id"],
            ["program_grants.brand_id", "program_grants.id"],
            name="fk_device_codes_grant",
        ),
        UniqueConstraint("brand_id", "user_code_sha256", name="uq_device_codes_user_code_sha256"),
        Index("ix_device_codes_program_id", "brand_id", "program_id"),
        Index("ix_device_codes_grant_id", "brand_id", "grant_id"),
    )

    code_sha256: Mapped[str] = mapped_column(primary_key=True)
    user_code_sha256: Mapped[str]
    program_id: Mapped[UUID]
    grant_id: Mapped[UUID | None]
    scope: Mapped[str]
    expires_at: Mapped[datetime]
    polled_at: Mapped[datetime | None]
    denied_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]


class PushedRequest(TenantBase):
    """A request to be allowed something that a program left with us beforehand (RFC 9126)."""

    __tablename__ = "pushed_requests"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "program_id"],
            ["programs.brand_id", "programs.id"],
            name="fk_pushed_requests_program",
        ),
        Index("ix_pushed_requests_program_id", "brand_id", "program_id"),
    )

    request_sha256: Mapped[str] = mapped_column(primary_key=True)
    program_id: Mapped[UUID]
    parameters: Mapped[str]
    """As JSON."""
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ProgramConsent(TenantBase):
    """What a person allowed a program, remembered so that it is asked once."""

    __tablename__ = "program_consents"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "program_id"],
            ["programs.brand_id", "programs.id"],
            name="fk_program_consents_program",
        ),
        ForeignKeyConstraint(
            ["brand_id", "party_id"],
            ["parties.brand_id", "parties.id"],
            name="fk_program_consents_party",
        ),
        ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_program_consents_user"),
        Index("ix_program_consents_program_id", "brand_id", "program_id"),
        Index("ix_program_consents_party_id", "brand_id", "party_id"),
        Index("ix_program_consents_user", "user_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    program_id: Mapped[UUID]
    user_id: Mapped[UUID]
    party_id: Mapped[UUID | None]
    """The distributor the person acts for; none for the brand's people."""
    scope: Mapped[str]
    given_at: Mapped[datetime]


class RequestPace(Base):
    """Until when what a caller asked is paid for; who is too far ahead waits."""

    __tablename__ = "request_paces"
    __table_args__ = (
        Index("ix_request_paces_paid_until", "paid_until"),
        {"prefixes": ["UNLOGGED"]},
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    """A hash of where was asked, by whom and from which network."""
    paid_until: Mapped[datetime]


class SigningKey(Base):
    """A key that signs who somebody is; of the site, as its issuer is one for all brands."""

    __tablename__ = "signing_keys"

    kid: Mapped[str] = mapped_column(primary_key=True)
    public_jwk: Mapped[str]
    sealed_jwk: Mapped[str]
    """The private key, encrypted with the secret of the site."""
    created_at: Mapped[datetime]
    signs_from: Mapped[datetime]
    shown_until: Mapped[datetime]
