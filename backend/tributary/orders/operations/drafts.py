"""The drafts of a batch: temporary tables that every way into `orders` fills and prices.

An import of a million rows and a single order take the same road: fill `order_drafts` and
`line_drafts`, `sift` what is known, `examine` the rest, `merge` what has no fault. A caller writes
the faults it finds itself into the `fault` columns as `field:reason`, or into `draft_faults`.
"""

from collections.abc import Sequence
from typing import Final

from tributary.kernel import EXPONENTS, ChannelId
from tributary.orders.rules import Source
from tributary.platform import Work

_TABLES: Final = {
    "draft_units": "currency char(3), exponent integer",
    "order_drafts": """
        order_id uuid, seq bigint, row_number bigint, external_id text, number text, state text,
        distributor_id uuid, currency char(3), ordered_at timestamptz, ordered_on date,
        shipped_on date, freight_minor bigint, freight_tax_minor bigint, total_minor bigint,
        content_sha256 text, source_updated_at timestamptz, lines_count bigint, fault text,
        coupons text[], known boolean NOT NULL DEFAULT false,
        billed boolean NOT NULL DEFAULT false
    """,
    "line_drafts": """
        order_id uuid, seq bigint, row_number bigint, position bigint, external_id text, sku text,
        name text, product_id uuid, tax_rate_ppm bigint, quantity bigint, unit_price_minor bigint,
        goods_minor bigint, discount_minor bigint, tax_minor bigint, fault text
    """,
    "return_drafts": """
        order_id uuid, return_ref text, seq bigint, row_number bigint, order_name text,
        returned_on date, scope text, position bigint, line_ref text,
        sku text, quantity bigint, net_minor bigint,
        tax_minor bigint, freight_minor bigint, freight_tax_minor bigint, total_minor bigint,
        fault text, fault_value text
    """,
    "draft_faults": """
        order_id uuid, return_ref text, seq bigint, row_number bigint, field text, reason text,
        value text, rank smallint
    """,
    "draft_chains": """
        id bigint, distributor_id uuid, ordered_on date, ladder bigint, parties uuid[],
        grades text[]
    """,
    "draft_prices": """
        id bigint, ladder bigint, product_id uuid, currency char(3), ordered_on date,
        prices bigint[]
    """,
    "priced_lines": """
        order_id uuid, seq bigint, line_id uuid, position bigint, external_id text,
        product_id uuid, sku text, name text, quantity bigint, unit_price_minor bigint,
        goods_minor bigint, discount_minor bigint, tax_minor bigint, currency char(3),
        consumer_minor numeric, chain_id bigint, price_id bigint, reason text,
        offers_minor bigint NOT NULL DEFAULT 0
    """,
    "priced_orders": """
        order_id uuid, goods_minor bigint, discount_minor bigint, tax_minor bigint,
        total_minor bigint, consumer_total_minor bigint, comparable_minor bigint, reason text
    """,
    "return_matches": """
        order_id uuid, return_ref text, seq bigint, order_line_id uuid, quantity bigint,
        net_minor bigint, tax_minor bigint, reason text
    """,
    "priced_returns": """
        order_id uuid, return_ref text, returned_on date, net_minor bigint, tax_minor bigint,
        freight_minor bigint, reason text
    """,
    "restated_returns": "order_id uuid, return_ref text, share_minor bigint, trace jsonb, "
    "charged_minor bigint, charged_tax_minor bigint",
    "restated_lines": """
        order_id uuid, return_ref text, seq bigint, order_line_id uuid, quantity bigint,
        net_minor bigint, tax_minor bigint
    """,
    "shipment_drafts": """
        order_id uuid, seq bigint, reference text, carrier text, tracking_number text,
        shipped_on date, delivered_on date
    """,
    "parcels": """
        shipment_id uuid, order_id uuid, reference text, carrier text, tracking_number text,
        shipped_on date, delivered_on date
    """,
    "parcel_lines": "shipment_id uuid, order_line_id uuid, quantity bigint",
}


async def open_drafts(work: Work) -> None:
    """Make the temporary tables of a batch, empty; they go when the transaction ends."""
    await work.run("DROP TABLE IF EXISTS " + ", ".join(f"pg_temp.{name}" for name in _TABLES))
    for name, columns in _TABLES.items():
        await work.run(f"CREATE TEMPORARY TABLE {name} ({columns}) ON COMMIT DROP")
    await work.run(
        "INSERT INTO draft_units SELECT * FROM unnest(CAST(:codes AS text[]), "
        "CAST(:exponents AS integer[]))",
        codes=list(EXPONENTS),
        exponents=list(EXPONENTS.values()),
    )
    await analyze(work, "draft_units")


async def analyze(work: Work, *tables: str) -> None:
    """Tell the planner how large the drafts are; it guesses badly about fresh tables."""
    for table in tables:
        await work.run(f"ANALYZE {table}")


async def lock_source(work: Work, source: Source, *, alone: bool) -> None:
    """Let one batch of a channel load at a time, beside any number of single orders."""
    await lock_channel(work, source.channel_id, alone=alone)


async def lock_channel(work: Work, channel_id: ChannelId, *, alone: bool) -> None:
    """Keep the orders of a channel from being loaded by a file, or by anybody else at all."""
    shared = "" if alone else "_shared"
    await work.rows(
        f"SELECT pg_advisory_xact_lock{shared}(hashtextextended('orders:' || :channel, 0))",
        channel=str(channel_id),
    )


# Later words of the source win: by its own clock where it has one, else by how far along the
# order is; without either the later arrival wins.
_RANK: Final = """
    CASE {0}.state WHEN 'pending' THEN 0 WHEN 'cancelled' THEN 3
    ELSE CASE WHEN {0}.shipped_on IS NULL THEN 1 ELSE 2 END END
"""

_SIFT: Final = f"""
    DELETE FROM order_drafts d USING orders o
    WHERE o.brand_id = :brand AND o.id = d.order_id AND (
      o.content_sha256 = d.content_sha256
      OR d.source_updated_at < o.source_updated_at
      OR (d.source_updated_at = o.source_updated_at
          AND ({_RANK.format("d")}, d.content_sha256) < ({_RANK.format("o")}, o.content_sha256))
      OR ((d.source_updated_at IS NULL OR o.source_updated_at IS NULL)
          AND {_RANK.format("d")} < {_RANK.format("o")}))
"""  # noqa: S608  Only constants of this module meet here; values are parameters.


async def sift(work: Work, source: Source) -> int:
    """Drop the drafts that say nothing new and return how many; mark those that change an order."""
    await analyze(work, "order_drafts")
    present = await work.rows(
        "SELECT 1 FROM orders WHERE brand_id = :brand AND channel_id = :channel LIMIT 1",
        brand=work.brand_id,
        channel=source.channel_id,
    )
    if not present:
        return 0
    unchanged = await work.run(_SIFT, brand=work.brand_id)
    # What a person has begun to ship changes no more than what is billed.
    await work.run(
        """
        UPDATE order_drafts d SET known = true, billed = o.billable_on IS NOT NULL OR EXISTS (
          SELECT 1 FROM shipments s
          WHERE s.brand_id = :brand AND s.order_id = o.id AND s.by_hand)
        FROM orders o WHERE o.brand_id = :brand AND o.id = d.order_id
        """,
        brand=work.brand_id,
    )
    return unchanged


async def faults_of(work: Work, limit: int = 100) -> Sequence[tuple[int, str, str, str | None]]:
    """Return row number, field, reason and value of the first faults of the batch."""
    rows = await work.rows(
        """
        SELECT row_number, field, reason, value FROM draft_faults
        ORDER BY rank, seq LIMIT :limit
        """,
        limit=limit,
    )
    return [(row.row_number, row.field, row.reason, row.value) for row in rows]
