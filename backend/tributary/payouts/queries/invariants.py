"""What is always true of payouts, as SQL that names every violation."""

from typing import Final

from tributary.payouts.queries.clearing import CLEARING_IS_EXPLAINED
from tributary.payouts.rules import (
    ACCOUNT_TRANSITIONS,
    BATCH_TRANSITIONS,
    ITEM_TRANSITIONS,
)
from tributary.platform import Invariant, steps

_PAID_ONCE: Final = """
    SELECT format('payout %s of %s is %s but the books moved %s for it in %s transfers', i.id,
                  i.amount_minor, i.state, coalesce(s.moved, 0), coalesce(s.transfers, 0))
    FROM payout_items i
    LEFT JOIN (SELECT t.subject_id, count(*) AS transfers, sum(t.amount_minor) AS moved
               FROM transfers t
               WHERE t.brand_id = :brand AND t.reason = 'payout' AND t.phase = 'post'
               GROUP BY t.subject_id) AS s ON s.subject_id = i.id
    WHERE i.brand_id = :brand
      AND (coalesce(s.transfers, 0) <> CASE WHEN i.state IN ('paid', 'returned') THEN 1 ELSE 0 END
        OR coalesce(s.moved, 0)
          <> CASE WHEN i.state IN ('paid', 'returned') THEN i.amount_minor ELSE 0 END)
    UNION ALL
    SELECT format('payout transfer %s belongs to no item', t.id) FROM transfers t
    WHERE t.brand_id = :brand AND t.reason = 'payout' AND NOT EXISTS (
      SELECT 1 FROM payout_items i WHERE i.brand_id = :brand AND i.id = t.subject_id)
    UNION ALL
    SELECT format('provider transfer %s pays %s items', i.provider_transfer_id, count(*))
    FROM payout_items i WHERE i.brand_id = :brand AND i.provider_transfer_id IS NOT NULL
    GROUP BY i.provider_transfer_id HAVING count(*) > 1
"""

_RESERVED: Final = """
    SELECT format('payout %s is %s in a %s batch with %s open reservations of %s', i.id, i.state,
                  b.state, coalesce(r.open, 0), coalesce(r.reserved, 0))
    FROM payout_items i
    JOIN payout_batches b ON b.brand_id = :brand AND b.id = i.batch_id
    CROSS JOIN LATERAL (
      SELECT b.state = 'released' AND i.state IN ('ready', 'sending', 'unknown') AS is_reserved
    ) AS w
    LEFT JOIN (
      SELECT p.subject_id, count(*) AS open, sum(p.amount_minor) AS reserved
      FROM transfers p
      WHERE p.brand_id = :brand AND p.reason = 'payout' AND p.phase = 'pending'
        AND NOT EXISTS (SELECT 1 FROM transfers s
                        WHERE s.brand_id = :brand AND s.pending_id = p.id)
      GROUP BY p.subject_id) AS r ON r.subject_id = i.id
    WHERE i.brand_id = :brand
      AND (coalesce(r.open, 0) <> CASE WHEN w.is_reserved THEN 1 ELSE 0 END
        OR coalesce(r.reserved, 0) <> CASE WHEN w.is_reserved THEN i.amount_minor ELSE 0 END)
"""

_TWO_PERSONS: Final = """
    WITH sums AS (
      SELECT i.batch_id, count(*) AS items, sum(i.amount_minor) AS total,
             bool_and(i.resolved_at IS NOT NULL) AS done,
             encode(sha256(convert_to(string_agg(
               format('%s|%s|%s|%s|%s', i.id, i.distributor_id, i.destination, i.currency,
                      i.amount_minor), E'\\n' ORDER BY i.id), 'UTF8')), 'hex') AS digest
      FROM payout_items i WHERE i.brand_id = :brand GROUP BY i.batch_id
    )
    SELECT format('batch %s says %s items of %s, its items are %s of %s', b.number, b.item_count,
                  b.total_minor, coalesce(s.items, 0), coalesce(s.total, 0))
    FROM payout_batches b LEFT JOIN sums s ON s.batch_id = b.id
    WHERE b.brand_id = :brand
      AND (b.item_count, b.total_minor) IS DISTINCT FROM (s.items, s.total)
    UNION ALL
    SELECT format('batch %s: its items are not those that were submitted', b.number)
    FROM payout_batches b JOIN sums s ON s.batch_id = b.id
    WHERE b.brand_id = :brand AND b.items_sha256 <> s.digest
    UNION ALL
    SELECT format('batch %s is %s without a second person who saw its total', b.number, b.state)
    FROM payout_batches b
    WHERE b.brand_id = :brand AND b.state IN ('released', 'completed')
      AND (b.checker_id IS NULL OR b.checker_id = b.maker_id
           OR b.approved_total_minor IS DISTINCT FROM b.total_minor
           OR b.approved_sha256 IS DISTINCT FROM b.items_sha256)
    UNION ALL
    SELECT format('batch %s is completed and has items that are not final', b.number)
    FROM payout_batches b JOIN sums s ON s.batch_id = b.id
    WHERE b.brand_id = :brand AND b.state IN ('completed', 'cancelled') AND NOT s.done
    UNION ALL
    SELECT format('payout %s is %s in a batch that is %s', i.id, i.state, b.state)
    FROM payout_items i
    JOIN payout_batches b ON b.brand_id = :brand AND b.id = i.batch_id
    WHERE i.brand_id = :brand AND b.state NOT IN ('released', 'completed')
      AND i.state NOT IN ('ready', 'cancelled')
"""

_ITEM_STEPS: Final = """
    SELECT CAST(k.key AS uuid) AS id, k.value AS origin, a.after -> k.key ->> 'state' AS goal
    FROM audit_entries a, jsonb_each_text(a.before) AS k
    WHERE a.brand_id = :brand AND a.action IN ('payouts.claim_items', 'payouts.settle_items')
    UNION ALL
    SELECT CAST(c AS uuid), 'ready', 'cancelled'
    FROM audit_entries a, jsonb_array_elements_text(a.after -> 'cancelled') AS c
    WHERE a.brand_id = :brand AND a.action = 'payouts.cancel_batch'
"""

_ITEMS: Final = "SELECT count(*) FROM payout_items i WHERE i.brand_id = :brand"

INVARIANTS: Final = (
    Invariant(
        11,
        "a payout is executed at most once, and exactly once when paid",
        _ITEMS,
        _PAID_ONCE,
    ),
    Invariant(
        11,
        "exactly the released payouts that are not final are reserved",
        _ITEMS,
        _RESERVED,
    ),
    Invariant(
        12,
        "items of a batch sum to the approved total and hash, and two persons moved it",
        "SELECT count(*) FROM payout_batches b WHERE b.brand_id = :brand",
        _TWO_PERSONS,
    ),
    CLEARING_IS_EXPLAINED,
    steps.listed_steps(
        "payout_batch",
        BATCH_TRANSITIONS,
        rows="SELECT id, state, 'draft' AS first FROM payout_batches WHERE brand_id = :brand",
        reasoned=("payouts.cancel_batch",),
    ),
    steps.listed_steps(
        "payout",
        ITEM_TRANSITIONS,
        rows="SELECT id, state, 'ready' AS first FROM payout_items WHERE brand_id = :brand",
        steps=_ITEM_STEPS,
    ),
    steps.listed_steps(
        "payee_account",
        ACCOUNT_TRANSITIONS,
        rows="SELECT id, state, 'active' AS first FROM payee_accounts WHERE brand_id = :brand",
        reasoned=("payouts.put_on_hold", "payouts.take_off_hold"),
    ),
)
