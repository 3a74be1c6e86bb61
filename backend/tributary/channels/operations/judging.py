"""Turn staged texts into drafts of orders, column by column, and say what is wrong with them."""

from typing import Final

from tributary import catalog, identity, orders
from tributary.catalog import ProductDraft
from tributary.channels.model import Channel
from tributary.channels.queries import source_of
from tributary.channels.rules import FIELDS
from tributary.kernel import Rate
from tributary.orders import OrderKind
from tributary.platform import Work

_ADOPTED_AT_ONCE: Final = 5_000

# A file may hold several versions of an order; only the newest speaks.
_DROP_OLD_VERSIONS: Final = """
    DELETE FROM staged s
    USING (SELECT order_id, max(updated_at) AS newest FROM staged WHERE NOT is_return
           GROUP BY order_id HAVING min(updated_at) <> max(updated_at)) AS v
    WHERE s.order_id = v.order_id AND NOT s.is_return AND s.updated_at < v.newest
"""


def _amount_fault(field: str, minor: str, text: str) -> str:
    """Return the SQL branch that finds an amount that is none."""
    return f"""
        WHEN {text} IS NOT NULL AND {minor} IS NULL
          THEN '{field}:amount_' || CASE WHEN {text} ~ '^-' THEN 'negative' ELSE 'unreadable' END"""


def _minor(text: str) -> str:
    """Return the SQL of an amount in minor units; null when it is none.

    Nearly all of them have two decimals and need no arithmetic, which takes twice the time.
    """
    return f"""
        CASE WHEN x.exponent = 2 AND length({text}) BETWEEN 4 AND 14 AND {text} LIKE '%.__'
              AND translate({text}, '0123456789', '') = '.'
        THEN replace({text}, '.', '')::bigint ELSE amount_minor({text}, x.exponent) END"""


_OF_HEAD: Final = """
    s.order_id, s.seq, s.row_number, s.external_id, s.number, s.state, s.ordered_at, s.shipped_on,
    s.updated_at, s.distributor, s.currency, s.fault_reason
"""

# Most orders have one line: only the others are gathered from several, as a million groups would
# not fit into the memory. Freight and total may stand on one line of an order only; everything
# else on each. Sums of hashes do not care for the order of the lines, and unlike a sorted list
# they cost no sort of the file.
_HEADS: Final = f"""
    SELECT {_OF_HEAD}, 1::bigint AS lines, s.freight AS freight_low, s.freight AS freight_high,
           s.freight_tax AS freight_tax_low, s.freight_tax AS freight_tax_high,
           s.total AS total_low, s.total AS total_high, s.line_hash AS content
    FROM staged s
    WHERE s.order_id IS NOT NULL AND NOT s.is_return
      AND NOT EXISTS (SELECT FROM several v WHERE v.order_id = s.order_id)
    UNION ALL
    SELECT {_OF_HEAD}, g.lines, g.freight_low, g.freight_high, g.freight_tax_low,
           g.freight_tax_high, g.total_low, g.total_high, g.content
    FROM (SELECT l.order_id, min(l.seq) AS head, count(*) AS lines,
                 min(l.freight) AS freight_low, max(l.freight) AS freight_high,
                 min(l.freight_tax) AS freight_tax_low, max(l.freight_tax) AS freight_tax_high,
                 min(l.total) AS total_low, max(l.total) AS total_high,
                 encode(sha256(convert_to(concat_ws(
                   ':', count(*), min(l.line_hash), max(l.line_hash),
                   sum(('x' || left(l.line_hash, 15))::bit(60)::bigint),
                   sum(('x' || right(l.line_hash, 15))::bit(60)::bigint)), 'UTF8')), 'hex')
                   AS content
          FROM staged l JOIN several v ON v.order_id = l.order_id
          WHERE NOT l.is_return GROUP BY l.order_id) AS g
    JOIN staged s ON s.seq = g.head
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

# OFFSET 0 keeps the planner from reading every amount twice.
_DRAFT_ORDERS: Final = f"""
    WITH several AS MATERIALIZED (
      SELECT order_id FROM staged WHERE order_id IS NOT NULL AND NOT is_return
      GROUP BY order_id HAVING count(*) > 1)
    INSERT INTO order_drafts (order_id, seq, row_number, external_id, number, state,
      distributor_id, currency, ordered_at, ordered_on, shipped_on, freight_minor,
      freight_tax_minor, total_minor, content_sha256, source_updated_at, lines_count, fault)
    SELECT h.order_id, h.seq, h.row_number, h.external_id, coalesce(h.number, h.external_id),
           h.state, {{distributor_id}}, h.currency_code, h.ordered_at,
           (h.ordered_at AT TIME ZONE :zone)::date, h.shipped_on, coalesce(h.freight_minor, 0),
           coalesce(h.freight_tax_minor, 0), h.total_minor, h.content, h.updated_at, h.lines,
           CASE
             WHEN h.fault_reason IS NOT NULL THEN 'row:faulty'
             WHEN h.ordered_at IS NULL THEN 'ordered_at:missing_field'
             WHEN h.state IS NULL THEN 'state:missing_field'
             WHEN h.currency IS NULL THEN 'currency:missing_field'
             WHEN h.currency_code IS NULL THEN 'currency:currency_unknown'
             {{distributor_fault}}
             WHEN h.freight_low <> h.freight_high THEN 'freight:header_differs'
             WHEN h.freight_tax_low <> h.freight_tax_high THEN 'freight_tax:header_differs'
             WHEN h.total_low <> h.total_high THEN 'total:header_differs'
             {_amount_fault("freight", "h.freight_minor", "h.freight_low")}
             {_amount_fault("freight_tax", "h.freight_tax_minor", "h.freight_tax_low")}
             {_amount_fault("total", "h.total_minor", "h.total_low")}
           END
    FROM (SELECT g.*, x.currency AS currency_code, {_minor("g.freight_low")} AS freight_minor,
                 {_minor("g.freight_tax_low")} AS freight_tax_minor,
                 {_minor("g.total_low")} AS total_minor
          FROM ({_HEADS}) AS g
          LEFT JOIN draft_units x ON CAST(x.currency AS text) = g.currency
          OFFSET 0) AS h
    {{distributor_join}}
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_DISTRIBUTOR_OF_ROW: Final = {
    "distributor_id": "d.id",
    "distributor_join": (
        "LEFT JOIN parties d ON d.brand_id = :brand AND d.code = h.distributor "
        "AND d.kind = 'distributor'"
    ),
    "distributor_fault": (
        "WHEN h.distributor IS NULL THEN 'distributor:missing_field' "
        "WHEN d.id IS NULL THEN 'distributor:distributor_unknown'"
    ),
}

_DISTRIBUTOR_OF_CHANNEL: Final = {
    "distributor_id": "CAST(:distributor AS uuid)",
    "distributor_join": "",
    "distributor_fault": "",
}

_HEADER_FIELDS: Final = (
    "state",
    "ordered_at",
    "updated_at",
    "distributor",
    "currency",
)

_HEADER_FAULTS: Final = f"""
    INSERT INTO draft_faults
    SELECT s.order_id, NULL, s.seq, s.row_number,
           CASE {" ".join(f"WHEN s.{f} IS DISTINCT FROM h.{f} THEN '{f}'" for f in _HEADER_FIELDS)}
           END, 'header_differs', NULL, 1
    FROM order_drafts o
    JOIN staged s ON s.order_id = o.order_id AND s.seq <> o.seq AND NOT s.is_return
    JOIN staged h ON h.seq = o.seq
    WHERE o.lines_count > 1 AND s.fault_reason IS NULL AND h.fault_reason IS NULL
      AND ({", ".join(f"s.{f}" for f in _HEADER_FIELDS)})
          IS DISTINCT FROM ({", ".join(f"h.{f}" for f in _HEADER_FIELDS)})
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_DUPLICATES: Final = """
    INSERT INTO draft_faults
    SELECT s.order_id, NULL, s.seq, s.row_number,
           CASE WHEN s.line_ref IS NULL THEN 'row' ELSE 'line_ref' END, 'duplicate_line',
           coalesce(s.line_ref, s.sku), 1
    FROM (SELECT l.*, count(*) OVER (PARTITION BY l.order_id, coalesce(l.line_ref, l.line_hash))
                 AS times
          FROM staged l JOIN order_drafts o ON o.order_id = l.order_id
          WHERE o.lines_count > 1 AND NOT l.is_return) AS s
    WHERE s.times > 1
"""

_UNKNOWN_PRODUCTS: Final = """
    SELECT s.sku, min(coalesce(s.name, s.sku)) AS name
    FROM staged s LEFT JOIN products p ON p.brand_id = :brand AND p.sku = s.sku
    WHERE NOT s.is_return AND s.fault_reason IS NULL AND p.id IS NULL
      AND s.sku = btrim(s.sku) AND length(s.sku) BETWEEN 1 AND 100
    GROUP BY s.sku ORDER BY s.sku
"""

# Lines take their place by what they are, not by where they stand: shuffled rows are the same.
_DRAFT_LINES: Final = f"""
    INSERT INTO line_drafts
    SELECT s.order_id, s.seq, s.row_number, coalesce(m.position, 1), s.line_ref, s.sku,
           coalesce(s.name, p.name), p.id, p.tax_rate_ppm,
           s.quantity_whole,
           s.unit_price_minor, s.goods_minor, coalesce(s.discount_minor, 0), s.tax_minor,
           CASE
             WHEN s.fault_reason IS NOT NULL THEN s.fault_field || ':' || s.fault_reason
             WHEN s.sku IS NULL THEN 'sku:missing_field'
             WHEN s.quantity IS NULL THEN 'quantity:missing_field'
             WHEN s.quantity_whole = 0 OR s.quantity_whole IS NULL
                  AND s.quantity ~ '^-[0-9]+([.][0-9]+)?$' THEN 'quantity:quantity_not_positive'
             WHEN s.quantity_whole IS NULL THEN 'quantity:quantity_unreadable'
             {{price_missing}}
             {_amount_fault("unit_price", "s.unit_price_minor", "s.unit_price")}
             {_amount_fault("goods", "s.goods_minor", "s.goods")}
             {_amount_fault("discount", "s.discount_minor", "s.discount")}
             {_amount_fault("tax", "s.tax_minor", "s.tax")}
             WHEN p.id IS NULL THEN 'sku:sku_unknown'
           END
    FROM (SELECT r.order_id, r.seq, r.row_number, r.line_ref, r.sku, r.name, r.quantity,
                 r.unit_price, r.goods, r.discount, r.tax, r.fault_field, r.fault_reason,
                 CASE WHEN length(r.quantity) <= 9 AND r.quantity ~ '^[0-9]+$'
                      THEN r.quantity::bigint END AS quantity_whole,
                 {_minor("r.unit_price")} AS unit_price_minor,
                 {_minor("r.goods")} AS goods_minor, {_minor("r.discount")} AS discount_minor,
                 {_minor("r.tax")} AS tax_minor
          FROM staged r
          JOIN order_drafts o ON o.order_id = r.order_id
          LEFT JOIN draft_units x ON x.currency = o.currency
          WHERE NOT r.is_return
          OFFSET 0) AS s
    LEFT JOIN products p ON p.brand_id = :brand AND p.sku = s.sku
    LEFT JOIN (SELECT l.seq, row_number() OVER (
                        PARTITION BY l.order_id
                        ORDER BY length(l.line_ref), l.line_ref, l.sku, l.line_hash) AS position
               FROM staged l JOIN order_drafts f ON f.order_id = l.order_id
               WHERE f.lines_count > 1 AND NOT l.is_return) AS m ON m.seq = s.seq
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_PRICE_MISSING: Final = (
    "WHEN s.unit_price IS NULL AND s.goods IS NULL THEN 'unit_price:missing_field'"
)

FIELDS_OF_ROW: Final = ", ".join(f"'{field}', s.{field}" for field in FIELDS)
"""The arguments of jsonb_build_object that keep what was read of a staged row `s`."""

# What the adapter could not read comes first; rows that name no order are in no draft.
_TEXT_FAULTS: Final = f"""
    WITH faulty AS (
      SELECT seq, fault, true AS of_line FROM line_drafts WHERE fault IS NOT NULL
      UNION ALL
      SELECT seq, fault, false FROM order_drafts WHERE fault IS NOT NULL AND fault <> 'row:faulty')
    INSERT INTO draft_faults
    SELECT w.order_id, w.return_ref, w.seq, w.row_number,
           CASE WHEN w.fault IS NULL THEN w.fault_field ELSE split_part(w.fault, ':', 1) END,
           CASE WHEN w.fault IS NULL THEN w.fault_reason ELSE split_part(w.fault, ':', 2) END,
           CASE WHEN w.unread THEN w.fault_value ELSE w.said ->> split_part(w.fault, ':', 1) END,
           CASE WHEN w.unread THEN 0 ELSE 1 END
    FROM (SELECT s.order_id, CASE WHEN s.order_id IS NULL THEN s.return_ref END AS return_ref,
                 s.seq, s.row_number, f.fault, s.fault_field, s.fault_reason, s.fault_value,
                 f.fault IS NULL OR f.of_line AND s.fault_reason IS NOT NULL AS unread,
                 jsonb_build_object({FIELDS_OF_ROW}) AS said
          FROM staged s LEFT JOIN faulty f ON f.seq = s.seq
          WHERE f.seq IS NOT NULL OR s.order_id IS NULL) AS w
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

# An order's currency is known once it is loaded: so returns are judged after orders are merged.
_DRAFT_RETURNS: Final = f"""
    INSERT INTO return_drafts (order_id, return_ref, seq, row_number, order_name, returned_on,
      scope, line_ref, sku, quantity, net_minor, tax_minor, freight_minor, freight_tax_minor,
      total_minor, fault, fault_value)
    SELECT s.order_id, coalesce(s.return_ref, ''), s.seq, s.row_number, s.external_id,
           (s.returned_at AT TIME ZONE :zone)::date, s.scope, s.line_ref, s.sku,
           CASE WHEN s.quantity ~ '^[0-9]{{1,9}}$' THEN s.quantity::bigint ELSE 0 END,
           {_minor("s.goods")}, coalesce({_minor("s.tax")}, 0), {_minor("s.freight")},
           {_minor("s.freight_tax")}, {_minor("s.total")}, f.fault,
           CASE WHEN s.fault_reason IS NOT NULL THEN s.fault_value
                ELSE to_jsonb(s) ->> split_part(f.fault, ':', 1) END
    FROM staged s
    LEFT JOIN orders o ON o.brand_id = :brand AND o.id = s.order_id
    LEFT JOIN draft_units x ON x.currency = o.currency,
    LATERAL (SELECT CASE
      WHEN s.fault_reason IS NOT NULL THEN s.fault_field || ':' || s.fault_reason
      WHEN s.return_ref IS NULL THEN 'return_ref:missing_field'
      WHEN s.returned_at IS NULL THEN 'returned_at:missing_field'
      WHEN s.scope = 'line' AND s.quantity IS NULL THEN 'quantity:missing_field'
      WHEN s.scope = 'line' AND s.goods IS NULL AND s.quantity ~ '^(0+|-.*)$'
        THEN 'quantity:quantity_not_positive'
      WHEN s.scope = 'line' AND s.quantity !~ '^[0-9]{{1,9}}$' THEN 'quantity:quantity_unreadable'
      WHEN o.id IS NULL THEN NULL
      {_amount_fault("goods", _minor("s.goods"), "s.goods")}
      {_amount_fault("tax", _minor("s.tax"), "s.tax")}
      {_amount_fault("freight", _minor("s.freight"), "s.freight")}
      {_amount_fault("freight_tax", _minor("s.freight_tax"), "s.freight_tax")}
      {_amount_fault("total", _minor("s.total"), "s.total")}
    END AS fault) AS f
    WHERE s.is_return AND s.order_id IS NOT NULL
"""  # noqa: S608  Only constants of this module meet here; values are parameters.


async def draft_orders(work: Work, channel: Channel, *, saw_versions: bool) -> None:
    """Make one draft per staged order, with what is wrong about the order itself."""
    brand = await identity.brand_of(work.session, work.brand_id)
    await orders.open_drafts(work)
    if saw_versions:
        await work.run(_DROP_OLD_VERSIONS)
    named_by_row = channel.distributor_id is None and source_of(channel).has_chain
    parts = _DISTRIBUTOR_OF_ROW if named_by_row else _DISTRIBUTOR_OF_CHANNEL
    whose: dict[str, object] = (
        {"brand": work.brand_id} if named_by_row else {"distributor": channel.distributor_id}
    )
    await work.run(_DRAFT_ORDERS.format(**parts), zone=brand.time_zone, **whose)


async def draft_lines(work: Work, channel: Channel) -> None:
    """Make one draft per staged line of the orders that are left, and write down all faults."""
    if channel.creates_products:
        await _adopt_products(work)
    consumer = channel.order_kind == OrderKind.CONSUMER
    price_missing = _PRICE_MISSING if consumer else ""
    await work.run(_DRAFT_LINES.format(price_missing=price_missing), brand=work.brand_id)
    # Few lines are faulty: who knows it looks those up instead of hashing every staged row.
    await work.run("ANALYZE line_drafts")
    await work.run(_TEXT_FAULTS)
    await work.run(_HEADER_FAULTS)
    await work.run(_DUPLICATES)


async def draft_returns(work: Work) -> None:
    """Make one draft per staged line of a return."""
    brand = await identity.brand_of(work.session, work.brand_id)
    await work.run(_DRAFT_RETURNS, brand=work.brand_id, zone=brand.time_zone)


async def _adopt_products(work: Work) -> None:
    rows = await work.rows(_UNKNOWN_PRODUCTS, brand=work.brand_id)
    drafts = [ProductDraft(row.sku, row.name, "", Rate(0)) for row in rows]
    for start in range(0, len(drafts), _ADOPTED_AT_ONCE):
        await catalog.adopt_products(work, drafts[start : start + _ADOPTED_AT_ONCE])
