"""Posting, reserving, reversing, closing: what the ledger does and on which grounds it declines."""

import dataclasses
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date, timedelta

import pytest

from tests.factories.ledger import CNY, FIRST_DAY, make_account, make_transfer
from tests.factories.parties import make_distributor
from tests.ledger.conftest import Books, OpenBooks
from tributary import ledger
from tributary.kernel import AccountId, Money, PartyId, Period, TransferId, new_id
from tributary.ledger import AccountKind, Phase, Posting, Reason, Side, Transfer
from tributary.platform import Database, Work

JANUARY = Period.month(2026, 1)
MONTH_END = date(2026, 1, 31)
FEBRUARY_FIRST = date(2026, 2, 1)

ONE_TRANSFER = """
    SELECT derived_id('told') AS id, derived_id('told:journal') AS journal_id, 'posted' AS phase,
           CAST(:debit AS uuid) AS debit_account_id, CAST(:credit AS uuid) AS credit_account_id,
           'CNY' AS currency, 100 AS amount_minor, 'adjustment' AS reason, NULL AS subject_id,
           DATE '2026-01-05' AS booked_on, NULL AS pending_id, NULL AS reverses_id
"""


def cny(amount: str) -> Money:
    return Money.of(amount, CNY)


def settled(pending: Transfer, phase: Phase, amount: str | None = None) -> Transfer:
    return pending.settled_by(
        TransferId(new_id()),
        phase,
        booked_on=FIRST_DAY,
        amount=None if amount is None else cny(amount),
    )


def mirror(transfer: Transfer) -> Transfer:
    return transfer.reversed_by(TransferId(new_id()), booked_on=FIRST_DAY)


async def test_a_posted_transfer_debits_one_account_and_credits_the_other(books: Books) -> None:
    posting = await books.post(make_transfer(books.bank, books.sales, "12.50"))

    assert posting == Posting(created=1, existing=0)
    assert (await books.balance(books.bank)).on_debit == cny("12.50")
    assert (await books.balance(books.sales)).on_credit == cny("12.50")
    assert await books.faults() == {}


async def test_posting_the_same_transfer_again_changes_nothing(books: Books) -> None:
    sale = make_transfer(books.bank, books.sales)

    first = await books.post(sale, sale)
    again = await books.post(sale, make_transfer(books.bank, books.sales))

    assert (first, again) == (Posting(1, 0), Posting(1, 1))
    assert (await books.balance(books.bank)).debits == cny("20.00")


async def test_whose_balances_moved_is_told_and_of_the_brand_nothing(books: Books) -> None:
    async with books.database.work(books.actor, now=books.clock()) as work:
        shops = [PartyId(await make_distributor(work, code)) for code in ("D1", "D2", "D3")]
    owing, above, _ = [await books.open(AccountKind.RECEIVABLE, shop) for shop in shops]
    one, other = (account.id_in(books.brand_id) for account in (owing, above))

    async with books.database.work(books.actor, now=books.clock()) as work:
        await ledger.post(work, [make_transfer(books.bank, books.sales)])
        assert work.told == set()
        await ledger.post(work, [make_transfer(one, books.sales)])
        assert work.told == {("distributor", shops[0])}
        await ledger.post_from(work, ONE_TRANSFER, debit=other, credit=books.sales)

    assert work.told == {("distributor", shop) for shop in shops[:2]}


async def test_an_empty_batch_posts_nothing(books: Books) -> None:
    assert await books.post() == Posting(0, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"amount": Money.of("10.01", CNY)},
        {"reason": Reason.RECEIPT},
        {"booked_on": FIRST_DAY + timedelta(days=1)},
        {"subject_id": new_id()},
        {"journal_id": new_id()},
        {"phase": Phase.PENDING},
    ],
    ids=lambda change: next(iter(change)),
)
async def test_an_id_posts_once_and_other_fields_conflict(
    books: Books, change: dict[str, object]
) -> None:
    sale = make_transfer(books.bank, books.sales)
    await books.post(sale)

    with pytest.raises(ledger.TransferConflict, match=str(sale.id)):
        await books.post(dataclasses.replace(sale, **change))  # type: ignore[arg-type]


async def test_the_same_id_twice_in_a_batch_with_other_fields_conflicts(books: Books) -> None:
    sale = make_transfer(books.bank, books.sales)

    with pytest.raises(ledger.TransferConflict):
        await books.post(sale, dataclasses.replace(sale, amount=cny("99.00")))


async def test_an_unknown_account_is_refused_by_its_id(books: Books) -> None:
    nowhere = AccountId(new_id())

    with pytest.raises(ledger.UnknownAccount, match=str(nowhere)):
        await books.post(make_transfer(books.bank, nowhere))


async def test_an_account_of_another_brand_is_unknown(books: Books, open_books: OpenBooks) -> None:
    others = await open_books(books.database)

    with pytest.raises(ledger.UnknownAccount):
        await books.post(make_transfer(others.bank, books.sales))


async def test_one_refused_transfer_takes_the_whole_batch_back(books: Books) -> None:
    with pytest.raises(ledger.UnknownAccount):
        await books.post(
            make_transfer(books.bank, books.sales), make_transfer(books.bank, AccountId(new_id()))
        )

    assert (await books.balance(books.bank)).debits == cny("0.00")


async def test_a_pending_transfer_reserves_and_posting_it_moves(books: Books) -> None:
    reserved = make_transfer(books.bank, books.sales, "30.00", phase=Phase.PENDING)
    await books.post(reserved)
    before = await books.balance(books.sales)

    await books.post(settled(reserved, Phase.POST, "25.00"))

    after = await books.balance(books.sales)
    assert (before.pending_credits, before.credits) == (cny("30.00"), cny("0.00"))
    assert (after.pending_credits, after.credits) == (cny("0.00"), cny("25.00"))
    assert await books.faults() == {}


async def test_voiding_gives_the_reservation_back(books: Books) -> None:
    reserved = make_transfer(books.bank, books.sales, "30.00", phase=Phase.PENDING)
    await books.post(reserved)

    await books.post(settled(reserved, Phase.VOID))

    balance = await books.balance(books.bank)
    assert (balance.pending_debits, balance.debits) == (cny("0.00"), cny("0.00"))
    assert await books.faults() == {}


async def test_a_pending_transfer_may_be_resolved_in_its_own_batch(books: Books) -> None:
    posted = make_transfer(books.bank, books.sales, "30.00", phase=Phase.PENDING)
    voided = make_transfer(books.bank, books.sales, "5.00", phase=Phase.PENDING)

    await books.post(settled(posted, Phase.POST), voided, settled(voided, Phase.VOID), posted)

    balance = await books.balance(books.bank)
    assert (balance.pending_debits, balance.debits) == (cny("0.00"), cny("30.00"))
    assert await books.faults() == {}


@pytest.mark.parametrize("first", [Phase.POST, Phase.VOID])
@pytest.mark.parametrize("second", [Phase.POST, Phase.VOID])
async def test_a_pending_transfer_is_resolved_once(
    books: Books, first: Phase, second: Phase
) -> None:
    reserved = make_transfer(books.bank, books.sales, phase=Phase.PENDING)
    resolution = settled(reserved, first)
    await books.post(reserved, resolution)

    assert await books.post(resolution) == Posting(0, 1)
    with pytest.raises(ledger.PendingResolved, match=str(reserved.id)):
        await books.post(settled(reserved, second))


async def test_two_resolutions_in_one_batch_are_refused(books: Books) -> None:
    reserved = make_transfer(books.bank, books.sales, phase=Phase.PENDING)

    with pytest.raises(ledger.PendingResolved):
        await books.post(reserved, settled(reserved, Phase.POST), settled(reserved, Phase.VOID))


async def test_a_resolution_fits_what_was_pending(books: Books) -> None:
    reserved = make_transfer(books.bank, books.sales, phase=Phase.PENDING)
    sale = make_transfer(books.bank, books.sales)
    await books.post(reserved, sale)
    turned = dataclasses.replace(
        settled(reserved, Phase.POST), debit=books.sales, credit=books.bank
    )

    for misfit in (
        settled(reserved, Phase.POST, "10.01"),
        settled(reserved, Phase.VOID, "9.99"),
        settled(sale, Phase.POST),
        turned,
    ):
        with pytest.raises(ledger.PendingMismatch, match=str(misfit.id)):
            await books.post(misfit)


async def test_an_unknown_pending_or_reversed_transfer_is_refused(books: Books) -> None:
    never_posted = make_transfer(books.bank, books.sales, phase=Phase.PENDING)

    for orphan in (settled(never_posted, Phase.POST), mirror(never_posted)):
        with pytest.raises(ledger.UnknownTransfer, match=str(never_posted.id)):
            await books.post(orphan)


async def test_a_reversal_undoes_and_names_what_it_reverses(
    books: Books, open_work_of: Callable[[Books], AbstractAsyncContextManager[Work]]
) -> None:
    sale = make_transfer(books.bank, books.sales, "12.00")
    await books.post(sale)

    async with open_work_of(books) as work:
        reversal = await ledger.reverse(
            work, transfer_id=sale.id, reversal_id=TransferId(new_id()), booked_on=FIRST_DAY
        )

    assert reversal.reverses_id == sale.id
    assert (await books.balance(books.bank)).on_debit == cny("0.00")
    with pytest.raises(ledger.AlreadyReversed, match=str(sale.id)):
        await books.post(mirror(sale))
    assert await books.faults() == {}


async def test_an_unknown_transfer_cannot_be_reversed(
    books: Books, open_work_of: Callable[[Books], AbstractAsyncContextManager[Work]]
) -> None:
    with pytest.raises(ledger.UnknownTransfer):
        async with open_work_of(books) as work:
            await ledger.reverse(
                work,
                transfer_id=TransferId(new_id()),
                reversal_id=TransferId(new_id()),
                booked_on=FIRST_DAY,
            )


async def test_a_reversal_is_a_mirror_image_of_posted_money(books: Books) -> None:
    sale = make_transfer(books.bank, books.sales)
    reserved = make_transfer(books.bank, books.sales, phase=Phase.PENDING)
    await books.post(sale, reserved)

    for misfit in (
        dataclasses.replace(mirror(sale), amount=cny("9.99")),
        dataclasses.replace(mirror(sale), debit=books.bank, credit=books.sales),
        mirror(reserved),
    ):
        with pytest.raises(ledger.ReversalMismatch, match=str(misfit.id)):
            await books.post(misfit)


async def test_customer_credit_can_be_used_up_but_not_overdrawn(
    books: Books, open_work_of: Callable[[Books], AbstractAsyncContextManager[Work]]
) -> None:
    async with open_work_of(books) as work:
        debtor = PartyId(await make_distributor(work, "D1"))
    credit = (await books.open(AccountKind.CUSTOMER_CREDIT, debtor)).id_in(books.brand_id)
    await books.post(make_transfer(books.bank, credit, "100.00"))
    await books.post(make_transfer(credit, books.sales, "60.00", phase=Phase.PENDING))

    with pytest.raises(ledger.LimitExceeded, match="1 minor units"):
        await books.post(make_transfer(credit, books.sales, "40.01"))
    await books.post(make_transfer(credit, books.sales, "40.00"))

    assert (await books.balance(credit)).available_on_credit == cny("0.00")


async def test_a_batch_is_judged_by_what_it_leaves_behind(
    books: Books, open_work_of: Callable[[Books], AbstractAsyncContextManager[Work]]
) -> None:
    async with open_work_of(books) as work:
        debtor = PartyId(await make_distributor(work, "D1"))
    credit = (await books.open(AccountKind.CUSTOMER_CREDIT, debtor)).id_in(books.brand_id)

    await books.post(
        make_transfer(credit, books.sales, "40.00"), make_transfer(books.bank, credit, "40.00")
    )

    assert (await books.balance(credit)).on_credit == cny("0.00")


async def test_a_closed_day_takes_no_posting_and_the_next_one_does(
    books: Books, open_work_of: Callable[[Books], AbstractAsyncContextManager[Work]]
) -> None:
    early = make_transfer(books.bank, books.sales, booked_on=MONTH_END)
    await books.post(early)
    async with open_work_of(books) as work:
        await ledger.freeze(work)
        assert await ledger.close_through(work, MONTH_END) == MONTH_END
        assert await ledger.close_through(work, FIRST_DAY) == MONTH_END
        assert await ledger.first_open_day(work.session, books.brand_id, MONTH_END) == (
            FEBRUARY_FIRST
        )
        assert await ledger.closed_through(work.session, books.brand_id) == MONTH_END

    assert await books.post(early) == Posting(0, 1)
    with pytest.raises(ledger.PeriodClosed, match="2026-01-31"):
        await books.post(make_transfer(books.bank, books.sales, booked_on=MONTH_END))
    await books.post(make_transfer(books.bank, books.sales, booked_on=FEBRUARY_FIRST))
    assert await books.faults() == {}


async def test_every_day_is_open_before_the_first_closing(books: Books) -> None:
    async with books.database.reading(books.brand_id) as session:
        assert await ledger.closed_through(session, books.brand_id) is None
        assert await ledger.first_open_day(session, books.brand_id, FIRST_DAY) == FIRST_DAY


async def test_movements_show_both_sides_of_money_that_moved(books: Books) -> None:
    reserved = make_transfer(books.bank, books.sales, "7.00", phase=Phase.PENDING)
    receipt = make_transfer(books.bank, books.sales, "5.00", reason=Reason.RECEIPT)
    late = make_transfer(books.bank, books.sales, booked_on=FEBRUARY_FIRST)
    await books.post(receipt, reserved, late)

    async with books.database.reading(books.brand_id) as session:
        accounts = [books.bank, books.sales]
        moved = await ledger.movements(session, books.brand_id, accounts, JANUARY)

    assert [(each.account_id, each.side, each.across_id) for each in moved] == [
        (books.sales, Side.CREDIT, books.bank),
        (books.bank, Side.DEBIT, books.sales),
    ]
    assert {(each.amount, each.reason, each.transfer_id) for each in moved} == {
        (cny("5.00"), Reason.RECEIPT, receipt.id)
    }


async def test_a_balance_can_be_read_as_of_a_past_day(books: Books) -> None:
    bank = make_account(books.brand_id, AccountKind.BANK)
    await books.post(
        make_transfer(books.bank, books.sales, "5.00"),
        make_transfer(books.bank, books.sales, "2.00", booked_on=FEBRUARY_FIRST),
    )

    async with books.database.reading(books.brand_id) as session:
        then = await ledger.balance_on(session, books.brand_id, bank, MONTH_END)
        now = await ledger.balance_of(session, books.brand_id, bank)
        unopened = make_account(books.brand_id, AccountKind.TAX_PAYABLE)
        nothing = await ledger.balance_of(session, books.brand_id, unopened)

    assert (then.on_debit, now.on_debit) == (cny("5.00"), cny("7.00"))
    assert nothing.debits == cny("0.00")


async def test_a_pair_shows_each_account_between_two_parties(
    books: Books, open_work_of: Callable[[Books], AbstractAsyncContextManager[Work]]
) -> None:
    async with open_work_of(books) as work:
        debtor = PartyId(await make_distributor(work, "D1"))
    owed = await books.open(AccountKind.RECEIVABLE, debtor)
    await books.open(AccountKind.CUSTOMER_CREDIT, debtor)
    sale = make_transfer(owed.id_in(books.brand_id), books.sales, "5.00", subject_id=debtor)
    await books.post(sale)

    async with books.database.reading(books.brand_id) as session:
        pair = await ledger.balances_of_pair(
            session, books.brand_id, book_id=books.brand_id, counterparty_id=debtor
        )
        of_subject = await ledger.transfers_of_subject(session, books.brand_id, debtor)

    assert pair[owed].on_debit == cny("5.00")
    assert [account.kind for account in pair] == [
        AccountKind.CUSTOMER_CREDIT,
        AccountKind.RECEIVABLE,
    ]
    assert of_subject == [sale]


async def test_sql_and_python_name_the_same_account(books: Books, database: Database) -> None:
    async with database.work(books.actor, now=books.clock()) as work:
        rows = await work.rows(
            "SELECT bool_and(a.id = ledger_account_id(a.brand_id, a.book_id, a.kind, "
            "a.counterparty_id, a.currency)) AS same, array_agg(a.id) AS ids FROM accounts a "
            "WHERE a.brand_id = :brand",
            brand=books.brand_id,
        )

    assert rows[0].same
    assert set(rows[0].ids) == {books.bank, books.sales}


async def test_two_currencies_never_meet_in_one_transfer(books: Books) -> None:
    with pytest.raises(Exception, match="fk_transfers"):
        await books.post(make_transfer(books.bank, books.sales, currency="EUR"))
