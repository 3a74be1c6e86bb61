"""Opening and posting from a SELECT, in pieces, without a row passing through Python."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest

from tests.factories.ledger import CNY, make_transfer
from tests.factories.parties import make_distributor
from tests.ledger.conftest import Books
from tributary import ledger
from tributary.kernel import Money, PartyId
from tributary.ledger import AccountKind, Posting
from tributary.ledger.operations import posting
from tributary.platform import Work

OpenWork = Callable[[Books], AbstractAsyncContextManager[Work]]

SERIES = """
    SELECT derived_id(:brand || ':bulk:' || n) AS id, derived_id('journal:' || n) AS journal_id,
           CASE n % 10 WHEN 0 THEN 'pending' WHEN 1 THEN 'post' ELSE 'posted' END AS phase,
           CAST(:bank AS uuid) AS debit_account_id, CAST(:sales AS uuid) AS credit_account_id,
           'CNY' AS currency, 100 AS amount_minor, 'adjustment' AS reason, NULL AS subject_id,
           DATE '2026-01-05' AS booked_on,
           CASE n % 10 WHEN 1 THEN derived_id(:brand || ':bulk:' || (n - 1)) END AS pending_id,
           NULL AS reverses_id
    FROM generate_series(0, :count - 1) n
"""


async def post_series(books: Books, work: Work, count: int) -> Posting:
    return await ledger.post_from(
        work,
        SERIES,
        brand=str(books.brand_id),
        bank=books.bank,
        sales=books.sales,
        count=count,
    )


async def test_a_select_is_posted_in_pieces_and_again_without_effect(
    books: Books, open_work_of: OpenWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "CHUNK_ROWS", 97)

    async with open_work_of(books) as work:
        first = await post_series(books, work, 1000)
    async with open_work_of(books) as work:
        again = await post_series(books, work, 1100)

    assert first == Posting(created=1000, existing=0)
    assert again == Posting(created=100, existing=1000)
    balance = await books.balance(books.bank)
    # Of ten transfers one is pending and one posts it: nine move a yuan each.
    assert balance.debits == Money.of("990.00", CNY)
    assert not balance.pending_debits
    assert await books.faults() == {}


async def test_a_select_of_nothing_posts_nothing(books: Books, open_work_of: OpenWork) -> None:
    async with open_work_of(books) as work:
        assert await post_series(books, work, 0) == Posting(0, 0)


async def test_a_refusal_takes_back_every_piece(
    books: Books, open_work_of: OpenWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "CHUNK_ROWS", 10)
    conflicting = SERIES.replace("100 AS amount_minor", "100 + n AS amount_minor")
    async with open_work_of(books) as work:
        await post_series(books, work, 10)

    with pytest.raises(ledger.TransferConflict):
        async with open_work_of(books) as work:
            await ledger.post_from(
                work,
                conflicting,
                brand=str(books.brand_id),
                bank=books.bank,
                sales=books.sales,
                count=50,
            )

    assert (await books.balance(books.bank)).debits == Money.of("9.00", CNY)


async def test_a_long_list_of_transfers_goes_in_pieces_too(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "CHUNK_ROWS", 10)

    result = await books.post(*(make_transfer(books.bank, books.sales) for _ in range(35)))

    assert result == Posting(created=35, existing=0)
    assert (await books.balance(books.sales)).credits == Money.of("350.00", CNY)


async def test_accounts_open_from_a_select_with_their_limits(
    books: Books, open_work_of: OpenWork
) -> None:
    async with open_work_of(books) as work:
        for code in ("D1", "D2"):
            await make_distributor(work, code)
        wanted = """
            SELECT :brand AS book_id, k.kind, p.id AS counterparty_id, 'CNY' AS currency
            FROM parties p, (VALUES ('receivable'), ('customer_credit')) AS k (kind),
                 generate_series(1, 2)
            WHERE p.brand_id = :brand AND p.kind = 'distributor'
        """
        opened = await ledger.open_accounts_from(work, wanted, brand=books.brand_id)
        again = await ledger.open_accounts_from(work, wanted, brand=books.brand_id)
        limits = await work.rows(
            "SELECT a.kind, b.debit_max_minor AS debit_max, count(*) AS accounts FROM accounts a "
            "JOIN balances b ON b.brand_id = a.brand_id AND b.account_id = a.id "
            "WHERE a.brand_id = :brand AND a.counterparty_id IS NOT NULL GROUP BY 1, 2 ORDER BY 1",
            brand=books.brand_id,
        )

    assert (opened, again) == (4, 0)
    assert [tuple(row) for row in limits] == [("customer_credit", 0, 2), ("receivable", None, 2)]


async def test_every_kind_of_account_can_be_opened(books: Books, open_work_of: OpenWork) -> None:
    async with open_work_of(books) as work:
        party = PartyId(await make_distributor(work, "D1"))
        accounts = [
            ledger.Account(books.brand_id, kind, across, CNY)
            for kind in AccountKind
            for across in (None, party)
        ]
        # The books of this test come with a bank and a sales account.
        assert await ledger.open_accounts(work, accounts) == len(accounts) - 2
