"""What every purchase earns back up to the end of a day, as one SELECT; the rules define it."""

from typing import Final

# The running period of each term and the one before it; and older ones of which something came
# back, or was paid, that was not counted yet.
_SPANS: Final = """
    late AS (
      SELECT l.accrual_id FROM rebate_lines l
      JOIN (SELECT x.order_line_id, sum(x.net_minor) AS minor FROM return_lines x
            JOIN credit_notes n ON n.brand_id = :brand AND n.return_id = x.return_id
             AND n.depth = 0 AND n.booked_on < :end
            WHERE x.brand_id = :brand GROUP BY x.order_line_id) AS b
        ON b.order_line_id = l.order_line_id AND b.minor <> l.back_minor
      WHERE l.brand_id = :brand
      UNION
      SELECT l.accrual_id FROM rebate_lines l
      JOIN rebate_accruals a ON a.brand_id = :brand AND a.id = l.accrual_id
       AND a.measure = 'days_to_pay'
      JOIN receivables r ON r.brand_id = :brand AND r.order_id = l.order_id AND r.depth = 0
      WHERE l.brand_id = :brand
      GROUP BY l.accrual_id, l.order_id
      HAVING bool_and(r.applied_minor = r.total_minor) <> bool_or(l.days_to_pay IS NOT NULL)
    ),
    spans AS (
      SELECT t.id AS term_id, t.plan_id, t.measure, s.rated_from,
             CAST(s.rated_from + s.long AS date) AS rated_until
      FROM rebate_terms t
      JOIN rebate_plans p ON p.brand_id = :brand AND p.id = t.plan_id
      CROSS JOIN LATERAL (
        SELECT CAST(date_trunc(t.every, CAST(:end AS timestamp) - INTERVAL '1 day')
                    - back * e.long AS date) AS rated_from, e.long
        FROM (SELECT CASE t.every WHEN 'month' THEN INTERVAL '1 month'
                WHEN 'quarter' THEN INTERVAL '3 months' ELSE INTERVAL '1 year' END AS long) AS e,
             generate_series(0, 1) AS back) AS s
      WHERE t.brand_id = :brand AND p.valid_from <= s.rated_from
        AND (p.valid_until IS NULL OR p.valid_until > s.rated_from)
      UNION
      SELECT a.term_id, a.plan_id, a.measure, a.rated_from, a.rated_until
      FROM rebate_accruals a
      WHERE a.brand_id = :brand AND a.id IN (SELECT accrual_id FROM late)
    ),
    windows AS (
      SELECT term_id, plan_id, rated_from, rated_until, rated_from AS since,
             rated_until AS until, false AS is_before
      FROM spans
      UNION ALL
      SELECT term_id, plan_id, rated_from, rated_until,
             CAST(rated_from - INTERVAL '1 year' AS date),
             CAST(rated_until - INTERVAL '1 year' AS date), true
      FROM spans WHERE measure = 'growth'
    )
"""

# Each billed line that somebody bought itself, with the first term of each plan that fits it.
_COVERED: Final = """
    bought AS (
      SELECT l.id AS line_id, o.id AS order_id, o.distributor_id, r.booked_on, l.quantity,
             l.net_minor, f.term_id
      FROM receivables r
      JOIN orders o ON o.brand_id = :brand AND o.id = r.order_id
       AND o.debtor_id = o.distributor_id
      JOIN order_lines l ON l.brand_id = :brand AND l.order_id = o.id AND l.net_minor > 0
      JOIN products g ON g.brand_id = :brand AND g.id = l.product_id
      JOIN channels c ON c.brand_id = :brand AND c.id = o.channel_id
      JOIN parties d ON d.brand_id = :brand AND d.id = o.distributor_id
      LEFT JOIN order_line_prices n ON n.brand_id = :brand AND n.order_line_id = l.id
       AND n.depth = 0
      JOIN rebate_plans p ON p.brand_id = :brand AND p.currency = l.currency
       AND o.mode = ANY(p.modes) AND p.id IN (SELECT plan_id FROM spans)
      CROSS JOIN LATERAL (
        SELECT t.id AS term_id FROM rebate_terms t
        WHERE t.brand_id = :brand AND t.plan_id = p.id
          AND (t.product_groups = '{}' OR g.product_group = ANY(t.product_groups))
          AND (t.products = '{}' OR g.sku = ANY(t.products))
          AND (t.channels = '{}' OR c.code = ANY(t.channels))
          AND (t.grades = '{}' OR n.grade = ANY(t.grades))
          AND (t.distributors = '{}' OR d.code = ANY(t.distributors))
        ORDER BY t.place LIMIT 1) AS f
      WHERE r.brand_id = :brand AND r.depth = 0 AND r.instalment = 1
        AND r.booked_on >= (SELECT min(since) FROM windows) AND r.booked_on < :end
    ),
    placed AS (
      SELECT b.*, w.plan_id, w.rated_from, w.rated_until, w.is_before
      FROM bought b
      JOIN windows w ON w.term_id = b.term_id AND b.booked_on >= w.since AND b.booked_on < w.until
    ),
    came_back AS (
      SELECT x.order_line_id, sum(x.net_minor) AS net_minor, sum(x.quantity) AS units
      FROM return_lines x
      JOIN credit_notes n ON n.brand_id = :brand AND n.return_id = x.return_id AND n.depth = 0
       AND n.booked_on < :end
      WHERE x.brand_id = :brand AND x.order_line_id IN (SELECT line_id FROM placed)
      GROUP BY x.order_line_id
    ),
    paid AS (
      SELECT r.order_id, max(a.last_on) - min(r.booked_on) AS days
      FROM receivables r
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(u.amount_minor), 0) AS minor, max(u.applied_on) AS last_on
        FROM applications u
        WHERE u.brand_id = :brand AND u.receivable_id = r.id AND u.applied_on < :end
          AND u.reverses_id IS NULL AND NOT EXISTS (
            SELECT 1 FROM applications z WHERE z.brand_id = :brand AND z.reverses_id = u.id
              AND z.applied_on < :end)) AS a
      WHERE r.brand_id = :brand AND r.depth = 0 AND r.order_id IN (
        SELECT o.order_id FROM placed o
        JOIN rebate_terms t ON t.brand_id = :brand AND t.id = o.term_id
         AND t.measure = 'days_to_pay')
      GROUP BY r.order_id HAVING bool_and(a.minor = r.total_minor)
    ),
    weighed AS (
      SELECT p.*, t.measure, t.tiers, t.claw_back, t.currency, t.target_minor, t.cap_minor,
             t.floor_minor, t.minimum_minor, coalesce(b.net_minor, 0) AS back_minor, d.days,
             CASE t.claw_back WHEN 'rerate' THEN p.net_minor - coalesce(b.net_minor, 0)
               ELSE CAST(p.net_minor AS numeric) END AS counts,
             CASE t.claw_back WHEN 'rerate' THEN p.quantity - coalesce(b.units, 0)
               ELSE CAST(p.quantity AS numeric) END AS units
      FROM placed p
      JOIN rebate_terms t ON t.brand_id = :brand AND t.id = p.term_id
      LEFT JOIN came_back b ON b.order_line_id = p.line_id
      LEFT JOIN paid d ON d.order_id = p.order_id AND t.measure = 'days_to_pay'
    ),
    year_before AS (
      SELECT term_id, distributor_id, rated_from, sum(counts) AS minor
      FROM weighed WHERE is_before GROUP BY term_id, distributor_id, rated_from
    )
"""

# Running totals in the fixed order: the day a line was billed, then its id.
_ONE: Final = "PARTITION BY term_id, distributor_id, rated_from"
_UPTO: Final = f"{_ONE} ORDER BY booked_on, line_id ROWS UNBOUNDED PRECEDING"
_RATED: Final = f"""
    summed AS (
      SELECT w.*, y.minor AS year_before, sum(counts) OVER one AS volume,
             sum(units) OVER one AS all_units, sum(counts) OVER upto AS after,
             sum(counts) OVER upto - counts AS before
      FROM weighed w
      LEFT JOIN year_before y USING (term_id, distributor_id, rated_from)
      WHERE NOT is_before
      WINDOW one AS ({_ONE}), upto AS ({_UPTO})
    ),
    figured AS (
      SELECT s.*, CASE measure
               WHEN 'volume' THEN volume
               WHEN 'units' THEN all_units
               WHEN 'target' THEN div(volume * 1000000, target_minor)
               WHEN 'growth' THEN CASE
                 WHEN volume >= year_before
                   THEN div((volume - year_before) * 1000000, nullif(year_before, 0))
                 ELSE -div((year_before - volume) * 1000000 + year_before - 1, year_before) END
               END AS figure
      FROM summed s
    ),
    earned AS (
      SELECT s.*, b.*, CASE
               WHEN s.tiers = 'marginal'
                 THEN div(2 * b.through_after + 1000000, 2000000)
                      - div(2 * b.through_before + 1000000, 2000000) + b.reached_minor
               WHEN b.band IS NULL THEN 0
               ELSE div(2 * s.counts * b.rate_ppm + 1000000, 2000000)
                    + CASE WHEN s.before < 1 AND s.after >= 1 THEN b.fixed_minor ELSE 0 END
               END AS raw
      FROM figured s
      CROSS JOIN LATERAL (
        SELECT max(e.band) FILTER (WHERE is_in) AS band,
               max(e.rate_ppm) FILTER (WHERE is_in) AS rate_ppm,
               max(e.amount_minor) FILTER (WHERE is_in) AS fixed_minor,
               sum(e.rate_ppm * greatest(least(s.after, e.until_value) - e.from_value, 0))
                 AS through_after,
               sum(e.rate_ppm * greatest(least(s.before, e.until_value) - e.from_value, 0))
                 AS through_before,
               coalesce(sum(e.amount_minor) FILTER (
                 WHERE s.after > 0 AND s.before < greatest(e.from_value, 1)
                   AND s.after >= greatest(e.from_value, 1)), 0) AS reached_minor
        FROM (SELECT d.*, d.from_value <= v.reached
                AND (d.until_value IS NULL OR d.until_value > v.reached) AS is_in
              FROM rebate_bands d,
                   (SELECT CASE WHEN s.measure = 'days_to_pay' THEN s.days
                      WHEN s.tiers = 'marginal' THEN greatest(s.after - 1, 0)
                      ELSE s.figure END AS reached) AS v
              WHERE d.brand_id = :brand AND d.term_id = s.term_id) AS e) AS b
    ),
    totalled AS (
      SELECT e.*, sum(raw) OVER one AS total, sum(raw) OVER upto AS raw_after,
             sum(raw) OVER upto - raw AS raw_before
      FROM earned e WINDOW one AS ({_ONE}), upto AS ({_UPTO})
    ),
    limited AS (
      SELECT t.*, CASE
               WHEN measure = 'days_to_pay' THEN raw
               WHEN total < minimum_minor OR band IS NULL THEN 0
               ELSE CASE WHEN after = 0 THEN 0
                      ELSE greatest(least(raw_after, cap_minor), floor_minor) END
                    - CASE WHEN before = 0 THEN 0
                      ELSE greatest(least(raw_before, cap_minor), floor_minor) END
               END AS granted
      FROM totalled t
    ),
    rated AS (
      SELECT l.*, CAST(granted - CASE claw_back WHEN 'original'
               THEN div(2 * granted * back_minor + net_minor, CAST(2 * net_minor AS numeric))
               ELSE 0 END AS bigint) AS amount_minor,
             derived_id('rebate_accrual:' || term_id || ':' || distributor_id || ':'
                        || rated_from) AS accrual_id
      FROM limited l
    )
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

RATED: Final = f"{_SPANS}, {_COVERED}, {_RATED}"
"""Common table expressions that end in `rated`: a row for each purchase, term and period.

Parameters: `brand`, and `end`, the day after the last one whose bookings count.
"""

# What is missing is rounded up: a cent less would still be in the band before.
HEADS: Final = """
    heads AS (
      SELECT accrual_id, plan_id, term_id, distributor_id, rated_from, rated_until, currency,
             max(measure) AS measure, max(volume) AS volume, max(all_units) AS units,
             max(year_before) AS year_before, max(figure) AS figure,
             max(target_minor) AS target_minor, sum(amount_minor) AS amount_minor
      FROM rated
      GROUP BY accrual_id, plan_id, term_id, distributor_id, rated_from, rated_until, currency
    ),
    stepped AS (
      SELECT h.*, p.name AS plan_name, p.version AS plan_version, t.code AS term_code, t.tiers,
             t.settled_by, b.band, b.rate_ppm, n.rate_ppm AS next_rate_ppm,
             n.amount_minor AS next_amount_minor,
             CASE h.measure WHEN 'volume' THEN n.from_value - volume
               WHEN 'target' THEN div(CAST(n.from_value AS numeric) * h.target_minor + 999999,
                                      1000000) - volume
               WHEN 'growth' THEN year_before + div(n.from_value * year_before + 999999, 1000000)
                 - volume END AS more_minor,
             CASE h.measure WHEN 'units' THEN n.from_value - units END AS more_units
      FROM heads h
      JOIN rebate_plans p ON p.brand_id = :brand AND p.id = h.plan_id
      JOIN rebate_terms t ON t.brand_id = :brand AND t.id = h.term_id
      LEFT JOIN LATERAL (
        SELECT d.band, d.rate_ppm FROM rebate_bands d
        WHERE d.brand_id = :brand AND d.term_id = h.term_id AND d.from_value <= h.figure
        ORDER BY d.band DESC LIMIT 1) AS b ON true
      LEFT JOIN LATERAL (
        SELECT d.rate_ppm, d.amount_minor, d.from_value FROM rebate_bands d
        WHERE d.brand_id = :brand AND d.term_id = h.term_id AND d.from_value > h.figure
        ORDER BY d.band LIMIT 1) AS n ON true
    )
"""
