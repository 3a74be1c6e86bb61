"""What is always true of what offers count."""

from typing import Final

from tributary.platform import Invariant

INVARIANTS: Final = (
    Invariant(
        23,
        "what was taken of an offer or a coupon are its claims that were not given back",
        "SELECT count(*) FROM offer_claims WHERE brand_id = :brand",
        """
        SELECT format('offer %s: %s taken, %s claimed', c.offer_id, c.taken, k.many)
        FROM offer_counters c,
        LATERAL (SELECT count(*) AS many FROM offer_claims k
                 WHERE k.brand_id = :brand AND k.offer_id = c.offer_id
                   AND k.released_at IS NULL) AS k
        WHERE c.brand_id = :brand AND c.taken <> k.many
        UNION ALL
        SELECT format('coupon %s: %s used, %s claimed', c.id, c.used, k.many)
        FROM coupons c,
        LATERAL (SELECT count(*) AS many FROM offer_claims k
                 WHERE k.brand_id = :brand AND k.coupon_id = c.id
                   AND k.released_at IS NULL) AS k
        WHERE c.brand_id = :brand AND c.used <> k.many
        """,
    ),
)
