"""What moved between the parties of each pair within a period, as SQL over the ledger."""

from typing import Final

STATEMENT_ID: Final = """
    derived_id('statement:' || CAST(:run AS uuid) || ':' || creditor_id || ':' || counterparty_id
               || ':' || currency)
"""

# Debits raise what is owed, credits raise what is earned. One line is what one journal did to
# one side of a pair: applying credit to an item moves nothing, and the legs of an invoice are one.
# What a corrected version of an earlier statement has taken in is on no other.
LINES: Final = """
    pairs AS (
      SELECT a.id AS account_id, a.book_id AS creditor_id, a.counterparty_id,
             CAST(a.currency AS text) AS currency,
             CASE a.kind WHEN 'commission_payable' THEN 'earned' ELSE 'owed' END AS side,
             CASE a.kind WHEN 'commission_payable' THEN -1 ELSE 1 END AS sign
      FROM accounts a
      WHERE a.brand_id = :brand
        AND a.kind IN ('receivable', 'customer_credit', 'commission_payable')
    ),
    moves AS (
      SELECT p.creditor_id, p.counterparty_id, p.currency, p.side, t.journal_id, t.reason,
             t.subject_id, t.booked_on, p.sign * t.amount_minor AS minor
      FROM transfers t JOIN pairs p ON p.account_id = t.debit_account_id
      WHERE t.brand_id = :brand AND t.phase IN ('posted', 'post')
        AND t.booked_on >= :start AND t.booked_on < :end
      UNION ALL
      SELECT p.creditor_id, p.counterparty_id, p.currency, p.side, t.journal_id, t.reason,
             t.subject_id, t.booked_on, -p.sign * t.amount_minor
      FROM transfers t JOIN pairs p ON p.account_id = t.credit_account_id
      WHERE t.brand_id = :brand AND t.phase IN ('posted', 'post')
        AND t.booked_on >= :start AND t.booked_on < :end
    ),
    taken AS (
      SELECT DISTINCT journal_id, subject_id FROM statement_lines
      WHERE brand_id = :brand AND is_correction
    ),
    lines AS (
      SELECT creditor_id, counterparty_id, currency, side, journal_id, reason, subject_id,
             booked_on, sum(minor)::bigint AS amount_minor
      FROM moves LEFT JOIN taken USING (journal_id, subject_id)
      WHERE taken.journal_id IS NULL
      GROUP BY creditor_id, counterparty_id, currency, side, journal_id, reason, subject_id,
               booked_on
      HAVING sum(minor) <> 0
    )
"""

# Whoever had a balance or a movement gets a statement; openings are the closings before.
DUE: Final = f"""
    {LINES},
    moved AS (
      SELECT creditor_id, counterparty_id, currency,
             coalesce(sum(amount_minor) FILTER (WHERE side = 'owed'), 0)::bigint AS owed,
             coalesce(sum(amount_minor) FILTER (WHERE side = 'earned'), 0)::bigint AS earned
      FROM lines GROUP BY creditor_id, counterparty_id, currency
    ),
    carried AS (
      SELECT s.creditor_id, s.counterparty_id, CAST(s.currency AS text) AS currency,
             s.owed_closing_minor AS owed, s.earned_closing_minor AS earned
      FROM statements s
      WHERE s.brand_id = :brand AND s.run_id = CAST(:previous AS uuid) AND s.state <> 'superseded'
        AND (s.owed_closing_minor <> 0 OR s.earned_closing_minor <> 0)
    ),
    due AS (
      SELECT creditor_id, counterparty_id, currency, coalesce(c.owed, 0) AS owed_opening,
             coalesce(m.owed, 0) AS owed_movement, coalesce(c.earned, 0) AS earned_opening,
             coalesce(m.earned, 0) AS earned_movement,
             {STATEMENT_ID} AS statement_id
      FROM moved m FULL JOIN carried c USING (creditor_id, counterparty_id, currency)
    )
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

COUNT_DUE: Final = f"WITH {DUE} SELECT count(*) AS statements FROM due"  # noqa: S608  Constants.

INSERT_STATEMENTS: Final = f"""
    WITH {DUE},
    numbered AS (
      SELECT due.*, p.language, p.name, p.code, b.name AS creditor_name,
             coalesce(b.address, '') AS creditor_address,
             CAST(:first AS bigint) - 1 + row_number() OVER (
               ORDER BY p.code COLLATE "C", b.code COLLATE "C", due.currency) AS nth
      FROM due
      JOIN parties p ON p.brand_id = :brand AND p.id = due.counterparty_id
      JOIN parties b ON b.brand_id = :brand AND b.id = due.creditor_id
    )
    INSERT INTO statements (brand_id, id, run_id, number, creditor_id, counterparty_id, currency,
      period_start, period_end, owed_opening_minor, owed_movement_minor, owed_closing_minor,
      earned_opening_minor, earned_movement_minor, earned_closing_minor, netting, language,
      creditor_name, creditor_address, counterparty_name, counterparty_code, state, issued_on,
      created_at, answer_by, silence_confirms)
    SELECT :brand, statement_id, :run,
           :series || '-' || lpad(nth::text, greatest(6, length(nth::text)), '0'), creditor_id,
           counterparty_id, currency, :start, :end, owed_opening, owed_movement,
           owed_opening + owed_movement, earned_opening, earned_movement,
           earned_opening + earned_movement, 'separate', language, creditor_name,
           creditor_address, name, code, 'issued', :issued_on, :now, :answer_by, :silence_confirms
    FROM numbered
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

# How lines are called and in which order they stand; which lines, the table `placed` says.
NAMED: Final = """
    ranked AS (
      SELECT * FROM unnest(CAST(:sections AS text[])) WITH ORDINALITY AS w (section, rank)
    ),
    reasons AS (
      SELECT * FROM unnest(CAST(:reasons AS text[]), CAST(:reason_sections AS text[]))
                    AS m (reason, section)
    ),
    named AS (
      SELECT l.*, w.section, w.rank,
             coalesce(r.number, n.number, c.provider_payment_id, f.provider_refund_id,
                      CASE WHEN w.section IN ('commission', 'clawback') THEN :period END,
                      v.number, z.plan_name, left(l.subject_id::text, 8), '-') AS reference,
             coalesce(o.number, q.number, c.provider, fc.provider, z.term_code,
                      (SELECT g.number FROM returns t
                       JOIN orders g ON g.brand_id = :brand AND g.id = t.order_id
                       WHERE t.brand_id = :brand
                         AND t.id = coalesce(r.charge_return_id, n.charge_return_id)),
                      CASE WHEN w.section IN ('commission', 'clawback') THEN :period END) AS detail
      FROM placed l
      LEFT JOIN reasons m ON m.reason = l.reason
      JOIN ranked w ON w.section = coalesce(m.section, :adjustment)
      LEFT JOIN receivables r ON r.brand_id = :brand AND r.id = l.subject_id
      LEFT JOIN orders o ON o.brand_id = :brand AND o.id = r.order_id
      LEFT JOIN credit_notes n ON n.brand_id = :brand AND n.id = l.subject_id
      LEFT JOIN orders q ON q.brand_id = :brand AND q.id = n.order_id
      LEFT JOIN receipts c ON c.brand_id = :brand AND c.id = l.subject_id
      LEFT JOIN refunds f ON f.brand_id = :brand AND f.id = l.subject_id
      LEFT JOIN receipts fc ON fc.brand_id = :brand AND fc.id = f.receipt_id
      LEFT JOIN rebate_uses v ON v.brand_id = :brand AND v.id = l.subject_id
      LEFT JOIN rebate_entries y ON y.brand_id = :brand AND y.id = l.subject_id
      LEFT JOIN rebate_credits z ON z.brand_id = :brand AND z.id = y.credit_id
    )
"""

# The statements are a moment old and the planner knows nothing of them: joining them here took
# minutes for ten thousand. Their ids follow from the pair.
INSERT_LINES: Final = f"""
    WITH {LINES},
    placed AS (SELECT lines.*, {STATEMENT_ID} AS statement_id FROM lines),
    {NAMED}
    INSERT INTO statement_lines (brand_id, statement_id, position, side, section, journal_id,
      subject_id, booked_on, reference, detail, amount_minor, currency)
    SELECT :brand, statement_id,
           row_number() OVER (PARTITION BY statement_id ORDER BY rank, side, booked_on,
                              reference COLLATE "C", journal_id, amount_minor),
           side, section, journal_id, subject_id, booked_on, reference, detail, amount_minor,
           currency
    FROM named
"""  # noqa: S608  Only constants of this module meet here; values are parameters.
