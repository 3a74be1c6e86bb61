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
    """INSERT INTO order_traces
       SELECT brand_id, id, discount_minor, currency,
              '{"schema": 1, "steps": [
                {"offer_code": "SPRING", "version": 1, "outcome": "applied", "amount": "1.00"},
                {"offer_code": "SPRING", "version": 2, "outcome": "not_applicable"}]}'
       FROM orders
       WHERE brand_id = %(brand)s AND kind = 'wholesale'""",
)
