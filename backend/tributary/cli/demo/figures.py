"""Figures of the story, read from the books it is about."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.cli.demo.goods import CURRENCY
from tributary.kernel import BrandId, Money, Period, currency


@dataclass(frozen=True, slots=True)
class Sum:
    """How many, and what they come to."""

    count: int
    total: Money


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """What one month became."""

    billed: Sum
    late: Sum
    """Of these, what belongs to an earlier month that was closed already."""
    between: Sum
    """What distributors of a cascade owe each other; no money of the brand."""
    credited: Sum
    earned: Sum
    """Commission lines: what is earned less what returns took back."""
    beneficiaries: int
    statements: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Where the brand stands."""

    orders: int
    quarantined: int
    billed: Sum
    open: Sum
    received: Sum
    paid_out: Sum


_MONTH = """
    SELECT (SELECT count(*) FROM receivables WHERE brand_id = :brand AND creditor_id = :brand
              AND booked_on >= :start AND booked_on < :end) AS billed,
           (SELECT coalesce(sum(total_minor), 0)::bigint FROM receivables
              WHERE brand_id = :brand AND creditor_id = :brand
              AND booked_on >= :start AND booked_on < :end) AS billed_minor,
           (SELECT count(*) FROM receivables WHERE brand_id = :brand AND creditor_id = :brand
              AND booked_on >= :start AND booked_on < :end AND issued_on < :start) AS late,
           (SELECT coalesce(sum(total_minor), 0)::bigint FROM receivables
              WHERE brand_id = :brand AND creditor_id = :brand
              AND booked_on >= :start AND booked_on < :end AND issued_on < :start) AS late_minor,
           (SELECT count(*) FROM credit_notes WHERE brand_id = :brand AND creditor_id = :brand
              AND booked_on >= :start AND booked_on < :end) AS credited,
           (SELECT coalesce(sum(total_minor), 0)::bigint FROM credit_notes
              WHERE brand_id = :brand AND creditor_id = :brand
              AND booked_on >= :start AND booked_on < :end) AS credited_minor,
           (SELECT count(*) FROM receivables WHERE brand_id = :brand AND creditor_id <> :brand
              AND booked_on >= :start AND booked_on < :end) AS between,
           (SELECT coalesce(sum(total_minor), 0)::bigint FROM receivables
              WHERE brand_id = :brand AND creditor_id <> :brand
              AND booked_on >= :start AND booked_on < :end) AS between_minor,
           lines.count AS lines, lines.minor AS lines_minor, lines.beneficiaries,
           (SELECT count(*) FROM statements WHERE brand_id = :brand
              AND period_start = :start) AS statements
    FROM (SELECT count(*) AS count, coalesce(sum(c.amount_minor), 0)::bigint AS minor,
                 count(DISTINCT c.beneficiary_id) AS beneficiaries
          FROM commission_lines c
          JOIN settlement_runs r ON r.brand_id = :brand AND r.id = c.run_id
          WHERE c.brand_id = :brand AND r.period_start = :start) AS lines
"""

_TOTALS = """
    SELECT (SELECT count(*) FROM orders WHERE brand_id = :brand) AS orders,
           (SELECT count(*) FROM quarantined_rows
              WHERE brand_id = :brand AND state = 'open') AS quarantined,
           (SELECT count(*) FROM receivables
              WHERE brand_id = :brand AND creditor_id = :brand) AS billed,
           (SELECT coalesce(sum(total_minor), 0)::bigint FROM receivables
              WHERE brand_id = :brand AND creditor_id = :brand) AS billed_minor,
           (SELECT count(*) FROM receivables
              WHERE brand_id = :brand AND creditor_id = :brand
              AND applied_minor < total_minor) AS open,
           (SELECT coalesce(sum(total_minor - applied_minor), 0)::bigint FROM receivables
              WHERE brand_id = :brand AND creditor_id = :brand) AS open_minor,
           (SELECT count(*) FROM receipts
              WHERE brand_id = :brand AND state = 'received') AS received,
           (SELECT coalesce(sum(amount_minor), 0)::bigint FROM receipts
              WHERE brand_id = :brand AND state = 'received') AS received_minor,
           (SELECT count(*) FROM payout_items
              WHERE brand_id = :brand AND state = 'paid') AS paid_out,
           (SELECT coalesce(sum(amount_minor), 0)::bigint FROM payout_items
              WHERE brand_id = :brand AND state = 'paid') AS paid_out_minor
"""


async def month_figures(session: AsyncSession, brand_id: BrandId, period: Period) -> MonthFigures:
    """Return what a month became."""
    scope = {"brand": brand_id, "start": period.start, "end": period.end}
    row = (await session.execute(text(_MONTH), scope)).one()
    return MonthFigures(
        billed=_sum(row, "billed"),
        late=_sum(row, "late"),
        between=_sum(row, "between"),
        credited=_sum(row, "credited"),
        earned=_sum(row, "lines"),
        beneficiaries=row.beneficiaries,
        statements=row.statements,
    )


async def totals(session: AsyncSession, brand_id: BrandId) -> Totals:
    """Return where the brand stands."""
    row = (await session.execute(text(_TOTALS), {"brand": brand_id})).one()
    return Totals(
        orders=row.orders,
        quarantined=row.quarantined,
        billed=_sum(row, "billed"),
        open=_sum(row, "open"),
        received=_sum(row, "received"),
        paid_out=_sum(row, "paid_out"),
    )


def _sum(row: Row[Any], name: str) -> Sum:
    return Sum(getattr(row, name), Money(getattr(row, f"{name}_minor"), currency(CURRENCY)))
