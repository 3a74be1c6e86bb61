"""What can be done to grades, products and prices."""

from tributary.catalog.operations.prices import (
    PriceNegative,
    PriceOverlap,
    UnknownGrade,
    set_price,
    set_prices,
)
from tributary.catalog.operations.products import (
    DuplicateCode,
    UnknownProduct,
    add_grade,
    add_product,
    add_products,
    adopt_products,
    review_products,
)

__all__ = [
    "DuplicateCode",
    "PriceNegative",
    "PriceOverlap",
    "UnknownGrade",
    "UnknownProduct",
    "add_grade",
    "add_product",
    "add_products",
    "adopt_products",
    "review_products",
    "set_price",
    "set_prices",
]
