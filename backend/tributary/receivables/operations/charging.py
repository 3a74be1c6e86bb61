"""Charge a discount that what stays of an order lost, and credit it when goods come back later.

The item is the order's in nothing but its story: it has no order, so that what is billed, earned
and collected of the order stays what it was, and names the return that it comes from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from tributary import ledger
from tributary.kernel import new_id
from tributary.platform import Work, numbers
from tributary.receivables.events import CreditNotesRaised, ReceivablesRaised
from tributary.receivables.operations.crediting import (
    APPLICATION_TRANSFERS_OF,
    INSERT_APPLICATIONS_OF,
    add_up,
)
from tributary.receivables.operations.rolling import roll_up
from tributary.receivables.operations.telling import SIDES_OF_BATCH, tell_sides
from tributary.receivables.queries import ROLLED

# The terms are those of the order, counted from the day on which the goods came back.
_CHARGED: Final = """
    charged AS (
      SELECT t.id AS return_id, t.returned_on AS issued_on, t.currency, o.creditor_id, o.debtor_id,
             abs(t.charged_minor) + abs(t.charged_tax_minor) AS total_minor,
             terms_due_on(coalesce(own.rule, general.rule, 'net_days'),
                          coalesce(own.days, general.days, 0), t.returned_on, 1) AS due_on,
             day.booked_on, extract(year FROM day.booked_on)::integer AS year
      FROM returns t
      JOIN orders o ON o.brand_id = :brand AND o.id = t.order_id
      LEFT JOIN credit_terms own
        ON own.brand_id = :brand AND own.creditor_id = o.creditor_id
       AND own.debtor_id = o.debtor_id AND own.valid_from <= o.ordered_on
       AND (own.valid_until IS NULL OR own.valid_until > o.ordered_on)
      LEFT JOIN credit_terms general
        ON general.brand_id = :brand AND general.creditor_id = o.creditor_id
       AND general.debtor_id IS NULL AND general.valid_from <= o.ordered_on
       AND (general.valid_until IS NULL OR general.valid_until > o.ordered_on),
      LATERAL (SELECT ledger_open_day(:brand, t.returned_on) AS booked_on) AS day
      WHERE t.brand_id = :brand AND t.batch_id = :batch AND t.charged_minor {sign} 0
        AND NOT EXISTS (SELECT 1 FROM {table} x
                        WHERE x.brand_id = :brand AND x.charge_return_id = t.id)
    )
"""

_ITEMS: Final = _CHARGED.format(sign=">", table="receivables")
_NOTES: Final = _CHARGED.format(sign="<", table="credit_notes")

_NUMBERED: Final = """
    numbered AS (
      SELECT charged.*, '{series}-' || year || '-'
             || lpad(nth::text, greatest(6, length(nth::text)), '0') AS number
      FROM (SELECT charged.*, CAST(:first AS bigint) - 1
                   + row_number() OVER (ORDER BY issued_on, return_id) AS nth
            FROM charged WHERE year = :year) AS charged
    )
"""

_INSERT_ITEMS: Final = f"""
    WITH {_ITEMS}, {_NUMBERED.format(series="AR")}, raised AS (
      INSERT INTO receivables (brand_id, id, number, instalment, creditor_id, debtor_id, currency,
                               total_minor, issued_on, booked_on, due_on, batch_id, journal_id,
                               created_at, charge_return_id)
      SELECT :brand, derived_id('charge:' || return_id), number, 1, creditor_id, debtor_id,
             currency, total_minor, issued_on, booked_on, due_on, :deed,
             derived_id('charge_journal:' || return_id), :now, return_id
      FROM numbered
      RETURNING creditor_id, debtor_id, currency, due_on, total_minor
    )
    SELECT {ROLLED}, sum(total_minor)::bigint AS minor, count(*) AS items
    FROM raised GROUP BY 1, 2, 3, 4
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

_INSERT_NOTES: Final = f"""
    WITH {_NOTES}, {_NUMBERED.format(series="CN")}
    INSERT INTO credit_notes (brand_id, id, number, depth, creditor_id, debtor_id, currency,
                              total_minor, issued_on, booked_on, journal_id, created_at, batch_id,
                              charge_return_id)
    SELECT :brand, derived_id('charge_credit:' || return_id), number, 0, creditor_id, debtor_id,
           currency, total_minor, issued_on, booked_on,
           derived_id('charge_credit_journal:' || return_id), :now, :deed, return_id
    FROM numbered
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

ACCOUNTS: Final = """
    SELECT DISTINCT d.creditor_id AS book_id, kind.name AS kind,
           CASE WHEN kind.of_pair THEN d.debtor_id END AS counterparty_id,
           CAST(d.currency AS text) AS currency
    FROM (SELECT creditor_id, debtor_id, currency FROM receivables
          WHERE brand_id = :brand AND batch_id = :deed
          UNION
          SELECT creditor_id, debtor_id, currency FROM credit_notes
          WHERE brand_id = :brand AND batch_id = :deed) AS d,
         (VALUES ('receivable', true), ('customer_credit', true), ('sales', false),
                 ('sales_returns', false), ('tax_payable', false)) AS kind (name, of_pair)
"""
"""What charges and their credits post to; `:deed` is their batch."""

_TRANSFERS: Final = """
    SELECT derived_id('charge_transfer:' || d.id || ':' || leg.kind) AS id, d.journal_id,
           'posted' AS phase,
           CASE WHEN d.is_item
                THEN ledger_account_id(:brand, d.creditor_id, 'receivable', d.debtor_id, d.currency)
                ELSE ledger_account_id(:brand, d.creditor_id, leg.kind, NULL, d.currency)
                END AS debit_account_id,
           CASE WHEN d.is_item
                THEN ledger_account_id(:brand, d.creditor_id, leg.kind, NULL, d.currency)
                ELSE ledger_account_id(:brand, d.creditor_id, 'customer_credit', d.debtor_id,
                                       d.currency)
                END AS credit_account_id,
           d.currency, leg.amount_minor,
           CASE WHEN d.is_item THEN 'discount_lost' ELSE 'credit_note' END AS reason,
           d.id AS subject_id, d.booked_on, CAST(NULL AS uuid) AS pending_id,
           CAST(NULL AS uuid) AS reverses_id
    FROM (SELECT id, journal_id, creditor_id, debtor_id, currency, booked_on, charge_return_id,
                 true AS is_item
          FROM receivables WHERE brand_id = :brand AND batch_id = :deed
          UNION ALL
          SELECT id, journal_id, creditor_id, debtor_id, currency, booked_on, charge_return_id,
                 false
          FROM credit_notes WHERE brand_id = :brand AND batch_id = :deed) AS d
    JOIN returns t ON t.brand_id = :brand AND t.id = d.charge_return_id,
    LATERAL (VALUES
      (CASE WHEN d.is_item THEN 'sales' ELSE 'sales_returns' END, abs(t.charged_minor)),
      ('tax_payable', abs(t.charged_tax_minor))) AS leg (kind, amount_minor)
    WHERE leg.amount_minor > 0
"""

# Of an order, what took a charge back closes charges first; then what is left of its returns once
# its own items took theirs.
_MATCHES: Final = """
    touched AS (
      SELECT DISTINCT t.order_id FROM returns t
      WHERE t.brand_id = :brand AND t.batch_id = :batch AND t.charged_minor IS NOT NULL
    ),
    notes AS MATERIALIZED (
      SELECT c.id, c.order_id, c.creditor_id, c.debtor_id, c.currency, c.booked_on, c.open_minor,
             sum(c.open_minor) OVER (PARTITION BY c.order_id ORDER BY c.turn, c.booked_on, c.id)
               AS upto
      FROM (
        SELECT n.id, y.order_id, n.creditor_id, n.debtor_id, n.currency, n.booked_on, 0 AS turn,
               n.total_minor - n.applied_minor AS open_minor
        FROM touched y
        JOIN returns t ON t.brand_id = :brand AND t.order_id = y.order_id
        JOIN credit_notes n ON n.brand_id = :brand AND n.charge_return_id = t.id
        UNION ALL
        SELECT n.id, y.order_id, n.creditor_id, n.debtor_id, n.currency, n.booked_on, 1,
               n.total_minor - n.applied_minor
        FROM touched y
        JOIN credit_notes n ON n.brand_id = :brand AND n.order_id = y.order_id AND n.depth = 0
      ) AS c
      WHERE c.open_minor > 0
    ),
    matches AS (
      SELECT n.id AS note_id, i.id AS receivable_id, n.creditor_id, n.debtor_id, n.currency,
             derived_id('application:' || :deed || ':' || n.id || ':' || i.id) AS id,
             (least(n.upto, i.upto)
               - greatest(n.upto - n.open_minor, i.upto - i.open_minor))::bigint AS amount_minor,
             greatest(n.booked_on, i.booked_on) AS met_on
      FROM notes n, LATERAL (
        SELECT r.id, r.booked_on, r.total_minor - r.applied_minor AS open_minor,
               sum(r.total_minor - r.applied_minor) OVER (ORDER BY r.due_on, r.id) AS upto
        FROM returns t JOIN receivables r ON r.brand_id = :brand AND r.charge_return_id = t.id
        WHERE t.brand_id = :brand AND t.order_id = n.order_id AND r.applied_minor < r.total_minor
        OFFSET 0) AS i
      WHERE least(n.upto, i.upto) > greatest(n.upto - n.open_minor, i.upto - i.open_minor)
    ),
    booked AS (
      SELECT matches.*, ledger_open_day(:brand, met_on) AS applied_on FROM matches
    )
"""

_LOCK: Final = """
    SELECT r.id FROM receivables r
    JOIN returns t ON t.brand_id = :brand AND t.id = r.charge_return_id
    WHERE r.brand_id = :brand AND t.order_id IN (
      SELECT y.order_id FROM returns y WHERE y.brand_id = :brand AND y.batch_id = :batch
        AND y.charged_minor IS NOT NULL)
      AND r.applied_minor < r.total_minor
    ORDER BY r.id FOR UPDATE OF r
"""


@dataclass(frozen=True, slots=True)
class Charges:
    """What a batch of returns charges and takes back, written and not posted yet."""

    deed: UUID
    """Names its items and credit notes, as the batch of an order names its own."""
    changes: Sequence[Row[Any]]
    """What its items add to the roll-up of open items."""
    notes: int

    @property
    def items(self) -> int:
        """How many open items it raises."""
        return sum(change.items for change in self.changes)


async def write_charges(work: Work, batch_id: UUID) -> Charges:
    """Write the items and credit notes of what a batch of returns charges; nothing twice."""
    scope = {"brand": work.brand_id, "batch": batch_id}
    deed = new_id()
    changes: list[Row[Any]] = []
    notes = 0
    for series, charged in (("AR", _ITEMS), ("CN", _NOTES)):
        counted = f"WITH {charged} SELECT year, count(*) AS wanted FROM charged GROUP BY year"  # noqa: S608  Constants.
        for row in await work.rows(f"{counted} ORDER BY year", **scope):
            taken = await numbers.take(work, f"{series}-{row.year}", row.wanted)
            named = {"deed": deed, "year": row.year, "first": taken.start, "now": work.opened_at}
            if series == "AR":
                changes += await work.rows(_INSERT_ITEMS, **scope, **named)
            else:
                notes += await work.run(_INSERT_NOTES, **scope, **named)
    return Charges(deed, changes, notes)


async def post_charges(work: Work, charges: Charges) -> None:
    """Post what was written, once the balances are locked, and say so."""
    await ledger.post_from(work, _TRANSFERS, brand=work.brand_id, deed=charges.deed)
    await roll_up(work, charges.changes)
    fields = {"receivables": charges.items, "credit_notes": charges.notes}
    await work.audit(
        "receivables.charge_back", subject="batch", subject_id=charges.deed, after=fields
    )
    if charges.items:
        work.announce(ReceivablesRaised(batch_id=charges.deed))
        await tell_sides(work, SIDES_OF_BATCH, batch=charges.deed)
    if charges.notes:
        work.announce(CreditNotesRaised(batch_id=charges.deed))


async def apply_to_charges(work: Work, batch_id: UUID) -> int:
    """Put what is left of the credit of a batch's orders against what was charged beside them."""
    scope = {"brand": work.brand_id, "batch": batch_id}
    if not await work.rows(_LOCK, **scope):
        return 0
    deed = new_id()
    await ledger.post_from(
        work, APPLICATION_TRANSFERS_OF.format(matches=_MATCHES), **scope, deed=str(deed)
    )
    applied = await work.run(
        INSERT_APPLICATIONS_OF.format(matches=_MATCHES), deed=str(deed), now=work.opened_at, **scope
    )
    if applied:
        await add_up(work, deed)
    return applied
