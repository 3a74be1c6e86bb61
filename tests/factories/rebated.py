"""Rebates of a brand as a reader finds them, written by SQL."""

from typing import Final

REBATES: Final = (
    """INSERT INTO rebate_plans
       SELECT %(brand)s, derived_id('rebate:' || %(b)s || ':' || n), 'YEAR', n, '返利 ' || n, c,
              '{direct,cascade}', '{}', DATE '2026-01-01' + (n - 1) * 31,
              CASE n WHEN 1 THEN DATE '2026-02-01' END, '2026-01-01'
       FROM generate_series(1, 2) n, (SELECT currency FROM brands WHERE id = %(brand)s) b (c)""",
    """INSERT INTO rebate_terms
       SELECT %(brand)s, derived_id('rebate_term:' || p.id || n), p.id, n, 'T' || n,
              (ARRAY['volume', 'target', 'days_to_pay'])[n], CASE n WHEN 1 THEN 'marginal'
              ELSE 'whole' END, (ARRAY['month', 'quarter', 'year'])[n], CASE n WHEN 1
              THEN 'original' ELSE 'rerate' END, (ARRAY['goods', 'free_goods', 'cash'])[n],
              CASE n WHEN 2 THEN 12 END, p.currency, CASE n WHEN 2 THEN 5000 END,
              CASE n WHEN 1 THEN 7000 END, CASE n WHEN 2 THEN 10 END, NULL,
              CASE n WHEN 1 THEN '{tea,pot}'::text[] ELSE '{}' END, '{}', '{}',
              CASE n WHEN 2 THEN '{gold}'::text[] ELSE '{}' END, '{}'
       FROM rebate_plans p, generate_series(1, 3) n WHERE p.brand_id = %(brand)s""",
    """INSERT INTO rebate_bands
       SELECT %(brand)s, derived_id('rebate_band:' || t.id || n), t.id, n, (n - 1) * 100,
              CASE n WHEN 1 THEN 100 END, (n - 1) * 100, CASE n WHEN 1 THEN '100' END, n * 10000,
              (n - 1) * 5, t.currency
       FROM rebate_terms t, generate_series(1, 2) n WHERE t.brand_id = %(brand)s""",
    """INSERT INTO rebate_accruals
       SELECT %(brand)s, derived_id('rebate_accrual:' || t.id || d.id), p.id, t.id, d.id, p.name,
              p.version, t.code, t.measure, t.tiers, t.settled_by, p.valid_from,
              p.valid_from + 31, p.valid_from + 20, 4321 + t.place, 12,
              CASE t.place WHEN 1 THEN 99 END, 4321, t.target_minor,
              CASE WHEN t.place < 3 THEN 2 END, CASE WHEN t.place < 3 THEN 20000 END,
              CASE t.place WHEN 2 THEN 30000 END, CASE t.place WHEN 2 THEN 5 END,
              CASE t.place WHEN 2 THEN 55 END, NULL, 86 + t.place, t.currency
       FROM rebate_terms t JOIN rebate_plans p ON p.brand_id = %(brand)s AND p.id = t.plan_id
       JOIN parties d ON d.brand_id = %(brand)s AND d.kind = 'distributor'
       WHERE t.brand_id = %(brand)s AND t.place <= 2 AND p.version = 2""",
    """INSERT INTO rebate_lines
       SELECT %(brand)s, derived_id('rebate_line:' || a.id || l.id), a.id, o.id, l.id,
              o.distributor_id, DATE '2026-01-10' + l.position::int, l.net_minor, 1,
              greatest(l.net_minor - 1, 0), CASE l.position WHEN 1 THEN 9 END, 2, 20000,
              l.net_minor / 50, a.currency
       FROM rebate_accruals a
       JOIN orders o ON o.brand_id = %(brand)s AND o.distributor_id = a.distributor_id
       JOIN order_lines l ON l.brand_id = %(brand)s AND l.order_id = o.id AND l.position <= 2
       WHERE a.brand_id = %(brand)s AND o.state = 'confirmed'""",
)
