"""Brands, users and memberships as the database keeps them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CHAR
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


class UserRow(Base):
    """A person, known by an e-mail address in lower case."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("email", name="uq_users_email"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str]
    name: Mapped[str]
    language: Mapped[str]
    created_at: Mapped[datetime]


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
