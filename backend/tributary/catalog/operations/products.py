"""What can be done to grades and products."""

from collections.abc import Sequence

from tributary.catalog import rules
from tributary.catalog.rules import ProductDraft
from tributary.kernel import ProductId, Rate, Refusal
from tributary.platform import Work

_INSERT_PRODUCTS = """
    INSERT INTO products
      (brand_id, id, sku, name, name_en, product_group, tax_rate_ppm, reviewed, created_at)
    SELECT :brand, d.id, d.sku, d.name, d.name_en, d.product_group, d.ppm, :reviewed, :now
    FROM unnest(CAST(:ids AS uuid[]), CAST(:skus AS text[]), CAST(:names AS text[]),
                CAST(:names_en AS text[]), CAST(:groups AS text[]), CAST(:ppms AS bigint[]))
         AS d (id, sku, name, name_en, product_group, ppm)
    ON CONFLICT DO NOTHING
"""


class DuplicateCode(Refusal):
    """A code that must be unique in the brand is taken, or comes twice in one list.

    Choose another code, or leave out what exists already.
    """


class UnknownProduct(Refusal):
    """The brand has no product of this id.

    Register the product first.
    """


async def add_grade(work: Work, *, code: str, name: str, rank: int) -> None:
    """Add a rung to the price ladder; rank 1 is nearest the brand.

    Refuses:
        GradeInvalid: code, name or rank cannot be used.
        DuplicateCode: the code or the rank is taken.
    """
    rules.require_grade(code, name, rank)
    added = await work.run(
        """
        INSERT INTO grades (brand_id, code, name, rank) VALUES (:brand, :code, :name, :rank)
        ON CONFLICT DO NOTHING
        """,
        brand=work.brand_id,
        code=code,
        name=name,
        rank=rank,
    )
    if not added:
        raise DuplicateCode(
            f"A grade {code!r} or a grade of rank {rank} exists already: choose another."
        )
    fields = {"code": code, "name": name, "rank": rank}
    await work.audit("catalog.add_grade", subject="grade", after=fields)


async def add_product(
    work: Work,
    *,
    sku: str,
    name: str,
    product_group: str,
    tax_rate: Rate,
    name_en: str | None = None,
) -> ProductId:
    """Register one product.

    Refuses:
        ProductInvalid: SKU, name or tax rate cannot be used.
        DuplicateCode: the SKU is taken.
    """
    await add_products(work, [ProductDraft(sku, name, product_group, tax_rate, name_en)])
    return rules.product_id_of(work.brand_id, sku)


async def add_products(work: Work, drafts: Sequence[ProductDraft]) -> None:
    """Register many products, all or none.

    Refuses:
        ProductInvalid: SKU, name or tax rate of one cannot be used.
        DuplicateCode: a SKU is taken or comes twice.
    """
    twice = rules.repeated(draft.sku for draft in drafts)
    if twice:
        raise DuplicateCode(f"SKU {rules.named(twice)} comes twice: list each product once.")
    taken = await work.rows(
        """
        SELECT sku FROM products
        WHERE brand_id = :brand AND sku = ANY(CAST(:skus AS text[])) ORDER BY sku
        """,
        brand=work.brand_id,
        skus=[draft.sku for draft in drafts],
    )
    if taken:
        skus = rules.named([row.sku for row in taken])
        raise DuplicateCode(f"SKU {skus} exists already: choose another, or leave it out.")
    added = await _insert_products(work, drafts, reviewed=True)
    if added < len(drafts):
        raise DuplicateCode("Somebody else registered one of these SKUs just now: look again.")
    await _audit_products(work, "catalog.add_products", drafts, added)


async def adopt_products(work: Work, drafts: Sequence[ProductDraft]) -> int:
    """Register what a channel sells and we do not know yet, to be reviewed; return how many.

    Known SKUs are left as they are.

    Refuses:
        ProductInvalid: SKU, name or tax rate of one cannot be used.
    """
    added = await _insert_products(work, drafts, reviewed=False)
    if added:
        await _audit_products(work, "catalog.adopt_products", drafts, added)
    return added


async def review_products(work: Work, product_ids: Sequence[ProductId]) -> None:
    """Vouch for products that a channel brought.

    Refuses:
        UnknownProduct: one of them does not exist.
    """
    wanted = list(dict.fromkeys(product_ids))
    reviewed = await work.run(
        """
        UPDATE products SET reviewed = true
        WHERE brand_id = :brand AND id = ANY(CAST(:ids AS uuid[]))
        """,
        brand=work.brand_id,
        ids=wanted,
    )
    if reviewed < len(wanted):
        raise UnknownProduct(
            f"{len(wanted) - reviewed} of the products to review do not exist: register them first."
        )
    fields = {"product_ids": [str(each) for each in wanted]}
    await work.audit("catalog.review_products", subject="product", after=fields)


async def _insert_products(work: Work, drafts: Sequence[ProductDraft], *, reviewed: bool) -> int:
    for draft in drafts:
        rules.require_product(draft)
    return await work.run(
        _INSERT_PRODUCTS,
        brand=work.brand_id,
        ids=[rules.product_id_of(work.brand_id, draft.sku) for draft in drafts],
        skus=[draft.sku for draft in drafts],
        names=[draft.name for draft in drafts],
        names_en=[draft.name_en for draft in drafts],
        groups=[draft.product_group for draft in drafts],
        ppms=[draft.tax_rate.ppm for draft in drafts],
        reviewed=reviewed,
        now=work.opened_at,
    )


async def _audit_products(
    work: Work, action: str, drafts: Sequence[ProductDraft], added: int
) -> None:
    fields = {"added": added, "skus": rules.named([draft.sku for draft in drafts])}
    await work.audit(action, subject="product", after=fields)
