"""The tables of commissions: plans with their rates and terms, and who earned what and why."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CHAR, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint

from tributary.platform import TenantBase, tenant_reference


class PlanRow(TenantBase):
    """One version of a plan; after use only the day it ends may still be set."""

    __tablename__ = "plans"
    __table_args__ = (
        UniqueConstraint("brand_id", "code", "version", name="uq_plans_code_version"),
        ForeignKeyConstraint(["maker_id"], ["users.id"], name="fk_plans_maker"),
        ForeignKeyConstraint(["checker_id"], ["users.id"], name="fk_plans_checker"),
        CheckConstraint("checker_id <> maker_id", name="ck_plans_checker"),
        Index("ix_plans_maker", "maker_id", postgresql_where=text("maker_id IS NOT NULL")),
        Index("ix_plans_checker", "checker_id", postgresql_where=text("checker_id IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    version: Mapped[int]
    name: Mapped[str]
    base: Mapped[str]
    earning_event: Mapped[str]
    """What earns: the invoice, or cash received for it."""
    pays_price_gap: Mapped[bool]
    pays_both: Mapped[bool]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    created_at: Mapped[datetime]
    modes: Mapped[list[str]] = mapped_column(
        ARRAY(Text), server_default=text("'{direct,agency}'::text[]")
    )
    """How orders must be settled to earn under it."""
    hold_days: Mapped[int] = mapped_column(SmallInteger(), server_default=text("0"))
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """The whole version as it was activated; see rules.documents."""
    maker_id: Mapped[UUID | None]
    """Who wrote it last; nobody where an operator activated it."""
    checker_id: Mapped[UUID | None]
    approved_sha256: Mapped[str | None]
    """What the checker was shown, and what therefore was activated: rules.content_sha256."""


class PlanDraftRow(TenantBase):
    """A plan that nobody earns by yet; one draft of each code."""

    __tablename__ = "plan_drafts"
    __table_args__ = (
        UniqueConstraint("brand_id", "code", name="uq_plan_drafts_code"),
        ForeignKeyConstraint(["changed_by"], ["users.id"], name="fk_plan_drafts_changed_by"),
        Index("ix_plan_drafts_changed_by", "changed_by"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    changed_by: Mapped[UUID]
    changed_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    submitted_sha256: Mapped[str | None]
    """What was handed over; none while it is being written."""
    returned_because: Mapped[str | None]
    """What the second person asked to be mended."""


class PlanRateRow(TenantBase):
    """A rate of a plan: for a level, or for a distance above the seller."""

    __tablename__ = "plan_rates"
    __table_args__ = (tenant_reference("plan_rates", "plan_id", "plans"),)

    plan_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(SmallInteger(), primary_key=True)
    product_group: Mapped[str] = mapped_column(primary_key=True)
    """Empty for all groups that have no rate of their own."""
    rate_ppm: Mapped[int]


class PlanTermRow(TenantBase):
    """A term of a plan with its conditions; an empty array is a condition that all fulfil."""

    __tablename__ = "plan_terms"
    __table_args__ = (
        UniqueConstraint("brand_id", "plan_id", "code", name="uq_plan_terms_plan_id_code"),
        tenant_reference("plan_terms", "plan_id", "plans"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID]
    code: Mapped[str]
    kind: Mapped[str]
    earner: Mapped[str]
    tiers: Mapped[str]
    every: Mapped[str]
    claw_back: Mapped[str]
    currency: Mapped[str] = mapped_column(CHAR(3))
    cap_minor: Mapped[int | None]
    floor_minor: Mapped[int | None]
    minimum_minor: Mapped[int | None]
    product_groups: Mapped[list[str]] = mapped_column(ARRAY(Text))
    products: Mapped[list[str]] = mapped_column(ARRAY(Text))
    channels: Mapped[list[str]] = mapped_column(ARRAY(Text))
    grades: Mapped[list[str]] = mapped_column(ARRAY(Text))
    levels: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    depths: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    where_cel: Mapped[str | None]
    """The special rule that a line has to fulfil as well; see rules.where."""


class PlanBandRow(TenantBase):
    """What a volume within a term's band earns; from its first unit up to before its last."""

    __tablename__ = "plan_bands"
    __table_args__ = (tenant_reference("plan_bands", "term_id", "plan_terms"),)

    term_id: Mapped[UUID] = mapped_column(primary_key=True)
    band: Mapped[int] = mapped_column(SmallInteger(), primary_key=True)
    """Its place, from 1."""
    from_minor: Mapped[int]
    until_minor: Mapped[int | None]
    rate_ppm: Mapped[int]
    amount_minor: Mapped[int]
    """Paid once, to the line with which the volume reaches the band."""
    currency: Mapped[str] = mapped_column(CHAR(3))


class CommissionLineRow(TenantBase):
    """What one order line earned one beneficiary, or what a return took back of it."""

    __tablename__ = "commission_lines"
    __table_args__ = (
        tenant_reference("commission_lines", "order_line_id", "order_lines"),
        tenant_reference("commission_lines", "return_line_id", "return_lines"),
        tenant_reference("commission_lines", "beneficiary_id", "parties"),
        tenant_reference("commission_lines", "plan_id", "plans"),
        tenant_reference("commission_lines", "reverses_id", "commission_lines"),
        tenant_reference("commission_lines", "term_id", "plan_terms"),
        tenant_reference("commission_lines", "application_id", "applications"),
        Index("ix_commission_lines_run_id_beneficiary_id", "brand_id", "run_id", "beneficiary_id"),
        Index(
            "ix_commission_lines_beneficiary_id_earned_on",
            "brand_id",
            "beneficiary_id",
            "earned_on",
        ),
        Index("ix_commission_lines_order_line_id", "brand_id", "order_line_id"),
        Index("ix_commission_lines_earned_on_id", "brand_id", "earned_on", "id"),
        Index("ix_commission_lines_plan_id", "brand_id", "plan_id"),
        Index(
            "ix_commission_lines_return_line_id",
            "brand_id",
            "return_line_id",
            postgresql_where=text("return_line_id IS NOT NULL"),
        ),
        Index(
            "ix_commission_lines_reverses_id",
            "brand_id",
            "reverses_id",
            postgresql_where=text("reverses_id IS NOT NULL"),
        ),
        Index(
            "ix_commission_lines_term_id",
            "brand_id",
            "term_id",
            postgresql_where=text("term_id IS NOT NULL"),
        ),
        Index(
            "ix_commission_lines_application_id",
            "brand_id",
            "application_id",
            postgresql_where=text("application_id IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    run_id: Mapped[UUID]
    order_id: Mapped[UUID]
    order_line_id: Mapped[UUID]
    return_line_id: Mapped[UUID | None]
    beneficiary_id: Mapped[UUID]
    seller_id: Mapped[UUID]
    kind: Mapped[str]
    depth: Mapped[int] = mapped_column(SmallInteger())
    """How far the beneficiary stands above the seller; 0 is the seller."""
    plan_id: Mapped[UUID]
    step: Mapped[int | None] = mapped_column(SmallInteger())
    """With `product_group` the rate of the plan that applied."""
    product_group: Mapped[str | None]
    base_minor: Mapped[int]
    rate_ppm: Mapped[int | None]
    unit_gap_minor: Mapped[int | None]
    quantity: Mapped[int]
    amount_minor: Mapped[int]
    """Negative when a return takes back."""
    currency: Mapped[str] = mapped_column(CHAR(3))
    earned_on: Mapped[date]
    """The day of the books on which it counts."""
    reverses_id: Mapped[UUID | None]
    term_id: Mapped[UUID | None]
    """The term it follows from; none for a rate of a level or a distance and for a price gap."""
    band: Mapped[int | None] = mapped_column(SmallInteger())
    rated_from: Mapped[date | None]
    """The first day of the period the volume was counted in."""
    volume_before_minor: Mapped[int | None]
    volume_minor: Mapped[int | None]
    due_minor: Mapped[int | None]
    """What is due on the order line by then; the line is this less `booked_minor`."""
    booked_minor: Mapped[int | None]
    reason: Mapped[str | None]
    """Why it was booked: a sale, a payment, a return, or a period rated anew."""
    application_id: Mapped[UUID | None]
    """The payment, or its reversal, that earned it or took it back; only of what is earned on
    cash at the rate of a line."""
    collected_minor: Mapped[int | None]
    """What of `owed_minor` was paid by then; none where the invoice earns."""
    owed_minor: Mapped[int | None]
    """What the buyer owed for the order, less what returns gave back."""
