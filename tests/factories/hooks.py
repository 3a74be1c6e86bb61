"""Webhooks of a brand as a reader finds them, written by SQL."""

from typing import Final

WEBHOOKS: Final = (
    """INSERT INTO webhook_endpoints
       SELECT %(brand)s, derived_id('hook:' || %(b)s || ':' || n), 'https://erp.example/' || n,
              'ERP ' || n, 'order.accepted payment.received', 'disabled', 'person',
              CASE WHEN n > 1 THEN derived_id('user:' || %(b)s || ':1') END,
              TIMESTAMPTZ '2026-02-01' + n * INTERVAL '1 hour', '2026-02-02',
              CASE WHEN n > 1 THEN TIMESTAMPTZ '2026-02-03' END,
              CASE WHEN n > 2 THEN TIMESTAMPTZ '2026-02-04' END
       FROM generate_series(1, 3) n""",
    """INSERT INTO webhook_messages
       SELECT %(brand)s, derived_id('told:' || %(b)s || ':' || n), 'payment.received',
              '{"data":' || n || '}', TIMESTAMPTZ '2026-02-01' + n * INTERVAL '1 minute'
       FROM generate_series(1, 4) n""",
    """INSERT INTO webhook_deliveries
       SELECT %(brand)s, derived_id('sent:' || e.id || m.id), m.id, e.id, m.kind, s, 2, 0,
              m.created_at, TIMESTAMPTZ '2026-02-07',
              CASE WHEN s IN ('delivered', 'failed') THEN TIMESTAMPTZ '2026-02-05' END,
              CASE s WHEN 'delivered' THEN 204 WHEN 'failed' THEN 500 END, m.created_at
       FROM webhook_endpoints e
       JOIN webhook_messages m ON m.brand_id = %(brand)s,
            LATERAL (SELECT (ARRAY['waiting', 'sending', 'delivered', 'failed'])
                     [1 + extract(minute FROM m.created_at)::int %% 4]) l (s)
       WHERE e.brand_id = %(brand)s""",
    """INSERT INTO webhook_attempts
       SELECT %(brand)s, d.id, n, TIMESTAMPTZ '2026-02-04', TIMESTAMPTZ '2026-02-05', 120 * n,
              CASE WHEN n = 2 THEN d.last_status END, CASE WHEN n = 1 THEN 'too_slow' END,
              CASE WHEN n = 2 THEN 'ok' END
       FROM webhook_deliveries d, generate_series(1, 2) n WHERE d.brand_id = %(brand)s""",
)
