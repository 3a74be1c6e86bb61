"""Take back all or part of billed orders, a whole batch at once.

Three scopes: `line` names lines by units or amounts, `amount` gives money back without saying for
what and is spread over what is left of the lines, `rest` takes back whatever is left. Where an
offer says so,
what stays is priced again, and the money that a return gives back, or that is charged beside it,
follows from that (`restating`).
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from tributary.orders.events import ReturnsBooked
from tributary.orders.operations.drafts import analyze
from tributary.orders.operations.matching import match, note_own_faults
from tributary.orders.rules import Source
from tributary.platform import Work


@dataclass(frozen=True, slots=True)
class Taken:
    """How many returns a batch booked, and how many it knew already."""

    booked: int
    unchanged: int


# A return that is booked stays as it is; of an order that is gone whole nothing more can come,
# unless what cost nothing stays and is charged for.
_SIFT: Final = """
    DELETE FROM return_drafts d USING orders o
    WHERE o.brand_id = :brand AND o.id = d.order_id AND (
      EXISTS (SELECT 1 FROM returns r WHERE r.brand_id = :brand AND r.order_id = o.id
              AND r.external_id = d.return_ref)
      OR (o.billable_on IS NOT NULL AND o.total_minor > 0
          AND o.total_minor <= (SELECT sum(r.total_minor) FROM returns r
                                WHERE r.brand_id = :brand AND r.order_id = o.id)
          AND NOT EXISTS (SELECT 1 FROM returns r
                          WHERE r.brand_id = :brand AND r.order_id = o.id
                          HAVING sum(r.charged_minor) > 0)))
"""

# Two returns of one order at once would both see the same units left.
_LOCK: Final = """
    SELECT o.id FROM orders o WHERE o.brand_id = :brand
      AND o.id IN (SELECT order_id FROM return_drafts) ORDER BY o.id FOR UPDATE
"""

_DROP_FAULTY: Final = """
    DELETE FROM priced_returns p WHERE EXISTS (
      SELECT 1 FROM draft_faults f
      WHERE f.order_id = p.order_id AND f.return_ref = p.return_ref)
"""

_INSERT: Final = """
    INSERT INTO returns (brand_id, id, order_id, external_id, returned_on, batch_id, net_minor,
                         tax_minor, freight_minor, total_minor, currency, created_at,
                         share_minor, trace, charged_minor, charged_tax_minor)
    SELECT :brand, derived_id('return:' || p.order_id || ':' || p.return_ref), p.order_id,
           p.return_ref, p.returned_on, :batch, p.net_minor, p.tax_minor, p.freight_minor,
           p.net_minor + p.tax_minor + p.freight_minor, o.currency, :now, s.share_minor, s.trace,
           s.charged_minor, s.charged_tax_minor
    FROM priced_returns p JOIN orders o ON o.brand_id = :brand AND o.id = p.order_id
    LEFT JOIN restated_returns s ON s.order_id = p.order_id AND s.return_ref = p.return_ref
    WHERE p.net_minor + p.tax_minor + p.freight_minor > 0 OR s.share_minor > 0
       OR s.charged_minor <> 0
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
    await note_own_faults(work)
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
    await match(work, source, which)
    await work.run(_DROP_FAULTY)
    batch = {"brand": work.brand_id, "batch": batch_id}
    booked = await work.run(_INSERT, **batch, now=work.opened_at)
    await work.run(_INSERT_LINES, **batch)
    return booked
