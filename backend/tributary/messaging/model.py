"""Letters as the database keeps them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import ForeignKeyConstraint, Index

from tributary.platform import TenantBase


class Letter(TenantBase):
    """One letter to one address; what it says is put together when it leaves."""

    __tablename__ = "letters"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_letters_brand"),
        Index("ix_letters_written_at", "brand_id", "written_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    address: Mapped[str]
    language: Mapped[str]
    words: Mapped[dict[str, Any]]
    """What stands in its places; never a secret."""
    ticket_id: Mapped[UUID | None]
    """Of identity: what the link in it opens."""
    state: Mapped[str]
    written_at: Mapped[datetime]
    good_until: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    reason: Mapped[str | None]
