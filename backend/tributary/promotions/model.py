"""The tables of promotions: drafts, versions of offers, what is counted, and coupons."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CHAR, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import Index, UniqueConstraint

from tributary.platform import TenantBase, tenant_reference


class OfferDraftRow(TenantBase):
    """An offer that nobody gets yet; one draft of each code."""

    __tablename__ = "offer_drafts"
    __table_args__ = (UniqueConstraint("brand_id", "code", name="uq_offer_drafts_code"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    changed_at: Mapped[datetime]


class OfferRow(TenantBase):
    """A version of an offer; only the day it ends may still be set."""

    __tablename__ = "offers"
    __table_args__ = (
        UniqueConstraint("brand_id", "code", "version", name="uq_offers_code_version"),
        Index("ix_offers_valid_from", "brand_id", "valid_from"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    version: Mapped[int]
    name: Mapped[str]
    kind: Mapped[str]
    currency: Mapped[str] = mapped_column(CHAR(3))
    rank: Mapped[int]
    stacking_group: Mapped[str]
    needs_coupon: Mapped[bool]
    skus: Mapped[list[str]] = mapped_column(ARRAY(Text))
    product_groups: Mapped[list[str]] = mapped_column(ARRAY(Text))
    stores: Mapped[list[str]] = mapped_column(ARRAY(Text))
    """Channels by code."""
    grades: Mapped[list[str]] = mapped_column(ARRAY(Text))
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    activated_at: Mapped[datetime]


class OfferCounterRow(TenantBase):
    """How many gifts of a version were given."""

    __tablename__ = "offer_counters"
    __table_args__ = (tenant_reference("offer_counters", "offer_id", "offers"),)

    offer_id: Mapped[UUID] = mapped_column(primary_key=True)
    gifts_max: Mapped[int]
    taken: Mapped[int]


class CouponRow(TenantBase):
    """A code that lets its bearer have an offer, so many times."""

    __tablename__ = "coupons"
    __table_args__ = (
        UniqueConstraint("brand_id", "code", name="uq_coupons_code"),
        Index("ix_coupons_offer_code", "brand_id", "offer_code"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    offer_code: Mapped[str]
    uses_max: Mapped[int]
    used: Mapped[int]
    created_at: Mapped[datetime]


class OfferClaimRow(TenantBase):
    """What an order took of something counted; given back at most once."""

    __tablename__ = "offer_claims"
    __table_args__ = (
        tenant_reference("offer_claims", "offer_id", "offers"),
        tenant_reference("offer_claims", "coupon_id", "coupons"),
        tenant_reference("offer_claims", "buyer_id", "parties"),
        Index("ix_offer_claims_offer_id_buyer_id", "brand_id", "offer_id", "buyer_id"),
        Index("ix_offer_claims_order_id", "brand_id", "order_id"),
        Index("ix_offer_claims_buyer_id", "brand_id", "buyer_id"),
        Index(
            "ix_offer_claims_coupon_id",
            *("brand_id", "coupon_id"),
            postgresql_where=text("coupon_id IS NOT NULL"),
        ),
        Index(
            "uq_offer_claims_open",
            *("brand_id", "order_id", "offer_id"),
            unique=True,
            postgresql_where=text("released_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    offer_id: Mapped[UUID]
    order_id: Mapped[UUID]
    buyer_id: Mapped[UUID]
    coupon_id: Mapped[UUID | None]
    claimed_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
