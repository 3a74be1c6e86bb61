"""Grades, products and prices as the database keeps them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CHAR, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import ForeignKeyConstraint, Index, UniqueConstraint

from tributary.platform import TenantBase


class GradeRow(TenantBase):
    """A rung of the price ladder."""

    __tablename__ = "grades"
    __table_args__ = (UniqueConstraint("brand_id", "rank", name="uq_grades_rank"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    rank: Mapped[int] = mapped_column(SmallInteger())
    """1 is nearest the brand and usually the cheapest."""


class ProductRow(TenantBase):
    """Something the brand sells, known by its SKU."""

    __tablename__ = "products"
    __table_args__ = (UniqueConstraint("brand_id", "sku", name="uq_products_sku"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    sku: Mapped[str]
    name: Mapped[str]
    name_en: Mapped[str | None]
    product_group: Mapped[str]
    """What commission plans tell products apart by."""
    tax_rate_ppm: Mapped[int]
    reviewed: Mapped[bool]
    """False while only a channel vouches for the product."""
    created_at: Mapped[datetime]


class Price(TenantBase):
    """What one unit costs a grade, net of tax, from a day up to but not including another."""

    __tablename__ = "prices"
    __table_args__ = (
        ForeignKeyConstraint(
            ["brand_id", "product_id"],
            ["products.brand_id", "products.id"],
            name="fk_prices_product",
        ),
        ForeignKeyConstraint(
            ["brand_id", "grade"], ["grades.brand_id", "grades.code"], name="fk_prices_grade"
        ),
        Index("ix_prices_grade", "brand_id", "grade"),
    )

    product_id: Mapped[UUID] = mapped_column(primary_key=True)
    grade: Mapped[str] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(CHAR(3), primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    unit_price_minor: Mapped[int]
    valid_until: Mapped[date | None]
