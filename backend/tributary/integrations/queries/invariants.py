"""What is always true of webhooks, as SQL that names every violation."""

from typing import Final

from tributary.integrations.rules import ENDPOINT_TRANSITIONS
from tributary.platform import Invariant, steps

_TOLD: Final = """
    SELECT format('message %s of kind %s goes to no endpoint', m.id, m.kind)
    FROM webhook_messages m
    WHERE m.brand_id = :brand AND NOT EXISTS (
      SELECT 1 FROM webhook_deliveries d WHERE d.brand_id = :brand AND d.message_id = m.id)
    UNION ALL
    SELECT format('delivery %s is %s after %s attempts, of which %s are written down', d.id,
                  d.state, d.attempts, a.written)
    FROM webhook_deliveries d
    CROSS JOIN LATERAL (
      SELECT count(*) AS written, coalesce(bool_or(a.status BETWEEN 200 AND 299), false) AS taken
      FROM webhook_attempts a WHERE a.brand_id = :brand AND a.delivery_id = d.id) AS a
    WHERE d.brand_id = :brand
      AND (a.written <> d.attempts OR d.state = 'delivered' AND NOT a.taken)
    UNION ALL
    SELECT format('endpoint %s is %s and has %s secrets that do not end', e.id, e.state, s.good)
    FROM webhook_endpoints e
    CROSS JOIN LATERAL (
      SELECT count(*) AS good FROM webhook_secrets s
      WHERE s.brand_id = :brand AND s.endpoint_id = e.id AND s.ends_at IS NULL) AS s
    WHERE e.brand_id = :brand AND s.good <> CASE WHEN e.state = 'deleted' THEN 0 ELSE 1 END
"""

INVARIANTS: Final = (
    Invariant(
        22,
        "every webhook message goes somewhere, each attempt is written down, one secret signs",
        "SELECT count(*) FROM webhook_deliveries WHERE brand_id = :brand",
        _TOLD,
    ),
    steps.listed_steps(
        "webhook_endpoint",
        ENDPOINT_TRANSITIONS,
        rows="SELECT id, state, 'enabled' AS first FROM webhook_endpoints WHERE brand_id = :brand",
    ),
)
