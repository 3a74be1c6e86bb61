"""Take back all or part of billed orders, a whole batch at once.

Three scopes: `line` names lines by units or amounts, `amount` gives money back without saying for
what and is spread over what is left of the lines, `rest` takes back whatever is left.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from tributary.orders.events import ReturnsBooked
from tributary.orders.operations.drafts import analyze
from tributary.orders.operations.pricing import major
from tributary.orders.rules import OrderKind, Source
from tributary.platform import Work


@dataclass(frozen=True, slots=True)
class Taken:
    """How many returns a batch booked, and how many it knew already."""

    booked: int
    unchanged: int


# A return that is booked stays as it is; of an order that is gone whole nothing more can come.
_SIFT: Final = """
    DELETE FROM return_drafts d USING orders o
    WHERE o.brand_id = :brand AND o.id = d.order_id AND (
      EXISTS (SELECT 1 FROM returns r WHERE r.brand_id = :brand AND r.order_id = o.id
              AND r.external_id = d.return_ref)
      OR (o.billable_on IS NOT NULL AND o.total_minor > 0
          AND o.total_minor <= (SELECT sum(r.total_minor) FROM returns r
                                WHERE r.brand_id = :brand AND r.order_id = o.id)))
"""

# Two returns of one order at once would both see the same units left.
_LOCK: Final = """
    SELECT o.id FROM orders o WHERE o.brand_id = :brand
      AND o.id IN (SELECT order_id FROM return_drafts) ORDER BY o.id FOR UPDATE
"""

_OWN_FAULTS: Final = """
    INSERT INTO draft_faults
    SELECT order_id, return_ref, seq, row_number, split_part(fault, ':', 1),
           split_part(fault, ':', 2), fault_value, 1
    FROM return_drafts WHERE fault IS NOT NULL
"""

_ORDER_FAULTS: Final = """
    INSERT INTO draft_faults
    SELECT d.order_id, d.return_ref, d.seq, d.row_number, 'external_id',
           CASE WHEN o.id IS NULL THEN 'order_unknown' ELSE 'order_not_billed' END,
           d.order_name, 2
    FROM return_drafts d LEFT JOIN orders o ON o.brand_id = :brand AND o.id = d.order_id
    WHERE o.billable_on IS NULL AND {round}
"""

# What is left of each line of the orders of this round.
_LEFT: Final = """
    left_of AS (
      SELECT l.id, l.order_id, l.position, l.external_id, l.sku, l.quantity, l.net_minor,
             l.unit_price_minor, l.discount_minor, l.offers_minor, l.tax_minor,
             coalesce(r.quantity, 0) AS gone, coalesce(r.net, 0) AS gone_net,
             coalesce(r.tax, 0) AS gone_tax
      FROM order_lines l
      LEFT JOIN (SELECT b.order_line_id, sum(b.quantity)::bigint AS quantity,
                        sum(b.net_minor)::bigint AS net, sum(b.tax_minor)::bigint AS tax
                 FROM return_lines b JOIN order_lines k
                   ON k.brand_id = :brand AND k.id = b.order_line_id
                 WHERE b.brand_id = :brand
                   AND k.order_id IN (SELECT d.order_id FROM return_drafts d WHERE {round})
                 GROUP BY b.order_line_id) AS r ON r.order_line_id = l.id
      WHERE l.brand_id = :brand
        AND l.order_id IN (SELECT d.order_id FROM return_drafts d WHERE {round})
    )
"""

# Units are worth their share of the line, rounded on what has come back in all: the last unit
# takes the rest, so a line that came back whole came back to the cent.
_MATCH_LINES: Final = """
    WITH {left},
    found AS (
      SELECT d.*, m.matches, l.id AS line_id, l.quantity AS bought, l.net_minor AS line_net,
             l.tax_minor AS line_tax, l.gone, l.gone_net, l.gone_tax, l.unit_price_minor,
             l.discount_minor, l.offers_minor,
             l.gone + sum(d.quantity) OVER (PARTITION BY l.id ORDER BY d.return_ref, d.seq)
               AS gone_after
      FROM return_drafts d CROSS JOIN
      LATERAL (SELECT count(*) AS matches, min(k.position) AS position FROM left_of k
               WHERE k.order_id = d.order_id
                 AND CASE WHEN d.position IS NOT NULL THEN k.position = d.position
                          WHEN d.line_ref IS NOT NULL AND EXISTS (
                            SELECT 1 FROM left_of e WHERE e.order_id = d.order_id
                              AND e.external_id = d.line_ref)
                          THEN k.external_id = d.line_ref ELSE k.sku = d.sku END) AS m
      LEFT JOIN left_of l ON l.order_id = d.order_id AND l.position = m.position
      WHERE d.scope = 'line'
    ),
    valued AS (
      SELECT found.*,
             {net} AS net, {tax} AS tax
      FROM found
    )
    INSERT INTO return_matches
    SELECT order_id, return_ref, seq, line_id, quantity, net, tax,
           CASE WHEN matches = 0 THEN 'line_unknown' WHEN matches > 1 THEN 'line_ambiguous'
                WHEN gone_after > bought
                  OR gone_net + sum(net) OVER same_line > line_net
                  OR gone_tax + sum(tax) OVER same_line > line_tax THEN 'return_exceeds_line'
                WHEN quantity = 0 AND net + tax = 0 THEN 'return_amount_missing' END
    FROM valued
    WINDOW same_line AS (PARTITION BY line_id ORDER BY return_ref, seq)
"""

_SHARE: Final = """
    (round({amount}::numeric * gone_after / bought)
     - round({amount}::numeric * (gone_after - quantity) / bought))::bigint
"""

# Units that an offer priced take back exactly what each was given: earlier ones a cent more.
_UNITS_NET: Final = f"""
    CASE WHEN offers_minor > 0 THEN
      quantity * unit_price_minor
      - (quantity * (discount_minor / bought) + least(gone_after, discount_minor % bought)
         - least(gone_after - quantity, discount_minor % bought))
    ELSE {_SHARE.format(amount="line_net")} END
"""

_MATCH_AMOUNTS: Final = """
    WITH {left},
    asked AS (
      SELECT d.order_id, d.return_ref, d.seq, d.net_minor + d.tax_minor AS amount,
             array_agg(l.id ORDER BY l.position) AS lines,
             array_agg(l.net_minor - l.gone_net + l.tax_minor - l.gone_tax ORDER BY l.position)
               AS weights,
             array_agg(l.tax_minor - l.gone_tax ORDER BY l.position) AS taxes,
             sum(l.net_minor - l.gone_net + l.tax_minor - l.gone_tax) AS most
      FROM return_drafts d JOIN left_of l ON l.order_id = d.order_id
      WHERE d.scope = 'amount' GROUP BY d.order_id, d.return_ref, d.seq, d.net_minor, d.tax_minor
    )
    INSERT INTO return_matches
    SELECT order_id, return_ref, seq, part.line_id, 0, part.amount - share.tax, share.tax,
           CASE WHEN asked.amount > most THEN 'return_exceeds_line' END
    FROM asked,
    LATERAL unnest(lines, weights, taxes,
                   allocate_minor(amount, CASE WHEN most > 0 THEN weights
                                          ELSE array_fill(1::bigint, ARRAY[cardinality(weights)])
                                          END)) AS part (line_id, weight, tax, amount),
    LATERAL (SELECT CASE WHEN part.weight > 0
                    THEN round(part.amount::numeric * part.tax / part.weight)::bigint
                    ELSE 0 END AS tax) AS share
    WHERE part.amount > 0
"""

_MATCH_REST: Final = """
    WITH {left}
    INSERT INTO return_matches
    SELECT d.order_id, d.return_ref, d.seq, l.id, l.quantity - l.gone, l.net_minor - l.gone_net,
           l.tax_minor - l.gone_tax, NULL
    FROM return_drafts d JOIN left_of l ON l.order_id = d.order_id
    WHERE d.scope = 'rest'
      AND (l.quantity > l.gone OR l.net_minor > l.gone_net OR l.tax_minor > l.gone_tax)
"""

_LINE_FAULTS: Final = """
    INSERT INTO draft_faults
    SELECT d.order_id, d.return_ref, d.seq, d.row_number,
           CASE WHEN m.reason = 'return_exceeds_line' THEN 'quantity' ELSE 'sku' END, m.reason,
           coalesce(d.sku, d.line_ref, d.position::text, d.order_name), 3
    FROM return_matches m JOIN return_drafts d ON d.seq = m.seq
    WHERE m.reason IS NOT NULL
"""

# Freight and its tax have no line; what is left of them is the order's less what came back.
_SUMS: Final = """
    WITH stated AS (
      SELECT order_id, return_ref, min(returned_on) AS returned_on, min(scope) AS scope,
             coalesce(max(freight_minor), 0) AS freight,
             coalesce(max(freight_tax_minor), 0) AS freight_tax, max(total_minor) AS total
      FROM return_drafts d WHERE {round} GROUP BY order_id, return_ref
    ),
    gone AS (
      SELECT r.order_id, sum(r.freight_minor)::bigint AS freight,
             sum(r.tax_minor - coalesce(k.tax, 0))::bigint AS freight_tax
      FROM returns r
      LEFT JOIN (SELECT b.return_id, sum(b.tax_minor) AS tax FROM return_lines b
                 WHERE b.brand_id = :brand GROUP BY b.return_id) AS k ON k.return_id = r.id
      WHERE r.brand_id = :brand AND r.order_id IN (SELECT order_id FROM stated)
      GROUP BY r.order_id
    ),
    summed AS (
      SELECT s.*, coalesce(sum(m.net_minor), 0)::bigint AS net,
             coalesce(sum(m.tax_minor), 0)::bigint AS tax
      FROM stated s LEFT JOIN return_matches m
        ON m.order_id = s.order_id AND m.return_ref = s.return_ref
      GROUP BY s.order_id, s.return_ref, s.returned_on, s.scope, s.freight, s.freight_tax, s.total
    )
    INSERT INTO priced_returns
    SELECT s.order_id, s.return_ref, s.returned_on, s.net, s.tax + f.freight_tax, f.freight,
           CASE WHEN f.freight > most.freight OR f.freight_tax > most.freight_tax
                THEN 'return_exceeds_line'
                WHEN {checked} AND s.total <> s.net + s.tax + f.freight + f.freight_tax
                THEN 'totals_differ' END
    FROM summed s
    JOIN orders o ON o.brand_id = :brand AND o.id = s.order_id
    LEFT JOIN gone g ON g.order_id = s.order_id,
    LATERAL (SELECT o.freight_minor - coalesce(g.freight, 0) AS freight,
                    o.tax_minor - (SELECT coalesce(sum(l.tax_minor), 0)::bigint FROM order_lines l
                                   WHERE l.brand_id = :brand AND l.order_id = o.id)
                      - coalesce(g.freight_tax, 0) AS freight_tax) AS most,
    LATERAL (SELECT CASE WHEN s.scope = 'rest' THEN most.freight ELSE {freight} END AS freight,
                    CASE WHEN s.scope = 'rest' THEN most.freight_tax ELSE {freight_tax} END
                      AS freight_tax) AS f
"""

_SUM_FAULTS: Final = f"""
    INSERT INTO draft_faults
    SELECT d.order_id, d.return_ref, d.seq, d.row_number,
           CASE WHEN p.reason = 'totals_differ' THEN 'total' ELSE 'freight' END, p.reason,
           {major("(p.net_minor + p.tax_minor + p.freight_minor)")}, 4
    FROM priced_returns p
    JOIN (SELECT DISTINCT ON (order_id, return_ref) * FROM return_drafts
          ORDER BY order_id, return_ref, seq) AS d
      ON d.order_id = p.order_id AND d.return_ref = p.return_ref
    JOIN orders o ON o.brand_id = :brand AND o.id = p.order_id
    JOIN draft_units x ON x.currency = o.currency
    WHERE p.reason IS NOT NULL
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_DROP_FAULTY: Final = """
    DELETE FROM priced_returns p WHERE EXISTS (
      SELECT 1 FROM draft_faults f
      WHERE f.order_id = p.order_id AND f.return_ref = p.return_ref)
"""

_INSERT: Final = """
    INSERT INTO returns (brand_id, id, order_id, external_id, returned_on, batch_id, net_minor,
                         tax_minor, freight_minor, total_minor, currency, created_at)
    SELECT :brand, derived_id('return:' || p.order_id || ':' || p.return_ref), p.order_id,
           p.return_ref, p.returned_on, :batch, p.net_minor, p.tax_minor, p.freight_minor,
           p.net_minor + p.tax_minor + p.freight_minor, o.currency, :now
    FROM priced_returns p JOIN orders o ON o.brand_id = :brand AND o.id = p.order_id
    WHERE p.net_minor + p.tax_minor + p.freight_minor > 0
       OR EXISTS (SELECT 1 FROM return_matches m
                  JOIN order_debts b ON b.brand_id = :brand AND b.order_id = m.order_id
                  WHERE m.order_id = p.order_id AND m.return_ref = p.return_ref
                    AND m.quantity > 0)
"""

_INSERT_LINES: Final = """
    INSERT INTO return_lines (brand_id, id, return_id, order_line_id, quantity, net_minor,
                              tax_minor, currency)
    SELECT :brand, derived_id('return_line:' || r.id || ':' || m.order_line_id), r.id,
           m.order_line_id, sum(m.quantity), sum(m.net_minor), sum(m.tax_minor), r.currency
    FROM return_matches m
    JOIN priced_returns p ON p.order_id = m.order_id AND p.return_ref = m.return_ref
    JOIN returns r ON r.brand_id = :brand AND r.batch_id = :batch
     AND r.order_id = m.order_id AND r.external_id = m.return_ref
    GROUP BY r.id, m.order_line_id, r.currency
"""


_IN_CASCADE: Final = """
    SELECT 1 FROM orders o
    WHERE o.brand_id = :brand AND o.id IN (SELECT order_id FROM return_drafts)
      AND o.mode = 'cascade' LIMIT 1
"""

# Who is above gets back its own price of what came back, and of its tax the share of the units,
# rounded on what has come back in all.
_CREDITS: Final = """
    WITH gone AS (
      SELECT r.id AS return_id, x.order_line_id, x.quantity, l.quantity AS bought,
             coalesce(e.quantity, 0)
               + sum(x.quantity) OVER (PARTITION BY x.order_line_id ORDER BY r.id) AS gone_after
      FROM returns r
      JOIN return_lines x ON x.brand_id = :brand AND x.return_id = r.id
      JOIN order_lines l ON l.brand_id = :brand AND l.id = x.order_line_id,
      LATERAL (SELECT sum(b.quantity) AS quantity FROM return_lines b
               JOIN returns v ON v.brand_id = :brand AND v.id = b.return_id
                AND v.batch_id <> :batch
               WHERE b.brand_id = :brand AND b.order_line_id = x.order_line_id) AS e
      WHERE r.brand_id = :brand AND r.batch_id = :batch
    ),
    levels AS (
      SELECT g.return_id, p.depth, sum(p.unit_price_minor * g.quantity)::bigint AS net,
             sum(round(p.tax_minor::numeric * g.gone_after / g.bought)
                 - round(p.tax_minor::numeric * (g.gone_after - g.quantity) / g.bought))::bigint
               AS tax
      FROM gone g
      JOIN order_line_prices p ON p.brand_id = :brand AND p.order_line_id = g.order_line_id
       AND p.depth > 0
      GROUP BY g.return_id, p.depth
    )
    INSERT INTO return_credits (brand_id, return_id, depth, currency, net_minor, tax_minor,
                                freight_minor, total_minor)
    SELECT :brand, r.id, b.depth, r.currency, v.net, v.tax, r.freight_minor,
           v.net + v.tax + r.freight_minor
    FROM returns r
    JOIN order_debts b ON b.brand_id = :brand AND b.order_id = r.order_id
    LEFT JOIN levels s ON s.return_id = r.id AND s.depth = b.depth,
    LATERAL (SELECT coalesce(s.net, 0) AS net,
                    coalesce(s.tax, 0) + r.tax_minor - (
                      SELECT coalesce(sum(k.tax_minor), 0)::bigint FROM return_lines k
                      WHERE k.brand_id = :brand AND k.return_id = r.id) AS tax) AS v
    WHERE r.brand_id = :brand AND r.batch_id = :batch
"""


async def take_back(work: Work, source: Source, *, batch_id: UUID) -> Taken:
    """Book every return draft without a fault and announce the batch.

    What is left of an order is known only after its single returns are booked: so `rest` has a
    round of its own.

    Args:
        work: the transaction that holds the drafts.
        source: where they come from; only a shop's own amounts count as they are.
        batch_id: names what is booked now.
    """
    await analyze(work, "return_drafts")
    if not await work.rows("SELECT 1 FROM return_drafts LIMIT 1"):
        return Taken(0, 0)
    await work.rows(_LOCK, brand=work.brand_id)
    booked = 0
    before = await _count(work)
    await work.run(_SIFT, brand=work.brand_id)
    unchanged = before - await _count(work)
    await work.run(_OWN_FAULTS)
    for which in ("d.scope <> 'rest'", "d.scope = 'rest'"):
        booked += await _round(work, source, which, batch_id)
    if booked and await work.rows(_IN_CASCADE, brand=work.brand_id):
        await work.run(_CREDITS, brand=work.brand_id, batch=batch_id)
    if booked:
        work.announce(ReturnsBooked(batch_id=batch_id))
    return Taken(booked, unchanged)


async def _count(work: Work) -> int:
    (row,) = await work.rows(
        "SELECT count(*) AS waiting "
        "FROM (SELECT DISTINCT order_id, return_ref FROM return_drafts) AS d"
    )
    waiting: int = row.waiting
    return waiting


async def _round(work: Work, source: Source, which: str, batch_id: UUID) -> int:
    own_amounts = source.kind is OrderKind.CONSUMER
    left = _LEFT.format(round=which)
    brand = work.brand_id
    await work.run("TRUNCATE return_matches, priced_returns")
    await work.run(_ORDER_FAULTS.format(round=which), brand=brand)
    if "<>" in which:
        net, tax = (
            _own(kind, share) if own_amounts else share
            for kind, share in (("net", _UNITS_NET), ("tax", _SHARE.format(amount="line_tax")))
        )
        await work.run(_MATCH_LINES.format(left=left, net=net, tax=tax), brand=brand)
        if own_amounts:
            await work.run(_MATCH_AMOUNTS.format(left=left), brand=brand)
    else:
        await work.run(_MATCH_REST.format(left=left), brand=brand)
    await work.run(_LINE_FAULTS)
    await work.run(
        _SUMS.format(
            round=which,
            checked="s.scope <> 'rest'" if own_amounts else "false",
            freight="s.freight" if own_amounts else "0",
            freight_tax="s.freight_tax" if own_amounts else "0",
        ),
        brand=brand,
    )
    await work.run(_SUM_FAULTS, brand=brand)
    await work.run(_DROP_FAULTY)
    batch = {"brand": brand, "batch": batch_id}
    booked = await work.run(_INSERT, **batch, now=work.opened_at)
    await work.run(_INSERT_LINES, **batch)
    return booked


def _own(kind: str, share: str) -> str:
    """Return the SQL of the shop's own amount, or of the units' share where it states none."""
    return f"CASE WHEN net_minor IS NULL THEN {share} ELSE coalesce({kind}_minor, 0) END"
