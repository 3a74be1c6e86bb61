"""Invariant 10: what a provider holds for us is what the documents with its own names add up to.

Payouts are the last to move money at a provider, so they know all of its documents.
"""

from typing import Final

from tributary.platform import Invariant

# What a document says has moved at its provider; and what of it is still on its way.
_MOVED: Final = """
    SELECT provider, currency, amount_minor - fee_minor AS moved
    FROM receipts WHERE brand_id = :brand AND state = 'received'
    UNION ALL
    SELECT r.provider, f.currency, -f.amount_minor
    FROM refunds f JOIN receipts r ON r.brand_id = :brand AND r.id = f.receipt_id
    WHERE f.brand_id = :brand AND f.state = 'refunded'
    UNION ALL
    SELECT b.rail, i.currency, -i.amount_minor
    FROM payout_items i JOIN payout_batches b ON b.brand_id = :brand AND b.id = i.batch_id
    WHERE i.brand_id = :brand AND i.state IN ('paid', 'returned')
"""

_UNDER_WAY: Final = """
    SELECT r.provider, f.currency, f.amount_minor AS reserved
    FROM refunds f JOIN receipts r ON r.brand_id = :brand AND r.id = f.receipt_id
    WHERE f.brand_id = :brand AND f.state NOT IN ('refunded', 'failed')
    UNION ALL
    SELECT b.rail, i.currency, i.amount_minor
    FROM payout_items i JOIN payout_batches b ON b.brand_id = :brand AND b.id = i.batch_id
    WHERE i.brand_id = :brand AND b.state = 'released'
      AND i.state IN ('ready', 'sending', 'unknown')
"""

# Only what was posted for a document counts: an adjustment is a document of its own.
_POSTED: Final = """
    SELECT lower(p.code) AS provider, a.currency, t.phase, t.id,
           CASE WHEN t.debit_account_id = a.id THEN 1 ELSE -1 END * t.amount_minor AS minor
    FROM accounts a
    JOIN parties p ON p.brand_id = :brand AND p.id = a.counterparty_id AND p.kind = 'provider'
    JOIN transfers t ON t.brand_id = :brand AND a.id IN (t.debit_account_id, t.credit_account_id)
    LEFT JOIN transfers o ON o.brand_id = :brand AND o.id = t.reverses_id
    WHERE a.brand_id = :brand AND a.kind = 'clearing'
      AND coalesce(o.reason, t.reason) IN ('receipt', 'payment_fee', 'refund', 'payout')
"""

_FAULTS: Final = """
    SELECT format('%s in %s: its documents add up to %s, its account holds %s', provider, currency,
                  coalesce(d.minor, 0), coalesce(l.minor, 0))
    FROM (SELECT provider, currency, sum(moved) AS minor FROM ({moved}) AS m
          GROUP BY provider, currency) AS d
    FULL JOIN (SELECT provider, currency, sum(minor) AS minor FROM ({posted}) AS t
               WHERE phase IN ('posted', 'post') GROUP BY provider, currency) AS l
      USING (provider, currency)
    WHERE coalesce(d.minor, 0) <> coalesce(l.minor, 0)
    UNION ALL
    SELECT format('%s in %s: %s is on its way out, %s is reserved for it', provider, currency,
                  coalesce(d.minor, 0), coalesce(l.minor, 0))
    FROM (SELECT provider, currency, sum(reserved) AS minor FROM ({under_way}) AS u
          GROUP BY provider, currency) AS d
    FULL JOIN (SELECT provider, currency, -sum(minor) AS minor FROM ({posted}) AS t
               WHERE phase = 'pending' AND NOT EXISTS (
                 SELECT 1 FROM transfers s WHERE s.brand_id = :brand AND s.pending_id = t.id)
               GROUP BY provider, currency) AS l
      USING (provider, currency)
    WHERE coalesce(d.minor, 0) <> coalesce(l.minor, 0)
    UNION ALL
    SELECT format('refund %s of %s went out under no name of the provider', f.id, f.amount_minor)
    FROM refunds f
    WHERE f.brand_id = :brand AND f.state = 'refunded' AND f.provider_refund_id IS NULL
    UNION ALL
    SELECT format('payout %s of %s went out under no name of the provider', i.id, i.amount_minor)
    FROM payout_items i
    WHERE i.brand_id = :brand AND i.state = 'paid' AND i.provider_transfer_id IS NULL
"""

CLEARING_IS_EXPLAINED: Final = Invariant(
    10,
    "what a provider holds is what its receipts, fees, refunds and payouts add up to",
    "SELECT count(*) FROM accounts WHERE brand_id = :brand AND kind = 'clearing'",
    _FAULTS.format(moved=_MOVED, posted=_POSTED, under_way=_UNDER_WAY),
)
