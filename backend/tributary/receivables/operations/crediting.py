"""Turn the returns of a batch into credit notes and close the same orders' items with them."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from tributary import ledger
from tributary.kernel import new_id
from tributary.platform import Work, numbers
from tributary.receivables.events import CreditNotesRaised, OpenItemsChanged
from tributary.receivables.operations.gifting import OF_DEED, follow_payment
from tributary.receivables.operations.rolling import roll_up
from tributary.receivables.operations.telling import SIDES_OF_DEED, tell_sides
from tributary.receivables.queries import ROLLED

# The buyer is credited by whom it owed, and so is every level above it in a cascade. A return
# that gives nothing back yet, because what stays lost its discount, has its note all the same:
# goods came back, and whatever counts returns counts them by their notes.
RETURNED: Final = """
    given_back AS (
      SELECT t.id AS return_id, CAST(0 AS smallint) AS depth, t.order_id,
             t.returned_on AS issued_on, t.currency, t.total_minor, o.creditor_id, o.debtor_id,
             t.share_minor IS NOT NULL AS is_restated
      FROM returns t JOIN orders o ON o.brand_id = :brand AND o.id = t.order_id
      WHERE t.brand_id = :brand AND t.batch_id = :batch
      UNION ALL
      SELECT t.id, k.depth, t.order_id, t.returned_on, k.currency, k.total_minor, b.creditor_id,
             b.debtor_id, false
      FROM returns t
      JOIN return_credits k ON k.brand_id = :brand AND k.return_id = t.id
      JOIN order_debts b ON b.brand_id = :brand AND b.order_id = t.order_id AND b.depth = k.depth
      WHERE t.brand_id = :brand AND t.batch_id = :batch
    ),
    returned AS (
      SELECT g.* FROM given_back g
      WHERE (g.total_minor > 0 OR g.is_restated)
        AND NOT EXISTS (SELECT 1 FROM credit_notes c
                        WHERE c.brand_id = :brand AND c.return_id = g.return_id
                          AND c.depth = g.depth)
    ),
    open_days AS (
      SELECT issued_on, ledger_open_day(:brand, issued_on) AS booked_on
      FROM (SELECT DISTINCT issued_on FROM returned) AS issued
    ),
    credited AS (
      SELECT returned.*, open_days.booked_on,
             extract(year FROM open_days.booked_on)::integer AS year
      FROM returned JOIN open_days USING (issued_on)
    )
"""

COUNT_BY_YEAR: Final = f"""
    WITH {RETURNED} SELECT year, count(*) AS wanted FROM credited GROUP BY year ORDER BY year
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

INSERT_CREDIT_NOTES: Final = f"""
    WITH {RETURNED}, placed AS (
      SELECT credited.*, CAST(:first AS bigint) - 1
             + row_number() OVER (ORDER BY issued_on, return_id, depth) AS nth,
             return_id || CASE WHEN depth > 0 THEN ':' || depth ELSE '' END AS named
      FROM credited WHERE year = :year
    )
    INSERT INTO credit_notes (brand_id, id, number, return_id, depth, order_id, creditor_id,
                              debtor_id, currency, total_minor, issued_on, booked_on, journal_id,
                              created_at, batch_id)
    SELECT :brand, derived_id('credit_note:' || named),
           'CN-' || year || '-' || lpad(nth::text, greatest(6, length(nth::text)), '0'),
           return_id, depth, order_id, creditor_id, debtor_id, currency, total_minor, issued_on,
           booked_on, derived_id('credit_note_journal:' || named), :now, :batch
    FROM placed
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

ACCOUNTS: Final = """
    SELECT DISTINCT c.creditor_id AS book_id, kind.name AS kind,
           CASE WHEN kind.of_pair THEN c.debtor_id END AS counterparty_id,
           CAST(c.currency AS text) AS currency
    FROM credit_notes c,
         (VALUES ('receivable', true), ('customer_credit', true), ('sales_returns', false),
                 ('tax_payable', false), ('freight_income', false)) AS kind (name, of_pair)
    WHERE c.brand_id = :brand AND c.batch_id = :batch
"""

TRANSFERS: Final = """
    SELECT derived_id('credit_note_transfer:' || c.id || ':' || leg.kind) AS id, c.journal_id,
           'posted' AS phase,
           derived_id('account:' || :brand || ':' || c.creditor_id || ':' || leg.kind || ':-:'
                      || c.currency) AS debit_account_id,
           derived_id('account:' || :brand || ':' || c.creditor_id || ':customer_credit:'
                      || c.debtor_id || ':' || c.currency) AS credit_account_id,
           c.currency, leg.amount_minor, 'credit_note' AS reason, c.id AS subject_id,
           c.booked_on, CAST(NULL AS uuid) AS pending_id, CAST(NULL AS uuid) AS reverses_id
    FROM credit_notes c
    JOIN returns t ON t.brand_id = :brand AND t.id = c.return_id
    LEFT JOIN return_credits k ON k.brand_id = :brand AND k.return_id = c.return_id
     AND k.depth = c.depth,
    LATERAL (VALUES
      ('sales_returns', coalesce(k.net_minor, t.net_minor)),
      ('tax_payable', coalesce(k.tax_minor, t.tax_minor)),
      ('freight_income', coalesce(k.freight_minor, t.freight_minor))) AS leg (kind, amount_minor)
    WHERE c.brand_id = :brand AND c.batch_id = :batch AND leg.amount_minor > 0
"""

# The fence keeps the planner from walking through the whole batch once per note: a batch just
# written has no statistics yet.
IN_BATCH: Final = """
    (c.batch_id = :batch OR EXISTS (
      SELECT 1 FROM (SELECT r.batch_id FROM receivables r
                     WHERE r.brand_id = :brand AND r.order_id = c.order_id OFFSET 0) AS billed
      WHERE billed.batch_id = :batch))
"""

# Credit and open items of one debt of an order lie along one line of money: where an interval of
# the one overlaps an interval of the other, that much of the note closes that much of the item.
MATCHES: Final = f"""
    notes AS MATERIALIZED (
      SELECT c.id, c.order_id, c.depth, c.creditor_id, c.debtor_id, c.currency, c.booked_on,
             c.total_minor - c.applied_minor AS open_minor,
             sum(c.total_minor - c.applied_minor)
               OVER (PARTITION BY c.order_id, c.depth ORDER BY c.booked_on, c.id) AS upto
      FROM credit_notes c
      WHERE c.brand_id = :brand AND c.applied_minor < c.total_minor AND {IN_BATCH}
    ),
    matches AS (
      SELECT n.id AS note_id, i.id AS receivable_id, n.creditor_id, n.debtor_id, n.currency,
             derived_id('application:' || :deed || ':' || n.id || ':' || i.id) AS id,
             (least(n.upto, i.upto)
               - greatest(n.upto - n.open_minor, i.upto - i.open_minor))::bigint AS amount_minor,
             greatest(n.booked_on, i.booked_on) AS met_on
      FROM notes n, LATERAL (
        SELECT r.id, r.booked_on, r.total_minor - r.applied_minor AS open_minor,
               sum(r.total_minor - r.applied_minor) OVER (ORDER BY r.due_on, r.instalment) AS upto
        FROM receivables r
        WHERE r.brand_id = :brand AND r.order_id = n.order_id AND r.depth = n.depth
          AND r.applied_minor < r.total_minor
        OFFSET 0) AS i
      WHERE least(n.upto, i.upto) > greatest(n.upto - n.open_minor, i.upto - i.open_minor)
    ),
    booked AS (
      SELECT matches.*, ledger_open_day(:brand, met_on) AS applied_on FROM matches
    )
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

APPLICATION_TRANSFERS_OF: Final = """
    WITH {matches}
    SELECT derived_id('application_transfer:' || id) AS id,
           derived_id('application_journal:' || id) AS journal_id, 'posted' AS phase,
           derived_id('account:' || :brand || ':' || creditor_id || ':customer_credit:'
                      || debtor_id || ':' || currency) AS debit_account_id,
           derived_id('account:' || :brand || ':' || creditor_id || ':receivable:'
                      || debtor_id || ':' || currency) AS credit_account_id,
           currency, amount_minor, 'application' AS reason, id AS subject_id,
           applied_on AS booked_on, CAST(NULL AS uuid) AS pending_id,
           CAST(NULL AS uuid) AS reverses_id
    FROM booked
"""

INSERT_APPLICATIONS_OF: Final = """
    WITH {matches}
    INSERT INTO applications (brand_id, id, receivable_id, source, source_id, currency,
                              amount_minor, applied_on, transfer_id, batch_id, created_at)
    SELECT :brand, id, receivable_id, 'credit_note', note_id, currency, amount_minor, applied_on,
           derived_id('application_transfer:' || id), CAST(:deed AS uuid), :now
    FROM booked
"""

APPLICATION_TRANSFERS: Final = APPLICATION_TRANSFERS_OF.format(matches=MATCHES)
INSERT_APPLICATIONS: Final = INSERT_APPLICATIONS_OF.format(matches=MATCHES)

_APPLIED: Final = """
    changed AS (
      SELECT a.{column} AS id, sum(CASE WHEN a.reverses_id IS NULL
             THEN a.amount_minor ELSE -a.amount_minor END)::bigint AS minor
      FROM applications a
      WHERE a.brand_id = :brand AND a.batch_id = :deed {only}
      GROUP BY a.{column}
    )
"""

# What is open of an item now, with what was applied, is what was open of it before.
ADD_UP_ITEMS: Final = f"""
    WITH {_APPLIED.format(column="receivable_id", only="")}, counted AS (
      UPDATE receivables t SET applied_minor = t.applied_minor + changed.minor
      FROM changed
      WHERE t.brand_id = :brand AND t.id = changed.id
      RETURNING t.creditor_id, t.debtor_id, t.currency, t.due_on, changed.minor,
                t.total_minor - t.applied_minor AS open_minor
    )
    SELECT {ROLLED}, -sum(minor)::bigint AS minor,
           sum((open_minor > 0)::integer - (open_minor + minor > 0)::integer)::bigint AS items
    FROM counted GROUP BY 1, 2, 3, 4
"""  # noqa: S608  Only constants meet here; values are parameters.

ADD_UP_NOTES: Final = f"""
    WITH {_APPLIED.format(column="source_id", only="AND a.source = 'credit_note'")}
    UPDATE credit_notes t SET applied_minor = t.applied_minor + changed.minor
    FROM changed
    WHERE t.brand_id = :brand AND t.id = changed.id
"""  # noqa: S608  Only constants meet here; values are parameters.


async def write_credit_notes(work: Work, batch_id: UUID) -> int:
    """Write one credit note per return and pair of a batch; return how many."""
    counts = await work.rows(COUNT_BY_YEAR, brand=work.brand_id, batch=batch_id)
    raised = 0
    for row in counts:
        taken = await numbers.take(work, f"CN-{row.year}", row.wanted)
        raised += await work.run(
            INSERT_CREDIT_NOTES,
            brand=work.brand_id,
            batch=batch_id,
            year=row.year,
            first=taken.start,
            now=work.opened_at,
        )
    if raised != sum(row.wanted for row in counts):
        message = f"returns of batch {batch_id} changed while they were credited"
        raise RuntimeError(message)
    return raised


async def post_credit_notes(work: Work, batch_id: UUID, raised: int) -> None:
    """Post what was written, once the balances are locked, and close what it can."""
    await ledger.post_from(work, TRANSFERS, brand=work.brand_id, batch=batch_id)
    await work.audit(
        "receivables.raise_credit_notes",
        subject="batch",
        subject_id=batch_id,
        after={"credit_notes": raised},
    )
    work.announce(CreditNotesRaised(batch_id=batch_id))
    await apply_credit_notes(work, batch_id)


async def apply_credit_notes(work: Work, batch_id: UUID) -> int:
    """Apply open credit notes to the open items of the same orders, for the orders of a batch."""
    deed = new_id()
    scope = {"brand": work.brand_id, "batch": batch_id}
    waiting = await work.rows(
        f"SELECT c.id FROM credit_notes c WHERE c.brand_id = :brand "  # noqa: S608  Constants.
        f"AND c.applied_minor < c.total_minor AND {IN_BATCH} ORDER BY c.id FOR UPDATE",
        **scope,
    )
    if not waiting:
        return 0
    await work.rows(
        "SELECT r.id FROM receivables r WHERE r.brand_id = :brand AND r.order_id IN "
        "(SELECT c.order_id FROM credit_notes c WHERE c.brand_id = :brand AND c.id = ANY(:notes)) "
        "ORDER BY r.id FOR UPDATE",
        brand=work.brand_id,
        notes=[row.id for row in waiting],
    )
    await ledger.post_from(
        work, APPLICATION_TRANSFERS, brand=work.brand_id, batch=batch_id, deed=str(deed)
    )
    applied = await work.run(INSERT_APPLICATIONS, deed=str(deed), now=work.opened_at, **scope)
    if applied:
        await add_up(work, deed)
        await work.audit(
            "receivables.apply_credit_notes",
            subject="application",
            subject_id=deed,
            after={"applications": applied},
        )
        work.announce(OpenItemsChanged(batch_id=deed))
    return applied


async def add_up(work: Work, deed: UUID) -> None:
    """Count the applications of one deed into the items and credit notes they touch."""
    scope = {"brand": work.brand_id, "deed": deed}
    changes = await work.rows(ADD_UP_ITEMS, **scope)
    await work.run(ADD_UP_NOTES, **scope)
    await roll_up(work, changes)
    await follow_payment(work, OF_DEED, deed=deed)
    await tell_sides(work, SIDES_OF_DEED, deed=deed)


async def lock_accounts(work: Work, accounts: Sequence[ledger.Account]) -> None:
    """Lock balances at once, in id order, before posting to them in several steps.

    Accounts come before the items they count, everywhere: billing, crediting, paying and
    refunding at the same time never wait for each other in a circle.
    """
    await work.rows(
        "SELECT ledger_lock_accounts(CAST(:accounts AS uuid[]))",
        accounts=list({account.id_in(work.brand_id) for account in accounts}),
    )


async def lock_accounts_from(work: Work, accounts_sql: str, **scope: UUID) -> None:
    """Lock the balances that a batch posts to, for the same reason."""
    await work.rows(
        f"""
        SELECT ledger_lock_accounts(ARRAY(
          SELECT ledger_account_id(:brand, a.book_id, a.kind, a.counterparty_id, a.currency)
          FROM ({accounts_sql}) AS a))
        """,  # noqa: S608  A constant of this package.
        brand=work.brand_id,
        **scope,
    )


async def lock_series(work: Work) -> None:
    """Let one batch of a brand be billed or credited at a time: counting must stay true."""
    await work.rows(
        "SELECT pg_advisory_xact_lock(hashtextextended('receivables:' || :brand, 0))",
        brand=str(work.brand_id),
    )
