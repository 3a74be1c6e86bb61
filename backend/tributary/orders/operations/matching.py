"""Find what each return draft takes back of which line, and what of it cannot be true."""

from typing import Final

from tributary.orders.operations.pricing import major
from tributary.orders.operations.restating import restate
from tributary.orders.rules import OrderKind, Source
from tributary.platform import Work

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


async def note_own_faults(work: Work) -> None:
    """Write down the faults that the drafts came with."""
    await work.run(_OWN_FAULTS)


async def match(work: Work, source: Source, which: str) -> None:
    """Fill `return_matches` and `priced_returns` with one round of drafts.

    Args:
        work: the transaction that holds the drafts.
        source: where they come from; only a shop's own amounts count as they are.
        which: the SQL condition of the round, on drafts called `d`.
    """
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
    if source.kind is OrderKind.WHOLESALE:
        await restate(work)
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


def _own(kind: str, share: str) -> str:
    """Return the SQL of the shop's own amount, or of the units' share where it states none."""
    return f"CASE WHEN net_minor IS NULL THEN {share} ELSE coalesce({kind}_minor, 0) END"
