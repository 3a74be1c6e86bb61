"""The tables of receivables: open items, credit notes, applications."""

from datetime import date, datetime
from typing import cast
from uuid import UUID

from sqlalchemy import CHAR, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import (
    CheckConstraint,
    Index,
    Table,
    UniqueConstraint,
)

from tributary.platform import TenantBase, tenant_reference


class Receivable(TenantBase):
    """One open item: an instalment that a debtor owes a creditor."""

    __tablename__ = "receivables"
    __table_args__ = (
        UniqueConstraint("brand_id", "number", name="uq_receivables_number"),
        UniqueConstraint(
            *("brand_id", "order_id", "depth", "instalment"),
            name="uq_receivables_order_id_depth_instalment",
        ),
        tenant_reference("receivables", "order_id", "orders"),
        tenant_reference("receivables", "charge_return_id", "returns"),
        tenant_reference("receivables", "creditor_id", "parties"),
        tenant_reference("receivables", "debtor_id", "parties"),
        CheckConstraint("instalment >= 1", name="ck_receivables_instalment"),
        CheckConstraint("depth >= 0", name="ck_receivables_depth"),
        CheckConstraint("total_minor > 0", name="ck_receivables_total"),
        CheckConstraint(
            "applied_minor >= 0 AND applied_minor <= total_minor", name="ck_receivables_applied"
        ),
        CheckConstraint("creditor_id <> debtor_id", name="ck_receivables_pair"),
        Index("ix_receivables_pair", "brand_id", "creditor_id", "debtor_id", "currency", "due_on"),
        Index("ix_receivables_debtor_id_due_on_id", "brand_id", "debtor_id", "due_on", "id"),
        Index(
            "uq_receivables_charge_return_id",
            *("brand_id", "charge_return_id"),
            unique=True,
            postgresql_where=text("charge_return_id IS NOT NULL"),
        ),
        Index("ix_receivables_booked_on", "brand_id", "booked_on"),
        Index("ix_receivables_due_on_id", "brand_id", "due_on", "id"),
        Index("ix_receivables_batch_id", "brand_id", "batch_id"),
        Index("ix_receivables_issued_on_id", "brand_id", "issued_on", "id"),
        Index("ix_receivables_total_minor_id", "brand_id", "total_minor", "id"),
        Index("ix_receivables_currency_due_on_id", "brand_id", "currency", "due_on", "id"),
        Index(
            "ix_receivables_open",
            *("brand_id", "due_on", "id"),
            postgresql_where=text("applied_minor < total_minor"),
        ),
        Index(
            "ix_receivables_open_currency",
            *("brand_id", "currency", "due_on", "id"),
            postgresql_where=text("applied_minor < total_minor"),
        ),
        Index(
            "ix_receivables_of_others",
            *("brand_id", "due_on", "id"),
            postgresql_where=text("creditor_id IS DISTINCT FROM brand_id"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str]
    order_id: Mapped[UUID | None]
    instalment: Mapped[int] = mapped_column(SmallInteger())
    creditor_id: Mapped[UUID]
    debtor_id: Mapped[UUID]
    currency: Mapped[str] = mapped_column(CHAR(3))
    total_minor: Mapped[int]
    applied_minor: Mapped[int] = mapped_column(server_default=text("0"))
    issued_on: Mapped[date]
    booked_on: Mapped[date]
    journal_id: Mapped[UUID]
    created_at: Mapped[datetime]
    due_on: Mapped[date]
    batch_id: Mapped[UUID]
    depth: Mapped[int] = mapped_column(SmallInteger(), server_default=text("0"))
    """Levels between the debtor and the buyer of the order; 0 is what the buyer owes."""
    charge_return_id: Mapped[UUID | None]
    """The return that lost the rest its discount, of an item that charges it; else none."""


class OpenTotal(TenantBase):
    """What is open of the items of one creditor that are due on one day: a roll-up.

    It says nothing that the items do not say, and costs as many rows as there are days.
    """

    __tablename__ = "open_totals"
    __table_args__ = (
        tenant_reference("open_totals", "creditor_id", "parties"),
        CheckConstraint("lane BETWEEN 0 AND 7", name="ck_open_totals_lane"),
        CheckConstraint("open_minor > 0 AND items >= 0", name="ck_open_totals_open"),
    )

    creditor_id: Mapped[UUID] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(CHAR(3), primary_key=True)
    due_on: Mapped[date] = mapped_column(primary_key=True)
    lane: Mapped[int] = mapped_column(SmallInteger(), primary_key=True)
    """Which of the rows of a day, by the debtor."""
    open_minor: Mapped[int]
    items: Mapped[int]


class CreditNote(TenantBase):
    """What a return gives back to the debtor, or what it takes back of an earlier charge."""

    __tablename__ = "credit_notes"
    __table_args__ = (
        UniqueConstraint("brand_id", "number", name="uq_credit_notes_number"),
        UniqueConstraint("brand_id", "return_id", "depth", name="uq_credit_notes_return_id_depth"),
        tenant_reference("credit_notes", "return_id", "returns"),
        tenant_reference("credit_notes", "order_id", "orders"),
        tenant_reference("credit_notes", "charge_return_id", "returns"),
        tenant_reference("credit_notes", "creditor_id", "parties"),
        tenant_reference("credit_notes", "debtor_id", "parties"),
        CheckConstraint("depth >= 0", name="ck_credit_notes_depth"),
        CheckConstraint("total_minor > 0", name="ck_credit_notes_total"),
        CheckConstraint(
            "applied_minor >= 0 AND applied_minor <= total_minor", name="ck_credit_notes_applied"
        ),
        CheckConstraint("creditor_id <> debtor_id", name="ck_credit_notes_pair"),
        Index(
            "uq_credit_notes_charge_return_id",
            *("brand_id", "charge_return_id"),
            unique=True,
            postgresql_where=text("charge_return_id IS NOT NULL"),
        ),
        Index("ix_credit_notes_order_id", "brand_id", "order_id"),
        Index("ix_credit_notes_pair", "brand_id", "creditor_id", "debtor_id", "currency"),
        Index("ix_credit_notes_debtor_id", "brand_id", "debtor_id"),
        Index("ix_credit_notes_booked_on", "brand_id", "booked_on"),
        Index("ix_credit_notes_batch_id", "brand_id", "batch_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str]
    return_id: Mapped[UUID | None]
    order_id: Mapped[UUID | None]
    creditor_id: Mapped[UUID]
    debtor_id: Mapped[UUID]
    currency: Mapped[str] = mapped_column(CHAR(3))
    total_minor: Mapped[int]
    applied_minor: Mapped[int] = mapped_column(server_default=text("0"))
    issued_on: Mapped[date]
    booked_on: Mapped[date]
    journal_id: Mapped[UUID]
    created_at: Mapped[datetime]
    batch_id: Mapped[UUID]
    depth: Mapped[int] = mapped_column(SmallInteger(), server_default=text("0"))
    """That of the receivables it gives back."""
    charge_return_id: Mapped[UUID | None]
    """The return that took a charge back, of a note that credits it; else none."""


class Application(TenantBase):
    """One use of money or credit against one receivable, or the reversal of such a use."""

    __tablename__ = "applications"
    __table_args__ = (
        UniqueConstraint("brand_id", "reverses_id", name="uq_applications_reverses_id"),
        tenant_reference("applications", "receivable_id", "receivables"),
        tenant_reference("applications", "transfer_id", "transfers"),
        tenant_reference("applications", "reverses_id", "applications"),
        CheckConstraint(
            "source IN ('receipt', 'credit_note', 'credit', 'rebate')",
            name="ck_applications_source",
        ),
        CheckConstraint("amount_minor > 0", name="ck_applications_amount"),
        Index(
            "ix_applications_receivable_id_applied_on", "brand_id", "receivable_id", "applied_on"
        ),
        Index("ix_applications_applied_on", "brand_id", "applied_on"),
        Index("ix_applications_source_id", "brand_id", "source_id"),
        Index("ix_applications_transfer_id", "brand_id", "transfer_id"),
        Index("ix_applications_batch_id", "brand_id", "batch_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    receivable_id: Mapped[UUID]
    source: Mapped[str]
    source_id: Mapped[UUID]
    currency: Mapped[str] = mapped_column(CHAR(3))
    amount_minor: Mapped[int]
    applied_on: Mapped[date]
    """The day it counts in the books, the day of its transfer."""
    transfer_id: Mapped[UUID]
    reverses_id: Mapped[UUID | None]
    batch_id: Mapped[UUID]
    """The deed that made it: one application or reversal of several items at once."""
    created_at: Mapped[datetime]


def table_of(kind: type[TenantBase]) -> Table:
    """Return the plain table of a mapped class: an insert needs no model of other packages."""
    return cast("Table", kind.__table__)
