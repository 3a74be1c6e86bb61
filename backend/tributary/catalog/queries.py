"""Reads of grades, products and the price ladder."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.catalog.model import GradeRow, Price, ProductRow
from tributary.kernel import BrandId, Currency, Money, ProductId, Rate


@dataclass(frozen=True, slots=True)
class Grade:
    """A rung of the price ladder; rank 1 is nearest the brand."""

    code: str
    name: str
    rank: int


@dataclass(frozen=True, slots=True)
class Product:
    """Something the brand sells."""

    id: ProductId
    sku: str
    name: str
    name_en: str | None
    product_group: str
    tax_rate: Rate
    reviewed: bool


@dataclass(frozen=True, slots=True)
class LadderStep:
    """What one unit costs one grade, net of tax."""

    grade: str
    rank: int
    unit_price: Money


async def grades_of(session: AsyncSession, brand_id: BrandId) -> list[Grade]:
    """Return the grades of a brand, nearest the brand first."""
    rows = await session.scalars(
        select(GradeRow).where(GradeRow.brand_id == brand_id).order_by(GradeRow.rank)
    )
    return [Grade(row.code, row.name, row.rank) for row in rows]


async def product_by_sku(session: AsyncSession, brand_id: BrandId, sku: str) -> Product | None:
    """Return the product that a SKU names, if there is one."""
    return (await products_by_sku(session, brand_id, [sku])).get(sku)


async def products_by_sku(
    session: AsyncSession, brand_id: BrandId, skus: Collection[str]
) -> dict[str, Product]:
    """Return the products that SKUs name, without those that name none."""
    rows = await session.scalars(
        select(ProductRow).where(ProductRow.brand_id == brand_id, ProductRow.sku.in_(skus))
    )
    return {row.sku: _product(row) for row in rows}


async def price_of(
    session: AsyncSession,
    brand_id: BrandId,
    *,
    product_id: ProductId,
    grade: str,
    currency: Currency,
    on: date,
) -> Money | None:
    """Return what one unit costs a grade on a day, or None when no price is set."""
    minor = await session.scalar(
        select(Price.unit_price_minor).where(
            Price.brand_id == brand_id,
            Price.product_id == product_id,
            Price.grade == grade,
            Price.currency == currency,
            Price.valid_from <= on,
            or_(Price.valid_until.is_(None), Price.valid_until > on),
        )
    )
    return None if minor is None else Money(minor, currency)


async def price_ladder(
    session: AsyncSession,
    brand_id: BrandId,
    *,
    product_id: ProductId,
    currency: Currency,
    on: date,
    from_rank: int = 1,
) -> list[LadderStep]:
    """Return what one unit costs each grade on a day, nearest the brand first.

    Args:
        session: where to read.
        brand_id: whose product.
        product_id: which product.
        currency: the prices in this currency only.
        on: the day.
        from_rank: the rank of whoever asks: a level sees the steps at and below itself only.
    """
    found = await session.execute(
        select(GradeRow.code, GradeRow.rank, Price.unit_price_minor)
        .join(Price, (Price.brand_id == GradeRow.brand_id) & (Price.grade == GradeRow.code))
        .where(
            GradeRow.brand_id == brand_id,
            GradeRow.rank >= from_rank,
            Price.product_id == product_id,
            Price.currency == currency,
            Price.valid_from <= on,
            or_(Price.valid_until.is_(None), Price.valid_until > on),
        )
        .order_by(GradeRow.rank)
    )
    return [LadderStep(code, rank, Money(minor, currency)) for code, rank, minor in found]


def _product(row: ProductRow) -> Product:
    return Product(
        id=ProductId(row.id),
        sku=row.sku,
        name=row.name,
        name_en=row.name_en,
        product_group=row.product_group,
        tax_rate=Rate(row.tax_rate_ppm),
        reviewed=row.reviewed,
    )
