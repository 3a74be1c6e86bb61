"""What moved in accounts, and which days are still open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import (
    AccountId,
    BrandId,
    Currency,
    JournalId,
    Money,
    Period,
    TransferId,
)
from tributary.ledger.rules import Phase, Reason, Side, Transfer

_FIELDS = """
    t.id, t.journal_id, t.phase, t.debit_account_id, t.credit_account_id, t.currency,
    t.amount_minor, t.reason, t.subject_id, t.booked_on, t.pending_id, t.reverses_id
"""

_ONE_SIDE = """
    SELECT t.{side}_account_id AS account_id, '{side}' AS side, t.{other}_account_id AS across_id,
           t.id, t.journal_id, t.currency, t.amount_minor, t.reason, t.subject_id, t.booked_on,
           t.posted_at
    FROM transfers t
    WHERE t.brand_id = :brand AND t.{side}_account_id = ANY (:accounts)
      AND t.booked_on >= :start AND t.booked_on < :end AND t.phase IN ('posted', 'post')
"""

_MOVEMENTS = f"""
    {_ONE_SIDE.format(side="debit", other="credit")}
    UNION ALL
    {_ONE_SIDE.format(side="credit", other="debit")}
    ORDER BY booked_on, posted_at, id, side
"""


@dataclass(frozen=True, slots=True)
class Movement:
    """Money in one account: one side of a transfer that moved some."""

    account_id: AccountId
    side: Side
    across_id: AccountId
    """The account on the other side."""
    transfer_id: TransferId
    journal_id: JournalId
    amount: Money
    """Never negative; `side` says the direction."""
    reason: Reason
    subject_id: UUID | None
    booked_on: date
    posted_at: datetime


async def movements(
    session: AsyncSession, brand_id: BrandId, account_ids: Iterable[AccountId], period: Period
) -> list[Movement]:
    """Return what moved in accounts within a period, oldest first; reservations move nothing."""
    rows = await session.execute(
        text(_MOVEMENTS),
        {
            "brand": brand_id,
            "accounts": list(account_ids),
            "start": period.start,
            "end": period.end,
        },
    )
    return [
        Movement(
            account_id=AccountId(row.account_id),
            side=Side(row.side),
            across_id=AccountId(row.across_id),
            transfer_id=TransferId(row.id),
            journal_id=JournalId(row.journal_id),
            amount=Money(row.amount_minor, Currency(row.currency)),
            reason=Reason(row.reason),
            subject_id=row.subject_id,
            booked_on=row.booked_on,
            posted_at=row.posted_at,
        )
        for row in rows
    ]


async def transfer_of(
    session: AsyncSession, brand_id: BrandId, transfer_id: TransferId
) -> Transfer | None:
    """Return one posted transfer."""
    found = await session.execute(
        text(f"SELECT {_FIELDS} FROM transfers t WHERE t.brand_id = :brand AND t.id = :id"),  # noqa: S608
        {"brand": brand_id, "id": transfer_id},
    )
    row = found.one_or_none()
    return None if row is None else _transfer(row)


async def transfers_of_subject(
    session: AsyncSession, brand_id: BrandId, subject_id: UUID
) -> list[Transfer]:
    """Return the transfers of one document, oldest first."""
    rows = await session.execute(
        text(
            f"SELECT {_FIELDS} FROM transfers t "  # noqa: S608
            "WHERE t.brand_id = :brand AND t.subject_id = :subject ORDER BY t.posted_at, t.id"
        ),
        {"brand": brand_id, "subject": subject_id},
    )
    return [_transfer(row) for row in rows]


async def closed_through(session: AsyncSession, brand_id: BrandId) -> date | None:
    """Return the last closed day, None as long as every day is open."""
    found = await session.execute(
        text("SELECT max(c.closed_through) FROM ledger_closings c WHERE c.brand_id = :brand"),
        {"brand": brand_id},
    )
    closed: date | None = found.scalar_one()
    return closed


async def first_open_day(session: AsyncSession, brand_id: BrandId, wanted: date) -> date:
    """Return the wanted day, or the first day after the closed ones when it is among them."""
    found = await session.execute(
        text("SELECT ledger_open_day(:brand, :wanted)"), {"brand": brand_id, "wanted": wanted}
    )
    day: date = found.scalar_one()
    return day


def _transfer(row: Row[Any]) -> Transfer:
    return Transfer(
        id=TransferId(row.id),
        journal_id=JournalId(row.journal_id),
        debit=AccountId(row.debit_account_id),
        credit=AccountId(row.credit_account_id),
        amount=Money(row.amount_minor, Currency(row.currency)),
        reason=Reason(row.reason),
        booked_on=row.booked_on,
        subject_id=row.subject_id,
        phase=Phase(row.phase),
        pending_id=row.pending_id,
        reverses_id=row.reverses_id,
    )
