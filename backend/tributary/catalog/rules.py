"""What a product, a grade and a price must be like before they are written."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tributary.kernel import BrandId, Money, ProductId, Rate, Refusal, derived_id

NAMED_MAX: Final = 3
"""How many offenders a message names before it only counts the rest."""

CODE_MAX: Final = 100
RANK_MAX: Final = 32767


class ProductInvalid(Refusal):
    """A product lacks its SKU, its name or a sensible tax rate.

    Correct the field that the message names.
    """


class GradeInvalid(Refusal):
    """A grade lacks its code, its name or a rank from 1 on.

    Correct the field that the message names.
    """


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """A product about to be registered."""

    sku: str
    name: str
    product_group: str
    tax_rate: Rate
    """Value added tax, on top of every price."""
    name_en: str | None = None


@dataclass(frozen=True, slots=True)
class PriceDraft:
    """A price about to be set, net of tax."""

    product_id: ProductId
    grade: str
    unit_price: Money
    valid_from: date


def product_id_of(brand_id: BrandId, sku: str) -> ProductId:
    """Return the id of the product that a SKU names, whether or not it exists yet."""
    return ProductId(derived_id("product", brand_id, sku))


def require_product(draft: ProductDraft) -> None:
    """Make sure that a product can be registered.

    Refuses:
        ProductInvalid: SKU or name is missing or padded, or the tax rate is out of 0..100 %.
    """
    if not draft.sku or draft.sku != draft.sku.strip() or len(draft.sku) > CODE_MAX:
        raise ProductInvalid(
            f"SKU {draft.sku!r} of {draft.name!r} cannot be used: write 1 to {CODE_MAX} characters "
            "without blanks around them."
        )
    if not draft.name.strip():
        raise ProductInvalid(f"Product {draft.sku} has no name: give it one.")
    if not Rate(0) <= draft.tax_rate <= Rate.percent("100"):
        raise ProductInvalid(
            f"Tax rate {draft.tax_rate} of product {draft.sku} is not between 0 % and 100 %."
        )


def require_grade(code: str, name: str, rank: int) -> None:
    """Make sure that a grade can be added.

    Refuses:
        GradeInvalid: code or name is missing or padded, or the rank is below 1.
    """
    if not code or code != code.strip() or len(code) > CODE_MAX:
        raise GradeInvalid(
            f"Grade code {code!r} cannot be used: write 1 to {CODE_MAX} characters without blanks "
            "around them."
        )
    if not name.strip():
        raise GradeInvalid(f"Grade {code} has no name: give it one.")
    if not 1 <= rank <= RANK_MAX:
        raise GradeInvalid(f"Rank {rank} of grade {code} is not 1 (nearest the brand) or more.")


def repeated(codes: Iterable[str]) -> list[str]:
    """Return each code that comes more than once, in the order of its first coming.

    >>> repeated(["A", "B", "A", "A"])
    ['A']
    """
    return [code for code, times in Counter(codes).items() if times > 1]


def named(offenders: Sequence[str]) -> str:
    """Return the first offenders by name and the count of the others.

    >>> named(["A", "B", "C", "D", "E"])
    'A, B, C and 2 more'
    """
    shown = ", ".join(offenders[:NAMED_MAX])
    hidden = len(offenders) - NAMED_MAX
    return f"{shown} and {hidden} more" if hidden > 0 else shown
