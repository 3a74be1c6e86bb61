"""Grades, products and prices, valid by default."""

from collections.abc import Mapping
from datetime import date

from tributary import catalog
from tributary.catalog import PriceDraft
from tributary.kernel import Money, ProductId, Rate
from tributary.platform import Work

GRADES = ("gold", "silver", "bronze")
"""Nearest the brand first."""

FIRST_DAY = date(2026, 1, 1)


async def make_grades(work: Work, *codes: str) -> None:
    """Add grades, nearest the brand first; gold, silver and bronze when none are named."""
    for rank, code in enumerate(codes or GRADES, start=1):
        await catalog.add_grade(work, code=code, name=code.title(), rank=rank)


async def make_product(
    work: Work,
    *,
    sku: str = "TEA-01",
    name: str = "龙井茶 Longjing tea",
    product_group: str = "tea",
    tax: str = "13",
    prices: Mapping[str, str] | None = None,
    currency: str = "CNY",
    valid_from: date = FIRST_DAY,
) -> ProductId:
    """Register a product, with a price by grade such as {"gold": "60.00"}."""
    product_id = await catalog.add_product(
        work, sku=sku, name=name, product_group=product_group, tax_rate=Rate.percent(tax)
    )
    await catalog.set_prices(
        work,
        [
            PriceDraft(product_id, grade, Money.of(amount, currency), valid_from)
            for grade, amount in (prices or {}).items()
        ],
    )
    return product_id
