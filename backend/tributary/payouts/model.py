"""The tables of payouts: payee accounts, batches, items."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CHAR, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint

from tributary.platform import TenantBase, tenant_reference


class PayeeAccount(TenantBase):
    """Where a distributor is paid on one rail in one currency."""

    __tablename__ = "payee_accounts"
    __table_args__ = (
        UniqueConstraint(
            "brand_id",
            "distributor_id",
            "rail",
            "currency",
            name="uq_payee_accounts_distributor_id_rail_currency",
        ),
        tenant_reference("payee_accounts", "distributor_id", "parties"),
        CheckConstraint("state IN ('active', 'on_hold')", name="ck_payee_accounts_state"),
        CheckConstraint(
            "(state = 'on_hold') = (hold_reason IS NOT NULL)", name="ck_payee_accounts_hold"
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    distributor_id: Mapped[UUID]
    rail: Mapped[str]
    provider_account: Mapped[str]
    """The account at the rail; changing it is opening another one."""
    currency: Mapped[str] = mapped_column(CHAR(3))
    state: Mapped[str]
    hold_reason: Mapped[str | None]
    created_at: Mapped[datetime]


class PayoutBatch(TenantBase):
    """Payouts that one person prepares and another releases."""

    __tablename__ = "payout_batches"
    __table_args__ = (
        UniqueConstraint("brand_id", "number", name="uq_payout_batches_number"),
        tenant_reference("payout_batches", "provider_id", "parties"),
        ForeignKeyConstraint(["maker_id"], ["users.id"], name="fk_payout_batches_maker"),
        ForeignKeyConstraint(["checker_id"], ["users.id"], name="fk_payout_batches_checker"),
        CheckConstraint("checker_id <> maker_id", name="ck_payout_batches_checker"),
        Index("ix_payout_batches_provider_id", "brand_id", "provider_id"),
        Index("ix_payout_batches_created_at", "brand_id", "created_at"),
        Index(
            "ix_payout_batches_unfinished",
            "brand_id",
            "released_at",
            postgresql_where=text("state = 'released'"),
        ),
        Index("ix_payout_batches_maker", "maker_id"),
        Index("ix_payout_batches_checker", "checker_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str]
    rail: Mapped[str]
    provider_id: Mapped[UUID]
    """The party that stands for the rail in the books."""
    currency: Mapped[str] = mapped_column(CHAR(3))
    minimum_minor: Mapped[int]
    state: Mapped[str]
    item_count: Mapped[int]
    total_minor: Mapped[int]
    items_sha256: Mapped[str | None]
    """What was submitted: payees, destinations and amounts, hashed."""
    approved_total_minor: Mapped[int | None]
    """What the checker was shown; a check compares it with the total."""
    approved_sha256: Mapped[str | None]
    maker_id: Mapped[UUID]
    checker_id: Mapped[UUID | None]
    cancel_reason: Mapped[str | None]
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]


class PayoutItem(TenantBase):
    """One payment to one payee; amount and destination never change."""

    __tablename__ = "payout_items"
    __table_args__ = (
        UniqueConstraint(
            "brand_id",
            "batch_id",
            "distributor_id",
            name="uq_payout_items_batch_id_distributor_id",
        ),
        UniqueConstraint(
            "brand_id", "provider_transfer_id", name="uq_payout_items_provider_transfer_id"
        ),
        tenant_reference("payout_items", "batch_id", "payout_batches"),
        tenant_reference("payout_items", "distributor_id", "parties"),
        tenant_reference("payout_items", "payee_account_id", "payee_accounts"),
        CheckConstraint("amount_minor > 0", name="ck_payout_items_amount"),
        Index(
            "ix_payout_items_distributor_id_created_at", "brand_id", "distributor_id", "created_at"
        ),
        Index("ix_payout_items_created_at_id", "brand_id", "created_at", "id"),
        Index("ix_payout_items_payee_account_id", "brand_id", "payee_account_id"),
        Index("ix_payout_items_resolved_at", "brand_id", "resolved_at"),
        Index(
            "ix_payout_items_unfinished",
            "brand_id",
            "batch_id",
            "state",
            postgresql_where=text("resolved_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    batch_id: Mapped[UUID]
    distributor_id: Mapped[UUID]
    payee_account_id: Mapped[UUID]
    destination: Mapped[str]
    currency: Mapped[str] = mapped_column(CHAR(3))
    amount_minor: Mapped[int]
    state: Mapped[str]
    generation: Mapped[int]
    """Part of the provider's key; rises only when a look-up proved that nothing was executed."""
    fence: Mapped[int]
    """Rises with each claim; a worker whose claim is not the last one writes nothing."""
    provider_transfer_id: Mapped[str | None]
    waiting_reason: Mapped[str | None]
    failure: Mapped[str | None]
    created_at: Mapped[datetime]
    attempted_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
