from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date

import pytest

from tests.factories.parties import make_distributor, open_house
from tests.factories.receivables import (
    BILLED_ON,
    faults_of,
    make_billable,
    make_return,
)
from tributary import ledger, parties, receivables
from tributary.kernel import Currency, Money, PartyId, new_id
from tributary.platform import Database, Work
from tributary.receivables import instalments_of

CNY = Currency("CNY")
OpenWork = Callable[[], AbstractAsyncContextManager[Work]]
THREE_MONTHS = parties.Terms(
    start_event=parties.StartEvent.SHIPMENT, rule=parties.TermsRule.NET_DAYS, days=30, instalments=3
)


async def holds(work: Work, kind: ledger.AccountKind, debtor: PartyId | None = None) -> int:
    account = ledger.Account(work.brand_id, kind, debtor, CNY)
    balance = await ledger.balance_of(work.session, work.brand_id, account)
    return balance.on_debit.minor


async def test_an_order_becomes_one_receivable_with_its_postings(work: Work) -> None:
    house = await open_house(work)
    shop = await make_distributor(work, "D1")
    order_id, batch = await make_billable(work, debtor_id=shop, freight="7.00")

    raised = await receivables.raise_for(work, batch)

    (row,) = await receivables.receivables_of_order(work.session, work.brand_id, order_id)
    assert raised == 1
    assert (row.number, str(row.total), str(row.open)) == (
        "AR-2026-000001",
        "120.00 CNY",
        "120.00 CNY",
    )
    assert (row.due_on, row.creditor_id, row.debtor_id) == (
        BILLED_ON,
        house,
        PartyId(shop),
    )
    assert await holds(work, ledger.AccountKind.RECEIVABLE, PartyId(shop)) == 12_000
    assert await holds(work, ledger.AccountKind.SALES) == -10_000
    assert await holds(work, ledger.AccountKind.TAX_PAYABLE) == -1_300
    assert await holds(work, ledger.AccountKind.FREIGHT_INCOME) == -700


async def test_the_same_batch_again_raises_nothing(open_work: OpenWork) -> None:
    async with open_work() as work:
        await open_house(work)
        shop = await make_distributor(work, "D1")
        _, batch = await make_billable(work, debtor_id=shop)
        await receivables.raise_for(work, batch)

    async with open_work() as work:
        again = await receivables.raise_for(work, batch)
        balance = await holds(work, ledger.AccountKind.RECEIVABLE, PartyId(shop))

    assert (again, balance) == (0, 11_300)


async def test_a_death_in_between_leaves_neither_zero_nor_two(
    open_work: OpenWork, database: Database
) -> None:
    async with open_work() as work:
        await open_house(work)
        shop = await make_distributor(work, "D1")
        _, batch = await make_billable(work, debtor_id=shop)
    with pytest.raises(RuntimeError, match="killed"):
        async with open_work() as work:
            await receivables.raise_for(work, batch)
            raise RuntimeError("killed")

    async with open_work() as work:
        raised = await receivables.raise_for(work, batch)

    async with open_work() as work:
        assert raised == 1
        assert await holds(work, ledger.AccountKind.RECEIVABLE, PartyId(shop)) == 11_300
        assert await faults_of(database, work) == []


async def test_instalments_equal_the_pure_rule_leg_by_leg(work: Work) -> None:
    await open_house(work)
    shop = await make_distributor(work, "D1")
    await parties.set_terms(
        work,
        creditor_id=PartyId(work.brand_id),
        debtor_id=PartyId(shop),
        terms=THREE_MONTHS,
        valid_from=date(2026, 1, 1),
    )
    order_id, batch = await make_billable(
        work, debtor_id=shop, net="99.98", tax="13.01", freight="0.02"
    )

    await receivables.raise_for(work, batch)

    rows = await receivables.receivables_of_order(work.session, work.brand_id, order_id)
    expected = instalments_of(
        sales=Money.of("99.98", CNY),
        tax=Money.of("13.01", CNY),
        freight=Money.of("0.02", CNY),
        count=3,
    )
    assert [row.total for row in rows] == [part.total for part in expected]
    assert [row.due_on for row in rows] == [date(2026, 2, 4), date(2026, 3, 4), date(2026, 4, 4)]
    for row, part in zip(rows, expected, strict=True):
        legs = await ledger.transfers_of_subject(work.session, work.brand_id, row.receivable_id)
        wanted = [leg for leg in (part.sales, part.tax, part.freight) if leg]
        assert sorted(leg.amount.minor for leg in legs) == sorted(leg.minor for leg in wanted)


async def test_the_creditors_default_terms_count_from_the_order_day(work: Work) -> None:
    await open_house(work)
    shop = await make_distributor(work, "D1")
    await parties.set_terms(
        work,
        creditor_id=PartyId(work.brand_id),
        debtor_id=None,
        terms=parties.Terms(parties.StartEvent.ORDER, parties.TermsRule.MONTH_END_PLUS, 15),
        valid_from=date(2026, 1, 1),
    )
    order_id, batch = await make_billable(
        work, debtor_id=shop, ordered_on=date(2026, 1, 3), billable_on=date(2026, 2, 2)
    )

    await receivables.raise_for(work, batch)

    (row,) = await receivables.receivables_of_order(work.session, work.brand_id, order_id)
    assert row.due_on == date(2026, 2, 15)


async def test_an_order_of_a_closed_month_is_booked_on_the_first_open_day(work: Work) -> None:
    await open_house(work)
    shop = await make_distributor(work, "D1")
    await ledger.close_through(work, date(2026, 1, 31))
    order_id, batch = await make_billable(work, debtor_id=shop)

    await receivables.raise_for(work, batch)

    (row,) = await receivables.receivables_of_order(work.session, work.brand_id, order_id)
    (booked,) = await work.rows(
        "SELECT booked_on FROM receivables WHERE brand_id = :brand AND id = :id",
        brand=work.brand_id,
        id=row.receivable_id,
    )
    assert (row.issued_on, booked.booked_on) == (BILLED_ON, date(2026, 2, 1))


async def test_numbers_have_no_gap_across_batches_and_years(open_work: OpenWork) -> None:
    async with open_work() as work:
        await open_house(work)
        shop = await make_distributor(work, "D1", since=date(2025, 1, 1))
    for billable_on in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 2)):
        async with open_work() as work:
            batch = new_id()
            for _ in range(3):
                await make_billable(work, debtor_id=shop, billable_on=billable_on, batch_id=batch)
            await receivables.raise_for(work, batch)

    async with open_work() as work:
        rows = await work.rows(
            "SELECT number FROM receivables WHERE brand_id = :brand ORDER BY number",
            brand=work.brand_id,
        )
    wanted = [f"AR-2025-{n:06d}" for n in range(1, 4)] + [f"AR-2026-{n:06d}" for n in range(1, 7)]
    assert [row.number for row in rows] == wanted


async def test_a_return_credits_and_closes_its_own_order(work: Work) -> None:
    await open_house(work)
    shop = await make_distributor(work, "D1")
    order_id, batch = await make_billable(work, debtor_id=shop)
    await make_billable(work, debtor_id=shop, batch_id=batch)
    await receivables.raise_for(work, batch)
    returned = await make_return(work, order_id=order_id, net="40.00", tax="5.20")

    await receivables.raise_credit_notes(work, returned)
    again = await receivables.raise_credit_notes(work, returned)

    (row,) = await receivables.receivables_of_order(work.session, work.brand_id, order_id)
    assert (str(row.open), again) == ("67.80 CNY", 0)
    assert await holds(work, ledger.AccountKind.SALES_RETURNS) == 4_000
    assert await holds(work, ledger.AccountKind.TAX_PAYABLE) == -2_080
    assert await holds(work, ledger.AccountKind.CUSTOMER_CREDIT, PartyId(shop)) == 0
    assert await holds(work, ledger.AccountKind.RECEIVABLE, PartyId(shop)) == 18_080


async def test_credit_beyond_what_is_open_stays_visible(
    open_work: OpenWork, database: Database
) -> None:
    async with open_work() as work:
        await open_house(work)
        shop = await make_distributor(work, "D1")
        order_id, batch = await make_billable(work, debtor_id=shop)
        await receivables.raise_for(work, batch)
        first = await make_return(work, order_id=order_id, net="60.00", tax="0.00")
        second = await make_return(work, order_id=order_id, net="60.00", tax="0.00")
        await receivables.raise_credit_notes(work, first)
        await receivables.raise_credit_notes(work, second)

    async with open_work() as work:
        (row,) = await receivables.receivables_of_order(work.session, work.brand_id, order_id)
        assert not row.open
        assert await holds(work, ledger.AccountKind.CUSTOMER_CREDIT, PartyId(shop)) == -700
        assert await faults_of(database, work) == []


async def test_a_return_that_came_before_the_bill_is_applied_with_the_bill(
    open_work: OpenWork, database: Database
) -> None:
    async with open_work() as work:
        await open_house(work)
        shop = await make_distributor(work, "D1")
        order_id, batch = await make_billable(work, debtor_id=shop)
        returned = await make_return(work, order_id=order_id, net="40.00", tax="5.20")
        await receivables.raise_credit_notes(work, returned)
    async with open_work() as work:
        await receivables.raise_for(work, batch)

    async with open_work() as work:
        (row,) = await receivables.receivables_of_order(work.session, work.brand_id, order_id)
        assert str(row.open) == "67.80 CNY"
        assert await faults_of(database, work) == []
