"""Sealing what was posted, and finding every way of changing it afterwards."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date, timedelta
from typing import LiteralString

import pytest

from tests.factories.ledger import make_transfer
from tests.factories.parties import make_distributor
from tests.factories.scratch import ScratchDatabase
from tests.ledger.conftest import Books, OpenBooks
from tributary import ledger
from tributary.kernel import PartyId, TransferId, new_id
from tributary.ledger import AccountKind, Phase
from tributary.ledger.reactions import CHORES
from tributary.platform import Desk, Work, chains

TODAY = date(2026, 1, 5)
OpenWork = Callable[[Books], AbstractAsyncContextManager[Work]]

UNGUARDED: dict[str, LiteralString] = {
    "reference": """
        ALTER TABLE seal_entries DROP CONSTRAINT fk_seal_entries_transfer,
          DROP CONSTRAINT fk_seal_entries_seal_number
        """,
    "pending": """
        ALTER TABLE transfers DROP CONSTRAINT fk_transfers_pending,
          DROP CONSTRAINT uq_transfers_pending_id
        """,
    "reverses": """
        ALTER TABLE transfers DROP CONSTRAINT fk_transfers_reverses,
          DROP CONSTRAINT uq_transfers_reverses_id
        """,
    "amount": "ALTER TABLE transfers DROP CONSTRAINT ck_transfers_amount",
    "limit": "ALTER TABLE balances DROP CONSTRAINT ck_balances_debit_max",
}

COPY: LiteralString = """
    INSERT INTO transfers SELECT brand_id, gen_random_uuid(), journal_id, phase, debit_account_id,
      credit_account_id, currency, amount_minor, reason, subject_id, booked_on, posted_at, work_id,
      pending_id, reverses_id FROM transfers
"""

PLANTS: dict[str, tuple[set[int], tuple[LiteralString, ...]]] = {
    "a balance that grew on one side": (
        {1, 2},
        (
            (
                "UPDATE balances SET debits_minor = debits_minor + 1 "
                "WHERE account_id = (SELECT id FROM accounts WHERE kind = 'bank')"
            ),
        ),
    ),
    "balances that grew on both sides": (
        {2},
        (
            (
                "UPDATE balances SET debits_minor = debits_minor + 1 "
                "WHERE account_id = (SELECT id FROM accounts WHERE kind = 'bank')"
            ),
            (
                "UPDATE balances SET credits_minor = credits_minor + 1 "
                "WHERE account_id = (SELECT id FROM accounts WHERE kind = 'sales')"
            ),
        ),
    ),
    "a transfer of a negative amount": (
        {2, 3, 7, 8},
        (
            UNGUARDED["amount"],
            "UPDATE transfers SET amount_minor = -1 WHERE reason = 'receipt'",
        ),
    ),
    "an account beyond its limit": (
        {1, 2, 4},
        (
            UNGUARDED["limit"],
            "UPDATE balances SET debits_minor = debits_minor + 1000000 WHERE debit_max_minor = 0",
        ),
    ),
    "a limit that was lifted to hide what is beyond it": (
        {1, 2, 4},
        (
            (
                "UPDATE balances SET debit_max_minor = NULL, debits_minor = debits_minor + 1000000 "
                "WHERE debit_max_minor = 0"
            ),
        ),
    ),
    "a pending transfer resolved twice": (
        {2, 5, 8, 22},
        (UNGUARDED["pending"], COPY + "WHERE phase = 'post'"),
    ),
    "a reservation that no transfer explains": (
        {1, 5},
        (
            (
                "UPDATE balances SET pending_debits_minor = pending_debits_minor + 5 "
                "WHERE account_id = (SELECT id FROM accounts WHERE kind = 'bank')"
            ),
        ),
    ),
    "a transfer reversed twice": (
        {2, 6, 8, 22},
        (UNGUARDED["reverses"], COPY + "WHERE reverses_id IS NOT NULL"),
    ),
    "a sealed transfer that changed": (
        {7, 8},
        ("UPDATE transfers SET subject_id = gen_random_uuid() WHERE reason = 'receipt'",),
    ),
    "a sealed transfer that is gone": (
        {2, 7, 8, 22},
        (UNGUARDED["reference"], "DELETE FROM transfers WHERE reason = 'receipt'"),
    ),
    "a sealed transfer that is gone without a trace": (
        {2, 8, 22},
        (
            UNGUARDED["reference"],
            (
                "DELETE FROM seal_entries WHERE transfer_id IN "
                "(SELECT id FROM transfers WHERE reason = 'receipt')"
            ),
            "DELETE FROM transfers WHERE reason = 'receipt'",
        ),
    ),
    "a transfer that was never posted": (
        {2, 8, 22},
        (COPY + "WHERE reason = 'receipt'",),
    ),
    "a transfer slipped under an old seal": (
        {8},
        (
            (
                "INSERT INTO seal_entries SELECT t.brand_id, t.id, 1, ledger_leaf(t) "
                "FROM transfers t WHERE NOT EXISTS "
                "(SELECT 1 FROM seal_entries e WHERE e.transfer_id = t.id)"
            ),
        ),
    ),
    "a changed transfer whose leaf was changed along": (
        {8},
        (
            "UPDATE transfers SET subject_id = gen_random_uuid() WHERE reason = 'receipt'",
            (
                "UPDATE seal_entries e SET leaf = ledger_leaf(t) FROM transfers t "
                "WHERE t.id = e.transfer_id"
            ),
        ),
    ),
    "a seal that was made up": (
        {8},
        ("UPDATE seals SET merkle_root = decode(repeat('00', 32), 'hex') WHERE number = 1",),
    ),
    "a seal that is gone": (
        {8},
        (UNGUARDED["reference"], "DELETE FROM seals WHERE number = 1"),
    ),
    "a last seal that is gone": (
        {8},
        (UNGUARDED["reference"], "DELETE FROM seals WHERE number = 2"),
    ),
    "a posting into the closed period": (
        {2, 8, 22},
        (COPY.replace("booked_on,", "'2026-01-01',") + "WHERE reason = 'receipt'",),
    ),
}


async def tell_story(books: Books, open_work_of: OpenWork) -> None:
    """Post, reserve, settle, reverse, close and seal a little of everything."""
    async with open_work_of(books) as work:
        debtor = PartyId(await make_distributor(work, "D1"))
    credit = (await books.open(AccountKind.CUSTOMER_CREDIT, debtor)).id_in(books.brand_id)
    receipt = make_transfer(books.bank, credit, "50.00", reason=ledger.Reason.RECEIPT)
    reserved = make_transfer(books.bank, books.sales, phase=Phase.PENDING)
    left_open = make_transfer(books.bank, books.sales, phase=Phase.PENDING)
    posted = reserved.settled_by(TransferId(new_id()), Phase.POST, booked_on=TODAY)
    mistake = make_transfer(books.bank, books.sales)
    undone = mistake.reversed_by(TransferId(new_id()), booked_on=TODAY)
    await books.post(receipt, reserved, left_open, posted, mistake, undone)
    await books.seal()
    await books.post(make_transfer(books.bank, books.sales))
    async with open_work_of(books) as work:
        await ledger.close_through(work, TODAY)
    await books.seal()
    tomorrow = TODAY + timedelta(days=1)
    await books.post(make_transfer(books.bank, books.sales, booked_on=tomorrow))


@pytest.mark.parametrize("plant", PLANTS)
async def test_a_planted_fault_is_found_by_its_invariant(
    scratch_database: ScratchDatabase, open_books: OpenBooks, open_work_of: OpenWork, plant: str
) -> None:
    books = await open_books(scratch_database.database)
    await tell_story(books, open_work_of)
    assert await books.faults() == {}
    numbers, statements = PLANTS[plant]

    scratch_database.tamper(*statements)

    assert set(await books.faults()) == numbers


def test_every_invariant_of_the_ledger_has_a_planted_fault() -> None:
    planted = set().union(*(numbers for numbers, _ in PLANTS.values()))

    assert planted == {invariant.number for invariant in ledger.INVARIANTS}


async def test_a_privilege_too_many_is_found(scratch_database: ScratchDatabase) -> None:
    (seventh,) = (each for each in ledger.INVARIANTS if each.number == 7)
    assert isinstance(seventh.faults, str)
    name = scratch_database.ask("SELECT current_database()")[0][0]
    query = seventh.faults.replace(":brand", "gen_random_uuid()").replace(
        "current_database() || '_app'", "'scratch_template_app'"
    )
    assert scratch_database.ask(query) == []

    scratch_database.tamper("GRANT UPDATE (reason) ON transfers TO scratch_template_app")

    found = scratch_database.ask(query)
    assert found == [("role scratch_template_app may UPDATE transfers",)]
    assert name.startswith("scratch_")


async def test_seals_follow_each_other(books: Books) -> None:
    first_number = await books.seal()
    await books.post(make_transfer(books.bank, books.sales))
    second_number = await books.seal()
    nothing_left = await books.seal()
    await books.post(*(make_transfer(books.bank, books.sales) for _ in range(5)))

    assert (first_number, second_number, nothing_left) == (None, 1, None)
    assert await books.seal() == 2
    assert await books.faults() == {}


async def test_a_large_backlog_goes_under_several_seals(
    books: Books, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chains, "SEAL_ROWS_MAX", 4)
    await books.post(*(make_transfer(books.bank, books.sales) for _ in range(10)))

    await CHORES[0].run(desk, books.brand_id)

    async with desk.work(books.brand_id, "test") as work:
        seals = await work.rows(
            "SELECT number, leaves_count FROM seals WHERE brand_id = :brand ORDER BY number",
            brand=books.brand_id,
        )
        waiting = await work.rows(
            "SELECT 1 FROM seal_backlog WHERE brand_id = :brand", brand=books.brand_id
        )
    assert [tuple(row) for row in seals] == [(1, 4), (2, 4), (3, 2)]
    assert waiting == []
    assert await books.faults() == {}


async def test_sealing_while_others_post_misses_nothing(books: Books) -> None:
    posts = [books.post(make_transfer(books.bank, books.sales)) for _ in range(12)]

    await asyncio.gather(*posts, books.seal(), books.seal(), books.seal())

    await books.seal()
    assert await books.seal() is None
    assert await books.faults() == {}
