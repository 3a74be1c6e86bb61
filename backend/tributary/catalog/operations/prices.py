"""How prices are set: whole lists at once, each price closing the one before it."""

from collections.abc import Sequence
from datetime import date

from tributary.catalog import rules
from tributary.catalog.operations.products import UnknownProduct
from tributary.catalog.rules import PriceDraft
from tributary.kernel import Money, ProductId, Refusal
from tributary.platform import Work

_DRAFTS = """
    unnest(CAST(:products AS uuid[]), CAST(:grades AS text[]), CAST(:currencies AS text[]),
           CAST(:minors AS bigint[]), CAST(:days AS date[]))
      AS d (product_id, grade, currency, minor, valid_from)
"""

_SAME_STEP = """
    p.brand_id = :brand AND p.product_id = d.product_id AND p.grade = d.grade
    AND p.currency = d.currency
"""

_INSERT = f"""
    INSERT INTO prices
      (brand_id, product_id, grade, currency, unit_price_minor, valid_from, valid_until)
    SELECT :brand, d.product_id, d.grade, d.currency, d.minor, d.valid_from,
           lead(d.valid_from) OVER (PARTITION BY d.product_id, d.grade, d.currency
                                    ORDER BY d.valid_from)
    FROM {_DRAFTS}
"""  # noqa: S608  Both halves are written above.

_CLOSE = f"""
    UPDATE prices AS p SET valid_until = d.begins_on
    FROM (SELECT product_id, grade, currency, min(valid_from) AS begins_on FROM {_DRAFTS}
          GROUP BY product_id, grade, currency) AS d
    WHERE {_SAME_STEP} AND p.valid_until IS NULL
"""  # noqa: S608  Both halves are written above.

_KNOWN = f"""
    SELECT d.product_id, d.grade, d.currency, d.valid_from
    FROM {_DRAFTS} JOIN prices p
      ON {_SAME_STEP} AND p.valid_from = d.valid_from AND p.unit_price_minor = d.minor
"""  # noqa: S608  Both halves are written above.

_LATER = f"""
    SELECT DISTINCT r.sku, d.grade, d.currency, d.valid_from, p.valid_from AS later_on
    FROM {_DRAFTS} JOIN prices p ON {_SAME_STEP} AND p.valid_from >= d.valid_from
    JOIN products r ON r.brand_id = :brand AND r.id = d.product_id
    ORDER BY r.sku, d.grade, d.currency, d.valid_from, later_on LIMIT 1
"""  # noqa: S608  Both halves are written above.


class UnknownGrade(Refusal):
    """The brand has no grade of this code.

    Add the grade first, or correct the code.
    """


class PriceNegative(Refusal):
    """A price is below zero.

    Write what the buyer pays, zero or more.
    """


class PriceOverlap(Refusal):
    """Another price of the same product, grade and currency begins on or after the day.

    Let the new price begin after the last one; what was true once stays written.
    """


async def set_price(
    work: Work, *, product_id: ProductId, grade: str, unit_price: Money, valid_from: date
) -> None:
    """Set what one unit costs a grade from a day on, net of tax.

    Refuses:
        PriceNegative, UnknownGrade, UnknownProduct, PriceOverlap: see `set_prices`.
    """
    await set_prices(work, [PriceDraft(product_id, grade, unit_price, valid_from)])


async def set_prices(work: Work, drafts: Sequence[PriceDraft]) -> None:
    """Set many prices, all or none; each closes the one before it on the day it begins.

    A list may hold several days of one ladder step; a price that is there already, to the cent
    and the day, stays as it is, so that a list may come twice.

    Refuses:
        PriceNegative: a price is below zero.
        PriceOverlap: one step of the ladder has two prices from the same day in the list.
        UnknownGrade: a grade does not exist.
        UnknownProduct: a product does not exist.
        PriceOverlap: a price begins on or after the day already.
    """
    if not drafts:
        return
    _require_single(drafts)
    # One list at a time: two lists of one ladder step would each close what the other opens.
    await work.rows(
        "SELECT pg_advisory_xact_lock(hashtextextended(:lock, 0))",
        lock=f"catalog.prices:{work.brand_id}",
    )
    await _require_known(work, drafts)
    found = await work.rows(_KNOWN, brand=work.brand_id, **_columns(drafts))
    known = {tuple(row) for row in found}
    fresh = [draft for draft in drafts if _step(draft) not in known]
    await _require_last(work, fresh)
    await work.run(_CLOSE, brand=work.brand_id, **_columns(fresh))
    added = await work.run(_INSERT, brand=work.brand_id, **_columns(fresh))
    days = sorted({str(draft.valid_from) for draft in fresh})
    fields = {"added": added, "unchanged": len(known), "valid_from": rules.named(days)}
    await work.audit("catalog.set_prices", subject="price", after=fields)


def _step(draft: PriceDraft) -> tuple[object, ...]:
    return (draft.product_id, draft.grade, draft.unit_price.currency, draft.valid_from)


def _columns(drafts: Sequence[PriceDraft]) -> dict[str, list[object]]:
    return {
        "products": [draft.product_id for draft in drafts],
        "grades": [draft.grade for draft in drafts],
        "currencies": [draft.unit_price.currency for draft in drafts],
        "minors": [draft.unit_price.minor for draft in drafts],
        "days": [draft.valid_from for draft in drafts],
    }


def _require_single(drafts: Sequence[PriceDraft]) -> None:
    seen: set[tuple[object, ...]] = set()
    for draft in drafts:
        where = f"of grade {draft.grade} from {draft.valid_from}"
        if draft.unit_price.minor < 0:
            raise PriceNegative(f"Price {draft.unit_price} {where} is below zero.")
        if _step(draft) in seen:
            raise PriceOverlap(f"Price {draft.unit_price} {where} comes twice: keep one of them.")
        seen.add(_step(draft))


async def _require_known(work: Work, drafts: Sequence[PriceDraft]) -> None:
    grades = await work.rows(
        """
        SELECT DISTINCT d.code FROM unnest(CAST(:codes AS text[])) AS d (code)
        WHERE NOT EXISTS (SELECT FROM grades g WHERE g.brand_id = :brand AND g.code = d.code)
        ORDER BY d.code
        """,
        brand=work.brand_id,
        codes=[draft.grade for draft in drafts],
    )
    if grades:
        codes = rules.named([row.code for row in grades])
        raise UnknownGrade(f"Grade {codes} does not exist: add it first, or correct the code.")
    products = await work.rows(
        """
        SELECT DISTINCT d.id FROM unnest(CAST(:ids AS uuid[])) AS d (id)
        WHERE NOT EXISTS (SELECT FROM products p WHERE p.brand_id = :brand AND p.id = d.id)
        """,
        brand=work.brand_id,
        ids=[draft.product_id for draft in drafts],
    )
    if products:
        ids = rules.named([str(row.id) for row in products])
        raise UnknownProduct(f"Product {ids} does not exist: register it before its price.")


async def _require_last(work: Work, drafts: Sequence[PriceDraft]) -> None:
    for row in await work.rows(_LATER, brand=work.brand_id, **_columns(drafts)):
        raise PriceOverlap(
            f"{row.sku} for grade {row.grade} in {row.currency} has a price from {row.later_on} "
            f"already, so none can begin on {row.valid_from}: choose a later day."
        )
