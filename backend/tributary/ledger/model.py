"""The tables of the ledger; only the functions of migration 0005 write them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CHAR,
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from tributary.platform import TenantBase


def account_reference(table: str, column: str) -> ForeignKeyConstraint:
    """Return a reference to an account of the same brand and the same currency."""
    return ForeignKeyConstraint(
        ["brand_id", column, "currency"],
        ["accounts.brand_id", "accounts.id", "accounts.currency"],
        name=f"fk_{table}_{column.removesuffix('_id')}",
    )


class AccountRow(TenantBase):
    """A place in one party's book where one currency is counted."""

    __tablename__ = "accounts"
    __table_args__ = (
        UniqueConstraint("brand_id", "id", "currency", name="uq_accounts_currency"),
        ForeignKeyConstraint(
            ["brand_id", "book_id"], ["parties.brand_id", "parties.id"], name="fk_accounts_book"
        ),
        ForeignKeyConstraint(
            ["brand_id", "counterparty_id"],
            ["parties.brand_id", "parties.id"],
            name="fk_accounts_counterparty",
        ),
        Index("ix_accounts_book_id_counterparty_id", "brand_id", "book_id", "counterparty_id"),
        Index("ix_accounts_counterparty_id", "brand_id", "counterparty_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    book_id: Mapped[UUID]
    kind: Mapped[str]
    counterparty_id: Mapped[UUID | None]
    currency: Mapped[str] = mapped_column(CHAR(3))
    opened_at: Mapped[datetime]


class BalanceRow(TenantBase):
    """The running totals of an account; the only balance there is."""

    __tablename__ = "balances"
    __table_args__ = (
        account_reference("balances", "account_id"),
        CheckConstraint(
            "debits_minor >= 0 AND pending_debits_minor >= 0", name="ck_balances_debits"
        ),
        CheckConstraint(
            "credits_minor >= 0 AND pending_credits_minor >= 0", name="ck_balances_credits"
        ),
        CheckConstraint(
            "debits_minor + pending_debits_minor - credits_minor <= debit_max_minor",
            name="ck_balances_debit_max",
        ),
        CheckConstraint(
            "credits_minor + pending_credits_minor - debits_minor <= credit_max_minor",
            name="ck_balances_credit_max",
        ),
    )

    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(CHAR(3), primary_key=True)
    debits_minor: Mapped[int] = mapped_column(server_default=text("0"))
    credits_minor: Mapped[int] = mapped_column(server_default=text("0"))
    pending_debits_minor: Mapped[int] = mapped_column(server_default=text("0"))
    pending_credits_minor: Mapped[int] = mapped_column(server_default=text("0"))
    debit_max_minor: Mapped[int | None]
    """How far debits and reserved debits may exceed credits; none when empty."""
    credit_max_minor: Mapped[int | None]


class TransferRow(TenantBase):
    """Money from one account to another; never changed, never deleted."""

    __tablename__ = "transfers"
    __table_args__ = (
        account_reference("transfers", "debit_account_id"),
        account_reference("transfers", "credit_account_id"),
        ForeignKeyConstraint(
            ["brand_id", "pending_id"],
            ["transfers.brand_id", "transfers.id"],
            name="fk_transfers_pending",
        ),
        ForeignKeyConstraint(
            ["brand_id", "reverses_id"],
            ["transfers.brand_id", "transfers.id"],
            name="fk_transfers_reverses",
        ),
        Index("ix_transfers_debit", "brand_id", "debit_account_id", "currency", "booked_on"),
        Index("ix_transfers_credit", "brand_id", "credit_account_id", "currency", "booked_on"),
        Index("ix_transfers_subject_id", "brand_id", "subject_id"),
        Index("ix_transfers_work_id", "brand_id", "work_id"),
        UniqueConstraint("brand_id", "pending_id", name="uq_transfers_pending_id"),
        UniqueConstraint("brand_id", "reverses_id", name="uq_transfers_reverses_id"),
        CheckConstraint(
            "phase IN ('posted', 'pending', 'post', 'void')", name="ck_transfers_phase"
        ),
        CheckConstraint("amount_minor > 0", name="ck_transfers_amount"),
        CheckConstraint("debit_account_id <> credit_account_id", name="ck_transfers_accounts"),
        CheckConstraint("reason ~ '^[a-z_]+$'", name="ck_transfers_reason"),
        CheckConstraint(
            "(phase IN ('post', 'void')) = (pending_id IS NOT NULL)", name="ck_transfers_pending"
        ),
        CheckConstraint("reverses_id IS NULL OR phase = 'posted'", name="ck_transfers_reverses"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    journal_id: Mapped[UUID]
    phase: Mapped[str]
    debit_account_id: Mapped[UUID]
    credit_account_id: Mapped[UUID]
    currency: Mapped[str] = mapped_column(CHAR(3))
    amount_minor: Mapped[int]
    reason: Mapped[str]
    subject_id: Mapped[UUID | None]
    booked_on: Mapped[date]
    posted_at: Mapped[datetime]
    work_id: Mapped[UUID]
    """The work that posted it: its actor stands in the audit trail under the same id."""
    pending_id: Mapped[UUID | None]
    reverses_id: Mapped[UUID | None]


class Closing(TenantBase):
    """The books are final through a day, with as many transfers as were booked by then."""

    __tablename__ = "ledger_closings"

    closed_through: Mapped[date] = mapped_column(primary_key=True)
    transfers_count: Mapped[int]
    closed_at: Mapped[datetime]
    work_id: Mapped[UUID]


class Seal(TenantBase):
    """The root over a set of transfers, chained to the seal before."""

    __tablename__ = "seals"
    __table_args__ = (CheckConstraint("number > 0 AND leaves_count > 0", name="ck_seals_number"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    leaves_count: Mapped[int]
    merkle_root: Mapped[bytes]
    previous_hash: Mapped[bytes]
    seal_hash: Mapped[bytes]
    sealed_at: Mapped[datetime]
    work_id: Mapped[UUID]


class SealEntry(TenantBase):
    """One transfer under a seal, with the hash it had then."""

    __tablename__ = "seal_entries"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "transfer_id"],
            ["transfers.brand_id", "transfers.id"],
            name="fk_seal_entries_transfer",
        ),
        ForeignKeyConstraint(
            ["brand_id", "seal_number"],
            ["seals.brand_id", "seals.number"],
            name="fk_seal_entries_seal_number",
        ),
        Index("ix_seal_entries_seal_number_transfer_id", "brand_id", "seal_number", "transfer_id"),
    )

    transfer_id: Mapped[UUID] = mapped_column(primary_key=True)
    seal_number: Mapped[int]
    leaf: Mapped[bytes]


class SealBacklogEntry(TenantBase):
    """A work whose transfers wait to be sealed."""

    __tablename__ = "seal_backlog"

    work_id: Mapped[UUID] = mapped_column(primary_key=True)
