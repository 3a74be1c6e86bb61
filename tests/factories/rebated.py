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
              CASE n WHEN 2 THEN '{gold}'::text[] ELSE '{}' END,
              CASE n WHEN 3 THEN '{NOBODY}'::text[] ELSE '{}' END
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
    """INSERT INTO rebate_credits (
         brand_id, id, accrual_id, plan_id, term_id, distributor_id, plan_name, plan_version,
         term_code, settled_by, rated_from, rated_until, use_until, as_of, amount_minor,
         offset_minor, used_minor, expired_minor, owed_back_minor, is_claimed, unapproved_minor,
         currency, created_at)
       SELECT %(brand)s, derived_id('rebate_credit:' || a.id), a.id, a.plan_id, a.term_id,
              a.distributor_id, a.plan_name, a.plan_version, a.term_code, a.settled_by,
              a.rated_from, a.rated_until, CASE t.place WHEN 1 THEN a.rated_until + 90 END,
              a.as_of, 500 + t.place, 0, 100, 7, 0, t.place = 2,
              CASE t.place WHEN 2 THEN 90 ELSE 0 END, a.currency, '2026-03-01'
       FROM rebate_accruals a JOIN rebate_terms t ON t.brand_id = %(brand)s AND t.id = a.term_id
       WHERE a.brand_id = %(brand)s""",
    """INSERT INTO rebate_uses
       SELECT %(brand)s, derived_id('rebate_use:' || c.id), 'RB-' || left(c.id::text, 8),
              c.distributor_id, 'goods', 'red_letter', 100, c.currency, c.rated_until,
              derived_id('rebate_use_journal:' || c.id), '2026-03-02',
              CASE WHEN c.is_claimed THEN DATE '2026-03-05' END,
              CASE WHEN c.is_claimed THEN '单据有误' END
       FROM rebate_credits c WHERE c.brand_id = %(brand)s""",
    """INSERT INTO rebate_entries
       SELECT %(brand)s, derived_id('rebate_entry:' || c.id || ':' || n), c.id, n,
              c.distributor_id, c.id, CASE n WHEN 3 THEN derived_id('rebate_use:' || c.id) END,
              (ARRAY['released', 'adjusted', 'used', 'expired'])[n],
              CASE n WHEN 2 THEN 'return' END,
              CASE n WHEN 1 THEN c.amount_minor + 40 WHEN 2 THEN -40 WHEN 3 THEN -100 ELSE -7 END,
              c.currency, c.rated_until + n, CASE WHEN n < 3 THEN 4321 END,
              CASE WHEN n < 3 THEN n END, CASE WHEN n < 3 THEN 12 END, NULL,
              CASE WHEN n < 3 THEN 2 END, CASE WHEN n < 3 THEN 20000 END,
              CASE WHEN n < 3 THEN c.as_of END, '2026-03-02'
       FROM rebate_credits c, generate_series(1, 4) n WHERE c.brand_id = %(brand)s""",
    """INSERT INTO rebate_costs
       SELECT %(brand)s, derived_id('rebate_cost:' || l.id), derived_id('rebate_entry:' || c.id
              || ':1'), c.id, l.order_id, l.order_line_id, c.distributor_id, 30, c.currency
       FROM rebate_lines l
       JOIN rebate_credits c ON c.brand_id = %(brand)s AND c.accrual_id = l.accrual_id
       WHERE l.brand_id = %(brand)s""",
    """INSERT INTO rebate_claims
       SELECT %(brand)s, derived_id('rebate_claim:' || c.id), 'RC-' || left(c.id::text, 8), c.id,
              c.distributor_id, c.plan_name, c.plan_version, c.term_code, c.rated_from,
              c.rated_until, 30, c.currency, '请核 ' || c.term_code, '{"amount": "30"}', u.id,
              '2026-03-02', 'open', 2, 'accountant', '2026-03-09', '2026-03-10'
       FROM rebate_credits c, (SELECT user_id AS id FROM memberships WHERE brand_id = %(brand)s
                               AND role = 'owner' ORDER BY user_id LIMIT 1) AS u
       WHERE c.brand_id = %(brand)s AND c.is_claimed""",
    """INSERT INTO rebate_claim_lines
       SELECT DISTINCT ON (m.id) %(brand)s, derived_id('rebate_claim_line:' || k.id), m.id, k.id,
              k.order_id, k.order_line_id, 30, k.currency, true
       FROM rebate_claims m
       JOIN rebate_costs k ON k.brand_id = %(brand)s AND k.credit_id = m.credit_id
       WHERE m.brand_id = %(brand)s ORDER BY m.id, k.id""",
    """INSERT INTO rebate_claim_steps
       SELECT %(brand)s, m.id, n, (ARRAY['sales_manager', 'accountant', 'owner'])[n], n + 2,
              CASE n WHEN 1 THEN m.claimed_by END, CASE n WHEN 1 THEN m.claimed_by END,
              CASE n WHEN 1 THEN timestamptz '2026-03-03' END
       FROM rebate_claims m, generate_series(1, 3) n WHERE m.brand_id = %(brand)s""",
    """INSERT INTO rebate_claim_deeds
       SELECT %(brand)s, m.id, n, (ARRAY['claimed', 'agreed', 'sent_back'])[n],
              CASE WHEN n > 1 THEN n - 1 END, CASE n WHEN 3 THEN 1 END, m.claimed_by,
              CASE n WHEN 2 THEN m.claimed_by END, CASE n WHEN 3 THEN 'Photos?' END, '2026-03-03'
       FROM rebate_claims m, generate_series(1, 3) n WHERE m.brand_id = %(brand)s""",
    """INSERT INTO rebate_claim_settings
       SELECT %(brand)s, timestamptz '2026-03-01', n, 'owner', n,
              CASE n WHEN 2 THEN 700 END, currency
       FROM generate_series(1, 2) n, (SELECT currency FROM brands WHERE id = %(brand)s) AS b""",
    """INSERT INTO rebate_delegations
       SELECT %(brand)s, derived_id('rebate_delegation:' || %(b)s || n), u[1], u[2],
              DATE '2026-03-01' + n, DATE '2026-03-01' + n * 9, '2026-03-01',
              CASE n WHEN 2 THEN timestamptz '2026-03-02' END
       FROM generate_series(1, 2) n, (
         SELECT array_agg(DISTINCT user_id) AS u FROM memberships
         WHERE brand_id = %(brand)s AND party_id IS NULL) AS people""",
)
