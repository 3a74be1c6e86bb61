"""What terms make due on lines by the end of a period, less what was booked, as one SELECT.

See rules.rating for the definition and ADR 0036 for why differences are booked.
"""

from typing import Final

TERM_COLUMNS: Final = (
    "brand_id, id, run_id, order_id, order_line_id, beneficiary_id, seller_id, kind, depth, "
    "plan_id, term_id, band, rate_ppm, base_minor, quantity, currency, earned_on, rated_from, "
    "volume_before_minor, volume_minor, due_minor, booked_minor, amount_minor, reason, "
    "collected_minor, owed_minor"
)

# The rating periods in which something was billed, or from which something came back or was paid:
# in no other is anything due now that was not due before.
_SPANS: Final = """
    touched AS (
      SELECT r.booked_on AS day FROM receivables r
      WHERE r.brand_id = :brand AND r.depth = 0 AND r.instalment = 1
        AND r.booked_on >= :start AND r.booked_on < :end /* of one: order r.order_id */
      UNION
      SELECT r.booked_on FROM credit_notes n
      JOIN returns y ON y.brand_id = :brand AND y.id = n.return_id
      JOIN receivables r ON r.brand_id = :brand AND r.order_id = y.order_id AND r.depth = 0
       AND r.instalment = 1 AND r.booked_on < :end
      WHERE n.brand_id = :brand AND n.depth = 0
        AND n.booked_on >= :start AND n.booked_on < :end /* of one: order y.order_id */
    ),
    paid AS (
      SELECT DISTINCT b.booked_on AS day FROM applications a
      JOIN receivables r ON r.brand_id = :brand AND r.id = a.receivable_id AND r.depth = 0
      JOIN receivables b ON b.brand_id = :brand AND b.order_id = r.order_id AND b.depth = 0
       AND b.instalment = 1
      WHERE a.brand_id = :brand AND a.applied_on >= :start AND a.applied_on < :end
        AND a.source <> 'credit_note' /* of one: order r.order_id */
        AND EXISTS (SELECT 1 FROM plans p WHERE p.brand_id = :brand AND p.earning_event = 'cash')
    ),
    spans AS (
      SELECT t.id AS term_id, CAST(date_trunc(t.every, CAST(d.day AS timestamp)) AS date)
               AS rated_from
      FROM plan_terms t CROSS JOIN touched d WHERE t.brand_id = :brand
      UNION
      SELECT t.id, CAST(date_trunc(t.every, CAST(d.day AS timestamp)) AS date)
      FROM plan_terms t
      JOIN plans p ON p.brand_id = :brand AND p.id = t.plan_id AND p.earning_event = 'cash'
      CROSS JOIN paid d WHERE t.brand_id = :brand
    )
"""

# Every line a term covers in these periods up to now, with what has come back of it up to now.
COVERED: Final = """
    sold AS (
      SELECT l.id AS line_id, o.id AS order_id, o.distributor_id AS seller_id, r.booked_on,
             l.quantity, l.currency, l.net_minor, l.tax_minor, p.id AS plan_id, p.base,
             p.earning_event, p.pays_both, q.id IS NOT NULL AS is_gapped, t.id AS term_id,
             t.kind AS term_kind, t.earner, t.tiers, t.claw_back, t.cap_minor, t.floor_minor,
             t.minimum_minor, t.grades, t.levels, t.depths, s.rated_from /* rules: facts */
      FROM receivables r
      JOIN orders o ON o.brand_id = :brand AND o.id = r.order_id
      JOIN order_lines l ON l.brand_id = :brand AND l.order_id = o.id
      JOIN products g ON g.brand_id = :brand AND g.id = l.product_id
      JOIN channels c ON c.brand_id = :brand AND c.id = o.channel_id
      JOIN plans p ON p.brand_id = :brand AND o.mode = ANY(p.modes)
       AND p.valid_from <= o.ordered_on
       AND (p.valid_until IS NULL OR p.valid_until > o.ordered_on)
      LEFT JOIN plans q ON q.brand_id = :brand AND q.pays_price_gap AND o.mode = ANY(q.modes)
       AND q.valid_from <= o.ordered_on
       AND (q.valid_until IS NULL OR q.valid_until > o.ordered_on)
      JOIN plan_terms t ON t.brand_id = :brand AND t.plan_id = p.id AND t.currency = l.currency
       AND (t.product_groups = '{}' OR g.product_group = ANY(t.product_groups))
       AND (t.products = '{}' OR g.sku = ANY(t.products))
       AND (t.channels = '{}' OR c.code = ANY(t.channels))
      JOIN spans s ON s.term_id = t.id
       AND s.rated_from = CAST(date_trunc(t.every, CAST(r.booked_on AS timestamp)) AS date)
      WHERE r.brand_id = :brand AND r.depth = 0 AND r.instalment = 1
        AND r.booked_on >= (SELECT min(rated_from) FROM spans) AND r.booked_on < :end
        AND o.distributor_id IS NOT NULL /* of one: order r.order_id */
    ),
    came_back AS (
      SELECT x.order_line_id, sum(x.net_minor) AS net_minor, sum(x.tax_minor) AS tax_minor,
             bool_or(n.booked_on >= :start) AS is_now
      FROM return_lines x
      JOIN credit_notes n ON n.brand_id = :brand AND n.return_id = x.return_id AND n.depth = 0
       AND n.booked_on < :end
      WHERE x.brand_id = :brand AND x.order_line_id IN (SELECT line_id FROM sold)
      GROUP BY x.order_line_id
    ),
    ladders AS (
      SELECT n.order_line_id, CAST(max(n.depth) + 1 AS smallint) AS level,
             min(n.unit_price_minor) < min(n.unit_price_minor) FILTER (WHERE n.depth = 0)
               AS has_gap
      FROM order_line_prices n
      WHERE n.brand_id = :brand AND n.order_line_id IN (SELECT line_id FROM sold)
      GROUP BY n.order_line_id
    ),
    covered AS (
      SELECT s.*, n.party_id AS beneficiary_id, n.depth, coalesce(b.is_now, false) AS is_back_now,
             CASE s.base WHEN 'gross' THEN s.net_minor + s.tax_minor
               WHEN 'margin' THEN s.net_minor - n.unit_price_minor * s.quantity
               ELSE s.net_minor END AS whole_minor,
             CAST(s.net_minor + CASE s.base WHEN 'gross' THEN s.tax_minor ELSE 0 END AS numeric)
               AS sold_minor,
             coalesce(b.net_minor + CASE s.base WHEN 'gross' THEN b.tax_minor ELSE 0 END, 0)
               AS back_minor
      FROM sold s
      JOIN ladders h ON h.order_line_id = s.line_id
      JOIN order_line_prices n ON n.brand_id = :brand AND n.order_line_id = s.line_id
      LEFT JOIN came_back b ON b.order_line_id = s.line_id
      WHERE (s.levels = '{}' OR h.level = ANY(s.levels))
        AND (s.grades = '{}' OR n.grade = ANY(s.grades))
        AND CASE s.earner WHEN 'seller' THEN n.depth = 0
            ELSE n.depth > 0 AND (s.depths = '{}' OR n.depth = ANY(s.depths)) END
        AND (s.earner = 'seller' OR s.term_kind = 'bonus' OR s.pays_both
             OR NOT (s.is_gapped AND h.has_gap)) /* rules: decide */ /* of one: party n.party_id */
    )
"""

# Running totals in the fixed order: the day a line was billed, then its id.
_RATED: Final = """
    weighed AS (
      SELECT c.*, whole_minor - div(2 * whole_minor * back_minor + sold_minor, 2 * sold_minor)
               AS left_minor
      FROM covered c WHERE whole_minor > 0
    ),
    counted AS (
      SELECT w.*, CASE claw_back WHEN 'rerate' THEN left_minor ELSE whole_minor END AS counts
      FROM weighed w
    ),
    summed AS (
      SELECT c.*, sum(counts) OVER one AS volume, sum(counts) OVER upto AS after,
             sum(counts) OVER upto - counts AS before
      FROM counted c
      WINDOW one AS (PARTITION BY term_id, beneficiary_id, currency, rated_from),
             upto AS (PARTITION BY term_id, beneficiary_id, currency, rated_from
                      ORDER BY booked_on, line_id ROWS UNBOUNDED PRECEDING)
    ),
    earned AS (
      SELECT s.*, b.band, b.rate_ppm,
             CASE s.tiers
               WHEN 'marginal' THEN div(2 * b.through_after + 1000000, 2000000)
                 - div(2 * b.through_before + 1000000, 2000000) + b.fixed
               ELSE div(2 * s.counts * b.rate_ppm + 1000000, 2000000) + b.fixed END AS raw
      FROM summed s
      CROSS JOIN LATERAL (
        SELECT max(d.band) FILTER (WHERE is_in) AS band,
               max(d.rate_ppm) FILTER (WHERE is_in AND is_last) AS rate_ppm,
               sum(d.rate_ppm * greatest(least(s.after, d.until_minor) - d.from_minor, 0))
                 AS through_after,
               sum(d.rate_ppm * greatest(least(s.before, d.until_minor) - d.from_minor, 0))
                 AS through_before,
               coalesce(sum(d.amount_minor) FILTER (
                 WHERE s.after > 0 AND s.before < greatest(d.from_minor, 1)
                   AND s.after >= greatest(d.from_minor, 1)
                   AND (s.tiers = 'marginal' OR is_in AND is_last)), 0) AS fixed
        FROM (SELECT e.*, e.from_minor <= v.reached AS is_in,
                     e.until_minor IS NULL OR e.until_minor > v.reached AS is_last
              FROM plan_bands e,
                   (SELECT CASE s.tiers WHEN 'marginal' THEN greatest(s.after - 1, 0)
                           ELSE s.volume END AS reached) AS v
              WHERE e.brand_id = :brand AND e.term_id = s.term_id) AS d
      ) AS b
    ),
    totalled AS (
      SELECT e.*, sum(raw) OVER one AS total, sum(raw) OVER upto AS raw_after,
             sum(raw) OVER upto - raw AS raw_before
      FROM earned e
      WINDOW one AS (PARTITION BY term_id, beneficiary_id, currency, rated_from),
             upto AS (PARTITION BY term_id, beneficiary_id, currency, rated_from
                      ORDER BY booked_on, line_id ROWS UNBOUNDED PRECEDING)
    ),
    limited AS (
      SELECT t.*, CASE WHEN total < minimum_minor THEN 0 ELSE
               CASE WHEN after = 0 THEN 0
                    ELSE greatest(least(raw_after, cap_minor), floor_minor) END
               - CASE WHEN before = 0 THEN 0
                      ELSE greatest(least(raw_before, cap_minor), floor_minor) END END AS granted
      FROM totalled t
    ),
    by_bill AS (
      SELECT l.*, granted - CASE claw_back WHEN 'original'
               THEN div(2 * granted * back_minor + sold_minor, 2 * sold_minor)
               ELSE 0 END AS billed_due
      FROM limited l
    )
"""

# What the orders under plans that earn on cash were billed and credited, and what was paid of it.
# All of what the bill makes due is due where the bill earns, or nothing is owed.
_PAID: Final = """
    waiting AS (SELECT DISTINCT order_id FROM sold WHERE earning_event = 'cash'),
    money AS (
      SELECT s.order_id, coalesce(n.minor, 0) AS credited, coalesce(a.minor, 0) AS paid,
             a.last_on, sum(r.total_minor) - coalesce(n.minor, 0) AS owed
      FROM waiting s
      JOIN receivables r ON r.brand_id = :brand AND r.order_id = s.order_id AND r.depth = 0
      LEFT JOIN (
        SELECT n.order_id, sum(n.total_minor) AS minor FROM waiting u
        JOIN credit_notes n ON n.brand_id = :brand AND n.order_id = u.order_id AND n.depth = 0
         AND n.booked_on < :end
        GROUP BY n.order_id) AS n ON n.order_id = s.order_id
      LEFT JOIN (
        SELECT r.order_id, max(a.applied_on) FILTER (WHERE a.applied_on >= :start) AS last_on,
               sum(CASE WHEN a.reverses_id IS NULL THEN a.amount_minor ELSE -a.amount_minor END)
                 AS minor
        FROM waiting u
        JOIN receivables r ON r.brand_id = :brand AND r.order_id = u.order_id AND r.depth = 0
        JOIN applications a ON a.brand_id = :brand AND a.receivable_id = r.id
         AND a.applied_on < :end AND a.source <> 'credit_note'
        GROUP BY r.order_id) AS a ON a.order_id = s.order_id
      GROUP BY s.order_id, n.minor, a.minor, a.last_on
    ),
    standing AS (
      SELECT m.order_id, m.last_on, CAST(greatest(m.owed, 0) AS numeric) AS owed,
             CAST(least(greatest(m.paid, 0), greatest(m.owed, 0)) AS numeric) AS collected
      FROM money m
    ),
    due AS (
      SELECT b.*, m.owed, m.collected, m.last_on,
             CAST(CASE WHEN m.owed > 0
               THEN div(2 * billed_due * m.collected + m.owed, 2 * m.owed)
               ELSE billed_due END AS bigint) AS due_minor
      FROM by_bill b
      LEFT JOIN standing m ON m.order_id = b.order_id AND b.earning_event = 'cash'
    )
"""

# A new line is dated when it was billed or last paid; what a threshold or a return changes, at the
# end.
DIFFERENCES: Final = f"""
    WITH {_SPANS}, {COVERED}, {_RATED}, {_PAID},
    booked AS (
      SELECT k.order_line_id, k.term_id, k.beneficiary_id, sum(k.amount_minor) AS minor
      FROM commission_lines k
      WHERE k.brand_id = :brand AND k.term_id IS NOT NULL AND k.earned_on < :end
        AND k.order_line_id IN (SELECT line_id FROM sold)
      GROUP BY k.order_line_id, k.term_id, k.beneficiary_id
    )
    SELECT CAST(:brand AS uuid) AS brand_id,
           derived_id('commission_due:' || d.line_id || ':' || d.term_id || ':'
                      || d.beneficiary_id || ':' || CAST(:run AS uuid)) AS id,
           CAST(:run AS uuid) AS run_id, d.order_id, d.line_id AS order_line_id,
           d.beneficiary_id, d.seller_id,
           CASE WHEN d.term_kind = 'bonus' THEN 'bonus' WHEN d.depth = 0 THEN 'level'
             ELSE 'override' END AS kind,
           d.depth, d.plan_id, d.term_id, d.band, d.rate_ppm,
           CAST(d.left_minor AS bigint) AS base_minor, d.quantity, d.currency,
           CASE WHEN d.last_on IS NOT NULL THEN d.last_on
             WHEN d.booked_on >= :start THEN d.booked_on ELSE CAST(:end AS date) - 1 END
             AS earned_on,
           d.rated_from, CAST(d.before AS bigint) AS volume_before_minor,
           CAST(d.volume AS bigint) AS volume_minor, d.due_minor,
           CAST(coalesce(b.minor, 0) AS bigint) AS booked_minor,
           CAST(d.due_minor - coalesce(b.minor, 0) AS bigint) AS amount_minor,
           CASE WHEN d.last_on IS NOT NULL THEN 'payment' WHEN d.booked_on >= :start THEN 'sale'
             WHEN d.is_back_now THEN 'return' ELSE 'true_up' END AS reason,
           CAST(d.collected AS bigint) AS collected_minor, CAST(d.owed AS bigint) AS owed_minor
    FROM due d
    LEFT JOIN booked b ON b.order_line_id = d.line_id AND b.term_id = d.term_id
     AND b.beneficiary_id = d.beneficiary_id
    WHERE d.due_minor <> coalesce(b.minor, 0)
"""  # noqa: S608  Only constants of this module meet here; values are parameters.
