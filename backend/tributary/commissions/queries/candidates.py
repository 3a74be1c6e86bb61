"""What is to be earned or taken back within a period, as SQL.

Each SELECT yields the columns of `commission_lines`, whether the lines exist or not: their ids
follow from order line, plan, rule and beneficiary, and what happened, so inserting what exists
inserts nothing.
"""

from typing import Final

COLUMNS: Final = (
    "brand_id, id, run_id, order_id, order_line_id, return_line_id, beneficiary_id, seller_id, "
    "kind, depth, plan_id, step, product_group, base_minor, rate_ppm, unit_gap_minor, quantity, "
    "amount_minor, currency, earned_on, reverses_id"
)
CASH_COLUMNS: Final = (
    "brand_id, id, run_id, order_id, order_line_id, return_line_id, application_id, "
    "beneficiary_id, seller_id, kind, depth, plan_id, step, product_group, base_minor, rate_ppm, "
    "unit_gap_minor, quantity, amount_minor, currency, earned_on, collected_minor, owed_minor, "
    "due_minor, booked_minor, reason"
)

# All instalments of an order are booked together, the first one stands for the order; what those
# above the buyer owe in a cascade is no sale of its own. The ladder frozen on a line names who
# stood above the seller when the order was made: a move that reaches back to earlier days leaves
# it alone. It has one rung for each level. Whether a line has a price gap follows from ladder and
# plans, not from what was paid: under another plan it may only be earned later.
_SOLD: Final = """
    sold AS (
      SELECT l.id AS line_id, o.id AS order_id, o.distributor_id AS seller_id, r.booked_on,
             l.quantity, l.currency, g.product_group, p.id AS plan_id,
             p.pays_price_gap, p.pays_both, p.base, q.id IS NOT NULL AS is_gapped,
             l.net_minor + CASE p.base WHEN 'gross' THEN l.tax_minor ELSE 0 END AS sold_minor
      FROM receivables r
      JOIN orders o ON o.brand_id = :brand AND o.id = r.order_id
      JOIN order_lines l ON l.brand_id = :brand AND l.order_id = o.id
      JOIN products g ON g.brand_id = :brand AND g.id = l.product_id
      JOIN plans p ON p.brand_id = :brand AND p.earning_event = {event} AND o.mode = ANY(p.modes)
       AND p.valid_from <= o.ordered_on
       AND (p.valid_until IS NULL OR p.valid_until > o.ordered_on)
      LEFT JOIN plans q ON q.brand_id = :brand AND q.pays_price_gap AND o.mode = ANY(q.modes)
       AND q.valid_from <= o.ordered_on
       AND (q.valid_until IS NULL OR q.valid_until > o.ordered_on)
      WHERE r.brand_id = :brand AND r.depth = 0 AND r.instalment = 1
        AND r.booked_on < :end AND {when}
        AND o.distributor_id IS NOT NULL /* of one: order r.order_id */
    )
"""

# Nobody earns below the lowest price further down: see rules.gaps_of. A line earns the price gap
# or overrides; both only when the overrides' plan says so. The margin is what whoever earns has
# on the line: see rules.Base.
_EARNED: Final = """
    rungs AS (
      SELECT s.*, n.party_id AS beneficiary_id, n.depth, n.unit_price_minor AS own_minor,
             min(n.unit_price_minor) OVER (line ORDER BY n.depth
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS below_minor,
             CAST(count(*) OVER line AS smallint) AS level,
             s.is_gapped AND min(n.unit_price_minor) OVER line
               < first_value(n.unit_price_minor) OVER (line ORDER BY n.depth) AS has_gap,
             CASE s.base WHEN 'margin'
               THEN greatest(s.sold_minor - n.unit_price_minor * s.quantity, 0)
               ELSE s.sold_minor END AS base_minor
      FROM sold s
      JOIN order_line_prices n ON n.brand_id = :brand AND n.order_line_id = s.line_id
      WINDOW line AS (PARTITION BY s.line_id, s.plan_id)
    ),
    claims AS (
      SELECT r.*, k.kind, k.step, k.unit_gap_minor
      FROM rungs r CROSS JOIN LATERAL (
        SELECT 'price_gap' AS kind, CAST(NULL AS smallint) AS step,
               r.below_minor - r.own_minor AS unit_gap_minor
        WHERE r.pays_price_gap AND r.below_minor > r.own_minor
        UNION ALL
        SELECT CASE r.depth WHEN 0 THEN 'level' ELSE 'override' END,
               CASE r.depth WHEN 0 THEN r.level ELSE r.depth END, NULL
        WHERE r.depth = 0 OR r.pays_both OR NOT r.has_gap
      ) AS k
    ),
    rated AS (
      SELECT c.*, coalesce(own.rate_ppm, general.rate_ppm) AS rate_ppm,
             CASE WHEN c.kind = 'price_gap' THEN NULL WHEN own.rate_ppm IS NULL THEN ''
                  ELSE c.product_group END AS rate_group,
             CASE WHEN c.kind = 'price_gap' THEN c.unit_gap_minor * c.quantity
                  ELSE rate_minor(c.base_minor, coalesce(own.rate_ppm, general.rate_ppm)) END
               AS amount_minor
      FROM claims c
      LEFT JOIN plan_rates own ON own.brand_id = :brand AND own.plan_id = c.plan_id
       AND own.kind = c.kind AND own.step = c.step AND own.product_group = c.product_group
      LEFT JOIN plan_rates general ON general.brand_id = :brand AND general.plan_id = c.plan_id
       AND general.kind = c.kind AND general.step = c.step AND general.product_group = ''
    ),
    earned AS (
      SELECT * FROM rated WHERE amount_minor > 0 /* of one: party beneficiary_id */
    )
"""

_NAMED: Final = "line_id || ':' || plan_id || ':' || kind || ':' || beneficiary_id"

# What was billed in the period, under every plan in force on the day of the order.
BILLED: Final = f"""
    WITH {_SOLD.format(event="'invoice'", when="r.booked_on >= :start")}, {_EARNED}
    SELECT CAST(:brand AS uuid) AS brand_id, derived_id('commission:' || {_NAMED}) AS id,
           CAST(:run AS uuid) AS run_id, order_id, line_id AS order_line_id,
           CAST(NULL AS uuid) AS return_line_id, beneficiary_id, seller_id, kind, depth, plan_id,
           step, rate_group AS product_group, base_minor, rate_ppm, unit_gap_minor, quantity,
           amount_minor, currency, booked_on AS earned_on, CAST(NULL AS uuid) AS reverses_id
    FROM earned
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

# What the buyers of some orders were billed, what they paid and what came back, one thing after
# the other, with where it left the order. Within a day money comes before it goes.
_STANDINGS: Final = """
    bills AS (
      SELECT r.order_id, sum(r.total_minor) AS total_minor, min(r.booked_on) AS booked_on
      FROM receivables r JOIN touched t ON t.order_id = r.order_id
      WHERE r.brand_id = :brand AND r.depth = 0 AND r.booked_on < :end
      GROUP BY r.order_id
    ),
    things AS (
      SELECT r.order_id, a.id, a.id AS application_id, CAST(NULL AS uuid) AS return_id,
             a.applied_on AS counts_on, CASE WHEN a.reverses_id IS NULL THEN 1 ELSE 3 END AS place,
             CASE WHEN a.reverses_id IS NULL THEN a.amount_minor ELSE -a.amount_minor END
               AS paid_minor, 0 AS credited_minor
      FROM touched t
      JOIN receivables r ON r.brand_id = :brand AND r.order_id = t.order_id AND r.depth = 0
      JOIN applications a ON a.brand_id = :brand AND a.receivable_id = r.id
       AND a.applied_on < :end AND a.source <> 'credit_note'
      UNION ALL
      SELECT n.order_id, n.id, NULL, n.return_id, greatest(n.booked_on, b.booked_on), 2, 0,
             n.total_minor
      FROM bills b
      JOIN credit_notes n ON n.brand_id = :brand AND n.order_id = b.order_id AND n.depth = 0
       AND n.booked_on < :end
    ),
    standings AS (
      SELECT h.*, sum(h.paid_minor) OVER upto AS paid,
             b.total_minor - sum(h.credited_minor) OVER upto AS owed
      FROM things h JOIN bills b ON b.order_id = h.order_id
      WINDOW upto AS (PARTITION BY h.order_id ORDER BY h.counts_on, h.place, h.id)
    )
"""

# Orders for which something happened in the period, under plans that earn on cash.
_TOUCHED: Final = """
    touched AS (
      SELECT r.order_id FROM applications a
      JOIN receivables r ON r.brand_id = :brand AND r.id = a.receivable_id AND r.depth = 0
      WHERE a.brand_id = :brand AND a.applied_on >= :start AND a.applied_on < :end
        AND a.source <> 'credit_note' /* of one: order r.order_id */
      UNION
      SELECT n.order_id FROM credit_notes n
      WHERE n.brand_id = :brand AND n.depth = 0 AND n.booked_on >= :start AND n.booked_on < :end
        /* of one: order n.order_id */
      UNION
      SELECT n.order_id FROM receivables r
      JOIN credit_notes n ON n.brand_id = :brand AND n.order_id = r.order_id AND n.depth = 0
      WHERE r.brand_id = :brand AND r.depth = 0 AND r.instalment = 1
        AND r.booked_on >= :start AND r.booked_on < :end /* of one: order r.order_id */
    )
"""

# What has been earned so far is the part collected so far of what the bill would earn by then:
# see rules.earned_by_cash. Only what happened in this period is new.
_CASH_SOLD: Final = _SOLD.format(
    event="'cash'", when="r.order_id IN (SELECT order_id FROM touched)"
)
COLLECTED: Final = f"""
    WITH {_TOUCHED}, {_CASH_SOLD}, {_EARNED}, {_STANDINGS},
    steps AS (
      SELECT e.*, h.id AS thing_id, h.application_id, h.counts_on, x.id AS return_line_id,
             CAST(CASE WHEN e.sold_minor > 0 THEN e.sold_minor ELSE e.quantity END AS numeric)
               AS whole,
             CAST(greatest(h.owed, 0) AS numeric) AS owed,
             CAST(least(greatest(h.paid, 0), greatest(h.owed, 0)) AS numeric) AS collected,
             coalesce(sum(CASE WHEN e.sold_minor = 0 THEN x.quantity
               WHEN e.base = 'gross' THEN x.net_minor + x.tax_minor ELSE x.net_minor END)
               OVER one, 0) AS back,
             row_number() OVER one AS nth
      FROM earned e
      JOIN standings h ON h.order_id = e.order_id
      LEFT JOIN return_lines x ON x.brand_id = :brand AND x.return_id = h.return_id
       AND x.order_line_id = e.line_id
      WINDOW one AS (PARTITION BY e.line_id, e.plan_id, e.kind, e.beneficiary_id
                     ORDER BY h.counts_on, h.place, h.id)
    ),
    by_bill AS (
      SELECT s.*, amount_minor - div(2 * amount_minor * back + whole, 2 * whole) AS billed_minor,
             base_minor - div(2 * base_minor * back + whole, 2 * whole) AS billed_base_minor
      FROM steps s
    ),
    by_cash AS (
      SELECT b.*, CASE WHEN owed = 0 THEN billed_minor
               ELSE div(2 * billed_minor * collected + owed, 2 * owed) END AS due_minor,
             CASE WHEN owed = 0 THEN billed_base_minor
               ELSE div(2 * billed_base_minor * collected + owed, 2 * owed) END AS due_base_minor
      FROM by_bill b
    ),
    differences AS (
      SELECT c.*, coalesce(lag(due_minor) OVER one, 0) AS before_minor,
             coalesce(lag(due_base_minor) OVER one, 0) AS base_before_minor
      FROM by_cash c
      WINDOW one AS (PARTITION BY line_id, plan_id, kind, beneficiary_id ORDER BY nth)
    )
    SELECT CAST(:brand AS uuid) AS brand_id,
           derived_id('commission_cash:' || {_NAMED} || ':' || thing_id) AS id,
           CAST(:run AS uuid) AS run_id, order_id, line_id AS order_line_id, return_line_id,
           application_id, beneficiary_id, seller_id, kind, depth, plan_id, step,
           rate_group AS product_group,
           CAST(due_base_minor - base_before_minor AS bigint) AS base_minor, rate_ppm,
           unit_gap_minor, quantity, CAST(due_minor - before_minor AS bigint) AS amount_minor,
           currency, counts_on AS earned_on, CAST(collected AS bigint) AS collected_minor,
           CAST(owed AS bigint) AS owed_minor, CAST(due_minor AS bigint) AS due_minor,
           CAST(before_minor AS bigint) AS booked_minor,
           CASE WHEN application_id IS NOT NULL THEN 'payment'
                WHEN return_line_id IS NOT NULL THEN 'return' ELSE 'true_up' END AS reason
    FROM differences WHERE counts_on >= :start AND due_minor <> before_minor
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

# A return counts when both it and the sale are in the books. What has come back up to each
# return, oldest first, gives what is to be taken back up to it, in whole numbers and exactly:
# see rules.reversals_of. Only the lines of this period are new; those before are the same again.
REVERSALS: Final = """
    WITH came_back AS (
      SELECT x.order_line_id FROM credit_notes n
      JOIN return_lines x ON x.brand_id = :brand AND x.return_id = n.return_id
      WHERE n.brand_id = :brand AND n.depth = 0
        AND n.booked_on >= :start AND n.booked_on < :end /* of one: line x.order_line_id */
      UNION
      SELECT x.order_line_id FROM receivables r
      JOIN returns y ON y.brand_id = :brand AND y.order_id = r.order_id
      JOIN return_lines x ON x.brand_id = :brand AND x.return_id = y.id
      WHERE r.brand_id = :brand AND r.depth = 0 AND r.instalment = 1
        AND r.booked_on >= :start AND r.booked_on < :end /* of one: line x.order_line_id */
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
       AND c.reverses_id IS NULL AND c.term_id IS NULL AND c.owed_minor IS NULL
      JOIN order_lines l ON l.brand_id = :brand AND l.id = b.order_line_id
      JOIN plans p ON p.brand_id = :brand AND p.id = c.plan_id
      JOIN return_lines x ON x.brand_id = :brand AND x.order_line_id = b.order_line_id
      JOIN credit_notes n ON n.brand_id = :brand AND n.return_id = x.return_id AND n.depth = 0
      WHERE n.booked_on < :end /* of one: party c.beneficiary_id */
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

IN_ORDER: Final = ((COLUMNS, BILLED), (COLUMNS, REVERSALS), (CASH_COLUMNS, COLLECTED))
"""What is inserted where; what was taken back looks at what was earned, so it comes after."""
