"""Products and grades in the graph."""

from datetime import datetime
from enum import Enum

from tributary.api.graphql.words import (
    ANYONE,
    STAFF,
    Everything,
    Node,
    Rate,
    column,
    condition,
    described,
    filter_input,
    table,
)


@described(sku="By SKU.", newest="The last one registered first.")
class ProductSort(Enum):
    """Orders of products."""

    SKU = "text sku asc"
    NEWEST = "timestamptz created_at desc"


@table("grades", scope=Everything(), key=("rank",))
class Grade:
    """A rung of the price ladder."""

    code: str = column("code", ANYONE, "What files and prices call it.")
    name: str = column("name", ANYONE, "What people call it.")
    rank: int = column("rank", ANYONE, "1 is nearest the brand.")


@table("products", scope=Everything())
class Product(Node):
    """Something the brand sells."""

    sku: str = column("sku", ANYONE, "The stock keeping unit, unique in the brand.")
    name: str = column("name", ANYONE, "The name in the brand's language.")
    name_en: str | None = column("name_en", ANYONE, "The English name.")
    product_group: str = column("product_group", ANYONE, "What plans tell products apart by.")
    tax_rate: Rate = column("tax_rate_ppm", ANYONE, "The VAT of the product.")
    reviewed: bool = column("reviewed", STAFF, "False while only a channel vouches for it.")
    created_at: datetime = column("created_at", ANYONE, "When it was registered.")


@filter_input
class ProductFilter:
    """Which products."""

    skus: list[str] | None = condition("{t}.sku = ANY({v})", "With one of these SKUs.")
    product_group: str | None = condition("{t}.product_group = {v}", "Of this group.")
    reviewed: bool | None = condition("{t}.reviewed = {v}", "Reviewed, or not yet.")
