"""Raise the receivables of a whole batch of orders, set-based and exactly once."""

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from tributary import ledger
from tributary.platform import Work, numbers
from tributary.receivables.events import ReceivablesRaised
from tributary.receivables.operations.crediting import (
    apply_credit_notes,
    lock_accounts_from,
    lock_series,
)
from tributary.receivables.operations.rolling import roll_up
from tributary.receivables.operations.telling import SIDES_OF_BATCH, tell_sides
from tributary.receivables.queries import ROLLED

if TYPE_CHECKING:
    from sqlalchemy import Row

IN_CASCADE: Final = """
    SELECT 1 FROM orders o
    WHERE o.brand_id = :brand AND o.billable_batch_id = :batch AND o.mode = 'cascade' LIMIT 1
"""

# What the levels above the buyers owe; left out where there is none, so that a million orders
# owed to the brand alone are not looked up among debts they do not have.
ABOVE: Final = """
    UNION ALL
    SELECT b.order_id, b.depth, b.total_minor, b.creditor_id, b.debtor_id, b.currency,
           a.billable_on, a.ordered_on, a.shipped_on
    FROM orders a JOIN order_debts b ON b.brand_id = :brand AND b.order_id = a.id
    WHERE a.brand_id = :brand AND a.billable_batch_id = :batch AND a.state = 'confirmed'
      AND a.mode = 'cascade'
"""

# The terms are those in force on the day of the order: what the parties agreed then. The
# debtor's own terms win over the creditor's default; without either all is due at once.
BILLED: Final = """
    terms AS (
      SELECT o.id AS order_id, o.depth, o.total_minor, o.creditor_id, o.debtor_id, o.currency,
             o.billable_on AS issued_on,
             CASE WHEN coalesce(own.start_event, general.start_event) = 'order'
                  THEN o.ordered_on ELSE coalesce(o.shipped_on, o.billable_on) END AS start_on,
             coalesce(own.rule, general.rule, 'net_days') AS rule,
             coalesce(own.days, general.days, 0) AS days,
             least(coalesce(own.instalments, general.instalments, 1), o.total_minor)::integer
               AS instalments
      FROM (
        SELECT w.id, CAST(0 AS smallint) AS depth, w.total_minor, w.creditor_id, w.debtor_id,
               w.currency, w.billable_on, w.ordered_on, w.shipped_on
        FROM orders w
        WHERE w.brand_id = :brand AND w.billable_batch_id = :batch AND w.state = 'confirmed'
        {above}) AS o
      LEFT JOIN credit_terms own
        ON own.brand_id = :brand AND own.creditor_id = o.creditor_id
       AND own.debtor_id = o.debtor_id AND own.valid_from <= o.ordered_on
       AND (own.valid_until IS NULL OR own.valid_until > o.ordered_on)
      LEFT JOIN credit_terms general
        ON general.brand_id = :brand AND general.creditor_id = o.creditor_id
       AND general.debtor_id IS NULL AND general.valid_from <= o.ordered_on
       AND (general.valid_until IS NULL OR general.valid_until > o.ordered_on)
      WHERE o.total_minor > 0
        AND NOT EXISTS (SELECT 1 FROM receivables r
                        WHERE r.brand_id = :brand AND r.order_id = o.id AND r.depth = o.depth)
    ),
    open_days AS (
      SELECT issued_on, ledger_open_day(:brand, issued_on) AS booked_on
      FROM (SELECT DISTINCT issued_on FROM terms) AS issued
    ),
    billed AS (
      SELECT terms.*, open_days.booked_on,
             extract(year FROM open_days.booked_on)::integer AS year
      FROM terms JOIN open_days USING (issued_on)
    )
"""

COUNT_BY_YEAR: Final = f"""
    WITH {BILLED}
    SELECT year, sum(instalments)::bigint AS wanted FROM billed GROUP BY year ORDER BY year
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

INSERT_RECEIVABLES: Final = f"""
    WITH {BILLED},
    parts AS (
      SELECT billed.*, part.instalment,
             CASE WHEN instalments = 1 THEN total_minor
                  ELSE (allocate_minor(total_minor, array_fill(1::bigint, ARRAY[instalments])))
                       [part.instalment] END AS part_minor,
             row_number() OVER (ORDER BY issued_on, order_id, depth, part.instalment) AS place,
             order_id || ':' || part.instalment || CASE WHEN depth > 0 THEN ':' || depth ELSE '' END
               AS named
      FROM billed, LATERAL generate_series(1, instalments) AS part (instalment)
      WHERE year = :year
    ), raised AS (
      INSERT INTO receivables (brand_id, id, number, order_id, depth, instalment, creditor_id,
                               debtor_id, currency, total_minor, issued_on, booked_on, due_on,
                               batch_id, journal_id, created_at)
      SELECT :brand, derived_id('receivable:' || named),
             'AR-' || year || '-' || lpad(nth::text, greatest(6, length(nth::text)), '0'),
             order_id, depth, instalment, creditor_id, debtor_id, currency, part_minor, issued_on,
             booked_on, terms_due_on(rule, days, start_on, instalment), :batch,
             derived_id('receivable_journal:' || named), :now
      FROM parts, LATERAL (SELECT CAST(:first AS bigint) - 1 + place AS nth) AS numbered
      RETURNING creditor_id, debtor_id, currency, due_on, total_minor
    )
    SELECT {ROLLED}, sum(total_minor)::bigint AS minor, count(*) AS items
    FROM raised GROUP BY 1, 2, 3, 4
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

# A pair's account of each kind; the ids are computed, so no account is looked up per order.
ACCOUNTS: Final = """
    SELECT DISTINCT r.creditor_id AS book_id, kind.name AS kind,
           CASE WHEN kind.of_pair THEN r.debtor_id END AS counterparty_id,
           CAST(r.currency AS text) AS currency
    FROM receivables r,
         (VALUES ('receivable', true), ('customer_credit', true), ('sales', false),
                 ('tax_payable', false), ('freight_income', false)) AS kind (name, of_pair)
    WHERE r.brand_id = :brand AND r.batch_id = :batch
"""

# Tax follows the size of the instalments, freight what tax leaves of them, sales take the
# rest: the same arithmetic as rules.instalments_of, so that no leg is negative. A batch just
# written has no statistics yet: windows and look-ups by key stay linear where a join of two
# estimates of one row would go through every pair.
TRANSFERS: Final = """
    WITH bills AS MATERIALIZED (
      SELECT r.id, r.order_id, r.depth, r.instalment, r.journal_id, r.creditor_id, r.debtor_id,
             r.currency, r.booked_on, r.total_minor,
             array_agg(r.total_minor) OVER (PARTITION BY r.order_id, r.depth ORDER BY r.instalment
               ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS totals
      FROM receivables r
      WHERE r.brand_id = :brand AND r.batch_id = :batch
    ),
    taxed AS (
      SELECT bills.*, worth.freight_minor AS order_freight_minor,
             CASE WHEN cardinality(totals) = 1 THEN ARRAY[worth.tax_minor]
                  ELSE allocate_minor(worth.tax_minor, totals) END AS taxes
      FROM bills, LATERAL (
        SELECT o.tax_minor, o.freight_minor FROM orders o
        WHERE o.brand_id = :brand AND o.id = bills.order_id {worth_above} OFFSET 0) AS worth
    ),
    legs AS (
      SELECT taxed.*, taxes[instalment] AS tax_minor,
             CASE WHEN order_freight_minor = 0 THEN 0
                  WHEN cardinality(totals) = 1 THEN order_freight_minor
                  ELSE (allocate_minor(order_freight_minor, ARRAY(
                    SELECT u.total - u.tax
                    FROM unnest(totals, taxes) WITH ORDINALITY AS u (total, tax, place)
                    ORDER BY u.place)))[instalment] END AS freight_minor
      FROM taxed
    )
    SELECT derived_id('receivable_transfer:' || legs.id || ':' || leg.kind) AS id,
           legs.journal_id, 'posted' AS phase,
           ledger_account_id(:brand, creditor_id, 'receivable', debtor_id, currency)
             AS debit_account_id,
           ledger_account_id(:brand, creditor_id, leg.kind, NULL, currency) AS credit_account_id,
           currency, leg.amount_minor, 'receivable_raised' AS reason, legs.id AS subject_id,
           booked_on, CAST(NULL AS uuid) AS pending_id, CAST(NULL AS uuid) AS reverses_id
    FROM legs, LATERAL (VALUES
      ('sales', total_minor - tax_minor - freight_minor),
      ('tax_payable', tax_minor),
      ('freight_income', freight_minor)) AS leg (kind, amount_minor)
    WHERE leg.amount_minor > 0
"""


WORTH_ABOVE: Final = """
    AND bills.depth = 0
        UNION ALL
        SELECT b.tax_minor, b.freight_minor FROM order_debts b
        WHERE b.brand_id = :brand AND b.order_id = bills.order_id AND b.depth = bills.depth
"""


async def raise_for(work: Work, batch_id: UUID) -> int:
    """Raise one receivable per instalment of every billable order of a batch; return how many.

    In a cascade so does every level above the buyer, each in the book of whom it owes. What has
    its receivables already is passed over, so a batch that comes twice, or a process that died
    anywhere, leaves exactly one set. Returns that came before the bill are applied at once.
    """
    await lock_series(work)
    scope = {"brand": work.brand_id, "batch": batch_id}
    in_cascade = bool(await work.rows(IN_CASCADE, **scope))
    above, worth_above = (ABOVE, WORTH_ABOVE) if in_cascade else ("", "")
    counts = await work.rows(COUNT_BY_YEAR.format(above=above), **scope)
    changes: list[Row[Any]] = []
    for row in counts:
        taken = await numbers.take(work, f"AR-{row.year}", row.wanted)
        changes += await work.rows(
            INSERT_RECEIVABLES.format(above=above),
            **scope,
            year=row.year,
            first=taken.start,
            now=work.opened_at,
        )
    raised: int = sum(change.items for change in changes)
    # An order that slipped in or out between count and insert would leave a gap in the series.
    if raised != sum(row.wanted for row in counts):
        message = f"orders of batch {batch_id} changed while they were billed"
        raise RuntimeError(message)
    if raised:
        await ledger.open_accounts_from(work, ACCOUNTS, **scope)
        await lock_accounts_from(work, ACCOUNTS, batch=batch_id)
        await ledger.post_from(work, TRANSFERS.format(worth_above=worth_above), **scope)
        await roll_up(work, changes)
        await work.audit(
            "receivables.raise_for",
            subject="batch",
            subject_id=batch_id,
            after={"receivables": raised},
        )
        work.announce(ReceivablesRaised(batch_id=batch_id))
        await tell_sides(work, SIDES_OF_BATCH, batch=batch_id)
        await apply_credit_notes(work, batch_id)
    return raised
