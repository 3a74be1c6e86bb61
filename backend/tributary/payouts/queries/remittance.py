"""What a payment is made of: the commissions since the payment before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary import ledger
from tributary.kernel import (
    BrandId,
    Currency,
    DistributorId,
    Money,
    PayoutItemId,
    Refusal,
    TransferId,
    total_of,
)

# An item pays what was available when its batch was prepared; one that failed or was cancelled
# gave its amount back, so the next one pays it.
_ITEM: Final = """
    SELECT i.distributor_id, i.currency, i.amount_minor, i.created_at,
           coalesce((SELECT max(e.created_at) FROM payout_items e
                     JOIN payout_batches b ON b.brand_id = :brand AND b.id = e.batch_id
                     WHERE e.brand_id = :brand AND e.distributor_id = i.distributor_id
                       AND e.currency = i.currency AND e.created_at < i.created_at
                       AND e.state NOT IN ('failed', 'cancelled')
                       AND b.state IN ('released', 'completed')),
                    '-infinity') AS since_at
    FROM payout_items i WHERE i.brand_id = :brand AND i.id = :item
"""

_LINES: Final = """
    SELECT l.id, l.booked_on, l.reason, l.subject_id, l.signed_minor FROM (
      SELECT t.id, t.booked_on, t.posted_at, t.reason, t.subject_id,
             CASE WHEN t.credit_account_id = :account THEN t.amount_minor
                  ELSE -t.amount_minor END AS signed_minor
      FROM transfers t
      WHERE t.brand_id = :brand AND t.phase = 'posted' AND t.reason <> 'payout'
        AND t.currency = :currency
        AND (t.credit_account_id = :account OR t.debit_account_id = :account)
    ) AS l
    WHERE l.posted_at > CAST(:since AS timestamptz) AND l.posted_at <= :until
    ORDER BY l.posted_at, l.id
"""


class ItemUnknown(Refusal):
    """The brand has no such payout.

    Check the reference.
    """


@dataclass(frozen=True, slots=True)
class RemittanceLine:
    """One posting of commission that a payment contains; negative when it took some back."""

    transfer_id: TransferId
    booked_on: date
    reason: ledger.Reason
    subject_id: UUID | None
    """The run's commission of this payee: its lines name orders, plan and rate."""
    amount: Money


@dataclass(frozen=True, slots=True)
class Remittance:
    """A payment, what was brought forward from before, and its commissions; they add up."""

    amount: Money
    brought_forward: Money
    lines: Sequence[RemittanceLine]


async def remittance_of(
    session: AsyncSession, brand_id: BrandId, item_id: PayoutItemId
) -> Remittance:
    """Return what a payment is made of.

    Refuses:
        ItemUnknown: the brand has no such payout.
    """
    found = await session.execute(text(_ITEM), {"brand": brand_id, "item": item_id})
    item = found.one_or_none()
    if item is None:
        raise ItemUnknown(f"There is no payout {item_id}.")
    currency = Currency(item.currency)
    account = payable_account(brand_id, DistributorId(item.distributor_id), currency)
    rows = await session.execute(
        text(_LINES),
        {
            "brand": brand_id,
            "account": account.id_in(brand_id),
            "currency": currency,
            "since": item.since_at,
            "until": item.created_at,
        },
    )
    lines = [
        RemittanceLine(
            transfer_id=TransferId(row.id),
            booked_on=row.booked_on,
            reason=ledger.Reason(row.reason),
            subject_id=row.subject_id,
            amount=Money(row.signed_minor, currency),
        )
        for row in rows
    ]
    amount = Money(item.amount_minor, currency)
    return Remittance(amount, amount - total_of((line.amount for line in lines), currency), lines)


def payable_account(
    brand_id: BrandId, distributor_id: DistributorId, currency: Currency
) -> ledger.Account:
    """Return the account of what a distributor has earned and not been paid."""
    return ledger.Account(brand_id, ledger.AccountKind.COMMISSION_PAYABLE, distributor_id, currency)
