"""A brand with open books, and databases to break."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime

import pytest

from tests.factories.ledger import CNY, make_account, open_pair
from tests.factories.parties import open_house
from tributary import ledger
from tributary.kernel import AccountId, Actor, BrandId, PartyId, new_id
from tributary.ledger import Account, AccountKind, Balance, Posting, Transfer
from tributary.platform import Database, Work, chains, prove


@dataclass(frozen=True, slots=True)
class Books:
    """Open accounts of one brand in committed works of their own."""

    database: Database
    actor: Actor
    clock: Callable[[], datetime]
    bank: AccountId
    sales: AccountId

    @property
    def brand_id(self) -> BrandId:
        return self.actor.brand_id

    async def post(self, *transfers: Transfer) -> Posting:
        async with self.database.work(self.actor, now=self.clock()) as work:
            return await ledger.post(work, transfers)

    async def seal(self) -> int | None:
        async with self.database.work(self.actor, now=self.clock()) as work:
            made = await chains.seal(work, ledger.CHAIN)
        return None if made is None else made.number

    async def open(self, kind: AccountKind, counterparty_id: PartyId | None = None) -> Account:
        account = make_account(self.brand_id, kind, counterparty_id=counterparty_id)
        async with self.database.work(self.actor, now=self.clock()) as work:
            await ledger.open_accounts(work, [account])
        return account

    async def balance(self, account_id: AccountId) -> Balance:
        async with self.database.reading(self.brand_id) as session:
            found = await ledger.balances_of(session, self.brand_id, [account_id])
        return found.get(account_id) or Balance.nothing(CNY)

    async def faults(self) -> dict[int, list[str]]:
        """Return what each invariant of the ledger finds, if anything."""
        proofs = await prove(self.database, self.brand_id, ledger.INVARIANTS)
        return {proof.invariant.number: list(proof.faults) for proof in proofs if proof.faults}


OpenBooks = Callable[[Database], Awaitable[Books]]


@pytest.fixture
def open_books(clock: Callable[[], datetime]) -> OpenBooks:
    """Opens the books of a fresh brand in a database."""

    async def opened(database: Database) -> Books:
        actor = Actor.system(BrandId(new_id()), "test")
        async with database.work(actor, now=clock()) as work:
            await open_house(work)
            bank, sales = await open_pair(work)
        return Books(database, actor, clock, bank, sales)

    return opened


@pytest.fixture
async def books(database: Database, open_books: OpenBooks) -> Books:
    return await open_books(database)


@pytest.fixture
def open_work_of() -> Callable[[Books], AbstractAsyncContextManager[Work]]:
    """Opens one committed transaction of some books' brand."""
    return lambda books: books.database.work(books.actor, now=books.clock())
