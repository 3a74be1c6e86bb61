"""The tables of claims: what is claimed, who has to agree, who did, and who stands in for whom."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CHAR, ForeignKeyConstraint, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from tributary.platform import TenantBase, tenant_reference


def _person(table: str, column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        [column], ["users.id"], name=f"fk_{table}_{column.removesuffix('_id')}"
    )


class RebateClaimSettingRow(TenantBase):
    """One step of the chain that holds for claims since a moment; the newest chain holds."""

    __tablename__ = "rebate_claim_settings"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_rebate_claim_settings_brand"),
    )

    changed_at: Mapped[datetime] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger(), primary_key=True)
    role: Mapped[str]
    days: Mapped[int]
    least_minor: Mapped[int | None]
    """A claim of less skips the step."""
    currency: Mapped[str] = mapped_column(CHAR(3))


class RebateClaimRow(TenantBase):
    """A claim; what it follows from is frozen, only where it stands changes."""

    __tablename__ = "rebate_claims"
    __table_args__ = (
        UniqueConstraint("brand_id", "number", name="uq_rebate_claims_number"),
        tenant_reference("rebate_claims", "credit_id", "rebate_credits"),
        tenant_reference("rebate_claims", "distributor_id", "parties"),
        ForeignKeyConstraint(["claimed_by"], ["users.id"], name="fk_rebate_claims_claimed_by"),
        Index("ix_rebate_claims_credit_id", "brand_id", "credit_id"),
        Index(
            "ix_rebate_claims_distributor_id_claimed_at_id",
            *("brand_id", "distributor_id", "claimed_at", "id"),
        ),
        Index("ix_rebate_claims_claimed_at_id", "brand_id", "claimed_at", "id"),
        Index(
            "ix_rebate_claims_due",
            *("brand_id", "due_on"),
            postgresql_where=text("state = 'open'"),
        ),
        Index("ix_rebate_claims_claimed_by", "claimed_by"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str]
    credit_id: Mapped[UUID]
    distributor_id: Mapped[UUID]
    plan_name: Mapped[str]
    plan_version: Mapped[int]
    term_code: Mapped[str]
    rated_from: Mapped[date]
    rated_until: Mapped[date]
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(CHAR(3))
    note: Mapped[str | None]
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """What was computed from what, by which rule, and the chain: as it was when it was claimed."""
    claimed_by: Mapped[UUID]
    claimed_at: Mapped[datetime]
    state: Mapped[str]
    step: Mapped[int | None] = mapped_column(SmallInteger())
    """Which step decides now, from 1."""
    waits_for: Mapped[str | None]
    """The role that this step asks for."""
    due_on: Mapped[date | None]
    """The last day by which it is to be decided."""
    overdue_at: Mapped[datetime | None]
    """When it was said that nobody decided in time."""
    closed_at: Mapped[datetime | None]


class RebateClaimLineRow(TenantBase):
    """What of a claim is the cost of which order line."""

    __tablename__ = "rebate_claim_lines"
    __table_args__ = (
        Index(
            "ix_rebate_claim_lines_claim_id_amount_minor_id",
            *("brand_id", "claim_id", "amount_minor", "id"),
        ),
        Index(
            "uq_rebate_claim_lines_live",
            *("brand_id", "cost_id"),
            unique=True,
            postgresql_where=text("is_live"),
        ),
        *(
            tenant_reference("rebate_claim_lines", column, table)
            for column, table in (
                ("claim_id", "rebate_claims"),
                ("cost_id", "rebate_costs"),
                ("order_id", "orders"),
                ("order_line_id", "order_lines"),
            )
        ),
        *(
            Index(f"ix_rebate_claim_lines_{column}", "brand_id", column)
            for column in ("cost_id", "order_id", "order_line_id")
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    claim_id: Mapped[UUID]
    cost_id: Mapped[UUID]
    order_id: Mapped[UUID]
    order_line_id: Mapped[UUID]
    amount_minor: Mapped[int]
    currency: Mapped[str] = mapped_column(CHAR(3))
    is_live: Mapped[bool]
    """Whether nobody else may claim it: until the claim is withdrawn."""


class RebateClaimStepRow(TenantBase):
    """One step of a claim's chain, and who agreed."""

    __tablename__ = "rebate_claim_steps"
    __table_args__ = (
        tenant_reference("rebate_claim_steps", "claim_id", "rebate_claims"),
        *(
            ForeignKeyConstraint([column], ["users.id"], name=f"fk_rebate_claim_steps_{column}")
            for column in ("decided_by", "decided_for")
        ),
        *(
            Index(f"ix_rebate_claim_steps_{column}", column)
            for column in ("decided_by", "decided_for")
        ),
    )

    claim_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(SmallInteger(), primary_key=True)
    role: Mapped[str]
    days: Mapped[int]
    decided_by: Mapped[UUID | None]
    decided_for: Mapped[UUID | None]
    """On whose behalf, where somebody stood in."""
    decided_at: Mapped[datetime | None]


class RebateClaimDeedRow(TenantBase):
    """What somebody did to a claim; never changed."""

    __tablename__ = "rebate_claim_deeds"
    __table_args__ = (
        tenant_reference("rebate_claim_deeds", "claim_id", "rebate_claims"),
        *(_person("rebate_claim_deeds", column) for column in ("user_id", "for_user_id")),
        *(
            Index(f"ix_rebate_claim_deeds_{column}", column)
            for column in ("user_id", "for_user_id")
        ),
    )

    claim_id: Mapped[UUID] = mapped_column(primary_key=True)
    nth: Mapped[int] = mapped_column(SmallInteger(), primary_key=True)
    kind: Mapped[str]
    step: Mapped[int | None] = mapped_column(SmallInteger())
    to_step: Mapped[int | None] = mapped_column(SmallInteger())
    user_id: Mapped[UUID]
    for_user_id: Mapped[UUID | None]
    reason: Mapped[str | None]
    done_at: Mapped[datetime]


class RebateDelegationRow(TenantBase):
    """Who decides about claims for whom, from a day to a day."""

    __tablename__ = "rebate_delegations"
    __table_args__ = (
        *(_person("rebate_delegations", column) for column in ("from_user_id", "to_user_id")),
        Index("ix_rebate_delegations_to_user_id_last_on", "brand_id", "to_user_id", "last_on"),
        *(
            Index(f"ix_rebate_delegations_{column}", column)
            for column in ("from_user_id", "to_user_id")
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    from_user_id: Mapped[UUID]
    to_user_id: Mapped[UUID]
    first_on: Mapped[date]
    last_on: Mapped[date]
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
