"""Offers of a brand with everything in it, and what they did to its orders."""

OFFERS = (
    """INSERT INTO offers
       SELECT %(brand)s, derived_id('offer:' || %(b)s || ':SPRING:' || n), 'SPRING', n,
              '春茶 "' || n,
              CASE n WHEN 1 THEN 'percentage' ELSE 'spend_save' END, %(currency)s, 10 * n, '',
              FALSE, '{}', '{}', '{}', '{}', DATE '2026-01-01' + 31 * (n::int - 1),
              CASE n WHEN 1 THEN DATE '2026-02-01' END, '{"kind": "percentage"}',
              TIMESTAMPTZ '2026-01-01' + n * INTERVAL '1 minute'
       FROM generate_series(1, 2) n""",
    """INSERT INTO offer_drafts
       SELECT %(brand)s, derived_id('offer_draft:' || %(b)s || ':D' || n), 'D' || n, 'Draft ' || n,
              'percentage', '2026-03-01', NULL, '{"kind": "percentage"}',
              TIMESTAMPTZ '2026-01-01' + n * INTERVAL '1 minute'
       FROM generate_series(1, 2) n""",
    """INSERT INTO coupons
       SELECT %(brand)s, derived_id('coupon:' || %(b)s || ':C' || n), 'C' || n, 'SPRING', n, n - 1,
              TIMESTAMPTZ '2026-01-01' + n * INTERVAL '1 minute'
       FROM generate_series(1, 2) n""",
    """INSERT INTO discount_requests
       SELECT brand_id, derived_id('discount:' || id), id, CASE row_number %% 2 WHEN 1 THEN 1 END,
              'HAND', 100 + row_number, currency, '老客户 "' || row_number,
              CASE row_number %% 3 WHEN 0 THEN 'waiting' WHEN 1 THEN 'approved' ELSE 'refused' END,
              'salesperson', derived_id('user:' || %(b)s || ':1'),
              TIMESTAMPTZ '2026-01-01' + row_number * INTERVAL '1 minute',
              CASE WHEN row_number %% 3 > 0 THEN derived_id('user:' || %(b)s || ':2') END,
              CASE row_number %% 3 WHEN 1 THEN 'owner' END,
              CASE WHEN row_number %% 3 > 0 THEN TIMESTAMPTZ '2026-01-02' END,
              CASE row_number %% 3 WHEN 2 THEN 'no' END
       FROM orders
       WHERE brand_id = %(brand)s AND kind = 'wholesale'""",
    """INSERT INTO order_traces
       SELECT brand_id, id, discount_minor, currency,
              '{"schema": 1, "steps": [
                {"offer_code": "SPRING", "version": 1, "outcome": "applied", "amount": "1.00"},
                {"offer_code": "SPRING", "version": 2, "outcome": "not_applicable",
                 "reason": "threshold_not_met"},
                {"offer_code": "GOLDEN", "version": 1, "outcome": "not_applicable",
                 "reason": "other_grade"}]}'
       FROM orders
       WHERE brand_id = %(brand)s AND kind = 'wholesale'""",
)
