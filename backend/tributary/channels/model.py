"""The tables of channels: channels, import runs, quarantined rows."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import Index, UniqueConstraint

from tributary.platform import TenantBase, tenant_reference


class Channel(TenantBase):
    """One source of orders: how its files are read, who owes, and when."""

    __tablename__ = "channels"
    __table_args__ = (
        UniqueConstraint("brand_id", "code", name="uq_channels_code"),
        tenant_reference("channels", "distributor_id", "parties"),
        tenant_reference("channels", "acquirer_id", "parties"),
        Index("ix_channels_distributor_id", "brand_id", "distributor_id"),
        Index("ix_channels_acquirer_id", "brand_id", "acquirer_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    adapter: Mapped[str]
    order_kind: Mapped[str]
    mode: Mapped[str]
    """How its orders are settled along the chain; it does not change afterwards."""
    billing_trigger: Mapped[str]
    distributor_id: Mapped[UUID | None]
    """Whose shop it is; nobody's when each row names its distributor."""
    acquirer_id: Mapped[UUID | None]
    """Who owes for consumer orders."""
    creates_products: Mapped[bool]
    """Whether an unknown SKU becomes a product to be reviewed instead of a fault."""
    time_zone: Mapped[str]
    """In which times without a zone are read."""
    created_at: Mapped[datetime]


class ImportRun(TenantBase):
    """One file of a channel; the same bytes again are the same run."""

    __tablename__ = "import_runs"
    __table_args__ = (
        UniqueConstraint(
            "brand_id",
            "channel_id",
            "sha256",
            "adapter_version",
            name="uq_import_runs_channel_id_sha256_adapter_version",
        ),
        tenant_reference("import_runs", "channel_id", "channels"),
        tenant_reference("import_runs", "blob_id", "blobs"),
        Index("ix_import_runs_blob_id", "brand_id", "blob_id"),
        Index("ix_import_runs_started_at", "brand_id", "started_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    channel_id: Mapped[UUID]
    file_name: Mapped[str]
    blob_id: Mapped[UUID]
    sha256: Mapped[str]
    size_bytes: Mapped[int]
    adapter: Mapped[str]
    adapter_version: Mapped[str]
    state: Mapped[str]
    rows_read: Mapped[int]
    orders_read: Mapped[int]
    orders_loaded: Mapped[int]
    orders_updated: Mapped[int]
    orders_unchanged: Mapped[int]
    orders_quarantined: Mapped[int]
    returns_loaded: Mapped[int]
    refusal: Mapped[str | None]
    """Why nothing of the file could be used."""
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class QuarantinedRow(TenantBase):
    """One row that was not loaded, with its reason and what the file says there."""

    __tablename__ = "quarantined_rows"
    __table_args__ = (
        tenant_reference("quarantined_rows", "run_id", "import_runs"),
        tenant_reference("quarantined_rows", "channel_id", "channels"),
        Index("ix_quarantined_rows_run_id_row_number", "brand_id", "run_id", "row_number"),
        Index("ix_quarantined_rows_channel", "brand_id", "channel_id", "external_id"),
        Index(
            "ix_quarantined_rows_open",
            "brand_id",
            "created_at",
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    run_id: Mapped[UUID]
    channel_id: Mapped[UUID]
    row_number: Mapped[int]
    external_id: Mapped[str | None]
    """What the channel calls the order."""
    field: Mapped[str]
    reason: Mapped[str]
    message: Mapped[str]
    original: Mapped[str]
    return_ref: Mapped[str | None]
    """What the channel calls the return, when it is one."""
    fields: Mapped[dict[str, Any]]
    """What was read there, by the names of the canonical layout; corrections go here."""
    state: Mapped[str]
    created_at: Mapped[datetime]
