"""What is always true of open items, the roll-up of them, and the way to them from orders."""

from typing import Final

from tributary.platform import Invariant
from tributary.receivables.queries.paid import IS_PAID
from tributary.receivables.queries.rolled import DRIFT

INVARIANTS: Final = (
    Invariant(
        14,
        "a receivable is open for its total less its applications, within 0 and the total",
        "SELECT count(*) FROM receivables WHERE brand_id = :brand",
        """
        SELECT format('receivable %s of %s says %s applied, its applications say %s',
                      r.number, r.total_minor, r.applied_minor, coalesce(a.minor, 0))
        FROM receivables r
        LEFT JOIN (SELECT receivable_id, sum(CASE WHEN reverses_id IS NULL THEN amount_minor
                                                  ELSE -amount_minor END) AS minor
                   FROM applications WHERE brand_id = :brand GROUP BY receivable_id) a
          ON a.receivable_id = r.id
        WHERE r.brand_id = :brand
          AND (r.applied_minor <> coalesce(a.minor, 0)
               OR r.applied_minor < 0 OR r.applied_minor > r.total_minor)
        """,
    ),
    Invariant(
        14,
        "a credit note is applied for what its applications say",
        "SELECT count(*) FROM credit_notes WHERE brand_id = :brand",
        """
        SELECT format('credit note %s of %s says %s applied, its applications say %s',
                      c.number, c.total_minor, c.applied_minor, coalesce(a.minor, 0))
        FROM credit_notes c
        LEFT JOIN (SELECT source_id, sum(CASE WHEN reverses_id IS NULL THEN amount_minor
                                              ELSE -amount_minor END) AS minor
                   FROM applications WHERE brand_id = :brand AND source = 'credit_note'
                   GROUP BY source_id) a
          ON a.source_id = c.id
        WHERE c.brand_id = :brand
          AND (c.applied_minor <> coalesce(a.minor, 0)
               OR c.applied_minor < 0 OR c.applied_minor > c.total_minor)
        """,
    ),
    Invariant(
        14,
        "the open items of a pair are the balance of its receivable account",
        "SELECT count(*) FROM accounts WHERE brand_id = :brand AND kind = 'receivable'",
        """
        SELECT format('%s owes %s: open items %s %s, receivable account %s', debtor_id,
                      creditor_id, coalesce(items.minor, 0), currency, coalesce(booked.minor, 0))
        FROM (SELECT creditor_id, debtor_id, currency, sum(total_minor - applied_minor) AS minor
              FROM receivables WHERE brand_id = :brand
              GROUP BY creditor_id, debtor_id, currency) AS items
        FULL JOIN
             (SELECT a.book_id AS creditor_id, a.counterparty_id AS debtor_id, a.currency,
                     sum(b.debits_minor - b.credits_minor) AS minor
              FROM accounts a
              JOIN balances b ON b.brand_id = :brand AND b.account_id = a.id
              WHERE a.brand_id = :brand AND a.kind = 'receivable'
              GROUP BY a.book_id, a.counterparty_id, a.currency) AS booked
          USING (creditor_id, debtor_id, currency)
        WHERE coalesce(items.minor, 0) <> coalesce(booked.minor, 0)
        """,
    ),
    Invariant(
        14,
        "the roll-up of open items says what the open items say, day by day",
        "SELECT count(*) FROM open_totals WHERE brand_id = :brand",
        f"""
        SELECT format('%s is owed %s %s in %s items due on %s, lane %s; the roll-up says %s in %s',
                      creditor_id, minor, currency, items, due_on, lane, rolled_minor, rolled_items)
        FROM ({DRIFT}) AS d
        """,  # noqa: S608  A constant of this package.
    ),
    Invariant(
        14,
        "the receivables of an order add up to the order, the credit note to the return",
        "SELECT count(DISTINCT order_id) FROM receivables WHERE brand_id = :brand",
        """
        SELECT format('order %s of %s has receivables of %s', o.number, o.total_minor, r.minor)
        FROM orders o
        JOIN (SELECT order_id, sum(total_minor) AS minor FROM receivables
              WHERE brand_id = :brand AND depth = 0 GROUP BY order_id) AS r ON r.order_id = o.id
        WHERE o.brand_id = :brand AND r.minor <> o.total_minor
        UNION ALL
        SELECT format('return %s of %s has a credit note of %s', t.id, t.total_minor, c.total_minor)
        FROM returns t
        JOIN credit_notes c ON c.brand_id = :brand AND c.return_id = t.id AND c.depth = 0
        WHERE t.brand_id = :brand AND c.total_minor <> t.total_minor
        """,
    ),
    Invariant(
        14,
        "what a return charges has its item, what it takes back of a charge its credit note",
        "SELECT count(*) FROM returns WHERE brand_id = :brand AND charged_minor <> 0",
        """
        SELECT format('return %s charges %s, its item says %s, its credit note %s', t.id,
                      t.charged_minor + t.charged_tax_minor, r.total_minor, n.total_minor)
        FROM returns t
        LEFT JOIN receivables r ON r.brand_id = :brand AND r.charge_return_id = t.id
        LEFT JOIN credit_notes n ON n.brand_id = :brand AND n.charge_return_id = t.id
        WHERE t.brand_id = :brand AND (r.id IS NOT NULL OR n.id IS NOT NULL)
          AND coalesce(r.total_minor, 0) - coalesce(n.total_minor, 0)
              IS DISTINCT FROM t.charged_minor + t.charged_tax_minor
        UNION ALL
        SELECT format('order %s is gone whole and is still charged %s', o.number, c.minor)
        FROM orders o
        JOIN (SELECT order_id, sum(charged_minor + charged_tax_minor) AS minor FROM returns
              WHERE brand_id = :brand GROUP BY order_id) AS c ON c.order_id = o.id
        WHERE o.brand_id = :brand AND (c.minor < 0 OR c.minor > 0 AND NOT EXISTS (
          SELECT 1 FROM order_lines l
          WHERE l.brand_id = :brand AND l.order_id = o.id AND l.quantity > (
            SELECT coalesce(sum(x.quantity), 0) FROM return_lines x
            WHERE x.brand_id = :brand AND x.order_line_id = l.id)))
        """,
    ),
    Invariant(
        14,
        "in a cascade every level has its receivables and its credit notes, to whom it owes",
        "SELECT count(*) FROM order_debts WHERE brand_id = :brand",
        """
        SELECT format('order %s, %s above: %s owes %s to %s, its receivables say %s',
                      o.number, b.depth, b.debtor_id, b.total_minor, b.creditor_id, r.minor)
        FROM order_debts b
        JOIN orders o ON o.brand_id = :brand AND o.id = b.order_id
        LEFT JOIN (SELECT order_id, depth, sum(total_minor) AS minor,
                          (array_agg(creditor_id))[1] AS creditor,
                          (array_agg(debtor_id))[1] AS debtor,
                          count(DISTINCT (creditor_id, debtor_id)) AS pairs
                   FROM receivables WHERE brand_id = :brand AND depth > 0
                   GROUP BY order_id, depth) AS r
          ON r.order_id = b.order_id AND r.depth = b.depth
        WHERE b.brand_id = :brand AND b.total_minor > 0
          AND CASE WHEN r.order_id IS NULL
              THEN EXISTS (SELECT 1 FROM receivables x
                           WHERE x.brand_id = :brand AND x.order_id = b.order_id)
              ELSE (r.minor, r.creditor, r.debtor, r.pairs)
                   <> (b.total_minor, b.creditor_id, b.debtor_id, 1) END
        UNION ALL
        SELECT format('return %s, %s above: gives back %s, its credit note says %s', k.return_id,
                      k.depth, k.total_minor, c.total_minor)
        FROM return_credits k
        JOIN returns t ON t.brand_id = :brand AND t.id = k.return_id
        JOIN order_debts b ON b.brand_id = :brand AND b.order_id = t.order_id AND b.depth = k.depth
        LEFT JOIN credit_notes c ON c.brand_id = :brand AND c.return_id = k.return_id
         AND c.depth = k.depth
        WHERE k.brand_id = :brand AND k.total_minor > 0
          AND CASE WHEN c.id IS NULL
              THEN EXISTS (SELECT 1 FROM credit_notes x
                           WHERE x.brand_id = :brand AND x.return_id = k.return_id)
              ELSE (c.total_minor, c.creditor_id, c.debtor_id)
                   <> (k.total_minor, b.creditor_id, b.debtor_id) END
        UNION ALL
        SELECT format('%s %s stands for a debt that the order does not have', d.what, d.number)
        FROM (SELECT 'receivable' AS what, number, order_id, depth FROM receivables
              WHERE brand_id = :brand AND depth > 0
              UNION ALL
              SELECT 'credit note', number, order_id, depth FROM credit_notes
              WHERE brand_id = :brand AND depth > 0) AS d
        LEFT JOIN order_debts b ON b.brand_id = :brand AND b.order_id = d.order_id
         AND b.depth = d.depth
        WHERE b.order_id IS NULL
        """,
    ),
    Invariant(
        23,
        "a gift that waits for payment is held only by an order that is paid",
        "SELECT count(*) FROM order_promises WHERE brand_id = :brand AND on_payment",
        f"""
        SELECT format('order %s holds a gift of offer %s and is not paid', m.order_id, m.offer_id)
        FROM order_promises m
        JOIN offer_claims k ON k.brand_id = :brand AND k.order_id = m.order_id
         AND k.offer_id = m.offer_id AND k.released_at IS NULL
        WHERE m.brand_id = :brand AND m.on_payment
          AND NOT ({IS_PAID.format(order="m.order_id")})
        """,  # noqa: S608  A constant of this package.
    ),
)
