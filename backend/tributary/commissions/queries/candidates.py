"""What is to be earned or taken back within a period, as SQL: one SELECT per rule.

Each SELECT yields the columns of `commission_lines`, whether the lines exist or not: their ids
follow from order line, plan, rule and beneficiary, so inserting what exists inserts nothing.
"""

from typing import Final

COLUMNS: Final = (
    "brand_id, id, run_id, order_id, order_line_id, return_line_id, beneficiary_id, seller_id, "
    "kind, depth, plan_id, step, product_group, base_minor, rate_ppm, unit_gap_minor, quantity, "
    "amount_minor, currency, earned_on, reverses_id"
)

# What was billed in the period, under every plan in force on the day of the order. All
# instalments of an order are booked together, the first one stands for the order; what those
# above the buyer owe in a cascade is no sale of its own.
SOLD: Final = """
    sold AS (
      SELECT l.id AS line_id, o.id AS order_id, o.distributor_id AS seller_id, o.ordered_on,
             r.booked_on, l.quantity, l.currency, g.product_group, p.id AS plan_id,
             p.pays_price_gap, p.pays_both, p.base,
             l.net_minor + CASE p.base WHEN 'gross' THEN l.tax_minor ELSE 0 END AS sold_minor
      FROM receivables r
      JOIN orders o ON o.brand_id = :brand AND o.id = r.order_id
      JOIN order_lines l ON l.brand_id = :brand AND l.order_id = o.id
      JOIN products g ON g.brand_id = :brand AND g.id = l.product_id
      JOIN plans p ON p.brand_id = :brand AND o.mode = ANY(p.modes)
       AND p.valid_from <= o.ordered_on
       AND (p.valid_until IS NULL OR p.valid_until > o.ordered_on)
      WHERE r.brand_id = :brand AND r.depth = 0 AND r.instalment = 1
        AND r.booked_on >= :start AND r.booked_on < :end
        AND o.distributor_id IS NOT NULL
    )
"""

# The margin is what whoever earns has on the line: see rules.Base.
_BASE: Final = """
    CASE s.base WHEN 'margin' THEN greatest(s.sold_minor - n.unit_price_minor * s.quantity, 0)
      ELSE s.sold_minor END AS base_minor
"""

# Nobody earns below the lowest price further down: see rules.gaps_of.
PRICE_GAPS: Final = f"""
    WITH {SOLD},
    floors AS (
      SELECT s.*, n.party_id AS beneficiary_id, n.depth,
             min(n.unit_price_minor) OVER (PARTITION BY s.line_id ORDER BY n.depth
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS below_minor,
             n.unit_price_minor AS own_minor, {_BASE}
      FROM sold s
      JOIN order_line_prices n ON n.brand_id = :brand AND n.order_line_id = s.line_id
      WHERE s.pays_price_gap
    )
    SELECT CAST(:brand AS uuid) AS brand_id,
           derived_id('commission:' || line_id || ':' || plan_id || ':' || 'price_gap' || ':'
                      || beneficiary_id) AS id,
           CAST(:run AS uuid) AS run_id, order_id, line_id AS order_line_id,
           CAST(NULL AS uuid) AS return_line_id, beneficiary_id, seller_id, 'price_gap' AS kind,
           depth, plan_id, CAST(NULL AS smallint) AS step, CAST(NULL AS text) AS product_group,
           base_minor, CAST(NULL AS bigint) AS rate_ppm, below_minor - own_minor AS unit_gap_minor,
           quantity, (below_minor - own_minor) * quantity AS amount_minor, currency,
           booked_on AS earned_on, CAST(NULL AS uuid) AS reverses_id
    FROM floors WHERE below_minor > own_minor
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_RATED: Final = """
    rated AS (
      SELECT w.*, coalesce(own.rate_ppm, general.rate_ppm) AS rate_ppm,
             CASE WHEN own.rate_ppm IS NULL THEN '' ELSE w.product_group END AS rate_group,
             rate_minor(w.base_minor, coalesce(own.rate_ppm, general.rate_ppm)) AS amount_minor
      FROM who w
      LEFT JOIN plan_rates own ON own.brand_id = :brand AND own.plan_id = w.plan_id
       AND own.kind = w.kind AND own.step = w.step AND own.product_group = w.product_group
      LEFT JOIN plan_rates general ON general.brand_id = :brand AND general.plan_id = w.plan_id
       AND general.kind = w.kind AND general.step = w.step AND general.product_group = ''
    )
    SELECT CAST(:brand AS uuid) AS brand_id,
           derived_id('commission:' || line_id || ':' || plan_id || ':' || kind || ':'
                      || beneficiary_id) AS id,
           CAST(:run AS uuid) AS run_id, order_id, line_id AS order_line_id,
           CAST(NULL AS uuid) AS return_line_id, beneficiary_id, seller_id, kind, depth, plan_id,
           step, rate_group AS product_group, base_minor, rate_ppm,
           CAST(NULL AS bigint) AS unit_gap_minor, quantity, amount_minor, currency,
           booked_on AS earned_on, CAST(NULL AS uuid) AS reverses_id
    FROM rated WHERE amount_minor > 0
"""

# The ladder frozen on a line names who stood above the seller when the order was made: a move
# that reaches back to earlier days leaves it alone. It has one rung for each level.
LEVELS: Final = f"""
    WITH {SOLD},
    who AS (
      SELECT s.*, s.seller_id AS beneficiary_id, 'level' AS kind, CAST(0 AS smallint) AS depth,
             t.step, {_BASE}
      FROM sold s
      JOIN (SELECT h.order_line_id, CAST(max(h.depth) + 1 AS smallint) AS step
            FROM order_line_prices h WHERE h.brand_id = :brand
            GROUP BY h.order_line_id) AS t ON t.order_line_id = s.line_id
      JOIN order_line_prices n ON n.brand_id = :brand AND n.order_line_id = s.line_id
       AND n.depth = 0
    ),
    {_RATED}
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

# A line earns the price gap or overrides; both only when the overrides' plan says so.
OVERRIDES: Final = f"""
    WITH {SOLD},
    who AS (
      SELECT s.*, n.party_id AS beneficiary_id, 'override' AS kind, n.depth, n.depth AS step,
             {_BASE}
      FROM sold s
      JOIN order_line_prices n ON n.brand_id = :brand AND n.order_line_id = s.line_id
       AND n.depth > 0
      WHERE s.pays_both OR NOT EXISTS (
        SELECT 1 FROM commission_lines c
        WHERE c.brand_id = :brand AND c.order_line_id = s.line_id AND c.kind = 'price_gap')
    ),
    {_RATED}
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

# A return counts when both it and the sale are in the books. What has come back up to each
# return, oldest first, gives what is to be taken back up to it, in whole numbers and exactly:
# see rules.reversals_of. Only the lines of this period are new; those before are the same again.
REVERSALS: Final = """
    WITH came_back AS (
      SELECT x.order_line_id FROM credit_notes n
      JOIN return_lines x ON x.brand_id = :brand AND x.return_id = n.return_id
      WHERE n.brand_id = :brand AND n.depth = 0
        AND n.booked_on >= :start AND n.booked_on < :end
      UNION
      SELECT x.order_line_id FROM receivables r
      JOIN returns y ON y.brand_id = :brand AND y.order_id = r.order_id
      JOIN return_lines x ON x.brand_id = :brand AND x.return_id = y.id
      WHERE r.brand_id = :brand AND r.depth = 0 AND r.instalment = 1
        AND r.booked_on >= :start AND r.booked_on < :end
    ),
    returned AS (
      SELECT c.id AS original_id, c.order_id, c.order_line_id, c.beneficiary_id, c.seller_id,
             c.kind, c.depth, c.plan_id, c.step, c.product_group, c.rate_ppm, c.unit_gap_minor,
             c.currency, c.amount_minor AS original_minor, x.id AS return_line_id, x.quantity,
             c.base_minor AS earned_of,
             l.net_minor + CASE p.base WHEN 'gross' THEN l.tax_minor ELSE 0 END AS sold_minor,
             CASE p.base WHEN 'gross' THEN x.net_minor + x.tax_minor ELSE x.net_minor END
               AS back_minor, l.quantity AS sold_quantity,
             greatest(n.booked_on, c.earned_on) AS counts_on
      FROM came_back b
      JOIN commission_lines c ON c.brand_id = :brand AND c.order_line_id = b.order_line_id
       AND c.reverses_id IS NULL AND c.term_id IS NULL
      JOIN order_lines l ON l.brand_id = :brand AND l.id = b.order_line_id
      JOIN plans p ON p.brand_id = :brand AND p.id = c.plan_id
      JOIN return_lines x ON x.brand_id = :brand AND x.order_line_id = b.order_line_id
      JOIN credit_notes n ON n.brand_id = :brand AND n.return_id = x.return_id AND n.depth = 0
      WHERE n.booked_on < :end
    ),
    measured AS (
      SELECT r.*, CASE WHEN sold_minor > 0 THEN sold_minor ELSE sold_quantity END AS whole,
             CASE WHEN sold_minor > 0 THEN back_minor ELSE quantity END AS part
      FROM returned r
    ),
    so_far AS (
      SELECT r.*, CAST(sum(part) OVER upto AS numeric) AS back,
             CAST(coalesce(sum(part) OVER earlier, 0) AS numeric) AS back_before
      FROM measured r
      WINDOW earlier AS (PARTITION BY original_id ORDER BY counts_on, return_line_id
                         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
             upto AS (PARTITION BY original_id ORDER BY counts_on, return_line_id
                      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    ),
    taken AS (
      SELECT s.*, CAST(div(2 * original_minor * back + whole, 2 * whole)
                       - div(2 * original_minor * back_before + whole, 2 * whole) AS bigint)
               AS taken_minor,
             CASE WHEN earned_of = sold_minor THEN back_minor
                  ELSE CAST(div(2 * CAST(earned_of AS numeric) * back + whole, 2 * whole)
                    - div(2 * CAST(earned_of AS numeric) * back_before + whole, 2 * whole)
                    AS bigint) END AS base_minor
      FROM so_far s WHERE counts_on >= :start
    )
    SELECT CAST(:brand AS uuid) AS brand_id,
           derived_id('commission_reversal:' || original_id || ':' || return_line_id) AS id,
           CAST(:run AS uuid) AS run_id, order_id, order_line_id, return_line_id, beneficiary_id,
           seller_id, kind, depth, plan_id, step, product_group, -base_minor AS base_minor,
           rate_ppm, unit_gap_minor, -quantity AS quantity, -taken_minor AS amount_minor, currency,
           counts_on AS earned_on, original_id AS reverses_id
    FROM taken WHERE taken_minor > 0
"""

IN_ORDER: Final = (PRICE_GAPS, LEVELS, OVERRIDES, REVERSALS)
"""Overrides look at price gaps and reversals at everything, so they come after."""
