"""Who would be paid how much now, and why the others would not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary import commissions, identity
from tributary.kernel import (
    BrandId,
    Currency,
    DistributorId,
    Money,
    PartyId,
    PayeeAccountId,
    business_date,
    total_of,
)
from tributary.payouts.rules import AccountState, Obstacle, Payee, obstacle_of, payable_of

_PAYEES = """
    WITH due AS (
      SELECT a.counterparty_id AS distributor_id,
             b.credits_minor - b.debits_minor - b.pending_debits_minor AS available_minor
      FROM accounts a
      JOIN balances b ON b.brand_id = :brand AND b.account_id = a.id
      WHERE a.brand_id = :brand AND a.book_id = :brand AND a.kind = 'commission_payable'
        AND a.currency = :currency
    )
    SELECT p.id, p.code, p.name, coalesce(d.available_minor, 0) AS available_minor,
           y.id AS account_id, y.provider_account, y.state,
           EXISTS (SELECT 1 FROM payee_accounts o
                   WHERE o.brand_id = :brand AND o.distributor_id = p.id AND o.rail = :rail
                     AND o.currency <> :currency) AS has_other_currency
    FROM parties p
    LEFT JOIN due d ON d.distributor_id = p.id
    LEFT JOIN payee_accounts y ON y.brand_id = :brand AND y.distributor_id = p.id
      AND y.rail = :rail AND y.currency = :currency
    WHERE p.brand_id = :brand AND p.kind = 'distributor'
      AND (d.distributor_id IS NOT NULL OR y.id IS NOT NULL)
    ORDER BY p.code COLLATE "C"
"""


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One distributor: payable, or why not."""

    payee: Payee
    obstacle: Obstacle | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a batch would be if it were prepared now; nothing is written."""

    rows: Sequence[PreviewRow]
    total: Money
    """Of those who would be paid."""

    @property
    def payable(self) -> list[Payee]:
        """Those who would be paid."""
        return [row.payee for row in self.rows if row.obstacle is None]

    def count_of(self, obstacle: Obstacle) -> int:
        """Return how many are not paid for one reason."""
        return sum(row.obstacle is obstacle for row in self.rows)


async def payees(
    session: AsyncSession, brand_id: BrandId, *, rail: str, currency: Currency, now: datetime
) -> list[Payee]:
    """Return every distributor that has earned or could be paid in a currency, by code."""
    brand = await identity.brand_of(session, brand_id)
    today = business_date(now, brand.time_zone)
    held = await commissions.held_of(session, brand_id, currency, today=today)
    rows = await session.execute(
        text(_PAYEES), {"brand": brand_id, "rail": rail, "currency": currency}
    )
    return [_payee(row, currency, held.get(PartyId(row.id))) for row in rows]


def _payee(row: Row[Any], currency: Currency, held: commissions.Held | None) -> Payee:
    earned = Money(row.available_minor, currency)
    return Payee(
        distributor_id=DistributorId(row.id),
        code=row.code,
        name=row.name,
        available=payable_of(earned, None if held is None else held.amount),
        account_id=None if row.account_id is None else PayeeAccountId(row.account_id),
        destination=row.provider_account,
        account_state=None if row.state is None else AccountState(row.state),
        has_other_currency=row.has_other_currency,
        held_until=None if held is None else held.until,
    )


async def preview(
    session: AsyncSession,
    brand_id: BrandId,
    *,
    rail: str,
    currency: Currency,
    minimum: Money,
    now: datetime,
) -> Preview:
    """Return who would be paid how much now, and why the others would not."""
    found = await payees(session, brand_id, rail=rail, currency=currency, now=now)
    rows = [PreviewRow(payee, obstacle_of(payee, minimum)) for payee in found]
    payable = (row.payee.available for row in rows if row.obstacle is None)
    return Preview(rows, total_of(payable, currency))
