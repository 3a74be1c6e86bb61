"""Parties, the tree over time, grades, terms and contacts as the database keeps them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Integer, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import ForeignKeyConstraint, Index, UniqueConstraint

from tributary.platform import TenantBase


def _party(table: str, column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["brand_id", column],
        ["parties.brand_id", "parties.id"],
        name=f"fk_{table}_{column.removesuffix('_id')}",
    )


class PartyRow(TenantBase):
    """The brand itself, a distributor, an acquirer or a provider."""

    __tablename__ = "parties"
    __table_args__ = (
        ForeignKeyConstraint(["brand_id"], ["brands.id"], name="fk_parties_brand"),
        UniqueConstraint("brand_id", "code", name="uq_parties_code"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    code: Mapped[str]
    name: Mapped[str]
    language: Mapped[str]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    address: Mapped[str | None]
    created_at: Mapped[datetime]
    time_zone: Mapped[str | None]
    """Where its people are, for the hour of letters alone; None where the brand is."""


class DistributorGrade(TenantBase):
    """The rung of the price ladder a distributor buys at, for a period."""

    __tablename__ = "distributor_grades"
    __table_args__ = (
        _party("distributor_grades", "distributor_id"),
        ForeignKeyConstraint(
            ["brand_id", "grade"],
            ["grades.brand_id", "grades.code"],
            name="fk_distributor_grades_grade",
        ),
        Index("ix_distributor_grades_grade", "brand_id", "grade"),
    )

    distributor_id: Mapped[UUID] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    grade: Mapped[str]
    valid_until: Mapped[date | None]


class TreeEdge(TenantBase):
    """Who stood directly above a distributor, for a period."""

    __tablename__ = "tree_edges"
    __table_args__ = (
        _party("tree_edges", "distributor_id"),
        _party("tree_edges", "parent_id"),
        Index("ix_tree_edges_parent_id", "brand_id", "parent_id"),
    )

    distributor_id: Mapped[UUID] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    parent_id: Mapped[UUID]
    valid_until: Mapped[date | None]


class TreePath(TenantBase):
    """Who stood above whom and how far, for a period: the closure of the edges."""

    __tablename__ = "tree_paths"
    __table_args__ = (
        _party("tree_paths", "ancestor_id"),
        _party("tree_paths", "descendant_id"),
        Index(
            "ix_tree_paths_ancestor_id_descendant_id", "brand_id", "ancestor_id", "descendant_id"
        ),
    )

    descendant_id: Mapped[UUID] = mapped_column(primary_key=True)
    ancestor_id: Mapped[UUID] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    depth: Mapped[int] = mapped_column(SmallInteger())
    """0 for a party itself."""
    valid_until: Mapped[date | None]


class SalesAssignment(TenantBase):
    """A salesperson to whom a distributor was given, for a time."""

    __tablename__ = "sales_assignments"
    __table_args__ = (
        _party("sales_assignments", "distributor_id"),
        ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_sales_assignments_user"),
        Index("ix_sales_assignments_user", "user_id"),
        Index(
            "uq_sales_assignments_open",
            "brand_id",
            "user_id",
            "distributor_id",
            unique=True,
            postgresql_where=text("until_at IS NULL"),
        ),
    )

    distributor_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True)
    since_at: Mapped[datetime] = mapped_column(primary_key=True)
    until_at: Mapped[datetime | None]
    """An instant, as a role is: what is taken away is not seen with the next request."""


class CreditTerms(TenantBase):
    """When a debtor pays a creditor, for a period; without a debtor, when anybody else does."""

    __tablename__ = "credit_terms"
    __table_args__ = (
        _party("credit_terms", "creditor_id"),
        _party("credit_terms", "debtor_id"),
        Index("ix_credit_terms_creditor_id_debtor_id", "brand_id", "creditor_id", "debtor_id"),
        Index("ix_credit_terms_debtor_id", "brand_id", "debtor_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    creditor_id: Mapped[UUID]
    debtor_id: Mapped[UUID | None]
    start_event: Mapped[str]
    rule: Mapped[str]
    days: Mapped[int] = mapped_column(Integer())
    instalments: Mapped[int] = mapped_column(SmallInteger())
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class Contact(TenantBase):
    """A person at a party."""

    __tablename__ = "contacts"
    __table_args__ = (
        _party("contacts", "party_id"),
        Index("ix_contacts_party_id", "brand_id", "party_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    party_id: Mapped[UUID]
    name: Mapped[str]
    role: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    language: Mapped[str]
