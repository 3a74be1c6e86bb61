"""Plans of the trade with rates and terms, and lines that follow from terms."""

from typing import Final

PLANS: Final = (
    """INSERT INTO plans
       SELECT %(brand)s, derived_id('plan:' || %(b)s || ':' || n), 'CORE', n, '方案 ' || n, 'net',
              'invoice', false, false, DATE '2026-01-01' + (n - 1) * 20,
              CASE n WHEN 1 THEN DATE '2026-01-21' END, '2026-01-01',
              '{direct,agency}',
              '{"kind": "commission_plan", "schema": 1, "base": "net",
                "modes": ["agency", "direct"], "pays_price_gap": false, "pays_both": false,
                "rates": [{"kind": "level", "step": 1, "percent": "5"}]}',
              CASE n WHEN 1 THEN 366 ELSE 0 END,
              CASE n WHEN 2 THEN derived_id('user:' || %(b)s || ':1') END,
              CASE n WHEN 2 THEN derived_id('user:' || %(b)s || ':2') END,
              CASE n WHEN 2 THEN 'x' END
       FROM generate_series(1, 2) n""",
    """INSERT INTO plan_drafts
       SELECT %(brand)s, derived_id('plan_draft:' || %(b)s || ':D' || n), 'D' || n, '草案 ' || n,
              DATE '2026-03-01', CASE n WHEN 2 THEN DATE '2027-01-01' END,
              '{"kind": "commission_plan"}', derived_id('user:' || %(b)s || ':' || n),
              TIMESTAMPTZ '2026-02-01' + n * INTERVAL '1 minute',
              CASE n WHEN 1 THEN TIMESTAMPTZ '2026-02-02' END, CASE n WHEN 1 THEN 'x' END,
              CASE n WHEN 2 THEN '级别 "2" 缺失' END
       FROM generate_series(1, 2) n""",
    """INSERT INTO plan_rates
       SELECT %(brand)s, derived_id('plan:' || %(b)s || ':' || n), k, s, g, 50000 / s
       FROM generate_series(1, 2) n, generate_series(1, 2) s,
            (VALUES ('level'), ('override')) kinds (k), (VALUES (''), ('pot')) groups (g)""",
    """INSERT INTO plan_terms (brand_id, id, plan_id, code, kind, earner, tiers, every, claw_back,
         currency, cap_minor, floor_minor, minimum_minor, product_groups, products, channels,
         grades, levels, depths, where_cel)
       SELECT %(brand)s, derived_id('term:' || %(b)s || ':' || n || e), p.id,
              'term ' || n || ' ' || e,
              (ARRAY['commission', 'bonus'])[1 + n %% 2], e,
              (ARRAY['whole', 'marginal'])[1 + n %% 2],
              (ARRAY['month', 'quarter', 'year'])[1 + n %% 3],
              (ARRAY['original', 'rerate'])[1 + n %% 2], %(currency)s,
              CASE n WHEN 1 THEN 5000 END, CASE n WHEN 2 THEN 5 END, CASE n WHEN 3 THEN 7 END,
              CASE n WHEN 1 THEN ARRAY['pot', '茶'] ELSE '{}' END,
              CASE n WHEN 2 THEN ARRAY['SKU-1'] ELSE '{}' END, '{}',
              CASE n WHEN 3 THEN ARRAY['gold', 'silver'] ELSE '{}' END,
              CASE WHEN e = 'seller' AND n < 3 THEN ARRAY[n] ELSE '{}' END::smallint[],
              CASE WHEN e = 'above' AND n < 3 THEN ARRAY[n, 4] ELSE '{}' END::smallint[],
              CASE n WHEN 1 THEN 'quantity > 0 //' END
       FROM plans p, generate_series(1, 3) n, (VALUES ('seller'), ('above')) earners (e)
       WHERE p.brand_id = %(brand)s AND p.version = 1""",
    """INSERT INTO plan_bands (brand_id, term_id, band, from_minor, until_minor, rate_ppm,
         amount_minor, currency)
       SELECT %(brand)s, t.id, n, (n - 1) * 1000, CASE n WHEN 1 THEN 1000 END, 50000 * n, n - 1,
              %(currency)s
       FROM plan_terms t, generate_series(1, 2) n WHERE t.brand_id = %(brand)s""",
)

DUE: Final = (
    """INSERT INTO commission_lines (brand_id, id, run_id, order_id, order_line_id, beneficiary_id,
         seller_id, kind, depth, plan_id, base_minor, rate_ppm, quantity, amount_minor, currency,
         earned_on, term_id, band, rated_from, volume_before_minor, volume_minor, due_minor,
         booked_minor, reason, collected_minor, owed_minor)
       SELECT %(brand)s, derived_id('due:' || c.id), c.run_id, c.order_id, c.order_line_id,
              c.beneficiary_id, c.seller_id, 'bonus', c.depth, c.plan_id, c.base_minor, 50000,
              c.quantity, 100, %(currency)s, c.earned_on,
              derived_id('term:' || %(b)s || ':3' || CASE c.depth WHEN 0 THEN 'seller'
                ELSE 'above' END), 1, DATE '2026-01-01', 1000, 9000, 150, 50,
              (ARRAY['sale', 'return', 'true_up', 'payment'])[1 + c.quantity %% 4],
              CASE c.quantity %% 2 WHEN 0 THEN 40 END, CASE c.quantity %% 2 WHEN 0 THEN 90 END
       FROM commission_lines c
       WHERE c.brand_id = %(brand)s AND c.kind <> 'price_gap' AND c.reverses_id IS NULL""",
)
