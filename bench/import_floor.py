"""The floor of P6: COPY to a temporary table and merge, the least anybody could do."""

import time
from pathlib import Path
from typing import Final

from tributary.kernel import ChannelId, new_id
from tributary.platform import Work

COLUMNS: Final = (
    "order_no",
    "ordered_at",
    "distributor",
    "sku",
    "quantity",
    "unit_price",
    "total",
    "status",
)

FLOOR: Final = (
    """
    INSERT INTO raw_lines
    SELECT derived_id('order_line:' || r.order_id || ':' || r.position), r.order_id, r.position,
           d.id, p.id, p.sku, p.name, r.quantity::bigint, (r.unit_price::numeric * 100)::bigint
    FROM (SELECT derived_id('order:' || :brand || ':' || :channel || ':' || order_no) AS order_id,
                 row_number() OVER (PARTITION BY order_no ORDER BY sku) AS position,
                 distributor, sku, quantity, unit_price
          FROM raw) AS r
    JOIN parties d ON d.brand_id = :brand AND d.code = r.distributor
    JOIN products p ON p.brand_id = :brand AND p.sku = r.sku
    """,
    "ANALYZE raw_lines",
    """
    INSERT INTO orders (brand_id, id, channel_id, external_id, number, kind, mode, state,
      distributor_id, creditor_id, debtor_id, currency, ordered_at, ordered_on, billable_on,
      billable_batch_id, goods_minor, discount_minor, tax_minor, freight_minor, total_minor,
      row_number, content_sha256, created_at)
    SELECT :brand, derived_id('order:' || :brand || ':' || :channel || ':' || r.order_no),
           :channel, r.order_no, r.order_no, 'wholesale', 'direct', 'confirmed', d.id, :brand,
           d.id, 'CNY', r.at, r.at::date, r.at::date, :batch, r.total, 0, 0, 0, r.total, r.first,
           '-', :now
    FROM (SELECT order_no, min(row_number) AS first, min(distributor) AS distributor,
                 min(ordered_at)::timestamp AT TIME ZONE 'Asia/Shanghai' AS at,
                 (min(total)::numeric * 100)::bigint AS total
          FROM raw GROUP BY order_no) AS r
    JOIN parties d ON d.brand_id = :brand AND d.code = r.distributor
    ORDER BY 2
    """,
    """
    INSERT INTO order_lines (brand_id, id, order_id, position, product_id, sku, name, quantity,
      unit_price_minor, goods_minor, discount_minor, net_minor, tax_minor, currency)
    SELECT :brand, id, order_id, position, product_id, sku, name, quantity, unit_price,
           unit_price * quantity, 0, unit_price * quantity, 0, 'CNY'
    FROM raw_lines ORDER BY order_id
    """,
    """
    INSERT INTO order_line_prices (brand_id, order_line_id, depth, party_id, grade,
                                   unit_price_minor, currency)
    SELECT :brand, l.id, t.depth, t.ancestor_id, g.grade, x.unit_price_minor, 'CNY'
    FROM (SELECT * FROM raw_lines ORDER BY id) AS l
    JOIN tree_paths t ON t.brand_id = :brand AND t.descendant_id = l.distributor_id
     AND t.ancestor_id <> :brand AND t.valid_until IS NULL
    JOIN distributor_grades g ON g.brand_id = :brand AND g.distributor_id = t.ancestor_id
     AND g.valid_until IS NULL
    JOIN prices x ON x.brand_id = :brand AND x.product_id = l.product_id AND x.grade = g.grade
     AND x.currency = 'CNY' AND x.valid_until IS NULL
    """,
)


# One line of text per order: the database itself takes its fields out.
OBJECTS: Final = """
    INSERT INTO raw (order_no, ordered_at, distributor, sku, quantity, unit_price, total, status)
    SELECT o.said ->> 'order_no', o.said ->> 'ordered_at', o.said ->> 'distributor', l.sku,
           l.quantity, l.unit_price, o.said ->> 'total', o.said ->> 'status'
    FROM raw_objects o,
    LATERAL jsonb_to_recordset(o.said -> 'lines') AS l (sku text, quantity text, unit_price text)
"""


async def copy_raw(work: Work, file: Path) -> None:
    """Bring a file into the table `raw` as COPY takes it."""
    with file.open("rb") as content:
        blocks = iter(lambda: content.read(1 << 18), b"")
        if file.suffix == ".csv":
            await work.copy(
                f"COPY raw ({', '.join(COLUMNS)}) FROM STDIN WITH (FORMAT csv, HEADER)", blocks
            )
            return
        await work.run("CREATE TEMPORARY TABLE raw_objects (said jsonb) ON COMMIT DROP")
        # No control character stands in such a file: a line is one field as it is.
        await work.copy(
            "COPY raw_objects FROM STDIN WITH "
            "(FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02', ESCAPE E'\\x02')",
            blocks,
        )
    await work.run(OBJECTS)


async def load_floor(work: Work, channel_id: ChannelId, file: Path) -> float:
    """Load a faultless file in the least way anybody could; return the seconds."""
    began = time.perf_counter()
    await work.run("SET LOCAL work_mem = '192MB'")
    await work.run(
        "CREATE TEMPORARY TABLE raw (order_no text, ordered_at text, distributor text, sku text, "
        "quantity text, unit_price text, total text, status text, "
        "row_number bigint GENERATED ALWAYS AS IDENTITY) ON COMMIT DROP"
    )
    await work.run(
        "CREATE TEMPORARY TABLE raw_lines (id uuid, order_id uuid, position bigint, "
        "distributor_id uuid, product_id uuid, sku text, name text, quantity bigint, "
        "unit_price bigint) ON COMMIT DROP"
    )
    await copy_raw(work, file)
    await work.run("ANALYZE raw")
    parameters = {
        "brand": work.brand_id,
        "channel": channel_id,
        "batch": new_id(),
        "now": work.opened_at,
    }
    for statement in FLOOR:
        used = {name: value for name, value in parameters.items() if f":{name}" in statement}
        await work.run(statement, **used)
    return time.perf_counter() - began
