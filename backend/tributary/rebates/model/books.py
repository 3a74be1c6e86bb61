"""The tables of plans, of what was accrued, and of what was released and used."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CHAR, Computed, Index, SmallInteger, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tributary.platform import TenantBase, tenant_reference


class RebatePlanRow(TenantBase):
    """One version of a rebate plan; never changed, except that it ends."""

    __tablename__ = "rebate_plans"
    __table_args__ = (
        UniqueConstraint("brand_id", "code", "version", name="uq_rebate_plans_code_version"),
        Index("ix_rebate_plans_valid_from_id", "brand_id", "valid_from", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    version: Mapped[int]
    name: Mapped[str]
    currency: Mapped[str] = mapped_column(CHAR(3))
    modes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """What SQL joins by stands beside it: terms and bands."""
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    created_at: Mapped[datetime]


class RebateTermRow(TenantBase):
    """One term of a plan; of its terms the first that fits covers a purchase."""

    __tablename__ = "rebate_terms"
    __table_args__ = (
        UniqueConstraint("brand_id", "plan_id", "code", name="uq_rebate_terms_plan_id_code"),
        UniqueConstraint("brand_id", "plan_id", "place", name="uq_rebate_terms_plan_id_place"),
        tenant_reference("rebate_terms", "plan_id", "rebate_plans"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID]
    place: Mapped[int] = mapped_column(SmallInteger())
    code: Mapped[str]
    measure: Mapped[str]
    tiers: Mapped[str]
    every: Mapped[str]
    claw_back: Mapped[str]
    settled_by: Mapped[str]
    expires_after_months: Mapped[int | None]
    is_claimed: Mapped[bool] = mapped_column(server_default=text("false"))
    currency: Mapped[str] = mapped_column(CHAR(3))
    target_minor: Mapped[int | None]
    cap_minor: Mapped[int | None]
    floor_minor: Mapped[int | None]
    minimum_minor: Mapped[int | None]
    product_groups: Mapped[list[str]] = mapped_column(ARRAY(Text))
    products: Mapped[list[str]] = mapped_column(ARRAY(Text))
    channels: Mapped[list[str]] = mapped_column(ARRAY(Text))
    grades: Mapped[list[str]] = mapped_column(ARRAY(Text))
    distributors: Mapped[list[str]] = mapped_column(ARRAY(Text))


class RebateBandRow(TenantBase):
    """One band of a term; what its limits count follows from the measure."""

    __tablename__ = "rebate_bands"
    __table_args__ = (
        UniqueConstraint("brand_id", "term_id", "band", name="uq_rebate_bands_term_id_band"),
        tenant_reference("rebate_bands", "term_id", "rebate_terms"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    term_id: Mapped[UUID]
    band: Mapped[int] = mapped_column(SmallInteger())
    """Its place, from 1."""
    from_value: Mapped[int]
    until_value: Mapped[int | None]
    from_text: Mapped[str]
    """The limit as people write it: an amount, units, a percentage, or days."""
    until_text: Mapped[str | None]
    rate_ppm: Mapped[int]
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(CHAR(3))


class RebateAccrualRow(TenantBase):
    """What a distributor has accrued under a term in a period, counted anew every day."""

    __tablename__ = "rebate_accruals"
    __table_args__ = (
        UniqueConstraint(
            *("brand_id", "term_id", "distributor_id", "rated_from"),
            name="uq_rebate_accruals_term_id_distributor_id_rated_from",
        ),
        tenant_reference("rebate_accruals", "plan_id", "rebate_plans"),
        tenant_reference("rebate_accruals", "term_id", "rebate_terms"),
        tenant_reference("rebate_accruals", "distributor_id", "parties"),
        *(
            Index(f"ix_rebate_accruals_{'_'.join(columns)}", "brand_id", *columns)
            for columns in (
                ("distributor_id", "rated_from"),
                ("plan_id", "rated_from"),
                ("rated_from", "id"),
            )
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    plan_id: Mapped[UUID]
    term_id: Mapped[UUID]
    distributor_id: Mapped[UUID]
    plan_name: Mapped[str]
    """What follows is said here again: a plan as a whole is not for its distributors."""
    plan_version: Mapped[int]
    term_code: Mapped[str]
    measure: Mapped[str]
    tiers: Mapped[str]
    settled_by: Mapped[str]
    rated_from: Mapped[date]
    rated_until: Mapped[date]
    """The first day after the period."""
    as_of: Mapped[date]
    """The last day whose bookings it counts."""
    volume_minor: Mapped[int]
    units: Mapped[int]
    year_before_minor: Mapped[int | None]
    figure: Mapped[int | None]
    """What decides the band; none by days to pay, and without a year before."""
    target_minor: Mapped[int | None]
    band: Mapped[int | None] = mapped_column(SmallInteger())
    rate_ppm: Mapped[int | None]
    next_rate_ppm: Mapped[int | None]
    next_amount_minor: Mapped[int | None]
    more_minor: Mapped[int | None]
    """What is missing to the next band; `more_units` where units are counted."""
    more_units: Mapped[int | None]
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(CHAR(3))


class RebateLineRow(TenantBase):
    """What one order line adds to an accrual."""

    __tablename__ = "rebate_lines"
    __table_args__ = (
        UniqueConstraint(
            *("brand_id", "accrual_id", "order_line_id"),
            name="uq_rebate_lines_accrual_id_order_line_id",
        ),
        tenant_reference("rebate_lines", "accrual_id", "rebate_accruals"),
        tenant_reference("rebate_lines", "order_id", "orders"),
        tenant_reference("rebate_lines", "order_line_id", "order_lines"),
        tenant_reference("rebate_lines", "distributor_id", "parties"),
        Index(
            "ix_rebate_lines_accrual_id_booked_on_id", "brand_id", "accrual_id", "booked_on", "id"
        ),
        *(
            Index(f"ix_rebate_lines_{column}", "brand_id", column)
            for column in ("order_id", "order_line_id", "distributor_id")
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    accrual_id: Mapped[UUID]
    order_id: Mapped[UUID]
    order_line_id: Mapped[UUID]
    distributor_id: Mapped[UUID]
    booked_on: Mapped[date]
    """The day it was billed."""
    net_minor: Mapped[int]
    back_minor: Mapped[int]
    """How much of it has come back."""
    counted_minor: Mapped[int]
    days_to_pay: Mapped[int | None]
    band: Mapped[int | None] = mapped_column(SmallInteger())
    rate_ppm: Mapped[int | None]
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(CHAR(3))


class RebateCreditRow(TenantBase):
    """What a distributor may use of a rebate whose period is over."""

    __tablename__ = "rebate_credits"
    __table_args__ = (
        UniqueConstraint("brand_id", "accrual_id", name="uq_rebate_credits_accrual_id"),
        tenant_reference("rebate_credits", "accrual_id", "rebate_accruals"),
        tenant_reference("rebate_credits", "plan_id", "rebate_plans"),
        tenant_reference("rebate_credits", "term_id", "rebate_terms"),
        tenant_reference("rebate_credits", "distributor_id", "parties"),
        *(
            Index(f"ix_rebate_credits_{'_'.join(columns)}", "brand_id", *columns)
            for columns in (
                ("plan_id",),
                ("term_id",),
                ("distributor_id", "rated_from", "id"),
                ("rated_from", "id"),
            )
        ),
        Index(
            "ix_rebate_credits_ending",
            *("brand_id", "use_until"),
            postgresql_where=text("left_minor > 0 AND use_until IS NOT NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    accrual_id: Mapped[UUID]
    plan_id: Mapped[UUID]
    term_id: Mapped[UUID]
    distributor_id: Mapped[UUID]
    plan_name: Mapped[str]
    plan_version: Mapped[int]
    term_code: Mapped[str]
    settled_by: Mapped[str]
    rated_from: Mapped[date]
    rated_until: Mapped[date]
    use_until: Mapped[date | None]
    """The last day on which it can be used; none is for ever."""
    as_of: Mapped[date | None]
    """The last day whose bookings it counts."""
    amount_minor: Mapped[int]
    """What has been released of it, less what was taken back since."""
    offset_minor: Mapped[int]
    """What it made up for others, negative, or others for it."""
    used_minor: Mapped[int]
    expired_minor: Mapped[int]
    owed_back_minor: Mapped[int]
    """What was used of it and then taken back; the next rebates make up for it."""
    left_minor: Mapped[int] = mapped_column(
        Computed(
            "amount_minor + offset_minor + owed_back_minor - used_minor - expired_minor",
            persisted=True,
        )
    )
    is_claimed: Mapped[bool] = mapped_column(server_default=text("false"))
    """Whether it has to be claimed before it can be used."""
    unapproved_minor: Mapped[int] = mapped_column(server_default=text("0"))
    """What of it nobody has agreed to yet; nothing where no claim is asked for."""
    usable_minor: Mapped[int] = mapped_column(
        Computed(
            "amount_minor + offset_minor + owed_back_minor - used_minor - expired_minor "
            "- unapproved_minor",
            persisted=True,
        )
    )
    currency: Mapped[str] = mapped_column(CHAR(3))
    created_at: Mapped[datetime]


class RebateUseRow(TenantBase):
    """A document by which rebates were used: deducted from goods, or given in cash."""

    __tablename__ = "rebate_uses"
    __table_args__ = (
        UniqueConstraint("brand_id", "number", name="uq_rebate_uses_number"),
        tenant_reference("rebate_uses", "distributor_id", "parties"),
        Index(
            "ix_rebate_uses_distributor_id_booked_on_id",
            *("brand_id", "distributor_id", "booked_on", "id"),
        ),
        Index("ix_rebate_uses_booked_on_id", "brand_id", "booked_on", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str]
    distributor_id: Mapped[UUID]
    kind: Mapped[str]
    invoicing: Mapped[str]
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(CHAR(3))
    booked_on: Mapped[date]
    journal_id: Mapped[UUID]
    created_at: Mapped[datetime]
    undone_on: Mapped[date | None]
    """The day of the books on which it was taken back, if it was."""
    undone_because: Mapped[str | None]


class RebateEntryRow(TenantBase):
    """What happened to a credit: like the line of an account; never changed."""

    __tablename__ = "rebate_entries"
    __table_args__ = (
        UniqueConstraint("brand_id", "credit_id", "nth", name="uq_rebate_entries_credit_id_nth"),
        tenant_reference("rebate_entries", "credit_id", "rebate_credits"),
        tenant_reference("rebate_entries", "use_id", "rebate_uses"),
        tenant_reference("rebate_entries", "distributor_id", "parties"),
        Index(
            "ix_rebate_entries_use_id",
            *("brand_id", "use_id"),
            postgresql_where=text("use_id IS NOT NULL"),
        ),
        Index(
            "ix_rebate_entries_distributor_id_booked_on_id",
            *("brand_id", "distributor_id", "booked_on", "id"),
        ),
        Index("ix_rebate_entries_batch_id", "brand_id", "batch_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    credit_id: Mapped[UUID]
    nth: Mapped[int]
    distributor_id: Mapped[UUID]
    batch_id: Mapped[UUID]
    """The deed that made it."""
    use_id: Mapped[UUID | None]
    kind: Mapped[str]
    reason: Mapped[str | None]
    """Why a release was corrected."""
    amount_minor: Mapped[int]
    """What it adds to what can be used; negative takes from it."""
    currency: Mapped[str] = mapped_column(CHAR(3))
    booked_on: Mapped[date]
    volume_minor: Mapped[int | None]
    """What follows is what a release was computed from."""
    back_minor: Mapped[int | None]
    units: Mapped[int | None]
    figure: Mapped[int | None]
    band: Mapped[int | None] = mapped_column(SmallInteger())
    rate_ppm: Mapped[int | None]
    as_of: Mapped[date | None]
    created_at: Mapped[datetime]


class RebateCostRow(TenantBase):
    """What of a release is the cost of which order line."""

    __tablename__ = "rebate_costs"
    __table_args__ = (
        UniqueConstraint(
            *("brand_id", "entry_id", "order_line_id"),
            name="uq_rebate_costs_entry_id_order_line_id",
        ),
        tenant_reference("rebate_costs", "entry_id", "rebate_entries"),
        tenant_reference("rebate_costs", "credit_id", "rebate_credits"),
        tenant_reference("rebate_costs", "order_id", "orders"),
        tenant_reference("rebate_costs", "order_line_id", "order_lines"),
        tenant_reference("rebate_costs", "distributor_id", "parties"),
        *(
            Index(f"ix_rebate_costs_{'_'.join(columns)}", "brand_id", *columns)
            for columns in (
                ("credit_id", "order_line_id"),
                ("order_id",),
                ("order_line_id",),
                ("distributor_id",),
            )
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID]
    credit_id: Mapped[UUID]
    order_id: Mapped[UUID]
    order_line_id: Mapped[UUID]
    distributor_id: Mapped[UUID]
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(CHAR(3))
