"""What happens when two do the same at once: exactly one succeeds."""

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import date

from tests.factories.ledger import make_transfer
from tests.factories.parties import make_distributor
from tests.ledger.conftest import Books
from tributary import ledger
from tributary.kernel import Money, PartyId, Refusal, TransferId, new_id
from tributary.ledger import AccountKind, Phase, Posting

TODAY = date(2026, 1, 5)


async def outcomes(deeds: Sequence[Awaitable[Posting]]) -> list[type[Refusal] | None]:
    """Run deeds at once; return the refusal of each, or None where it succeeded."""
    ended = await asyncio.gather(*deeds, return_exceptions=True)
    for each in ended:
        if isinstance(each, BaseException) and not isinstance(each, Refusal):
            raise each
    return [type(each) if isinstance(each, Refusal) else None for each in ended]


async def test_of_two_reversals_at_once_exactly_one_succeeds(books: Books) -> None:
    sales = [make_transfer(books.bank, books.sales, "3.00") for _ in range(50)]
    await books.post(*sales)

    for sale in sales:
        both = [sale.reversed_by(TransferId(new_id()), booked_on=TODAY) for _ in range(2)]
        ended = await outcomes([books.post(reversal) for reversal in both])
        assert sorted(map(str, ended)) == sorted(map(str, [None, ledger.AlreadyReversed]))

    assert not (await books.balance(books.bank)).on_debit
    assert await books.faults() == {}


async def test_of_ten_resolutions_at_once_exactly_one_succeeds(books: Books) -> None:
    for _ in range(5):
        reserved = make_transfer(books.bank, books.sales, phase=Phase.PENDING)
        await books.post(reserved)
        phases = [Phase.POST, Phase.VOID] * 5

        ended = await outcomes(
            [
                books.post(reserved.settled_by(TransferId(new_id()), phase, booked_on=TODAY))
                for phase in phases
            ]
        )

        assert ended.count(None) == 1
        assert ended.count(ledger.PendingResolved) == 9
    assert await books.faults() == {}


async def test_twenty_debits_at_once_use_a_credit_up_exactly(books: Books) -> None:
    async with books.database.work(books.actor, now=books.clock()) as work:
        debtor = PartyId(await make_distributor(work, "D1"))
    account = await books.open(AccountKind.CUSTOMER_CREDIT, debtor)
    credit = account.id_in(books.brand_id)
    await books.post(make_transfer(books.bank, credit, "130.00"))

    ended = await outcomes(
        [books.post(make_transfer(credit, books.sales, "10.00")) for _ in range(20)]
    )

    assert ended.count(None) == 13
    assert ended.count(ledger.LimitExceeded) == 7
    assert not (await books.balance(credit)).on_credit
    assert await books.faults() == {}


async def test_the_same_transfer_posted_by_ten_at_once_exists_once(books: Books) -> None:
    sale = make_transfer(books.bank, books.sales, "4.00")

    postings = await asyncio.gather(*(books.post(sale) for _ in range(10)))

    assert sum(posting.created for posting in postings) == 1
    assert (await books.balance(books.bank)).debits == Money.of("4.00", "CNY")


async def test_crossing_batches_do_not_wait_in_a_circle(books: Books) -> None:
    forth = [make_transfer(books.bank, books.sales) for _ in range(20)]
    back = [make_transfer(books.sales, books.bank) for _ in range(20)]

    ended = await outcomes([books.post(*pair) for pair in zip(forth, back, strict=True)])

    assert ended == [None] * 20
    assert await books.faults() == {}


async def test_a_closing_waits_for_postings_and_then_nothing_slips_in(books: Books) -> None:
    async def close() -> Posting:
        async with books.database.work(books.actor, now=books.clock()) as work:
            await ledger.close_through(work, TODAY)
        return Posting(0, 0)

    posts = [books.post(make_transfer(books.bank, books.sales)) for _ in range(15)]
    ended = await outcomes([*posts[:8], close(), *posts[8:]])

    assert set(ended) <= {None, ledger.PeriodClosed}
    posted = Money.of("10.00", "CNY").times(ended.count(None) - 1)
    assert (await books.balance(books.bank)).debits == posted
    assert await books.faults() == {}
