"""What accounts hold, now and on a past day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from tributary.kernel import AccountId, BrandId, Currency, Money
from tributary.ledger.rules import Account, AccountKind, Balance

_BY_ID = """
    SELECT b.account_id, b.currency, b.debits_minor, b.credits_minor, b.pending_debits_minor,
           b.pending_credits_minor
    FROM balances b WHERE b.brand_id = :brand AND b.account_id = ANY (:accounts)
"""

_BY_PAIR = """
    SELECT a.kind, b.currency, b.debits_minor, b.credits_minor, b.pending_debits_minor,
           b.pending_credits_minor
    FROM accounts a
    JOIN balances b ON b.brand_id = :brand AND b.account_id = a.id
    WHERE a.brand_id = :brand AND a.book_id = :book AND a.counterparty_id = :counterparty
    ORDER BY a.kind COLLATE "C", a.currency COLLATE "C"
"""

# Two index ranges: an OR over both sides would read every transfer of the brand.
_ON_DAY = """
    SELECT
      (SELECT coalesce(sum(t.amount_minor), 0)::bigint FROM transfers t
       WHERE t.brand_id = :brand AND t.debit_account_id = :account AND t.currency = :currency
         AND t.booked_on <= :day AND t.phase IN ('posted', 'post')) AS debits,
      (SELECT coalesce(sum(t.amount_minor), 0)::bigint FROM transfers t
       WHERE t.brand_id = :brand AND t.credit_account_id = :account AND t.currency = :currency
         AND t.booked_on <= :day AND t.phase IN ('posted', 'post')) AS credits
"""


async def balance_of(session: AsyncSession, brand_id: BrandId, account: Account) -> Balance:
    """Return what an account has seen; nothing at all when it was never opened."""
    account_id = account.id_in(brand_id)
    found = await balances_of(session, brand_id, [account_id])
    return found.get(account_id) or Balance.nothing(account.currency)


async def balances_of(
    session: AsyncSession, brand_id: BrandId, account_ids: Iterable[AccountId]
) -> dict[AccountId, Balance]:
    """Return the balance of each account that is open."""
    rows = await _rows(session, _BY_ID, brand=brand_id, accounts=list(account_ids))
    return {AccountId(row.account_id): _balance(row) for row in rows}


async def balances_of_pair(
    session: AsyncSession, brand_id: BrandId, *, book_id: UUID, counterparty_id: UUID
) -> dict[Account, Balance]:
    """Return every account that one party's book has for another party, in each currency."""
    rows = await _rows(
        session, _BY_PAIR, brand=brand_id, book=book_id, counterparty=counterparty_id
    )
    return {
        Account(book_id, AccountKind(row.kind), counterparty_id, Currency(row.currency)): (
            _balance(row)
        )
        for row in rows
    }


async def balance_on(
    session: AsyncSession, brand_id: BrandId, account: Account, day: date
) -> Balance:
    """Return what an account had seen at the end of a day, by business date; nothing reserved."""
    (row,) = await _rows(
        session,
        _ON_DAY,
        brand=brand_id,
        account=account.id_in(brand_id),
        currency=account.currency,
        day=day,
    )
    zero = Money.zero(account.currency)
    return Balance(
        debits=Money(row.debits, account.currency),
        credits=Money(row.credits, account.currency),
        pending_debits=zero,
        pending_credits=zero,
    )


async def _rows(session: AsyncSession, sql: str, **parameters: object) -> Sequence[Row[Any]]:
    return (await session.execute(text(sql), parameters)).all()


def _balance(row: Row[Any]) -> Balance:
    code = Currency(row.currency)
    return Balance(
        debits=Money(row.debits_minor, code),
        credits=Money(row.credits_minor, code),
        pending_debits=Money(row.pending_debits_minor, code),
        pending_credits=Money(row.pending_credits_minor, code),
    )
