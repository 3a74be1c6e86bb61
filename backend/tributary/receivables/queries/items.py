"""Open items, ageing, and what was applied to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary import ledger
from tributary.kernel import BrandId, Currency, Money, OrderId, PartyId, ReceivableId
from tributary.receivables.rules import Ageing


@dataclass(frozen=True, slots=True)
class ReceivableRow:
    """One receivable as people read it: number, whose, how much, what is still open."""

    receivable_id: ReceivableId
    number: str
    order_id: OrderId | None
    order_number: str | None
    instalment: int
    creditor_id: PartyId
    debtor_id: PartyId
    total: Money
    open: Money
    issued_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One use of money or credit against a receivable; negative when it was a reversal."""

    application_id: UUID
    receivable_id: ReceivableId
    source: str
    source_id: UUID
    amount: Money
    applied_on: date
    reverses_id: UUID | None


RECEIVABLE_ROWS: Final = """
    SELECT r.id, r.number, r.order_id, o.number AS order_number, r.instalment, r.creditor_id,
           r.debtor_id, r.currency, r.total_minor, r.total_minor - r.applied_minor AS open_minor,
           r.issued_on, r.due_on
    FROM receivables r LEFT JOIN orders o ON o.brand_id = :brand AND o.id = r.order_id
    WHERE r.brand_id = :brand
"""

# The past is what the books said then: items by the day they were booked, applications by the
# day they counted.
AGED_ITEMS: Final = """
    aged AS (
      SELECT r.creditor_id, r.debtor_id, CAST(r.currency AS text) AS currency,
             CAST(:as_of AS date) - r.due_on AS days,
             r.total_minor - coalesce((
               SELECT sum(CASE WHEN a.reverses_id IS NULL THEN a.amount_minor
                               ELSE -a.amount_minor END)
               FROM applications a
               WHERE a.brand_id = :brand AND a.receivable_id = r.id
                 AND (a.applied_on <= CAST(:as_of AS date) {applied_too})), 0)::bigint AS open_minor
      FROM receivables r
      WHERE r.brand_id = :brand AND (r.booked_on <= CAST(:as_of AS date) {billed_too}) {only}
    )
"""

BUCKETS: Final = """
    coalesce(sum(open_minor) FILTER (WHERE days <= 0), 0)::bigint AS not_due,
    coalesce(sum(open_minor) FILTER (WHERE days BETWEEN 1 AND 30), 0)::bigint AS days_1_30,
    coalesce(sum(open_minor) FILTER (WHERE days BETWEEN 31 AND 60), 0)::bigint AS days_31_60,
    coalesce(sum(open_minor) FILTER (WHERE days BETWEEN 61 AND 90), 0)::bigint AS days_61_90,
    coalesce(sum(open_minor) FILTER (WHERE days > 90), 0)::bigint AS days_over_90
"""

OF_PAIR: Final = (
    "AND r.creditor_id = :creditor AND r.debtor_id = :debtor AND r.currency = :currency"
)

# A credit note taken in counts as it was when it was raised: with what it was put against at once.
_OF_TAKEN: Final = """
    n.brand_id = :brand AND n.id = a.source_id AND n.id = ANY(CAST(:taken AS uuid[]))
    AND n.created_at = a.created_at
"""

TAKEN_TOO: Final = {
    "billed_too": "OR r.id = ANY(CAST(:taken AS uuid[]))",
    "applied_too": f"OR EXISTS (SELECT 1 FROM credit_notes n WHERE {_OF_TAKEN})",  # noqa: S608
}

AGEING_OF_PAIR: Final = f"""
    WITH {AGED_ITEMS.format(only=OF_PAIR, **TAKEN_TOO)},
    buckets AS (SELECT {BUCKETS} FROM aged)
    SELECT buckets.*, coalesce((
      SELECT sum(CASE WHEN t.credit_account_id = :credit THEN t.amount_minor
                      ELSE -t.amount_minor END)
      FROM transfers t
      WHERE t.brand_id = :brand AND t.phase IN ('posted', 'post')
        AND (t.credit_account_id = :credit OR t.debit_account_id = :credit)
        AND (t.booked_on <= CAST(:as_of AS date)
             OR t.subject_id = ANY(CAST(:taken AS uuid[]))
             OR EXISTS (SELECT 1 FROM applications a JOIN credit_notes n ON {_OF_TAKEN}
                        WHERE a.brand_id = :brand AND a.transfer_id = t.id))), 0)::bigint
      AS unapplied
    FROM buckets
"""  # noqa: S608  Only constants of this module meet here; values are parameters.

AGEING_OF_BRAND: Final = f"""
    WITH {AGED_ITEMS.format(only="", billed_too="", applied_too="")},
    credits AS (
      SELECT c.book_id AS creditor_id, c.counterparty_id AS debtor_id,
             CAST(c.currency AS text) AS currency,
             sum(CASE WHEN t.credit_account_id = c.id THEN t.amount_minor
                      ELSE -t.amount_minor END)::bigint AS unapplied
      FROM accounts c
      JOIN transfers t ON t.brand_id = :brand
       AND (t.credit_account_id = c.id OR t.debit_account_id = c.id)
      WHERE c.brand_id = :brand AND c.kind = 'customer_credit'
        AND t.phase IN ('posted', 'post') AND t.booked_on <= CAST(:as_of AS date)
      GROUP BY c.book_id, c.counterparty_id, c.currency
    ),
    buckets AS (
      SELECT creditor_id, debtor_id, currency, {BUCKETS}
      FROM aged GROUP BY creditor_id, debtor_id, currency
    )
    SELECT creditor_id, debtor_id, currency, coalesce(not_due, 0) AS not_due,
           coalesce(days_1_30, 0) AS days_1_30, coalesce(days_31_60, 0) AS days_31_60,
           coalesce(days_61_90, 0) AS days_61_90, coalesce(days_over_90, 0) AS days_over_90,
           coalesce(unapplied, 0) AS unapplied
    FROM buckets FULL JOIN credits USING (creditor_id, debtor_id, currency)
    ORDER BY creditor_id, debtor_id, currency
"""  # noqa: S608  Only constants of this module meet here; values are parameters.


async def open_items(
    session: AsyncSession,
    brand_id: BrandId,
    *,
    creditor_id: PartyId,
    debtor_id: PartyId,
    currency: Currency,
) -> list[ReceivableRow]:
    """Return what a pair has open in a currency, the earliest due first."""
    sql = f"{RECEIVABLE_ROWS} AND r.creditor_id = :creditor AND r.debtor_id = :debtor "
    sql += "AND r.currency = :currency AND r.applied_minor < r.total_minor "
    sql += 'ORDER BY r.due_on, r.number COLLATE "C"'
    pair = {"creditor": creditor_id, "debtor": debtor_id, "currency": currency}
    rows = await session.execute(text(sql), {"brand": brand_id, **pair})
    return [_receivable(row) for row in rows]


async def receivables_by_id(
    session: AsyncSession, brand_id: BrandId, receivable_ids: Sequence[ReceivableId]
) -> dict[ReceivableId, ReceivableRow]:
    """Return receivables by id, with the number of the order each one comes from."""
    sql = text(f"{RECEIVABLE_ROWS} AND r.id = ANY(:ids)")
    rows = await session.execute(sql, {"brand": brand_id, "ids": list(receivable_ids)})
    return {ReceivableId(row.id): _receivable(row) for row in rows}


async def receivables_of_order(
    session: AsyncSession, brand_id: BrandId, order_id: OrderId
) -> list[ReceivableRow]:
    """Return what an order became, one row per pair and instalment, the buyer's own first."""
    sql = text(f"{RECEIVABLE_ROWS} AND r.order_id = :order ORDER BY r.depth, r.instalment")
    rows = await session.execute(sql, {"brand": brand_id, "order": order_id})
    return [_receivable(row) for row in rows]


async def applications_of(
    session: AsyncSession,
    brand_id: BrandId,
    *,
    receivable_id: ReceivableId | None = None,
    source_id: UUID | None = None,
) -> list[ApplicationRow]:
    """Return the applications to one receivable or from one source, in the order they came."""
    sql = text(
        """
        SELECT a.id, a.receivable_id, a.source, a.source_id, a.currency, a.applied_on,
               a.reverses_id,
               CASE WHEN a.reverses_id IS NULL THEN a.amount_minor
                    ELSE -a.amount_minor END AS amount_minor
        FROM applications a
        WHERE a.brand_id = :brand
          AND (CAST(:receivable AS uuid) IS NULL OR a.receivable_id = CAST(:receivable AS uuid))
          AND (CAST(:source AS uuid) IS NULL OR a.source_id = CAST(:source AS uuid))
        ORDER BY a.created_at, a.reverses_id IS NOT NULL, a.id
        """
    )
    scope = {"brand": brand_id, "receivable": receivable_id, "source": source_id}
    return [
        ApplicationRow(
            application_id=row.id,
            receivable_id=row.receivable_id,
            source=row.source,
            source_id=row.source_id,
            amount=Money(row.amount_minor, row.currency),
            applied_on=row.applied_on,
            reverses_id=row.reverses_id,
        )
        for row in await session.execute(sql, scope)
    ]


async def ageing(
    session: AsyncSession,
    brand_id: BrandId,
    *,
    creditor_id: PartyId,
    debtor_id: PartyId,
    currency: Currency,
    as_of: date,
    taken: Sequence[UUID] = (),
) -> Ageing:
    """Return how old a pair's open items were at the end of a day, past or present.

    Args:
        session: where to read.
        brand_id: whose books.
        creditor_id: who is owed.
        debtor_id: who owes.
        currency: in which currency.
        as_of: the day.
        taken: items and credit notes of later days that count as if they were of that day.
    """
    kind = ledger.AccountKind.CUSTOMER_CREDIT
    credit = ledger.Account(creditor_id, kind, debtor_id, currency).id_in(brand_id)
    pair = {"creditor": creditor_id, "debtor": debtor_id, "currency": currency}
    scope = {"brand": brand_id, "as_of": as_of, "credit": credit, **pair, "taken": list(taken)}
    row = (await session.execute(text(AGEING_OF_PAIR), scope)).one()
    return _ageing(row, currency)


async def ageing_by_pair(
    session: AsyncSession, brand_id: BrandId, *, as_of: date
) -> dict[tuple[PartyId, PartyId, Currency], Ageing]:
    """Return the ageing of every (creditor, debtor, currency) of a brand in one statement."""
    rows = await session.execute(text(AGEING_OF_BRAND), {"brand": brand_id, "as_of": as_of})
    return {
        (row.creditor_id, row.debtor_id, row.currency): _ageing(row, row.currency) for row in rows
    }


def _ageing(row: Row[Any], currency: Currency) -> Ageing:
    return Ageing(
        not_due=Money(row.not_due, currency),
        days_1_30=Money(row.days_1_30, currency),
        days_31_60=Money(row.days_31_60, currency),
        days_61_90=Money(row.days_61_90, currency),
        days_over_90=Money(row.days_over_90, currency),
        unapplied=Money(row.unapplied, currency),
    )


def _receivable(row: Row[Any]) -> ReceivableRow:
    return ReceivableRow(
        receivable_id=row.id,
        number=row.number,
        order_id=row.order_id,
        order_number=row.order_number,
        instalment=row.instalment,
        creditor_id=row.creditor_id,
        debtor_id=row.debtor_id,
        total=Money(row.total_minor, row.currency),
        open=Money(row.open_minor, row.currency),
        issued_on=row.issued_on,
        due_on=row.due_on,
    )
