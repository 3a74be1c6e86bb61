"""The tables of the platform itself, and the base of every table."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import TIMESTAMP, BigInteger, Date, LargeBinary, MetaData, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.schema import CheckConstraint, ForeignKeyConstraint, Index


class Base(DeclarativeBase):
    """The root of all mapped classes; the migrations are the truth, a test compares them."""

    metadata = MetaData(naming_convention={"pk": "pk_%(table_name)s"})
    type_annotation_map = {  # noqa: RUF012  SQLAlchemy reads this attribute as it is.
        UUID: Uuid(),
        str: Text(),
        int: BigInteger(),
        datetime: TIMESTAMP(timezone=True),
        date: Date(),
        bytes: LargeBinary(),
        dict[str, Any]: JSONB(),
    }


class TenantBase(Base):
    """A row of one brand: `brand_id` leads every key, policy and reference."""

    __abstract__ = True

    brand_id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-1)


def tenant_reference(table: str, column: str, to: str) -> ForeignKeyConstraint:
    """Return the reference from a row to another row of its brand.

    Args:
        table: which the constraint is named by.
        column: of this table, ending in `_id`.
        to: the other table, whose key is `id`.
    """
    return ForeignKeyConstraint(
        ["brand_id", column],
        [f"{to}.brand_id", f"{to}.id"],
        name=f"fk_{table}_{column.removesuffix('_id')}",
    )


class EventRow(TenantBase):
    """One announced event; never changed, never deleted."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_occurred_at", "brand_id", "occurred_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    payload: Mapped[dict[str, Any]]
    occurred_at: Mapped[datetime]
    work_id: Mapped[UUID]


class EventDelivery(TenantBase):
    """One reaction that has had its effect; the row is written with the effect."""

    __tablename__ = "event_deliveries"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "event_id"],
            ["events.brand_id", "events.id"],
            name="fk_event_deliveries_event",
        ),
    )

    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    reaction: Mapped[str] = mapped_column(primary_key=True)
    """Package and function, or "*" once every reaction has had its effect."""
    delivered_at: Mapped[datetime]


class IdempotencyKey(TenantBase):
    """The answer already given under a key."""

    __tablename__ = "idempotency_keys"

    key: Mapped[str] = mapped_column(primary_key=True)
    request_sha256: Mapped[str]
    response: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]


class AuditEntry(TenantBase):
    """Who did what, from where, before and after; never changed, never deleted."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_work_id", "brand_id", "work_id"),
        Index("ix_audit_entries_subject_id_at", "brand_id", "subject_id", "at"),
        Index("ix_audit_entries_at", "brand_id", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    work_id: Mapped[UUID]
    at: Mapped[datetime]
    user_id: Mapped[UUID | None]
    on_behalf_of: Mapped[UUID | None]
    origin: Mapped[str]
    address: Mapped[str | None]
    """The network address it came from, if it came over HTTP; personal data."""
    device: Mapped[str | None]
    """What the browser or program called itself."""
    action: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[UUID | None]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    reason: Mapped[str | None]


class AuditSeal(TenantBase):
    """The root over a set of audit entries, chained to the seal before."""

    __tablename__ = "audit_seals"
    __table_args__ = (
        CheckConstraint("number > 0 AND leaves_count > 0", name="ck_audit_seals_number"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    leaves_count: Mapped[int]
    merkle_root: Mapped[bytes]
    previous_hash: Mapped[bytes]
    seal_hash: Mapped[bytes]
    sealed_at: Mapped[datetime]
    work_id: Mapped[UUID]


class AuditSealEntry(TenantBase):
    """One audit entry under a seal, with the hash it had then."""

    __tablename__ = "audit_seal_entries"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "entry_id"],
            ["audit_entries.brand_id", "audit_entries.id"],
            name="fk_audit_seal_entries_entry",
        ),
        ForeignKeyConstraint(
            ["brand_id", "seal_number"],
            ["audit_seals.brand_id", "audit_seals.number"],
            name="fk_audit_seal_entries_seal_number",
        ),
        Index("ix_audit_seal_entries_seal_number_entry_id", "brand_id", "seal_number", "entry_id"),
    )

    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    seal_number: Mapped[int]
    leaf: Mapped[bytes]


class AuditBacklogEntry(TenantBase):
    """An audit entry that waits to be sealed; written with it."""

    __tablename__ = "audit_backlog"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "entry_id"],
            ["audit_entries.brand_id", "audit_entries.id"],
            name="fk_audit_backlog_entry",
        ),
    )

    entry_id: Mapped[UUID] = mapped_column(primary_key=True)


class Blob(TenantBase):
    """A stored file; its bytes are in chunks."""

    __tablename__ = "blobs"
    __table_args__ = (Index("ix_blobs_sha256", "brand_id", "sha256"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    size_bytes: Mapped[int]
    media_type: Mapped[str]
    file_name: Mapped[str]
    created_at: Mapped[datetime]


class BlobChunk(TenantBase):
    """One piece of a stored file, in order."""

    __tablename__ = "blob_chunks"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "blob_id"],
            ["blobs.brand_id", "blobs.id"],
            name="fk_blob_chunks_blob",
        ),
    )

    blob_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes]


class DocumentSeries(TenantBase):
    """The next ordinal of a gapless series of human numbers."""

    __tablename__ = "document_series"

    series: Mapped[str] = mapped_column(primary_key=True)
    next_ordinal: Mapped[int]


class TaskRow(TenantBase):
    """Long work that a person started, and how far it has come."""

    __tablename__ = "tasks"
    __table_args__ = (
        ForeignKeyConstraint(["started_by"], ["users.id"], name="fk_tasks_started_by"),
        ForeignKeyConstraint(
            ["brand_id", "program_id"],
            ["programs.brand_id", "programs.id"],
            name="fk_tasks_program",
        ),
        Index(
            "uq_tasks_open",
            "brand_id",
            "kind",
            "subject_id",
            unique=True,
            postgresql_where=text("state IN ('queued', 'running')"),
        ),
        Index("ix_tasks_created_at", "brand_id", "created_at", "id"),
        Index("ix_tasks_started_by", "started_by"),
        Index("ix_tasks_program_id", "brand_id", "program_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    title: Mapped[str]
    """What it is about, in the words of whoever started it: a file, a month."""
    subject_id: Mapped[UUID]
    done: Mapped[int]
    total: Mapped[int | None]
    """None as long as nobody knows how much there is to do."""
    state: Mapped[str]
    attempts: Mapped[int]
    """How often it was begun."""
    refusal_code: Mapped[str | None]
    refusal_message: Mapped[str | None]
    started_by: Mapped[UUID | None]
    program_id: Mapped[UUID | None]
    """The program by which it was started."""
    origin: Mapped[str]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class ProofRow(TenantBase):
    """What the watch found when it proved one invariant last."""

    __tablename__ = "proofs"

    name: Mapped[str] = mapped_column(primary_key=True)
    """The invariant; several share a number."""
    number: Mapped[int]
    tried_at: Mapped[datetime]
    took_milliseconds: Mapped[int]
    proven_at: Mapped[datetime | None]
    """None when no try came to its end."""
    rows_proven: Mapped[int]
    faults: Mapped[list[str]] = mapped_column(JSONB())
    """The first of them, in words; empty when it holds."""
