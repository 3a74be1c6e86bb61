"""What the brand sells, and at which price to which grade of distributor.

Prices are net of tax and true for a period: the table `prices` holds at most one row per product,
grade, currency and day (`valid_from <= day AND (valid_until IS NULL OR valid_until > day)`), and
set-based SQL joins it like that. A price once written never changes; a new one closes the one
before it. The ladder of a product is its prices by the rank of the grade, 1 nearest the brand.
"""

from tributary.catalog.operations import (
    DuplicateCode,
    PriceNegative,
    PriceOverlap,
    UnknownGrade,
    UnknownProduct,
    add_grade,
    add_product,
    add_products,
    adopt_products,
    review_products,
    set_price,
    set_prices,
)
from tributary.catalog.queries import (
    Grade,
    LadderStep,
    Product,
    grades_of,
    price_ladder,
    price_of,
    product_by_sku,
    products_by_sku,
)
from tributary.catalog.rules import (
    GradeInvalid,
    PriceDraft,
    ProductDraft,
    ProductInvalid,
    product_id_of,
)

__all__ = [
    "DuplicateCode",
    "Grade",
    "GradeInvalid",
    "LadderStep",
    "PriceDraft",
    "PriceNegative",
    "PriceOverlap",
    "Product",
    "ProductDraft",
    "ProductInvalid",
    "UnknownGrade",
    "UnknownProduct",
    "add_grade",
    "add_product",
    "add_products",
    "adopt_products",
    "grades_of",
    "price_ladder",
    "price_of",
    "product_by_sku",
    "product_id_of",
    "products_by_sku",
    "review_products",
    "set_price",
    "set_prices",
]
