"""A book to post in: open accounts and transfers, valid by default."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from tributary import ledger
from tributary.kernel import (
    AccountId,
    BrandId,
    Currency,
    JournalId,
    Money,
    PartyId,
    TransferId,
    new_id,
)
from tributary.ledger import Account, AccountKind, Phase, Reason, Transfer
from tributary.platform import Work

FIRST_DAY = date(2026, 1, 5)
CNY = Currency("CNY")


def make_account(
    book_id: UUID,
    kind: AccountKind = AccountKind.SALES,
    *,
    counterparty_id: UUID | None = None,
    currency: str = CNY,
) -> Account:
    return Account(book_id, kind, counterparty_id, Currency(currency))


async def open_pair(work: Work) -> tuple[AccountId, AccountId]:
    """Open the brand's bank and sales accounts, which have no limits; return their ids."""
    bank = make_account(work.brand_id, AccountKind.BANK)
    sales = make_account(work.brand_id, AccountKind.SALES)
    await ledger.open_accounts(work, [bank, sales])
    return bank.id_in(work.brand_id), sales.id_in(work.brand_id)


async def open_receivables(
    work: Work, debtors: Sequence[PartyId], *, currency: str = CNY
) -> list[AccountId]:
    """Open the brand's receivable account for each debtor."""
    accounts = [
        make_account(
            work.brand_id, AccountKind.RECEIVABLE, counterparty_id=debtor, currency=currency
        )
        for debtor in debtors
    ]
    await ledger.open_accounts(work, accounts)
    return [account.id_in(work.brand_id) for account in accounts]


def make_transfer(
    debit: AccountId,
    credit: AccountId,
    amount: str = "10.00",
    *,
    currency: str = CNY,
    reason: Reason = Reason.ADJUSTMENT,
    booked_on: date = FIRST_DAY,
    phase: Phase = Phase.POSTED,
    subject_id: UUID | None = None,
) -> Transfer:
    return Transfer(
        id=TransferId(new_id()),
        journal_id=JournalId(new_id()),
        debit=debit,
        credit=credit,
        amount=Money.of(amount, currency),
        reason=reason,
        booked_on=booked_on,
        subject_id=subject_id,
        phase=phase,
    )


def brand_account(brand_id: BrandId, kind: AccountKind, currency: str = CNY) -> Account:
    """Return an account of the brand's own book without counterparty."""
    return make_account(brand_id, kind, currency=currency)
