"""What is always true of receipts, refunds, clearing and credit."""

from typing import Final

from tributary.payments.rules import (
    LINK_TRANSITIONS,
    RECEIPT_TRANSITIONS,
    REFUND_TRANSITIONS,
    SESSION_TRANSITIONS,
)
from tributary.platform import Invariant, steps

INVARIANTS: Final = (
    Invariant(
        9,
        "one cash receipt, and one fee, per payment at the provider",
        "SELECT count(*) FROM receipts WHERE brand_id = :brand",
        """
        SELECT format('payment %s of %s has %s receipts', provider_payment_id, provider, count(*))
        FROM receipts WHERE brand_id = :brand
        GROUP BY provider, provider_payment_id HAVING count(*) > 1
        UNION ALL
        SELECT format('receipt %s (%s) of %s, fee %s: ledger has %s of %s, fee %s', r.id, r.state,
                      r.amount_minor, r.fee_minor, coalesce(t.receipts, 0),
                      coalesce(t.received, 0), coalesce(t.fee, 0))
        FROM receipts r
        LEFT JOIN (
          SELECT subject_id, count(*) FILTER (WHERE reason = 'receipt') AS receipts,
                 sum(amount_minor) FILTER (WHERE reason = 'receipt') AS received,
                 sum(amount_minor) FILTER (WHERE reason = 'payment_fee') AS fee
          FROM transfers WHERE brand_id = :brand AND reason IN ('receipt', 'payment_fee')
          GROUP BY subject_id) AS t ON t.subject_id = r.id
        WHERE r.brand_id = :brand
          AND (coalesce(t.receipts, 0) <> (r.state = 'received')::integer
               OR coalesce(t.received, 0) <> CASE r.state WHEN 'received' THEN r.amount_minor
                                                          ELSE 0 END
               OR coalesce(t.fee, 0) <> r.fee_minor)
        UNION ALL
        SELECT format('transfer %s is cash of no receipt', t.id) FROM transfers t
        WHERE t.brand_id = :brand AND t.reason = 'receipt'
          AND NOT EXISTS (SELECT 1 FROM receipts r
                          WHERE r.brand_id = :brand AND r.id = t.subject_id)
        """,
    ),
    Invariant(
        9,
        "one refund in the ledger per refund at the provider",
        "SELECT count(*) FROM refunds WHERE brand_id = :brand",
        """
        SELECT format('refund %s (%s) of %s: ledger paid out %s', f.id, f.state, f.amount_minor,
                      coalesce(t.minor, 0))
        FROM refunds f
        LEFT JOIN (
          SELECT subject_id, sum(amount_minor) AS minor
          FROM transfers p WHERE brand_id = :brand AND reason = 'refund'
            AND phase IN ('posted', 'post')
            AND NOT EXISTS (SELECT 1 FROM transfers v
                            WHERE v.brand_id = :brand AND v.reverses_id = p.id)
          GROUP BY subject_id) AS t ON t.subject_id = f.id
        WHERE f.brand_id = :brand
          AND coalesce(t.minor, 0) <> CASE f.state WHEN 'refunded' THEN f.amount_minor ELSE 0 END
        UNION ALL
        SELECT format('transfer %s pays back no refund', t.id) FROM transfers t
        WHERE t.brand_id = :brand AND t.reason = 'refund'
          AND NOT EXISTS (SELECT 1 FROM refunds f
                          WHERE f.brand_id = :brand AND f.id = t.subject_id)
        UNION ALL
        SELECT format('refund %s of the provider is on %s rows', provider_refund_id, count(*))
        FROM refunds WHERE brand_id = :brand AND provider_refund_id IS NOT NULL
        GROUP BY provider_refund_id HAVING count(*) > 1
        """,
    ),
    Invariant(
        13,
        "clearing holds what came in, less fees and refunds",
        "SELECT count(*) FROM accounts WHERE brand_id = :brand AND kind = 'clearing'",
        """
        SELECT format('clearing with %s in %s: documents say %s, ledger says %s', provider,
                      currency, documents, booked)
        FROM (
          SELECT r.provider, r.currency, sum(r.amount_minor - r.fee_minor - coalesce((
                   SELECT sum(f.amount_minor) FROM refunds f
                   WHERE f.brand_id = :brand AND f.receipt_id = r.id AND f.state = 'refunded'), 0)
                 ) AS documents,
                 coalesce((
                   SELECT sum(CASE WHEN t.debit_account_id = a.id THEN t.amount_minor
                                   ELSE -t.amount_minor END)
                   FROM accounts a
                   JOIN transfers t ON t.brand_id = :brand
                    AND (t.debit_account_id = a.id OR t.credit_account_id = a.id)
                   LEFT JOIN transfers o ON o.brand_id = :brand AND o.id = t.reverses_id
                   JOIN parties p ON p.brand_id = :brand AND p.id = a.counterparty_id
                   WHERE a.brand_id = :brand AND a.kind = 'clearing'
                     AND a.currency = r.currency AND lower(p.code) = r.provider
                     AND t.phase IN ('posted', 'post')
                     AND coalesce(o.reason, t.reason) IN ('receipt', 'payment_fee', 'refund')
                 ), 0) AS booked
          FROM receipts r WHERE r.brand_id = :brand AND r.state = 'received'
          GROUP BY r.provider, r.currency) AS sides
        WHERE documents <> booked
        """,
    ),
    Invariant(
        15,
        "a receipt is applied, unapplied and refunded, exactly",
        "SELECT count(*) FROM receipts WHERE brand_id = :brand",
        """
        SELECT format('receipt %s of %s: applied %s (rows say %s), refunded %s (rows say %s)',
                      r.id, r.amount_minor, r.applied_minor, coalesce(a.minor, 0),
                      r.refunded_minor, coalesce(f.minor, 0))
        FROM receipts r
        LEFT JOIN (SELECT source_id, sum(CASE WHEN reverses_id IS NULL THEN amount_minor
                                              ELSE -amount_minor END) AS minor
                   FROM applications WHERE brand_id = :brand AND source = 'receipt'
                   GROUP BY source_id) AS a ON a.source_id = r.id
        LEFT JOIN (SELECT receipt_id, sum(amount_minor) AS minor FROM refunds
                   WHERE brand_id = :brand AND state <> 'failed' GROUP BY receipt_id) AS f
          ON f.receipt_id = r.id
        WHERE r.brand_id = :brand
          AND (r.applied_minor <> coalesce(a.minor, 0) OR r.refunded_minor <> coalesce(f.minor, 0)
               OR r.applied_minor + r.refunded_minor > r.amount_minor)
        """,
    ),
    Invariant(
        15,
        "the credit of a pair is what is unapplied of its receipts and credit notes",
        "SELECT count(*) FROM accounts WHERE brand_id = :brand AND kind = 'customer_credit'",
        """
        SELECT format('credit of %s with %s in %s: documents say %s, ledger says %s', debtor_id,
                      creditor_id, currency, coalesce(d.minor, 0), coalesce(b.minor, 0))
        FROM (
          SELECT creditor_id, debtor_id, currency, sum(minor) AS minor FROM (
            SELECT creditor_id, debtor_id, currency,
                   amount_minor - applied_minor - refunded_minor AS minor
            FROM receipts WHERE brand_id = :brand AND state = 'received'
            UNION ALL
            SELECT creditor_id, debtor_id, currency, total_minor - applied_minor
            FROM credit_notes WHERE brand_id = :brand
            UNION ALL
            SELECT r.creditor_id, r.debtor_id, a.currency,
                   CASE WHEN a.reverses_id IS NULL THEN -a.amount_minor ELSE a.amount_minor END
            FROM applications a
            JOIN receivables r ON r.brand_id = :brand AND r.id = a.receivable_id
            WHERE a.brand_id = :brand AND a.source = 'credit') AS documents
          GROUP BY creditor_id, debtor_id, currency) AS d
        FULL JOIN (
          SELECT a.book_id AS creditor_id, a.counterparty_id AS debtor_id, a.currency,
                 sum(b.credits_minor - b.debits_minor - b.pending_debits_minor) AS minor
          FROM accounts a JOIN balances b ON b.brand_id = :brand AND b.account_id = a.id
          WHERE a.brand_id = :brand AND a.kind = 'customer_credit'
          GROUP BY a.book_id, a.counterparty_id, a.currency) AS b
          USING (creditor_id, debtor_id, currency)
        WHERE coalesce(d.minor, 0) <> coalesce(b.minor, 0)
        """,
    ),
    steps.listed_steps(
        "payment_link",
        LINK_TRANSITIONS,
        rows="SELECT id, state, 'open' AS first FROM payment_links WHERE brand_id = :brand",
        reasoned=("payments.cancel_link",),
    ),
    # A page of the provider ends by itself; only the ends that we bring about are audited.
    steps.listed_steps("payment_session", SESSION_TRANSITIONS),
    steps.listed_steps(
        "receipt",
        RECEIPT_TRANSITIONS,
        rows="SELECT id, state, 'pending' AS first FROM receipts WHERE brand_id = :brand",
    ),
    steps.listed_steps(
        "refund",
        REFUND_TRANSITIONS,
        rows="""
            SELECT f.id, f.state, a.after ->> 'state' AS first
            FROM refunds f
            LEFT JOIN audit_entries a ON a.brand_id = :brand AND a.subject_id = f.id
              AND a.action = 'payments.request_refund'
            WHERE f.brand_id = :brand
        """,
        reasoned=("payments.request_refund",),
    ),
)
