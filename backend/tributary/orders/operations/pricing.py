"""Price the drafts of a batch by the ladder of the day and find what cannot be true."""

from typing import Final

from tributary.orders.operations.drafts import analyze
from tributary.orders.operations.offering import apply_offers
from tributary.orders.rules import AMOUNT_MAX, OrderKind, OrderMode, Source
from tributary.platform import Work


def major(minor: str) -> str:
    """Return the SQL that writes minor units of a draft's currency as people do."""
    return f"round({minor} / 10::numeric ^ x.exponent, x.exponent) || ' ' || x.currency"


_VALID: Final = """
    {0}.valid_from <= {1}.ordered_on
    AND ({0}.valid_until IS NULL OR {0}.valid_until > {1}.ordered_on)
"""

# One row per distributor and day: who stands above, each with the grade of that day.
_CHAINS: Final = f"""
    INSERT INTO draft_chains
    SELECT row_number() OVER (), c.distributor_id, c.ordered_on,
           dense_rank() OVER (ORDER BY c.grades), c.parties, c.grades
    FROM (
      SELECT d.distributor_id, d.ordered_on, array_agg(p.ancestor_id ORDER BY p.depth) AS parties,
             array_agg(g.grade ORDER BY p.depth) AS grades
      FROM (SELECT DISTINCT distributor_id, ordered_on FROM order_drafts WHERE fault IS NULL) AS d
      JOIN tree_paths p ON p.brand_id = :brand AND p.descendant_id = d.distributor_id
       AND p.ancestor_id <> :brand AND {_VALID.format("p", "d")}
      LEFT JOIN distributor_grades g ON g.brand_id = :brand AND g.distributor_id = p.ancestor_id
       AND {_VALID.format("g", "d")}
      GROUP BY d.distributor_id, d.ordered_on) AS c
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_CHAIN_OF: Final = """
    LEFT JOIN draft_chains c ON c.distributor_id = o.distributor_id AND c.ordered_on = o.ordered_on
"""

# Many lines share grades, product and day: their prices are looked up once.
_PRICES: Final = f"""
    INSERT INTO draft_prices
    SELECT row_number() OVER (), n.ladder, n.product_id, n.currency, n.ordered_on,
           (SELECT array_agg(p.unit_price_minor ORDER BY g.place)
            FROM unnest(l.grades) WITH ORDINALITY AS g (grade, place)
            LEFT JOIN prices p ON p.brand_id = :brand AND p.product_id = n.product_id
             AND p.grade = g.grade AND p.currency = n.currency AND {_VALID.format("p", "n")})
    FROM (SELECT DISTINCT c.ladder, i.product_id, o.currency, o.ordered_on
          FROM line_drafts i JOIN order_drafts o ON o.order_id = i.order_id {_CHAIN_OF}
          WHERE i.fault IS NULL AND o.fault IS NULL AND c.ladder IS NOT NULL) AS n
    JOIN (SELECT DISTINCT ladder, grades FROM draft_chains) AS l ON l.ladder = n.ladder
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_LADDER_JOINS: Final = f"""
    {_CHAIN_OF}
    LEFT JOIN draft_prices p ON p.ladder = c.ladder AND p.product_id = i.product_id
     AND p.currency = o.currency AND p.ordered_on = o.ordered_on
"""

_CHAIN_REASONS: Final = """
    WHEN c.id IS NULL THEN 'distributor_outside_tree'
    WHEN array_position(c.grades, NULL) IS NOT NULL THEN 'grade_missing'
"""

_LADDER_REASONS: Final = f"""{_CHAIN_REASONS}
    WHEN p.prices IS NULL OR array_position(p.prices, NULL) IS NOT NULL THEN 'price_missing'
"""

_OWN_TAX: Final = "rate_minor(g.goods_minor - i.discount_minor, i.tax_rate_ppm)"

# The ladder prices wholesale and drop-shipping; the consumer's own amounts count in the brand's
# own shop and are a note beside a drop-shipped order.
_TERMS: Final = {
    OrderKind.WHOLESALE: {
        "joins": _LADDER_JOINS,
        "unit": "p.prices[1]",
        "goods": "p.prices[1]::numeric * i.quantity",
        "discount": "i.discount_minor",
        "tax": f"CASE WHEN i.tax_minor IS NULL THEN {_OWN_TAX} ELSE i.tax_minor END",
        "consumer": "NULL::numeric",
        "ids": "c.id, p.id",
        "reasons": f"""{_LADDER_REASONS}
            WHEN i.unit_price_minor <> p.prices[1] THEN 'price_differs'
            WHEN CASE WHEN i.tax_minor IS NOT NULL THEN abs(i.tax_minor - {_OWN_TAX}) > 1 END
              THEN 'tax_differs'""",
    },
    OrderKind.DROPSHIP: {
        "joins": _LADDER_JOINS,
        "unit": "p.prices[1]",
        "goods": "p.prices[1]::numeric * i.quantity",
        "discount": "0::bigint",
        "tax": "rate_minor(g.goods_minor, i.tax_rate_ppm)",
        "consumer": """coalesce(i.goods_minor, i.unit_price_minor::numeric * i.quantity)
                         - i.discount_minor + coalesce(i.tax_minor, 0)""",
        "ids": "c.id, p.id",
        "reasons": _LADDER_REASONS,
    },
    OrderKind.CONSUMER: {
        "joins": "",
        "unit": "coalesce(i.unit_price_minor, div(i.goods_minor::numeric, i.quantity)::bigint)",
        "goods": "coalesce(i.goods_minor, i.unit_price_minor::numeric * i.quantity)",
        "discount": "i.discount_minor",
        "tax": "coalesce(i.tax_minor, 0)",
        "consumer": "NULL::numeric",
        "ids": "NULL::bigint, NULL::bigint",
        "reasons": "",
    },
}

# Those above pay their own price for it: that must fit, too.
_CASCADE_REASON: Final = f"""
    WHEN i.quantity * (SELECT max(u) FROM unnest(p.prices) AS u)::numeric > {AMOUNT_MAX}
      THEN 'amount_too_large'
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_LINES: Final = """
    INSERT INTO priced_lines
    SELECT i.order_id, i.seq, derived_id('order_line:' || i.order_id || ':' || i.position),
           i.position, i.external_id, i.product_id, i.sku, i.name, i.quantity, {unit},
           g.goods_minor, {discount}, {tax}, o.currency, {consumer}, {ids},
           CASE {reasons}
             WHEN greatest(g.goods_minor, i.tax_minor, i.discount_minor) > {most}
               THEN 'amount_too_large'
             WHEN {discount} > g.goods_minor THEN 'discount_above_price'
           END
    FROM line_drafts i JOIN order_drafts o ON o.order_id = i.order_id {joins},
    LATERAL (SELECT least({goods}, {most} + 1)::bigint AS goods_minor OFFSET 0) AS g
    WHERE i.fault IS NULL AND o.fault IS NULL
"""

_LINE_FAULTS: Final = f"""
    INSERT INTO draft_faults
    SELECT i.order_id, NULL, i.seq, i.row_number,
           CASE l.reason
             WHEN 'distributor_outside_tree' THEN 'distributor'
             WHEN 'grade_missing' THEN 'distributor'
             WHEN 'price_missing' THEN 'sku' WHEN 'price_differs' THEN 'unit_price'
             WHEN 'tax_differs' THEN 'tax' WHEN 'discount_above_price' THEN 'discount'
             ELSE 'quantity' END,
           l.reason,
           CASE l.reason
             WHEN 'price_missing' THEN i.sku
             WHEN 'price_differs' THEN {major("l.unit_price_minor")}
             WHEN 'tax_differs' THEN
               {major("rate_minor(l.goods_minor - l.discount_minor, i.tax_rate_ppm)")}
             WHEN 'discount_above_price' THEN {major("l.goods_minor")}
             WHEN 'amount_too_large' THEN i.quantity || ' x ' || i.sku
             ELSE o.ordered_on::text END,
           2
    FROM priced_lines l JOIN line_drafts i ON i.seq = l.seq
    JOIN order_drafts o ON o.order_id = l.order_id
    JOIN draft_units x ON x.currency = o.currency
    WHERE l.reason IS NOT NULL
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

# A drop-shipped order's stated total is the consumer's: it is held against the consumer's prices.
_ORDERS_OF: Final = """
    SELECT o.order_id, n.goods, n.discount, n.tax, n.total, {{consumer_total}}, {{comparable}},
           CASE WHEN greatest(n.goods, n.tax, n.total, o.freight_minor, o.total_minor) > {{most}}
                THEN 'amount_too_large'
                WHEN o.total_minor <> {{comparable}} THEN 'totals_differ' END
    FROM {lines},
    LATERAL (SELECT least(l.goods, {{most}} + 1)::bigint AS goods,
                    least(l.discount, {{most}} + 1)::bigint AS discount,
                    least(l.tax + {{freight_tax}}, {{most}} + 1)::bigint AS tax,
                    least(l.goods - l.discount + l.tax + {{freight_tax}} + {{freight}},
                          {{most}} + 1)::bigint AS total,
                    least(l.consumer + o.freight_minor + o.freight_tax_minor,
                          {{most}} + 1)::bigint AS consumer) AS n
    WHERE o.fault IS NULL
"""

_ONE_LINE: Final = """
    order_drafts o
    JOIN (SELECT order_id, goods_minor AS goods, discount_minor AS discount, tax_minor AS tax,
                 consumer_minor AS consumer
          FROM priced_lines WHERE reason IS NULL) AS l
      ON l.order_id = o.order_id AND o.lines_count = 1
"""

_ALL_LINES: Final = """
    order_drafts o
    JOIN (SELECT p.order_id, count(*) AS lines, sum(p.goods_minor) AS goods,
                 sum(p.discount_minor) AS discount, sum(p.tax_minor) AS tax,
                 CASE WHEN count(p.consumer_minor) = count(*) THEN sum(p.consumer_minor) END
                   AS consumer
          FROM priced_lines p
          JOIN order_drafts d ON d.order_id = p.order_id AND d.lines_count > 1
          GROUP BY p.order_id HAVING count(p.reason) = 0) AS l
      ON l.order_id = o.order_id AND l.lines = o.lines_count
"""

# Most orders have one line, which needs no sum: to group a million of them would fill the memory.
_ORDERS: Final = f"""
    INSERT INTO priced_orders
    {_ORDERS_OF.format(lines=_ONE_LINE)} UNION ALL {_ORDERS_OF.format(lines=_ALL_LINES)}
"""

_ORDER_FAULTS: Final = f"""
    INSERT INTO draft_faults
    SELECT o.order_id, NULL, o.seq, o.row_number, 'total', p.reason,
           {major("p.comparable_minor")}, 3
    FROM priced_orders p JOIN order_drafts o ON o.order_id = p.order_id
    JOIN draft_units x ON x.currency = o.currency
    WHERE p.reason IS NOT NULL
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_WORTH: Final = """
    string_agg(concat_ws(':', {0}.product_id, {0}.quantity, {0}.goods_minor, {0}.discount_minor,
                         {0}.tax_minor), ',' ORDER BY {0}.product_id, {0}.quantity,
               {0}.goods_minor, {0}.discount_minor, {0}.tax_minor)
"""

_BILLED_FAULTS: Final = f"""
    INSERT INTO draft_faults
    SELECT d.order_id, NULL, d.seq, d.row_number, 'order', 'changed_after_billing', NULL, 3
    FROM order_drafts d
    JOIN orders o ON o.brand_id = :brand AND o.id = d.order_id
    JOIN priced_orders p ON p.order_id = d.order_id
    WHERE d.billed AND (
      (o.state, o.currency, o.total_minor, o.freight_minor, o.ordered_on)
        <> (d.state, d.currency, p.total_minor, {{freight}}, d.ordered_on)
      OR o.distributor_id IS DISTINCT FROM d.distributor_id
      OR (SELECT {_WORTH.format("l")} FROM order_lines l
          WHERE l.brand_id = :brand AND l.order_id = o.id)
         IS DISTINCT FROM
         (SELECT {_WORTH.format("w")}
          FROM priced_lines w WHERE w.order_id = d.order_id))
"""  # noqa: S608  Only constants of this module meet here; values are parameters.


async def examine(work: Work, source: Source) -> None:
    """Price every draft without a fault; write down the faults that only prices and sums show."""
    kind = source.kind
    await analyze(work, "order_drafts", "line_drafts")
    if source.has_chain:
        await work.run(_CHAINS, brand=work.brand_id)
        await analyze(work, "draft_chains")
    if kind is not OrderKind.CONSUMER:
        await work.run(_PRICES, brand=work.brand_id)
        await analyze(work, "draft_prices")
    await work.run(_LINES.format(most=AMOUNT_MAX, **_terms_of(source)))
    await analyze(work, "priced_lines")
    await apply_offers(work, source)
    await work.run(_LINE_FAULTS)
    await _examine_sums(work, kind)


def _terms_of(source: Source) -> dict[str, str]:
    """Return how lines are priced; an agent's chain is frozen, but prices nothing."""
    terms = _TERMS[source.kind]
    match source.mode:
        case OrderMode.AGENCY:
            chain = {"joins": _CHAIN_OF, "ids": "c.id, NULL::bigint", "reasons": _CHAIN_REASONS}
            return terms | chain
        case OrderMode.CASCADE:
            return terms | {"reasons": terms["reasons"] + _CASCADE_REASON}
        case OrderMode.DIRECT:
            return terms


async def _examine_sums(work: Work, kind: OrderKind) -> None:
    dropship = kind is OrderKind.DROPSHIP
    freight = "0" if dropship else "o.freight_minor"
    await work.run(
        _ORDERS.format(
            most=AMOUNT_MAX,
            freight=freight,
            freight_tax="0" if dropship else "o.freight_tax_minor",
            comparable="n.consumer" if dropship else "n.total",
            consumer_total="coalesce(o.total_minor, n.consumer)" if dropship else "NULL::bigint",
        )
    )
    await analyze(work, "priced_orders")
    await work.run(_ORDER_FAULTS)
    known = await work.rows("SELECT 1 FROM order_drafts WHERE billed LIMIT 1")
    if known:
        freight = "0" if dropship else "d.freight_minor"
        await work.run(_BILLED_FAULTS.format(freight=freight), brand=work.brand_id)
