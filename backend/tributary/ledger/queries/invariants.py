"""What is always true of the books, as SQL that names every violation."""

from typing import Final

from tributary.ledger.queries.seals import CHAIN, verify_seals
from tributary.platform import Invariant, chains

_TRANSFERS: Final = "SELECT count(*) FROM transfers t WHERE t.brand_id = :brand"
_BALANCES: Final = "SELECT count(*) FROM balances b WHERE b.brand_id = :brand"

_DEBITS_ARE_CREDITS: Final = """
    SELECT format('%s: debits %s, credits %s; pending debits %s, pending credits %s', b.currency,
                  sum(b.debits_minor), sum(b.credits_minor), sum(b.pending_debits_minor),
                  sum(b.pending_credits_minor))
    FROM balances b WHERE b.brand_id = :brand GROUP BY b.currency
    HAVING sum(b.debits_minor) <> sum(b.credits_minor)
        OR sum(b.pending_debits_minor) <> sum(b.pending_credits_minor)
"""

_BALANCE_IS_SUM: Final = """
    WITH moved AS (
      SELECT side.account_id, sum(side.debit) AS debits, sum(side.credit) AS credits
      FROM transfers t CROSS JOIN LATERAL (VALUES
        (t.debit_account_id, t.amount_minor, 0), (t.credit_account_id, 0, t.amount_minor)
      ) AS side (account_id, debit, credit)
      WHERE t.brand_id = :brand AND t.phase IN ('posted', 'post') GROUP BY side.account_id
    )
    SELECT format('account %s: balance says %s and %s, transfers say %s and %s',
                  coalesce(b.account_id, m.account_id), b.debits_minor, b.credits_minor,
                  m.debits, m.credits)
    FROM (SELECT * FROM balances WHERE brand_id = :brand) AS b
    FULL JOIN moved m ON m.account_id = b.account_id
    WHERE b.debits_minor IS DISTINCT FROM coalesce(m.debits, 0)
       OR b.credits_minor IS DISTINCT FROM coalesce(m.credits, 0)
"""

_WELL_FORMED: Final = """
    SELECT format('transfer %s: %s %s from %s to %s', t.id, t.amount_minor, t.currency,
                  t.credit_account_id, t.debit_account_id)
    FROM transfers t
    LEFT JOIN accounts d ON d.brand_id = :brand AND d.id = t.debit_account_id
    LEFT JOIN accounts c ON c.brand_id = :brand AND c.id = t.credit_account_id
    WHERE t.brand_id = :brand
      AND (t.amount_minor <= 0 OR t.debit_account_id = t.credit_account_id
           OR d.currency IS DISTINCT FROM t.currency OR c.currency IS DISTINCT FROM t.currency)
"""

_WITHIN_LIMITS: Final = """
    SELECT format('account %s: %s on debit, %s on credit, limits %s and %s', b.account_id,
                  b.debits_minor + b.pending_debits_minor - b.credits_minor,
                  b.credits_minor + b.pending_credits_minor - b.debits_minor,
                  b.debit_max_minor, b.credit_max_minor)
    FROM balances b
    JOIN accounts a ON a.brand_id = :brand AND a.id = b.account_id
    WHERE b.brand_id = :brand AND (
      b.debits_minor + b.pending_debits_minor - b.credits_minor
        > least(b.debit_max_minor, ledger_debit_max(a.kind))
      OR b.credits_minor + b.pending_credits_minor - b.debits_minor > b.credit_max_minor)
"""

_PENDING_RESOLVED_ONCE: Final = """
    SELECT format('pending transfer %s is resolved %s times', t.pending_id, count(*))
    FROM transfers t WHERE t.brand_id = :brand AND t.pending_id IS NOT NULL
    GROUP BY t.pending_id HAVING count(*) > 1
    UNION ALL
    SELECT format('transfer %s does not fit the pending transfer %s', t.id, t.pending_id)
    FROM transfers t
    LEFT JOIN transfers p ON p.brand_id = :brand AND p.id = t.pending_id
    WHERE t.brand_id = :brand AND t.pending_id IS NOT NULL
      AND (p.phase, p.debit_account_id, p.credit_account_id, p.currency,
           t.amount_minor <= p.amount_minor)
        IS DISTINCT FROM ('pending', t.debit_account_id, t.credit_account_id, t.currency, true)
    UNION ALL
    SELECT format('account %s: reserved %s and %s, pending transfers say %s and %s',
                  b.account_id, b.pending_debits_minor, b.pending_credits_minor,
                  coalesce(r.debits, 0), coalesce(r.credits, 0))
    FROM balances b
    LEFT JOIN (
      SELECT side.account_id, sum(side.debit) AS debits, sum(side.credit) AS credits
      FROM transfers t CROSS JOIN LATERAL (VALUES
        (t.debit_account_id, t.amount_minor, 0), (t.credit_account_id, 0, t.amount_minor)
      ) AS side (account_id, debit, credit)
      WHERE t.brand_id = :brand AND t.phase = 'pending' AND NOT EXISTS (
        SELECT 1 FROM transfers r WHERE r.brand_id = :brand AND r.pending_id = t.id)
      GROUP BY side.account_id
    ) AS r ON r.account_id = b.account_id
    WHERE b.brand_id = :brand AND (b.pending_debits_minor <> coalesce(r.debits, 0)
                                   OR b.pending_credits_minor <> coalesce(r.credits, 0))
"""

_REVERSED_ONCE: Final = """
    SELECT format('transfer %s is reversed %s times', t.reverses_id, count(*))
    FROM transfers t WHERE t.brand_id = :brand AND t.reverses_id IS NOT NULL
    GROUP BY t.reverses_id HAVING count(*) > 1
    UNION ALL
    SELECT format('transfer %s is no mirror image of %s', t.id, t.reverses_id)
    FROM transfers t
    LEFT JOIN transfers o ON o.brand_id = :brand AND o.id = t.reverses_id
    WHERE t.brand_id = :brand AND t.reverses_id IS NOT NULL
      AND (o.phase IN ('posted', 'post'), o.debit_account_id, o.credit_account_id, o.currency,
           o.amount_minor)
        IS DISTINCT FROM (true, t.credit_account_id, t.debit_account_id, t.currency,
                          t.amount_minor)
"""

_NOBODY_MAY_CHANGE: Final = """
    SELECT format('role %s may %s %s', r.rolname, p.privilege, t.name)
    FROM (VALUES ('accounts'), ('balances'), ('transfers'), ('ledger_closings'), ('seals'),
                 ('seal_entries'), ('seal_backlog')) AS t (name),
         (VALUES ('INSERT'), ('UPDATE'), ('DELETE'), ('TRUNCATE')) AS p (privilege), pg_roles r
    WHERE r.rolname IN (current_database() || '_app', current_database() || '_worker',
                        current_database() || '_report')
      AND CASE WHEN p.privilege IN ('INSERT', 'UPDATE')
               THEN has_any_column_privilege(r.rolname, t.name, p.privilege)
               ELSE has_table_privilege(r.rolname, t.name, p.privilege) END
"""

_CLOSED_IS_CLOSED: Final = """
    SELECT format('closed through %s with %s transfers, which are now %s', c.closed_through,
                  c.transfers_count, n.transfers_count)
    FROM ledger_closings c
    CROSS JOIN LATERAL (SELECT count(*) AS transfers_count FROM transfers t
                        WHERE t.brand_id = :brand AND t.booked_on <= c.closed_through) AS n
    WHERE c.brand_id = :brand AND n.transfers_count <> c.transfers_count
"""

INVARIANTS: Final = (
    Invariant(1, "debits equal credits in each currency", _BALANCES, _DEBITS_ARE_CREDITS),
    Invariant(2, "each balance is the sum of its transfers", _BALANCES, _BALANCE_IS_SUM),
    Invariant(
        3, "a transfer moves a positive amount between two accounts", _TRANSFERS, _WELL_FORMED
    ),
    Invariant(4, "no account is beyond its limit", _BALANCES, _WITHIN_LIMITS),
    Invariant(
        5,
        "a pending transfer is resolved at most once, and what is pending is reserved",
        f"{_TRANSFERS} AND (t.phase = 'pending' OR t.pending_id IS NOT NULL)",
        _PENDING_RESOLVED_ONCE,
    ),
    Invariant(
        6,
        "a transfer is reversed at most once, by its mirror image",
        f"{_TRANSFERS} AND t.reverses_id IS NOT NULL",
        _REVERSED_ONCE,
    ),
    Invariant(
        7,
        "no row of the ledger changes or disappears",
        "SELECT count(*) FROM seal_entries e WHERE e.brand_id = :brand",
        f"{_NOBODY_MAY_CHANGE} UNION ALL {CHAIN.sql(chains.ROW_FAULTS)}",
    ),
    Invariant(
        8,
        "the chain of seals follows from the transfers",
        "SELECT count(*) FROM seals s WHERE s.brand_id = :brand",
        verify_seals,
    ),
    Invariant(
        22,
        "nothing is posted into a closed period",
        "SELECT count(*) FROM ledger_closings c WHERE c.brand_id = :brand",
        _CLOSED_IS_CLOSED,
    ),
)
